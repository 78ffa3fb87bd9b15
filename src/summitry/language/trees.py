"""Arc scores of one sentence in, the heads of its best projective tree with a single root out.

Method: Eisner, J. (1996), "Three new probabilistic models for dependency parsing: an exploration", COLING;
each diagonal of the chart is one step on whole arrays. The root is joined last: so a single root is exact.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating]
Ints = npt.NDArray[np.int64]


def heads(scores: Floats) -> Ints:
    """For each of n words its head, counted from 1; 0 marks the root.

    `scores` has a row for each word and n + 1 columns, the first of them for the root. The best head of each
    word on its own is taken where these make a projective tree, which is then the best one.
    """
    greedy: Ints = scores.argmax(1)
    if is_tree(greedy) and is_projective(greedy):
        return greedy
    return _best_projective(_log_softmax(scores))


def is_tree(heads: Ints) -> bool:
    """True if exactly one word is the root and all others lead to it."""
    if np.count_nonzero(heads == 0) != 1:
        return False
    up = np.concatenate(([0], heads))
    for _ in range(len(heads).bit_length()):  # each round doubles the length of the path that is followed
        up = up[up]
    return not up.any()


def is_projective(heads: Ints) -> bool:
    """True if no two arcs cross, the root's own arc counted as one from before the first word."""
    words = np.arange(1, len(heads) + 1)
    low, high = np.minimum(words, heads), np.maximum(words, heads)
    crossing = (low[:, None] < low) & (low < high[:, None]) & (high[:, None] < high)
    return not crossing.any()


def _log_softmax(scores: Floats) -> Floats:
    shifted = scores.astype(np.float64) - scores.max(1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(1, keepdims=True)))


class _Chart(NamedTuple):
    """Where the best halves of each span meet, by first word and width, and the finished halves' scores."""

    joined: Ints
    rightward: Ints
    leftward: Ints
    right: Floats  # by first word and width: the span hangs from its first word
    left: Floats  # by last word and width: the span hangs from its last word


def _best_projective(scores: Floats) -> Ints:
    n = len(scores)
    chart = _chart(scores[:, 1:])
    words = np.arange(n)
    root = int((scores[:, 0] + chart.left[words, words] + chart.right[words, n - 1 - words]).argmax())
    found = np.zeros(n, dtype=np.int64)
    _trace(chart, root, found)
    return found


def _chart(scores: Floats) -> _Chart:
    """Fill the chart by width; `scores[d, h]` is that of word d under word h."""
    n = len(scores)
    joined, rightward, leftward = (np.zeros((n, n), dtype=np.int64) for _ in range(3))
    # Complete halves stand twice, by their first and by their last word: every step reads plain slices.
    right, right_end, left, left_end, open_right, open_left = (np.zeros((n, n)) for _ in range(6))
    for width in range(1, n):
        rows = np.arange(n - width)
        start, end = slice(0, n - width), slice(width, n)
        sums = right[start, :width] + left_end[end, width - 1 :: -1]
        joined[start, width] = best = sums.argmax(1)
        base = sums[rows, best]
        open_right[start, width] = base + scores[rows + width, rows]
        open_left[end, width] = base + scores[rows, rows + width]

        sums = open_right[start, 1 : width + 1] + right_end[end, width - 1 :: -1]
        rightward[start, width] = best = sums.argmax(1)
        right[start, width] = right_end[end, width] = sums[rows, best]

        sums = left[start, :width] + open_left[end, width:0:-1]
        leftward[start, width] = best = sums.argmax(1)
        left[start, width] = left_end[end, width] = sums[rows, best]
    return _Chart(joined, rightward, leftward, right, left_end)


def _trace(chart: _Chart, root: int, found: Ints) -> None:
    """Write the heads of the best tree under `root` into `found`."""
    todo = [("left", 0, root), ("right", root, len(found) - 1)]
    while todo:
        kind, first, last = todo.pop()
        if first == last:
            continue
        if kind == "right":
            child = first + 1 + int(chart.rightward[first, last - first])
            found[child] = first + 1
            todo += [("open", first, child), ("right", child, last)]
        elif kind == "left":
            child = first + int(chart.leftward[first, last - first])
            found[child] = last + 1
            todo += [("left", first, child), ("open", child, last)]
        else:
            middle = first + int(chart.joined[first, last - first])
            todo += [("right", first, middle), ("left", middle + 1, last)]
