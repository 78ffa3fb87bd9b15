"""Name labels come out as whole names."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.language.names import Labels, mended

NAMES = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")


def valid(labels: tuple[str, ...]) -> bool:
    before = ("O", *labels[:-1])
    return all(now[0] != "I" or then[2:] == now[2:] for then, now in zip(before, labels, strict=True))


@given(st.integers(1, 4), st.integers(0, 10_000))
def test_the_best_sequence_without_a_stray_inner_label_is_found(n: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, len(NAMES)))
    total = {
        labels: sum(scores[word, NAMES.index(label)] for word, label in enumerate(labels))
        for labels in product(NAMES, repeat=n)
        if valid(labels)
    }
    found = tuple(Labels(NAMES).decode(scores))
    assert valid(found)
    assert total[found] == pytest.approx(max(total.values()))


@pytest.mark.parametrize(
    ("words", "labels", "better"),
    [
        ("Peres said", "B-PER I-PER", "B-PER O"),
        ("premier Rabin", "B-PER I-PER", "O B-PER"),
        ("the minister", "B-PER I-PER", "O O"),
        ("bin Talal al Hussein", "B-PER I-PER I-PER I-PER", "B-PER I-PER I-PER I-PER"),
        ("Soong Mei - ling", "B-PER I-PER I-PER I-PER", "B-PER I-PER I-PER I-PER"),
        ("League of Nations", "B-ORG I-ORG I-ORG", "B-ORG I-ORG I-ORG"),
        ("Oslo , the Hague", "B-LOC O O B-LOC", "B-LOC O O B-LOC"),
        ("Oslo Madrid", "B-LOC B-LOC", "B-LOC B-LOC"),
        ("242 1967", "B-OTH O", "B-OTH O"),
        ("- -", "B-OTH I-OTH", "O O"),
    ],
)
def test_small_words_at_the_ends_are_no_part_of_a_name(words: str, labels: str, better: str) -> None:
    assert mended(words.split(), labels.split()) == better.split()
