"""The text of one paragraph in, where its sentences begin out: nupunkt's boundaries, mended by rules."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from summitry.errors import KnowledgeError

RULES = Path(__file__).parent / "rules" / "sentences.toml"
REACH = 80  # characters that a rule may look at on either side of a boundary


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Two patterns around a place in the text, and why this place is, or is not, a boundary."""

    why: str
    before: str
    after: str


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Boundaries to take away and boundaries to add."""

    join: tuple[Rule, ...]
    split: tuple[Rule, ...]


class _Patterns(NamedTuple):
    """The rules, compiled."""

    joins: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    splits: tuple[re.Pattern[str], ...]


@cache
def _patterns() -> _Patterns:
    try:
        rules = msgspec.toml.decode(RULES.read_bytes(), type=Rules)
        joins = tuple((re.compile(rule.before), re.compile(rule.after)) for rule in rules.join)
        splits = tuple(re.compile(f"(?:{rule.before})(?:{rule.after})") for rule in rules.split)
    except (msgspec.DecodeError, re.error) as error:
        raise KnowledgeError(f"{RULES.name}: {error}") from error
    return _Patterns(joins, splits)


def starts(text: str) -> list[int]:
    """The offset of each sentence's first character, in order; the first is always 0."""
    import nupunkt

    joins, splits = _patterns()
    found = [0]
    proposed = {begin for begin, _ in nupunkt.sent_spans(text)} if text.strip() else set()
    forced = {match.end() for split in splits for match in split.finditer(text)}
    for place in sorted((proposed | forced) - {0, len(text)}):
        if place in forced or not _joined(text, found[-1], place, joins):
            found.append(place)
    return found


def _joined(
    text: str, start: int, place: int, joins: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
) -> bool:
    before = text[max(start, place - REACH) : place].rstrip()
    after = text[place : place + REACH].lstrip()
    return any(left.search(before) and right.match(after) for left, right in joins)
