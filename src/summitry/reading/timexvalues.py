"""The words that a rule captured in; the pieces of a symbolic value out, and a value template filled with
them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

Table = Mapping[str, str]
DASHES = frozenset("-–—‑")
UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
ONES = (*UNITS, *TEENS)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBERS = {word: i for i, word in enumerate(ONES, 1)} | {word: 10 * i for i, word in enumerate(TENS, 2)}
FIRSTS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
ORDINALS = (
    {word: i for i, word in enumerate(FIRSTS, 1)}
    | {"eleventh": 11, "twelfth": 12, "twentieth": 20, "thirtieth": 30}
    | {f"{word}th": i for i, word in enumerate(ONES, 1) if i > 12}
)
SCALES = {"hundred": 100, "thousand": 1000, "dozen": 12}
VAGUE = frozenset({"several", "few", "many", "some", "numerous"})
SLOT = re.compile(r"\{(\w+)(?::(\d+))?(?:\|(\{\w+\|\w+\}|\w+))?\}")
OPTIONAL = re.compile(r"\[([^\[\]]*\{(\w+)\}[^\[\]]*)\]")


def convert(symbol: str, words: Sequence[str], table: Table) -> str:
    """The value of captured `words`, which matched the class or macro `symbol`; `table` holds the class's
    values.
    """
    converter = CONVERTERS.get(symbol)
    if converter is not None:
        return converter(words)
    return next((table[word] for word in words if word in table), " ".join(words))


def fill(template: str, fields: Mapping[str, str]) -> str:
    """`template` with its slots filled: {x}, {x:2} its first two characters, {x|default}, [ only if {x} ]."""
    kept = OPTIONAL.sub(lambda found: found[1] if found[2] in fields else "", template)
    filled = SLOT.sub(lambda found: _slot(found, fields), kept)
    return re.sub(r"^P(\d+|X|[\d.]+)T([HMS])$", r"PT\1\2", filled)


def _slot(found: re.Match[str], fields: Mapping[str, str]) -> str:
    name, width, default = found.groups()
    if name in fields:
        return fields[name][: int(width)] if width else fields[name]
    return fill(default, fields) if default and default.startswith("{") else default or ""


def number(words: Sequence[str]) -> str:
    """A count in words or digits: "two and a half" is 2.5, "two to three" its first, "several" X."""
    total, seen, scaled = 0.0, False, False
    for i, word in enumerate(words):
        if word in VAGUE:
            return "X"
        if (word in ("to", "or") or word in DASHES) and seen and i + 1 < len(words) and not _tail(words, i):
            break
        value = _value(word)
        if word in SCALES:
            total, scaled = (total or 1) * SCALES[word], True
        elif word == "half":
            total, seen = (total + 0.5 if seen and total and "and" in words else 0.5), True
        elif word in ("a", "an", "another") and not seen:
            total, seen = 1.0, True
        elif word == "couple":
            total, seen = 2.0, True
        elif value is not None:
            total, seen = total + value if seen or scaled else value, True
    return f"{total:g}" if total < 10**6 else f"{total:.0f}"


def _tail(words: Sequence[str], i: int) -> bool:
    """Whether the dash at `i` joins tens and ones ("twenty-four")."""
    return words[i] in DASHES and NUMBERS.get(words[i - 1], 0) >= 20 and 0 < NUMBERS.get(words[i + 1], 0) < 10


def _value(word: str) -> float | None:
    if word in NUMBERS:
        return float(NUMBERS[word])
    if re.fullmatch(r"\d/[1-9]", word):
        return int(word[0]) / int(word[2])
    cleaned = word.replace(",", "")
    return float(cleaned) if re.fullmatch(r"\d+(\.\d+)?", cleaned) else None


def day(words: Sequence[str]) -> str:
    """A day of the month, two digits: "27", "27th", "twenty-seventh"."""
    digits = re.match(r"\d+", words[0])
    if digits:
        return f"{int(digits[0]):02d}"
    return f"{sum(ORDINALS.get(word, NUMBERS.get(word, 0)) for word in words):02d}"


def year(words: Sequence[str]) -> str:
    """A year: "1998", "'98", "nineteen ninety-eight"."""
    digits = re.search(r"\d+", words[0])
    if digits is None:
        return f"{NUMBERS[words[0]] * 100 + sum(NUMBERS.get(word, 0) for word in words[1:])}"
    if len(digits[0]) == 2:
        return ("20" if int(digits[0]) < 50 else "19") + digits[0]
    return digits[0]


def century(words: Sequence[str]) -> str:
    """A century's ordinal as its first two digits and XX: "19th" is 18XX."""
    return f"{int(day(words)) - 1:02d}XX"


def decade(words: Sequence[str]) -> str:
    """A decade: "1990s", "'90s" is 199X."""
    digits = re.sub(r"\D", "", words[0])
    return f"{digits[:3]}X" if len(digits) == 4 else f"{'20' if digits[0] in '012' else '19'}{digits[0]}X"


def clock(words: Sequence[str]) -> str:
    """A clock time, 24 hours: "10:35", "5 pm" is 17:00."""
    hour, _, minute = words[0].replace(".", ":").partition(":")
    half = next((word for word in words[1:] if word in ("am", "pm", "a", "p")), "")
    hours = int(hour) % 12 + 12 if half.startswith("p") else int(hour) % 12 if half else int(hour)
    return f"{hours:02d}:{minute or '00'}"


def iso(words: Sequence[str]) -> str:
    """An ISO date, as it stands."""
    return words[0].upper()


def slash(words: Sequence[str]) -> str:
    """A date with slashes: month first, unless only the day can stand first."""
    first, second, tail = (int(part) for part in words[0].split("/"))
    month, day_ = (second, first) if first > 12 else (first, second)
    full = tail if tail >= 100 else 2000 + tail if tail < 50 else 1900 + tail
    return f"{full:04d}-{month:02d}-{day_:02d}"


def ordinal_quarter(words: Sequence[str]) -> str:
    """Two digits as they stand."""
    return f"{int(words[0]):02d}"


CONVERTERS: Mapping[str, Callable[[Sequence[str]], str]] = {
    "NUM": number,
    "COUNT": number,
    "DAYNUM": day,
    "DAYORD": day,
    "ORD": day,
    "YEAR": year,
    "YEAR4": year,
    "YEAROLD": year,
    "APYEAR": year,
    "YEARWORDS": year,
    "CENTURYNUM": century,
    "DECADES": decade,
    "CLOCKTIME": clock,
    "D12": clock,
    "TWODIGITS": ordinal_quarter,
    "ISO": iso,
    "SLASH": slash,
    "APPROX": lambda _: "approximate",
}
