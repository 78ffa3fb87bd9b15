"""Copies of one wire story are found; other stories on the same matter are not."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from summitry.cleaning.copies import find_copies

NOUNS = ("envoys", "border", "draft", "summit", "river", "accord", "troops", "treaty", "council", "prisoners")
VERBS = ("met", "refused", "signed", "left", "opened", "discussed", "delayed", "welcomed", "rejected")


def story(seed: int, sentences: int = 25) -> list[str]:
    pick = random.Random(seed)
    return [
        f"The {pick.choice(NOUNS)} {pick.choice(VERBS)} the {pick.choice(NOUNS)} with "
        f"{pick.randint(2, 9999)} {pick.choice(NOUNS)} and {pick.choice(VERBS)} {pick.randint(2, 9999)}."
        for _ in range(sentences)
    ]


def test_the_same_text_is_a_copy() -> None:
    text = " ".join(story(1))
    assert find_copies({"b": text, "a": text, "c": " ".join(story(2))}) == [("a", "b", 1.0)]


def test_a_shortened_and_retitled_copy_is_found() -> None:
    long = story(1, 60)
    short = "Another headline altogether " + " ".join(long[:14])
    ((left, right, share),) = find_copies(
        {"long": " ".join(long), "short": short, "other": " ".join(story(3, 60))}
    )
    assert (left, right) == ("long", "short")
    assert share > 0.9


def test_a_lightly_edited_copy_is_found() -> None:
    words = " ".join(story(1)).split()
    edited = ["altered" if index % 25 == 0 else word for index, word in enumerate(words)]
    assert len(find_copies({"a": " ".join(words), "b": " ".join(edited)})) == 1


def test_a_shared_background_paragraph_makes_no_copy() -> None:
    background = story(9, 6)
    texts = {str(seed): " ".join(story(seed) + background) for seed in range(6)}
    assert find_copies(texts) == []


def test_many_copies_of_one_text_are_all_joined() -> None:
    text = " ".join(story(1))
    texts = {f"{number:03}": text for number in range(120)}
    joined = {"000"}
    for left, right, _ in find_copies(texts):
        if left in joined:
            joined.add(right)
    assert joined == set(texts)


def test_case_and_punctuation_do_not_matter() -> None:
    text = " ".join(story(1))
    assert find_copies({"a": text, "b": text.upper().replace(".", " --")})[0][2] == 1.0


def test_short_texts_are_copies_only_when_equal() -> None:
    assert find_copies({"a": "Talks off", "b": "talks off.", "c": "Talks on", "d": "", "e": ""}) == [
        ("a", "b", 1.0)
    ]


def test_nothing_gives_nothing() -> None:
    assert find_copies({}) == []
    assert find_copies({"a": "One report."}) == []


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_the_reports_changes_nothing(seeds: list[int], shuffler: random.Random) -> None:
    texts = {str(index): " ".join(story(seed, 8)) for index, seed in enumerate(seeds)}
    keys = list(texts)
    shuffler.shuffle(keys)
    assert find_copies({key: texts[key] for key in keys}) == find_copies(texts)
