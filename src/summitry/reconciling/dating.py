"""Reports and their readings in; the day on which each was written out, as an interval with its reasons.

A day that the page states or a person gives passes through. For the others the evidence of the text and of
the whole pile is weighed for every day; a report of which nothing is known stays without a day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from summitry.knowledge.leaders import Tenure
from summitry.model.text import Published, Reading, Report
from summitry.reconciling.dateclues import dated, text_clues
from summitry.reconciling.dateevents import shared_events, with_states
from summitry.reconciling.datekin import kin_clue, nearest
from summitry.reconciling.datepersons import attest, people_clue, people_of
from summitry.reconciling.datepile import Pile, narrow
from summitry.reconciling.dayweights import (
    Axis,
    Clue,
    Weights,
    densest,
    likeliest,
    normalised,
    posterior,
    stretch,
)

__all__ = ["date_reports"]

Tenures = Callable[[str], tuple[Tenure, ...]]
MASS = 0.9
TRUSTED = 0.95  # of the weight that the days found hold, what they turn out to deserve
TOO_WIDE = 8.0 * 365.25
STRAY = 0.01
COPIED_LATER = 1e-5
NARROW = 45
MOST_REASONS = 6
TELLING = 1.3
AGAINST = 1e-3
MARGIN = 3
HISTORY = 8
FIRST_YEAR, LAST_YEAR = 1950, 2049
EMPTY = "(no reading)"


def date_reports(
    reports: Sequence[Report],
    readings: Mapping[str, Reading],
    tenures: Tenures | None = None,
    *,
    copies: Mapping[str, str] | None = None,
) -> dict[str, Published]:
    """The day of each report, by report id; a report about which nothing is known is left out.

    `readings` maps report ids to readings, `tenures` a person's name to the terms of office that it is known
    for, `copies` each report to the one that stands for all of its text. The intervals of inferred days hold
    MASS of the weight of all days. The outcome depends on the set of reports alone, not on their order.
    """
    ordered = sorted({report.id: report for report in reports}.values(), key=lambda report: report.id)
    read = {
        report.id: readings.get(report.id, Reading(report=report.id, version=EMPTY)) for report in ordered
    }
    read = with_states(read)
    years = years_of(ordered, read)
    known = {report.id: report.published for report in ordered if report.published is not None}
    if not years:
        return known
    axis = Axis(min(years) - MARGIN, max(years) + MARGIN)
    company = _company(years, axis)
    clues = {report.id: text_clues(report, read[report.id], tenures) for report in ordered}
    own = {report.id: _own(report, clues[report.id], company, axis) for report in ordered}
    clues = _with_copies(ordered, clues, copies or {}, axis)
    attested = attest(ordered, read, axis)
    near = nearest(ordered)
    stated = {name: own[name] for name in known}
    clues = {
        report.id: (
            *clues[report.id],
            *_pile_clues(
                kin_clue(near[report.id], stated, company, axis),
                people_clue(people_of(read[report.id]), attested, axis),
            ),
        )
        for report in ordered
    }
    own = {report.id: _own(report, clues[report.id], company, axis) for report in ordered}
    texts = {report.id: report.text for report in ordered}
    beliefs, lent = narrow(Pile(axis, own, shared_events(read, texts), read, texts, copies or {}))
    dates = {name: _doubted(known[name], clues[name], axis) for name in known}
    for report in ordered:
        if report.published is None:
            published = _inferred(beliefs[report.id], (*clues[report.id], *lent[report.id]), axis)
            if published is not None:
                dates[report.id] = published
    return dict(sorted(dates.items()))


def years_of(reports: Sequence[Report], readings: Mapping[str, Reading]) -> list[int]:
    """The year of each stated day, and the latest that each report names as past (or else first as to come).

    Where days are stated, years far from all of them are history and left out.
    """
    stated: list[int] = []
    named: list[int] = []
    for report in reports:
        if report.published is not None:
            ends = (report.published.interval.first, report.published.interval.last)
            stated += [day.year for day in ends if day is not None]
        told = [d.unit.first.year for d in dated(readings[report.id]) if d.when.sense != "future"]
        to_come = [d.unit.first.year for d in dated(readings[report.id]) if d.when.sense == "future"]
        if told or to_come:
            named.append(max(told) if told else min(to_come))
    near = [y for y in named if not stated or min(abs(y - s) for s in stated) <= HISTORY]
    return [year for year in (*stated, *near) if FIRST_YEAR <= year <= LAST_YEAR]


def _company(years: Sequence[int], axis: Axis) -> Weights:
    """What the pile alone says of a report: that it is likely of the years of the others."""
    weights = np.full(axis.size, STRAY)
    for year in sorted(set(years)):
        share = years.count(year) / len(years)
        gap = np.abs(axis.days - date(year, 7, 1).toordinal()) / 365.25
        weights = weights + share * np.exp(-np.maximum(gap - 0.5, 0.0) / 2.0)
    return weights


def _own(report: Report, clues: Sequence[Clue], company: Weights, axis: Axis) -> Weights:
    """The weights of a report's days before the pile speaks: of the stated days, or by the clues of its
    text.
    """
    if report.published is not None:
        return stretch(axis, report.published.interval)
    return normalised(company * posterior(clues, axis))


def _with_copies(
    reports: Sequence[Report], clues: Mapping[str, Sequence[Clue]], copies: Mapping[str, str], axis: Axis
) -> dict[str, tuple[Clue, ...]]:
    """The clues of each report with those that its copies add: what they say besides, or a day they state."""
    groups: dict[str, list[Report]] = {}
    for report in reports:
        groups.setdefault(copies.get(report.id, report.id), []).append(report)
    found = {}
    for group in groups.values():
        for report in group:
            others = [other for other in group if other is not report]
            unique = {clue.reason: clue for r in reversed((report, *others)) for clue in clues[r.id]}
            found[report.id] = (*unique.values(), *_stated(others, axis))
    return found


def _stated(others: Sequence[Report], axis: Axis) -> tuple[Clue, ...]:
    """Copies of one text come out within days of each other."""
    days = [other.published.interval for other in others if other.published is not None]
    if not days:
        return ()
    near = [1.0, 0.3, 0.1, 0.05]
    weights = np.max(
        [level * (stretch(axis, day, slack=at) > 0) for day in days for at, level in enumerate(near)], axis=0
    )
    return (Clue("a copy of its text states its day", lambda _: np.maximum(weights, COPIED_LATER)),)


def _pile_clues(*clues: Clue | None) -> tuple[Clue, ...]:
    return tuple(clue for clue in clues if clue is not None)


def _inferred(weights: Weights, clues: Sequence[Clue], axis: Axis) -> Published | None:
    interval, held = densest(weights, axis, MASS)
    days = interval.days
    if not clues or days is None or days > min(TOO_WIDE, 0.8 * axis.size):
        return None
    best = axis.day(likeliest(weights)).isoformat() if days <= NARROW else None
    reasons = _reasons(weights, clues, axis)
    return Published(interval, "inferred", round(min(held * TRUSTED, 0.98), 2), reasons, best)


def _reasons(weights: Weights, clues: Sequence[Clue], axis: Axis) -> tuple[str, ...]:
    """The clues that favour the days found over the rest, the strongest first."""
    ranked = []
    for clue in clues:
        values = clue.weigh(axis)
        average = float(values.mean())
        gain = float((values * weights).sum()) / average if average > 0 else 1.0
        if gain >= TELLING:
            ranked.append((-gain, clue.reason))
    return tuple(dict.fromkeys(reason for _, reason in sorted(ranked)))[:MOST_REASONS]


def _doubted(published: Published, clues: Sequence[Clue], axis: Axis) -> Published:
    """A stated day as it stands, with a reason more where the text speaks strongly against it."""
    inside = stretch(axis, published.interval, slack=2) > 0
    against = []
    for clue in clues:
        values = clue.weigh(axis)
        top = float(values.max())
        if (
            top > 0
            and float(values[inside].max(initial=0.0)) / top <= AGAINST * 5
            and "latest date" not in clue.reason
        ):
            against.append(f"the text speaks against the {published.basis} date: {clue.reason}")
    return replace(published, reasons=(*published.reasons, *against)) if against else published
