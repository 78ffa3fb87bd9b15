"""Which mentions within and across reports join the events that they echo, and which stay apart."""

from __future__ import annotations

import pytest

from summitry.model import Interval
from summitry.reconciling.facts import Dial, _dial


def leaders(draft):
    return (
        draft.who("Jimmy Carter", "USA", rank="leader"),
        draft.who("Anwar Sadat", "EGY", rank="leader"),
    )


def talk(draft, words, **more):
    return draft.says(words, **{"participant": leaders(draft), "level": "leaders", **more})


def only(events):
    (event,) = events
    return event


def test_an_improvised_meeting_is_not_the_one_that_was_planned(desk):
    talk(desk.report("a", "1978-08-20"), "A third summit is being arranged", status="scheduled", ordinal=3)
    talk(
        desk.report("b", "1978-09-10"),
        "They met on the spur of the moment",
        format="impromptu",
        when="1978-09-02",
    )
    assert len(desk.events()) == 2


def test_a_meeting_told_with_one_party_alone_joins_nothing_that_it_does_not_point_to(desk):
    a = desk.report("a", "1978-09-20")
    talk(a, "Carter and Sadat met at Camp David", when="1978-09-05", place=a.place("Camp David", "USA"))
    a.says("Carter was at a lunch", participant=leaders(a)[0])
    assert sorted(len(event.claims) for event in desk.events()) == [1, 1]


def test_two_plans_of_one_report_without_time_or_place_are_one(desk):
    a = desk.report("a", "1978-09-20")
    sides = (a.state("USA", "United States"), a.state("EGY", "Egypt"))
    for words in ("Both are willing to hold a meeting", "They may resume negotiations"):
        a.says(words, participant=sides, status="proposed", modality="possible")
    assert len(only(desk.events()).claims) == 2


def test_the_legs_of_one_journey_are_one_visit(desk):
    a = desk.report("a", "1974-05-30")
    envoy = a.who("Henry Kissinger", "USA", rank="minister")
    hosts = (a.state("ISR", "Israel"), a.state("SYR", "Syria"))
    a.says("He shuttled between the capitals", "visit", agent=envoy, counterpart=hosts)
    a.says("He left the region", "visit", agent=envoy, when="1974-05-29")
    a.says("the visit", "visit", agent=envoy, place=a.place("Damascus", "SYR"), definite=True)
    assert len(only(desk.events("visit")).claims) == 3


def test_visits_of_one_traveller_to_two_states_are_two(desk):
    a = desk.report("a", "1974-05-30")
    envoy = a.who("Henry Kissinger", "USA", rank="minister")
    a.says("He was in Cairo", "visit", agent=envoy, place=a.place("Cairo", "EGY"))
    a.says("He was in Paris", "visit", agent=envoy, place=a.place("Paris", "FRA"))
    assert len(desk.events("visit")) == 2


def test_a_summit_recalled_by_its_place_is_the_one_of_months_ago(desk):
    a = desk.report("a", "1978-09-20")
    talk(a, "They met at Camp David", when="1978-09", place=a.place("Camp David", "USA"))
    b = desk.report("b", "1979-03-01")
    talk(b, "the last summit, at Camp David", definite=True, place=b.place("Camp David", "USA"))
    assert len(only(desk.events()).claims) == 2


def test_a_recollection_that_names_neither_place_nor_kind_stays_apart(desk):
    talk(desk.report("a", "1978-09-20"), "They met", when="1978-09", label="summit")
    talk(desk.report("b", "1979-03-01"), "the talks", definite=True, label="talk")
    assert len(desk.events()) == 2


def test_an_undated_plan_of_leaders_is_of_the_summit_held_within_months(desk):
    talk(desk.report("a", "1978-06-01"), "They will meet", status="scheduled", label="summit")
    talk(desk.report("b", "1978-09-06"), "the summit opened", when="1978-09-05", label="summit")
    assert only(desk.events()).status == "held"


def test_the_day_on_which_a_summit_was_called_off_is_not_its_day(desk):
    talk(
        desk.report("a", "1978-08-01"), "The second is set", ordinal=2, status="scheduled", when="1978-09-05"
    )
    talk(
        desk.report("b", "1978-08-20"), "The second is off", ordinal=2, status="cancelled", when="1978-08-19"
    )
    event = only(desk.events())
    assert event.status == "cancelled"
    assert event.start == "1978-09-05"


def test_a_plan_does_not_inherit_the_number_of_what_was_held_before(desk):
    a = desk.report("a", "1978-10-01")
    talk(a, "The first summit was in September", ordinal=1, when="1978-09-05")
    talk(a, "The summit may be in December", ordinal=1, status="expected", when="1978-12")
    held, planned = sorted(desk.events(), key=lambda event: event.start)
    assert held.label.startswith("First")
    assert not planned.label.startswith("First")


def test_sanctions_of_unknown_target_in_two_reports_are_two(desk):
    for name, words in (("a", "Washington punishes banks"), ("b", "Tariffs on steel arrive")):
        draft = desk.report(name, "1979-11-20")
        draft.says(words, "sanction", agent=draft.state("USA", "United States"))
    assert len(desk.events("sanction")) == 2


@pytest.mark.parametrize(
    ("value", "day", "allowed"),
    [
        ("XXXX-WXX-5", "1978-09-15", True),  # a Friday
        ("XXXX-WXX-5", "1978-09-16", True),  # elsewhere it may be Friday still
        ("XXXX-WXX-5", "1978-09-19", False),
        ("XXXX-09", "1978-09-30", True),
        ("XXXX-09", "1978-11-05", False),
        ("XXXX-09-17", "1979-09-17", True),
        ("XXXX-09-17", "1979-09-25", False),
        ("XXXX-SU", "1979-12-25", True),  # seasons are not told apart
        ("1978-09", "1990-01-01", True),  # dates with their year speak for themselves
    ],
)
def test_a_weekday_or_month_excludes_days_in_whatever_year_its_report_is_of(value, day, allowed):
    from datetime import date

    assert _dial(value).allows(Interval.day(date.fromisoformat(day))) is allowed


def test_nothing_is_excluded_where_the_days_are_open():
    assert Dial(weekday=1).allows(None)
    assert Dial(month=2).allows(Interval.year(1978))


def test_a_meeting_of_three_is_not_the_one_of_two_of_them(desk):
    a = desk.report("a", "1978-09-20")
    talk(a, "Carter and Sadat will meet", status="scheduled", when="1978-10-02")
    begin = a.who("Menachem Begin", "ISR", rank="leader")
    three = (*leaders(a), begin)
    talk(a, "All three may meet", participant=three, format="trilateral", status="proposed")
    assert len(desk.events()) == 2
