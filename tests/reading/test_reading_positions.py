"""Positions: who demands, offers, accepts, rejects or commits to what, and on which condition."""

from __future__ import annotations

import pytest

from summitry.knowledge.meaning import measures


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
