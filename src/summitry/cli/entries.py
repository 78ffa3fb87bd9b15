"""The verb `show`: the beginning of an id comes in; the entry and the sentences that carry it go out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from summitry.cli.arguments import Json, RecordPath

if TYPE_CHECKING:
    from summitry.model import Actor, Event, Position, Process, Report
    from summitry.store import ClaimEntry, Record

_CLAIMS = 20


def show(
    record: RecordPath,
    ident: Annotated[str, typer.Argument(metavar="ID", help="An id or its beginning.", show_default=False)],
    all_: Annotated[bool, typer.Option("--all", help=f"All sentences, not the first {_CLAIMS}.")] = False,
    json: Json = False,
) -> None:
    """An entry with its fields, its history, its conflicts and the sentences that carry it."""
    from summitry.cli.terminal import json_lines
    from summitry.exporting import of_entry
    from summitry.store import Record

    with Record(record) as opened:
        entry = opened.entry(ident)
        claims = list(opened.claims(entry.id))
        if json:
            json_lines(of_entry(each) for each in ([entry] + [c for c in claims if c.id != entry.id]))
            return
        show_entry(opened, entry)
        show_claims(opened, claims, None if all_ else _CLAIMS)


def show_entry(record: Record, entry: object) -> None:
    """Print an entry's own fields."""
    from summitry.model import Actor, Event, Position, Process, Report
    from summitry.store import ClaimEntry

    match entry:
        case Event():
            show_event(record, entry)
        case Actor():
            show_actor(entry)
        case Position():
            show_position(record, entry)
        case Process():
            show_process(record, entry)
        case Report():
            show_report(record, entry)
        case ClaimEntry():
            fields(f"claim {entry.id}", (("type", entry.type), ("modality", entry.modality)))


def fields(heading: str, pairs: Iterable[tuple[str, object]]) -> None:
    """Print a heading and below it the fields that are known."""
    from rich.text import Text

    from summitry.cli.terminal import cell, console

    out = console()
    out.print(cell(heading, "bold"))
    for name, value in pairs:
        if value not in (None, "", (), []):
            words = "; ".join(map(str, value)) if isinstance(value, (tuple, list)) else value
            out.print(Text.assemble((f"  {name:<12} ", "dim"), cell(words)), soft_wrap=True)


def show_event(record: Record, event: Event) -> None:
    """Print an event."""
    from summitry.cli.days import readable

    names = record.names()
    who = [
        f"{names.get(p.actor, p.actor)} ({p.part}{', ' + p.side if p.side else ''})"
        for p in event.participants
    ]
    place = event.place
    history = [
        f"{step.status} ({'known ' + readable(step.known) if step.known else 'undated'})"
        for step in event.status_history
    ]
    fields(
        f"{event.type} {event.id}: {event.label}",
        (
            ("when", readable(event.start, event.end)),
            ("status", event.status),
            ("history", " -> ".join(history)),
            ("level", event.level),
            ("format", event.format),
            ("place", ", ".join(filter(None, (place.name, place.country))) if place else None),
            ("venue", event.venue),
            ("sides", event.sides),
            ("who", who),
            ("topics", event.topics),
            ("outcome", event.outcome),
            ("tone", event.tone),
            ("measures", event.measures),
            ("plover", _plover(event)),
            ("prepares", event.prepares),
            ("process", event.process),
            ("confidence", f"{event.confidence:.2f}"),
        ),
    )
    for conflict in event.conflicts:
        values = " | ".join(f"{value.value} ({_files(record, value.claims)})" for value in conflict.values)
        fields(f"reports disagree on {conflict.field}", (("values", values), ("rule", conflict.rule)))


def _plover(event: Event) -> str | None:
    if event.plover is None:
        return None
    parts = (event.plover.event, event.plover.mode, ", ".join(event.plover.context))
    return " / ".join(part for part in parts if part)


