"""Rows come in, the model's nouns go out: what writer and record both read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from summitry.model import Block, Fault, Link, Published, Report
from summitry.store.coding import decode

_COLUMNS = "id, text, file, title, outlet, url, language, published_json, stated_json"
Row = tuple[str | None, ...]


def reports(
    connection: sqlite3.Connection, where: str = "1", values: tuple[str, ...] = ()
) -> Iterator[Report]:
    """The reports that satisfy `where`, by id, with the publication date that the record holds for each."""
    query = f"SELECT {_COLUMNS} FROM report WHERE {where} ORDER BY id"  # noqa: S608
    for row in connection.execute(query, values):
        yield _report(connection, row, row[7])


def stated_reports(connection: sqlite3.Connection, ids: list[str]) -> Iterator[Report]:
    """These reports, with no other publication date than the one that their pages state."""
    query = f"SELECT {_COLUMNS} FROM report WHERE id = ?"  # noqa: S608
    for ident in ids:
        for row in connection.execute(query, (ident,)):
            yield _report(connection, row, row[8])


def _report(connection: sqlite3.Connection, row: Row, published: str | None) -> Report:
    ident, text, file, title, outlet, url, language = row[:7]
    query = 'SELECT start, "end", kind, reason FROM passage WHERE report = ? ORDER BY number'
    return Report(
        id=ident or "",
        text=text or "",
        blocks=tuple(Block(*block) for block in connection.execute(query, (ident,))),
        file=file or "",
        title=title,
        outlet=outlet,
        url=url,
        language=language,
        published=decode(published, Published) if published else None,
    )


def judgements(connection: sqlite3.Connection) -> tuple[Link, ...]:
    """The judgements of people, in an order that does not depend on when they were made."""
    return _links(connection, "judgement")


def links(connection: sqlite3.Connection) -> tuple[Link, ...]:
    """The judgements of rules, as reconciling made them."""
    return _links(connection, "link")


def _links(connection: sqlite3.Connection, table: str) -> tuple[Link, ...]:
    columns = 'kind, "left", "right", verdict, rule, confidence, author, reason'
    query = f"SELECT {columns} FROM {table} ORDER BY 1, 2, 3, 4, 5"  # noqa: S608
    names = ("kind", "left", "right", "verdict", "rule", "confidence", "author", "reason")
    return tuple(Link(**dict(zip(names, row, strict=True))) for row in connection.execute(query))


def faults(connection: sqlite3.Connection) -> tuple[Fault, ...]:
    """All faults, sorted by report (its id, or the file's name where there is none), stage and reason."""
    query = "SELECT DISTINCT coalesce(report, file), stage, reason FROM fault ORDER BY 1, 2, 3"
    return tuple(Fault(*row) for row in connection.execute(query))


def meta(connection: sqlite3.Connection, key: str) -> str | None:
    """What the record notes about itself under this key."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return None if row is None else str(row[0])
