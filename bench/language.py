"""The treebanks beside the checkout in, one JSON object out: accuracy from raw text, speed and size.

    python bench/language.py            # the data folder is ../shared/data, or $SUMMITRY_DATA

Accuracy is the F1 of words whose characters agree: words with the tag right, with the head right (UAS), with
head and relation right (LAS). UAS and LAS leave punctuation out. Words are aligned as in CoNLL 2018's
shared task.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

TREEBANKS = {
    "ewt_dev": "UD_English-EWT/en_ewt-ud-dev.conllu",
    "pud": "UD_English-PUD/en_pud-ud-test.conllu",
}
SPEED = "pud"

Place = tuple[int, int]  # first and last character of a word, white space not counted


@dataclass(frozen=True, slots=True)
class Word:
    """A word in its place, with its tag, its lemma and its tree; the root has no head."""

    place: Place
    tag: str
    lemma: str
    head: Place | None
    relation: str


@dataclass(slots=True)
class Paragraph:
    """Raw text, the words in it, and the places where its sentences begin."""

    text: str = ""
    words: list[Word] = field(default_factory=list)
    starts: set[int] = field(default_factory=set)


def read(path: Path) -> Iterator[Paragraph]:
    """The paragraphs of a CoNLL-U file; a document without paragraph marks is one."""
    now = Paragraph()
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.splitlines()
        if any(line.startswith(("# newdoc", "# newpar")) for line in lines) and now.words:
            yield Paragraph(now.text.strip(), now.words, now.starts)
            now = Paragraph()
        if lines:
            _add(now, [line.split("\t") for line in lines if not line.startswith("#")])
    if now.words:
        yield Paragraph(now.text.strip(), now.words, now.starts)


def _add(paragraph: Paragraph, rows: list[list[str]]) -> None:
    """Add one sentence's words and text, the text of words that are written together made of the words."""
    glued: dict[str, bool] = {}  # whether no space follows a word that is part of a longer one
    for first, last, misc in ((*row[0].split("-"), row[9]) for row in rows if "-" in row[0]):
        parts = [str(part) for part in range(int(first), int(last) + 1)]
        glued.update(dict.fromkeys(parts[:-1], True) | {parts[-1]: "SpaceAfter=No" in misc})
    rows = [row for row in rows if row[0].isdigit()]
    begin = paragraph.words[-1].place[1] if paragraph.words else 0
    paragraph.starts.add(begin)
    places: dict[str, Place] = {}
    for row in rows:
        form = row[1].replace(" ", "")
        places[row[0]] = (begin, begin + len(form))
        begin += len(form)
        paragraph.text += form + ("" if glued.get(row[0], "SpaceAfter=No" in row[9]) else " ")
    for row in rows:
        relation = "ROOT" if row[7] == "root" else row[7]
        paragraph.words.append(Word(places[row[0]], row[3], row[2], places.get(row[6]), relation))


def found(doc: Doc) -> Paragraph:
    """What the pipeline made of a paragraph, in the treebank's terms."""
    begin = 0
    places: list[Place] = []
    for token in doc:
        size = 0 if token.is_space else len(token.text)
        places.append((begin, begin + size))
        begin += size
    words = [
        Word(
            places[token.i],
            token.pos_,
            token.lemma_,
            None if token.head is token or token.head.i == token.i else places[token.head.i],
            token.dep_,
        )
        for token in doc
        if not token.is_space
    ]
    return Paragraph(doc.text, words, {places[sentence.start][0] for sentence in doc.sents})


class Tally:
    """Correct, found and true, and their F1 in per cent."""

    def __init__(self) -> None:
        self._counts = [0, 0, 0]

    def add(self, true: set[object], ours: set[object]) -> None:
        """Count two sets of answers."""
        for place, number in enumerate((len(true & ours), len(ours), len(true))):
            self._counts[place] += number

    def f1(self) -> float:
        """Twice the correct by the found and the true."""
        correct, ours, true = self._counts
        return round(200 * correct / max(1, ours + true), 2)


def score(true: Sequence[Paragraph], docs: Sequence[Doc]) -> dict[str, float]:
    """The F1 of each layer, in per cent."""
    tallies = {name: Tally() for name in ("tokens", "sentences", "upos", "lemmas", "uas", "las")}
    for paragraph, doc in zip(true, docs, strict=True):
        answers = [_answers(paragraph), _answers(found(doc))]
        for name, tally in tallies.items():
            tally.add(answers[0][name], answers[1][name])
    return {name: tally.f1() for name, tally in tallies.items()}


def _answers(paragraph: Paragraph) -> dict[str, set[object]]:
    words = paragraph.words
    inner = [word for word in words if word.relation != "punct"]
    return {
        "tokens": {word.place for word in words},
        "sentences": set(paragraph.starts),
        "upos": {(word.place, word.tag) for word in words},
        "lemmas": {(word.place, word.lemma) for word in words},
        "uas": {(word.place, word.head) for word in inner},
        "las": {(word.place, word.head, word.relation) for word in inner},
    }


def main() -> int:
    """Print the figures, or what is missing."""
    data = Path(os.environ.get("SUMMITRY_DATA", "../shared/data")) / "treebanks"
    missing = [path for path in TREEBANKS.values() if not (data / path).is_file()]
    if missing:
        print(f"no {', '.join(missing)} in {data}: set SUMMITRY_DATA to the data folder", file=sys.stderr)
        return 1
    begun = time.perf_counter()
    from summitry.language import load

    pipeline = load()
    pipeline.parse(["The talks have begun."])
    figures: dict[str, object] = {"version": pipeline.version}
    figures["load_s"] = round(time.perf_counter() - begun, 2)
    for name, path in TREEBANKS.items():
        paragraphs = list(read(data / path))
        begun = time.process_time()
        docs = pipeline.parse([paragraph.text for paragraph in paragraphs])
        seconds = time.process_time() - begun
        if name == SPEED:
            figures["words_per_second"] = round(sum(map(len, docs)) / seconds)
        figures[name] = score(paragraphs, docs)
    figures["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    print(json.dumps(figures, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
