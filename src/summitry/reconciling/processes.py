"""The events of the record in, the processes that they are threads of, and what prepares what, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from summitry.model import Event, Interval, Process, digest
from summitry.reconciling.facts import Fact
from summitry.reconciling.labels import side_name

THREADED = frozenset({"meeting", "communication", "visit", "agreement"})
HEIGHT = {"leaders": 4, "ministerial": 3, "envoy": 2, "working": 1, "deputy": 1}
GAP = timedelta(days=548)  # 18 months without an event end a thread
LEAD = timedelta(days=90)  # how far ahead a meeting is prepared
PREPARING = ("preparatory", "preliminary", "prepare", "planning", "pre-summit")


@dataclass(frozen=True, slots=True)
class Dated:
    """An event with the days that place it: its own, else those on which it was known."""

    event: Event
    first: date | None
    last: date | None
    own: bool
    preparing: bool


def thread(
    events: Sequence[Event], groups: Mapping[str, Sequence[Fact]]
) -> tuple[list[Event], tuple[Process, ...]]:
    """The events with `process` and `prepares` filled, and the processes;
    `groups` holds each event's facts.
    """
    blocks: dict[tuple[str, ...], list[Dated]] = defaultdict(list)
    for event in events:
        if event.type in THREADED and len(event.sides) > 1:
            blocks[event.sides].append(_dated(event, groups[event.id]))
    process_of: dict[str, str] = {}
    prepares: dict[str, tuple[str, ...]] = {}
    processes = []
    for sides, block in sorted(blocks.items()):
        ordered = sorted(block, key=lambda d: (d.first or date.max, d.event.id))
        prepares.update(_prepared(ordered))
        for run in _runs(ordered):
            process = _process(sides, run)
            processes.append(process)
            process_of.update((event, process.id) for event in process.events)
    done = [replace(e, process=process_of.get(e.id), prepares=prepares.get(e.id, ())) for e in events]
    return done, tuple(processes)


def _dated(event: Event, facts: Sequence[Fact]) -> Dated:
    whens = [f.when for f in facts if f.when]
    known = [f.known for f in facts if f.known]
    first, last = _bounds(event, whens) if whens else _bounds(event, known)
    words = " ".join([event.label, event.format or "", *(f.happening.label for f in facts)]).casefold()
    return Dated(event, first, last, bool(whens), any(word in words for word in PREPARING))


def _bounds(event: Event, intervals: Iterable[Interval]) -> tuple[date | None, date | None]:
    """The first and last day of the narrowest interval that begins as the event's entry does, else of any."""
    ordered = sorted(
        intervals, key=lambda i: (i.start_end != (event.start, event.end), i.days or 9999, i.edtf)
    )
    if not ordered:
        return None, None
    best = ordered[0]
    return best.first or best.last, best.last or best.first


def _runs(ordered: Sequence[Dated]) -> Iterable[list[Dated]]:
    """Threads: events that follow each other within GAP; the undated go with the last."""
    run: list[Dated] = []
    for dated in ordered:
        last = max((d.last for d in run if d.last), default=None)
        if run and last and dated.first and dated.first - last > GAP:
            yield run
            run = []
        run.append(dated)
    if run:
        yield run


def _process(sides: tuple[str, ...], run: Sequence[Dated]) -> Process:
    label = " - ".join(side_name(side) for side in sides)
    return Process(
        id=digest("process", *sides, run[0].event.id),
        label=label,
        sides=sides,
        events=tuple(d.event.id for d in run),
    )


def _prepared(ordered: Sequence[Dated]) -> Iterable[tuple[str, tuple[str, ...]]]:
    """For each lower meeting, the nearest higher one of the same sides that follows within LEAD."""
    meetings = [d for d in ordered if d.event.type == "meeting"]
    for at, lower in enumerate(meetings):
        height = HEIGHT.get(lower.event.level or "", 0)
        if not height and not lower.preparing:
            continue
        for higher in meetings[at + 1 :]:
            if higher.first and lower.first and higher.first - lower.first > LEAD:
                break
            if _follows(lower, higher, height):
                yield lower.event.id, (higher.event.id,)
                break


def _before(one: Dated, two: Dated) -> bool:
    """Whether the first is over before the second begins; or both are as wide, as days of one report are of
    which the own day is open, and the first lies earlier.
    """
    if not (one.first and one.last and two.first and two.last):
        return False
    as_wide = one.last - one.first == two.last - two.first and one.first != one.last
    return one.last < two.first or (as_wide and one.first < two.first and one.last < two.last)


def _follows(lower: Dated, higher: Dated, height: int) -> bool:
    """Whether the second meeting comes after the first, is not a part of it,
    and is higher (or it is prepared for).
    """
    if not (lower.own and higher.own and _before(lower, higher)):
        return False
    above = HEIGHT.get(higher.event.level or "", 0)
    return above > height or (lower.preparing and above >= height and not higher.preparing)
