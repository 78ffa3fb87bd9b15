"""What a person types (a name, the beginning of an id, words, filters) comes in; ids, conditions and hits go
out."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from summitry.errors import NotFound
from summitry.store.derived import folded
from summitry.store.nouns import Filters, Hit

KINDS = ("actor", "event", "position", "process", "claim", "report")
_NEAR = 3
_SHOWN = 8


def among(column: str, values: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """An SQL condition that the column is one of the values."""
    return f"{column} IN ({', '.join('?' * len(values))})", tuple(values)


def event_conditions(
    connection: sqlite3.Connection, filters: Filters, path: Path
) -> tuple[str, tuple[str, ...]]:
    """The filters as an SQL condition on `event`; an event passes a day range if it can lie in it."""
    parts: list[tuple[str, tuple[str, ...]]] = [("1", ())]
    if filters.first is not None:
        parts.append(("coalesce(last, CASE WHEN first IS NOT NULL THEN '9999' END) >= ?", (filters.first,)))
    if filters.last is not None:
        parts.append(("coalesce(first, CASE WHEN last IS NOT NULL THEN '0000' END) <= ?", (filters.last,)))
    for column, value in (("level", filters.level), ("type", filters.type), ("status", filters.status)):
        if value is not None:
            parts.append(among(column, [each.strip() for each in value.split(",")]))
    if filters.side is not None:
        query = "(SELECT event FROM event_side WHERE lower(side) = lower(?))"
        parts.append((f"id IN {query}", (filters.side,)))
    if filters.actor is not None:
        who, values = among("actor", actor_ids(connection, filters.actor, path))
        in_claims = f"SELECT entry FROM entry_claim JOIN claim_actor USING (claim) WHERE {who}"  # noqa: S608
        takes_part = f"SELECT event FROM event_actor WHERE {who}"  # noqa: S608
        parts.append((f"id IN ({takes_part} UNION {in_claims})", values * 2))
    return " AND ".join(part[0] for part in parts), tuple(value for part in parts for value in part[1])


def actor_ids(connection: sqlite3.Connection, name: str, path: Path) -> tuple[str, ...]:
    """The actors that the name can mean: by id, by a whole name, else by words of a name; NotFound if
    none."""
    plain = folded(name)
    exact = connection.execute(
        "SELECT DISTINCT actor FROM actor_name WHERE folded = ? OR actor = ? ORDER BY actor", (plain, name)
    ).fetchall()
    if exact:
        return tuple(row[0] for row in exact)
    partial = connection.execute(
        """SELECT DISTINCT actor FROM actor_name WHERE ? <> ''
        AND instr(' ' || folded || ' ', ' ' || ? || ' ') ORDER BY actor""",
        (plain, plain),
    ).fetchall()
    if partial:
        return tuple(row[0] for row in partial)
    known = [row[0] for row in connection.execute("SELECT DISTINCT name FROM actor_name ORDER BY name")]
    raise NotFound(f"{path}: no actor named {name!r}{_nearest(name, known)}")


def one_id(connection: sqlite3.Connection, ident: str, path: Path) -> tuple[str, str]:
    """Kind and whole id of the one entry whose id begins so; NotFound names what there is instead."""
    found: list[tuple[str, str]] = []
    for kind in KINDS:
        query = f"SELECT id FROM {kind} WHERE substr(id, 1, length(?)) = ? ORDER BY id"  # noqa: S608
        found += [(kind, row[0]) for row in connection.execute(query, (ident, ident))]
    whole = [pair for pair in found if pair[1] == ident]
    if len(whole) == 1 or (len(found) == 1 and ident):
        return (whole or found)[0]
    if found and ident:
        shown = ", ".join(f"{id_} ({kind})" for kind, id_ in found[:_SHOWN])
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise NotFound(f"{path}: {ident!r} begins several ids: {shown}{more}; type more of it")
    raise NotFound(
        f"{path}: nothing has an id that begins with {ident!r}{_nearest(ident, _known(connection))}"
    )


def _known(connection: sqlite3.Connection) -> list[str]:
    kinds = ("actor", "event", "position", "report")
    query = " UNION ".join(f"SELECT id FROM {kind}" for kind in kinds)  # noqa: S608
    return [row[0] for row in connection.execute(f"{query} ORDER BY 1")]


def _nearest(typed: str, known: list[str]) -> str:
    from rapidfuzz import fuzz, process

    near = process.extract(typed, known, scorer=fuzz.ratio, processor=folded, limit=_NEAR, score_cutoff=60)
    return f"; did you mean {', '.join(choice for choice, _, _ in near)}?" if near else ""


def search(connection: sqlite3.Connection, words: str, limit: int) -> tuple[Hit, ...]:
    """The passages that hold all words and quoted phrases; nothing in the words is taken as query syntax."""
    parts = [quoted or word for quoted, word in re.findall(r'"([^"]+)"|([^\s"]+)', words)]
    phrases = [part for part in parts if any(c.isalnum() for c in part)]
    if not phrases:
        return ()
    query = """SELECT p.report, r.file, r.title, p.start, p."end", p.kind,
        snippet(passage_words, 0, char(2), char(3), '…', 32)
        FROM passage_words JOIN passage AS p ON p.id = passage_words.rowid JOIN report AS r ON r.id = p.report
        WHERE passage_words MATCH ? ORDER BY round(bm25(passage_words), 6), p.report, p.number LIMIT ?"""
    match = " ".join(f'"{phrase}"' for phrase in phrases).replace("\x00", " ")
    return tuple(Hit(*row) for row in connection.execute(query, (match, limit)))
