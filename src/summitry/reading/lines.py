"""A passage in, its tokens as plain lists out: the form in which names are searched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from summitry.reading.passages import Passage

POSSESSIVE = frozenset(("'s", "'", "s'"))
DASHES = frozenset(("-", "–", "—", "‑", "‐", "/"))
_APOSTROPHES = str.maketrans("’‘ʼ`´", "'''''")


@dataclass(frozen=True, slots=True)
class Line:
    """A passage's tokens: texts, lower-case words, tags (Penn), heads and labels (UD), sentences, entities;
    `quoted`: whether it stands in quotation marks that open in the passage.

    `plain` holds the words without dashes and `places` the token index of each.
    """

    index: int
    start: int
    texts: tuple[str, ...]
    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    tags: tuple[str, ...]
    heads: tuple[int, ...]
    deps: tuple[str, ...]
    sentences: tuple[int, ...]
    begins: tuple[int, ...]
    entities: tuple[tuple[int, int, str], ...]
    quoted: tuple[bool, ...]
    plain: tuple[str, ...]
    places: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.texts)

    def word(self, at: int) -> str:
        """The lower-case word at a token index, "" outside of the passage."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def capital(self, at: int) -> bool:
        """Whether the token at an index begins with a capital letter."""
        return 0 <= at < len(self.texts) and self.texts[at][:1].isupper()

    def noun(self, at: int) -> bool:
        """Whether the token is tagged as a noun or name."""
        return self.tags[at].startswith("NN")

    def subject(self, at: int) -> bool:
        """Whether the token, or the name that it is part of, is a subject."""
        return self.prominence(at) > 0

    def prominence(self, at: int) -> int:
        """2 for the subject of a main clause, 1 for another subject, 0 for what is none."""
        for _ in range(4):
            if self.deps[at].startswith(("nsubj", "csubj")):
                head = self.heads[at]
                main = self.deps[head] == "ROOT" or (
                    self.deps[head] == "conj" and self.deps[self.heads[head]] == "ROOT"
                )
                return 2 if main else 1
            if self.deps[at] not in ("flat", "compound", "appos", "conj"):
                return 0
            at = self.heads[at]
        return 0

    def char(self, at: int) -> int:
        """Where a token begins in `Report.text`."""
        return self.start + self.begins[at]

    def end(self, at: int) -> int:
        """Where a token ends in `Report.text`."""
        return self.char(at) + len(self.texts[at])

    def text(self, first: int, last: int) -> str:
        """The words from one token to another (both included) as written, without line breaks."""
        pieces = []
        for at in range(first, last + 1):
            gap = at > first and self.begins[at] > self.begins[at - 1] + len(self.texts[at - 1])
            pieces.append((" " if gap else "") + self.texts[at])
        return "".join(pieces)


def lines_of(passages: Sequence[Passage]) -> tuple[Line, ...]:
    """One Line for each passage, in order."""
    labels: dict[str, Counter[str]] = {}
    for passage in passages:
        for ent in passage.doc.ents:
            labels.setdefault(ent.text, Counter())[ent.label_] += 1
    return tuple(_line(index, passage, labels) for index, passage in enumerate(passages))


def _label(text: str, label: str, labels: dict[str, Counter[str]]) -> str:
    """The label that the tagger gives a text most often in this report."""
    counts = labels[text]
    best = max(counts, key=lambda other: (counts[other], other == label))
    return best if counts[best] > counts[label] else label


def _line(index: int, passage: Passage, labels: dict[str, Counter[str]]) -> Line:
    tokens = [
        (t.text, t.lemma_.lower(), t.tag_, t.head.i, t.dep_, t.idx, bool(t.is_sent_start))
        for t in passage.doc
    ]
    columns = tuple(zip(*tokens, strict=True)) if tokens else ((),) * 7
    texts, lemmas, tags, heads, deps, begins, opens = columns
    words = tuple(text.lower().translate(_APOSTROPHES) for text in texts)
    places = tuple(i for i, word in enumerate(words) if word not in DASHES)
    return Line(
        index=index,
        start=passage.offset(),
        texts=texts,
        words=words,
        lemmas=lemmas,
        tags=tags,
        heads=heads,
        deps=deps,
        sentences=tuple(accumulate(map(int, (False, *opens[1:])))) if tokens else (),
        begins=begins,
        entities=tuple(
            (ent.start, ent.end - 1, _label(ent.text, ent.label_, labels)) for ent in passage.doc.ents
        ),
        quoted=tuple(_quoted(texts)),
        plain=tuple(words[i] for i in places),
        places=places,
    )


def _quoted(texts: Sequence[str]) -> Iterator[bool]:
    """For each token, whether it stands between quotation marks, curly or straight."""
    depth, straight = 0, False
    for text in texts:
        yield straight or depth > 0
        straight ^= text == '"'
        depth = max(0, depth + (text == "“") - (text == "”"))
