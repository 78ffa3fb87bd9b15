"""A symbolic time in; the days that it means for each day on which its report can be of, out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import partial

import numpy as np
import numpy.typing as npt

from summitry.model.time import Sense, When
from summitry.reconciling.dayweights import Axis, Piece, Weights, pieces
from summitry.reconciling.locating import Located, locate

Indices = npt.NDArray[np.int64]
SIDES: dict[Sense, tuple[Sense, ...]] = {"near": ("past", "future")}  # tense does not tell: either
WEEKLY = re.compile(r"(?:XXXX-WXX-\w+[<>]*|PUB(?:[+-][\d.]+[DW]|/[DW][+-]\d+(?::[\w-]+)?)?)(?:T\w+)?")
NONE = -1


@dataclass(frozen=True, slots=True)
class Meaning:
    """Of each day of an axis the first and last index of the days then meant; NONE where there are none."""

    first: Indices
    last: Indices


@dataclass(frozen=True)
class Meanings:
    """The meanings of times on one axis, remembered, since many reports name the same days."""

    axis: Axis
    known: dict[tuple[str, Sense], Meaning] = field(default_factory=dict)

    def of(self, when: When | None) -> tuple[Meaning, ...]:
        """What a time can mean; empty where it needs more than the day of its report, or is no date."""
        if when is None or when.timex not in ("DATE", "TIME") or when.anchor in ("mention", "event"):
            return ()
        return tuple(self._meaning(when.value, sense) for sense in SIDES.get(when.sense, (when.sense,)))

    def _meaning(self, value: str, sense: Sense) -> Meaning:
        if (value, sense) not in self.known:
            weekly = all(WEEKLY.fullmatch(part) for part in re.split(r"(?<!PUB)/(?!P)", value))
            self.known[value, sense] = (_weekly if weekly else _stepwise)(value, sense, self.axis)
        return self.known[value, sense]


def _meant(value: str, sense: Sense, day: date) -> Located | None:
    return locate(value, sense, day)


def _stepwise(value: str, sense: Sense, axis: Axis) -> Meaning:
    found = pieces(partial(_meant, value, sense), axis, 0, axis.size - 1)
    return _drawn(found, axis)


def _drawn(found: list[Piece], axis: Axis) -> Meaning:
    if len(found) == 1 and (found[0].low, found[0].high) == (0, axis.size - 1):
        first, last = axis.index(found[0].unit.first), axis.index(found[0].unit.last)
        return Meaning(
            np.broadcast_to(np.int64(first), axis.size), np.broadcast_to(np.int64(last), axis.size)
        )
    first_of, last_of = np.full(axis.size, NONE), np.full(axis.size, NONE)
    for piece in found:
        first_of[piece.low : piece.high + 1] = axis.index(piece.unit.first)
        last_of[piece.low : piece.high + 1] = axis.index(piece.unit.last)
    return Meaning(first_of, last_of)


def _weekly(value: str, sense: Sense, axis: Axis) -> Meaning:
    """Times that mean the same days of each week, however far on, are worked out for one week."""
    first_of, last_of = np.full(axis.size, NONE), np.full(axis.size, NONE)
    middle = axis.size // 2
    for at in range(7):
        unit = locate(value, sense, axis.day(middle + at))
        if unit is not None:
            here = np.arange((middle + at) % 7, axis.size, 7)
            day = axis.start + middle + at
            first_of[here] = np.clip(here + unit.first.toordinal() - day, 0, axis.size - 1)
            last_of[here] = np.clip(here + unit.last.toordinal() - day, 0, axis.size - 1)
    return Meaning(first_of, last_of)


def told(found: tuple[Meaning, ...], belief: Weights) -> Weights | None:
    """How likely each day is meant, given what is believed of the report's day; None if nothing is meant."""
    steps = np.zeros(len(belief) + 1)
    for meaning in found:
        meant = meaning.first != NONE
        share = np.where(meant, belief / (meaning.last - meaning.first + 1), 0.0)
        steps += np.bincount(np.maximum(meaning.first, 0), share, len(belief) + 1)
        steps -= np.bincount(np.maximum(meaning.last + 1, 0), share, len(belief) + 1)
    days = np.maximum(np.cumsum(steps)[:-1], 0.0)
    total = float(days.sum())
    return days / total if total > 0 else None


def fit(found: tuple[Meaning, ...], days: Weights) -> Weights:
    """For each day of publication, how much of the event's weight lies on the days then meant, give or take one."""
    summed = np.concatenate([[0.0], np.cumsum(days)])
    best = np.zeros(len(days))
    for meaning in found:
        low = np.maximum(meaning.first - 1, 0)
        high = np.minimum(meaning.last + 2, len(days))
        held = np.where(meaning.first != NONE, summed[high] - summed[low], 0.0)
        best = np.maximum(best, held)
    return best
