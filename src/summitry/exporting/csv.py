"""A record comes in, one of its tables goes out as CSV (RFC 4180) that a spreadsheet opens safely."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import BinaryIO

from summitry.errors import UsageError
from summitry.store import Record

Rows = Iterator[Sequence[object]]
_JOIN = "; "
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(record: Record, out: BinaryIO, table: str = "events") -> None:
    """Write the table with a header line; lists are joined by "; ", names stand for actors, unknown is empty.

    A cell that a spreadsheet would take as a formula gets an apostrophe in front. Raises UsageError for a
    table that there is none of.
    """
    if table not in TABLES:
        raise UsageError(f"no table {table!r}; there are: {', '.join(TABLES)}")
    header, rows = TABLES[table]
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    try:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(header)
        for row in rows(record):
            writer.writerow([cell(value) for value in row])
    finally:
        text.flush()
        text.detach()  # the caller closes what it opened


def cell(value: object) -> str:
    """The value as a cell: never a formula, never with a NUL."""
    if value is None:
        return ""
    text = _JOIN.join(map(str, value)) if isinstance(value, (tuple, list)) else str(value)
    text = text.replace("\x00", "")
    return f"'{text}" if text.startswith(_FORMULA) and not isinstance(value, (int, float)) else text


def _events(record: Record) -> Rows:
    names, counts = record.names(), record.report_counts()
    for e in record.events():
        place = (e.place.name, e.place.country, e.place.lat, e.place.lon) if e.place else (None,) * 4
        who = [f"{names.get(p.actor, p.actor)} ({p.part})" for p in e.participants]
        plover = (e.plover.event, e.plover.mode, e.plover.context) if e.plover else (None,) * 3
        disputed = [conflict.field for conflict in e.conflicts]
        head = (
            e.id,
            e.type,
            e.label,
            e.status,
            e.level,
            e.format,
            e.start,
            e.end,
            *place,
            e.venue,
            e.sides,
            who,
        )
        tail = (e.topics, e.outcome, e.tone, e.measures, *plover, e.process, disputed)
        yield (*head, *tail, len(e.claims), counts.get(e.id, 0), round(e.confidence, 3))


def _positions(record: Record) -> Rows:
    names, counts = record.names(), record.report_counts()
    for p in record.positions():
        toward = None if p.toward is None else names.get(p.toward, p.toward)
        head = (p.id, names.get(p.actor, p.actor), p.stance, p.measure, p.text, toward, p.condition)
        yield (*head, p.since, p.until, len(p.claims), counts.get(p.id, 0))


def _actors(record: Record) -> Rows:
    for a in record.actors():
        roles = [f"{role.title} [{role.state}]" if role.state else role.title for role in a.roles]
        yield a.id, a.type, a.name, a.names, a.state, roles


def _claims(record: Record) -> Rows:
    names = record.names()
    for c in record.claims():
        roles = [f"{role}: {names.get(actor, actor)}" for role, actors in c.roles for actor in actors]
        said = [f"{link.source} ({link.cue})" for link in c.attribution]
        head = (c.id, c.report, c.start, c.end, c.text, c.type, c.modality)
        yield (*head, c.when_text, c.when_edtf, roles, said, c.quote)


def _reports(record: Record) -> Rows:
    for r in record.reports():
        p = r.published
        published = (p.interval.edtf, p.basis, round(p.confidence, 3)) if p else (None,) * 3
        yield (r.id, r.file, r.title, r.outlet, r.url, r.language, *published)


TABLES: Mapping[str, tuple[tuple[str, ...], Callable[[Record], Rows]]] = {
    "events": (
        (
            *("id", "type", "label", "status", "level", "format", "start", "end"),
            *("place", "country", "lat", "lon", "venue", "sides", "participants"),
            *("topics", "outcome", "tone", "measures", "plover", "plover_mode", "plover_context"),
            *("process", "disputed", "claims", "reports", "confidence"),
        ),
        _events,
    ),
    "positions": (
        (
            *("id", "actor", "stance", "measure", "text", "toward", "condition", "since", "until"),
            *("claims", "reports"),
        ),
        _positions,
    ),
    "actors": (("id", "type", "name", "names", "state", "roles"), _actors),
    "claims": (
        (
            *("id", "report", "start", "end", "text", "type", "modality"),
            *("when", "when_edtf", "roles", "attribution", "quote"),
        ),
        _claims,
    ),
    "reports": (
        (
            *("id", "file", "title", "outlet", "url", "language"),
            *("published", "published_basis", "published_confidence"),
        ),
        _reports,
    ),
}
