"""What must hold for every set of reports: order does not count, removing leaves no trace, judgements win."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summitry.errors import ReconcilingError
from summitry.model import (
    Block,
    Claim,
    Happening,
    Interval,
    Link,
    Published,
    Reading,
    Referent,
    Report,
    Span,
    Stance,
    Title,
    When,
    digest,
)
from summitry.reconciling import Clock, reconcile

PEOPLE = (
    ("Jimmy Carter", "USA", "leader"),
    ("Cyrus Vance", "USA", "minister"),
    ("Vance", "USA", None),
    ("Menachem Begin", "ISR", "leader"),
    ("Moshe Dayan", "ISR", "minister"),
    ("Anwar Sadat", "EGY", "leader"),
    ("Anwar el-Sadat", None, "leader"),
)
PLACES = (("Camp David", "USA"), ("Jerusalem", "ISR"), ("Cairo", "EGY"))
START = date(1978, 1, 1)
TYPES = ("meeting", "meeting", "statement", "communication", "visit", "announcement")
STATUSES = ("proposed", "scheduled", "held", "cancelled", "collapsed")


@dataclass
class Made:
    """Generated reports and readings."""

    reports: list[Report] = field(default_factory=list)
    readings: dict[str, Reading] = field(default_factory=dict)


def days_of(times: Any, published: Interval | None) -> tuple[Interval | None, ...]:
    return tuple(Interval.day(date.fromisoformat(when.value)) for when in times)


def dates_of(reports: Any, readings: Any, copies: Any) -> dict[str, Published]:
    return {report.id: report.published for report in reports if report.published}


CLOCK = Clock(dates_of, days_of)


@st.composite
def claims(draw: Any, report: str, at: int) -> Claim:
    kind = draw(st.sampled_from(TYPES))
    who = draw(st.lists(st.integers(0, len(PEOPLE) - 1), min_size=1, max_size=3, unique=True))
    roles = {"communication": "agent", "statement": "speaker", "visit": "agent"}.get(kind, "participant")
    happening = Happening(
        status=draw(st.sampled_from(STATUSES)),
        level=draw(st.sampled_from((None, "leaders", "ministerial"))),
        place=draw(st.sampled_from((None, *range(len(PEOPLE), len(PEOPLE) + len(PLACES))))),
        ordinal=draw(st.sampled_from((None, None, 1, 2))),
        definite=draw(st.booleans()),
    )
    stance = Stance(
        stance="demand", measure=draw(st.sampled_from((None, "withdrawal"))), text="leave the Sinai"
    )
    positioned = draw(st.integers(0, 5)) == 0
    return Claim(
        id=digest(report, at),
        report=report,
        start=at * 10,
        end=at * 10 + 9,
        trigger=Span(at * 10, at * 10 + 2),
        type=kind,
        modality="asserted",
        roles=((roles if not positioned else "actor", tuple(who)),),
        when=draw(st.sampled_from((None, 0, 1))),
        happening=None if positioned else happening,
        stance=stance if positioned else None,
    )


@st.composite
def worlds(draw: Any) -> Made:
    made = Made()
    for number in range(draw(st.integers(1, 5))):
        ident = digest("report", number)
        published = START + timedelta(days=draw(st.integers(0, 60)))
        stated = draw(st.booleans())
        text = "".join(draw(st.sampled_from(("talks and ", "visits or ", "words they "))) for _ in range(8))
        made.reports.append(
            Report(
                id=ident,
                text=text,
                blocks=(Block(0, len(text), "body"),),
                file=f"{number}.txt",
                published=Published(Interval.day(published), "stated", 1.0) if stated else None,
            )
        )
        people = [
            Referent(
                index=i, type="person", name=n, names=(n,), state=s, titles=(Title(r, r, r, s),) if r else ()
            )
            for i, (n, s, r) in enumerate(PEOPLE)
        ]
        places = [
            Referent(index=len(PEOPLE) + i, type="place", name=n, names=(n,), state=s)
            for i, (n, s) in enumerate(PLACES)
        ]
        times = tuple(
            When(
                start=0,
                end=1,
                text="",
                timex="DATE",
                value=(published + timedelta(days=shift)).isoformat(),
                anchor="absolute",
            )
            for shift in (draw(st.integers(-10, 10)), draw(st.integers(-40, 40)))
        )
        made.readings[ident] = Reading(
            report=ident,
            version="test",
            referents=(*people, *places),
            times=times,
            claims=tuple(draw(claims(ident, at)) for at in range(draw(st.integers(0, 8)))),
        )
    return made


def run(made: Made, reports: list[Report], *judgements: Link) -> Any:
    known = {report.id for report in reports}
    pairs = [
        (a.id, b.id, 0.95)
        for a, b in zip(made.reports, made.reports[1:], strict=False)
        if {a.id, b.id} <= known
    ][:1]
    readings = {report.id: made.readings[report.id] for report in reports}
    return reconcile(reports, readings, pairs, judgements, clock=CLOCK)


SLOW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@SLOW
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_reports_and_claims_does_not_count(made, random):
    expected = run(made, made.reports)
    shuffled = list(made.reports)
    random.shuffle(shuffled)
    assert run(made, shuffled) == expected


@SLOW
@given(worlds())
def test_a_report_twice_changes_nothing_and_add_then_remove_leaves_no_trace(made):
    whole = run(made, made.reports)
    assert run(made, [*made.reports, *made.reports]) == whole
    rest = made.reports[:-1]
    before = run(made, rest)
    run(made, made.reports)
    assert run(made, rest) == before
    gone = {claim.id for claim in made.readings[made.reports[-1].id].claims}
    assert not gone & {claim for event in before.events for claim in event.claims}


@SLOW
@given(worlds())
def test_each_claim_stands_in_one_entry_and_ids_are_unique(made):
    outcome = run(made, made.reports)
    said = [claim for reading in made.readings.values() for claim in reading.claims]
    in_events = [claim for event in outcome.events for claim in event.claims]
    assert sorted(in_events) == sorted(claim.id for claim in said if claim.happening)
    in_positions = [claim for position in outcome.positions for claim in position.claims]
    assert sorted(in_positions) == sorted(claim.id for claim in said if claim.stance)
    for entries in (outcome.actors, outcome.events, outcome.positions, outcome.processes):
        assert len({entry.id for entry in entries}) == len(entries)
    actors = {actor.id for actor in outcome.actors}
    assert {p.actor for event in outcome.events for p in event.participants} <= actors
    assert set(outcome.actor_of.values()) == actors
    steps = [set().union(*(s.claims for s in event.status_history)) for event in outcome.events]
    assert steps == [set(event.claims) for event in outcome.events]


@SLOW
@given(worlds(), st.data())
def test_judgements_win_over_rules(made, data):
    said = sorted(c.id for reading in made.readings.values() for c in reading.claims if c.happening)
    if len(said) < 2:
        return
    left, right = data.draw(st.lists(st.sampled_from(said), min_size=2, max_size=2, unique=True))
    verdict = data.draw(st.sampled_from(("same", "different")))
    link = Link(
        kind="event", left=left, right=right, verdict=verdict, rule="by hand", confidence=1.0, author="ana"
    )
    events = run(made, made.reports, link).events
    together = any({left, right} <= set(event.claims) for event in events)
    assert together == (verdict == "same")


@SLOW
@given(worlds(), st.data())
def test_judgements_on_actors_win_over_rules(made, data):
    refs = [f"{r.id}#{i}" for r in made.reports for i in range(len(PEOPLE))]
    left, right = data.draw(st.lists(st.sampled_from(refs), min_size=2, max_size=2, unique=True))
    verdict = data.draw(st.sampled_from(("same", "different")))
    link = Link(
        kind="actor", left=left, right=right, verdict=verdict, rule="by hand", confidence=1.0, author="ana"
    )
    outcome = run(made, made.reports, link)
    assert (outcome.actor_of[left] == outcome.actor_of[right]) == (verdict == "same")


def test_links_that_a_rule_wrote_are_no_judgements(desk):
    draft = desk.report("a", "1978-01-01")
    draft.says("one", participant=draft.state("USA", "US"))
    draft.says("two", "visit", agent=draft.state("EGY", "Egypt"))
    rule = Link(
        kind="event",
        left=desk.claim(draft, 0),
        right=desk.claim(draft, 1),
        verdict="same",
        rule="r",
        confidence=1.0,
    )
    assert len(desk.outcome(rule).events) == 2


def test_a_judged_date_is_given_and_a_bad_one_is_named(desk):
    draft = desk.report("a")
    ident = draft.done()[0].id

    def dated(edtf):
        return Link(
            kind="date", left=ident, right=edtf, verdict="same", rule="by hand", confidence=1.0, author="ana"
        )

    published = desk.outcome(dated("1978-09-17")).published[ident]
    assert (published.interval.edtf, published.basis) == ("1978-09-17", "given")
    for edtf in (
        "1978-09",
        "1978-21",
        "1978-24",
        "1978",
        "1978-09-05/1978-09-17",
        "../1978-09-17",
        "1978-09-05~",
    ):
        assert desk.outcome(dated(edtf)).published[ident].interval.edtf == edtf
    with pytest.raises(ReconcilingError, match="last week"):
        desk.outcome(dated("last week"))


def test_an_empty_record_is_empty():
    outcome = reconcile([], {}, [], clock=CLOCK)
    assert (outcome.actors, outcome.events, outcome.links) == ((), (), ())
