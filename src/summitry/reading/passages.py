"""A report and a language pipeline in, its readable blocks with their parses out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from summitry.model import Block, Report
from summitry.model.text import READABLE

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


class Parser(Protocol):
    """What this stage asks of a language pipeline: one parse for each text, in order."""

    def parse(self, texts: list[str]) -> list[Doc]:
        """Texts in, one Universal Dependencies parse with named entities for each out."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One readable block of a report and its parse; token offsets count from the block's start."""

    block: Block
    doc: Doc

    def offset(self) -> int:
        """Where the passage begins in `Report.text`, in characters."""
        return self.block.start

    def char(self, token: Token) -> int:
        """Where a token of this passage begins in `Report.text`, in characters."""
        return self.block.start + int(token.idx)


def parse_report(report: Report, pipeline: Parser) -> tuple[Passage, ...]:
    """The report's readable blocks (title and body), parsed, in order; LanguageError passes through."""
    blocks = [b for b in report.blocks if b.kind in READABLE and report.text[b.start : b.end].strip()]
    docs = pipeline.parse([report.text[b.start : b.end] for b in blocks])
    return tuple(Passage(block, doc) for block, doc in zip(blocks, docs, strict=True))
