"""The verbs that list: timeline, who, positions, conflicts, reports, faults, search."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from summitry.cli.arguments import Json, RecordPath
from summitry.model.text import StanceKind, Status

if TYPE_CHECKING:
    from rich.text import Text

    from summitry.model import Actor, Event, Position, Report
    from summitry.store import Filters, Hit, Record

_SEVERAL = 4  # names shown before "and n more"


def timeline(  # noqa: PLR0913, PLR0917 (Typer makes each parameter an option)
    record: RecordPath,
    from_: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="Events that can lie on or after.")
    ] = None,
    to: Annotated[str | None, typer.Option(metavar="DATE", help="Events that can lie on or before.")] = None,
    actor: Annotated[str | None, typer.Option(help="A name or id.")] = None,
    side: Annotated[
        str | None, typer.Option(help="A side: its code (ISO 3166 alpha-3, as USA) or its name.")
    ] = None,
    level: Annotated[
        str | None, typer.Option(help="leaders, ministerial, envoy, ...; several with commas.")
    ] = None,
    type_: Annotated[
        str | None, typer.Option("--type", help="meeting, visit, statement, test, ...; several with commas.")
    ] = None,
    status: Annotated[Status | None, typer.Option(help="The status that the record has last.")] = None,
    json: Json = False,
) -> None:
    """The events by date; undated ones by the day they were told. Dates: YYYY, YYYY-MM or YYYY-MM-DD."""
    from summitry.store import Filters, Record

    filters = Filters(
        first=_bound(from_, 0),
        last=_bound(to, 1),
        actor=actor,
        side=_side(side),
        level=_level(level),
        type=type_,
        status=status,
    )
    with Record(record) as opened:
        _check(opened, filters)
        if json:
            _print_json(opened.events(filters))
        else:
            _events_table(opened, filters)


def _check(record: Record, filters: Filters) -> None:
    """Say what is wrong with filters that nothing can pass."""
    from summitry.errors import UsageError

    if filters.first and filters.last and filters.first > filters.last:
        raise UsageError(f"no day is both on or after {filters.first} and on or before {filters.last}")
    there = record.types()
    for each in filters.type.split(",") if filters.type and there else ():
        if each.strip() not in there:
            raise UsageError(f"no event is of type {each.strip()!r}; there are: {', '.join(there)}")


def _side(text: str | None) -> str | None:
    """A side's code: as typed, or of the state or party that the name means."""
    if text is None or text.isupper():
        return text
    from summitry.knowledge.gazetteer import gazetteer, side_code

    found = gazetteer().find(text) or gazetteer().find(text.title())
    return side_code(found[0].entry.key) if found and found[0].entry.type != "place" else text


def _bound(text: str | None, side: Literal[0, 1]) -> str | None:
    from summitry.errors import UsageError
    from summitry.store.dates import bounds

    if text is None:
        return None
    day = bounds(text, None)[side]
    if day is None or "/" in text:
        raise UsageError(f"{text!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD")
    return day


def _level(text: str | None) -> str | None:
    from typing import get_args

    from summitry.errors import UsageError
    from summitry.exporting.interchange import Level

    for each in text.split(",") if text is not None else ():
        if each.strip() not in get_args(Level):
            raise UsageError(f"no level {each.strip()!r}; there are: {', '.join(get_args(Level))}")
    return text


def _print_json(entries: Iterable[Event | Position | Actor]) -> None:
    from summitry.cli.terminal import json_lines
    from summitry.exporting import of_entry

    json_lines(of_entry(entry) for entry in entries)


def _events_table(record: Record, filters: Filters) -> None:
    from summitry.cli.terminal import note, table

    names, counts = record.names(), record.report_counts()
    events = sorted(record.events(filters), key=_place_in_time)
    rows = (_event_row(event, names, counts.get(event.id, 0)) for event in events)
    header = ("when", "status", "type", "what", "where", "reports", "id")
    table(
        header, rows, "no events; loosen the filters, or look at: summitry reports, summitry faults", "what"
    )
    if any(event.conflicts for event in events):
        note(f"! reports disagree: summitry conflicts {record.path}")


def _told(event: Event) -> str | None:
    """When the event became known (EDTF), which places an undated one; None if no report of it is dated."""
    return next((step.known for step in event.status_history if step.known), None)


