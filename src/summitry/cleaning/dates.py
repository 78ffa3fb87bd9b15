"""What a page states of its day of publication comes in; a Published with its reasons goes out, or None."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from urllib.parse import urlsplit

from summitry.knowledge.residue import residue
from summitry.model import Interval, Published

FIRST_YEAR, LAST_YEAR = 1900, 2100
ISO = re.compile(r"(?<![\d.])((?:19|20)\d\d)[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?=\D|$|T)(?![./-]\d)")
COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?=T\d|\D|$)")
SLASHED = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")
PATH_DAY = re.compile(r"/((?:19|20)\d\d)[/-]([a-z]{3,9}|\d{1,2})[/-](\d{1,2})(?=[/_.-]|$)", re.I)
PATH_COMPACT = re.compile(r"[/_-]((?:19|20)\d\d)(\d\d)(\d\d)(?=[/_.-]|$)")
PATH_MONTH = re.compile(r"/((?:19|20)\d\d)/(\d\d)(?=/)")
LABEL = re.compile(
    r"\W?(?:first |originally )?(?:published|posted|date|issued|created|released|filed|publication date)\b",
    re.I,
)
UPDATED = re.compile(r"\W?(?:last )?(?:updated|modified|last update)\b", re.I)
CLOCK = re.compile(
    r"\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?|\b(?:UTC|GMT|[ECMPK]?[SD]?T|UTC[+-]\d+)\b", re.I
)
PARTED = re.compile(r"\s[·|•—–]\s")
WORD = re.compile(r"[^\W\d_]{3,}")
DATELINE_END = re.compile(r"\s*(?:\([^()]{2,40}\)|[A-Z][A-Za-z]{1,12})?\s*(?:[-–—]{1,2}|:)\s*\S")
ENDED = re.compile(r"[a-z]{2}\. ")
HEAD_BLOCKS, FOOT_BLOCKS, LINE_LENGTH, LEAD_LENGTH = 8, 3, 140, 110


@dataclass(frozen=True, slots=True)
class Stated:
    """The days that one place in a page states, how sure that is, and where it stands, in words."""

    interval: Interval
    confidence: float
    reason: str


@cache
def _worded() -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = "|".join(sorted(residue().months, key=lambda name: (-len(name), name)))
    year = r"((?:19|20)\d\d)(?!\d)"
    day = r"(\d{1,2})(?:st|nd|rd|th)?"
    return (
        re.compile(rf"(?<!\d){day}(?: of)?[\s.,-]{{1,2}}({names})\b[\s.,-]{{1,2}}{year}", re.I),
        re.compile(rf"\b({names})\b[\s.-]{{1,2}}{day}(?:,\s?|\s|-){year}", re.I),
    )


def parse_day(text: str) -> Interval | None:
    """The one day (or, for "2019-02", month) in `text`; None where there is none, or it is ambiguous."""
    found = {interval for _, _, interval in _dates(text)}
    days = {interval for interval in found if interval.days == 1}
    if len(days) == 1:
        return days.pop()
    return found.pop() if len(found) == 1 else None


def stated(
    *, declared: str | None, given: bool, page_day: date | None, url: str | None, blocks: Sequence[str]
) -> Published | None:
    """When the page says that it was published.

    `declared` comes with the page, by hand if `given`; `page_day` stands in its markup; `blocks` are its
    paragraphs. A date given by hand stands alone; otherwise the surest place decides,
    and those that disagree are named in the reasons.
    """
    own = parse_day(declared) if declared else None
    if own is not None and given:
        return Published(own, "given", 1.0, ("given by hand",))
    found = [Stated(own, 0.98, f"the source states {declared}")] if own else []
    if page_day is not None:
        found.append(Stated(Interval.day(page_day), 0.95, f"the page's markup states {page_day}"))
    found.extend(_in_lines(blocks))
    found.extend(_in_url(url))
    return _settled(found)


def is_date_line(text: str) -> bool:
    """Whether a block is nothing but a full date, with a label, weekday, hour or place at most."""
    if len(text) > LINE_LENGTH or text.endswith((".", "!", "?")):
        return False
    dates = list(_dates(text))
    if not dates or dates[0][2].days != 1:
        return False
    rest = text
    for start, end, _ in reversed(dates):
        rest = rest[:start] + rest[end:]
    labelled = LABEL.match(text) or UPDATED.match(text)
    most = 10 if PARTED.search(text) else 6 if labelled else 3
    return len(WORD.findall(CLOCK.sub("", rest))) <= most


def _settled(found: list[Stated]) -> Published | None:
    if not found:
        return None
    first = found[0]
    others = [other for other in found[1:] if not first.interval.within(other.interval)]
    near = [other for other in others if first.interval.overlaps(other.interval, slack=1)]
    far = [other for other in others if other not in near]
    confidence = first.confidence if not far else round(first.confidence - 0.25, 2)
    reasons = (first.reason, *(f"but {other.reason}" for other in far))
    return Published(first.interval, "stated", confidence, reasons)


def _in_lines(blocks: Sequence[str]) -> Iterator[Stated]:
    """Labelled lines and date lines at the top and foot, then a dateline that carries a year."""
    top, foot = list(blocks[:HEAD_BLOCKS]), list(blocks[HEAD_BLOCKS:][-FOOT_BLOCKS:])
    lines = [block for block in top + foot if is_date_line(block)]
    for line in sorted(lines, key=lambda line: (not LABEL.match(line), bool(UPDATED.match(line)))):
        interval = next((interval for _, _, interval in _dates(line)), None)
        labelled = bool(LABEL.match(line))
        if interval is not None and (labelled or line in top):
            kind = 0.95 if labelled else 0.75 if UPDATED.match(line) else 0.9
            yield Stated(interval, kind, f"a line states “{line}”")
    for block in top:
        lead = block[:LEAD_LENGTH]
        for start, end, interval in _dates(lead):
            if interval.days == 1 and _is_dateline(block, start, end):
                yield Stated(interval, 0.9, f"the dateline states “{block[:end]}”")


def _is_dateline(block: str, start: int, end: int) -> bool:
    """Whether the block opens with a place and this date, closed by a dash or colon."""
    place = block[:start].rstrip(" ,(")
    words = place.split()
    if not 0 < len(words) <= 5 or not place[0].isupper() or ENDED.search(place):
        return False
    if any(word.lower() in residue().words.open_ends for word in words):
        return False
    return DATELINE_END.match(block[end:].lstrip(")")) is not None


def _in_url(url: str | None) -> Iterator[Stated]:
    if not url:
        return
    try:
        path = urlsplit(url).path
    except ValueError:
        return
    full = PATH_DAY.search(path) or PATH_COMPACT.search(path)
    interval = None
    if full:
        month = residue().months.get(full.group(2).lower()) or _number(full.group(2))
        interval = _day(int(full.group(1)), month, int(full.group(3)))
    elif part := PATH_MONTH.search(path):
        interval = _month(int(part.group(1)), int(part.group(2)))
    if interval is not None:
        yield Stated(interval, 0.9 if full else 0.8, f"its address carries {interval.edtf}")


def _dates(text: str) -> Iterator[tuple[int, int, Interval]]:
    """The full dates in `text`, in order: start, end, interval; none that is ambiguous or impossible."""
    found: list[tuple[int, int, Interval]] = []
    day_first, month_first = _worded()
    months = residue().months
    for match in day_first.finditer(text):
        _add(found, match, _day(int(match[3]), months[match[2].lower()], int(match[1])))
    for match in month_first.finditer(text):
        _add(found, match, _day(int(match[3]), months[match[1].lower()], int(match[2])))
    for match in ISO.finditer(text):
        year, month = int(match[1]), int(match[2])
        _add(found, match, _day(year, month, int(match[3])) if match[3] else _month(year, month))
    for match in COMPACT.finditer(text):
        _add(found, match, _day(int(match[1]), int(match[2]), int(match[3])))
    for match in SLASHED.finditer(text):
        _add(found, match, _slashed(int(match[1]), match[2], int(match[3]), int(match[4])))
    yield from sorted(found, key=lambda item: item[:2])


def _add(found: list[tuple[int, int, Interval]], match: re.Match[str], interval: Interval | None) -> None:
    overlaps = any(match.start() < end and start < match.end() for start, end, _ in found)
    if interval is not None and not overlaps:
        found.append((match.start(), match.end(), interval))


def _slashed(left: int, mark: str, right: int, year: int) -> Interval | None:
    """A date in figures, year last: with dots the day is first; else only where one is no month."""
    if mark == "." or left > 12 or left == right:
        return _day(year, right, left)
    return _day(year, left, right) if right > 12 else None


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0


def _day(year: int, month: int, day: int) -> Interval | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return Interval.day(date(year, month, day))
    except ValueError:
        return None


def _month(year: int, month: int) -> Interval | None:
    return Interval.month(year, month) if FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 else None
