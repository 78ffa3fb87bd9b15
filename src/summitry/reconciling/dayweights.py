"""Days and evidence in; weights over days, and the interval that holds most of their mass, out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np
import numpy.typing as npt

from summitry.model.time import Interval
from summitry.reconciling.locating import Located, in_year

Weights = npt.NDArray[np.float64]
SLIVER = 1e-9  # what rounding may take from a sum of weights


@dataclass(frozen=True)
class Axis:
    """The days on which any report of the pile can be of: from the first of January of one year to the end
    of another.
    """

    low: int
    high: int

    @cached_property
    def start(self) -> int:
        """The ordinal of the first day."""
        return date(self.low, 1, 1).toordinal()

    @cached_property
    def size(self) -> int:
        """How many days there are."""
        return date(self.high, 12, 31).toordinal() - self.start + 1

    @cached_property
    def days(self) -> npt.NDArray[np.int64]:
        """The ordinals of all days."""
        return np.arange(self.start, self.start + self.size)

    @cached_property
    def weekdays(self) -> npt.NDArray[np.int64]:
        """The ISO weekday of each day, 1 to 7."""
        return (self.days - 1) % 7 + 1

    def day(self, index: int) -> date:
        """The day at `index`."""
        return date.fromordinal(self.start + int(index))

    def index(self, day: date) -> int:
        """The index of `day`, at the nearer end where it lies outside."""
        return min(max(day.toordinal() - self.start, 0), self.size - 1)

    def mask(self, first: date | None, last: date | None, outside: float) -> Weights:
        """One from `first` to `last`, both included, and `outside` elsewhere."""
        weights = np.full(self.size, outside)
        low = 0 if first is None else max(first.toordinal() - self.start, 0)
        high = self.size if last is None else last.toordinal() - self.start + 1
        weights[low : max(high, low)] = 1.0
        return weights


@dataclass(frozen=True)
class Clue:
    """One piece of evidence for a report's day: why, in words, and its weight for every day of an axis."""

    reason: str
    weigh: Callable[[Axis], Weights]


def posterior(clues: Sequence[Clue], axis: Axis) -> Weights:
    """The clues' product over all days, summing to one."""
    weights = np.ones(axis.size)
    for clue in clues:
        weights = weights * clue.weigh(axis)
    return normalised(weights)


def normalised(weights: Weights) -> Weights:
    """The weights, summing to one; even where all are zero."""
    total = float(weights.sum())
    return weights / total if total > 0 else np.full(len(weights), 1.0 / len(weights))


def densest(weights: Weights, axis: Axis, mass: float) -> tuple[Interval, float]:
    """The shortest run of days that holds `mass`, the heaviest among the shortest, and what it holds."""
    summed = np.concatenate([[0.0], np.cumsum(weights)])
    starts = np.arange(axis.size)
    ends = np.searchsorted(summed, np.minimum(summed[:-1] + mass, summed[-1]) - SLIVER, side="left")
    whole = summed[np.minimum(ends, axis.size)] - summed[starts] >= mass - 2 * SLIVER
    widths = np.where(whole, ends - starts, axis.size + 1)
    shortest = np.flatnonzero(widths == widths.min())
    held = np.round(summed[ends[shortest]] - summed[shortest], 9)
    low = int(shortest[int(np.argmax(held))])
    high = int(ends[low]) - 1
    return Interval(axis.day(low), axis.day(high)), float(summed[high + 1] - summed[low])


def likeliest(weights: Weights) -> int:
    """The index of the heaviest day, of those as heavy but for rounding the first."""
    return int(np.argmax(np.round(weights / max(float(weights.max()), SLIVER), 9)))


def yearly(rest: str, axis: Axis) -> list[Located]:
    """The unit that a value without its year means in each year of the axis and one beyond, in order."""
    units = [in_year(rest, year) for year in range(axis.low - 1, axis.high + 2)]
    return [unit for unit in units if unit is not None]


def since(units: Sequence[Located], axis: Axis) -> Weights:
    """For each day, how many days ago the latest of `units` that has begun did begin."""
    firsts = np.array([u.first.toordinal() for u in units])
    at = np.searchsorted(firsts, axis.days, side="right") - 1
    return np.where(at >= 0, axis.days - firsts[np.maximum(at, 0)], 10**5).astype(float)


def begin(units: Sequence[Located], axis: Axis) -> Weights:
    """For each day, in how many days the next of `units` to begin will begin."""
    firsts = np.array([u.first.toordinal() for u in units])
    at = np.searchsorted(firsts, axis.days, side="left")
    return np.where(at < len(firsts), firsts[np.minimum(at, len(firsts) - 1)] - axis.days, 10**5).astype(
        float
    )


def until(units: Sequence[Located], axis: Axis) -> Weights:
    """For each day, in how many days the next of `units` to end will end."""
    lasts = np.array([u.last.toordinal() for u in units])
    at = np.searchsorted(lasts, axis.days, side="left")
    return np.where(at < len(lasts), lasts[np.minimum(at, len(lasts) - 1)] - axis.days, 10**5).astype(float)


def fading(gap: Weights, scale: float, power: float) -> Weights:
    """A heavy-tailed weight that falls with the distance in days."""
    return np.asarray((1.0 + np.maximum(gap, 0.0) / scale) ** -power, dtype=np.float64)


def spread(weights: Weights, scale: float) -> Weights:
    """The weights with each day's share spread over the days around it, heavy-tailed, `scale` days wide.

    In steps that double, so that running sums do it: the weight is even within a step.
    """
    size = len(weights)
    summed = np.concatenate([[0.0], np.cumsum(weights)])
    found = np.zeros(size)
    at = np.arange(size)
    reach = 0
    while reach < size:
        wider = max(reach * 2, reach + 1)
        level = (1.0 + reach / scale) ** -2.0 - ((1.0 + wider / scale) ** -2.0 if wider < size else 0.0)
        low, high = np.maximum(at - reach, 0), np.minimum(at + reach + 1, size)
        found += level * (summed[high] - summed[low])
        reach = wider
    return found


@dataclass(frozen=True)
class Piece:
    """Days (indices `low` to `high`, both included) on which a report would mean this unit by its words."""

    low: int
    high: int
    unit: Located


def pieces(mean: Callable[[date], Located | None], axis: Axis, low: int, high: int) -> list[Piece]:
    """How the meaning of a time changes with the day of publication; days of one meaning are in one piece.

    The meaning may only move forward as the day does, so equal ends of a range mean equal days between.
    """
    found: list[Piece] = []
    known: dict[int, Located | None] = {}

    def at(index: int) -> Located | None:
        if index not in known:
            known[index] = mean(axis.day(index))
        return known[index]

    start = low
    while start <= high:
        unit = at(start)
        end = _last_same(at, start, high)
        if unit is not None:
            found.append(Piece(start, end, unit))
        start = end + 1
    return found


def _last_same(at: Callable[[int], Located | None], start: int, high: int) -> int:
    if at(high) == at(start):
        return high
    step = 1
    while start + step <= high and at(start + step) == at(start):
        step *= 2
    top = min(start + step, high)
    return bisect_right(range(start, top), 0, key=lambda i: at(i) != at(start)) + start - 1


def stretch(axis: Axis, interval: Interval, slack: int = 0) -> Weights:
    """Even weights on the days of an interval, each side widened by `slack` days, summing to one."""
    pad = timedelta(days=slack)
    first = interval.first - pad if interval.first else None
    last = interval.last + pad if interval.last else None
    return normalised(axis.mask(first, last, 0.0))
