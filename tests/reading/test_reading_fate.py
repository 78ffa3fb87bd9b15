"""Fates: what tense, governing words and modifiers make of an event."""

from __future__ import annotations

import pytest


def status(reading):
    return [c.happening.status for c in reading.claims if c.type == "meeting"]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Talks between Greece and Turkey won’t resume until May.", "scheduled"),
        ("Talks between Greece and Turkey in Ankara begin on Friday.", "scheduled"),
        ("Carter will be ready when he meets Sadat in Geneva in June.", "scheduled"),
        (
            "Anwar Sadat became the first Egyptian leader to meet an Israeli prime minister in Jerusalem.",
            "held",
        ),
        (
            "Working-level talks in Oslo between Greece and Turkey have broken off, the Greek envoy said.",
            "collapsed",
        ),
        ("The talks between Greece and Turkey in Oslo began well but collapsed on Sunday.", "collapsed"),
        ("It is unclear whether Greece will hold talks with Turkey in Ankara.", "proposed"),
        ("Ankara would not rule out a round of talks with Cairo in Muscat.", "proposed"),
        ("Iran threatened to cancel the talks with Oman in Muscat.", "proposed"),
        ("Analysts expect that Greece and Turkey will meet in Geneva in May.", "expected"),
        ("The highly anticipated summit between India and Pakistan was held in Agra in July.", "held"),
        ("The failed summit between India and Pakistan in Agra in July hurt both.", "collapsed"),
    ],
)
def test_governing_words_decide_the_fate(read, sentence, wanted):
    _, reading = read(sentence)
    assert status(reading)[:1] == [wanted], sentence


def test_what_had_been_planned_is_cancelled_where_the_next_sentence_calls_it_off(read):
    _, reading = read(
        "India had planned a meeting with Pakistan in Agra on Sunday.\n\nBut India called off the meeting with Pakistan."
    )
    assert set(status(reading)) == {"cancelled"}


def test_what_nobody_held_is_denied_and_makes_no_event(read):
    _, reading = read("No public meeting or talks have been held between Cairo and Doha.")
    assert "held" not in status(reading)


@pytest.mark.parametrize(
    "sentence",
    [
        "Geneva has been confirmed as the location of the summit between Egypt and Israel.",
        "The venue of the summit between Egypt and Israel was confirmed on Monday.",
    ],
)
def test_a_summit_whose_venue_is_confirmed_is_confirmed_and_not_on_that_day(read, sentence):
    _, reading = read(sentence)
    meeting = next(c for c in reading.claims if c.type == "meeting")
    assert meeting.happening.status == "confirmed"
    assert meeting.when is None
