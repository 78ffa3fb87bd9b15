"""EDTF as the model writes it comes in; the first and last day that it allows go out, as ISO dates that
sort."""

from __future__ import annotations

import re
from calendar import monthrange

from summitry.model.time import SEASONS

_UNIT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[?~%]?")
Days = tuple[str | None, str | None]


def bounds(start: str | None, end: str | None) -> Days:
    """The first and last day between two EDTF fields; (None, None) where nothing is known.

    A start without an end is one unit ("2019-02": 1 to 28 February); an end without a start is open at the
    front.
    """
    first, last = _days(start), _days(end)
    if end is None:
        return first
    return (first[0] if start else None), last[1]


def _days(text: str | None) -> Days:
    if text is None:
        return None, None
    if "/" in text:
        left, right = text.split("/", 1)
        return _days(left)[0], _days(right)[1]
    found = _UNIT.fullmatch(text)
    if found is None:
        return None, None
    year, month, day = found.groups()
    if month is None:
        return f"{year}-01-01", f"{year}-12-31"
    if day is not None:
        return f"{year}-{month}-{day}", f"{year}-{month}-{day}"
    return _months(int(year), int(month))


def _months(year: int, month: int) -> Days:
    if month in SEASONS:
        first, length = SEASONS[month], 3
    elif 1 <= month <= 12:
        first, length = month, 1
    else:
        return None, None
    number = year * 12 + first - 1 + length - 1
    last_year, last_month = number // 12, number % 12 + 1
    return (
        f"{year:04d}-{first:02d}-01",
        f"{last_year:04d}-{last_month:02d}-{monthrange(last_year, last_month)[1]:02d}",
    )
