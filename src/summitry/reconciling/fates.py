"""The facts of one event in, its status and the history of its status out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from summitry.model import Conflict, ConflictValue, Interval, StatusStep
from summitry.model.text import Status
from summitry.reconciling.facts import DAY, DONE, PLANNED, Fact

# How far each status is on an event's way; of steps known on one day, or undated, the lower comes first.
PROGRESS: tuple[Status, ...] = (
    "proposed",
    "expected",
    "denied",
    "scheduled",
    "confirmed",
    "postponed",
    "cancelled",
    "under way",
    "held",
    "collapsed",
)
RANK = {status: at for at, status in enumerate(PROGRESS)}
FEW = 3  # of so many sources that tell of an event as done, one that says it failed is believed
UNDONE = frozenset({"cancelled", "postponed", "denied"})


@dataclass(frozen=True, slots=True)
class Said:
    """One claim's word on the status: what, when it was known, by which source;
    `recalled` says it looks back.
    """

    status: Status
    known: Interval | None
    claim: str
    source: str
    recalled: bool = False

    @property
    def day(self) -> date | None:
        """The day by which it was known."""
        return (self.known.last or self.known.first) if self.known else None


@dataclass(frozen=True, slots=True)
class Fate:
    """The status of an event as the record has it, the steps to it,
    and the conflict if reports contradict.
    """

    status: Status
    history: tuple[StatusStep, ...]
    conflict: Conflict | None


def statuses(facts: Sequence[Fact], spell: Interval | None) -> dict[str, Status]:
    """The status that each fact gives, by claim; what a report knows to lie ahead it cannot know to be held.

    `spell` are the days of the event as far as they are known.
    """
    first = spell.first if spell else None
    ahead = {fact.claim.report for fact in facts if fact.ahead and fact.claim.known is None}
    found: dict[str, Status] = {}
    for fact in facts:
        known = fact.known.last if fact.known else None
        early = fact.claim.report in ahead or (first and known and known + DAY < first)
        status = "scheduled" if early and fact.status in {*DONE, "under way"} else fact.status
        found[fact.id] = cast(Status, status)
    return found


def trace(facts: Sequence[Fact], status_of: Mapping[str, Status]) -> Fate:
    """The fate of the event that these facts (at least one) speak of, by the status that each gives."""
    said = _recalls([Said(status_of[fact.id], fact.known, fact.id, fact.source) for fact in facts])
    ordered = sorted(said, key=_order)
    status = _settle(ordered)
    return Fate(status, tuple(_steps(_forward(ordered, status))), _conflict(ordered, status))


def _recalls(said: Sequence[Said]) -> list[Said]:
    """Mark plans that a report gives after the event is known to be done: it recalls them,
    and undoes nothing.
    """
    done = [s.day for s in said if s.status in DONE and s.day]
    first = min(done, default=None)
    if first is None:
        return list(said)
    return [_recalled(s, first) if s.status in {*PLANNED, "under way"} else s for s in said]


def _recalled(said: Said, done: date) -> Said:
    """A plan of a report that may be of before the event or after it is of before; of a later one it is recalled."""
    if said.day is None or said.day < done:
        return said
    if said.known and said.known.first and said.known.first < done:
        return replace(said, known=Interval(said.known.first, done))
    return replace(said, known=Interval(None, done), recalled=True)


def _order(said: Said) -> tuple[bool, date, int, str]:
    """By the day it was known, then by progress;
    what is undated goes by progress alone, before what is dated.
    """
    if said.recalled and said.day:
        return (False, said.day, RANK[said.status], said.claim)
    return (said.day is not None, said.day or date.min, RANK[said.status], said.claim)


def _settle(ordered: Sequence[Said]) -> Status:
    """The status that counts: done beats planned; a plan revives what was called off;
    else the latest known.
    """
    done = [s for s in ordered if s.status in DONE]
    undone = [s for s in ordered if s.status in UNDONE]
    if done and not _outweighed(done, undone):
        failed = {s.source for s in done if s.status == "collapsed"}
        return "collapsed" if len(failed) * FEW >= len({s.source for s in done}) else "held"
    live = [s for s in ordered if not s.recalled and s.status not in DONE] or list(ordered)
    return _latest(live).status


def _outweighed(done: Sequence[Said], undone: Sequence[Said]) -> bool:
    """Whether more independent sources say later that it did not take place than say that it did."""
    last = max((s.day for s in done if s.day), default=None)
    against = {s.source for s in undone if s.day and last and s.day > last}
    return len(against) > len({s.source for s in done})


def _latest(said: Sequence[Said]) -> Said:
    """The latest known; of one day the most advanced. Without any date the most advanced."""
    return max(said, key=lambda s: (s.day or date.min, RANK[s.status], s.claim))


def _forward(ordered: Sequence[Said], status: Status) -> list[Said]:
    """What is said, with words that lag behind put to the step that they follow (the first ones to the next step):
    a plan told more weakly than before, and doubts of a report that itself tells of the event as planned or done.
    Calling off begins anew.
    """
    firm = {s.source for s in ordered if s.status not in UNDONE}
    steps: list[Status | None] = []
    reached: Status | None = None
    for said in ordered:
        doubted = said.status == "denied" and status != "denied" and said.source in firm
        weaker = reached is not None and RANK[said.status] < RANK[reached]
        lags = said.status in PLANNED and (weaker or _bettered(said, ordered))
        if said.status in DONE and status in DONE:
            lags = said.status != status and (status == "held" or status in steps)
        steps.append(None if doubted or lags else said.status)
        if not (doubted or lags) and said.status not in DONE:
            reached = said.status if said.status in PLANNED else None
    known: Status = next((step for step in steps if step is not None), status)
    found = []
    for said, step in zip(ordered, steps, strict=True):
        known = step or known
        found.append(replace(said, status=known))
    return found


def _bettered(said: Said, others: Sequence[Said]) -> bool:
    """Whether the same report, as of the same days, has the plan more firmly."""
    return any(
        o.source == said.source
        and o.known == said.known
        and o.status in PLANNED
        and RANK[o.status] > RANK[said.status]
        for o in others
    )


def _steps(ordered: Sequence[Said]) -> Iterable[StatusStep]:
    """The history: one step for each run of one status, known since its first claim."""
    run: list[Said] = []
    for said in ordered:
        if run and said.status != run[0].status:
            yield _step(run)
            run = []
        run.append(said)
    if run:
        yield _step(run)


def _step(run: Sequence[Said]) -> StatusStep:
    known = next((s.known for s in run if s.known), None)
    return StatusStep(run[0].status, known.edtf if known else None, tuple(sorted({s.claim for s in run})))


def _conflict(ordered: Sequence[Said], status: Status) -> Conflict | None:
    """The conflict between reports that it took place and reports, not older, that it did not."""
    done = [s for s in ordered if s.status in DONE]
    first = min((s.day for s in done if s.day), default=None)
    undone = [s for s in ordered if s.status in UNDONE and (first is None or s.day is None or s.day >= first)]
    if not {s.source for s in done} or not {s.source for s in undone} - {s.source for s in done}:
        return None
    sides = (done, undone) if status in DONE else (undone, done)
    values = tuple(
        ConflictValue(_latest(side).status, tuple(sorted({s.claim for s in side}))) for side in sides
    )
    return Conflict(
        "status", values, "what took place stands unless more independent sources say later that it did not"
    )
