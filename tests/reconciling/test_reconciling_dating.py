from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from summitry.knowledge.leaders import Tenure
from summitry.model import (
    Block,
    Claim,
    Happening,
    Interval,
    Published,
    Reading,
    Referent,
    Report,
    Span,
    Title,
    When,
)
from summitry.reconciling.dating import date_reports


def report(text: str, published: str | None = None) -> Report:
    blocks = (Block(0, len(text), "body"),)
    day = Published(Interval.day(date.fromisoformat(published)), "stated", 1.0) if published else None
    return Report(id=Report.identify(text, blocks), text=text, blocks=blocks, file="a.txt", published=day)


def time(source: Report, text: str, value: str, sense: str = "near", **fields) -> When:
    start = source.text.index(text)
    anchor = "publication" if value.startswith(("XXXX", "PUB")) else "absolute"
    fields = {"timex": "DATE", "anchor": anchor} | fields
    return When(start=start, end=start + len(text), text=text, value=value, sense=sense, **fields)


def reading(
    source: Report, *times: When, claims: tuple[Claim, ...] = (), referents: tuple[Referent, ...] = ()
) -> Reading:
    return Reading(report=source.id, version="1", times=times, claims=claims, referents=referents)


def summit(source: Report, status: str, when: int | None = None, **fields) -> Claim:
    at = source.text.index("summit")
    modality = "asserted" if status == "held" else "planned"
    happening = Happening(status=status, level="leaders", sides=("EGY", "ISR"), **({"ordinal": 2} | fields))
    return Claim(
        id=f"{source.id}-{status}-{when}",
        report=source.id,
        start=0,
        end=len(source.text),
        trigger=Span(at, at + 6),
        type="meeting",
        modality=modality,
        when=when,
        happening=happening,
    )


def dated(*pairs: tuple[Report, Reading], tenures=None) -> dict[str, Published]:
    return date_reports([r for r, _ in pairs], {r.id: read for r, read in pairs}, tenures)


def test_a_stated_day_passes_through():
    one = report("They met on Monday.", "1978-09-20")
    assert dated((one, reading(one))) == {one.id: one.published}


def test_a_report_of_which_nothing_is_known_has_no_day():
    one = report("They met.")
    assert dated((one, reading(one))) == {}


def test_a_report_without_a_clue_stays_without_a_day_in_a_dated_pile():
    one, two = report("They met."), report("They met again.", "1978-09-20")
    assert set(dated((one, reading(one)), (two, reading(two)))) == {two.id}


def test_a_day_told_as_past_with_its_year_bounds_the_report_from_below():
    one = report("The accord was signed on 17 September 1978.")
    found = dated((one, reading(one, time(one, "17 September 1978", "1978-09-17", "past"))))[one.id]
    assert found.basis == "inferred"
    assert found.interval.first >= date(1978, 9, 17)
    assert found.interval.days < 200
    assert any("17 September 1978" in reason for reason in found.reasons)


def test_days_past_and_to_come_bound_the_report_from_both_sides():
    one = report("They met on Sept. 5 and will sign on Sept. 17. It follows the visit of 1977.")
    times = (
        time(one, "Sept. 5", "XXXX-09-05", "past"),
        time(one, "Sept. 17", "XXXX-09-17", "future"),
        time(one, "1977", "1977", "past"),
    )
    found = dated((one, reading(one, *times)))[one.id]
    assert (found.interval.first.month, found.interval.last.month) == (9, 9)


def test_the_calendar_fixes_the_year_of_a_weekday_with_its_date():
    one = report("The guns fell silent Friday, April 10. Talks began in 1997.")
    times = (time(one, "Friday, April 10", "XXXX-04-10@5", "past"), time(one, "1997", "1997", "past"))
    found = dated((one, reading(one, *times)))[one.id]
    assert found.interval.within(Interval.year(1998))


def test_this_year_beside_a_year_to_come_is_that_year():
    one = report("This year decides whether 1995 brings peace. They last met in November.")
    times = (
        time(one, "This year", "PUB/Y+0", "near"),
        time(one, "1995", "1995", "future"),
        time(one, "November", "XXXX-11", "past"),
    )
    found = dated((one, reading(one, *times)))[one.id]
    assert found.interval.overlaps(Interval.year(1995))


def test_a_dateline_gives_the_day():
    one = report("OSLO, Aug. 30, 1993 (Agency) - The sides agreed.")
    found = dated((one, reading(one, time(one, "Aug. 30, 1993", "1993-08-30"))))[one.id]
    assert found.interval.first == date(1993, 8, 30)
    assert found.interval.days <= 3


