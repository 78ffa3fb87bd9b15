"""Scores of the BIO labels of one sentence in, whole names with a capital letter out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from summitry.errors import KnowledgeError

RULES = Path(__file__).parent / "rules" / "names.toml"
Floats = npt.NDArray[np.floating]
FORBIDDEN = -1e4


class Labels:
    """The label set with the steps that it allows; decodes by the Viterbi algorithm."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = list(names)
        self._steps = np.array([[_allowed(before, after) for after in names] for before in names])
        self._starts = np.array([_allowed("O", name) for name in names])
        self._penalty = np.where(self._steps, 0.0, FORBIDDEN)

    def decode(self, scores: Floats) -> list[str]:
        """The labels of n words; `scores` has a row a word and a column a label."""
        best = scores.argmax(1)
        if not self._valid(best):
            best = self._viterbi(scores)
        return [self._names[label] for label in best]

    def _valid(self, best: npt.NDArray[np.int64]) -> bool:
        return bool(self._starts[best[0]] and self._steps[best[:-1], best[1:]].all())

    def _viterbi(self, scores: Floats) -> npt.NDArray[np.int64]:
        logs = scores.astype(np.float64)
        logs -= logs.max(1, keepdims=True)
        logs -= np.log(np.exp(logs).sum(1, keepdims=True))
        total = logs[0] + np.where(self._starts, 0.0, FORBIDDEN)
        back = np.zeros(scores.shape, dtype=np.int64)
        for word in range(1, len(scores)):
            paths = total[:, None] + self._penalty
            back[word] = paths.argmax(0)
            total = paths.max(0) + logs[word]
        best = np.zeros(len(scores), dtype=np.int64)
        best[-1] = total.argmax()
        for word in range(len(scores) - 1, 0, -1):
            best[word - 1] = back[word, best[word]]
        return best


def _allowed(before: str, after: str) -> bool:
    return after[0] != "I" or (before != "O" and before[2:] == after[2:])


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Small words that a name may begin with, and signs that join a small syllable to it."""

    particles: frozenset[str]
    joints: frozenset[str]


@cache
def _rules() -> Rules:
    try:
        return msgspec.toml.decode(RULES.read_bytes(), type=Rules)
    except msgspec.DecodeError as error:
        raise KnowledgeError(f"{RULES.name}: {error}") from error


def mended(words: Sequence[str], labels: Sequence[str]) -> list[str]:
    """The labels again, names without a capital letter or a digit left out, and small words at their ends."""
    found = ["O"] * len(labels)
    for first, last in _spans(labels):
        begin, end = _trimmed(words, first, last)
        if begin < end:
            kind = labels[first][2:]
            found[begin:end] = [f"B-{kind}"] + [f"I-{kind}"] * (end - begin - 1)
    return found


def _spans(labels: Sequence[str]) -> Iterator[tuple[int, int]]:
    first = None
    for place, label in enumerate([*labels, "O"]):
        if first is not None and label[0] != "I":
            yield first, place
            first = None
        if label[0] == "B":
            first = place


def _trimmed(words: Sequence[str], begin: int, end: int) -> tuple[int, int]:
    rules = _rules()
    if not any(_marked(word) for word in words[begin:end]):
        return begin, begin
    while not _marked(words[end - 1]) and words[end - 2] not in rules.joints:
        end -= 1
    while not _marked(words[begin]) and words[begin] not in rules.particles:
        begin += 1
    return begin, end


def _marked(word: str) -> bool:
    return any(letter.isupper() or letter.isdigit() for letter in word)
