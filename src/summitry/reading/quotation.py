"""A passage's parse in, its quotations out: the tokens between quotation marks, over the ends of sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

OPENING = frozenset("“«„")
CLOSING = frozenset("”»")
STRAIGHT = '"'
MARKS = OPENING | CLOSING | {STRAIGHT}


@dataclass(frozen=True, slots=True)
class Quotation:
    """The tokens [first, last) between two marks; `closed` is False where the paragraph ends before the quotation."""

    first: int
    last: int
    closed: bool


class Quotations:
    """The quotations of one passage, in order."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self.all = _of_tokens(doc)
        self._at = {i: k for k, q in enumerate(self.all) for i in range(q.first, q.last)}

    def at(self, i: int) -> int | None:
        """The number of the quotation that token `i` stands in, or None."""
        return self._at.get(i)

    def overlapping(self, first: int, last: int) -> list[int]:
        """The numbers of the quotations with a token in [first, last)."""
        return [k for k, q in enumerate(self.all) if q.first < last and first < q.last]

    def words(self, k: int, first: int, last: int) -> str:
        """What quotation `k` says within the tokens [first, last), without its marks."""
        q = self.all[k]
        return str(self._doc[max(q.first, first) : min(q.last, last)].text).strip(' ,“”«»„"')

    def tied(self, verb: Token, subject: int, covered: tuple[int, int] | None) -> int | None:
        """The quotation that a cue verb introduces or closes: within its content, or right beside its clause.

        `subject` is where the verb's clause begins.
        """
        sent = verb.sent
        here = [k for k in self.overlapping(sent.start, sent.end) if self.at(verb.i) != k]
        if covered is not None:
            within = [k for k in here if self.all[k].first < covered[1] and covered[0] < self.all[k].last]
            if within:
                return max(within, key=lambda k: (self._length(k), -k))
        return next((k for k in here if self._beside(verb, subject, self.all[k])), None)

    def _length(self, k: int) -> int:
        return self.all[k].last - self.all[k].first

    def _beside(self, verb: Token, subject: int, q: Quotation) -> bool:
        if q.last <= subject:
            return subject - q.last <= 3
        between = self._doc[verb.i + 1 : q.first]
        return (
            verb.i < q.first <= verb.i + 14
            and q.first < verb.sent.end
            and not any(t.pos_ == "VERB" and t.dep_ not in ("amod", "compound") for t in between)
        )


def _of_tokens(doc: Doc) -> tuple[Quotation, ...]:
    """Quotations as tokens, from those of characters."""
    found = []
    text = str(doc.text)
    for start, end, closed in _of_text(text) if not MARKS.isdisjoint(text) else ():
        inside = [t.i for t in doc if start <= t.idx < end and t.text not in MARKS]
        if inside:
            found.append(Quotation(inside[0], inside[-1] + 1, closed))
    return tuple(found)


def _of_text(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start and end of each quotation in characters, and whether it is closed.

    A straight mark opens before a word and closes behind one; one that opens where a quotation is open already ends that
    one, whose closing mark is lost.
    """
    start: int | None = None
    for i, char in enumerate(text):
        if char not in MARKS:
            continue
        opens = char in OPENING or (char == STRAIGHT and _opens(text, i, open_now=start is not None))
        if opens and start is not None and char == STRAIGHT:
            yield start, i, True
            start = i + 1
        elif opens and start is None:
            start = i + 1
        elif not opens and start is not None:
            yield start, i, True
            start = None
    if start is not None:
        yield start, len(text), False


def _opens(text: str, i: int, *, open_now: bool) -> bool:
    before = text[i - 1] if i else " "
    after = text[i + 1] if i + 1 < len(text) else " "
    if open_now:
        return before.isspace() and not after.isspace()
    return not after.isspace() and not before.isalnum()
