"""Two facts in, at least one without days of its own; whether they lie close enough to be one event, out."""

from __future__ import annotations

from datetime import timedelta

from summitry.reconciling.clashes import numbered, spots_agree
from summitry.reconciling.facts import DONE, PLANNED, Fact

RECALLED = {"leaders": 400, "ministerial": 120}  # days back to which an undated mention of a level can point
AHEAD = {"leaders": 120}  # days ahead to which an undated plan can point
BLUNT = 93  # days from which a time says too little to be near another
NEAR = 60  # days within which undated claims of different reports can speak of one event


def is_close(a: Fact, b: Fact) -> bool:
    """Whether two facts, by their own times or else by when they were known, lie close enough to be one event.

    What is recalled as over can lie far back, and what is planned far ahead, the farther the higher its level.
    """
    if any(_recalls(x, y) or _foretells(x, y) for x, y in ((a, b), (b, a))):
        return True
    if a.near is None or b.near is None or not (_is_sharp(a) and _is_sharp(b)):
        return False
    return abs(a.near - b.near) <= timedelta(days=NEAR)


def _is_sharp(fact: Fact) -> bool:
    """Whether the days on which it lies, or was known, are known to some months."""
    days = fact.when or fact.known
    return days is not None and (days.days or BLUNT) < BLUNT


def _recalls(a: Fact, b: Fact) -> bool:
    """Whether the first, undated and over, can look back to the second, which is over and has its days:
    it names the same place or number, or calls it the same.
    """
    if a.when is not None or b.when is None or not {a.status, b.status} <= DONE or not a.happening.definite:
        return False
    if a.known is None or a.known.first is None or a.known.last is None or b.when.last is None:
        return False
    if not (numbered(a, b) or spots_agree(a.spot, b.spot) or same_label(a, b)):
        return False
    reach = RECALLED.get(a.happening.level or b.happening.level or "", NEAR)
    return a.known.last >= b.when.last and a.known.first - b.when.last <= timedelta(days=reach)


def _foretells(a: Fact, b: Fact) -> bool:
    """Whether the first, a plan without a time, can be of the second, which has its days."""
    if a.when is not None or b.when is None or a.status not in PLANNED or not _is_sharp(a):
        return False
    if a.known is None or a.known.last is None or b.when.first is None or not _is_sharp(b):
        return False
    reach = AHEAD.get(a.happening.level or b.happening.level or "", NEAR)
    return timedelta(0) <= b.when.first - a.known.last <= timedelta(days=reach)


def same_label(a: Fact, b: Fact) -> bool:
    return bool(a.happening.label) and a.happening.label.casefold() == b.happening.label.casefold()
