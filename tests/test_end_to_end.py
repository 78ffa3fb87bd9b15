"""The sample reports in, their record out, held against the answer key in examples/expected.toml."""

from __future__ import annotations

import io
import json
import tomllib
from datetime import date
from pathlib import Path

import pytest

from summitry.exporting import write
from summitry.running.local import add
from summitry.store import Record

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
KEY = tomllib.loads((EXAMPLES / "expected.toml").read_text(encoding="utf-8"))
HAPPENED = {"held", "under way"}


def exported(record: Path) -> bytes:
    out = io.BytesIO()
    with Record(record) as opened:
        write(opened, out, "jsonl")
    return out.getvalue()


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Path:
    record = tmp_path_factory.mktemp("examples") / "record.db"
    add(record, [EXAMPLES / "reports"])
    return record


@pytest.fixture(scope="session")
def rows(built) -> dict[str, list[dict]]:
    found: dict[str, list[dict]] = {}
    for line in exported(built).splitlines():
        row = json.loads(line)
        found.setdefault(row["kind"], []).append(row)
    return found


def file_of(row: dict) -> str:
    return row["file"].removeprefix("reports/")


def files_of(rows, event) -> set[str]:
    reports = {r["id"]: file_of(r).split(":")[0] for r in rows["report"]}
    claims = {c["id"]: c for c in rows["claim"]}
    return {reports[claims[c]["report"]] for c in event["claims"]}


def candidates(rows, wanted: dict) -> list[dict]:
    """The record's events that can be the wanted one: type, sides, a shared file, and its days."""
    found = []
    for event in rows["event"]:
        days = (event["start"] or "", event["end"] or event["start"] or "")
        timely = (
            event["start"] is not None
            and days[0][:10] <= wanted.get("end", wanted["start"])
            and days[1] >= wanted["start"][: len(days[1])]
        )
        sided = set(wanted["sides"]) <= set(event["sides"])
        if (
            event["type"] == wanted["type"]
            and sided
            and timely
            and files_of(rows, event) & set(wanted["files"])
        ):
            found.append(event)
    return found


def test_every_report_that_states_its_date_has_it(rows):
    dates = {file_of(r): r["published"] for r in rows["report"]}
    for wanted in KEY["reports"]:
        name = wanted["file"] + (f":{wanted['record']}" if "record" in wanted else "")
        if wanted["stated"]:
            assert dates[name] is not None, name
            assert dates[name]["edtf"] == wanted["published"], name


def test_most_undated_reports_are_dated_and_their_true_days_lie_within(built):
    inside = dated = 0
    with Record(built) as record:
        reports = {r.file.removeprefix("reports/"): r for r in record.reports()}
    for wanted in KEY["reports"]:
        published = reports[wanted["file"]].published if not wanted["stated"] else None
        if published is None:
            continue
        day = date.fromisoformat(wanted["published"])
        first, last = published.interval.first, published.interval.last
        dated += 1
        inside += (first is None or first <= day) and (last is None or day <= last)
    assert dated >= 5
    assert inside >= dated - 1  # an interval holds nine tenths of the weight, no more


def test_most_of_the_expected_events_are_in_the_record(rows):
    missing = [w["key"] for w in KEY["events"] if not candidates(rows, w)]
    assert len(missing) <= 7, missing


def test_rounds_in_one_city_at_different_times_are_different_events(rows):
    vienna = [w for w in KEY["events"] if w["key"].startswith("vienna")]
    ids = [{e["id"] for e in candidates(rows, w) if e["level"] in (w["level"], None)} for w in vienna]
    assert not ids[0] & ids[1]


def test_reports_that_put_one_meeting_on_two_days_are_a_conflict_with_the_true_day_preferred(rows):
    wanted = next(c for c in KEY["conflicts"] if c["event"] == "davos")
    found = [c for e in rows["event"] for c in e["conflicts"] if c["field"] == wanted["field"]]
    assert wanted["values"] in [[value["value"] for value in conflict["values"]] for conflict in found]


def test_the_text_in_another_language_is_a_fault_that_names_it(rows):
    faults = [f for f in rows["fault"] if "15-isxys" in f["report"] or "Greek" in f["reason"]]
    assert faults and "Greek" in faults[0]["reason"]


def test_no_claim_holds_the_words_of_a_teaser_a_form_or_a_menu(rows):
    for word in KEY["absent"]["words"]:
        assert not [c["text"] for c in rows["claim"] if word.lower() in c["text"].lower()], word


def test_people_keep_one_entry_each(rows):
    people = [a for a in rows["actor"] if a["type"] == "person"]
    for name in ("Alexis Tsipras", "Zoran Zaev", "Matthew Nimetz", "Nikos Kotzias", "Nikola Dimitrov"):
        assert len([p for p in people if name in p["names"] or p["name"] == name]) == 1, name


def test_every_span_of_the_record_is_what_the_source_said(built):
    from summitry.store.verification import verify

    with Record(built) as record:
        assert list(verify(record)) == []


def test_order_batches_and_workers_change_no_byte(built, tmp_path):
    paths = sorted((EXAMPLES / "reports").iterdir())
    folder = tmp_path / "reports"
    folder.mkdir()
    for path in paths:
        (folder / path.name).write_bytes(path.read_bytes())
    other = tmp_path / "other.db"
    add(other, [folder / paths[-1].name, folder / paths[3].name])
    add(other, [folder / p.name for p in reversed(paths)], workers=2)
    add(other, [folder / paths[0].name])
    first = [json.loads(x) for x in exported(built).splitlines()]
    second = [json.loads(x) for x in exported(other).splitlines()]
    for row in first:
        row.pop("file", None)
        row["report"] = (
            row["report"].removeprefix("reports/") if row["kind"] == "fault" else row.get("report")
        )
    for row in second:
        row.pop("file", None)
        row["report"] = row.get("report")
    assert first == second
