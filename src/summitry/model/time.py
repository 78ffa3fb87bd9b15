"""Time: an expression as the text gives it (`When`), and the days that it can mean (`Interval`)."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Timex = Literal["DATE", "TIME", "DURATION", "SET"]
Anchor = Literal["absolute", "publication", "mention", "event"]
Sense = Literal["past", "future", "near"]

SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}  # ISO 8601-2 season code -> its first month


@dataclass(frozen=True, slots=True)
class Interval:
    """The days from `first` to `last`, both included; None is an open (unknown) side.

    It says what is known of a date, or how long something lasted; nothing finer than a day.
    """

    first: date | None
    last: date | None
    approximate: bool = False
    uncertain: bool = False

    @classmethod
    def day(cls, day: date) -> Interval:
        """The interval of one day."""
        return cls(day, day)

    @classmethod
    def month(cls, year: int, month: int) -> Interval:
        """The interval of one calendar month (1 to 12)."""
        return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]))

    @classmethod
    def year(cls, year: int) -> Interval:
        """The interval of one calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @property
    def days(self) -> int | None:
        """How many days it covers; None where a side is open."""
        if self.first is None or self.last is None:
            return None
        return (self.last - self.first).days + 1

    @property
    def unit(self) -> str | None:
        """The interval as one calendar unit in EDTF ("2019", "2019-02", "2018-21", "2019-02-27"), else None."""
        first, last = self.first, self.last
        if first is None or last is None:
            return None
        if first == last:
            return first.isoformat()
        if self == Interval(
            date(first.year, 1, 1), date(first.year, 12, 31), self.approximate, self.uncertain
        ):
            return f"{first.year:04d}"
        if first.day != 1 or last != last.replace(day=monthrange(last.year, last.month)[1]):
            return None
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.year:04d}-{first.month:02d}"
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        codes = [code for code, month in SEASONS.items() if month == first.month]
        return f"{first.year:04d}-{codes[0]}" if months == 3 and codes else None

    @property
    def edtf(self) -> str:
        """The interval as EDTF (ISO 8601-2 level 1): a unit, or first/last with ".." for an open side."""
        mark = (
            "%"
            if self.approximate and self.uncertain
            else "~"
            if self.approximate
            else "?"
            if self.uncertain
            else ""
        )
        if self.unit:
            return self.unit + mark
        first = self.first.isoformat() + mark if self.first else ".."
        last = self.last.isoformat() + mark if self.last else ".."
        return f"{first}/{last}"

    @property
    def start_end(self) -> tuple[str | None, str | None]:
        """The interchange fields `start` and `end`: a unit and None, or both days."""
        if self.unit:
            return self.edtf, None
        first, last = self.edtf.split("/")
        return (None if first == ".." else first), (None if last == ".." else last)

    def overlaps(self, other: Interval, *, slack: int = 0) -> bool:
        """Whether the two share a day, each widened by `slack` days; open sides reach everywhere."""
        pad = timedelta(days=slack)
        below = self.last is not None and other.first is not None and self.last + pad < other.first
        above = other.last is not None and self.first is not None and other.last + pad < self.first
        return not below and not above

    def within(self, other: Interval) -> bool:
        """Whether every day of this interval lies in `other`; an open side lies only in an open side."""
        low = other.first is None or (self.first is not None and self.first >= other.first)
        high = other.last is None or (self.last is not None and self.last <= other.last)
        return low and high


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """One time expression of a report, kept symbolic until the report is dated.

    `value` is a symbolic TIMEX3 value whose grammar is documented in docs/times; `sense` is the side of the anchor on
    which an underspecified value lies ("Friday" with a past tense: the Friday before). `anchor` says what it counts
    from: nothing (absolute), the publication, the time mention with index `anchor_index` in the reading, or an event.
    """

    start: int
    end: int
    text: str
    timex: Timex
    value: str
    anchor: Anchor
    sense: Sense = "near"
    anchor_index: int | None = None
    mod: Literal["start", "mid", "end", "approximate", "before", "after"] | None = None
