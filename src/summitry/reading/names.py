"""Parsed passages in, the report's referents out, with every name, title and pronoun that means them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from summitry.knowledge import leaders, reference, titles
from summitry.knowledge.gazetteer import gazetteer
from summitry.model import Mention, Referent
from summitry.reading.cast import Cast, Figure
from summitry.reading.datelines import find_dateline
from summitry.reading.known import known_in_all
from summitry.reading.lines import Line, lines_of
from summitry.reading.offices import offices_in
from summitry.reading.passages import Passage
from summitry.reading.people import link_offices, names_in
from summitry.reading.resolving import Found, Paragraph, Resolver

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Covered:
    referents: tuple[int, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Names:
    """Who and what a report names. `dateline` is the place of writing as written, None without one."""

    referents: tuple[Referent, ...]
    mentions: tuple[Mention, ...]
    dateline: str | None
    covered: dict[Place, _Covered]

    def at(self, passage_index: int, token_index: int) -> int | None:
        """The referent of the mention that covers a token, the first of several; None if none does."""
        found = self.all_at(passage_index, token_index)
        return found[0] if found else None

    def all_at(self, passage_index: int, token_index: int) -> tuple[int, ...]:
        """Every referent of the mention that covers a token: two for "both sides" or "Norway-Sweden"."""
        covered = self.covered.get((passage_index, token_index))
        return covered.referents if covered else ()

    def span(self, passage_index: int, token_index: int) -> tuple[int, int] | None:
        """First and last token (included) of the mention that covers a token, with its title."""
        covered = self.covered.get((passage_index, token_index))
        return (covered.first, covered.last) if covered else None


def find_names(passages: Sequence[Passage], title: str | None = None) -> Names:
    """The names of a report. `title` is its title, where no passage holds it: it tells who counts."""
    lines = lines_of(passages)
    dateline, skipped = find_dateline(lines, gazetteer())
    cast = Cast(titles.load(), reference.load(), gazetteer(), _state_of)
    resolver = Resolver(cast)
    found = resolver.resolve(_paragraphs(lines, skipped, cast), headline=title)
    return _assemble(lines, cast, found, dateline)


@lru_cache(maxsize=4096)
def _state_of(name: str, leads: bool) -> str | None:
    """The one state that leaders of this name have led, else None.

    A leader whom the table knows by the family name alone is found by a full name only where the report, too,
    says that its bearer leads.
    """
    whole = " " not in name or leads
    states = {tenure.state for tenure in leaders.tenures(name) if whole or " " in tenure.name}
    return states.pop() if len(states) == 1 else None


def _paragraphs(lines: Sequence[Line], skipped: dict[int, int], cast: Cast) -> list[Paragraph]:
    """What each line names, before anybody is told apart; the dateline is left out."""
    paragraphs = []
    for line, found in zip(lines, known_in_all(lines, gazetteer(), cast.reference), strict=True):
        body = skipped.get(line.index, 0)
        known = [k for k in found if k.first >= body]
        offices = [o for o in offices_in(line, known, cast.titles) if o.first >= body]
        people = [n for n in names_in(line, known, offices, cast.reference, cast.titles) if n.first >= body]
        link_offices(people, offices, known, cast.titles)
        paragraphs.append(Paragraph(line, known, offices, people, body))
    return paragraphs


def _assemble(lines: Sequence[Line], cast: Cast, found: Sequence[Found], dateline: str | None) -> Names:
    """Numbers the figures by their first mention and lays every mention over its tokens."""
    order: dict[int, int] = {}
    for item in found:
        for figure in item.figures:
            order.setdefault(id(figure), len(order))
    figures: list[Figure] = sorted((f for f in cast.figures if id(f) in order), key=lambda f: order[id(f)])
    covered: dict[Place, _Covered] = {}
    mentions: list[Mention] = []
    for item in found:
        line = lines[item.line]
        referents = tuple(dict.fromkeys(order[id(f)] for f in item.figures))
        cover = _Covered(referents, item.first, item.last)
        for token in item.tokens:
            covered[item.line, token] = cover
        start, end = line.char(item.start), line.end(item.end)
        mentions += [Mention(start, end, "place" if item.locative else "actor", r) for r in referents]
    mentions.sort(key=lambda m: (m.start, m.end, m.referent or 0))
    return Names(tuple(f.referent(i) for i, f in enumerate(figures)), tuple(mentions), dateline, covered)
