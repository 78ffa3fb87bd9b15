"""The first lines of a report in, its place of writing and how many tokens it takes out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summitry.knowledge.gazetteer import Gazetteer
from summitry.reading.lines import Line

_WORD = r"[A-Z][\w.'’]*"
_PLACE = rf"{_WORD}(?:[ /-](?:{_WORD}|de|of|el|al|the))*"
_DAY = r"(?:, ?(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:, ?\d{4})?)?"
_DATELINE = re.compile(
    rf"\s*(?P<place>{_PLACE})(?P<region>, ?{_PLACE})?{_DAY}"
    rf"(?: ?\([^()\n]{{2,40}}\))?{_DAY} ?(?P<mark>[-—–]{{1,2}}|:) ?(?=\S)"
)
_LINES = 4
_ENDS = frozenset((".", "!", "?", "”", '"', "…", ")"))


def find_dateline(lines: Sequence[Line], gazetteer: Gazetteer) -> tuple[str | None, dict[int, int]]:
    """The place of writing that opens one of the first lines, and by line the first token behind it.

    "WASHINGTON (Reuters) -", "Geneva:", "LOME, Togo (AP) —": a place in capitals, or a known one.
    """
    for line in lines[:_LINES]:
        text = line.text(0, min(len(line), 24) - 1) if len(line) else ""
        found = _DATELINE.match(text)
        if found and found["mark"] == ":" and (len(line) < 12 or line.texts[-1] not in _ENDS):
            continue  # a headline, not a dateline
        if found and _is_place(found, text, gazetteer):
            return found["place"].strip(), {line.index: _tokens_before(line, found.end())}
    return None, {}


def _is_place(found: re.Match[str], text: str, gazetteer: Gazetteer) -> bool:
    """Whether what opens the line is a place of writing: a known one, or capitals before an agency."""
    place = found["place"].strip()
    dashed = found["mark"] != ":"
    if (
        dashed
        and text[found.start("mark") - 1 : found.start("mark")] not in (" ", ")")
        and "(" not in found[0]
    ):
        return False
    known = [
        m for part in re.split("/", place) for m in gazetteer.find(part.title() if part.isupper() else part)
    ]
    if any(m.use in ("capital", "city", "seat") or m.entry.type == "place" for m in known):
        return dashed or not found["region"]
    return dashed and place.isupper() and len(place) > 2 and ("(" in found[0] or bool(found["region"]))


def _tokens_before(line: Line, end: int) -> int:
    """How many tokens lie before a character of the line's text."""
    count = 0
    while count < len(line) and len(line.text(0, count)) <= end:
        count += 1
    return count
