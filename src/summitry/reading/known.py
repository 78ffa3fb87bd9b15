"""A line and the gazetteer in, the states, bodies, organisations and places that it names out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from summitry.knowledge import titles as offices
from summitry.knowledge.gazetteer import Gazetteer, Match
from summitry.knowledge.reference import Reference
from summitry.reading.lines import DASHES, POSSESSIVE, Line

GOVERNING = frozenset(("capital", "city", "seat"))
_OWNING = frozenset(("abbreviation", "adjective", "metonym"))
_COMPASS = frozenset(("north", "south", "east", "west"))
_PLAIN = frozenset(("name", "abbreviation", "demonym", "adjective"))


@dataclass(frozen=True, slots=True)
class Known:
    """Tokens `first` to `last` (both included) that name what the gazetteer or the list of ministries knows.

    `kind` is the referent's type; `locative` says that the words speak of a place, whatever the type; `key` is
    None for what no gazetteer knows, and for a ministry without a state, whose generic name is `name`; `shared`
    are the codes of all states that the words can name ("Korean", "Congolese").
    """

    first: int
    last: int
    kind: str
    key: str | None
    name: str
    state: str | None
    use: str
    locative: bool = False
    party: bool = False
    media: bool = False
    shared: tuple[str, ...] = ()

    @property
    def private(self) -> bool:
        """Whether it is an organisation that no knowledge file knows: a firm, a society, a think tank."""
        return self.kind == "organisation" and self.key is None

    @property
    def owner(self) -> bool:
        """Whether it can own an office: a state, body or organisation, and not a place."""
        return self.kind != "place" and not (self.locative and self.use in GOVERNING)


Hits = list[tuple[int, int, tuple[Match, ...]]]


def known_in_all(lines: Sequence[Line], gazetteer: Gazetteer, reference: Reference) -> list[list[Known]]:
    """What each line names; a name that several states share is that of the state met most."""
    hits = [gazetteer.scan(_cased(line)) for line in lines]
    met = Counter(m[0].entry.key for found in hits for _, _, m in found if m[0].use in _PLAIN)
    return [
        _known_in(line, found, met, gazetteer, reference) for line, found in zip(lines, hits, strict=True)
    ]


def _cased(line: Line) -> list[str]:
    """The tokens, with a capital for a name that a machine wrote in lower case ("north Korea")."""
    texts = list(line.texts)
    for i, text in enumerate(line.texts):
        named = line.tags[i].startswith("NNP")
        compass = text in _COMPASS and i + 1 < len(line) and line.tags[i + 1].startswith("NNP")
        if text.islower() and (named or compass) and text.isalpha():
            texts[i] = text.title()
    return texts


def _known_in(
    line: Line, hits: Hits, met: Counter[str], gazetteer: Gazetteer, reference: Reference
) -> list[Known]:
    """Everything that a line names, left to right; only parts of a compound share a token."""
    found = []
    for begin, after, readings in hits:
        first = _skip_article(line, begin, after - 1)
        matches = readings
        if len(readings) > 1 and len({m.use for m in readings}) == 1:
            matches = tuple(sorted(readings, key=lambda m: -met[m.entry.key]))
        if matches[0].entry.media and not line.capital(first):
            continue
        known = _choose(line, first, after - 1, matches, reference)
        found.append(_seated(known, line, met, gazetteer, reference))
    found = _tagged(line, found)
    taken = {i for known in found for i in range(known.first, known.last + 1)}
    found += [m for m in _ministries(line) if not taken.intersection(range(m.first, m.last + 1))]
    return sorted(found, key=lambda k: (k.first, k.last))


def _seated(known: Known, line: Line, met: Counter[str], gazetteer: Gazetteer, reference: Reference) -> Known:
    """The organisation for which its seat stands, where the report speaks of it more than of the state."""
    if known.use != "capital" or known.kind != "state":
        return known
    key = reference.capital.stands_for.get(line.text(known.first, known.last).lower())
    entry = gazetteer.entry(key) if key and met[key] > met[known.key or ""] else None
    if entry is None:
        return known
    return Known(known.first, known.last, entry.type, entry.key, entry.name, entry.state, "capital")


def _tagged(line: Line, found: list[Known]) -> list[Known]:
    """Adds what only the tagger knows; a longer name swallows the names inside it."""
    for first, last, label in line.entities:
        kind = {"ORG": "organisation", "LOC": "place"}.get(label)
        begin = first + (first < last and line.word(first) == "the")
        end = max([i for i in range(begin, last + 1) if line.capital(i)], default=last)
        inside = [k for k in found if k.first <= end and k.last >= begin]
        if kind is None or not line.capital(begin) or not _swallows(line, begin, end, label, inside):
            continue
        state = inside[0].state if inside and inside[0].first == begin and inside[0].use in _OWNING else None
        found = [k for k in found if k not in inside]
        text = line.text(begin, end)
        found.append(Known(begin, end, kind, None, text, state, "name", locative=kind == "place"))
    return found


def _swallows(line: Line, first: int, last: int, label: str, inside: list[Known]) -> bool:
    """Whether a tagged name is more than the known names inside it: it has capitals of its own."""
    if any(k.first < first or k.last > last or k.kind in ("body", "organisation") for k in inside):
        return False
    covered = {i for k in inside for i in range(k.first, k.last + 1)}
    own = [i for i in range(first, last + 1) if i not in covered]
    if inside and line.words[last] in offices.load().heads:
        return False
    if label == "LOC" and inside and inside[0].kind == "state":
        return False
    joined = any(line.words[i] in DASHES for i in own)
    return not (joined and inside) and any(line.capital(i) and line.noun(i) for i in own)


def _skip_article(line: Line, first: int, last: int) -> int:
    return first + 1 if first < last and line.word(first) in ("the", "a", "an") else first


def _choose(line: Line, first: int, last: int, matches: tuple[Match, ...], reference: Reference) -> Known:
    """The reading that fits the context: a capital is the place or the government that sits there."""
    governing = next((m for m in matches if m.use in GOVERNING or m.entry.type == "place"), None)
    acting = next((m for m in matches if m.entry.type != "place"), None)
    best = matches[0]
    if acting and governing and last + 2 < len(line) and line.words[last + 1] == ",":
        # "Oslo, Norway, has been chosen"
        acting = None if acting.entry.name.startswith(line.texts[last + 2]) else acting
    if (
        governing
        and acting
        and best.use in GOVERNING | {"name"}
        and (best is governing or best.use in GOVERNING)
    ):
        best = acting if acting.use != "city" and governs(line, first, last, reference) else governing
    elif best.use in GOVERNING and governing:
        best = governing
    place = best.entry.type == "place"
    locative = place or (best.use in ("name", "abbreviation") and _located(line, first, last, reference))
    entry = best.entry
    states = dict.fromkeys(m.entry.state for m in matches if m.use == best.use and m.entry.state)
    shared = tuple(states) if len(states) > 1 else ()
    return Known(
        first,
        last,
        entry.type,
        entry.key,
        entry.name,
        entry.state,
        best.use,
        locative,
        entry.party,
        entry.media,
        shared,
    )


def governs(line: Line, first: int, last: int, reference: Reference) -> bool:
    """Whether a capital's name stands for the government: by preposition, verb, and what follows."""
    cues = reference.capital
    before, after, dep = line.word(first - 1), line.word(last + 1), line.deps[last]
    head = line.lemmas[line.heads[last]]
    if before in cues.place_prepositions or (
        after == "," and line.capital(last + 2) and before in ("to", "from")
    ):
        return False
    if after in POSSESSIVE:
        return any(w in cues.mental_nouns or w in cues.regime_nouns for w in line.lemmas[last + 2 : last + 5])
    if after in cues.regime_nouns:
        return True
    if dep == "compound" or after in cues.place_nouns:
        return False
    if before in cues.government_prepositions:
        return True
    if before in cues.open_prepositions:
        window = line.lemmas[max(0, first - 7) : first - 1]
        mental = [i for i, w in enumerate(window) if w in cues.mental_nouns]
        travel = [i for i, w in enumerate(window) if w in cues.travel_verbs]
        return bool(mental) and (not travel or travel[-1] < mental[-1])
    if line.subject(last) or (dep == "conj" and line.subject(line.heads[last])):
        return True
    return dep in ("obj", "iobj", "conj") and head not in cues.travel_verbs


def _located(line: Line, first: int, last: int, reference: Reference) -> bool:
    """Whether a state's name speaks of its territory: "in Norway", "visit to Norway"."""
    before = line.word(first - 1)
    if before == "the":
        before = line.word(first - 2)
    if before in reference.capital.place_prepositions:
        return line.word(last + 1) not in POSSESSIVE
    if before in reference.capital.open_prepositions:
        return bool(set(line.lemmas[max(0, first - 5) : first - 1]) & reference.capital.travel_verbs)
    return False


def _ministries(line: Line) -> list[Known]:
    """Ministries in generic words with no state of their own: "the foreign ministry"."""
    found, at, titles = [], 0, offices.load()
    while at < len(line.plain):
        hit = titles.ministry_at(line.plain, at)
        if hit:
            words, body = hit
            first, last = line.places[at], line.places[at + len(words) - 1]
            found.append(Known(first, last, "body", None, body, None, "name"))
            at += len(words)
        else:
            at += 1
    return found
