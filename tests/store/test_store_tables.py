"""The tables of a record as other programs see them."""

from __future__ import annotations

import sqlite3

from summitry.store import Writer


def test_every_foreign_key_names_its_column_as_datasette_wants_it(tmp_path):
    path = tmp_path / "record.db"
    with Writer(path):
        pass
    with sqlite3.connect(path) as connection:
        tables = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        keys = [row for table in tables for row in connection.execute(f"PRAGMA foreign_key_list({table})")]
    connection.close()
    assert keys
    assert all(row[4] for row in keys)
