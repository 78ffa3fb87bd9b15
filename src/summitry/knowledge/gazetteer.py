"""A name or a sentence's words in; the states, bodies, organisations and places that they can name out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from summitry.knowledge.bodies import Bodies
from summitry.knowledge.forms import Piece, fold, key_of, pieces
from summitry.knowledge.world import Entry, Match, World, load_world

__all__ = ["Entry", "Gazetteer", "Match", "gazetteer", "side_code"]

PARTIAL = frozenset({"name", "abbreviation", "demonym", "adjective", "capital"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A match over pieces: those from `first` up to, not including, `last`."""

    first: int
    last: int
    matches: tuple[Match, ...]


class Gazetteer:
    """What the knowledge files know by name. Nothing in it changes after construction."""

    def __init__(self, world: World) -> None:
        self._forms: Mapping[str, tuple[Match, ...]] = world.forms
        self._entries: Mapping[str, Entry] = world.entries
        self._longest: Mapping[str, int] = world.longest
        self._words = world.words
        self._bodies = Bodies(world)

    def entry(self, key: str) -> Entry | None:
        """The entry with this key ("state:USA", "body:IRN:foreign ministry"), None if unknown."""
        return self._entries.get(key) or self._bodies.entry(key)

    def body(self, state: str, form: str) -> Entry | None:
        """The body that a generic name ("foreign ministry", "Parliament") means for a state (alpha-3)."""
        return self._bodies.of(state, key_of(form))

    def find(self, text: str) -> tuple[Match, ...]:
        """All readings of one surface form, the likeliest first; empty if it is unknown. Capitals count."""
        key = key_of(text)
        for form in (*_variants(key), *_variants(key.removeprefix("the "))):
            found = self._forms.get(form) or self._bodies.find(form.split(" "), self._forms)
            if found:
                return _worded(found, text)
        return ()

    def find_parts(self, word: str) -> list[tuple[Match, ...]]:
        """The readings of the parts of a compound ("US-DPRK", "Iran-backed"), left to right."""
        split = pieces([word])
        hits = self._hits(split)
        return [_worded(hit.matches, _text(split[hit.first : hit.last])) for hit in hits]

    def scan(self, words: Sequence[str]) -> list[tuple[int, int, tuple[Match, ...]]]:
        """The longest matches over the tokens of a sentence, left to right, as (first, after last, readings).

        A compound token gives the readings of its parts, so that two spans can share a token
        ("US-North Korea"); a body takes the state in its name with it ("Iran 's Foreign Ministry").
        """
        split = pieces(words)
        shouted = len(words) > 3 and not any(c.islower() for word in words for c in word)
        found = []
        for hit in self._hits(split):
            first, last = split[hit.first].word, split[hit.last - 1].word + 1
            parts = split[hit.first : hit.last]
            if shouted and _text(parts) in self._words:
                continue
            whole = parts[0].opens and parts[-1].closes
            matches = hit.matches if whole else tuple(m for m in hit.matches if m.use in PARTIAL)
            if matches:
                text = " ".join(words[first:last]) if whole else _text(parts)
                found.append((first, last, _worded(matches, text)))
        return found

    def _hits(self, split: Sequence[Piece]) -> Iterator[Hit]:
        """The longest matches over pieces; an article gives way to a longer name behind it."""
        at = 0
        while at < len(split):
            hit = self._at(split, at)
            if hit and split[at].text == "the" and self._outreached(split, hit):
                hit = None
            if hit:
                yield hit
            at = hit.last if hit else at + 1

    def _outreached(self, split: Sequence[Piece], hit: Hit) -> bool:
        """Whether the name goes on behind a hit that opens with an article: it is another name then."""
        following = split[hit.last : hit.last + 1]
        if following and following[0].text[:1].isupper() and following[0].word != split[hit.last - 1].word:
            return True
        inner = self._at(split, hit.first + 1)
        return inner is not None and inner.last > hit.last

    def _at(self, split: Sequence[Piece], at: int) -> Hit | None:
        """The longest match that begins at a piece."""
        body = self._bodies.at([p.text for p in split[at : at + self._bodies.reach]], self._forms)
        longest = self._longest.get(fold(split[at].text), 0)
        for length in range(min(longest, len(split) - at), 0, -1):
            if body and body[0] >= length:
                break
            matches = self._lookup(" ".join(p.text for p in split[at : at + length]))
            if matches:
                return Hit(at, at + length, matches)
        return Hit(at, at + body[0], body[1]) if body else None

    def _lookup(self, key: str) -> tuple[Match, ...]:
        """The readings of a normalised form, as written or, if all in capitals, as a name is written."""
        found = next((self._forms[form] for form in _variants(key) if form in self._forms), ())
        return found or self._uncapitalised(key)

    def _uncapitalised(self, key: str) -> tuple[Match, ...]:
        """A state's name of several words that lacks capitals ("north Korea", "united states"), as translations have it."""
        title = " ".join(word[:1].upper() + word[1:] for word in key.split(" "))
        if " " not in key or title == key:
            return ()
        return tuple(m for m in self._forms.get(title, ()) if m.entry.type == "state" and m.use in PARTIAL)


def _variants(key: str) -> Iterator[str]:
    """A form as written; a form of long words in capitals (a headline) also with initial capitals."""
    yield key
    if key.isupper() and all(len(part) > 3 for part in key.split(" ")):
        yield key.title()


def _worded(matches: Iterable[Match], text: str) -> tuple[Match, ...]:
    """The matches with the words that they were found in."""
    return tuple(Match(m.entry, m.use, text) for m in matches)


def _text(parts: Sequence[Piece]) -> str:
    return " ".join(part.text for part in parts)


def side_code(key: str) -> str:
    """The short code of a side: alpha-3 of a state or a body's state, else the organisation's ("TALIBAN")."""
    kind, _, rest = key.partition(":")
    if kind in ("state", "body"):
        return rest.split(":", 1)[0]
    return load_world().codes.get(key) or rest.upper().replace(" ", "-")


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of the package's own files, loaded once. Raises KnowledgeError if one is broken."""
    return Gazetteer(load_world())
