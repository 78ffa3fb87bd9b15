"""Reports and their readings in; dates, resolved times, links and the entries of the record out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from summitry.model import (
    Actor,
    Event,
    Interval,
    Link,
    Position,
    Process,
    Published,
    Reading,
    Report,
    When,
)

__all__ = ["Clock", "Outcome", "reconcile"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What reconciling makes of a set of reports: their dates and times, who is who, and the entries.

    `times` holds for each report one interval (or None) for each of `Reading.times`; `actor_of` maps a
    referent ("REPORT#INDEX") to an actor's id; `links` are what the rules judged, the unsure ones included.
    """

    published: Mapping[str, Published]
    times: Mapping[str, tuple[Interval | None, ...]]
    actor_of: Mapping[str, str]
    links: tuple[Link, ...]
    actors: tuple[Actor, ...]
    events: tuple[Event, ...]
    positions: tuple[Position, ...]
    processes: tuple[Process, ...]


@dataclass(frozen=True, slots=True)
class Clock:
    """How reports are dated and times resolved; tests give their own, so that they can set the days.

    `date` also takes for each report the one that stands for all that carry its text.
    """

    date: Callable[[Sequence[Report], Mapping[str, Reading], Mapping[str, str]], Mapping[str, Published]]
    resolve: Callable[[Sequence[When], Interval | None], tuple[Interval | None, ...]]


def reconcile(
    reports: Sequence[Report],
    readings: Mapping[str, Reading],
    copies: Sequence[tuple[str, str, float]],
    judgements: Sequence[Link] = (),
    *,
    clock: Clock | None = None,
) -> Outcome:
    """The record of these reports: a pure function of the set of inputs, whatever their order.

    `readings` is by report id; a report without one gives no entries. `copies` names pairs of reports that
    carry one text, with their similarity (0 to 1). Of `judgements` only links whose author is not "summitry"
    count: they win over every rule. Raises ReconcilingError for a judged date that is no EDTF.
    """
    from summitry.reconciling.actors import identify
    from summitry.reconciling.events import merge
    from summitry.reconciling.facts import Context, gather
    from summitry.reconciling.fields import settle
    from summitry.reconciling.judging import judge
    from summitry.reconciling.positions import settle_positions
    from summitry.reconciling.processes import thread

    judged = judge(judgements)
    ordered = sorted({report.id: report for report in reports}.values(), key=lambda report: report.id)
    read = {report.id: readings[report.id] for report in ordered if report.id in readings}
    clock = clock or _clock()
    ordered = _date_by_judgement(ordered, judged.same("date"))
    sources = _sources(ordered, copies, judged.same("copy"), judged.different("copy"))
    published = dict(sorted(clock.date(ordered, read, sources).items()))
    days = {ident: day.interval for ident, day in published.items()}
    times = {ident: tuple(clock.resolve(reading.times, days.get(ident))) for ident, reading in read.items()}
    cast = identify(list(read.values()), days, judged)
    context = Context(published, times, cast, sources)
    merged = merge(gather(ordered, read, context), judged)
    actors = cast.by_id()
    settled = [(settle(group, context, actors), group) for group in merged.groups]
    events, processes = thread([event for event, _ in settled], {event.id: group for event, group in settled})
    return Outcome(
        published=published,
        times=times,
        actor_of=cast.actor_of,
        links=(*cast.links, *merged.links, *_copy_links(copies, sources)),
        actors=cast.actors,
        events=tuple(sorted(events, key=lambda e: (e.start or e.end or "~", e.type, e.id))),
        positions=settle_positions(ordered, read, context),
        processes=processes,
    )


def _clock() -> Clock:
    """The clock of the package: dates by `dating`, times by `resolving`, tenures from the knowledge files."""
    from summitry.knowledge.leaders import tenures
    from summitry.reconciling.dating import date_reports
    from summitry.reconciling.resolving import resolve

    return Clock(
        lambda reports, readings, copies: date_reports(reports, readings, tenures, copies=copies), resolve
    )


def _date_by_judgement(reports: Sequence[Report], dates: Sequence[tuple[str, str]]) -> list[Report]:
    """The reports, those with a judged date published on it."""
    from summitry.reconciling.judging import parse_edtf

    given = {
        ident: Published(parse_edtf(edtf), "given", 1.0, ("an analyst says so",))
        for ident, edtf in sorted(dates)
    }
    return [replace(r, published=given[r.id]) if r.id in given else r for r in reports]


def _copy_links(copies: Sequence[tuple[str, str, float]], sources: Mapping[str, str]) -> tuple[Link, ...]:
    """The pairs of reports that carry one story, as links; `sources` names for each the one that stands for it."""
    return tuple(
        Link(
            kind="copy",
            left=min(left, right),
            right=max(left, right),
            verdict="same" if sources[left] == sources[right] else "different",
            rule="shared words in a row",
            confidence=round(share, 2),
            reason=f"{share:.0%} of the shorter text stands in the longer",
        )
        for left, right, share in sorted(copies)
        if left in sources and right in sources
    )


def _sources(
    reports: Sequence[Report],
    copies: Sequence[tuple[str, str, float]],
    same: Sequence[tuple[str, str]],
    different: Sequence[tuple[str, str]],
) -> dict[str, str]:
    """For each report the one that stands for all that carry its text."""
    from summitry.reconciling.clustering import Clusters

    clusters = Clusters(report.id for report in reports)
    known = {report.id for report in reports}
    for left, right in same:
        if {left, right} <= known:
            clusters.join(left, right)
    for left, right in different:
        if {left, right} <= known:
            clusters.bar(left, right)
    for left, right, _ in sorted(copies, key=lambda copy: (-copy[2], *sorted(copy[:2]))):
        if {left, right} <= known:
            clusters.join(left, right)
    return {report.id: clusters.find(report.id) for report in reports}
