"""residue.toml keeps its schema, and breaks of it are named."""

from __future__ import annotations

import time

import msgspec
import pytest

from summitry.errors import KnowledgeError
from summitry.knowledge.loading import load_toml
from summitry.knowledge.residue import LineEntry, compiled, residue
from summitry.knowledge.residue import ResidueFile as File


def test_the_shipped_file_is_valid_and_every_pattern_compiles() -> None:
    found = residue()
    assert {line.entry.kind for line in found.lines} == {"caption", "byline", "teaser", "residue", "dateline"}
    assert set(found.months.values()) == set(range(1, 13))
    assert found.languages["ko"] == "Korean"


def test_no_pattern_matches_the_empty_text() -> None:
    assert not [line.entry.reason for line in residue().lines if line.pattern.fullmatch("")]


@pytest.mark.parametrize(
    "piece", ["1", "a ", "( ", "Share ", "x", "/", "A. ", "Read more ", "#a", "Photo: ", "- ", "Home > "]
)
def test_no_pattern_is_slow_on_a_repeated_piece(piece: str) -> None:
    text = (piece * 900)[:899] + "\x01"
    start = time.perf_counter()
    for line in residue().lines:
        line.pattern.fullmatch(text[-line.entry.longest :])
        line.pattern.fullmatch("A" + text[-line.entry.longest :])
    for tail in residue().tails:
        tail.pattern.fullmatch(text, 300)
    assert time.perf_counter() - start < 1


def test_a_pattern_that_does_not_compile_is_named() -> None:
    file = load_toml("residue.toml", File)
    bad = LineEntry(kind="residue", reason="x", pattern="(", longest=5)
    with pytest.raises(KnowledgeError, match=r"residue\.toml: pattern '\('"):
        compiled(msgspec.structs.replace(file, line=(bad,)))
