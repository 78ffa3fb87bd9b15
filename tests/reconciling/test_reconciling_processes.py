"""How events become threads, and which meeting prepares which."""

from __future__ import annotations


def meet(draft, level, when, **more):
    sides = (draft.state("IRN", "Iran"), draft.state("USA", "United States"))
    return draft.says(f"{level} meeting of {when}", participant=sides, level=level, when=when, **more)


def test_events_of_one_set_of_sides_are_a_thread_in_the_order_of_their_days(desk):
    draft = desk.report("a", "2015-07-20")
    meet(draft, "ministerial", "2015-07-14")
    meet(draft, "envoy", "2014-11-20")
    draft.says(
        "Iran met Oman",
        participant=(draft.state("IRN", "Iran"), draft.state("OMN", "Oman")),
        when="2014-11-11",
    )
    outcome = desk.outcome()
    starts = {event.id: event.start for event in outcome.events}
    threads = {p.label: [starts[e] for e in p.events] for p in outcome.processes}
    assert threads == {"Iran - United States": ["2014-11-20", "2015-07-14"], "Iran - Oman": ["2014-11-11"]}
    assert all(event.process in {p.id for p in outcome.processes} for event in outcome.events)


def test_eighteen_months_without_an_event_end_a_thread(desk):
    draft = desk.report("a", "2022-01-01")
    meet(draft, "envoy", "2014-11-20")
    meet(draft, "envoy", "2021-04-06")
    assert len(desk.outcome().processes) == 2


def test_a_lower_meeting_prepares_the_nearest_higher_one_within_ninety_days(desk):
    draft = desk.report("a", "2015-12-01")
    meet(draft, "working", "2015-02-20")
    meet(draft, "ministerial", "2015-03-26")
    meet(draft, "leaders", "2015-04-10")
    meet(draft, "working", "2015-07-01")
    by_start = {event.start: event for event in desk.events()}
    assert by_start["2015-02-20"].prepares == (by_start["2015-03-26"].id,)
    assert by_start["2015-03-26"].prepares == (by_start["2015-04-10"].id,)
    assert by_start["2015-04-10"].prepares == by_start["2015-07-01"].prepares == ()


def test_a_preparatory_contact_prepares_a_meeting_of_its_own_level(desk):
    draft = desk.report("a", "2015-12-01")
    meet(draft, "working", "2015-02-20", format="preliminary")
    meet(draft, "working", "2015-02-21")
    by_start = {event.start: event for event in desk.events()}
    assert by_start["2015-02-20"].prepares == (by_start["2015-02-21"].id,)
    assert by_start["2015-02-21"].prepares == ()


def test_statements_and_events_of_one_side_are_in_no_thread(desk):
    draft = desk.report("a", "2015-12-01")
    draft.says("Iran tested a missile", "test", agent=draft.state("IRN", "Iran"), when="2015-10-10")
    outcome = desk.outcome()
    assert outcome.processes == ()
    assert [event.process for event in outcome.events] == [None]
