"""Claims with the referents, times and places of their readings in;
each claim of a happening in its context out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from summitry.knowledge.gazetteer import gazetteer
from summitry.model import Claim, Happening, Interval, Published, Reading, Referent, Report
from summitry.reconciling.actors import Cast, party_side
from summitry.reconciling.names import fold

PLANNED = frozenset({"proposed", "expected", "scheduled", "confirmed"})
DONE = frozenset({"held", "collapsed"})
PRINCIPALS = ("agent", "participant", "counterpart", "speaker", "delegate", "sender", "recipient")
PARTS = {
    "agent": "principal",
    "participant": "principal",
    "counterpart": "principal",
    "speaker": "principal",
    "sender": "principal",
    "recipient": "principal",
    "carrier": "facilitator",
    "delegate": "delegate",
    "facilitator": "facilitator",
    "host": "host",
    "convenor": "convenor",
    "observer": "observer",
    "target": "target",
    "audience": "audience",
}
WORD = re.compile(r"[^\W\d_]{4,}")
CALLED_OFF = frozenset({"cancelled", "postponed"})
WEEKDAY = re.compile(r"XXXX-WXX-(\d)[<>]?(?:T\w+)?")
YEARLESS = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?[<>]?(?:@\d)?(?:T\w+)?")
LAST_MONTH = 12
WEEK = 7
DAY = timedelta(days=1)
SPARE = 10  # days by which a time may be narrower than the days of its report and still as uncertain


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that a claim names: its name, its state (alpha-3), whether it is that whole state,
    and degrees.
    """

    key: str
    name: str
    state: str | None
    whole: bool
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Dial:
    """What a time says of its days however little is known of its report's: weekday (ISO), month, day of it."""

    weekday: int | None = None
    month: int | None = None
    day: int | None = None

    def allows(self, other: Interval | None) -> bool:
        """Whether exact days (a week at most) can be meant, give or take one."""
        if other is None or other.first is None or other.last is None or (other.days or 99) > WEEK:
            return True
        span = [other.first + DAY * k for k in range(-1, (other.days or 1) + 1)]
        return any(
            (self.weekday is None or day.isoweekday() == self.weekday)
            and (self.month is None or day.month == self.month)
            and (self.day is None or day.day == self.day)
            for day in span
        )


@dataclass(frozen=True, slots=True)
class Fact:
    """A claim of a happening in its context.

    `source` stands for all reports that carry the same copy. `span` holds the days on which it can have
    happened, as far as its own time, else its status and the day it was known, says. `near` is the day to
    which it is closest; `weekly` says that its time is given as a week, which tells no more than its days;
    `loose` that it is as wide as the days of its report: within one report it still tells days apart.
    """

    claim: Claim
    happening: Happening
    when: Interval | None
    known: Interval | None
    source: str
    sides: frozenset[str]
    parties: frozenset[str]
    people: Mapping[str, frozenset[str]]
    towards: frozenset[str]
    spot: Spot | None
    span: Interval
    near: date | None
    words: frozenset[str]
    weekly: bool
    loose: bool
    dial: Dial = Dial()

    @property
    def called_off(self) -> bool:
        """Whether it was called off: its time may be that of the decision."""
        return self.happening.status in CALLED_OFF

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.claim.id

    @property
    def ahead(self) -> bool:
        """Whether its days lie after the day it was known;
        where that is open, whether they count from after it.
        """
        first = self.when.first if self.when else None
        if first is None or self.known is None or self.known.last is None or self.when is None:
            return False
        if self.loose and self.known.first and self.when.days == self.known.days:
            return first > self.known.first
        return first > self.known.last + DAY

    @property
    def status(self) -> str:
        """The status, except that what lies ahead is not yet held."""
        return "scheduled" if self.ahead and self.happening.status == "held" else self.happening.status


@dataclass(frozen=True, slots=True)
class Context:
    """What is known when claims are put in context: published days, resolved times, the cast, the copies."""

    published: Mapping[str, Published]
    times: Mapping[str, tuple[Interval | None, ...]]
    cast: Cast
    source_of: Mapping[str, str]

    def known(self, claim: Claim) -> Interval | None:
        """When the claim was known: the time its source gives, else the day of its report."""
        times = self.times.get(claim.report, ())
        said = times[claim.known] if claim.known is not None and claim.known < len(times) else None
        day = self.published.get(claim.report)
        return said or (day.interval if day else None)

    def when(self, claim: Claim) -> Interval | None:
        """The days of the claim's own time; None if it has none or it cannot be resolved."""
        times = self.times.get(claim.report, ())
        return times[claim.when] if claim.when is not None and claim.when < len(times) else None

    def actors(self, claim: Claim, *roles: str) -> list[str]:
        """The actors in these roles, each once."""
        found = (self.cast.actor_of.get(f"{claim.report}#{i}") for i in claim.who(*roles))
        return list(dict.fromkeys(actor for actor in found if actor))


def gather(reports: Sequence[Report], readings: Mapping[str, Reading], context: Context) -> list[Fact]:
    """All claims of happenings in their context, in the order of reports and claims."""
    facts = []
    for report in reports:
        reading = readings.get(report.id)
        if reading:
            referents = {r.index: r for r in reading.referents}
            found = [_fact(c, report, reading, referents, context) for c in reading.claims if c.happening]
            facts += [_placed(_renumbered(fact, found), found) for fact in found]
    return facts


