"""One report and its reading in; the clues that its own words give to the day on which it was written out.

The scales of the clues (how fast the days of which news tell recede) are rough figures of newswire practice,
not fitted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from summitry.knowledge.leaders import Tenure
from summitry.model.text import Reading, Report
from summitry.model.time import When
from summitry.reconciling.dayweights import Axis, Clue, Weights, begin, fading, since, until, yearly
from summitry.reconciling.locating import Located, locate

YEARLESS_DAY = re.compile(r"XXXX-(\d\d-\d\d)(@\d)?(?=$|T|/)")
YEARLESS_MONTH = re.compile(r"XXXX-(\d\d|SP|SU|FA|WI)([<>]?)(?=$|/)")
WEEKDAY = re.compile(r"XXXX-WXX-(\d)")
AGENCY = re.compile(r"\s*(?:\([A-Z][\w ./&-]{1,30}\)\s*)?[-–—]{1,2}\s|\s*\([A-Z][\w ./&-]{1,30}\)")
SENTENCE_END = re.compile(r"[.!?][\"”’']?\s")
FORMER = re.compile(r"(?i)(former|ex-|late|then)\b")
WRONG = 1e-3  # the chance-like weight of what a clue forbids: words can be misread
LOOSE = 2e-2
FORMERLY = 5e-2  # of a leader named with the title after the term
YEAR = 365.25
SHORTEST_MONTH = 28
THIS_MONTH = 0.15  # of a month named while it lasts
HALF_YEAR_BEYOND = 330.0
FIRST_YEAR, LAST_YEAR = 1950, 2049
DATELINE_REACH = 160
PAST_WEEKDAY = (0.46, 0.32, 0.09, 0.05, 0.03, 0.03, 0.02)
NEXT_WEEKDAY = (0.16, 0.25, 0.16, 0.13, 0.11, 0.1, 0.09)


@dataclass(frozen=True, slots=True)
class Dated:
    """A time with its year, and the unit it means."""

    when: When
    unit: Located


def dated(reading: Reading) -> list[Dated]:
    """The times of a reading that need no date of publication, within the years that news is read for."""
    found = []
    for when in reading.times:
        if when.timex in ("DATE", "TIME") and when.anchor == "absolute":
            unit = locate(when.value, when.sense, None)
            if unit is not None and unit.first.year >= FIRST_YEAR and unit.last.year <= LAST_YEAR:
                found.append(Dated(when, unit))
    return found


def text_clues(
    report: Report, reading: Reading, tenures: Callable[[str], tuple[Tenure, ...]] | None
) -> tuple[Clue, ...]:
    """All clues of one report, in a fixed order."""
    found = dated(reading)
    return (
        *_lower_bounds(found),
        *_upper_bounds(found),
        *_dateline(report, reading),
        *_yearless(reading, YEARLESS_DAY, "day"),
        *_yearless(reading, YEARLESS_MONTH, "month"),
        *_weekday_dates(reading),
        *_weekdays(reading),
        *_this_year(report, reading, found),
        *_tenures(reading, tenures),
    )


# ------------------------------------------------------------------ dates with their year


def _lower_bounds(found: Sequence[Dated]) -> Iterator[Clue]:
    told = [d for d in found if d.when.sense == "past" and d.when.mod != "before"]
    if told:
        latest = max(told, key=lambda d: (d.unit.first, d.unit.last, -d.when.start))
        first = latest.unit.first
        yield Clue(
            f'"{latest.when.text}" is told as past: written on or after {first.isoformat()}',
            lambda axis: axis.mask(first, None, WRONG),
        )
    known = told or [d for d in found if d.when.sense == "near" and d.when.mod is None]
    if known:
        yield _recency(max(known, key=lambda d: (d.unit.first, d.unit.last, -d.when.start)), told=bool(told))


def _recency(latest: Dated, *, told: bool) -> Clue:
    """News speaks mostly of days that lie just behind it."""
    length = (latest.unit.last - latest.unit.first).days + 1
    scale, power = (4.0, 1.7) if length <= 14 else (300.0, 1.5) if length <= 100 else (700.0, 1.3)
    last = latest.unit.last.toordinal()

    def weigh(axis: Axis) -> Weights:
        gap = (axis.days - last).astype(float)
        behind = np.where(gap > -length, fading(gap, scale, power), 0.1)
        ahead = np.where(gap < -length, fading(-gap - length, scale, 2.0), 1.0)
        return np.maximum(behind if told else fading(gap, scale, power) * ahead, WRONG)

    return Clue(f'"{latest.when.text}" is the latest date with its year', weigh)


def _upper_bounds(found: Sequence[Dated]) -> Iterator[Clue]:
    to_come = [d for d in found if d.when.sense == "future" and d.when.mod != "after"]
    past = [d.unit.first for d in found if d.when.sense == "past"]
    credible = [d for d in to_come if not past or d.unit.last >= max(past)]
    if credible:
        soonest = min(credible, key=lambda d: (d.unit.last, d.when.start))
        last = soonest.unit.last

        def weigh(axis: Axis) -> Weights:
            gap = (last.toordinal() - axis.days).astype(float)
            return np.where(gap >= 0, np.maximum(fading(gap, 500.0, 1.2), LOOSE), WRONG * 5)

        yield Clue(f'"{soonest.when.text}" is still to come: written on or before {last.isoformat()}', weigh)


def _dateline(report: Report, reading: Reading) -> Iterator[Clue]:
    """A day between place and agency at the head of the text ("GENEVA, Feb. 3 (Agency) -") is the day of
    writing.
    """
    heads = [b.start for b in report.blocks if b.kind in ("body", "dateline")][:2]
    for when in reading.times:
        near_head = any(0 <= when.start - head <= DATELINE_REACH // 2 for head in heads)
        if near_head and _month_day(when) and AGENCY.match(report.text, when.end):
            rest, year = _month_day(when), when.value[:4]
            yield Clue(f'the dateline says "{when.text}"', _on_day(rest, year))
            return


def _month_day(when: When) -> str:
    found = re.fullmatch(r"[\dX]{4}-(\d\d-\d\d)(@\d)?", when.value)
    return found[1] if found else ""


def _on_day(rest: str, year: str) -> Callable[[Axis], Weights]:
    def weigh(axis: Axis) -> Weights:
        units = [u for u in yearly(rest, axis) if year == "XXXX" or u.first.year == int(year)]
        gap = since(units, axis) if units else np.full(axis.size, 10.0**5)
        return np.select([gap == 0, gap == 1, gap == 2], [0.8, 0.18, 0.02], WRONG)

    return weigh


# ------------------------------------------------------------------ dates without a year


def _yearless(reading: Reading, pattern: re.Pattern[str], unit: str) -> Iterator[Clue]:
    """Days, or months, named without a year lie within the year around the report, on the side of their
    tense.
    """
    named = [(when, pattern.match(when.value)) for when in reading.times if when.timex in ("DATE", "TIME")]
    sides = {
        side: [
            (w, m[1], _until_part(w, m[1])) for w, m in named if m and w.sense == side and _side(w) == side
        ]
        for side in ("past", "future", "near")
    }
    if sides["past"]:
        words = _quoted([w for w, _, _ in sides["past"]])
        yield Clue(f"{words}, without a year, told as past: written after it", _behind(sides["past"], unit))
    if sides["future"]:
        words = _quoted([w for w, _, _ in sides["future"]])
        yield Clue(
            f"{words}, without a year, still to come: written before it", _before(sides["future"], unit)
        )
    if sides["near"]:
        words = _quoted([w for w, _, _ in sides["near"]])
        yield Clue(
            f"{words}, without a year: written near it", _around([r for _, r, _ in sides["near"]], unit)
        )


def _side(when: When) -> str:
    """Where a time lies; "before June" and "since June" bound an event, not the report."""
    return "bound" if when.mod == "before" and when.sense != "future" else when.sense


def _until_part(when: When, rest: str) -> str:
    """The last day or month of a range without its year."""
    tail = when.value.split("/")[-1]
    found = re.fullmatch(r"XXXX-(\d\d-\d\d|\d\d)", tail)
    return found[1] if found else rest


def _quoted(whens: Sequence[When]) -> str:
    texts = dict.fromkeys(f'"{when.text}"' for when in whens)
    return ", ".join(list(texts)[:4])


Named = Sequence[tuple[When, str, str]]


def _behind(named: Named, unit: str) -> Callable[[Axis], Weights]:
    """Written after all, and rather soon after the newest; "last June" may be most of a year ago.

    Of the month that has not ended yet news says "this month".
    """

    def weigh(axis: Axis) -> Weights:
        gaps = [since(yearly(rest, axis), axis) for _, rest, _ in named]
        allowed = np.prod([_seldom(gap) for gap in gaps], axis=0)
        recent = [gap for gap, (when, _, _) in zip(gaps, named, strict=True) if not when.value.endswith("<")]
        if not recent:
            return np.asarray(np.maximum(allowed, WRONG))
        newest = np.min(recent, axis=0)
        if unit == "day":
            return np.asarray(np.maximum(allowed, WRONG) * fading(newest, 12.0, 2.0))
        faded = np.where(newest < SHORTEST_MONTH, THIS_MONTH, fading(newest - SHORTEST_MONTH, 60.0, 1.2))
        return np.asarray(np.maximum(allowed, WRONG) * faded)

    return weigh


def _seldom(gap: Weights) -> Weights:
    """How seldom a day or month so long past is named without its year: the less the nearer its return."""
    return np.where(gap <= HALF_YEAR_BEYOND, fading(gap - 90.0, 150.0, 1.5), LOOSE)


def _before(named: Named, unit: str) -> Callable[[Axis], Weights]:
    """Written before all, and rather soon before the next to begin."""

    def weigh(axis: Axis) -> Weights:
        gaps = [until(yearly(tail, axis), axis) for _, _, tail in named]
        allowed = np.prod([np.where(gap <= HALF_YEAR_BEYOND, 1.0, LOOSE) for gap in gaps], axis=0)
        if unit == "day":
            return np.asarray(np.maximum(allowed, WRONG) * fading(np.min(gaps, axis=0), 12.0, 2.0))
        begun = [
            _ahead(part, gap, axis) for gap, (_, *parts) in zip(gaps, named, strict=True) for part in parts
        ]
        return np.asarray(np.maximum(allowed, WRONG) * np.max(begun, axis=0))

    return weigh


def _ahead(rest: str, ends: Weights, axis: Axis) -> Weights:
    """How soon a month or season begins; less where it has begun before it ends."""
    begins = begin(yearly(rest, axis), axis)
    return np.where(begins > ends, THIS_MONTH, fading(begins, 45.0, 1.6))


def _around(rests: Sequence[str], unit: str) -> Callable[[Axis], Weights]:
    def weigh(axis: Axis) -> Weights:
        gaps = [np.minimum(since(yearly(r, axis), axis), until(yearly(r, axis), axis)) for r in rests]
        nearest = np.min(gaps, axis=0)
        return fading(nearest, 10.0, 1.3) if unit == "day" else fading(nearest, 60.0, 0.6)

    return weigh


def _weekday_dates(reading: Reading) -> Iterator[Clue]:
    """ "Friday, Feb. 8" fixes the years in which the calendar has it so."""
    for when in reading.times:
        found = YEARLESS_DAY.match(when.value)
        if found and found[2]:
            rest, weekday = found[1], found[2]

            def weigh(axis: Axis, rest: str = rest, weekday: str = weekday) -> Weights:
                fits = yearly(rest + weekday, axis)
                if not fits:
                    return np.ones(axis.size)
                near = np.minimum(since(fits, axis), until(fits, axis))
                return np.where(near <= YEAR / 2, 1.0, WRONG)

            yield Clue(f'"{when.text}": the calendar has that weekday on that day only in some years', weigh)


def _weekdays(reading: Reading) -> Iterator[Clue]:
    """News says "on Friday" of the Friday just past, mostly of the same day or the day before."""
    named = [(w, int(m[1])) for w in reading.times if (m := WEEKDAY.match(w.value)) and "/" not in w.value]
    past = [(w, day) for w, day in named if w.sense == "past"]
    future = [(w, day) for w, day in named if w.sense == "future"]
    for chosen, table, sign, words in (
        (past[:1], PAST_WEEKDAY, 1, "just past"),
        (future[:1], NEXT_WEEKDAY, -1, "to come"),
    ):
        for when, day in chosen:
            weights = np.array(table)

            def weigh(axis: Axis, day: int = day, sign: int = sign, weights: Weights = weights) -> Weights:
                return np.asarray(weights[(sign * (axis.weekdays - day)) % 7])

            yield Clue(f'"{when.text}" is the weekday {words}', weigh)


def _this_year(report: Report, reading: Reading, found: Sequence[Dated]) -> Iterator[Clue]:
    """ "This year" beside a year in one sentence, none of the two past, is that year."""
    for when in reading.times:
        if when.value != "PUB/Y+0":
            continue
        for other in found:
            low, high = sorted((when.start, other.when.start))
            together = high - low < 400 and not SENTENCE_END.search(report.text, low, high)
            if together and re.fullmatch(r"\d{4}", other.when.value) and other.when.sense != "past":
                year = int(other.when.value)
                reason = f'"{when.text}" stands beside "{other.when.text}": written in {year}'
                yield Clue(reason, _in_year(year, early=other.when.sense == "future"))
                return


def _in_year(year: int, *, early: bool) -> Callable[[Axis], Weights]:
    """The days of a year, the first ones more where the year is spoken of as still to come."""

    def weigh(axis: Axis) -> Weights:
        gone = (axis.days - date(year, 1, 1).toordinal()).astype(float)
        faded = fading(gone, 60.0, 1.0) if early else np.ones(axis.size)
        return np.maximum(axis.mask(date(year, 1, 1), date(year, 12, 31), 0.0) * faded, 0.02)

    return weigh


def _tenures(reading: Reading, tenures: Callable[[str], tuple[Tenure, ...]] | None) -> Iterator[Clue]:
    """A leader named by title was in office, give or take what "former" a reader overlooks.

    Of two leaders of one state the earlier is named for what is past: only the later speaks for the day.
    """
    found: list[tuple[str, tuple[Tenure, ...]]] = []
    for person in reading.referents if tenures is not None else ():
        titles = [t for t in person.titles if t.rank == "leader" and not FORMER.match(t.text)]
        if person.type != "person" or not titles or tenures is None:
            continue
        states = {state for state in (*(t.state for t in titles), person.state) if state}
        terms = tuple(t for t in tenures(person.name) if t.state in states)
        if terms:
            found.append((f"{titles[0].text} {person.name} is named as in office", terms))
    for reason, terms in found:
        if not any(_succeeds(others, terms) for _, others in found):
            yield Clue(reason, _in_office(terms))


def _succeeds(later: tuple[Tenure, ...], earlier: tuple[Tenure, ...]) -> bool:
    """Whether all terms of one leader begin after all of another of the same state have begun."""
    same = {t.state for t in later} & {t.state for t in earlier}
    return bool(same) and min(t.start for t in later) > max(t.start for t in earlier)


def _in_office(terms: tuple[Tenure, ...]) -> Callable[[Axis], Weights]:
    def weigh(axis: Axis) -> Weights:
        held = [axis.mask(t.start, t.end, FORMERLY) for t in terms]
        return np.asarray(np.max(held, axis=0))

    return weigh
