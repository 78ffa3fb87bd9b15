"""What the reports of a pile tell of each other's days."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
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
from summitry.reconciling.dateclues import text_clues
from summitry.reconciling.datekin import nearest
from summitry.reconciling.datemeanings import Meanings, _stepwise, fit, told
from summitry.reconciling.datepersons import attest, people_clue
from summitry.reconciling.dating import date_reports
from summitry.reconciling.dayweights import Axis, densest, spread


def report(text: str, published: str | None = None) -> Report:
    blocks = (Block(0, len(text), "body"),)
    day = Published(Interval.day(date.fromisoformat(published)), "stated", 1.0) if published else None
    return Report(id=Report.identify(text, blocks), text=text, blocks=blocks, file="a.txt", published=day)


def time(text: str, value: str, sense: str = "past") -> When:
    anchor = "publication" if value.startswith(("XXXX", "PUB")) else "absolute"
    return When(start=0, end=1, text=text, timex="DATE", value=value, anchor=anchor, sense=sense)


def person(index: int, name: str, state: str, rank: str | None = None) -> Referent:
    titles = (Title(rank, rank, rank, state),) if rank else ()
    return Referent(index=index, type="person", name=name, names=(name,), state=state, titles=titles)


def signing(source: Report, *times: When) -> Reading:
    """Barak and Arafat sign: a reading with that one claim, at the first of the times."""
    claim = Claim(
        id=f"{source.id}-0",
        report=source.id,
        start=0,
        end=len(source.text),
        trigger=Span(0, 4),
        type="meeting",
        modality="asserted",
        roles=(("participant", (0, 1)),),
        when=0,
        happening=Happening(status="held", sides=("ISR", "PSE"), level="ministerial", place=2),
    )
    shore = Referent(index=2, type="place", name="Sharm el-Sheikh", names=("Sharm el-Sheikh",), state="EGY")
    people = (person(0, "Ehud Barak", "ISR"), person(1, "Yasser Arafat", "PSE"), shore)
    return Reading(report=source.id, version="1", referents=people, times=times, claims=(claim,))


def test_a_copy_comes_out_within_days_of_the_text_that_states_its_day():
    one, two = report("They signed it.", "1993-09-13"), report("They signed it!")
    readings = {r.id: Reading(report=r.id, version="1") for r in (one, two)}
    found = date_reports([one, two], readings, copies={one.id: one.id, two.id: one.id})[two.id]
    assert found.interval.within(Interval(date(1993, 9, 10), date(1993, 9, 17)))


def test_a_copy_lends_what_it_says_besides():
    one, two = report("OSLO, Aug. 20, 1993 (Agency) - They agreed."), report("They agreed.")
    dateline = When(
        start=6,
        end=19,
        text="Aug. 20, 1993",
        timex="DATE",
        value="1993-08-20",
        anchor="absolute",
        sense="near",
    )
    readings = {
        one.id: Reading(report=one.id, version="1", times=(dateline,)),
        two.id: Reading(report=two.id, version="1"),
    }
    found = date_reports([one, two], readings, copies={one.id: one.id, two.id: one.id})
    assert found[two.id].interval == found[one.id].interval


def test_a_weekday_of_an_event_that_another_report_dates_fixes_the_week():
    dated, other = report("They met on Sept. 5.", "1999-09-06"), report("Both met on Sunday at the shore.")
    readings = {
        dated.id: signing(dated, time("Sept. 5", "XXXX-09-05")),
        other.id: signing(other, time("Sunday", "XXXX-WXX-7"), time("1999", "1999")),
    }
    found = date_reports([dated, other], readings)[other.id]
    assert found.best is not None
    assert date(1999, 9, 5) <= date.fromisoformat(found.best) <= date(1999, 9, 11)


def test_reports_in_like_words_are_of_about_one_time():
    words = (
        "fishing quota dispute trawlers cod armada harbour gunboats Reykjavik Grimsby nets minister islanders"
    )
    far = "wheat harvest silo tractors prairie barley exporters ministry silage drought combine farmers rainfall"
    dated = [report(f"{words} {n}", f"1975-11-{n:02d}") for n in range(10, 14)]
    others = [report(f"{far} {n}", f"1971-03-{n:02d}") for n in range(10, 14)]
    asked = report(f"{words} again")
    pile = [*dated, *others, asked]
    assert {kin.report for kin in nearest(pile)[asked.id]} == {r.id for r in dated}
    found = date_reports(pile, {r.id: Reading(report=r.id, version="1") for r in pile})[asked.id]
    assert found.interval.within(Interval(date(1974, 1, 1), date(1977, 12, 31)))


def test_people_speak_for_the_time_in_which_dated_reports_name_them():
    def naming(day: str, name: str) -> tuple[Report, Reading]:
        one = report(f"{day} {name} spoke", day)
        return one, Reading(report=one.id, version="1", referents=(person(0, name, "ISL"),))

    early = [naming(f"1958-0{n}-01", "Olafur Thors") for n in range(1, 9)]
    late = [naming(f"1975-0{n}-01", "Geir Hallgrimsson") for n in range(1, 9)]
    pile = [*early, *late]
    axis = Axis(1955, 1980)
    attested = attest([r for r, _ in pile], {r.id: read for r, read in pile}, axis)
    clue = people_clue(["geirhallgrimsson"], attested, axis)
    assert clue is not None
    weights = clue.weigh(axis)
    assert weights[axis.index(date(1975, 6, 1))] > 3 * weights[axis.index(date(1958, 6, 1))]
    assert people_clue(["nobody"], attested, axis) is None


def test_of_two_leaders_of_one_state_the_later_speaks_for_the_day():
    one = report("President Doe recalled President Roe.")
    people = (person(0, "Jane Roe", "USA", "leader"), person(1, "John Doe", "USA", "leader"))
    terms = {
        "Jane Roe": (Tenure("Jane Roe", "USA", date(1981, 1, 20), date(1988, 1, 19), "leader"),),
        "John Doe": (Tenure("John Doe", "USA", date(1988, 1, 20), date(1992, 1, 19), "leader"),),
    }
    reading = Reading(report=one.id, version="1", referents=people)
    clues = text_clues(one, reading, lambda name: terms[name])
    assert [clue.reason for clue in clues] == ["leader John Doe is named as in office"]


@pytest.mark.parametrize(
    "value", ["XXXX-WXX-5", "XXXX-WXX-1<", "XXXX-WXX-5/XXXX-WXX-1", "PUB-1D", "PUB/W-1", "PUB", "PUB+2D"]
)
@pytest.mark.parametrize("sense", ["past", "future"])
def test_times_of_the_week_mean_the_same_worked_out_for_one_week_as_day_by_day(value, sense):
    axis = Axis(1999, 2000)
    when = When(start=0, end=1, text="", timex="DATE", value=value, anchor="publication", sense=sense)
    (quick,), slow = Meanings(axis).of(when), _stepwise(value, sense, axis)
    inner = slice(30, -30)  # at the ends of the axis days are cut off
    assert np.array_equal(quick.first[inner], slow.first[inner])
    assert np.array_equal(quick.last[inner], slow.last[inner])


def test_what_is_told_of_a_known_day_lies_on_the_day_meant():
    axis = Axis(1999, 1999)
    when = When(
        start=0, end=1, text="Sunday", timex="DATE", value="XXXX-WXX-7", anchor="publication", sense="past"
    )
    meant = Meanings(axis).of(when)
    belief = np.zeros(axis.size)
    belief[axis.index(date(1999, 9, 8))] = 1.0
    days = told(meant, belief)
    assert days is not None
    assert axis.day(int(np.argmax(days))) == date(1999, 9, 5)
    back = fit(meant, days)
    week = [axis.index(date(1999, 9, 5) + timedelta(days=n)) for n in range(7)]
    assert (back[week] > 0.99).all()


def test_the_interval_is_the_shortest_run_of_days_that_holds_the_mass():
    axis = Axis(1999, 1999)
    weights = np.zeros(axis.size)
    weights[[10, 200, 201, 202]] = [0.05, 0.3, 0.35, 0.3]
    interval, held = densest(weights, axis, 0.9)
    assert (interval.first, interval.last) == (axis.day(200), axis.day(202))
    assert held == pytest.approx(0.95)


def test_spreading_keeps_the_peak_and_falls_on_both_sides():
    weights = np.zeros(401)
    weights[200] = 1.0
    wide = spread(weights, 20.0)
    assert int(np.argmax(wide)) == 200
    assert np.allclose(wide, wide[::-1])
    assert (np.diff(wide[200:]) <= 1e-12).all()