def _placed(fact: Fact, others: Sequence[Fact]) -> Fact:
    """An agreement without a time, with the days and place of the one meeting of its sides in the same passage."""
    if fact.claim.type != "agreement" or fact.when or fact.status not in DONE or len(fact.sides) < 2:
        return fact
    at = [
        o
        for o in others
        if o.claim.type == "meeting"
        and (o.claim.start, o.claim.end) == (fact.claim.start, fact.claim.end)
        and o.status in DONE
        and o.sides == fact.sides
        and o.when
    ]
    if len(at) != 1:
        return fact
    when = at[0].when
    return replace(
        fact,
        when=when,
        span=_span(when, fact.known, fact.happening),
        near=at[0].near,
        loose=at[0].loose,
        dial=at[0].dial,
        weekly=at[0].weekly,
        spot=fact.spot or at[0].spot,
    )


def _renumbered(fact: Fact, others: Sequence[Fact]) -> Fact:
    """The fact; without its number if the report has that number of another, held and at another time.

    "The summit could be held in May", after a first one in March, is no first summit.
    """
    number = fact.happening.ordinal
    if number is None or fact.status not in PLANNED or fact.when is None:
        return fact
    rivals = (
        o
        for o in others
        if o.happening.ordinal == number
        and o.claim.type == fact.claim.type
        and o.sides & fact.sides
        and o.when is not None
        and not o.when.overlaps(fact.when)
        and (o.status in DONE or (o.when.last and fact.when.first and o.when.last < fact.when.first))
    )
    return replace(fact, happening=replace(fact.happening, ordinal=None)) if any(rivals) else fact


def _fact(
    claim: Claim, report: Report, reading: Reading, referents: Mapping[int, Referent], context: Context
) -> Fact:
    happening = claim.happening
    assert happening is not None
    when, known = context.when(claim), context.known(claim)
    side_of = context.cast.side_of
    sides = _sides(claim, referents, context)
    parties = context.actors(claim, *PRINCIPALS)
    people: dict[str, set[str]] = {}
    for actor in _people(claim, referents, context):
        people.setdefault(side_of.get(actor, ""), set()).add(actor)
    towards = {
        side_of.get(a, a) for a in context.actors(claim, "counterpart", "target", "audience", "recipient")
    }
    return Fact(
        claim=claim,
        happening=happening,
        when=when,
        known=known,
        source=context.source_of.get(report.id, report.id),
        sides=frozenset(sides),
        parties=frozenset(parties),
        people={side: frozenset(who) for side, who in people.items()},
        towards=frozenset(towards),
        spot=spot_of(referents.get(happening.place)) if happening.place is not None else None,
        span=_span(when, known, happening),
        near=_near(when, known),
        words=frozenset(w.casefold() for w in WORD.findall(report.text[claim.start : claim.end])),
        loose=_is_loose(when, context.published.get(report.id)),
        weekly=claim.when is not None and "W" in reading.times[claim.when].value,
        dial=_dial(reading.times[claim.when].value) if claim.when is not None else Dial(),
    )


def _sides(claim: Claim, referents: Mapping[int, Referent], context: Context) -> set[str]:
    """The sides of the principals, also of those without a name, and those that the claim names itself."""
    found = set(claim.happening.sides if claim.happening else ())
    for index in claim.who(*PRINCIPALS):
        actor = context.cast.actor_of.get(f"{claim.report}#{index}")
        referent = referents.get(index)
        side = context.cast.side_of.get(actor or "")
        if side is None and referent is not None:
            side = party_side(referent) or referent.state
        if side and referent and referent.type != "place":
            found.add(side)
    return found


def _people(claim: Claim, referents: Mapping[int, Referent], context: Context) -> Iterable[str]:
    """The persons with a name among the principals."""
    for index in claim.who(*PRINCIPALS):
        referent = referents.get(index)
        if referent and referent.type == "person" and not referent.anonymous:
            yield context.cast.actor_of[f"{claim.report}#{index}"]


def spot_of(referent: Referent | None) -> Spot | None:
    """The place that a referent names; a state counts as the whole of its ground."""
    if referent is None or not fold(referent.name):
        return None
    key = referent.key or fold(referent.name)
    entry = gazetteer().entry(referent.key) if referent.key else None
    name = entry.name if entry else referent.name
    state = referent.state or (entry.state if entry else None)
    whole = referent.type == "state" or key.startswith("state:")
    return Spot(key, name, state, whole, entry.lat if entry else None, entry.lon if entry else None)


def _span(when: Interval | None, known: Interval | None, happening: Happening) -> Interval:
    """The days on which it can have happened: its own time;
    else before (or after) it was known, by its status.
    """
    if when:
        return when
    if known and happening.status in DONE:
        return Interval(None, known.last)
    if known and happening.status in PLANNED:
        return Interval(known.first, None)
    return Interval(None, None)


def _dial(value: str) -> Dial:
    """What a symbolic value (docs/times) says of weekday, month and day without its year or week."""
    weekday = WEEKDAY.fullmatch(value)
    if weekday:
        return Dial(weekday=int(weekday[1]))
    yearless = YEARLESS.fullmatch(value)
    if not yearless or int(yearless[1]) > LAST_MONTH:
        return Dial()
    return Dial(month=int(yearless[1]), day=int(yearless[2]) if yearless[2] else None)


def _is_loose(when: Interval | None, published: Published | None) -> bool:
    """Whether a time is as wide as the days that its report can be of, which are more than one."""
    width = published.interval.days if published else None
    return when is not None and width is not None and 1 < width <= (when.days or 0) + SPARE


def _near(when: Interval | None, known: Interval | None) -> date | None:
    """The first day of its own time, else of the day it was known."""
    for interval in (when, known):
        if interval:
            return interval.first or interval.last
    return None
