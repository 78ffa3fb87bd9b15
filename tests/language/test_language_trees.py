"""The decoder finds the best tree that is projective and has a single root."""

from __future__ import annotations

import time
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.language import trees


def best_by_trying_all(scores: trees.Floats) -> float:
    n = len(scores)
    candidates = (np.array(heads) for heads in product(range(n + 1), repeat=n))
    return max(
        float(scores[np.arange(n), heads].sum())
        for heads in candidates
        if trees.is_tree(heads) and trees.is_projective(heads)
    )


@given(st.integers(1, 5), st.integers(0, 10_000))
def test_no_projective_tree_scores_better(n: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, n + 1))
    logs = trees._log_softmax(scores)
    heads = trees.heads(scores)
    assert trees.is_tree(heads)
    assert trees.is_projective(heads)
    assert float(logs[np.arange(n), heads].sum()) == pytest.approx(best_by_trying_all(logs))


@given(st.integers(1, 60), st.integers(0, 10_000))
def test_any_scores_give_a_projective_tree(n: int, seed: int) -> None:
    heads = trees.heads(np.random.default_rng(seed).normal(scale=9, size=(n, n + 1)).astype(np.float32))
    assert trees.is_tree(heads)
    assert trees.is_projective(heads)


def test_equal_scores_give_a_tree() -> None:
    assert trees.is_tree(trees.heads(np.zeros((7, 8))))


@pytest.mark.parametrize(
    ("heads", "whole"), [([0], True), ([2, 0], True), ([2, 1], False), ([0, 0], False), ([1], False)]
)
def test_a_tree_has_one_root_that_all_words_lead_to(heads: list[int], whole: bool) -> None:
    assert trees.is_tree(np.array(heads)) is whole


def test_crossing_arcs_are_not_projective() -> None:
    assert not trees.is_projective(np.array([3, 4, 0, 3]))
    assert not trees.is_projective(np.array([3, 0, 2]))  # the root's own arc is crossed
    assert trees.is_projective(np.array([2, 0, 2, 3]))


def test_the_longest_sentence_is_decoded_within_50_ms() -> None:
    scores = np.random.default_rng(1).normal(size=(150, 151))
    begun = time.process_time()
    trees.heads(scores)
    assert time.process_time() - begun < 0.05
