"""The one schema: an SQLite connection comes in, a record of the current schema version goes out."""

from __future__ import annotations

import sqlite3

from summitry.errors import StoreError

APPLICATION_ID = 0x53554D4D  # "SUMM": tells a record from any other SQLite file

_FIRST = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- What is kept: reports, where they were met, what the reader said of them, what failed, judgements.
CREATE TABLE report (
  id TEXT PRIMARY KEY, file TEXT NOT NULL, title TEXT, outlet TEXT, url TEXT, language TEXT,
  published TEXT, published_basis TEXT, published_confidence REAL, published_json TEXT, stated_json TEXT,
  text TEXT NOT NULL
) STRICT;
CREATE TABLE appearance (
  id TEXT PRIMARY KEY, report TEXT NOT NULL REFERENCES report (id) ON DELETE CASCADE,
  file TEXT NOT NULL, url TEXT, outlet TEXT, title TEXT, published TEXT, published_json TEXT
) STRICT;
CREATE INDEX appearance_report ON appearance (report);
CREATE TABLE passage (
  id INTEGER PRIMARY KEY, report TEXT NOT NULL REFERENCES report (id) ON DELETE CASCADE,
  number INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, kind TEXT NOT NULL, reason TEXT,
  text TEXT NOT NULL, UNIQUE (report, number)
) STRICT;
CREATE VIRTUAL TABLE passage_words USING fts5 (
  text, content='passage', content_rowid='id', tokenize="porter unicode61 remove_diacritics 2"
);
CREATE TRIGGER passage_added AFTER INSERT ON passage BEGIN
  INSERT INTO passage_words (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER passage_removed AFTER DELETE ON passage BEGIN
  INSERT INTO passage_words (passage_words, rowid, text) VALUES ('delete', old.id, old.text);
END;
CREATE TABLE reading (
  report TEXT NOT NULL REFERENCES report (id) ON DELETE CASCADE, version TEXT NOT NULL, json TEXT NOT NULL,
  PRIMARY KEY (report, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE fault (
  id TEXT PRIMARY KEY, report TEXT REFERENCES report (id) ON DELETE CASCADE, file TEXT,
  stage TEXT NOT NULL, reason TEXT NOT NULL, version TEXT
) STRICT;
CREATE INDEX fault_report ON fault (report);
CREATE INDEX fault_file ON fault (file);
CREATE TABLE judgement (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, "left" TEXT NOT NULL, "right" TEXT NOT NULL, verdict TEXT NOT NULL,
  rule TEXT NOT NULL, confidence REAL NOT NULL, author TEXT NOT NULL, reason TEXT NOT NULL
) STRICT;

-- What follows from it, replaced as a whole whenever the record is reconciled.
CREATE TABLE claim (
  id TEXT PRIMARY KEY, report TEXT NOT NULL REFERENCES report (id) ON DELETE CASCADE,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, type TEXT NOT NULL, modality TEXT NOT NULL, status TEXT,
  when_text TEXT, when_edtf TEXT, quote TEXT, text TEXT NOT NULL, json TEXT NOT NULL
) STRICT;
CREATE INDEX claim_report ON claim (report);
CREATE TABLE claim_actor (
  claim TEXT NOT NULL REFERENCES claim (id) ON DELETE CASCADE, role TEXT NOT NULL, actor TEXT NOT NULL,
  PRIMARY KEY (claim, role, actor)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_actor_actor ON claim_actor (actor);
CREATE TABLE actor (
  id TEXT PRIMARY KEY, type TEXT NOT NULL, name TEXT NOT NULL, state TEXT, json TEXT NOT NULL
) STRICT;
CREATE TABLE actor_name (
  actor TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE, name TEXT NOT NULL, folded TEXT NOT NULL,
  PRIMARY KEY (actor, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX actor_name_folded ON actor_name (folded);
CREATE TABLE event (
  id TEXT PRIMARY KEY, type TEXT NOT NULL, status TEXT NOT NULL, level TEXT, format TEXT, label TEXT NOT NULL,
  start TEXT, "end" TEXT, first TEXT, last TEXT, place TEXT, country TEXT, venue TEXT, process TEXT,
  confidence REAL NOT NULL, json TEXT NOT NULL
) STRICT;
CREATE INDEX event_first ON event (first);
CREATE TABLE event_actor (
  event TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE, actor TEXT NOT NULL, part TEXT NOT NULL, side TEXT,
  PRIMARY KEY (event, actor, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_actor_actor ON event_actor (actor);
CREATE TABLE event_side (
  event TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE, side TEXT NOT NULL, PRIMARY KEY (event, side)
) STRICT, WITHOUT ROWID;
CREATE TABLE conflict (
  event TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE, number INTEGER NOT NULL, field TEXT NOT NULL,
  rule TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (event, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE position (
  id TEXT PRIMARY KEY, actor TEXT NOT NULL, stance TEXT NOT NULL, measure TEXT, toward TEXT,
  text TEXT NOT NULL, condition TEXT, since TEXT, until TEXT, json TEXT NOT NULL
) STRICT;
CREATE INDEX position_actor ON position (actor);
CREATE TABLE process (id TEXT PRIMARY KEY, label TEXT NOT NULL, json TEXT NOT NULL) STRICT;
CREATE TABLE entry_claim (
  entry TEXT NOT NULL, claim TEXT NOT NULL, PRIMARY KEY (entry, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_claim_claim ON entry_claim (claim);
CREATE TABLE link (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, "left" TEXT NOT NULL, "right" TEXT NOT NULL,
  verdict TEXT NOT NULL, rule TEXT NOT NULL, confidence REAL NOT NULL, author TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
"""

MIGRATIONS: tuple[str, ...] = (
    _FIRST,
)  # migration n brings a record from version n to n + 1; never edit a released one
VERSION = len(MIGRATIONS)

DERIVED = (
    "entry_claim",
    "claim_actor",
    "claim",
    "actor_name",
    "actor",
    "event_actor",
    "event_side",
    "conflict",
    "event",
    "position",
    "process",
    "link",
)


def version_of(connection: sqlite3.Connection, name: str) -> int:
    """The schema version of an open record; 0 where the file is empty. StoreError if it is not a record of
    ours."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables and application != APPLICATION_ID:
        raise StoreError(f"{name}: an SQLite file, but not a Summitry record; name another file")
    if version > VERSION:
        raise StoreError(
            f"{name}: has schema version {version}, and this Summitry knows up to {VERSION}; update Summitry"
        )
    return version


def migrate(connection: sqlite3.Connection, name: str) -> None:
    """Bring the record to the current version, one transaction a migration; does nothing if it is there
    already."""
    while version_of(connection, name) < VERSION:
        connection.execute("BEGIN IMMEDIATE")
        try:
            version = version_of(connection, name)  # another process may have been faster
            if version < VERSION:
                for statement in _statements(MIGRATIONS[version]):
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {version + 1}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise


def _statements(script: str) -> list[str]:
    # executescript() would commit the open transaction, so the script is cut where SQLite finds a whole
    # statement.
    found, part = [], ""
    for line in script.splitlines(keepends=True):
        part += line
        if sqlite3.complete_statement(part):
            found.append(part)
            part = ""
    return found
