"""Lemmas of words that the table does not know."""

from __future__ import annotations

import pytest

from summitry.language.lemmas import Lemmas


@pytest.fixture(scope="module")
def lemmas() -> Lemmas:
    return Lemmas()


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("ceasefires", "NNS", "ceasefire"),
        ("plenipotentiaries", "NNS", "plenipotentiary"),
        ("chairwomen", "NNS", "chairwoman"),
        ("denuclearized", "VBN", "denuclearize"),
        ("demilitarizing", "VBG", "demilitarize"),
        ("repatriates", "VBZ", "repatriate"),
        ("overthrew", "VBD", "overthrow"),
        ("rebutted", "VBD", "rebut"),
        ("reiterated", "VBD", "reiterate"),
        ("reneging", "VBG", "renege"),
        ("wobblier", "JJR", "wobbly"),
        ("Skopje", "NNP", "Skopje"),
        ("s", "NNS", "s"),
    ],
)
def test_an_ending_is_taken_off_by_the_tag(lemmas: Lemmas, form: str, tag: str, lemma: str) -> None:
    assert lemmas.lemma(form, tag) == lemma


@pytest.mark.parametrize(
    ("tag", "floor"), [("NNS", 0.94), ("VBZ", 0.97), ("VBG", 0.95), ("VBD", 0.88), ("VBN", 0.92)]
)
def test_the_rules_find_again_what_the_table_says(lemmas: Lemmas, tag: str, floor: float) -> None:
    rows = [(form, lemma) for (form, of), lemma in lemmas._table.items() if of == tag and form.isalpha()]
    right = sum(lemmas.by_rule(form, tag) == lemma for form, lemma in rows)
    assert right / len(rows) >= floor


def test_a_monstrous_word_is_its_own_lemma(lemmas: Lemmas) -> None:
    assert lemmas.lemma("Ed" * 100_000, "VBD") == "ed" * 100_000
