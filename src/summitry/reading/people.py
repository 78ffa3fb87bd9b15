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
_BREAKS = frozenset(("VBZ", "VBD", "VBP", "MD", "WP", "WDT", "CC"))
_POINTS = frozenset((",", ";", ":", "(", ")", "[", "]", '"', "“", "”"))
_COPULAS = frozenset(("is", "was", "became", "remains", "as"))
_WEAK_CONNECTORS = frozenset(("as", "e", "i", "y", "o", "la", "le", "do"))
_SOFT_USES = frozenset(("name", "city", "capital", "seat"))


@dataclass(slots=True)
class NameSpan:
    """A person's name in a line: `words` are folded, hyphenated parts joined ("daejung").

    `hyphened` says that it is one word with one hyphen, which may join two people ("Begin-Sadat").
    """

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
    """Whether two full names are one: by spacing, middle names, initials, or a slip in a long name."""
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
    """ "Nasser Hussein" or "Gamal Hussein" in "Gamal Nasser Hussein": its tail, its head, or its two ends."""
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
    finder = _Finder(line, offices, known, reference, titles)
    found: list[NameSpan] = []
    for first, last in finder.spans():
        if found and first <= found[-1].last:
            continue
        words = name_words(line.texts[first : last + 1])
        if words and not (len(words) == 1 and _odd(line.text(first, last), words[0], reference)):
            hyphened = last == first + 2 and line.words[first + 1] in DASHES
            found.append(NameSpan(line, first, last, words, _gender(line, first, titles), hyphened=hyphened))
    return found


def _odd(text: str, word: str, reference: Reference) -> bool:
    """Whether one word is no name: a day, a letter, an abbreviation, a party and state ("R-Tenn.")."""
    return word in reference.names.never or len(word) < 2 or text.endswith(".") or text[1:2] == "-"


