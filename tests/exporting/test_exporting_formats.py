"""Every export keeps to the published schema, is the same each time, and is safe to open."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from fake_stages import STAGES
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from summitry.errors import UsageError
from summitry.exporting import schema_text, write
from summitry.exporting.csv import TABLES, cell
from summitry.exporting.interchange import LINES
from summitry.exporting.interchange import schema_text as made_schema
from summitry.exporting.lines import encode, of_fault
from summitry.model import Fault
from summitry.running import add
from summitry.store import Record

DESIGN = {
    "report": "id file title outlet url language published",
    "actor": "id type name names state roles",
    "event": "id type label status status_history level format start end place venue sides "
    "participants topics outcome tone measures plover prepares process conflicts claims confidence",
    "position": "id actor stance measure text toward condition since until claims",
    "claim": "id report start end text type modality attribution when roles quote",
    "process": "id label sides events",
    "fault": "report stage reason",
}


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with an entry of every kind."""
    folder = tmp_path_factory.mktemp("news")
    (folder / "a.txt").write_text("Vance met Owen in Geneva on Tuesday.\nOwen demands monitors. TITLED")
    (folder / "b.txt").write_text("Owen met Vance in London. DAY21")
    (folder / "c.txt").write_text("")
    (folder / "=cmd.txt").write_text("nothing happened")
    path = tmp_path_factory.mktemp("record") / "r.db"
    add(path, [folder], stages=STAGES)
    return path


def exported(record: Path, format_: str = "jsonl", table: str | None = None) -> str:
    out = io.BytesIO()
    with Record(record) as opened:
        write(opened, out, format_, table)
    return out.getvalue().decode("utf-8")


def test_every_line_of_an_export_validates_and_every_kind_is_there_in_order(record: Path) -> None:
    validator = Draft202012Validator(json.loads(schema_text()))
    lines = exported(record).splitlines()
    for line in lines:
        validator.validate(json.loads(line))
        assert line.startswith('{"kind":"')
    kinds = [json.loads(line)["kind"] for line in lines]
    assert list(dict.fromkeys(kinds)) == ["report", "actor", "event", "position", "claim", "process", "fault"]
    for kind in DESIGN:
        idents = [row.get("id", row.get("report")) for row in map(json.loads, lines) if row["kind"] == kind]
        assert idents == sorted(idents)


def test_the_schema_refuses_other_fields_values_and_dates(record: Path) -> None:
    validator = Draft202012Validator(json.loads(schema_text()))
    event = next(row for row in map(json.loads, exported(record).splitlines()) if row["kind"] == "event")
    for change in (
        {"more": 1},
        {"status": "perhaps"},
        {"start": "tomorrow"},
        {"level": "high"},
        {"confidence": 2},
    ):
        assert list(validator.iter_errors({**event, **change})), change
    assert list(validator.iter_errors({key: value for key, value in event.items() if key != "label"}))


def test_the_fields_are_those_of_the_design(record: Path) -> None:
    rows = [json.loads(line) for line in exported(record).splitlines()]
    for row in rows:
        assert list(row) == ["kind", *DESIGN[row["kind"]].split()]
    assert len(LINES) == len(DESIGN)
    claim = next(row for row in rows if row["kind"] == "claim" and row["when"])
    assert claim["when"] == {"text": "Tuesday", "edtf": "1995-11-21"}
    assert claim["text"] == "Vance met Owen in Geneva on Tuesday."
    assert {len(ids) for ids in claim["roles"].values()} == {2}
    event = next(row for row in rows if row["kind"] == "event")
    assert event["place"] == {"name": "Geneva", "country": "USA", "lat": 39.7589, "lon": -84.1916}
    assert event["confidence"] == 0.667
    assert next(row for row in rows if row["kind"] == "actor" and row["roles"])["roles"][0]["from"] == "1995"


def test_the_published_schema_is_the_one_made_from_the_nouns() -> None:
    assert schema_text() == made_schema()


@given(st.text())
def test_a_line_is_one_line_of_json_that_means_the_text_and_holds_nothing_a_terminal_obeys(text: str) -> None:
    line = encode(of_fault(Fault(text, "source", text))).decode("utf-8")
    assert json.loads(line)["reason"] == text
    assert len(line.splitlines()) == 1
    assert all(char >= " " and not "\x7f" <= char <= "\x9f" and char not in "\u202e\u2066" for char in line)


@pytest.mark.parametrize("table", sorted(TABLES))
def test_a_csv_table_has_as_many_cells_in_each_row_as_columns(record: Path, table: str) -> None:
    rows = list(csv.reader(io.StringIO(exported(record, "csv", table), newline="")))
    assert len(rows) > 1
    assert {len(row) for row in rows} == {len(TABLES[table][0])}


@given(st.text())
def test_no_csv_cell_is_a_formula(text: str) -> None:
    made = cell(text)
    assert not made.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert made.removeprefix("'") == text.replace("\x00", "").removeprefix("'") or made == text


def test_hostile_file_names_are_defused_in_csv(record: Path) -> None:
    files = [
        row["file"] for row in csv.DictReader(io.StringIO(exported(record, "csv", "reports"), newline=""))
    ]
    assert "'=cmd.txt" in files


def test_unknown_formats_and_tables_are_named_with_those_that_there_are(record: Path) -> None:
    with pytest.raises(UsageError, match="jsonl, csv"):
        exported(record, "xml")
    with pytest.raises(UsageError, match="events, positions"):
        exported(record, "csv", "nothing")
    with pytest.raises(UsageError, match="--format csv"):
        exported(record, "jsonl", "events")
