"""Happenings: which words carry an event, who takes part, where, at which level, and what became of it."""

from __future__ import annotations

import pytest


def named(reading, claim, *roles):
    return {reading.referents[i].name for i in claim.who(*roles)}


def of(reading, kind):
    return [c for c in reading.claims if c.type == kind]


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        (
            "Greek Foreign Minister Nikos Kotzias met Macedonian Foreign Minister Nikola Dimitrov in Vienna on Friday.",
            "held",
        ),
        ("Israeli and Egyptian officials were slated to meet on Tuesday in Cairo.", "scheduled"),
        ("Israeli and Egyptian officials will meet in Cairo next week.", "scheduled"),
        ("Talks between Serbia and Kosovo are expected to resume in Brussels in March.", "expected"),
        ("Serbia wants to hold talks with Kosovo in Brussels.", "proposed"),
        ("A meeting between Colombia and Venezuela in Bogota was abruptly cancelled on Monday.", "cancelled"),
        ("Colombia and Venezuela postponed their meeting in Bogota until June.", "postponed"),
        ("Talks between Cyprus and Turkey in Crans-Montana collapsed in July.", "collapsed"),
        ("Peace talks between Ethiopia and Eritrea continued in Algiers on Sunday.", "held"),
        ("Ethiopia and Eritrea are holding talks in Algiers.", "under way"),
        ("Armenia and Azerbaijan did not meet in Geneva in May.", "denied"),
    ],
)
def test_the_verb_and_its_tense_decide_the_fate_of_a_meeting(read, sentence, status):
    _, reading = read(sentence)
    meetings = of(reading, "meeting")
    assert meetings, sentence
    got = meetings[0].happening.status
    assert got == status or {got, status} == {"held", "under way"}


def test_a_summit_is_a_meeting_of_leaders_with_its_number_place_and_both_sides(read):
    _, reading = read("The second Reagan-Gorbachev summit was held in Reykjavik in October 1986.")
    claim = of(reading, "meeting")[0]
    assert claim.happening.level == "leaders"
    assert claim.happening.ordinal == 2
    assert claim.happening.place is not None
    assert reading.referents[claim.happening.place].name == "Reykjavik"
    assert reading.times[claim.when].text.endswith("October 1986")


def test_the_lower_rank_of_the_two_sides_is_the_level(read):
    _, reading = read(
        "Iranian Foreign Minister Ali Bagheri met Chinese President Hu Wenming in Beijing on Monday."
    )
    assert of(reading, "meeting")[0].happening.level == "ministerial"


def test_working_level_is_stated_by_the_words_before_the_noun(read):
    _, reading = read("Japan and Russia held working-level talks in Tokyo on Thursday.")
    claim = of(reading, "meeting")[0]
    assert claim.happening.level == "working"
    assert {reading.referents[i].state for i in claim.who("participant")} == {"JPN", "RUS"}


def test_meetings_held_in_turn_are_one_claim_for_each_counterpart(read):
    _, reading = read(
        "Envoy Richard Holt met in turn with Foreign Minister Ana Petrova, President Milan Kostic "
        "and Defense Minister Ivo Marin."
    )
    assert len(of(reading, "meeting")) == 3


def test_counted_meetings_keep_their_count(read):
    _, reading = read("Last year President Sadat and Prime Minister Begin held three summits in Egypt.")
    assert [c.happening.count for c in of(reading, "meeting")] == [3]


def test_a_mediator_and_a_host_are_not_participants(read):
    _, reading = read(
        "Talks between Sudan and South Sudan mediated by the African Union were held in Addis Ababa on Friday."
    )
    claim = of(reading, "meeting")[0]
    assert named(reading, claim, "facilitator") == {"African Union"}
    assert {reading.referents[i].state for i in claim.who("participant")} == {"SDN", "SSD"}


def test_a_definite_mention_takes_its_parties_from_the_one_before(read):
    _, reading = read(
        "Syria and Israel held talks in Shepherdstown in January.\n\nThe talks ended without an agreement on Monday."
    )
    later = of(reading, "meeting")[-1]
    assert {reading.referents[i].state for i in later.who("participant")} == {"SYR", "ISR"}


def test_a_letter_has_a_direction(read):
    _, reading = read("President Anwar Sadat received a letter from Prime Minister Yitzhak Shamir on Sunday.")
    claim = of(reading, "communication")[0]
    assert named(reading, claim, "recipient") == {"Anwar Sadat"}
    assert named(reading, claim, "sender") == {"Yitzhak Shamir"}


def test_a_phone_call_between_leaders_is_a_communication(read):
    _, reading = read("President Jimmy Carter spoke by phone with Prime Minister Yitzhak Shamir on Tuesday.")
    claim = of(reading, "communication")[0]
    assert named(reading, claim) == {"Jimmy Carter", "Yitzhak Shamir"}


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("US envoy Richard Holbrooke arrived in Belgrade on Monday.", "visit"),
        ("Pakistan test-fired a new ballistic missile on Wednesday.", "test"),
        ("India conducted a nuclear test in May.", "test"),
        ("Russia imposed sanctions on Georgia in March.", "sanction"),
        ("Greece and Turkey agreed to restore diplomatic relations.", "agreement"),
        ("Bosnia, Croatia and Serbia signed a peace agreement in Paris in December.", "agreement"),
        ("Egypt announced on Friday that it would attend the conference.", "announcement"),
        ("Israel accused Syria of shelling the border.", "accuse"),
        ("Turkey began a joint military exercise with Azerbaijan on Monday.", "exercise"),
    ],
)
def test_every_kind_of_event_is_read_from_its_own_words(read, sentence, kind):
    _, reading = read(sentence)
    assert kind in {c.type for c in reading.claims}, sentence


def test_an_agreement_to_talk_is_an_agreement_and_a_planned_meeting(read):
    _, reading = read("Greece and Turkey agreed to hold working-level talks in Ankara next month.")
    assert {"agreement", "meeting"} <= {c.type for c in reading.claims}
    assert of(reading, "meeting")[0].happening.status == "scheduled"


def test_every_claim_stands_on_a_sentence_of_the_report(read):
    report, reading = read(
        "Syria and Israel held talks. “We made progress,” Foreign Minister Farouk al-Sharaa told reporters on Friday."
    )
    assert reading.claims
    for claim in reading.claims:
        assert report.text[claim.start : claim.end].strip()
        assert claim.start <= claim.trigger.start < claim.trigger.end <= claim.end
