"""Entries of a record come in, lines of the interchange format go out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, cast

import msgspec

from summitry.exporting import interchange as line
from summitry.model import Actor, Event, Fault, Interval, Place, Plover, Position, Process, Published, Report
from summitry.store import ClaimEntry, Entry, Record

_DEGREES = 4  # digits after the point: some ten metres
_SHARES = 3
# Legal in JSON as they are, but a terminal obeys them (C1 controls, bidirectional overrides) or ends a line
# there.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def all_lines(record: Record) -> Iterator[line.Line]:
    """Every line of an export: reports, actors, events, positions, claims, processes (each by id), faults."""
    yield from map(of_report, record.reports())
    yield from map(of_actor, record.actors())
    yield from map(of_event, sorted(record.events(), key=lambda event: event.id))
    yield from map(of_position, sorted(record.positions(), key=lambda position: position.id))
    yield from map(of_claim, record.claims())
    yield from map(of_process, record.processes())
    yield from map(of_fault, record.faults())


def encode(value: line.Line) -> bytes:
    """The line as JSON in UTF-8 without its line end; characters that a terminal would obey are escaped."""
    text = msgspec.json.encode(value).decode("utf-8")
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text).encode("utf-8")


def of_entry(entry: Entry) -> line.Line:
    """The line of any entry."""
    makers: dict[type[Any], Any] = {
        Report: of_report,
        Actor: of_actor,
        Event: of_event,
        Position: of_position,
        ClaimEntry: of_claim,
        Process: of_process,
    }
    return cast(line.Line, makers[type(entry)](entry))


def of_report(report: Report) -> line.ReportLine:
    """The line of a report; its text is not part of it."""
    return line.ReportLine(
        id=report.id,
        file=report.file,
        title=report.title,
        outlet=report.outlet,
        url=report.url,
        language=report.language,
        published=_published(report.published),
    )


def _published(published: Published | None) -> line.PublishedNoun | None:
    if published is None or published.interval == Interval(None, None):
        return None
    return line.PublishedNoun(
        edtf=published.interval.edtf,
        basis=published.basis,
        confidence=_share(published.confidence),
    )


def of_actor(actor: Actor) -> line.ActorLine:
    """The line of an actor."""
    roles = [
        line.RoleNoun(
            title=role.title, state=role.state, from_=role.from_, to=role.to, claims=list(role.claims)
        )
        for role in actor.roles
    ]
    return line.ActorLine(
        id=actor.id, type=actor.type, name=actor.name, names=list(actor.names), state=actor.state, roles=roles
    )


def of_event(event: Event) -> line.EventLine:
    """The line of an event."""
    return line.EventLine(
        id=event.id,
        type=event.type,
        label=event.label,
        status=event.status,
        status_history=[
            line.StatusNoun(status=step.status, known=step.known, claims=list(step.claims))
            for step in event.status_history
        ],
        level=cast(Any, event.level),
        format=cast(Any, event.format),
        start=event.start,
        end=event.end,
        place=_place(event.place),
        venue=event.venue,
        sides=list(event.sides),
        participants=[
            line.ParticipantNoun(actor=p.actor, part=cast(Any, p.part), side=p.side)
            for p in event.participants
        ],
        topics=list(event.topics),
        outcome=event.outcome,
        tone=list(event.tone),
        measures=list(event.measures),
        plover=_plover(event.plover),
        prepares=list(event.prepares),
        process=event.process,
        conflicts=list(_conflicts(event)),
        claims=list(event.claims),
        confidence=_share(event.confidence),
    )


def _place(place: Place | None) -> line.PlaceNoun | None:
    if place is None:
        return None
    return line.PlaceNoun(
        name=place.name, country=place.country, lat=_degrees(place.lat), lon=_degrees(place.lon)
    )


def _plover(plover: Plover | None) -> line.PloverNoun | None:
    if plover is None:
        return None
    return line.PloverNoun(event=plover.event, mode=plover.mode, context=list(plover.context))


def _conflicts(event: Event) -> Iterable[line.ConflictNoun]:
    for conflict in event.conflicts:
        values = [line.ValueNoun(value=value.value, claims=list(value.claims)) for value in conflict.values]
        yield line.ConflictNoun(field=conflict.field, values=values, rule=conflict.rule)


def of_position(position: Position) -> line.PositionLine:
    """The line of a position."""
    return line.PositionLine(
        id=position.id,
        actor=position.actor,
        stance=position.stance,
        measure=position.measure,
        text=position.text,
        toward=position.toward,
        condition=position.condition,
        since=position.since,
        until=position.until,
        claims=list(position.claims),
    )


def of_claim(claim: ClaimEntry) -> line.ClaimLine:
    """The line of a claim."""
    when = None if claim.when_text is None else line.WhenNoun(text=claim.when_text, edtf=claim.when_edtf)
    return line.ClaimLine(
        id=claim.id,
        report=claim.report,
        start=claim.start,
        end=claim.end,
        text=claim.text,
        type=claim.type,
        modality=cast(Any, claim.modality),
        attribution=[
            line.SaidNoun(source=said.source, actor=said.actor, cue=said.cue, named=said.named)
            for said in claim.attribution
        ],
        when=when,
        roles={role: list(actors) for role, actors in claim.roles},
        quote=claim.quote,
    )


def of_process(process: Process) -> line.ProcessLine:
    """The line of a process."""
    return line.ProcessLine(
        id=process.id, label=process.label, sides=list(process.sides), events=list(process.events)
    )


def of_fault(fault: Fault) -> line.FaultLine:
    """The line of a fault."""
    return line.FaultLine(report=fault.report, stage=fault.stage, reason=fault.reason)


def _degrees(value: float | None) -> float | None:
    return None if value is None else float(round(value, _DEGREES))


def _share(value: float) -> float:
    return float(round(value, _SHARES))
