"""How each format becomes Pages: JSON Lines, JSON, Markdown, and sidecars."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from summitry.model import Fault, Page
from summitry.sources import jsonl, open_pages

ITEM = {
    "text": "Envoys met in Havana.",
    "title": "Envoys meet",
    "url": "https://example.org/1",
    "published": "2014-12-17",
    "outlet": "Example Times",
}


def taken(path: Path) -> list[Page | Fault]:
    return list(open_pages(path))


def test_each_line_of_json_lines_is_a_page_with_its_metadata(tmp_path: Path) -> None:
    path = tmp_path / "n.jsonl"
    path.write_text(json.dumps(ITEM) + "\n\n" + json.dumps({"text": "Talks resumed.", "title": None}))
    first, second = taken(path)
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert (first.file, second.file) == ("n.jsonl:1", "n.jsonl:3")
    assert (first.title, first.url, first.published, first.outlet) == tuple(list(ITEM.values())[1:])
    assert first.data == b"Envoys met in Havana."
    assert second.title is None
    assert not first.given


@pytest.mark.parametrize(
    "bad", ["{", '{"title": "no text"}', '{"text": 5}', '"text"', "[]", '{"text": "\\ud800"}']
)
def test_a_bad_line_is_a_fault_with_its_number_and_the_rest_is_read(tmp_path: Path, bad: str) -> None:
    path = tmp_path / "n.ndjson"
    path.write_text("\n".join([json.dumps(ITEM), bad, json.dumps(ITEM)]))
    first, second, third = taken(path)
    assert isinstance(first, Page)
    assert isinstance(third, Page)
    assert isinstance(second, Fault) or bad.endswith('d800"}')
    assert third.file == "n.ndjson:3"


def test_bytes_that_are_no_utf8_are_a_fault_of_their_line(tmp_path: Path) -> None:
    path = tmp_path / "n.jsonl"
    path.write_bytes(b'{"text": "\xff\xfe"}\n' + json.dumps(ITEM).encode())
    first, second = taken(path)
    assert isinstance(first, Fault)
    assert isinstance(second, Page)


def test_a_line_that_is_too_long_is_a_fault_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jsonl, "LONGEST", 1000)
    monkeypatch.setattr(jsonl, "CHUNK", 64)
    path = tmp_path / "n.jsonl"
    path.write_text("\n".join([json.dumps({"text": "long " * 500}), json.dumps(ITEM), "x" * 5000]))
    first, second, third = taken(path)
    assert isinstance(first, Fault)
    assert "line 1 is longer" in first.reason
    assert isinstance(second, Page)
    assert isinstance(third, Fault)


def test_a_line_of_just_the_bound_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = json.dumps(ITEM)
    monkeypatch.setattr(jsonl, "LONGEST", len(line))
    path = tmp_path / "n.jsonl"
    path.write_text(line + "\n" + line)
    assert all(isinstance(page, Page) for page in taken(path))


def test_a_json_file_holds_one_item_or_a_list(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(json.dumps(ITEM))
    (tmp_path / "two.json").write_text(json.dumps([ITEM, {"title": "no text"}, ITEM]))
    assert [p.file for p in taken(tmp_path / "one.json") if isinstance(p, Page)] == ["one.json"]
    pages = taken(tmp_path / "two.json")
    assert [type(page) for page in pages] == [Page, Fault, Page]
    assert isinstance(pages[2], Page)
    assert pages[2].file == "two.json:3"


def test_a_json_file_that_is_no_json_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("[" * 100_000)
    (fault,) = taken(tmp_path / "x.json")
    assert isinstance(fault, Fault)


def test_front_matter_is_metadata_and_not_text(tmp_path: Path) -> None:
    path = tmp_path / "n.md"
    path.write_text(
        '---\ntitle: "Talks: week two"\ndate: 1993-08-20\noutlet: Example Times\ntags: [a, b]\n---\nBody.\n'
    )
    (page,) = taken(path)
    assert isinstance(page, Page)
    assert (page.title, page.published, page.outlet) == (
        "Talks: week two",
        "1993-08-20",
        "Example Times",
    )
    assert page.data == b"Body.\n"


def test_markdown_without_front_matter_is_all_text(tmp_path: Path) -> None:
    path = tmp_path / "n.md"
    path.write_text("Body.\n\n---\n\ntitle: no\n\n---\n")
    (page,) = taken(path)
    assert isinstance(page, Page)
    assert page.title is None
    assert page.data.startswith(b"Body.")


@pytest.mark.parametrize("name", ["a.txt.meta.toml", "a.meta.toml"])
def test_a_sidecar_sets_metadata_by_hand(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text("Envoys met.")
    (tmp_path / name).write_text('title = "By hand"\npublished = 1998-04-10\n')
    (page,) = taken(tmp_path)
    assert isinstance(page, Page)
    assert (page.title, page.published, page.given) == ("By hand", "1998-04-10", True)


def test_a_sidecar_without_a_day_leaves_the_pages_own(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(ITEM))
    (tmp_path / "a.jsonl.meta.toml").write_text('outlet = "Other"')
    (page,) = taken(tmp_path)
    assert isinstance(page, Page)
    assert (page.published, page.given, page.outlet) == ("2014-12-17", False, "Other")


def test_a_sidecar_that_cannot_be_used_is_a_fault_and_the_page_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Envoys met.")
    (tmp_path / "a.txt.meta.toml").write_text('publised = "2001-01-01"')
    fault, page = taken(tmp_path)
    assert isinstance(fault, Fault)
    assert "publised" in fault.reason
    assert isinstance(page, Page)


def test_a_sidecar_beside_no_file_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "a.txt.meta.toml").write_text('title = "x"')
    (fault,) = taken(tmp_path)
    assert isinstance(fault, Fault)
