"""The paragraphs of a report in, spaCy Docs out: the bundled English pipeline.

Its relations are those of Universal Dependencies, its tags those of the Penn Treebank. A sentence is read
alone and comes out the same wherever it stands; one of more than MOST_WORDS words comes out in parts.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from summitry.language import names, sentences, trees
from summitry.language.lemmas import Lemmas
from summitry.language.network import MOST_PIECES, WEIGHTS, Labels, Network
from summitry.language.tokens import Pieces, tokens

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

NAME = "english-1"  # the number rises when this code gives other Docs from the same weights
MOST_WORDS = 150
BREAKS = (";", ":", ",", "--", "–", "—")  # where a sentence that is too long is parted, best first


@dataclass(slots=True)
class _Columns:
    """What a Doc is made of: a value for each of its words."""

    words: list[str]
    spaces: list[bool]
    pos: list[str] = field(init=False)
    tags: list[str] = field(init=False)
    lemmas: list[str] = field(init=False)
    heads: list[int] = field(init=False)
    deps: list[str] = field(init=False)
    ents: list[str] = field(init=False)

    def __post_init__(self) -> None:
        n = len(self.words)
        self.pos, self.tags, self.ents = ["SPACE"] * n, ["_SP"] * n, ["O"] * n
        self.lemmas, self.heads, self.deps = list(self.words), list(range(n)), ["ROOT"] * n


class English:
    """The bundled pipeline: nupunkt's sentences, spaCy's tokens, one network for tags, trees and names."""

    # Each part is loaded when the first text comes: to know the version costs no network.

    @cached_property
    def _nlp(self) -> Language:
        import spacy

        return spacy.blank("en")

    @cached_property
    def _pieces(self) -> Pieces:
        return Pieces()

    @cached_property
    def _network(self) -> Network:
        return Network()

    @cached_property
    def _lemmas(self) -> Lemmas:
        return Lemmas()

    @cached_property
    def _labels(self) -> Labels:
        return Labels.read()

    @cached_property
    def _names(self) -> names.Labels:
        return names.Labels(self._labels.names)

    @cached_property
    def _root(self) -> int:
        return self._labels.relations.index("root")

    @cached_property
    def version(self) -> str:
        """The name and a hash of the weights and rules."""
        found = hashlib.sha256()
        folders = (WEIGHTS, Path(__file__).parent / "rules")
        for path in sorted(path for folder in folders for path in folder.iterdir() if path.suffix != ".md"):
            found.update(path.name.encode() + b"\0")
            found.update(hashlib.sha256(path.read_bytes()).digest())
        return f"{NAME}+{found.hexdigest()[:12]}"

    def parse(self, texts: Sequence[str]) -> list[Doc]:
        """One Doc for each text; see `Pipeline.parse`."""
        return [self._parse(text) for text in texts]

    def _parse(self, text: str) -> Doc:
        from spacy.tokens import Doc

        columns = _Columns(*tokens(self._nlp, text))
        for sentence in self._sentences(text, columns):
            self._read(columns, sentence)
        _attach_spaces(columns)
        return Doc(
            self._nlp.vocab,
            words=columns.words,
            spaces=columns.spaces,
            pos=columns.pos,
            tags=columns.tags,
            lemmas=columns.lemmas,
            heads=columns.heads,
            deps=columns.deps,
            ents=columns.ents,
        )

    def _sentences(self, text: str, columns: _Columns) -> Iterator[list[int]]:
        """The places of the words of each sentence, words of white space left out."""
        sizes = (len(word) + space for word, space in zip(columns.words, columns.spaces, strict=True))
        offsets = list(accumulate(sizes, initial=0))[:-1]
        found: dict[int, list[int]] = {}
        begins = sentences.starts(text)
        for place, (word, offset) in enumerate(zip(columns.words, offsets, strict=True)):
            if not word.isspace():
                found.setdefault(bisect_right(begins, offset), []).append(place)
        for sentence in found.values():
            yield from self._bounded(columns, sentence)

    def _bounded(self, columns: _Columns, sentence: list[int]) -> Iterator[list[int]]:
        """The sentence, or its parts if it has too many words or pieces for the network."""
        words = [columns.words[place] for place in sentence]
        sizes = [len(self._pieces.of(word)) for word in words]
        begin = 0
        while begin < len(sentence):
            fitting = sum(size <= MOST_PIECES for size in accumulate(sizes[begin : begin + MOST_WORDS]))
            end = begin + fitting
            if end < len(sentence):
                end = begin + _cut(words[begin:end])
            yield sentence[begin:end]
            begin = end

    def _read(self, columns: _Columns, sentence: list[int]) -> None:
        """Fill the columns for the words of one sentence."""
        words = [columns.words[place] for place in sentence]
        scores = self._network.scores([self._pieces.of(word) for word in words])
        heads = trees.heads(scores.arcs)
        relations = self._network.relations(scores, heads)
        relations[:, self._root] = -np.inf  # the true root's relation is set below
        labels = self._labels
        columns_of = zip(
            sentence,
            words,
            scores.universal.argmax(1).tolist(),
            scores.penn.argmax(1).tolist(),
            heads.tolist(),
            relations.argmax(1).tolist(),
            names.mended(words, self._names.decode(scores.names)),
            strict=True,
        )
        for place, word, universal, penn, head, relation, name in columns_of:
            columns.pos[place] = labels.universal[universal]
            columns.tags[place] = labels.penn[penn]
            columns.lemmas[place] = self._lemmas.lemma(word, labels.penn[penn])
            columns.heads[place] = sentence[head - 1] if head else place
            columns.deps[place] = labels.relations[relation] if head else "ROOT"
            columns.ents[place] = name


def _cut(words: list[str]) -> int:
    """Where to part words: behind the last of the best breaks in their second half, else at the end."""
    for mark in BREAKS:
        for place in range(len(words) - 1, len(words) // 2, -1):
            if words[place] == mark:
                return place + 1
    return len(words)


def _attach_spaces(columns: _Columns) -> None:
    """Hang each word of white space on the word before it, or on the first word; join the name around it."""
    places = [place for place, pos in enumerate(columns.pos) if pos != "SPACE"]
    blanks = [place for place, pos in enumerate(columns.pos) if pos == "SPACE"]
    for place in blanks:
        behind = bisect_right(places, place)
        anchor = places[max(behind - 1, 0)] if places else 0
        if anchor != place:
            columns.heads[place], columns.deps[place] = anchor, "dep"
        if behind < len(places) and columns.ents[places[behind]].startswith("I-"):
            columns.ents[place] = columns.ents[places[behind]]
