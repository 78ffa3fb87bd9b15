"""The judgements of analysts in, what they force and what they forbid out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from summitry.errors import ReconcilingError
from summitry.model import Interval, Link

RULES = "summitry"  # the author of the links that rules make
PART = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?([~?%]?)")


@dataclass(frozen=True, slots=True)
class Judged:
    """The links whose author is a person; where two judge the same pair,
    the later in the order of `judge` counts.
    """

    links: tuple[Link, ...]

    def same(self, kind: str) -> list[tuple[str, str]]:
        """The pairs judged to be one (or, for dates, a report and its EDTF)."""
        return [(k.left, k.right) for k in self.links if k.kind == kind and k.verdict == "same"]

    def different(self, kind: str) -> list[tuple[str, str]]:
        """The pairs judged to be two."""
        return [(k.left, k.right) for k in self.links if k.kind == kind and k.verdict == "different"]


def judge(links: Sequence[Link]) -> Judged:
    """The judgements among these links, sorted, so that the order in which they were made does not count.

    Of contradicting judgements on one pair, the more confident counts, among equals the later author by name.
    """
    mine = [link for link in links if link.author != RULES]
    ordered = sorted(
        mine, key=lambda k: (k.kind, *sorted((k.left, k.right)), k.confidence, k.author, k.verdict, k.reason)
    )
    last = {(k.kind, *(sorted((k.left, k.right)) if k.kind != "date" else (k.left, ""))): k for k in ordered}
    return Judged(tuple(last.values()))


def pair_up(pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """The pairs, each in the order of its ids."""
    return {(min(a, b), max(a, b)) for a, b in pairs}


def parse_edtf(text: str) -> Interval:
    """An EDTF date of a judgement ("2019-02", "2019-02-27/2019-02-28", "../2019-02-11") as an interval.

    Raises ReconcilingError, naming the text, where it is none of level 0 and 1 that the record writes.
    """
    first, _, last = text.partition("/")
    try:
        low = None if first in ("", "..") else _unit(first)
        high = low if not last and "/" not in text else None if last in ("", "..") else _unit(last)
    except ValueError as error:
        raise ReconcilingError(f"not an EDTF date: {text!r}") from error
    return Interval(
        low.first if low else None,
        high.last if high else None,
        any(mark in text for mark in "~%"),
        any(mark in text for mark in "?%"),
    )


def _unit(text: str) -> Interval:
    """A day, month, season or year. Raises ValueError."""
    found = PART.fullmatch(text)
    if not found:
        raise ValueError(text)
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if month > 12:
        start = {21: 3, 22: 6, 23: 9, 24: 12}[month] if month in (21, 22, 23, 24) else 0
        if not start:
            raise ValueError(text)
        end = Interval.month(year + (start + 2 > 12), (start + 1) % 12 + 1)
        return Interval(date(year, start, 1), end.last)
    if day:
        return Interval.day(date(year, month, day))
    return Interval.month(year, month) if month else Interval.year(year)
