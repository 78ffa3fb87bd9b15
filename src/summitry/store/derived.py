"""What reconciling found comes in and replaces, as a whole, all rows that follow from reports and
judgements."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterator

from summitry.model import Attribution, Claim, Event, Interval, Published, Reading, Report
from summitry.store import dates, schema
from summitry.store.coding import encode
from summitry.store.nouns import ClaimEntry, Inputs, Reconciled, Said


def folded(name: str) -> str:
    """The name without case, accents and marks: what two spellings that differ only in these share."""
    parts = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(c if c.isalnum() else " " for c in parts if not unicodedata.combining(c)).split())


def clear(connection: sqlite3.Connection) -> None:
    """Delete all derived rows."""
    for table in schema.DERIVED:
        connection.execute(f"DELETE FROM {table}")  # noqa: S608


def replace(connection: sqlite3.Connection, inputs: Inputs, outcome: Reconciled) -> None:
    """Put the outcome in the place of all derived rows, inside the caller's transaction."""
    clear(connection)
    _dates(connection, outcome)
    _claims(connection, inputs, outcome)
    _actors(connection, outcome)
    for event in outcome.events:
        _event(connection, event)
    _positions(connection, outcome)
    for process in outcome.processes:
        connection.execute(
            "INSERT INTO process VALUES (?, ?, ?)", (process.id, process.label, encode(process))
        )
    rows = [
        (k.kind, k.left, k.right, k.verdict, k.rule, k.confidence, k.author, k.reason) for k in outcome.links
    ]
    connection.executemany(
        """INSERT INTO link (kind, "left", "right", verdict, rule, confidence, author, reason)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
        sorted(rows),
    )


def _dates(connection: sqlite3.Connection, outcome: Reconciled) -> None:
    connection.execute(
        """UPDATE report SET published_json = stated_json, published_confidence = NULL,
        published = (SELECT min(a.published) FROM appearance AS a
            WHERE a.report = report.id AND a.published_json = stated_json),
        published_basis = json_extract(stated_json, '$.basis')"""
    )
    for report, published in sorted(outcome.published.items()):
        connection.execute(
            """UPDATE report SET published = ?, published_basis = ?, published_confidence = ?,
            published_json = ? WHERE id = ?""",
            (*_published(published), encode(published), report),
        )


def _published(published: Published) -> tuple[str | None, str, float]:
    return known(published.interval), published.basis, published.confidence


def known(interval: Interval | None) -> str | None:
    """The interval as EDTF; None where neither side of it is known."""
    if interval is None or (interval.first is None and interval.last is None):
        return None
    return interval.edtf


def _claims(connection: sqlite3.Connection, inputs: Inputs, outcome: Reconciled) -> None:
    for report in inputs.reports:
        for claim in claim_entries(report, inputs.readings[report.id], outcome):
            row = (claim.id, claim.report, claim.start, claim.end, claim.type, claim.modality, claim.status)
            rest = (claim.when_text, claim.when_edtf, claim.quote, claim.text, encode(claim))
            connection.execute("INSERT OR IGNORE INTO claim VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", (*row, *rest))
            who = [(claim.id, role, actor) for role, actors in claim.roles for actor in actors]
            connection.executemany("INSERT OR IGNORE INTO claim_actor VALUES (?, ?, ?)", who)


def claim_entries(report: Report, reading: Reading, outcome: Reconciled) -> Iterator[ClaimEntry]:
    """The report's claims, joined with their text, their days and their actors."""
    days = outcome.times.get(report.id, ())
    for claim in reading.claims:
        when = claim.when
        yield ClaimEntry(
            id=claim.id,
            report=report.id,
            start=claim.start,
            end=claim.end,
            text=report.text[claim.start : claim.end],
            type=claim.stance.stance if claim.stance else claim.type,
            modality=claim.modality,
            status=claim.happening.status if claim.happening else None,
            attribution=tuple(_said(report.id, link, outcome) for link in claim.attribution),
            when_text=None if when is None else reading.times[when].text,
            when_edtf=known(days[when]) if when is not None and when < len(days) else None,
            roles=tuple(_roles(claim, outcome)),
            quote=claim.quote,
        )


def _said(report: str, link: Attribution, outcome: Reconciled) -> Said:
    actor = None if link.referent is None else outcome.actor_of.get(f"{report}#{link.referent}")
    return Said(link.source, actor, link.cue, link.named)


def _roles(claim: Claim, outcome: Reconciled) -> Iterator[tuple[str, tuple[str, ...]]]:
    for role in dict.fromkeys(role for role, _ in claim.roles):
        found = (outcome.actor_of.get(f"{claim.report}#{index}") for index in claim.who(role))
        actors = tuple(dict.fromkeys(actor for actor in found if actor is not None))
        if actors:
            yield role, actors


def _actors(connection: sqlite3.Connection, outcome: Reconciled) -> None:
    for actor in outcome.actors:
        row = (actor.id, actor.type, actor.name, actor.state, encode(actor))
        connection.execute("INSERT INTO actor VALUES (?, ?, ?, ?, ?)", row)
        names = [(actor.id, name, folded(name)) for name in dict.fromkeys((actor.name, *actor.names))]
        connection.executemany("INSERT INTO actor_name VALUES (?, ?, ?)", names)


def _event(connection: sqlite3.Connection, event: Event) -> None:
    place, country = (event.place.name, event.place.country) if event.place else (None, None)
    what = (event.id, event.type, event.status, event.level, event.format, event.label)
    when = (event.start, event.end, *dates.bounds(event.start, event.end))
    rest = (place, country, event.venue, event.process, event.confidence, encode(event))
    connection.execute("INSERT INTO event VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", (*what, *when, *rest))
    who = [(event.id, p.actor, p.part, p.side) for p in event.participants]
    connection.executemany("INSERT OR IGNORE INTO event_actor VALUES (?, ?, ?, ?)", who)
    sides = [(event.id, side) for side in event.sides]
    connection.executemany("INSERT OR IGNORE INTO event_side VALUES (?, ?)", sides)
    conflicts = [(event.id, number, c.field, c.rule, encode(c)) for number, c in enumerate(event.conflicts)]
    connection.executemany("INSERT INTO conflict VALUES (?, ?, ?, ?, ?)", conflicts)
    _entry_claims(connection, event.id, event.claims)


def _positions(connection: sqlite3.Connection, outcome: Reconciled) -> None:
    for position in outcome.positions:
        row = (position.id, position.actor, position.stance, position.measure, position.toward, position.text)
        rest = (position.condition, position.since, position.until, encode(position))
        connection.execute("INSERT INTO position VALUES (?,?,?,?,?,?,?,?,?,?)", (*row, *rest))
        _entry_claims(connection, position.id, position.claims)


def _entry_claims(connection: sqlite3.Connection, entry: str, claims: tuple[str, ...]) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO entry_claim VALUES (?, ?)", [(entry, claim) for claim in claims]
    )
