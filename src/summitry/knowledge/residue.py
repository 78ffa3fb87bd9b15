"""The knowledge file residue.toml comes in; compiled patterns and word lists for cleaning go out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

import msgspec

from summitry.errors import KnowledgeError
from summitry.knowledge.loading import load_toml

NAME = "residue.toml"


class LineEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of block, known by a pattern that the whole block matches.

    `open`: the block must not end like a sentence. `before_body`, `after_body`: a paragraph
    of the body must follow, or stand before.
    """

    kind: Literal["caption", "byline", "teaser", "residue", "dateline"]
    reason: str
    pattern: str
    longest: int
    open: bool = False
    before_body: bool = False
    after_body: bool = False


class HeadingEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A heading below which other stories are advertised."""

    pattern: str


class TailEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What hangs on the end of a paragraph and is a block of its own."""

    kind: Literal["caption", "byline", "teaser", "residue"]
    reason: str
    pattern: str


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The word lists; the file's comments say what each is for."""

    open_ends: frozenset[str]
    english: frozenset[str]
    shared: frozenset[str]
    compounds: frozenset[str]
    roles: frozenset[str]
    joints: frozenset[str]
    never_names: frozenset[str]
    sections: frozenset[str]
    agencies: tuple[str, ...]
    outlets: tuple[str, ...]


class ResidueFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The schema of residue.toml."""

    words: Words
    months: dict[str, int]
    line: tuple[LineEntry, ...]
    heading: tuple[HeadingEntry, ...]
    tail: tuple[TailEntry, ...]
    languages: dict[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """A LineEntry with its pattern compiled."""

    entry: LineEntry
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Tail:
    """A TailEntry with its pattern compiled; it matches from a space to the end of the block."""

    entry: TailEntry
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Residue:
    """What cleaning knows: patterns of blocks, headings and tails, word lists, months, languages."""

    words: Words
    months: dict[str, int]
    lines: tuple[Line, ...]
    headings: tuple[re.Pattern[str], ...]
    tails: tuple[Tail, ...]
    languages: dict[str, str]


@cache
def residue() -> Residue:
    """The knowledge of residue.toml. Raises KnowledgeError where the file breaks its schema."""
    return compiled(load_toml(NAME, ResidueFile))


def compiled(file: ResidueFile) -> Residue:
    """The file with its patterns compiled. Raises KnowledgeError, naming the pattern."""
    words = file.words
    return Residue(
        words=words,
        months=file.months,
        lines=tuple(Line(entry, _pattern(entry.pattern, words)) for entry in file.line),
        headings=tuple(_pattern(entry.pattern, words) for entry in file.heading),
        tails=tuple(Tail(entry, _pattern(entry.pattern, words)) for entry in file.tail),
        languages=file.languages,
    )


def _pattern(source: str, words: Words) -> re.Pattern[str]:
    filled = source.replace("{agency}", _any_of(words.agencies)).replace("{outlet}", _any_of(words.outlets))
    try:
        return re.compile(filled)
    except re.error as error:
        raise KnowledgeError(f"{NAME}: pattern {source!r}: {error}") from error


def _any_of(names: tuple[str, ...]) -> str:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return "(?:" + "|".join(re.escape(name) for name in longest_first) + ")"
