"""Opening a record: a path comes in, an SQLite connection set up for writing or for reading goes out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from summitry.errors import NotFound, StoreError
from summitry.store import schema

BUSY_SECONDS = 10.0


def open_for_writing(path: Path, *, busy_seconds: float = BUSY_SECONDS) -> sqlite3.Connection:
    """Open or make the record, at the current schema version.

    Raises StoreError if it is not a record, is damaged, is newer than this software, or stays locked by
    another process for `busy_seconds`.
    """
    if not path.parent.is_dir():
        raise StoreError(f"{path}: the folder {path.parent} does not exist; make it first")
    with explained(path):
        connection = sqlite3.connect(path, timeout=busy_seconds, isolation_level=None)
        try:
            schema.version_of(
                connection, str(path)
            )  # before anything is written to a file that may not be ours
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            schema.migrate(connection, str(path))
        except BaseException:
            connection.close()
            raise
    return connection


def open_for_reading(path: Path, *, busy_seconds: float = BUSY_SECONDS) -> sqlite3.Connection:
    """Open the record read-only, as one snapshot that a write going on does not change.

    Raises NotFound if there is no file, StoreError if it is not a record, is damaged, or is of another
    version.
    """
    if not path.is_file():
        raise NotFound(f"{path}: no such record; make it with: summitry add {path} PATH...")
    with explained(path):
        connection = _connect_read_only(path, busy_seconds)
        try:
            version = schema.version_of(connection, str(path))
            if version < schema.VERSION:
                raise StoreError(
                    f"{path}: has schema version {version}; bring it up to date with: summitry add {path}"
                )
            connection.execute("BEGIN")
            connection.execute(
                "SELECT count(*) FROM meta"
            ).fetchone()  # the snapshot begins with the first read
        except BaseException:
            connection.close()
            raise
    return connection


def _connect_read_only(path: Path, busy_seconds: float) -> sqlite3.Connection:
    uri = path.resolve().as_uri() + "?mode=ro"
    try:
        connection = sqlite3.connect(uri, uri=True, timeout=busy_seconds, isolation_level=None)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        shut_out = error.sqlite_errorname.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY"))
        if not shut_out or path.with_name(path.name + "-wal").exists():
            raise
        # WAL needs a -shm file beside the record; on read-only media there is none, and nobody writes either.
        connection = sqlite3.connect(uri + "&immutable=1", uri=True, isolation_level=None)
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """A write transaction that holds the writer's lock from its start: it is there as a whole or not at
    all."""
    with explained(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn an SQLite error into a StoreError that names the record and says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(f"{path}: {_advice(error)}") from error
    except UnicodeEncodeError as error:
        raise StoreError(f"{path}: a text holds characters that cannot be stored ({error.reason})") from error


def _advice(error: sqlite3.Error) -> str:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return "another process is writing to it; try again when that one is done"
    if name.startswith("SQLITE_NOTADB"):
        return "not a record (the file is no SQLite database); name another file"
    if name.startswith("SQLITE_CORRUPT"):
        return f"the record is damaged ({error}); restore a copy, or add the reports to a new record"
    if name.startswith("SQLITE_FULL"):
        return "the disk is full; make room and run the same command again"
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return "cannot be opened or written; look at its permissions and its folder's"
    return f"the record cannot be used: {error}"
