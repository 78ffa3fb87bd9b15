"""Where a sentence ends in news prose, and where it only seems to."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.language.sentences import starts


def split(text: str) -> list[str]:
    places = [*starts(text), len(text)]
    return [text[begin:end].strip() for begin, end in pairwise(places)]


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. Special Envoy flew to Doha.",
        "The U.N. Security Council met in emergency session.",
        "The round runs from Feb. 27-28 in Geneva.",
        "He said [. . .] that it was over.",
        "They met at 10 a.m. on Monday.",
        "They met at 10 a.m. Monday in Vienna.",
        "Lt. Col. Arne Dahl, Jr. and Gov. Ana Diaz took part.",
        "It cites Art. 5 and No. 242 of the list.",
        "2. The parties shall withdraw.",
        "“Is it over?” asked one delegate.",
        "The text names J. R. Roe as guarantor.",
        "It was Egypt vs. Sudan over the dam, said Messrs. Roe and Poe.",
    ],
)
def test_this_is_one_sentence(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    "first",
    [
        "He flew back to the U.S.",
        "It ended at 3 p.m.",
        "“We agreed on it.”",
        "It was signed in Washington, D.C.",
        "Talks were held on Sept. 5.",
        "Who will sign?",
        "He wrote: “We go.”",
        "The chances of a deal are low.",
        "So say the agency’s reports.",
        "A truce may well win.",
    ],
)
def test_this_is_where_the_first_sentence_ends(first: str) -> None:
    assert split(f"{first} The delegation left Cairo.") == [first, "The delegation left Cairo."]


def test_an_empty_line_ends_a_sentence() -> None:
    assert split("Talks in Nicosia\n\nThe leaders met") == ["Talks in Nicosia", "The leaders met"]


@given(st.text(alphabet="aB .?!\n“”\"'()[]1…", max_size=60))
def test_starts_rise_from_0_and_stay_within_the_text(text: str) -> None:
    places = starts(text)
    assert places[0] == 0
    assert places == sorted(set(places))
    assert places[-1] < max(1, len(text))