def test_a_report_lends_its_year_to_others_through_a_shared_event():
    plan = report("The second summit is planned for Sept. 17. They met on Sept. 5.")
    planned = reading(
        plan,
        time(plan, "Sept. 17", "XXXX-09-17", "future"),
        time(plan, "Sept. 5", "XXXX-09-05", "past"),
        claims=(summit(plan, "scheduled", 0),),
    )
    told = report("The second summit on Sept. 17 ended well.", "1978-09-20")
    held = reading(told, time(told, "Sept. 17", "XXXX-09-17", "past"), claims=(summit(told, "held", 0),))
    found = dated((plan, planned), (told, held))[plan.id]
    assert found.interval.within(Interval(date(1978, 9, 5), date(1978, 9, 17)))
    assert any("other reports" in reason for reason in found.reasons)


def test_a_report_that_tells_the_outcome_was_written_after_one_that_plans_it():
    plan = report("The second summit will open on Sept. 17.", "1978-09-10")
    planned = reading(
        plan, time(plan, "Sept. 17", "XXXX-09-17", "future"), claims=(summit(plan, "scheduled", 0),)
    )
    told = report("After the second summit all went home.")
    found = dated((plan, planned), (told, reading(told, claims=(summit(told, "held"),))))[told.id]
    assert found.interval.first >= date(1978, 9, 17)


def test_months_after_a_dated_event_date_the_report():
    plan = report("The second summit opened on Sept. 17.", "1978-09-18")
    first = reading(plan, time(plan, "Sept. 17", "XXXX-09-17", "past"), claims=(summit(plan, "held", 0),))
    later = report("It comes four months after the second summit.")
    counted = time(later, "four months", "REF+4M", anchor="event")
    found = dated((plan, first), (later, reading(later, counted, claims=(summit(later, "held"),))))[later.id]
    assert found.interval.first >= date(1978, 12, 1)
    assert found.interval.last <= date(1979, 3, 1)


def test_leaders_named_with_their_titles_bound_the_report_by_their_terms():
    one = report("President Jane Roe met them. The deal is of 1985.")
    leader = Referent(
        index=0,
        type="person",
        name="Jane Roe",
        names=("Jane Roe",),
        state="USA",
        titles=(Title("President", "president", "leader", "USA"),),
    )
    term = Tenure("Jane Roe", "USA", date(1987, 1, 1), date(1988, 12, 31), "leader")
    read = reading(one, time(one, "1985", "1985", "past"), referents=(leader,))
    found = dated((one, read), tenures=lambda name: (term,) if name == "Jane Roe" else ())[one.id]
    assert date(1987, 1, 1) <= found.interval.last <= date(1988, 12, 31)


def test_a_stated_day_that_the_text_contradicts_is_kept_and_said_to_be_doubtful():
    one = report("The treaty was signed on 26 March 1979.", "1975-01-01")
    found = dated((one, reading(one, time(one, "26 March 1979", "1979-03-26", "past"))))[one.id]
    assert found.interval == Interval.day(date(1975, 1, 1))
    assert found.basis == "stated"
    assert any("26 March 1979" in reason for reason in found.reasons)


def test_the_order_of_the_reports_changes_nothing():
    plan = report("The second summit is planned for Sept. 17.")
    told = report("The second summit on Sept. 17 ended well.", "1978-09-20")
    third = report("It was signed on 4 May 1978.")
    readings = {
        plan.id: reading(
            plan, time(plan, "Sept. 17", "XXXX-09-17", "future"), claims=(summit(plan, "scheduled", 0),)
        ),
        told.id: reading(
            told, time(told, "Sept. 17", "XXXX-09-17", "past"), claims=(summit(told, "held", 0),)
        ),
        third.id: reading(third, time(third, "4 May 1978", "1978-05-04", "past")),
    }
    outcomes = [date_reports(list(order), readings) for order in permutations((plan, told, third))]
    assert all(list(outcome.items()) == list(outcomes[0].items()) for outcome in outcomes)


@pytest.mark.parametrize("value", ["9999-99-99", "XXXX-13-45", "PUB/Z+1", ""])
def test_a_value_that_means_no_day_is_no_clue(value):
    one = report("They met then.")
    assert dated((one, reading(one, time(one, "then", value, "past")))) == {}
