"""Paragraphs with what they name in, every mention with the figures that it means out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from summitry.reading.cast import Cast, Figure
from summitry.reading.discourse import Discourse
from summitry.reading.groups import group_at
from summitry.reading.holders import Holders
from summitry.reading.known import Known
from summitry.reading.lines import DASHES, POSSESSIVE, Line
from summitry.reading.offices import OfficeSpan
from summitry.reading.people import NameSpan, fold
from summitry.reading.pronouns import meant_by

_LOOSE = frozenset(("CC", ",", "POS", "DT", "HYPH", ":"))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line and what it names; tokens before `body` are the dateline."""

    line: Line
    known: list[Known]
    offices: list[OfficeSpan]
    people: list[NameSpan]
    body: int


@dataclass(frozen=True, slots=True)
class Found:
    """A resolved mention: `first` to `last` with its title, `start` to `end` without, `tokens` covered."""

    line: int
    first: int
    last: int
    start: int
    end: int
    tokens: tuple[int, ...]
    figures: tuple[Figure, ...]
    locative: bool = False


class Resolver:
    """Reads a report's paragraphs in order. It holds the cast and the discourse of this one report."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._words = cast.reference
        self._talk = Discourse()
        self._holders = Holders(cast, self._talk)
        self._totals: Counter[str] = Counter()
        self._pointing = self._words.pointing()

    def resolve(self, paragraphs: Sequence[Paragraph], headline: str | None) -> list[Found]:
        """All mentions in reading order."""
        self._cast.enrol([span for p in paragraphs for span in p.people])
        paragraphs = [self._split_pairs(p) for p in paragraphs]
        self._count(paragraphs, headline)
        found, base = [], 0
        for paragraph in paragraphs:
            found += self._read(paragraph, base)
            base += paragraph.line.sentences[-1] + 1 if len(paragraph.line) else 0
        return found

    def _count(self, paragraphs: Sequence[Paragraph], headline: str | None) -> None:
        """Counts the sides of the whole report, for a group that comes before its sides are named."""
        for paragraph in paragraphs:
            for known in paragraph.known:
                if known.key and not known.locative and (known.kind == "state" or known.party):
                    self._totals[known.key] += 1
        for figure in self._cast.people():
            if figure.side:
                self._totals[figure.side] += 1 + 3 * any(n in (headline or "") for n in figure.names)

    def _split_pairs(self, paragraph: Paragraph) -> Paragraph:
        """Cuts "Begin-Sadat" in two where the report, or the world, knows both."""
        people: list[NameSpan] = []
        for span in paragraph.people:
            ends = [span.line.texts[span.first], span.line.texts[span.last]]
            pair = span.hyphened and len(span.words) == 1 and not self._cast.bears(span.words[0])
            if pair and all(self._cast.bears(fold(end)) for end in ends):
                people.append(replace(span, last=span.first, words=(fold(ends[0]),), hyphened=False))
                people.append(replace(span, first=span.last, words=(fold(ends[1]),), hyphened=False))
            else:
                people.append(span)
        return replace(paragraph, people=people)

    # ---- one paragraph

    def _read(self, paragraph: Paragraph, base: int) -> list[Found]:
        """The mentions of one paragraph; `base` is the number of sentences before it."""
        line, found = paragraph.line, list[Found]()
        items = self._items(paragraph)
        taken = {t for p in paragraph.people for t in range(p.first, p.last + 1)}
        owned = {t for k in paragraph.known for t in range(k.first, k.last + 1)}
        for at, item in items:
            sentence = base + line.sentences[at]
            mention: Found | None
            if isinstance(item, NameSpan):
                mention = self._person(item, taken | owned)
            elif isinstance(item, Known):
                mention = self._known(item, line, taken)
            elif isinstance(item, OfficeSpan):
                mention = self._office(item, sentence, taken | owned)
            else:
                mention = self._word(line, at, sentence)
            if mention:
                found.append(mention)
                pronoun = not isinstance(item, (NameSpan, Known, OfficeSpan))
                self._talk.add(line, sentence, (mention.first, mention.end), mention.figures, pronoun=pronoun)
        return _join(line, found)

    def _items(self, paragraph: Paragraph) -> list[tuple[int, NameSpan | Known | OfficeSpan | None]]:
        """What to resolve, in reading order: names, known names, offices without a name, single words."""
        line = paragraph.line
        people = list(paragraph.people)
        spans: list[tuple[int, int, NameSpan | Known | OfficeSpan]] = []
        spans += [(k.first, k.last, k) for k in paragraph.known]
        spans += [(n.first, n.last, n) for n in people]
        free = [o for o in paragraph.offices if not o.named]
        spans += [(o.start, o.head, o) for o in free]
        taken = {t for first, last, _ in spans for t in range(first, last + 1)}
        taken |= {t for o in paragraph.offices for t in range(o.start, o.head + 1)}
        items: list[tuple[int, NameSpan | Known | OfficeSpan | None]] = [
            (first, item) for first, _, item in spans
        ]
        for at in range(paragraph.body, len(line)):
            if at in taken:
                continue
            name = self._surname(line, at)
            pointing = line.words[at] in self._pointing or line.word(at - 1) in self._words.groups.counts
            if name or pointing:
                items.append((at, name))
        return sorted(items, key=lambda item: item[0])

    def _surname(self, line: Line, at: int) -> NameSpan | None:
        """A capitalised word that the tagger missed, but that is the name of somebody in the report."""
        word = fold(line.texts[at])
        named = line.capital(at) and len(word) > 1 and self._cast.bears(word)
        if not named or word in self._words.names.never:
            return None
        begins = at == 0 or line.sentences[at] != line.sentences[at - 1]
        if not line.tags[at].startswith("NNP") and begins:
            return None
        return NameSpan(line, at, at, (word,))

    # ---- the kinds of mention

    def _person(self, span: NameSpan, taken: set[int]) -> Found:
        figure = self._who(span)
        self._cast.mention(figure, span)
        own = set(range(span.first, span.last + 1))
        first, last = span.first, span.last
        for office in span.offices:
            if not office.plural:
                own |= set(range(office.first, office.last + 1)) - taken
                first, last = min(first, office.first), max(last, office.last)
        return Found(span.line.index, first, last, span.first, span.last, tuple(sorted(own)), (figure,))

    def _who(self, span: NameSpan) -> Figure:
        """The person that a name means: by office, by who is spoken of, the leader, the most met."""
        found = self._cast.candidates(span)
        roles = {o.role for o in span.offices}
        holders = [f for f in found if any(t.role in roles for t in f.titles)]
        found = holders or found
        if not found:
            return self._cast.newcomer(span)
        if len(found) == 1:
            return found[0]
        recent = self._talk.recent(span.line.index, found)
        if len(recent) == 1:
            return recent[0]
        leaders = [f for f in found if "leader" in f.ranks or f.led]
        return leaders[0] if len(leaders) == 1 else self._talk.most_met(recent or found)

    def _known(self, known: Known, line: Line, taken: set[int]) -> Found | None:
        if known.first in taken and known.last in taken:
            return None
        text = line.text(known.first, known.last)
        if known.key is None and known.kind in ("organisation", "place"):
            if known.first == known.last and self._cast.bears(fold(text)):
                return self._person(NameSpan(line, known.first, known.last, (fold(text),)), taken)
            figure = self._cast.other(known.kind, text, known.state)
        elif known.key is None:
            figure = self._holders.ministry(known, line, text)
        else:
            figure = self._cast.known(known, text, party=known.party)
        first, last = self._unit(known, line)
        tokens = tuple(t for t in range(first, last + 1) if t not in taken)
        return Found(
            line.index,
            first,
            last,
            known.first,
            known.last,
            tokens,
            (figure,),
            known.locative or known.kind == "place",
        )

    def _unit(self, known: Known, line: Line) -> tuple[int, int]:
        """The span with the unit that stands for it: "the Iranian delegation", "the government in Tehran"."""
        nouns, last = self._words.unit.nouns, known.last
        if known.kind == "place":
            return known.first, last
        at = last + 1 + (line.word(last + 1) in POSSESSIVE)
        at += line.tags[at].startswith("JJ") if at < len(line) else 0
        if line.word(at) in nouns:
            return known.first, at
        back = known.first - 1 - (line.word(known.first - 1) == "the")
        if line.word(back) in ("of", "from", "in") and line.word(back - 1) in nouns:
            return back - 1, last
        return known.first, last

    def _office(self, office: OfficeSpan, sentence: int, taken: set[int]) -> Found | None:
        figures = self._holders.who(office, sentence, self._totals)
        if not figures:
            return None
        line = office.line
        free = (
            t for t in range(office.first, office.last + 1) if t not in taken and line.tags[t] not in _LOOSE
        )
        tokens = tuple(sorted({*free, office.head}))
        return Found(line.index, office.first, office.last, office.first, office.last, tokens, figures)

    def _word(self, line: Line, at: int, sentence: int) -> Found | None:
        """A single word: a pronoun, a group, "administration" behind a leader's name."""
        word = line.words[at]
        figures = meant_by(line, at, sentence, self._talk, self._words)
        first = at
        if not figures and (group := group_at(line, at, self._words)):
            first, figures = group[0], self._holders.group(group[1], sentence, self._totals)
        if not figures and line.word(at - 1) in ("the", "that", "this"):
            figures = self._holders.definite(word, sentence, self._words.definite)
        if not figures:
            figures = self._holders.namesake_states(line, at)
        if not figures and word in self._words.unit.personal:
            figures = self._holders.administration(line, at, sentence)
        if not figures:
            return None
        return Found(line.index, first, at, first, at, tuple(range(first, at + 1)), figures)


def _join(line: Line, found: Sequence[Found]) -> list[Found]:
    """Gives both actors to what a dash joins: "the Norway-Sweden border", "the Begin-Sadat talks"."""
    joined: list[Found] = []
    for item in found:
        before = joined[-1] if joined else None
        if before and _dashed(line, before, item):
            both = tuple(dict.fromkeys((*before.figures, *item.figures)))
            tokens = tuple(range(before.end + 1, item.start))
            joined[-1] = replace(before, figures=both, last=item.last, tokens=(*before.tokens, *tokens))
            joined.append(replace(item, figures=both, first=before.first))
        else:
            joined.append(item)
    return joined


def _dashed(line: Line, left: Found, right: Found) -> bool:
    joinable = all(f.type in ("state", "person", "body") or f.party for f in (*left.figures, *right.figures))
    if not joinable or line.sentences[left.end] != line.sentences[right.start]:
        return False
    if any("-" in line.texts[t] for t in set(left.tokens) & set(right.tokens)):
        return left.figures != right.figures
    middle = left.end + 1
    if right.start != left.end + 2 or line.words[middle] not in DASHES:
        return False
    return line.begins[right.start] - line.begins[middle] == len(line.texts[middle])
