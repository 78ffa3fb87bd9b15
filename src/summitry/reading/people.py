"""A line in, the people that it names out; and when two written names are one person's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from summitry.knowledge.reference import Reference
from summitry.knowledge.titles import Titles
from summitry.reading.known import Known
from summitry.reading.lines import DASHES, POSSESSIVE, Line
from summitry.reading.offices import OfficeSpan

Words = tuple[str, ...]
_NOT_LETTERS = re.compile(r"[^a-z]")
_BREAKS = frozenset(("VBZ", "VBD", "VBP", "MD", "IN", "TO", "WP", "WDT", "PRP", "PRP$", "CC"))
_SOFT_USES = frozenset(("name", "city", "capital", "seat"))


@dataclass(slots=True)
class NameSpan:
    """A person's name in a line: `words` are folded, hyphenated parts joined ("jongun"); `halves` where it may be two."""

    line: Line
    first: int
    last: int
    words: Words
    male: bool | None = None
    offices: list[OfficeSpan] = field(default_factory=list)
    state: str | None = None
    hyphened: bool = False

    @property
    def text(self) -> str:
        """The name as written."""
        return self.line.text(self.first, self.last)


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """A word in lower-case letters without marks, hyphens, points and apostrophes."""
    plain = unicodedata.normalize("NFKD", word.replace("ø", "o").replace("Ø", "O").replace("ł", "l"))
    return _NOT_LETTERS.sub("", plain.lower())


def name_words(texts: Sequence[str]) -> Words:
    """The folded words of a name given as tokens; what a dash joins is one word."""
    words: list[str] = []
    glue = False
    for text in texts:
        if text in DASHES:
            glue = True
            continue
        folded = fold(text)
        if glue and words:
            words[-1] += folded
        elif folded:
            words.append(folded)
        glue = False
    return tuple(words)


def same_name(left: Words, right: Words) -> bool:
    """Whether two names of two words or more are one: spacing, middle names, initials, or a slip in a long name."""
    short, long = sorted((left, right), key=len)
    one, other = "".join(left), "".join(right)
    if one == other or (len(left) == len(right) and sorted(left) == sorted(right)):
        return True
    if len(short) < len(long) and _within(short, long):
        return True
    if len(short) == len(long) and short[-1] == long[-1] and _initial(short[0], long[0]):
        return True
    slack = 2 if min(len(one), len(other)) >= 12 else 1 if min(len(one), len(other)) >= 8 else 0
    if not slack or left[0][:1] != right[0][:1] or abs(len(one) - len(other)) > slack:
        return False
    return Levenshtein.distance(one, other, score_cutoff=slack) <= slack and _slip(left, right)


def _within(short: Words, long: Words) -> bool:
    """"Ghani Baradar" or "Abdul Baradar" in "Abdul Ghani Baradar": its tail, its head, or its two ends."""
    tail, head = long[-len(short) :] == short, long[: len(short)] == short
    return tail or head or (len(short) == 2 and short[-1] == long[-1] and _initial(short[0], long[0]))


def _initial(short: str, long: str) -> bool:
    return short == long or (min(len(short), len(long)) == 1 and short[0] == long[0])


def _slip(left: Words, right: Words) -> bool:
    """A slip changes one word of a name; two letters in one short given name are another person."""
    if len(left) != len(right):
        return True
    pairs = [(a, b) for a, b in zip(left, right, strict=True) if a != b]
    return len(pairs) == 1 and Levenshtein.distance(*pairs[0]) * 4 <= max(map(len, pairs[0])) + 1


def names_in(
    line: Line, known: Sequence[Known], offices: Sequence[OfficeSpan], reference: Reference, titles: Titles
) -> list[NameSpan]:
    """Every person that the tagger or a title before it shows in a line, left to right."""
    taken = {i for span in offices for i in range(span.start, span.head + 1)}
    bounds = {i: k for k in known for i in range(k.first, k.last + 1)}
    spans: dict[int, tuple[int, int]] = {}
    for first, last in _proposals(line, offices, bounds):
        for start, end in _pieces(line, first, last, bounds, taken, reference, titles):
            spans.setdefault(start, _grown(line, start, end, bounds, taken, reference))
    found: list[NameSpan] = []
    for first, last in sorted(spans.values()):
        if found and first <= found[-1].last:
            continue
        words = name_words(line.texts[first : last + 1])
        if words and not (len(words) == 1 and (words[0] in reference.names.never or len(words[0]) < 2)):
            hyphened = last == first + 2 and line.words[first + 1] in DASHES
            found.append(NameSpan(line, first, last, words, _gender(line, first, titles), hyphened=hyphened))
    return found


def _proposals(
    line: Line, offices: Sequence[OfficeSpan], bounds: dict[int, Known]
) -> Iterator[tuple[int, int]]:
    """Where a person may stand: entities of the tagger, and the capitals behind a title."""
    for first, last, label in line.entities:
        if label == "PER":
            yield first, last
    other = {i for a, b, label in line.entities if label in ("ORG", "LOC") for i in range(a, b + 1) if b > a}
    for span in offices:
        first = span.last + 1
        last = first - 1
        while line.capital(last + 1) and last + 1 not in bounds and last + 1 not in other and line.noun(last + 1):
            last += 1
        if last >= first and not line.text(first, last).isupper():
            yield first, last


