"""The read side: questions come in, entries of the record go out, as of the moment at which it was opened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from summitry.errors import NotFound
from summitry.model import Actor, Event, Fault, Link, Position, Process, Reading, Report
from summitry.store import finding, loading
from summitry.store.coding import decode
from summitry.store.connection import explained, open_for_reading
from summitry.store.nouns import ClaimEntry, Filters, Hit

T = TypeVar("T")
Entry = Actor | Event | Position | Process | Report | ClaimEntry
_TYPES: dict[str, type[Actor] | type[Event] | type[Position] | type[Process] | type[ClaimEntry]] = {
    "actor": Actor,
    "event": Event,
    "position": Position,
    "process": Process,
    "claim": ClaimEntry,
}
ALL = Filters()


class Record:
    """A snapshot of a record, read-only; a context manager. A write going on does not change what it answers.

    Every method raises StoreError when the file cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = open_for_reading(path)

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the snapshot."""
        self._connection.close()

    def reports(self) -> Iterator[Report]:
        """All reports by id, each with the publication date that the record holds for it."""
        with explained(self.path):
            yield from loading.reports(self._connection)

    def report(self, ident: str) -> Report:
        """The report with this id; NotFound if there is none."""
        with explained(self.path):
            for report in loading.reports(self._connection, "id = ?", (ident,)):
                return report
        raise NotFound(f"{self.path}: no report {ident}; list them with: summitry reports {self.path}")

    def readings(self) -> Iterator[Reading]:
        """All readings, by report id."""
        return self._decoded("SELECT json FROM reading ORDER BY report, version", (), Reading)

    def actors(self) -> Iterator[Actor]:
        """All actors by id."""
        return self._decoded("SELECT json FROM actor ORDER BY id", (), Actor)

    def events(self, filters: Filters = ALL) -> Iterator[Event]:
        """The events that pass the filters, by their first day, undated ones last; NotFound for an unknown
        actor."""
        with explained(self.path):
            where, values = finding.event_conditions(self._connection, filters, self.path)
        query = f"SELECT json FROM event WHERE {where} ORDER BY coalesce(first, last, '9999'), last, id"  # noqa: S608
        return self._decoded(query, values, Event)

    def types(self) -> tuple[str, ...]:
        """The event types that the record holds, sorted."""
        with explained(self.path):
            rows = self._connection.execute("SELECT DISTINCT type FROM event ORDER BY type").fetchall()
        return tuple(row[0] for row in rows)

    def positions(self, actor: str | None = None) -> Iterator[Position]:
        """All positions, or those of an actor (id or name), by actor, day and id."""
        where, values = "1", tuple[str, ...]()
        if actor is not None:
            with explained(self.path):
                where, values = finding.among("actor", finding.actor_ids(self._connection, actor, self.path))
        query = f"SELECT json FROM position WHERE {where} ORDER BY actor, coalesce(since, '9999'), id"  # noqa: S608
        return self._decoded(query, values, Position)

    def processes(self) -> Iterator[Process]:
        """All processes by id."""
        return self._decoded("SELECT json FROM process ORDER BY id", (), Process)

    def links(self) -> tuple[Link, ...]:
        """The judgements that rules made, sorted."""
        with explained(self.path):
            return loading.links(self._connection)

    def faults(self) -> tuple[Fault, ...]:
        """All faults, sorted by report, stage and reason."""
        with explained(self.path):
            return loading.faults(self._connection)

    def claims(self, ident: str | None = None) -> Iterator[ClaimEntry]:
        """All claims by id, or those of the entry (event, position, actor, report, claim) with exactly this
        id."""
        if ident is None:
            return self._decoded("SELECT json FROM claim ORDER BY id", (), ClaimEntry)
        query = """SELECT json FROM claim WHERE id = :id OR report = :id
            OR id IN (SELECT claim FROM entry_claim WHERE entry = :id)
            OR id IN (SELECT claim FROM claim_actor WHERE actor = :id) ORDER BY report, start, "end", id"""
        return self._decoded(query, {"id": ident}, ClaimEntry)

    def appearances(self, report: str) -> tuple[tuple[str, str | None, str | None], ...]:
        """Where the report's text was met: file, url and outlet of each place, sorted."""
        query = "SELECT file, url, outlet FROM appearance WHERE report = ? ORDER BY file, url, outlet, title"
        with explained(self.path):
            return tuple(self._connection.execute(query, (report,)).fetchall())

    def entry(self, ident: str) -> Entry:
        """The one entry whose id begins so; NotFound, with the nearest that there are, if none or several
        do."""
        with explained(self.path):
            kind, found = finding.one_id(self._connection, ident, self.path)
        if kind == "report":
            return self.report(found)
        type_ = _TYPES[kind]
        query = f"SELECT json FROM {kind} WHERE id = ?"  # noqa: S608
        return next(iter(self._decoded(query, (found,), type_)))

    def who(self, name: str) -> tuple[Actor, ...]:
        """The actors that a name (or id) can mean, exact matches before partial ones; NotFound, with near
        misses."""
        with explained(self.path):
            ids = finding.actor_ids(self._connection, name, self.path)
        return tuple(
            a for i in ids for a in self._decoded("SELECT json FROM actor WHERE id = ?", (i,), Actor)
        )

    def names(self) -> dict[str, str]:
        """Actor id -> the actor's name."""
        with explained(self.path):
            return dict(self._connection.execute("SELECT id, name FROM actor ORDER BY id").fetchall())

    def report_counts(self) -> dict[str, int]:
        """Entry id -> how many reports carry it."""
        query = """SELECT entry, count(DISTINCT report) FROM entry_claim JOIN claim ON claim.id = claim
            GROUP BY entry ORDER BY entry"""
        with explained(self.path):
            return dict(self._connection.execute(query).fetchall())

    def read_reports(self) -> frozenset[str]:
        """The ids of the reports that have been read."""
        with explained(self.path):
            return frozenset(row[0] for row in self._connection.execute("SELECT report FROM reading"))

    def search(self, words: str, *, limit: int = 50) -> tuple[Hit, ...]:
        """The passages that hold all the words (or "whole phrases" in quotes), best first."""
        with explained(self.path):
            return finding.search(self._connection, words, limit)

    def check_file(self) -> tuple[str, ...]:
        """What SQLite itself finds wrong with the file; empty if nothing."""
        with explained(self.path):
            rows = [row[0] for row in self._connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
            strays = [
                f"{row[0]}: row {row[1]} has lost its {row[2]}"
                for row in self._connection.execute("PRAGMA foreign_key_check")
            ]
        return (*rows, *strays)

    def _decoded(self, query: str, values: tuple[str, ...] | dict[str, str], type_: type[T]) -> Iterator[T]:
        with explained(self.path):
            rows = self._connection.execute(query, values)
            for (text,) in rows:
                yield decode(text, type_)
