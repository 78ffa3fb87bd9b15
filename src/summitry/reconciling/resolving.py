"""A report's times and the days on which it can have been published in; the interval that each time means
out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from summitry.model.time import Interval, When
from summitry.reconciling.locating import Located, locate

DATED = ("DATE", "TIME")
REFS = {"PAST_REF", "FUTURE_REF", "PRESENT_REF"}
DAY = timedelta(days=1)


def resolve(times: Sequence[When], published: Interval | None) -> tuple[Interval | None, ...]:
    """The days that each of `times` means, given the days that the report can be of.

    A time that counts from the publication is widened where that is not one day, and is None where nothing
    is known of it. Durations, sets and open references ("soon") are None, as is all that cannot be resolved.
    """
    first = _resolve_from(times, published.first if published else None)
    last = (
        first
        if published and published.days == 1
        else _resolve_from(times, published.last if published else None)
    )
    return tuple(_hull(when, one, two) for when, one, two in zip(times, first, last, strict=True))


def timex_values(times: Sequence[When], published: date) -> tuple[str, ...]:
    """The TIMEX3 value of each of `times` (TimeML 1.2.1), for a report of this day; symbolic ones stand as
    they are.
    """
    units = _locate_all(times, published)
    return tuple(
        unit.timex if unit is not None and when.anchor != "event" else _plain(when)
        for when, unit in zip(times, units, strict=True)
    )


def _plain(when: When) -> str:
    """The TIMEX3 value of a time that has no days: what it counts from an event is a duration in TimeML."""
    value = when.value
    counted = re.fullmatch(r"REF[+-]([\d.X]+)(T?)(\w+)", value)
    if when.anchor == "event" and counted:
        return f"P{counted[2]}{counted[1]}{counted[3]}"
    return (
        "FUTURE_REF"
        if value.startswith(("PUB+X", "REF+X"))
        else "PAST_REF"
        if value.startswith(("PUB", "REF"))
        else value
    )


def _resolve_from(times: Sequence[When], day: date | None) -> list[Interval | None]:
    units = _locate_all(times, day)
    return [_bounded(when, unit, day) for when, unit in zip(times, units, strict=True)]


def _locate_all(times: Sequence[When], day: date | None) -> list[Located | None]:
    return [_locate(times, i, day, ()) for i in range(len(times))]


def _locate(times: Sequence[When], i: int, day: date | None, seen: tuple[int, ...]) -> Located | None:
    """The unit of time `i`; it follows anchors, however they chain, and gives up on a circle."""
    when = times[i]
    if when.timex not in DATED or when.value in REFS or i in seen:
        return None
    ref = None
    if when.anchor in ("mention", "event"):
        if when.anchor_index is None or not 0 <= when.anchor_index < len(times):
            return None
        ref = _locate(times, when.anchor_index, day, (*seen, i))
    try:
        return locate(when.value, when.sense, day, ref)
    except (OverflowError, ValueError):
        return None


def _bounded(when: When, unit: Located | None, pub: date | None) -> Interval | None:
    """A unit's days, narrowed or opened by what the expression adds ("late", "since", "earlier")."""
    if unit is None:
        return None
    first, last = unit.first, unit.last
    if when.value.startswith("PUB/") and pub is not None and first <= pub <= last:
        return _around_publication(when, first, last, pub)
    if when.mod == "before":
        return Interval(None, last)
    if when.mod == "after":
        return Interval(first, max(pub, last) if pub is not None and when.sense == "past" else None)
    third = max((last - first).days // 3, 0)
    if when.mod == "start":
        last = first + third * DAY
    elif when.mod == "mid":
        first, last = first + third * DAY, last - third * DAY
    elif when.mod == "end":
        first = last - third * DAY
    return Interval(first, last, approximate=unit.approximate or when.mod == "approximate")


def _around_publication(when: When, first: date, last: date, pub: date) -> Interval:
    """The part of the current week, month or year that the words leave: its start, its end, what is past or
    to come.
    """
    third = (last - first).days // 3
    if when.mod == "before" or (when.sense == "past" and when.mod is None):
        return Interval(first, pub)
    if when.mod == "after" or (when.sense == "future" and when.mod is None):
        return Interval(pub, last)
    if when.mod == "start":
        return Interval(first, first + third * DAY)
    if when.mod == "mid":
        return Interval(first + third * DAY, last - third * DAY)
    return Interval(last - third * DAY if when.mod == "end" else first, last)


def _hull(when: When, one: Interval | None, two: Interval | None) -> Interval | None:
    """The days between the readings from the first and the last day of publication."""
    if one == two:
        return one
    if one is None or two is None:
        known = one or two
        if known is None or when.anchor == "absolute":
            return known
        return replace(known, first=None) if one is None else replace(known, last=None)
    lows, highs = (one.first, two.first), (one.last, two.last)
    return Interval(
        None if None in lows else min(d for d in lows if d),
        None if None in highs else max(d for d in highs if d),
        approximate=one.approximate or two.approximate,
        uncertain=one.uncertain or two.uncertain,
    )
