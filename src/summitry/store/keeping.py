"""Reports, faults and readings come in and are kept as rows; nothing here depends on the order in which they
come."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from summitry.model import Fault, Published, Reading, Report, digest
from summitry.store.coding import decode, encode

_INSERT_APPEARANCE = "INSERT OR IGNORE INTO appearance VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_INSERT_PASSAGE = (
    'INSERT INTO passage (report, number, start, "end", kind, reason, text) VALUES (?, ?, ?, ?, ?, ?, ?)'
)


def keep_report(connection: sqlite3.Connection, report: Report) -> bool:
    """Keep the report, or only the place where it was met if its text is known; whether the text is new."""
    cursor = connection.execute(
        "INSERT OR IGNORE INTO report (id, file, language, text) VALUES (?, ?, ?, ?)",
        (report.id, report.file, report.language, report.text),
    )
    new = cursor.rowcount == 1
    if new:
        connection.executemany(_INSERT_PASSAGE, _passages(report))
    published = encode(report.published) if report.published else None
    edtf = report.published.interval.edtf if report.published else None
    where = (report.file, report.url, report.outlet, report.title)
    ident = digest(report.id, *where, published)
    connection.execute(_INSERT_APPEARANCE, (ident, report.id, *where, edtf, published))
    _choose_appearance(connection, report.id)
    return new


def _passages(report: Report) -> Iterable[tuple[object, ...]]:
    for number, block in enumerate(report.blocks):
        text = report.text[block.start : block.end]
        yield report.id, number, block.start, block.end, block.kind, block.reason, text


def _choose_appearance(connection: sqlite3.Connection, report: str) -> None:
    # The least appearance names the report and the earliest stated date dates it, so that the order never
    # matters.
    query = "SELECT file, url, outlet, title, published_json FROM appearance WHERE report = ?"
    rows = connection.execute(query, (report,)).fetchall()
    file, url, outlet, title = min(
        (row[:4] for row in rows), key=lambda row: tuple(value or "" for value in row)
    )
    stated = min((row[4] for row in rows if row[4]), key=_earliness, default=None)
    connection.execute(
        "UPDATE report SET file = ?, url = ?, outlet = ?, title = ?, stated_json = ? WHERE id = ?",
        (file, url, outlet, title, stated, report),
    )


def _earliness(text: str) -> tuple[str, str, str]:
    interval = decode(text, Published).interval
    return str(interval.last or "9999"), str(interval.first or ""), text


def forget_file_faults(connection: sqlite3.Connection, files: Iterable[str]) -> None:
    """Forget what was wrong with these files when they were last taken in: they are being taken in anew."""
    connection.executemany("DELETE FROM fault WHERE report IS NULL AND file = ?", ((file,) for file in files))


def keep_fault(connection: sqlite3.Connection, fault: Fault, version: str | None = None) -> None:
    """Keep the fault once; `fault.report` is a report's id, or a file's name where there is no report."""
    known = connection.execute("SELECT 1 FROM report WHERE id = ?", (fault.report,)).fetchone()
    report, file = (fault.report, None) if known else (None, fault.report)
    connection.execute(
        "INSERT OR IGNORE INTO fault VALUES (?, ?, ?, ?, ?, ?)",
        (
            digest(fault.report, fault.stage, fault.reason, version),
            report,
            file,
            fault.stage,
            fault.reason,
            version,
        ),
    )


def keep_readings(connection: sqlite3.Connection, results: Sequence[Reading | Fault], version: str) -> None:
    """Keep readings, and the faults of reports that could not be read; a report removed meanwhile is passed
    over."""
    for result in results:
        if connection.execute("SELECT 1 FROM report WHERE id = ?", (result.report,)).fetchone() is None:
            continue
        if isinstance(result, Fault):
            keep_fault(connection, result, version)
        else:
            row = (result.report, version, encode(result))
            connection.execute("INSERT OR IGNORE INTO reading VALUES (?, ?, ?)", row)


def unread(connection: sqlite3.Connection, version: str) -> list[str]:
    """The ids of the reports in a readable language that this version has not met, sorted."""
    query = """SELECT id FROM report
        WHERE NOT EXISTS (SELECT 1 FROM reading WHERE reading.report = report.id AND reading.version = ?)
        AND NOT EXISTS (SELECT 1 FROM fault WHERE fault.report = report.id
            AND (fault.version = ? OR fault.stage = 'language')) ORDER BY id"""
    return [row[0] for row in connection.execute(query, (version, version))]


def forget_report(connection: sqlite3.Connection, report: str) -> None:
    """Delete the report, all that was read in it, and the judgements that speak of it."""
    claims = [row[0] for row in connection.execute("SELECT id FROM claim WHERE report = ?", (report,))]
    for ident in (report, *claims):
        connection.execute('DELETE FROM judgement WHERE "left" = ? OR "right" = ?', (ident, ident))
    like = f"{report}#%"
    connection.execute('DELETE FROM judgement WHERE "left" LIKE ? OR "right" LIKE ?', (like, like))
    connection.execute("DELETE FROM report WHERE id = ?", (report,))
