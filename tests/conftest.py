"""What many tests share: the bundled pipeline, a reader on it, and reports made from a few sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from summitry.model import Block, Reading, Report


@pytest.fixture(scope="session")
def reader():
    """The bundled reader, loaded once for all tests."""
    from summitry.language import load
    from summitry.reading import Reader

    return Reader(load(None))


@pytest.fixture(scope="session")
def read(reader) -> Callable[[str], tuple[Report, Reading]]:
    """A report made of the paragraphs of a text (blank lines between), and its reading."""

    def reads(text: str) -> tuple[Report, Reading]:
        blocks, at = [], 0
        for paragraph in text.split("\n\n"):
            blocks.append(Block(at, at + len(paragraph), "body"))
            at += len(paragraph) + 2
        marked = tuple(blocks)
        report = Report(
            id=Report.identify(text, marked), text=text, blocks=marked, file="test.txt", language="en"
        )
        return report, reader.read(report)

    return reads
