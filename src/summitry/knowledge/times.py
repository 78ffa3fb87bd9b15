"""The time grammar's data file in; its words, and its rules compiled to regular expressions over word codes,
out.

A text becomes a string with one character a token: each word of the lexicon has its own character, each
shape of number one, and all other tokens share one for words, one for capitalised words and one for marks. A
rule is then a plain regular expression over that string, and the offsets of its match are token indices.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

import msgspec

from summitry.errors import KnowledgeError
from summitry.knowledge.loading import load_toml

SHAPES = (
    *("D12", "D24", "D31", "D99", "D999", "YEAR4", "YEAROLD", "BIGNUM", "ORD", "ORDBIG", "CLOCK", "DECADES"),
    *("APYEAR", "ISO", "SLASH", "HALFNUM", "WORD", "CAP", "MARK"),
)
JOINED = ("DAY", "MONTHX", "YEARX", "CLOCKX", "OTHERX")
ELEMENT = re.compile(
    r"(?P<open>\()|(?P<close>\))(?P<repeat>[?+]?)|(?P<or>\|)"
    r"|(?P<test>(?:not)?(?:after|before):)?(?:(?P<name>[a-z]+)=)?(?P<symbol>[^\s()|?+=:]+)(?P<some>[?+]?)"
)
LOOK = {"after:": "(?<=", "notafter:": "(?<!", "before:": "(?=", "notbefore:": "(?!"}


class WordClass(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A class of words with the value of each; those in `capital` count only when capitalised."""

    words: dict[str, str]
    capital: tuple[str, ...] = ()


class RuleText(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A rule as the file writes it; docs/times has the pattern and template languages."""

    name: str
    pattern: str
    value: str
    timex: Literal["DATE", "TIME", "DURATION", "SET", "NONE"] = "DATE"
    mod: Literal["start", "mid", "end", "approximate", "before", "after"] | None = None
    anchor: Literal["event"] | None = None
    only: Literal["future"] | None = None
    join: bool = False
    timeml: bool = False
    adjacent: bool = False


class Tense(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that place a clause in time: verbs of planning, auxiliaries of the future and of the past."""

    planning: frozenset[str]
    future: frozenset[str]
    past: frozenset[str]


class Prepositions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Prepositions that open the side of a time: "since Friday", "until Friday"."""

    after: frozenset[str]
    before: frozenset[str]


class TimesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The schema of times.toml."""

    classes: dict[str, WordClass] = msgspec.field(name="class")
    macro: dict[str, str]
    rule: tuple[RuleText, ...]
    join: tuple[RuleText, ...]
    prepositions: Prepositions
    tense: Tense


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled rule; `captures` says for each group which field it fills and of which class or macro it
    is.
    """

    text: RuleText
    regex: re.Pattern[str]
    captures: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class TimeGrammar:
    """All that the reader of times knows. `codes` maps words and shapes to their characters."""

    codes: Mapping[str, str]
    capital: frozenset[str]
    tables: Mapping[str, Mapping[str, str]]
    rules: tuple[Rule, ...]
    joins: tuple[Rule, ...]
    prepositions: Prepositions
    tense: Tense


@dataclass
class _Compiler:
    """Turns patterns into regular expressions; it grows the table of codes while it does."""

    file: TimesFile
    codes: dict[str, str] = field(default_factory=dict)
    captures: list[tuple[str, str, str]] = field(default_factory=list)

    def code(self, word: str) -> str:
        if word not in self.codes:
            self.codes[word] = chr(0xE000 + len(self.codes))
        return self.codes[word]

    def symbol(self, symbol: str, rule: str) -> str:
        if symbol == "ANY":
            return "[" + "".join(self.code(name) for name in JOINED if name != "CLOCKX") + "]"
        if symbol in SHAPES or symbol in JOINED or not symbol[0].isupper():
            return self.code(symbol)
        if symbol in self.file.classes:
            return "[" + "".join(self.code(word) for word in sorted(self.file.classes[symbol].words)) + "]"
        if symbol in self.file.macro:
            return f"(?:{''.join(self.parts(self.file.macro[symbol], rule))})"
        raise KnowledgeError(f"times.toml: rule {rule!r}: unknown class {symbol!r}")

    def parts(self, pattern: str, rule: str) -> Iterator[str]:
        for found in ELEMENT.finditer(pattern):
            if found["open"]:
                yield "(?:"
            elif found["close"]:
                yield ")" + found["repeat"]
            elif found["or"]:
                yield "|"
            else:
                yield self.element(found, rule)

    def element(self, found: re.Match[str], rule: str) -> str:
        inner = self.symbol(found["symbol"], rule)
        if found["test"]:
            return LOOK[found["test"]] + inner + ")"
        if not found["name"]:
            return inner + found["some"]
        group = f"g{len(self.captures)}"
        self.captures.append((group, found["name"], found["symbol"]))
        return f"(?P<{group}>{inner}){found['some']}"

    def rule(self, text: RuleText) -> Rule:
        self.captures = []
        try:
            regex = re.compile("".join(self.parts(text.pattern, text.name)))
        except re.error as error:
            raise KnowledgeError(f"times.toml: rule {text.name!r}: {error}") from error
        return Rule(text, regex, tuple(self.captures))


def compile_times(file: TimesFile) -> TimeGrammar:
    """The grammar of a decoded file. Raises KnowledgeError, naming the rule that cannot be compiled."""
    compiler = _Compiler(file)
    for name in (*SHAPES, *JOINED):
        compiler.code(name)
    rules = tuple(compiler.rule(text) for text in file.rule)
    joins = tuple(compiler.rule(text) for text in file.join)
    return TimeGrammar(
        codes=compiler.codes,
        capital=frozenset(word for kind in file.classes.values() for word in kind.capital),
        tables=_tables(file),
        rules=rules,
        joins=joins,
        prepositions=file.prepositions,
        tense=file.tense,
    )


def _tables(file: TimesFile) -> dict[str, dict[str, str]]:
    """For each class, and each macro over classes, the value of each word."""
    tables = {name: dict(kind.words) for name, kind in file.classes.items()}
    for name, pattern in file.macro.items():
        symbols: Sequence[str] = [found["symbol"] or "" for found in ELEMENT.finditer(pattern)]
        merged = {
            w: v
            for symbol in symbols
            if symbol in file.classes
            for w, v in file.classes[symbol].words.items()
        }
        tables.setdefault(name, merged)
    return tables


@cache
def load_times() -> TimeGrammar:
    """The grammar that the package ships. Raises KnowledgeError where times.toml breaks its schema."""
    return compile_times(load_toml("times.toml", TimesFile))
