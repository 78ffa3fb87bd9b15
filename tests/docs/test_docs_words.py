"""The codebook and the glossary against the code: what a record can hold is defined there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from summitry import model
from summitry.exporting.interchange import Part
from summitry.knowledge.meaning import Frame, frames, meetings
from summitry.knowledge.titles import Rank
from summitry.model.text import Modality, StanceKind, Status
from summitry.reading.reader import SPOKEN

DOCS = Path(__file__).parents[2] / "docs"
PARTS = get_args(Part)


def section(title: str) -> dict[str, list[str]]:
    """The cells of each row of the codebook's section, by the row's code."""
    text = (DOCS / "codebook/README.md").read_text(encoding="utf-8")
    body = text.split(f"\n## {title}\n")[1].split("\n## ")[0]
    rows = [line.strip("|").split("|") for line in body.splitlines() if line.startswith("| `")]
    return {row[0].strip(" `"): [cell.strip() for cell in row[1:]] for row in rows}


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("Status", get_args(Status)),
        ("Modality", get_args(Modality)),
        ("Stance", get_args(StanceKind)),
        ("Rank", get_args(Rank)),
        ("Level", tuple(meetings().levels)),
        ("Format", tuple(meetings().formats)),
        ("Part of a participant", PARTS),
    ],
)
def test_the_codebook_defines_each_code_and_no_other(title: str, codes: tuple[str, ...]) -> None:
    assert sorted(section(title)) == sorted(codes)


def carrying() -> list[Frame]:
    """The frames that carry an event; one without a type names what only looks like one."""
    return [frame for frame in frames() if frame.type]


def test_the_codebook_defines_each_event_type_that_a_frame_carries_and_no_other() -> None:
    assert {frame.type for frame in carrying()} | {SPOKEN} == set(section("Event types"))


def test_the_codebook_has_the_plover_codes_of_the_frames() -> None:
    cells = {code: row[-1] for code, row in section("Event types").items()}
    for frame in carrying():
        if frame.plover is None:
            assert cells[frame.type].startswith("null")
        else:
            words = (frame.plover.event, *frame.plover.context, *filter(None, (frame.plover.mode,)))
            assert all(word in cells[frame.type] for word in words), frame.id


def test_each_code_has_a_meaning_and_an_example() -> None:
    titles = (
        "Event types",
        "Status",
        "Level",
        "Format",
        "Part of a participant",
        "Rank",
        "Modality",
        "Stance",
    )
    for title in titles:
        for code, cells in section(title).items():
            assert len(cells) >= 2, code
            assert all(cells), code


def glossary() -> list[str]:
    lines = (DOCS / "glossary/README.md").read_text(encoding="utf-8").splitlines()
    rows = [line.split("|")[1] for line in lines if line.startswith("| ")]
    return [row.replace("(to)", "").strip().lower() for row in rows[1:]]


def test_the_glossary_is_sorted_and_has_each_word_once() -> None:
    assert glossary() == sorted(set(glossary()))


def test_the_glossary_has_every_noun_of_the_model() -> None:
    nouns = [name for name in model.__all__ if name[0].isupper()]
    heads = {re.match(r"[A-Z][a-z]+", name).group().lower() for name in nouns}  # type: ignore[union-attr]
    assert heads <= set(glossary())


def test_the_index_of_decisions_lists_each_decision() -> None:
    index = (DOCS / "decisions/README.md").read_text(encoding="utf-8")
    files = sorted(path.name for path in (DOCS / "decisions").glob("0*.md"))
    assert re.findall(r"\((0[^)]+)\)", index) == files
