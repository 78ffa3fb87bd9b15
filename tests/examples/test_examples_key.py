"""The sample reports and their answer key belong together."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

EXAMPLES = Path(__file__).parents[2] / "examples"
REPORTS = {path.name: path.read_text(encoding="utf-8") for path in sorted((EXAMPLES / "reports").iterdir())}
KEY: dict[str, Any] = tomllib.loads((EXAMPLES / "expected.toml").read_text(encoding="utf-8"))


def files(table: str) -> list[str]:
    return [file for row in KEY[table] for file in row.get("files", [row.get("file")])]


def test_the_key_speaks_of_existing_files_only() -> None:
    named = [
        file
        for table in ("reports", "events", "positions", "copies", "conflicts", "faults")
        for file in files(table)
    ]
    assert set(named) <= set(REPORTS)


def test_each_sample_is_dated_in_the_key_or_is_a_fault() -> None:
    assert set(files("reports")) | set(files("faults")) == set(REPORTS)
    assert not set(files("reports")) & set(files("faults"))


def test_the_true_days_are_days() -> None:
    days = [date.fromisoformat(row["published"]) for row in KEY["reports"]]
    assert date(2018, 1, 1) <= min(days) <= max(days) <= date(2019, 12, 31)


def test_the_readme_lists_each_sample() -> None:
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert [name for name in REPORTS if f"`{name}`" not in readme] == []


def test_the_words_to_keep_out_do_stand_in_the_samples() -> None:
    assert [
        words for words in KEY["absent"]["words"] if not any(words in text for text in REPORTS.values())
    ] == []


def test_no_event_has_its_place_in_none_of_its_files() -> None:
    for event in KEY["events"]:
        assert "place" not in event or any(event["place"] in REPORTS[file] for file in event["files"]), event[
            "key"
        ]


def test_the_feed_has_the_fields_that_sources_read() -> None:
    records = [json.loads(line) for line in REPORTS["13-ratification.jsonl"].splitlines()]
    assert [sorted(record) for record in records] == [["outlet", "published", "text", "title", "url"]] * 3


def test_the_samples_are_sized_like_reports() -> None:
    sizes = {name: len(text.split()) for name, text in REPORTS.items() if name.endswith((".txt", ".md"))}
    assert all(140 <= size <= 460 for size in sizes.values()), sizes
