"""The five first reports, where they stand beside the checkout: what they say together is one record.

Needs ../shared/seeds (see bench/data.py); without it these tests are not collected, and the run says so.
"""

from __future__ import annotations

import io
import json
from datetime import date

import pytest

from bench.data import shared
from summitry.exporting import write
from summitry.running.local import add
from summitry.store import Record

SEEDS = shared("seeds")
GOLD = shared("gold", "seeds")
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(SEEDS is None or GOLD is None, reason="needs ../shared/seeds and ../shared/gold"),
]


@pytest.fixture(scope="module")
def rows(tmp_path_factory) -> dict[str, list[dict]]:
    record = tmp_path_factory.mktemp("seeds") / "record.db"
    add(record, [SEEDS])
    out = io.BytesIO()
    with Record(record) as opened:
        write(opened, out, "jsonl")
    found: dict[str, list[dict]] = {}
    for line in out.getvalue().splitlines():
        row = json.loads(line)
        found.setdefault(row["kind"], []).append(row)
    return found


def reports_of(rows, event) -> set[str]:
    files = {r["id"]: r["file"].split("/")[-1][:3] for r in rows["report"]}
    claims = {c["id"]: c["report"] for c in rows["claim"]}
    return {files[claims[c]] for c in event["claims"]}


def meetings(rows, **wanted) -> list[dict]:
    return [e for e in rows["event"] if e["type"] == "meeting" and all(e[k] == v for k, v in wanted.items())]


def place(event) -> str:
    return event["place"]["name"] if event["place"] else ""


def test_the_second_summit_is_one_entry_of_four_reports_or_more_with_its_status_history(rows):
    summits = [
        e
        for e in meetings(rows, level="leaders")
        if {"USA", "PRK"} <= set(e["sides"]) and place(e) == "Hanoi"
    ]
    assert len(summits) == 1
    summit = summits[0]
    assert len(reports_of(rows, summit)) >= 4
    statuses = [step["status"] for step in summit["status_history"]]
    assert statuses[0] in ("expected", "proposed", "scheduled") and summit["status"] in ("collapsed", "held")
    assert (summit["start"], summit["end"]) == ("2019-02-27", "2019-02-28")


def test_the_two_stockholm_rounds_are_two(rows):
    stockholm = [e for e in meetings(rows) if "Stockholm" in place(e) + (e["venue"] or "")]
    january = [e for e in stockholm if "000" in reports_of(rows, e)]
    october = [e for e in stockholm if "001" in reports_of(rows, e)]
    assert january and october
    assert not {e["id"] for e in january} & {e["id"] for e in october}


def test_the_five_persons_of_one_family_name_are_five(rows):
    people = [a for a in rows["actor"] if a["type"] == "person"]
    given = [{"jong", "un"}, {"yong", "chol"}, {"hyok", "chol"}, {"myong", "gil"}]
    ids = []
    for wanted in given:
        found = [
            a["id"]
            for a in people
            if any(wanted <= set(n.lower().replace("-", " ").split()) for n in [a["name"], *a["names"]])
        ]
        assert len(found) == 1, wanted
        ids += found
    spokesman = [
        a["id"]
        for a in people
        if any("kyum" in n.lower() and n.lower().startswith("kim") for n in a["names"])
    ]
    assert len(spokesman) == 1
    assert len(set(ids + spokesman)) == 5


def test_nothing_of_the_teaser_the_form_or_the_disclaimer_is_in_the_record(rows):
    words = ("pakistan", "islamabad", "please enter", "disclaimer")
    for kind in ("claim", "event", "actor", "position"):
        for row in rows.get(kind, []):
            text = json.dumps(row, ensure_ascii=False).lower()
            assert not [w for w in words if w in text], (kind, row["id"])


def test_every_report_is_dated_and_its_true_day_is_within_the_interval(rows):
    golds = {path.stem[:3]: json.loads(path.read_text())["published"] for path in GOLD.glob("*.json")}
    for report in rows["report"]:
        published = report["published"]
        assert published is not None, report["file"]
        first, _, last = published["edtf"].strip("~?%").partition("/")
        true = date.fromisoformat(golds[report["file"].split("/")[-1][:3]][:10])
        low = date.fromisoformat((first + "-01-01")[:10] if len(first) == 4 else (first + "-01")[:10])
        high = last or first
        high_day = (
            date.fromisoformat(high)
            if len(high) == 10
            else date(int(high[:4]), 12, 31)
            if len(high) == 4
            else None
        )
        assert low <= true, report["file"]
        assert high_day is None or true <= high_day, report["file"]
