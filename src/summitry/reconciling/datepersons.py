"""The people whom reports name and the days that some state in; what the people tell of the others' days out.

Who is in the news changes with time: a person whom many reports of one spring name, and few of another,
speaks for that spring (a language model of time over names, smoothed: Kanhabua and Norvag 2008).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from summitry.model.text import Reading, Report
from summitry.reconciling.dayweights import Axis, Clue, Weights

STEP = 15  # days between the points at which rates are taken
SCALE = 180.0  # days around a report within which its names count for others
SMOOTH = 3.0  # reports' worth of the average that is added to each rate
FEWEST, MOST = 2, 0.6  # dated reports that must name a person, and the share of them above which all do
CAP = 4.0  # how many times likelier one person can make a day


@dataclass(frozen=True, slots=True)
class Attested:
    """The days at which rates are taken, the rate of each person there against the average, all reports' density."""

    grid: Weights
    rates: Mapping[str, Weights]
    density: Weights


def attest(reports: Sequence[Report], readings: Mapping[str, Reading], axis: Axis) -> Attested | None:
    """What the reports with a stated day tell of when each person is named; None if there are too few."""
    stated = [
        (day.toordinal(), people_of(readings[report.id]))
        for report in reports
        if report.published is not None
        and (day := report.published.interval.first or report.published.interval.last) is not None
    ]
    if len(stated) < FEWEST:
        return None
    days = np.array([day for day, _ in stated], dtype=np.float64)
    grid = np.arange(axis.start, axis.start + axis.size + STEP, STEP, dtype=np.float64)
    kernel = (1.0 + np.abs(grid[:, None] - days[None, :]) / SCALE) ** -2.0
    density = kernel.sum(axis=1)
    named = Counter(name for _, people in stated for name in people)
    rates = {}
    for name in sorted(named):
        share = named[name] / len(stated)
        if named[name] >= FEWEST and share <= MOST:
            here = np.array([float(name in people) for _, people in stated])
            rate = ((kernel * here).sum(axis=1) + SMOOTH * share) / (density + SMOOTH) / share
            rates[name] = np.log(np.clip(rate, 1.0 / CAP, CAP))
    return Attested(grid, rates, density)


def people_of(reading: Reading) -> frozenset[str]:
    """The people whom a report names, by the letters of their names."""
    people = (r.name for r in reading.referents if r.type == "person" and not r.anonymous)
    return frozenset(name for name in (re.sub(r"[^a-z]", "", p.casefold()) for p in people) if len(name) > 3)


def people_clue(people: Iterable[str], attested: Attested | None, axis: Axis) -> Clue | None:
    """How well each day fits the people of a report; None where nobody is known."""
    known = sorted(name for name in people if attested and name in attested.rates)
    if not known or attested is None:
        return None
    summed = np.sum([attested.rates[name] for name in known], axis=0)
    weights = np.exp(np.interp(axis.days.astype(float), attested.grid, summed - summed.max()))
    return Clue("reports that state their day name the same people then", lambda _: weights)