def _files(record: Record, claims: Sequence[str]) -> str:
    files = (record.report(claim.report).file for ident in claims for claim in record.claims(ident))
    return ", ".join(dict.fromkeys(files))


def show_actor(actor: Actor) -> None:
    """Print an actor."""
    from summitry.cli.days import UNKNOWN, readable

    roles = []
    for role in actor.roles:
        when = readable(role.from_, role.to)
        words = ", ".join(filter(None, (role.title, role.state)))
        roles.append(words if when == UNKNOWN else f"{words} ({when})")
    others = [name for name in actor.names if name != actor.name]
    pairs = (("state", actor.state), ("also", others), ("roles", roles))
    fields(f"{actor.type} {actor.id}: {actor.name}", pairs)


def show_position(record: Record, position: Position) -> None:
    """Print a position."""
    from summitry.cli.days import readable

    names = record.names()
    fields(
        f"position {position.id}: {names.get(position.actor, position.actor)}, {position.stance}",
        (
            ("measure", position.measure),
            ("text", position.text),
            ("toward", names.get(position.toward, position.toward) if position.toward else None),
            ("condition", position.condition),
            ("since", readable(position.since, position.until)),
        ),
    )


def show_process(record: Record, process: Process) -> None:
    """Print a process and its events."""
    from summitry.cli.days import readable
    from summitry.cli.terminal import short

    inside = set(process.events)
    events = [
        (short(event.id), f"{readable(event.start, event.end)}: {event.label}")
        for event in record.events()
        if event.id in inside
    ]
    fields(f"process {process.id}: {process.label}", (("sides", process.sides), *events))


def show_report(record: Record, report: Report) -> None:
    """Print a report: where it was met, and why it is dated as it is."""
    from summitry.cli.days import readable

    p = report.published
    places = [" ".join(filter(None, row)) for row in record.appearances(report.id)]
    faults = [f"{fault.stage}: {fault.reason}" for fault in record.faults() if fault.report == report.id]
    fields(
        f"report {report.id}: {report.title or report.file}",
        (
            ("found at", places),
            ("outlet", report.outlet),
            ("language", report.language),
            ("published", f"{readable(p.interval.edtf)} ({p.basis}, {p.confidence:.2f})" if p else "unknown"),
            *(("because", reason) for reason in (p.reasons if p else ())),
            ("faults", faults),
        ),
    )


def show_claims(record: Record, claims: Sequence[ClaimEntry], limit: int | None) -> None:
    """Print each sentence that carries claims, the file it stands in, and the chain of who says so."""
    from rich.text import Text

    from summitry.cli.terminal import cell, console, short

    out = console()
    sentences: dict[str, list[ClaimEntry]] = {}
    for claim in claims:
        sentences.setdefault(claim.text, []).append(claim)
    files = {ident: record.report(ident).file for ident in {claim.report for claim in claims}}
    for text, group in list(sentences.items())[:limit]:
        out.print()
        out.print(cell(f"“{text}”"), soft_wrap=True)
        for line in dict.fromkeys(_source(claim, files[claim.report]) for claim in group):
            ids = [short(c.id) for c in group if _source(c, files[c.report]) == line]
            out.print(Text.assemble("    ", cell(f"{line}; {', '.join(ids)}]", "dim")), soft_wrap=True)
    if limit is not None and len(sentences) > limit:
        out.print()
        out.print(cell(f"and {len(sentences) - limit} more sentences; see them with --all"))


def _source(claim: ClaimEntry, file: str) -> str:
    """The file, the chain of who says so, and what the claim says of its sentence; without the closing bracket."""
    said = [f"{link.source} ({link.cue})" if link.cue else link.source for link in claim.attribution]
    chain = f"; said by {' > '.join(said)}" if said else ""
    when = f", {claim.when_text}" if claim.when_text else ""
    return f"{file}{chain} [{claim.type}, {claim.modality}{when}"
