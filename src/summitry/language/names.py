"""Scores of the BIO labels of one sentence in, the best label sequence without a stray I- label out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

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