def _place_in_time(event: Event) -> tuple[str, str, str]:
    """Events by their first day, undated ones by the day they were told, what neither places last."""
    from summitry.store.dates import bounds

    first, last = bounds(event.start, event.end)
    told = bounds(_told(event), None) if first is None and last is None else (None, None)
    return (first or last or told[0] or told[1] or "9999", last or told[1] or "9999", event.id)


def _event_row(event: Event, names: dict[str, str], reports: int) -> tuple[Text, ...]:
    from summitry.cli.terminal import STATUS_STYLES, cell, short

    who = dict.fromkeys(names.get(participant.actor, participant.actor) for participant in event.participants)
    unnamed = [name for name in who if name not in event.label]
    return (
        cell(_when(event)),
        cell(event.status + (" !" if event.conflicts else ""), STATUS_STYLES.get(event.status, "")),
        cell(f"{event.type}, {event.level}" if event.level else event.type),
        cell(" | ".join(filter(None, (event.label, several(unnamed))))),
        cell(event.place.name if event.place else event.venue),
        cell(reports),
        cell(short(event.id), "dim"),
    )


def _when(event: Event) -> str:
    """The days of an event in words, or, where they are unknown, when it was told."""
    from summitry.cli.days import UNKNOWN, readable

    if event.start or event.end:
        return readable(event.start, event.end)
    told = _told(event)
    return f"told {readable(told)}" if told else UNKNOWN


def several(names: list[str]) -> str:
    """Some names, and how many more there are."""
    more = len(names) - _SEVERAL
    return ", ".join(names[:_SEVERAL]) + (f" and {more} more" if more > 0 else "")


def who(
    record: RecordPath, name: Annotated[str, typer.Argument(show_default=False)], json: Json = False
) -> None:
    """An actor: names, offices, events and positions."""
    from summitry.cli.entries import show_actor
    from summitry.cli.terminal import console
    from summitry.store import Filters, Record

    with Record(record) as opened:
        actors = opened.who(name)
        if json:
            _print_json(actors)
            return
        for actor in actors:
            show_actor(actor)
            console().print()
            _events_table(opened, Filters(actor=actor.id))
            console().print()
            _positions_table(opened, opened.positions(actor.id))


def positions(  # noqa: PLR0913, PLR0917 (Typer makes each parameter an option)
    record: RecordPath,
    actor: Annotated[str | None, typer.Option(help="A name or id.")] = None,
    side: Annotated[str | None, typer.Option(help="The holder's state: its code or name.")] = None,
    stance: Annotated[StanceKind | None, typer.Option(help="What is done with the measure.")] = None,
    measure: Annotated[str | None, typer.Option(help="Words of the measure or the position.")] = None,
    json: Json = False,
) -> None:
    """Who demands, offers, accepts, rejects or commits to what, on which condition."""
    from summitry.store import Record

    with Record(record) as opened:
        code = _side(side)
        holders = {a.id for a in opened.actors() if a.state == code} if code else None
        found = [
            p
            for p in opened.positions(actor)
            if (holders is None or p.actor in holders)
            and stance in (None, p.stance)
            and (measure or "").casefold() in f"{p.measure} {p.text}".casefold()
        ]
        if json:
            _print_json(found)
        else:
            _positions_table(opened, found)


def _positions_table(record: Record, positions: Iterable[Position]) -> None:
    from summitry.cli.days import UNKNOWN, readable
    from summitry.cli.terminal import cell, short, table

    names, counts = record.names(), record.report_counts()

    def row(p: Position) -> tuple[Text, ...]:
        since = "" if (words := readable(p.since, p.until)) == UNKNOWN else words
        what = f"{p.measure}: {p.text}" if p.measure else p.text
        toward = names.get(p.toward, p.toward) if p.toward else None
        cells = (names.get(p.actor, p.actor), p.stance, what, toward, p.condition, since, counts.get(p.id, 0))
        return (*map(cell, cells), cell(short(p.id), "dim"))

    header = ("who", "stance", "what", "toward", "condition", "since", "reports", "id")
    table(header, map(row, positions), "no positions", "what")


