"""How the steps of an event's fate follow from what reports say."""

from __future__ import annotations


def summit(draft, words, **more):
    pair = (
        draft.who("Rafael Caldera", "VEN", rank="leader"),
        draft.who("Misael Pastrana", "COL", rank="leader"),
    )
    return draft.says(words, **{"participant": pair, "level": "leaders", "ordinal": 2, **more})


def only(events):
    (event,) = events
    return event


def path(event):
    return [step.status for step in event.status_history]


def test_a_plan_told_more_weakly_later_is_no_step_back(desk):
    for day, status in (("1971-01-05", "expected"), ("1971-01-20", "scheduled"), ("1971-02-01", "proposed")):
        summit(desk.report(day, day), f"it is {status}", status=status)
    event = only(desk.events())
    assert path(event) == ["expected", "scheduled"]
    assert set().union(*(step.claims for step in event.status_history)) == set(event.claims)


def test_of_one_report_the_firmest_plan_counts(desk):
    a = desk.report("a", "1971-01-05")
    for status in ("proposed", "scheduled", "expected"):
        summit(a, f"it is {status}", status=status)
    assert path(only(desk.events())) == ["scheduled"]


def test_a_plan_after_a_cancellation_begins_anew(desk):
    days = (("1971-01-05", "scheduled"), ("1971-01-20", "cancelled"), ("1971-02-01", "proposed"))
    for day, status in days:
        summit(desk.report(day, day), f"it is {status}", status=status)
    assert path(only(desk.events())) == ["scheduled", "cancelled", "proposed"]


def test_a_report_that_itself_tells_of_the_event_does_not_deny_it(desk):
    a = desk.report("a", "1971-01-05")
    summit(a, "They met", when="1971-01-04")
    summit(a, "He had not come to give in", status="denied", modality="denied")
    event = only(desk.events())
    assert path(event) == ["held"]
    assert not event.conflicts


def test_another_report_that_denies_it_is_a_conflict(desk):
    summit(desk.report("a", "1971-01-05"), "They met", when="1971-01-04")
    summit(desk.report("b", "1971-01-06"), "They never met", status="denied", when="1971-01-04")
    assert [conflict.field for conflict in only(desk.events()).conflicts] == ["status"]


def test_one_voice_among_many_does_not_make_a_summit_a_failure(desk):
    for at in range(5):
        summit(desk.report(f"held {at}", "1971-01-05"), f"They met, says paper {at}", when="1971-01-04")
    summit(desk.report("failed", "1971-01-06"), "It came to nothing", status="collapsed", when="1971-01-04")
    event = only(desk.events())
    assert event.status == "held"
    assert path(event) == ["held"]


def test_a_claim_known_earlier_through_its_source_does_not_put_the_meeting_ahead(desk):
    a = desk.report("a", "1971-01-06")
    summit(a, "They met", when="1971-01-06")
    summit(a, "On Monday he had spoken of the summit", when="1971-01-06", known="1971-01-03")
    assert only(desk.events()).status == "held"


def test_levels_that_reports_take_for_one_another_are_no_conflict(desk):
    for name, level in (("a", "envoy"), ("b", "working")):
        draft = desk.report(name, "1971-01-05")
        sides = (draft.state("VEN", "Venezuela"), draft.state("COL", "Colombia"))
        draft.says("Delegations met", participant=sides, level=level, when="1971-01-04", label="talk")
    assert not only(desk.events()).conflicts