class _Finder:
    """Seeks the names of people in one line, with what else stands there: states, offices, organisations."""

    def __init__(
        self,
        line: Line,
        offices: Sequence[OfficeSpan],
        known: Sequence[Known],
        reference: Reference,
        titles: Titles,
    ) -> None:
        self._line = line
        self._offices = offices
        self._taken = {i for span in offices for i in range(span.start, span.head + 1)}
        self._bounds = {i: k for k in known for i in range(k.first, k.last + 1)}
        self._connectors = reference.names.connectors
        self._never = reference.names.never
        self._honorifics = titles.honorifics

    def spans(self) -> list[tuple[int, int]]:
        """First and last tokens of names, left to right; they may overlap."""
        found: dict[int, tuple[int, int]] = {}
        for first, last in self._proposals():
            for start, end in self._pieces(first, last):
                found.setdefault(start, self._grown(start, end))
        return sorted(found.values())

    def _proposals(self) -> Iterator[tuple[int, int]]:
        """Where a person may stand: entities of the tagger, and the capitals behind a title."""
        line = self._line
        for first, last, label in line.entities:
            if label == "PER":
                yield first, last
        other = {
            i for a, b, label in line.entities if label in ("ORG", "LOC") and b > a for i in range(a, b + 1)
        }
        for span in self._offices:
            first = span.last + 1
            last = first - 1
            while (
                line.capital(last + 1) and last + 1 not in self._bounds.keys() | other and line.noun(last + 1)
            ):
                last += 1
            if last >= first and not line.text(first, last).isupper():
                yield first, last

    def _pieces(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """The proposal without titles, honorifics and states, cut at verbs and small words."""
        line, whole = self._line, self._bounds.get(first)
        if whole and whole.first <= first and whole.last >= last:
            return
        start: int | None = None
        for at in range(first, last + 2):
            inside = at <= last and not self._stops(at, start)
            if inside and start is None and line.words[at] not in DASHES:
                start = at
            elif not inside and start is not None:
                end = at - 1
                while end > start and not line.capital(end) and line.word(end - 1) not in DASHES:
                    end -= 1
                if line.capital(start) or line.capital(end):
                    yield start, end
                start = None

    def _stops(self, at: int, start: int | None) -> bool:
        """Whether a token is no part of a name that began at `start`."""
        line, word, known = self._line, self._line.words[at], self._bounds.get(at)
        if at in self._taken or word in POSSESSIVE or word in _POINTS:
            return True
        if known and (known.use not in _SOFT_USES or known.last > known.first):
            return True
        if word in self._honorifics:
            return start is None
        if word in self._connectors:
            return False
        if line.capital(at) or word in DASHES:
            return line.tags[at] in _BREAKS
        return line.word(at - 1) not in DASHES

    def _grown(self, first: int, last: int) -> tuple[int, int]:
        """The span with what the tagger left out: a hyphenated given name, a connector and a name."""
        while step := self._step(first, last):
            last += step
        return first, last

    def _step(self, first: int, last: int) -> int:
        """By how many tokens a name goes on; "-jung" only behind two parts (not "Bush-era")."""
        line = self._line
        if self._part(last + 1):
            return 0 if line.word(last + 1) in self._never else 1
        if (
            first < last
            and line.word(last + 1) in DASHES
            and last + 2 < len(line)
            and not line.capital(last + 2)
        ):
            joined = line.begins[last + 2] == line.begins[last] + len(line.texts[last]) + 1
            return 2 if joined and line.words[last + 2].isalpha() and len(line.words[last + 2]) <= 5 else 0
        loose = line.word(last + 1) in self._connectors - _WEAK_CONNECTORS
        return 2 if loose and self._part(last + 2) else 0

    def _part(self, at: int) -> bool:
        line = self._line
        free = at not in self._bounds and at not in self._taken
        if not free or not line.capital(at):
            return False
        begins = at == 0 or line.sentences[at] != line.sentences[at - 1]
        return line.tags[at].startswith("NNP") or (line.words[at] == "he" and not begins)


def _gender(line: Line, first: int, titles: Titles) -> bool | None:
    """True after "Mr", False after "Mrs" or "Ms", None where nothing tells."""
    word = line.word(first - 1)
    return (
        True
        if word in titles.modifiers.honorific_male
        else False
        if word in titles.modifiers.honorific_female
        else None
    )


def link_offices(
    names: Sequence[NameSpan], offices: Sequence[OfficeSpan], known: Iterable[Known], titles: Titles
) -> None:
    """Gives each name the offices before or behind it, and the state behind it ("X of Norway")."""
    if not names:
        return
    line, by_first, by_last = names[0].line, {n.first: n for n in names}, {n.last: n for n in names}
    skipped = titles.honorifics | {"-", "designate", "elect"}
    for span in reversed(offices):
        found = _before(line, span, by_first, skipped) or _behind(line, span, by_last)
        for name in found or _apposed(line, span, names):
            name.offices.insert(0, span)
            span.named = True
            if not span.plural:
                by_first.setdefault(span.first, name)
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
    comma = line.word(at) == "," and span.article not in ("", "a", "an") and not span.plural
    at += comma
    while line.word(at) in skipped:
        at += 1
    name = by_first.get(at)
    if name is None:
        return []
    if comma:
        return [name] if line.word(name.last + 1) in (",", ".", ";", ")", "", *POSSESSIVE) else []
    found = [name]
    while span.plural and (line.word(found[-1].last + 1) in ("and", ",", "&")):
        after = found[-1].last + 2 + (line.word(found[-1].last + 2) == "and")
        if after not in by_first:
            break
        found.append(by_first[after])
    return [] if span.plural and len(found) < 2 else found


def _behind(line: Line, span: OfficeSpan, by_last: dict[int, NameSpan]) -> list[NameSpan]:
    """The name before an office: "NAME, the envoy", "NAME, who is the envoy", "NAME (the envoy)"."""
    if span.plural:
        return []
    at = _opening(line, span) - 1
    if line.word(at) in POSSESSIVE:
        at = next((i for i in range(at, max(0, at - 7), -1) if line.words[i] == ","), -1)
    copula = line.word(at) in _COPULAS
    at -= copula
    if copula and at in by_last and span.article:
        return [by_last[at]]
    at -= copula and line.word(at) == "who"
    if line.word(at) in (",", "(", "—", "–", "-", "--") and at - 1 in by_last:
        return [by_last[at - 1]]
    return []


def _apposed(line: Line, span: OfficeSpan, names: Sequence[NameSpan]) -> list[NameSpan]:
    """The name that the parser puts in apposition to an office: "the envoy who leads the talks, NAME,"."""
    if span.plural or span.article not in ("the", "'s"):
        return []
    for name in names:
        if span.last < name.first and any(
            line.deps[i] == "appos" and line.heads[i] == span.head for i in range(name.first, name.last + 1)
        ):
            return (
                [name] if line.word(name.first - 1) == "," and line.word(name.last + 1) in (",", ".") else []
            )
    return []


def _opening(line: Line, span: OfficeSpan) -> int:
    """The first token of an office with its article."""
    return (
        span.first - 1 if line.word(span.first - 1) in ("the", "a", "an", "its", "his", "her") else span.first
    )