def conflicts(record: RecordPath, json: Json = False) -> None:
    """Where reports disagree: every value, the preferred one first, and the rule that prefers it."""
    from summitry.cli.terminal import cell, short, table
    from summitry.store import Record

    with Record(record) as opened:
        disputed = [event for event in opened.events() if event.conflicts]
        if json:
            _print_json(disputed)
            return
        counts = {claim.id: claim.report for claim in opened.claims()}
        rows = []
        for event in disputed:
            for conflict in event.conflicts:
                values = (
                    f"{value.value} ({len({counts.get(claim) for claim in value.claims})})"
                    for value in conflict.values
                )
                words = (event.label, conflict.field, " | ".join(values), conflict.rule)
                rows.append((*map(cell, words), cell(short(event.id), "dim")))
    table(
        ("event", "field", "values (reports)", "preferred by", "id"), rows, "no conflicts", "values (reports)"
    )


def reports(
    record: RecordPath,
    why: Annotated[str | None, typer.Option(metavar="ID", help="Why this report is dated as it is.")] = None,
    json: Json = False,
) -> None:
    """The reports, and when each was published."""
    from summitry.cli.days import UNKNOWN, readable
    from summitry.cli.entries import show_report
    from summitry.cli.terminal import cell, json_lines, short, table
    from summitry.errors import NotFound
    from summitry.exporting import of_entry
    from summitry.model import Report
    from summitry.store import Record

    with Record(record) as opened:
        if why is not None:
            entry = opened.entry(why)
            if not isinstance(entry, Report):
                raise NotFound(f"{record}: {why!r} is no report; list them with: summitry reports {record}")
            show_report(opened, entry)
            return
        if json:
            json_lines(map(of_entry, opened.reports()))
            return
        read = opened.read_reports()
        copied = {k.right: k.left for k in opened.links() if k.kind == "copy" and k.verdict == "same"}
        rows = []
        for report in sorted(opened.reports(), key=_day_and_file):
            p = report.published
            dated = (readable(p.interval.edtf), p.basis) if p else (UNKNOWN, None)
            state = "read" if report.id in read else "not read"
            if report.id in copied:
                state += f", copy of {short(copied[report.id])}"
            words = (*dated, report.title, report.outlet, report.file, report.language, state)
            rows.append((*map(cell, words), cell(short(report.id), "dim")))
    header = ("published", "basis", "title", "outlet", "file", "language", "state", "id")
    table(header, rows, f"no reports; add some with: summitry add {record} PATH...", "title")


def _day_and_file(report: Report) -> tuple[str, str]:
    interval = report.published.interval if report.published else None
    return str((interval and (interval.first or interval.last)) or "9999"), report.file


def faults(record: RecordPath, json: Json = False) -> None:
    """What could not be read, at which stage, and why."""
    from summitry.cli.terminal import cell, json_lines, table
    from summitry.exporting import of_fault
    from summitry.store import Record

    with Record(record) as opened:
        if json:
            json_lines(map(of_fault, opened.faults()))
            return
        files = {report.id: report.file for report in opened.reports()}
        rows = [(cell(files.get(f.report, f.report)), cell(f.stage), cell(f.reason)) for f in opened.faults()]
    table(("file", "stage", "reason"), rows, "no faults", "reason")


def search(
    record: RecordPath,
    words: Annotated[list[str], typer.Argument(show_default=False)],
    json: Json = False,
) -> None:
    """The passages that hold all the words; put a phrase in quotes inside quotes."""
    from summitry.cli.terminal import table
    from summitry.store import Record

    with Record(record) as opened:
        hits = opened.search(" ".join(words))
    if json:
        for hit in hits:
            typer.echo(_hit_json(hit))
        return
    table(
        ("file", "passage", "report"), map(_hit_row, hits), "no passage holds all of these words", "passage"
    )


def _hit_json(hit: Hit) -> str:
    import dataclasses
    from json import dumps

    plain = hit.snippet.replace("\x02", "").replace("\x03", "")
    return dumps({**dataclasses.asdict(hit), "snippet": plain})


def _hit_row(hit: Hit) -> tuple[Text, ...]:
    from rich.text import Text

    from summitry.cli.terminal import cell, safe, short

    passage = Text()
    for number, part in enumerate(hit.snippet.replace("\x03", "\x02").split("\x02")):
        passage.append(safe(part).replace("\n", " "), "bold" if number % 2 else "")
    return cell(hit.file), passage, cell(short(hit.report), "dim")
