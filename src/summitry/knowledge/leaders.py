"""A person's name in; the offices that a leader of that name has held, with state and time, out."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Annotated, Literal

import msgspec

from summitry.errors import KnowledgeError
from summitry.knowledge.forms import key_of
from summitry.knowledge.tables import Code, Text, load_csv

Office = Literal["leader", "head of state", "head of government", "foreign minister"]
Month = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d{2}(-\d{2})?$")]
OPEN = date.max
# States whose leaders the table names with the family name first.
FAMILY_FIRST = frozenset({"CHN", "KHM", "KOR", "PRK", "SGP", "TWN", "VDR", "VNM"})
PARTICLES = frozenset({"al", "el", "bin", "ibn", "de", "da", "dos", "van", "von", "jr", "sr", "ii", "iii"})


class LeaderRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of leaders.csv: `start` and `end` as year and month or day; no `end` where none is known."""

    name: Text
    state: Code
    start: Month
    end: Month | None
    office: Office


class Tenure(msgspec.Struct, frozen=True):
    """Who led which state (alpha-3) from the day `start` to the day `end`; `date.max` where no end is known.

    `office` is "leader" for whoever effectively governs, of whatever title (REIGN's definition).
    """

    name: str
    state: str
    start: date
    end: date
    office: Office


def _day(text: str, *, last: bool) -> date:
    """The first or last day of a month, or the day itself."""
    year, month, *day = (int(part) for part in text.split("-"))
    return date(year, month, day[0] if day else monthrange(year, month)[1] if last else 1)


def decode(rows: Iterable[LeaderRow]) -> tuple[Tenure, ...]:
    """Rows as tenures. Raises KnowledgeError for a date that is none or an end before its start."""
    found = []
    for row in rows:
        try:
            start, end = _day(row.start, last=False), _day(row.end, last=True) if row.end else OPEN
        except ValueError as error:
            raise KnowledgeError(f"leaders.csv: {row.name!r}: {error}") from error
        if end < start:
            raise KnowledgeError(f"leaders.csv: {row.name!r}: ends {end} before it starts {start}")
        found.append(Tenure(row.name, row.state, start, end, row.office))
    return tuple(found)


def words(name: str) -> tuple[str, ...]:
    """The words of a name, folded, without initials."""
    return tuple(word for word in key_of(name).lower().split(" ") if len(word) > 1 or len(name) == 1)


def family(name: str, state: str) -> str:
    """The family name (folded) of a leader of this state."""
    found = [word for word in words(name) if word not in PARTICLES] or list(words(name)) or [""]
    return found[0] if state in FAMILY_FIRST else found[-1]


@cache
def _by_word() -> Mapping[str, tuple[Tenure, ...]]:
    """All tenures by each word of the leader's name."""
    index: defaultdict[str, list[Tenure]] = defaultdict(list)
    for tenure in decode(load_csv("leaders.csv", LeaderRow)):
        for word in dict.fromkeys(words(tenure.name)):
            index[word].append(tenure)
    return {word: tuple(found) for word, found in index.items()}


def tenures(name: str) -> tuple[Tenure, ...]:
    """The tenures of the leaders whom a full or a family name can mean, by state and start; empty if none.

    A leader whom the table knows by family name alone answers to any given name: "Jane Merkel" finds Merkel.
    Raises KnowledgeError where leaders.csv breaks its schema.
    """
    asked = words(name)
    candidates = dict.fromkeys(t for word in asked for t in _by_word().get(word, ()))
    return tuple(
        sorted((t for t in candidates if _fits(set(asked), t)), key=lambda t: (t.state, t.start, t.name))
    )


def _fits(asked: set[str], tenure: Tenure) -> bool:
    """Whether the words are this leader's name, a part of it with the family name, or a fuller form."""
    known = set(words(tenure.name))
    return (asked <= known and family(tenure.name, tenure.state) in asked) or known <= asked