def _pieces(
    line: Line,
    first: int,
    last: int,
    bounds: dict[int, Known],
    taken: set[int],
    reference: Reference,
    titles: Titles,
) -> Iterator[tuple[int, int]]:
    """The proposal without titles, honorifics and states, cut at verbs and small words."""
    whole = bounds.get(first)
    if whole and whole.first <= first and whole.last >= last:
        return
    start: int | None = None
    for at in range(first, last + 2):
        inside = at <= last and not _stops(line, at, bounds, taken, reference, titles, start)
        if inside and start is None and line.words[at] not in DASHES:
            start = at
        elif not inside and start is not None:
            end = at - 1
            while end > start and not line.capital(end) and line.word(end - 1) not in DASHES:
                end -= 1
            if line.capital(start) or line.capital(end):
                yield start, end
            start = None


def _stops(
    line: Line,
    at: int,
    bounds: dict[int, Known],
    taken: set[int],
    reference: Reference,
    titles: Titles,
    start: int | None,
) -> bool:
    word, known = line.words[at], bounds.get(at)
    if at in taken or word in POSSESSIVE or word in (",", ";", ":", "(", ")", '"', "“", "”"):
        return True
    if known and (known.use not in _SOFT_USES or known.last > known.first):
        return True
    if word in titles.honorifics:
        return start is None
    if line.capital(at) or word in DASHES or word in reference.names.connectors:
        return line.tags[at] in _BREAKS - {"IN", "TO"} and word not in reference.names.connectors
    return line.word(at - 1) not in DASHES


def _grown(
    line: Line, first: int, last: int, bounds: dict[int, Known], taken: set[int], reference: Reference
) -> tuple[int, int]:
    """The span with the parts that the tagger left out: "Jong" before "-un", a connector and the name behind it."""

    def part(at: int) -> bool:
        return line.capital(at) and line.tags[at].startswith("NNP") and at not in bounds and at not in taken

    while True:
        step = 1 if part(last + 1) and line.word(last + 1) not in reference.names.never else 0
        if not step and line.word(last + 1) in DASHES and last + 2 < len(line) and not line.capital(last + 2):
            joined = line.begins[last + 2] == line.begins[last] + len(line.texts[last]) + 1
            step = 2 if joined and line.words[last + 2].isalpha() and len(line.words[last + 2]) <= 5 else 0
        if not step and line.word(last + 1) in reference.names.connectors - {"as", "e", "i", "y", "o", "la", "le", "do"} and part(last + 2):
            step = 2
        if not step:
            return first, last
        last += step


def _gender(line: Line, first: int, titles: Titles) -> bool | None:
    """True after "Mr", False after "Mrs" or "Ms", None where nothing tells."""
    word = line.word(first - 1)
    return True if word in titles.modifiers.honorific_male else False if word in titles.modifiers.honorific_female else None


def link_offices(
    names: Sequence[NameSpan], offices: Sequence[OfficeSpan], known: Iterable[Known], titles: Titles
) -> None:
    """Gives each name the offices that stand before or behind it, and the state behind it ("Zarif of Iran")."""
    if not names:
        return
    line, by_first, by_last = names[0].line, {n.first: n for n in names}, {n.last: n for n in names}
    for span in offices:
        for name in _before(line, span, by_first, titles.honorifics | {"-", "designate", "elect"}) or _behind(line, span, by_last):
            name.offices.append(span)
            span.named = True
    states = {k.first: k for k in known if k.kind == "state"}
    for name in names:
        at = name.last + 2 + (line.word(name.last + 2) == "the")
        if line.word(name.last + 1) in ("of", "(") and at in states:
            name.state = states[at].state


def _before(
    line: Line, span: OfficeSpan, by_first: dict[int, NameSpan], skipped: frozenset[str]
) -> list[NameSpan]:
    """The name right behind an office, or behind its comma; two names behind a plural one."""
    at = span.last + 1
    while line.word(at) in skipped:
        at += 1
    name = by_first.get(at)
    if name is None and line.word(at) == "," and span.article and not span.plural:
        at += 1
        while line.word(at) in skipped:
            at += 1
        name = by_first.get(at)
        closed = name and line.word(name.last + 1) in (",", ".", ";", ")", "")
        return [name] if name and closed and span.article not in ("a", "an") else []
    if name is None:
        return []
    found = [name]
    while span.plural and (line.word(found[-1].last + 1) in ("and", ",", "&")):
        after = found[-1].last + 2 + (line.word(found[-1].last + 2) == "and")
        if after not in by_first:
            break
        found.append(by_first[after])
    return found


def _behind(line: Line, span: OfficeSpan, by_last: dict[int, NameSpan]) -> list[NameSpan]:
    """The name before an office: "NAME, the envoy", "NAME, who is the envoy", "NAME (the envoy)"."""
    if span.plural:
        return []
    at = _opening(line, span) - 1
    if line.word(at) in ("is", "was", "became", "remains", "serves", "being", "as"):
        copula = at
        at -= 1
        if line.word(at) == "who" or line.word(copula) == "as":
            at -= line.word(at) == "who"
        elif at in by_last and span.article:
            return [by_last[at]]
    elif line.word(at) == "and" and not span.named:
        return []
    if line.word(at) in (",", "(", "—", "–", "-") and at - 1 in by_last:
        return [by_last[at - 1]]
    if line.word(at) in POSSESSIVE:
        return []
    return []


def _opening(line: Line, span: OfficeSpan) -> int:
    """The first token of an office with its article and the owner before it."""
    first = span.first
    if span.article == "'s" and span.owners:
        first = min(first, span.owners[0].first, *(o.first for o in span.owners if o.last < span.start))
    words = [line.word(first - 1)]
    return first - 1 if span.article and (words[0] == span.article or words[0] in ("the", "a", "an")) else first
