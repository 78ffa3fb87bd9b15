"""How claims of stances become positions."""

from __future__ import annotations


def test_one_position_for_each_actor_stance_measure_and_addressee(desk):
    for name, day in (("b", "2014-11-20"), ("a", "2013-11-10")):
        draft = desk.report(name, day)
        iran, usa = draft.state("IRN", "Iran"), draft.state("USA", "the US")
        draft.wants("Iran demands relief", "demand", "sanctions relief", actor=iran, toward=usa)
        draft.wants(
            "Iran offers access",
            "offer",
            "inspections",
            actor=iran,
            toward=usa,
            condition="relief comes first",
        )
    relief, access = sorted(desk.outcome().positions, key=lambda p: p.measure, reverse=True)
    assert (relief.stance, relief.measure, relief.since, len(relief.claims)) == (
        "demand",
        "sanctions relief",
        "2013-11-10",
        2,
    )
    assert (access.condition, access.until) == ("relief comes first", None)
    assert relief.toward is not None


def test_a_person_and_its_state_hold_positions_of_their_own(desk):
    draft = desk.report("a", "2013-11-10")
    draft.wants("Iran demands relief", "demand", "sanctions relief", actor=draft.state("IRN", "Iran"))
    zarif = draft.who("Javad Zarif", "IRN", rank="minister")
    draft.wants("Zarif demands relief", "demand", "sanctions relief", actor=zarif)
    assert len({p.actor for p in desk.outcome().positions}) == 2


def test_without_a_known_measure_the_words_tell_positions_apart(desk):
    draft = desk.report("a")
    iran = draft.state("IRN", "Iran")
    draft.wants("to keep its centrifuges", "demand", None, actor=iran)
    draft.wants("To keep its centrifuges", "demand", None, actor=iran)
    draft.wants("to be respected", "demand", None, actor=iran)
    positions = desk.outcome().positions
    assert sorted(len(p.claims) for p in positions) == [1, 2]
    assert all(p.since is None and p.measure is None for p in positions)


def test_a_stance_of_nobody_is_no_position(desk):
    desk.report("a").wants("to be respected", "demand", None)
    assert desk.outcome().positions == ()
