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


@pytest.mark.parametrize(
    "sentence",
    [
        "Dialogue is the only way forward, the Cypriot minister said.",
        "Greece stressed the importance of negotiations and of continued dialogue.",
        "The Greek prime minister gave a press conference after the cabinet meeting.",
        "His tough talk on Turkey pleased the crowd.",
        "Greece is open to dialogue and consultations.",
        "Any agreement between Greece and Turkey would be hard to reach.",
        "It is possible that Greece and Turkey won’t reach a deal.",
        "I agree with the Greek minister.",
    ],
)
def test_what_is_only_talked_of_in_general_is_no_event(read, sentence):
    _, reading = read(sentence)
    assert not [c for c in reading.claims if c.type in ("meeting", "agreement", "communication")], sentence


def test_a_meeting_for_talks_is_one_meeting_with_the_number_and_place_of_the_noun(read):
    _, reading = read(
        "President Jimmy Carter met President Anwar Sadat for a third summit in Geneva last September."
    )
    claims = of(reading, "meeting")
    assert len(claims) == 1
    assert claims[0].happening.ordinal == 3
    assert reading.referents[claims[0].happening.place].name == "Geneva"


def test_stops_of_a_tour_are_meetings_apart_with_their_own_place_and_day(read):
    _, reading = read(
        "Serbian President Boris Tadic met with Kosovo Prime Minister Hashim Thaci in Vienna on Monday and "
        "Croatian President Stjepan Mesic in Zagreb on Tuesday."
    )
    claims = of(reading, "meeting")
    stops = {(reading.referents[c.happening.place].name, reading.times[c.when].text) for c in claims}
    assert stops == {("Vienna", "Monday"), ("Zagreb", "Tuesday")}
    assert all(len(c.who("participant")) == 2 for c in claims)


def test_two_who_met_in_one_place_met_once(read):
    _, reading = read("Boris Tadic met Hashim Thaci and Stjepan Mesic in Vienna on Monday.")
    assert len(of(reading, "meeting")) == 1


def test_who_decides_to_meet_takes_part(read):
    _, reading = read("Iran's decision to meet Oman in Muscat on Sunday was a surprise.")
    claim = of(reading, "meeting")[0]
    assert {reading.referents[i].state for i in claim.who("participant")} == {"IRN", "OMN"}


def test_a_relative_clause_speaks_of_both_whom_it_follows(read):
    _, reading = read("Anwar Sadat and Yitzhak Shamir, who had met on Wednesday, joined Jimmy Carter.")
    assert len(of(reading, "meeting")[0].who("participant")) == 2


def test_the_place_of_a_meeting_is_not_its_topic(read):
    _, reading = read("Greece and Turkey held talks on Cyprus at a hotel in Geneva on Friday.")
    claim = of(reading, "meeting")[0]
    assert reading.referents[claim.happening.place].name == "Geneva"
    assert "hotel" in (claim.happening.venue or "")
    assert claim.happening.topics == ("Cyprus",)


def test_the_town_before_the_noun_is_where_it_was_held(read):
    _, reading = read("After the Singapore summit between India and China, both withdrew troops.")
    claim = of(reading, "meeting")[0]
    assert {reading.referents[i].state for i in claim.who("participant")} == {"IND", "CHN"}
    assert reading.referents[claim.happening.place].state == "SGP"


def test_a_mention_with_place_and_day_of_its_own_repeats_no_other_meeting(read):
    _, reading = read(
        "Greece and Turkey met in Athens on Monday.\n\nAt the talks in Vienna in 2009, Cyprus had been absent."
    )
    later = [c for c in of(reading, "meeting") if c.when is not None and reading.times[c.when].text == "2009"]
    assert not any(
        {reading.referents[i].state for i in c.who("participant")} == {"GRC", "TUR"} for c in later
    )


def test_topics_are_short(read):
    _, reading = read(
        "Egypt and Sudan held talks on the filling of the dam, which both fear, and met to discuss grain exports."
    )
    topics = [t for c in of(reading, "meeting") for t in c.happening.topics]
    assert "filling of the dam" in topics
    assert all(len(t.split()) <= 8 for t in topics)


def test_a_trip_home_is_no_visit(read):
    _, reading = read(
        "French President Emmanuel Legrand returned to Paris on Sunday and visited Rome on Monday."
    )
    assert [reading.referents[c.happening.place].name for c in of(reading, "visit")] == ["Rome"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Security Council approved new sanctions on Eritrea on Saturday.",
        "Washington hit Turkey with sanctions on Wednesday.",
        "The Treasury Department announced sanctions on nine Russian officials on Friday.",
        "Iran seized a Greek tanker on Friday.",
        "China raised tariffs on Australian wine in March.",
    ],
)
def test_tariffs_seizures_and_sanctions_of_every_wording_are_sanctions(read, sentence):
    _, reading = read(sentence)
    assert of(reading, "sanction"), sentence


def test_a_moratorium_on_tests_is_no_test(read):
    _, reading = read("India declared a halt to nuclear tests and opposed any missile launch.")
    assert not of(reading, "test")


def test_the_day_of_an_agreement_to_meet_is_not_the_day_of_the_meeting(read):
    _, reading = read("Greece and Turkey agreed on Monday to resume talks in Ankara.")
    assert of(reading, "meeting")[0].when is None
    assert reading.times[of(reading, "agreement")[0].when].text == "Monday"


def test_a_meeting_told_after_an_arrival_is_where_the_guest_arrived(read):
    _, reading = read(
        "Egyptian envoy Omar Tantawi arrived in Khartoum on Monday. Tantawi met Sudanese President Hassan Idris."
    )
    claim = of(reading, "meeting")[0]
    assert claim.happening.place is not None
    assert reading.referents[claim.happening.place].name == "Khartoum"


def test_who_flies_to_talks_takes_part_and_they_are_where_he_flies(read):
    _, reading = read("Egyptian envoy Omar Tantawi flew to Geneva on Monday for talks with Ethiopia.")
    claim = of(reading, "meeting")[0]
    assert {reading.referents[i].state for i in claim.who("participant")} == {"EGY", "ETH"}
    assert reading.referents[claim.happening.place].name == "Geneva"
