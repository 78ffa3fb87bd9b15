"""EDTF as the record has it comes in, a date as a person writes it goes out."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_MARKS = {"~": "about ", "?": "perhaps ", "%": "perhaps about ", "": ""}
_UNIT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([?~%]?)")
UNKNOWN = "date unknown"
_LASTING = 62


def readable(start: str | None, end: str | None = None) -> str:
    """The time between two EDTF fields in words: "27 to 28 Feb 2019", "spring 2018", "by 3 Mar 2019"; more
    than two months are "between 1 Mar and 9 Aug 2019"."""
    if start and end and ("/" in start or "/" in end):
        return f"{readable(start)} until {readable(end)}" if start != end else readable(start)
    if start and end is None and "/" in start:
        left, right = start.split("/", 1)
        return f"from {_unit(left)}" if right == ".." else readable(None if left == ".." else left, right)
    if start and end and start != end:
        return _range(start, end)
    if start:
        return _unit(start)
    return f"by {_unit(end)}" if end else UNKNOWN


def _range(start: str, end: str) -> str:
    first, last = _unit(start), _unit(end)
    if _is_wide(start, end):
        return f"between {first} and {last}"
    for shared in (r" \w{3} \d{4}", r" \d{4}"):
        tail = re.search(rf"{shared}$", last)
        if tail and first.endswith(tail[0]) and len(first) > len(tail[0]):
            return f"{first[: -len(tail[0])]} to {last}"
    return f"{first} to {last}"


def _is_wide(start: str, end: str) -> bool:
    """Whether a range is longer than two months: it bounds an unknown day more often than it says how long a thing lasts."""
    try:
        return (date.fromisoformat(end[:10]) - date.fromisoformat(start[:10])).days > _LASTING
    except ValueError:
        return False


def _unit(text: str) -> str:
    found = _UNIT.fullmatch(text)
    if found is None:
        return text
    year, month, day, mark = found.groups()
    number = int(month or 0)
    if number in _SEASONS:
        return f"{_MARKS[mark]}{_SEASONS[number]} {year}"
    if not 1 <= number <= 12:
        return f"{_MARKS[mark]}{year}" if month is None else text
    named = f"{_MONTHS[number - 1]} {year}"
    return f"{_MARKS[mark]}{int(day)} {named}" if day else f"{_MARKS[mark]}{named}"
