"""A symbolic time value and the day it counts from in; the calendar unit that it means out.

The value grammar is docs/times/README.md. Weeks run from Monday to Sunday (ISO 8601).
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from summitry.model.time import Sense

DAY = timedelta(days=1)
CLOCK = re.compile(r"T(?:\d\d:\d\d(?:Z|[+-]\d+)?|MO|MI|AF|EV|NI|DT)$")
COUNTED = r"(?:PUB|REF)(?:/[A-Z]+[+-]\d+(?::[\w-]+)?|[+-][\d.X]+[A-Z]+|[<>]\d)?"
TIME_OF_DAY = r"(?:T(?:\d\d:\d\d(?:Z|[+-]\d+)?|[A-Z]{2}))?"
ATOM = rf"(?:{COUNTED}|[\dX]{{4}}(?:-[\w#@+-]+)?[<>]*){TIME_OF_DAY}"
RANGE = re.compile(rf"({ATOM})/({ATOM}|P[\d.X]+[A-Z]+)")
OFFSET = re.compile(r"(?:PUB|REF)([+-])([\d.]+)(T[HMS]|\d?[DWMQYEC])")
SHIFT = re.compile(r"(?:PUB|REF)/(WE|[DWMQYEC])([+-]\d+)(?::([\w-]+))?")
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
MONTHS = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}
LOOSE = {"W": 3, "M": 15, "Q": 45, "Y": 182, "E": 1825, "C": 18250}
REACH = 12
FAR, CLOSE = 280, 75


@dataclass(frozen=True, slots=True)
class Located:
    """A calendar unit: its days, its TIMEX3 value, and whether the days are only about right."""

    first: date
    last: date
    timex: str
    approximate: bool = False


def locate(value: str, sense: Sense, pub: date | None, ref: Located | None = None) -> Located | None:
    """The unit that `value` means, counted from `pub` (the publication day) and `ref` (the time it refers
    to).

    None where the value needs what is not given, or means no days (durations, sets, "soon").
    """
    ends = RANGE.fullmatch(value)
    if ends is not None:
        return _range(ends[1], ends[2], sense, pub, ref)
    found = CLOCK.search(value)
    clock = found[0] if found else ""
    unit = _atom(value.removesuffix(clock), sense, pub, ref)
    if unit is None or not clock:
        return unit
    return replace(unit, timex=unit.timex + clock)


def _range(first: str, last: str, sense: Sense, pub: date | None, ref: Located | None) -> Located | None:
    if last.startswith("P"):
        start, days = locate(first, sense, pub, ref), _length(last)
        if start is None or days is None:
            return None
        return Located(
            start.first, start.first + (days - 1) * DAY, _week(start.first) if days == 7 else start.timex
        )
    if sense == "past":
        end = locate(last, sense, pub, ref)
        start = None if end is None else locate(first, "past", end.last, ref)
    else:
        start = locate(first, sense, pub, ref)
        end = None if start is None else locate(last, "future", start.first, ref)
    if start is None or end is None or start.first > end.last:
        return None
    return Located(start.first, end.last, f"{start.timex}/{end.timex}")


def _length(duration: str) -> int | None:
    found = re.fullmatch(r"P(\d+)([DW])", duration)
    return int(found[1]) * (7 if found[2] == "W" else 1) if found else None


def _atom(value: str, sense: Sense, pub: date | None, ref: Located | None) -> Located | None:
    if value.startswith("PUB"):
        return None if pub is None else _counted(value, Located(pub, pub, pub.isoformat()))
    if value.startswith("REF"):
        return None if ref is None else _counted(value, ref)
    if value.startswith("XXXX"):
        return None if pub is None else _nearest(value[5:], sense, pub)
    return _absolute(value)


# ------------------------------------------------------------------ absolute


def _absolute(value: str) -> Located | None:
    year, _, rest = value.partition("-")
    if not re.fullmatch(r"\d\d(\d\d|\dX|XX)", year):
        return None
    try:
        if year.endswith("X"):
            low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
            return Located(date(low, 1, 1), date(high, 12, 31), year)
        return in_year(rest, int(year))
    except ValueError:
        return None


@lru_cache(maxsize=1 << 16)
def in_year(rest: str, year: int) -> Located | None:
    """The unit that the part after the year ("02-27", "06", "Q3", "SU", "W08", "EASTER-2", "11-4#4") means
    in `year`.
    """
    rest, _, weekday = rest.partition("@")
    unit = _unit(rest, year)
    if unit is not None and weekday and unit.first.isoweekday() != int(weekday):
        return None
    return unit


def _unit(rest: str, year: int) -> Located | None:
    try:
        return _month_or_day(rest, year) or _named(rest, year)
    except ValueError:
        return None


def _month_or_day(rest: str, year: int) -> Located | None:
    if not rest:
        return Located(date(year, 1, 1), date(year, 12, 31), f"{year:04d}")
    if re.fullmatch(r"\d\d", rest):
        return _months(year, int(rest), 1, f"{year:04d}-{rest}")
    if re.fullmatch(r"\d\d-\d\d", rest):
        day = date(year, int(rest[:2]), int(rest[3:]))
        return Located(day, day, day.isoformat())
    nth = re.fullmatch(r"(\d\d)-([1-5L])#([1-7])", rest)
    if nth is None:
        return None
    day = _nth_weekday(year, int(nth[1]), nth[2], int(nth[3]))
    return Located(day, day, day.isoformat())


def _named(rest: str, year: int) -> Located | None:
    if rest[:1] == "Q" or rest[:1] == "H":
        width = 3 if rest[0] == "Q" else 6
        return _months(year, (int(rest[1:]) - 1) * width + 1, width, f"{year:04d}-{rest}")
    if rest in SEASON_MONTHS:
        return _months(year, SEASON_MONTHS[rest], 3, f"{year:04d}-{rest}")
    if rest.startswith("EASTER"):
        day = easter(year) + int(rest[6:] or 0) * DAY
        return Located(day, day, day.isoformat())
    week = re.fullmatch(r"W(\d\d)", rest)
    if week is None:
        return None
    monday = date.fromisocalendar(year, int(week[1]), 1)
    return Located(monday, monday + 6 * DAY, f"{year:04d}-{rest}")


def _months(year: int, month: int, count: int, timex: str) -> Located:
    total = year * 12 + month - 1 + count - 1
    last_year, last_month = divmod(total, 12)
    end = date(last_year, last_month + 1, monthrange(last_year, last_month + 1)[1])
    return Located(date(year, month, 1), end, timex)


def _nth_weekday(year: int, month: int, which: str, weekday: int) -> date:
    days = [date(year, month, d) for d in range(1, monthrange(year, month)[1] + 1)]
    matching = [d for d in days if d.isoweekday() == weekday]
    return matching[-1] if which == "L" else matching[int(which) - 1]


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computus: Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    rest = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    month, day = divmod(h + rest - 7 * ((a + 11 * h + 22 * rest) // 451) + 114, 31)
    return date(year, month, day + 1)


# ------------------------------------------------------------------ the year or week left open


def _nearest(rest: str, sense: Sense, pub: date) -> Located | None:
    strict = rest[-1:] in "<>" and bool(rest)
    weeks_later = rest.endswith(">>")
    bare = rest.rstrip("<>")
    if bare.startswith("WXX-"):
        return _weekday(bare[4:], sense, pub, strict=strict, later=7 if weeks_later else 0)
    if bare.startswith("XX-"):
        return _choose(
            [u for u in (_day_of(pub, bare[3:], k) for k in range(-REACH, REACH + 1)) if u], sense, pub
        )
    span = 7 if "@" in bare else 2
    units = [u for u in (in_year(bare, pub.year + k) for k in range(-span, span + 1)) if u]
    if strict:
        units = [u for u in units if (u.last < pub if sense == "past" else u.first > pub)]
    chosen = _choose(units, "near" if "@" in bare else sense, pub)
    return chosen if strict or len(bare) < 5 else _not_far(chosen, _choose(units, "near", pub), pub)


def _not_far(chosen: Located | None, nearest: Located | None, pub: date) -> Located | None:
    """A day of the calendar without a year that tense puts most of a year away is rather the one close by."""
    if chosen is None or nearest is None or chosen == nearest:
        return chosen
    far, close = abs((chosen.first - pub).days), abs((nearest.first - pub).days)
    return nearest if far > FAR and close < CLOSE else chosen


def _day_of(pub: date, day: str, months: int) -> Located | None:
    """The day numbered `day` of the month `months` after that of `pub`; "XX" is the publication day."""
    if day == "XX":
        return Located(pub, pub, pub.isoformat()) if months == 0 else None
    year, month = divmod(pub.year * 12 + pub.month - 1 + months, 12)
    return in_year(f"{month + 1:02d}-{day}", year)


def _choose(units: list[Located], sense: Sense, pub: date) -> Located | None:
    """Of `units`, in order of time, the last begun (past), the first not over (future), or the nearest."""
    if sense == "past":
        return next((u for u in reversed(units) if u.first <= pub), None)
    if sense == "future":
        return next((u for u in units if u.last >= pub), None)
    return min(units, key=lambda u: (max(u.first - pub, pub - u.last, 0 * DAY), u.first), default=None)


def _weekday(which: str, sense: Sense, pub: date, *, strict: bool, later: int) -> Located | None:
    if which == "WE":
        saturday = _weekday("6", sense, pub, strict=strict, later=later)
        return saturday and Located(saturday.first, saturday.first + DAY, f"{_week(saturday.first)}-WE")
    gap = (pub.isoweekday() - int(which)) % 7
    back = 7 if strict and gap == 0 else gap
    ahead = 7 - gap if gap or strict else 0
    if sense == "past":
        day = pub - back * DAY
    elif sense == "future":
        day = pub + (ahead + later) * DAY
    else:
        day = pub - gap * DAY if gap <= 3 else pub + (7 - gap) * DAY
    return Located(day, day, day.isoformat())


# ------------------------------------------------------------------ counted


def _counted(value: str, base: Located) -> Located | None:
    if value in ("PUB", "REF"):
        return base
    if value[3] in "<>":
        return _weekday(value[4:], "past" if value[3] == "<" else "future", base.first, strict=True, later=0)
    shift, offset = SHIFT.fullmatch(value), OFFSET.fullmatch(value)
    try:
        if shift is not None:
            return _shifted(shift[1], int(shift[2]), shift[3], base)
        return None if offset is None else _offset(offset[1], float(offset[2]), offset[3], base)
    except (ValueError, OverflowError):
        return None


def _shifted(unit: str, steps: int, part: str | None, base: Located) -> Located | None:
    """The calendar unit around `base`, moved by `steps`, and the part of it that is named."""
    whole = unit_around(unit, base.first, steps)
    if part is None:
        return whole
    if unit == "W":
        day = whole.first + (int(part) - 1) * DAY
        return Located(day, day, day.isoformat())
    if unit == "M":
        return in_year(f"{whole.first.month:02d}-{part}", whole.first.year)
    return in_year(part, whole.first.year)


def unit_around(unit: str, day: date, steps: int) -> Located:
    """The day, week, weekend, month, quarter, year, decade or century around `day`, moved by `steps`."""
    if unit == "D":
        moved = day + steps * DAY
        return Located(moved, moved, moved.isoformat())
    if unit in ("W", "WE"):
        monday = day - (day.isoweekday() - 1) * DAY + 7 * steps * DAY
        week = Located(monday, monday + 6 * DAY, _week(monday))
        return week if unit == "W" else Located(monday + 5 * DAY, monday + 6 * DAY, f"{week.timex}-WE")
    if unit in ("M", "Q"):
        width = MONTHS[unit]
        year, month = divmod(((day.year * 12 + day.month - 1) // width + steps) * width, 12)
        name = f"{year:04d}-{month + 1:02d}" if unit == "M" else f"{year:04d}-Q{month // 3 + 1}"
        return _months(year, month + 1, width, name)
    width = MONTHS[unit] // 12
    low = (day.year // width + steps) * width
    timex = f"{low:04d}" if unit == "Y" else f"{low // 10:03d}X" if unit == "E" else f"{low // 100:02d}XX"
    return Located(date(low, 1, 1), date(low + width - 1, 12, 31), timex)


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def _offset(sign: str, count: float, unit: str, base: Located) -> Located | None:
    """`base` moved by a count of units: exact for days, about right for longer ones."""
    factor = -1 if sign == "-" else 1
    if unit.startswith("T"):
        return replace(base, approximate=True)
    unit, count = (unit[-1], count * 2) if unit.startswith("2") else (unit, count)
    if unit in ("D", "W"):
        moved = base.first + round(factor * count * (7 if unit == "W" else 1)) * DAY
        if unit == "D":
            return Located(moved, moved, moved.isoformat())
        return Located(moved - 3 * DAY, moved + 3 * DAY, _week(moved), approximate=True)
    return _months_away(base.first, factor * count * MONTHS[unit], unit)


def _months_away(base: date, months: float, unit: str) -> Located:
    whole = round(months)
    year, month = divmod(base.year * 12 + base.month - 1 + whole, 12)
    centre = date(year, month + 1, min(base.day, monthrange(year, month + 1)[1]))
    timex = unit_around(unit if unit in ("M", "Q", "Y", "E", "C") else "Y", centre, 0).timex
    slack = LOOSE[unit] * DAY
    return Located(centre - slack, centre + slack, timex, approximate=True)
