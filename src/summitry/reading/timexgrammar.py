"""A text in; its time expressions out, as token ranges with a symbolic value, before tense and anchors are
known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from summitry.knowledge.times import Rule, TimeGrammar
from summitry.reading.timexvalues import convert, fill

TOKEN = re.compile(
    r"[0-9]{4}-[0-9][0-9]-[0-9][0-9](?:T[0-9:]+Z?)?(?![0-9])|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}(?![0-9])|[0-9]{1,2}[:.][0-9][0-9](?=\s?[ap]\.?m)|[0-9]{1,2}:[0-9][0-9](?![0-9])"
    r"|[0-9]{4}s\b|['‘’][0-9]0s\b|['‘’][0-9][0-9](?![0-9])|[0-9]{2}0?s\b|[0-9]{1,2}(?:st|nd|rd|th)\b|[0-9]/[0-9](?![0-9])"
    r"|[0-9][0-9,.]*[0-9]|[0-9]|[qQ][1-4]\b|o['’]clock\b|n['’]t\b|['’](?:s|ll|ve|d|re)\b|[^\W\d_]+|\S"
)
DIGITS = frozenset("0123456789")
SMALL = ((12, "D12"), (24, "D24"), (31, "D31"), (99, "D99"))
CLOCK_VALUE = re.compile(r"XXXX-XX-XX(?=T)")
DAY_VALUE = re.compile(
    r"(\w{4}-\w\d-\d\d(@\d)?|XXXX-XX-\d\d(@\d)?|\w{4}-WXX-\d[<>]*|PUB([+-]\w+D)?|PUB/W[+-]\d:\d|REF[<>]\d|REF\+1D)$"
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text's tokens: their words in lower case, their offsets, and the string of their codes."""

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    codes: str


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression over tokens `first` up to, not including, `last`; `fields` are mod and sense if
    captured.
    """

    first: int
    last: int
    rule: Rule
    value: str
    fields: Mapping[str, str]
    timex: str


def tokenise(text: str, grammar: TimeGrammar) -> Tokens:
    """`text` as tokens with their codes."""
    words, starts, ends, codes = [], [], [], []
    for found in TOKEN.finditer(text):
        token = found.group()
        word = token.lower()
        words.append(word)
        starts.append(found.start())
        ends.append(found.end())
        codes.append(_code(token, word, grammar))
    return Tokens(text, tuple(words), tuple(starts), tuple(ends), "".join(codes))


def _code(token: str, word: str, grammar: TimeGrammar) -> str:
    codes = grammar.codes
    first = token[0]
    if first.isalpha():
        if word in codes and (word not in grammar.capital or first.isupper()):
            return codes[word]
        return codes["CAP"] if first.isupper() else codes["WORD"]
    if first in DIGITS or (first in "'‘’" and len(token) > 2 and token[1] in DIGITS):
        return codes[_shape(word)]
    return codes.get(word) or codes["MARK"]


def _shape(word: str) -> str:
    if word.isdecimal() and word.isascii():
        return _integer(word)
    for pattern, shape in _SHAPES:
        if pattern.fullmatch(word):
            return shape
    return "BIGNUM"


_SHAPES = (
    (re.compile(r"(0?[1-9]|[12]\d|3[01])(st|nd|rd|th)"), "ORD"),
    (re.compile(r"\d+(st|nd|rd|th)"), "ORDBIG"),
    (re.compile(r"([01]?\d|2[0-4]):[0-5]\d"), "CLOCK"),
    (re.compile(r"((1[5-9]|20)\d0s|['‘’]?[2-9]0s)"), "DECADES"),
    (re.compile(r"['‘’]\d\d"), "APYEAR"),
    (re.compile(r"\d{4}-\d\d-\d\d.*"), "ISO"),
    (re.compile(r"\d{1,2}/\d{1,2}/(\d\d|\d{4})"), "SLASH"),
    (re.compile(r"\d/\d"), "HALFNUM"),
)


def _integer(word: str) -> str:
    number = int(word) if len(word) < 10 else 10**9
    if len(word) <= 2:
        return next((name for top, name in SMALL if 0 < number <= top), "D99")
    if len(word) == 4 and number >= 1000:
        return "YEAR4" if 1900 <= number < 2050 else "YEAROLD" if number < 2200 else "BIGNUM"
    return "D999" if len(word) == 3 else "BIGNUM"


def expressions(
    tokens: Tokens, grammar: TimeGrammar, is_future: Callable[[int, int], bool], *, joined: bool = True
) -> list[Expression]:
    """The time expressions of a text, in order, none overlapping; `joined` also joins the two ends of a
    range.

    `is_future` says of a range of tokens whether its clause lies in the future.
    """
    found = [e for e in _matches(tokens, grammar) if e.rule.text.only is None or is_future(e.first, e.last)]
    kept = [e for e in _longest(found) if e.timex != "NONE"]
    return _join(tokens, kept, grammar, ranges=joined)


def _matches(tokens: Tokens, grammar: TimeGrammar) -> Iterator[Expression]:
    for rule in grammar.rules:
        for match in rule.regex.finditer(tokens.codes):
            first, last = match.span()
            if first < last:
                fields = _fields(rule, match, tokens, grammar)
                yield Expression(first, last, rule, fill(rule.text.value, fields), fields, rule.text.timex)


def _fields(rule: Rule, match: re.Match[str], tokens: Tokens, grammar: TimeGrammar) -> dict[str, str]:
    fields: dict[str, str] = {}
    for group, name, symbol in rule.captures:
        first, last = match.span(group)
        if first >= 0:
            words = tokens.words[first:last]
            fields[name] = convert(symbol, words, grammar.tables.get(symbol, {}))
    return fields


def _longest(found: Iterable[Expression]) -> list[Expression]:
    """The leftmost, then longest, then first listed of those that overlap."""
    ranked = sorted(enumerate(found), key=lambda item: (item[1].first, -item[1].last, item[0]))
    kept: list[Expression] = []
    for _, expression in ranked:
        if not kept or expression.first >= kept[-1].last:
            kept.append(expression)
    return kept


def kind(expression: Expression) -> str:
    """The code name of an expression when it is itself matched by the second level."""
    value = expression.value
    if expression.timex == "TIME" and CLOCK_VALUE.match(value):
        return "CLOCKX"
    if expression.timex != "DATE":
        return "MARK"
    if DAY_VALUE.match(value):
        return "DAY"
    return (
        "YEARX" if re.fullmatch(r"\d{4}", value) else "MONTHX" if re.match(r"\w{4}-\d\d", value) else "OTHERX"
    )


def _join(tokens: Tokens, kept: list[Expression], grammar: TimeGrammar, *, ranges: bool) -> list[Expression]:
    """Expressions with those that belong together joined: a clock time and its day, the ends of a range."""
    items: list[int | Expression] = []
    position = 0
    for expression in kept:
        items += [*range(position, expression.first), expression]
        position = expression.last
    items += range(position, len(tokens.words))
    codes = "".join(tokens.codes[i] if isinstance(i, int) else grammar.codes[kind(i)] for i in items)
    made = [
        joined
        for rule in grammar.joins
        if ranges or rule.text.timeml
        for match in rule.regex.finditer(codes)
        if (joined := _joined(rule, match, items)) is not None
    ]
    chosen = _longest(made)
    inside = [e for e in kept if not any(j.first <= e.first and e.last <= j.last for j in chosen)]
    return sorted([*inside, *chosen], key=lambda e: e.first)


def _joined(rule: Rule, match: re.Match[str], items: list[int | Expression]) -> Expression | None:
    parts = {name: items[match.start(group)] for group, name, _ in rule.captures if match.start(group) >= 0}
    ends = {name: part for name, part in parts.items() if isinstance(part, Expression)}
    if rule.text.adjacent and not _adjacent(ends["a"].value, ends["b"].value):
        return None
    values = {name: CLOCK_VALUE.sub("", part.value) for name, part in ends.items()}
    if "b" in values:
        values["a"], values["b"] = values["a"].rstrip("<>"), values["b"].rstrip("<>")
        if "/P" in values["a"] + values["b"] or re.search(r"(?<!PUB)(?<!REF)/", values["a"] + values["b"]):
            return None
        values["a"] = _share_year(values["a"], values["b"])
    first, last = items[match.start()], items[match.end() - 1]
    merged = {
        key: value
        for part in reversed(ends.values())
        for key, value in part.fields.items()
        if key in ("mod", "sense")
    }
    timex = rule.text.timex if rule.text.timex != "NONE" else "DATE"
    start = first.first if isinstance(first, Expression) else first
    stop = last.last if isinstance(last, Expression) else last + 1
    return Expression(start, stop, rule, fill(rule.text.value, values), merged, timex)


def _share_year(first: str, second: str) -> str:
    """The first end of a range takes the year of the second where it has none ("from Feb. 3 to March 1,
    2019").
    """
    if first.startswith("XXXX-") and re.match(r"\d{4}-", second) and not first.startswith("XXXX-W"):
        return second[:4] + first[4:]
    return first


def _adjacent(first: str, second: str) -> bool:
    one, two = re.search(r"(\d+)\D*$", first), re.search(r"(\d+)\D*$", second)
    return (
        bool(one and two and int(two[1]) - int(one[1]) in (1, -6))
        and first[: len(first) - 2] == second[: len(second) - 2]
    )
