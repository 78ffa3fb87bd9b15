"""The tables of a record as other programs see them."""

from __future__ import annotations

import sqlite3

import pytest

from summitry.store import Writer, schema


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


def test_a_record_of_an_older_schema_is_brought_up_to_date_and_a_failing_step_changes_nothing(
    tmp_path, monkeypatch
):
    path = tmp_path / "record.db"
    with Writer(path):
        pass
    steps = (*schema.MIGRATIONS, "ALTER TABLE fault ADD COLUMN noted TEXT;")
    monkeypatch.setattr(
        schema, "MIGRATIONS", (*steps, "CREATE TABLE one (x TEXT); CREATE TABLE one (x TEXT);")
    )
    monkeypatch.setattr(schema, "VERSION", len(steps) + 1)
    with pytest.raises(Exception, match="one"), Writer(path):
        pass
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (len(steps),)
        assert "noted" in [row[1] for row in connection.execute("PRAGMA table_info(fault)")]
        assert not connection.execute("SELECT name FROM sqlite_master WHERE name = 'one'").fetchall()
    connection.close()
