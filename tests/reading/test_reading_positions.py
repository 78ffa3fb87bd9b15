"""Positions: who demands, offers, accepts, rejects or commits to what, and on which condition."""

from __future__ import annotations

import pytest

from summitry.knowledge.meaning import measures
from summitry.reading.terms import measure_in


@pytest.mark.parametrize(
    ("sentence", "stance", "measure"),
    [
        ("Iran demanded the lifting of all sanctions.", "demand", "sanctions relief"),
        ("Russia called for an immediate ceasefire.", "demand", "ceasefire"),
        ("Israel is asking for a complete withdrawal of Syrian troops.", "demand", "troop withdrawal"),
        ("Egypt offered to recognise Israel and to open an embassy.", "offer", "diplomatic relations"),
        ("Libya pledged to abandon its nuclear weapons.", "commit", "denuclearisation"),
        ("Serbia rejected a ceasefire.", "reject", "ceasefire"),
        ("Cuba refused to release the prisoners.", "reject", "prisoner release"),
    ],
)
def test_a_stance_verb_with_a_measure_is_a_position(read, sentence, stance, measure):
    _, reading = read(sentence)
    held = [c.stance for c in reading.claims if c.stance]
    assert (stance, measure) in {(s.stance, s.measure) for s in held}, held


def test_what_is_asked_in_return_is_the_condition(read):
    _, reading = read("Iran offered to limit uranium enrichment in exchange for sanctions relief.")
    held = next(c.stance for c in reading.claims if c.stance)
    assert held.condition is not None and held.condition.startswith("in exchange for")


def test_a_duty_that_one_side_lays_on_the_other_is_a_demand(read):
    _, reading = read("Turkey must withdraw its troops, Greek Foreign Minister George Papandreou said.")
    demand = next(c for c in reading.claims if c.stance and c.stance.stance == "demand")
    assert [reading.referents[i].name for i in demand.who("actor")] == ["George Papandreou"]


def test_a_wish_for_ones_own_act_is_no_demand(read):
    _, reading = read("President Mandela wants to visit Geneva.")
    assert not [c for c in reading.claims if c.stance and c.stance.stance == "demand"]


def test_every_measure_has_its_own_key():
    keys = [m.key for m, _ in measures()]
    assert len(keys) == len(set(keys))


def positions(reading):
    return [
        (c.stance.stance, tuple(reading.referents[i].name for i in c.who("actor")), c.stance.measure)
        for c in reading.claims
        if c.stance
    ]


@pytest.mark.parametrize(
    ("sentence", "held"),
    [
        ("Sudan insisted that Ethiopia release water from the dam.", ("demand", "Sudan", "water")),
        (
            "Greece wants Turkish warplanes to stay out, and wants all tariffs lifted.",
            ("demand", "Greece", "tariffs"),
        ),
        ("Jordan called on Israel to open the border.", ("demand", "Jordan", "border")),
        (
            "Egypt will not recognise Israel until Israel withdraws its forces.",
            ("demand", "Egypt", "troop withdrawal"),
        ),
        ("Cuba will never release the prisoners.", ("reject", "Cuba", "prisoner release")),
        ("Serbia is not ready to accept the new constitution.", ("reject", "Serbia", "power sharing")),
        ("Norway is willing to cut its fishing quotas.", ("offer", "Norway", "fisheries")),
        (
            "Ethiopia reaffirmed its commitment to share data on the filling of the dam.",
            ("commit", "Ethiopia", "water"),
        ),
        ("Brazil promised to reduce carbon emissions.", ("commit", "Brazil", "climate targets")),
        ("Peru agreed to a ceasefire.", ("commit", "Peru", "ceasefire")),
    ],
)
def test_sides_hold_positions_in_many_words(read, sentence, held):
    _, reading = read(sentence)
    found = [(stance, names[0], measure) for stance, names, measure in positions(reading)]
    assert held in found, found


@pytest.mark.parametrize(
    "sentence",
    [
        "Iran insists that its programme is peaceful.",
        "If Serbia agreed to withdraw its troops, the ceasefire would hold.",
        "Would Serbia accept a ceasefire?",
        "Syria vowed to strike Israel.",
        "France promised new sanctions against Serbia.",
        "The European Union called a meeting of its members on Thursday to discuss aid.",
        "Foreign Minister Jan Egeberg was asked whether Norway would join the union.",
        "Nobody believes that Serbia is ready to accept a ceasefire.",
        "President Mandela urged South African lawmakers to endorse the accord.",
    ],
)
def test_views_conditions_threats_and_talk_at_home_are_no_positions(read, sentence):
    _, reading = read(sentence)
    assert not positions(reading)


def test_asking_for_a_meeting_is_an_offer(read):
    _, reading = read("President Sadat asked to visit Jerusalem.")
    assert [stance for stance, _, _ in positions(reading)] == ["offer"]


def test_what_one_side_would_do_if_the_other_acts_is_an_offer_under_that_condition(read):
    _, reading = read(
        "Israel said it would release the prisoners if Syria returned the remains of its soldiers."
    )
    held = next(c.stance for c in reading.claims if c.stance)
    assert (held.stance, held.measure) == ("offer", "prisoner release")
    assert held.condition is not None and "Syria" in held.condition


def test_the_text_of_a_position_is_its_complement_alone(read):
    _, reading = read(
        "On Monday, Jordan called on Israel to open the border crossings, although talks were under way."
    )
    held = next(c.stance for c in reading.claims if c.stance)
    assert held.text == "to open the border crossings"


def test_a_condition_belongs_to_its_own_clause(read):
    _, reading = read("If the rains fail, farmers suffer, and Jordan demanded the release of all prisoners.")
    held = next(c.stance for c in reading.claims if c.stance)
    assert held.condition is None


@pytest.mark.parametrize(
    ("words", "measure"),
    [
        ("the lifting of U.S. sanctions", "sanctions relief"),
        ("complete, verifiable and irreversible denuclearization", "denuclearisation"),
        ("to end joint U.S.-Japanese naval exercises", "suspension of exercises"),
        ("a formula for sharing the river's water rights", "water"),
        ("higher catch limits for herring", "fisheries"),
        ("to restructure its debts", "debt"),
        ("all foreign troops out of the valley", "troop withdrawal"),
        ("an amnesty for former fighters", "justice"),
        ("finance for loss and damage", "climate targets"),
        ("to buy more farm products", "purchases"),
        ("a swap of the prisoners", "prisoner release"),
        ("the weather in spring", None),
    ],
)
def test_words_name_their_measure(words, measure):
    assert measure_in(words) == measure
