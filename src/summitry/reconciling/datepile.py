"""The claims of a pile in; what the events that several reports tell of say of each report's day, out.

A report that plans an event was written before it, one that tells its outcome after it, and a time that one
report gives with its year lends the year to all. The reports' days and the events' days are narrowed in
turns (loopy belief propagation on a bipartite graph: Pearl 1988, chapter 4), all at once in each round, so
that order plays no part.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

import numpy as np

from summitry.model.text import Reading
from summitry.model.time import When
from summitry.reconciling.dateevents import Key, Shared, Telling, loose_keys_of, place_of, telling_of
from summitry.reconciling.datemeanings import Meanings, fit, told
from summitry.reconciling.dayweights import Axis, Clue, Weights, normalised

UNSURE = 0.02
STEPS = (0, 2, 5, 10, 20, 31, 46, 61, 91, 122, 183, 274, 366, 548, 731, 1096, 1500)  # days


def _reach(scale: float, power: float) -> tuple[float, ...]:
    return tuple((1.0 + (a + b) / 2.0 / scale) ** -power for a, b in pairwise(STEPS))


PLANNED = _reach(60.0, 1.3)  # how far ahead news tells of plans
RECALLED = _reach(200.0, 0.7)  # how far back of what is over
RECENT = _reach(10.0, 2.0)  # how far back the newest of what it tells
NEWEST_UNSURE = 0.25
CHANCE = 0.002  # how much a report's own words must allow days that fit another report's event
# How often a time fits an event that it does not mean, by its form; less than in a calendar, since events cluster.
BY_CHANCE = (
    (re.compile(r"XXXX-WXX-\d[<>]?(T\w+)?$"), 0.5),
    (re.compile(r"XXXX-\d\d-\d\d"), 0.2),
)
OFFSET_WRONG = 1e-3
ROUNDS = 6
EVENT_REACH = 120
CROWD = 60  # tellings under one loose key beyond which it tells nothing
EVENT_OFFSET = re.compile(r"REF([+-])(\d+)([DWMY])")
OFFSET_DAYS = {"D": 1.0, "W": 7.0, "M": 30.44, "Y": 365.25}


@dataclass(frozen=True)
class Pile:
    """What is fixed while the days are narrowed: the axis, each report's own weights, the shared events,
    the text that each report carries (copies carry one).
    """

    axis: Axis
    own: Mapping[str, Weights]
    events: tuple[Shared, ...]
    readings: Mapping[str, Reading]
    texts: Mapping[str, str]
    source_of: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def meanings(self) -> Meanings:
        """What times mean on the axis."""
        return Meanings(self.axis)

    @cached_property
    def timed(self) -> Mapping[str, tuple[Telling, ...]]:
        """The tellings of each report that give a time of their own, one for each time and type."""
        found: dict[str, tuple[Telling, ...]] = {}
        for name in sorted(self.own):
            reading = self.readings[name]
            first: dict[tuple[str, str, str], Telling] = {}
            for claim in reading.claims:
                telling = telling_of(claim, reading, self.texts[name])
                if telling.when is not None and not telling.at_odds and any(loose_keys_of(claim, reading)):
                    first.setdefault((claim.type, telling.when.value, telling.fate), telling)
            found[name] = tuple(first.values())
        return found

    @cached_property
    def loose(self) -> Mapping[Key, tuple[Telling, ...]]:
        """The timed tellings by their loose keys."""
        found: dict[Key, list[Telling]] = defaultdict(list)
        for name, tellings in self.timed.items():
            for telling in tellings:
                for key, _ in loose_keys_of(telling.claim, self.readings[name]):
                    found[key].append(telling)
        return {key: tuple(tellings) for key, tellings in found.items() if len(tellings) <= CROWD}

    def apart(self, one: str, two: str) -> bool:
        """Whether two reports are of different texts."""
        return self.source_of.get(one, one) != self.source_of.get(two, two)


def narrow(pile: Pile) -> tuple[dict[str, Weights], dict[str, tuple[Clue, ...]]]:
    """Each report's weights after the whole pile has spoken, and the clues that came from other reports."""
    beliefs = dict(pile.own)
    clues: dict[str, tuple[Clue, ...]] = dict.fromkeys(pile.own, ())
    for _ in range(ROUNDS):
        clues = _lent(pile, beliefs)
        updated = {name: _product(pile, name, clues[name]) for name in sorted(pile.own)}
        moved = max((float(np.abs(updated[n] - beliefs[n]).sum()) for n in updated), default=0.0)
        beliefs = updated
        if moved < 1e-3:
            break
    return beliefs, clues


def _product(pile: Pile, name: str, clues: Sequence[Clue]) -> Weights:
    weights = pile.own[name]
    for clue in clues:
        weights = weights * clue.weigh(pile.axis)
    return normalised(np.asarray(weights))


def _lent(pile: Pile, beliefs: Mapping[str, Weights]) -> dict[str, tuple[Clue, ...]]:
    """What the shared events tell each report, given what is now believed of all the others."""
    lent: dict[str, list[Clue]] = {name: [] for name in pile.own}
    newest: dict[str, list[Weights]] = {name: [] for name in pile.own}
    for event in pile.events:
        words = {name: _event_days(pile, event, name, beliefs[name]) for name in _reports(event, pile)}
        for name in words:
            others = [words[other] for other in _heard(pile, name, words)]
            if not others:
                continue
            days = normalised(np.prod(others, axis=0))
            if _informative(days):
                lent[name] += [_clue(pile, t, days) for t in _distinct(event, name)]
                lent[name] += _anchored(pile, event, name, days)
                if any(t.fate == "over" for t in _distinct(event, name)):
                    newest[name].append(_later(days, RECENT))
    _lend_loosely(pile, beliefs, lent, newest)
    for name, recent in newest.items():
        if recent:
            lent[name].append(_newest_clue(recent))
    return {name: tuple(clues) for name, clues in lent.items()}


def _reports(event: Shared, pile: Pile) -> list[str]:
    return sorted({t.report for t in event.tellings if t.report in pile.own})


def _heard(pile: Pile, name: str, words: Mapping[str, Weights]) -> list[str]:
    """The other reports, of copies one."""
    first: dict[str, str] = {}
    for other in sorted(words):
        if pile.apart(name, other):
            first.setdefault(pile.source_of.get(other, other), other)
    return sorted(first.values())


def _informative(days: Weights) -> bool:
    """Whether the weights single out some days: half their mass lies on a third of the axis or less."""
    ranked = np.sort(days)[::-1]
    return float(ranked[: max(len(days) // 3, 1)].sum()) > 0.5


def _distinct(event: Shared, name: str) -> list[Telling]:
    """One telling for each fate and time, so that a report which repeats itself counts once.

    A report that tells of an event both as over and as to come is misread somewhere: the majority holds;
    where there is none, neither side does.
    """
    said = [t for t in event.tellings if t.report == name and not t.at_odds]
    votes = Counter(t.fate for t in said)
    lead = votes["over"] - votes["to come"]
    dropped = {"to come"} if lead > 0 else {"over"} if lead < 0 else {"over", "to come"}
    chosen: dict[tuple[str, str], Telling] = {}
    for telling in said:
        if telling.fate not in dropped or votes["over"] == 0 or votes["to come"] == 0:
            chosen.setdefault((telling.fate, telling.when.value if telling.when else ""), telling)
    return [chosen[key] for key in sorted(chosen)]


def _later(weights: Weights, reach: Sequence[float]) -> Weights:
    """For each day, how well it lies on or after the weighted days, by the reach of news (a level for each step)."""
    size = len(weights)
    summed = np.concatenate([np.zeros(STEPS[-1] + 1), np.cumsum(weights)])
    found = np.full(size, UNSURE)
    for low, high, level in zip(STEPS, STEPS[1:], reach, strict=False):
        newest, oldest = STEPS[-1] - low + 1, STEPS[-1] - high + 1
        found += level * (summed[newest : newest + size] - summed[oldest : oldest + size])
    return found


def _earlier(weights: Weights, reach: Sequence[float]) -> Weights:
    """For each day, how well it lies on or before the weighted days."""
    return _later(weights[::-1], reach)[::-1]


def _event_days(pile: Pile, event: Shared, name: str, belief: Weights) -> Weights:
    """What one report tells of the day of an event."""
    days = np.ones(pile.axis.size)
    for telling in _distinct(event, name):
        if telling.fate == "over":
            days = days * _earlier(belief, RECALLED)
        elif telling.fate == "to come":
            days = days * _later(belief, PLANNED)
        days = days * _timed(pile, telling.when, belief)
    return normalised(days)


def _timed(pile: Pile, when: When | None, belief: Weights) -> Weights:
    days = told(pile.meanings.of(when), belief)
    return np.ones(pile.axis.size) if days is None else days + UNSURE / pile.axis.size


def _clue(pile: Pile, telling: Telling, days: Weights) -> Clue:
    """What a telling says of its report's day, once the days of the event are known from others."""
    weights = np.ones(pile.axis.size)
    if telling.fate == "over":
        weights = _later(days, RECALLED)
    elif telling.fate == "to come":
        weights = _earlier(days, PLANNED)
    meant = pile.meanings.of(telling.when)
    if meant:
        weights = weights * (UNSURE + fit(meant, days))
    side = {"over": "as over", "to come": "as still to come"}.get(telling.fate, "")
    shown = f' on "{telling.when.text}"' if telling.when else ""
    reason = f'other reports date the event that it tells of {side} ("{telling.quote}"{shown})'
    return Clue(" ".join(reason.split()), lambda _: weights)


def _newest_clue(recent: Sequence[Weights]) -> Clue:
    """News is written soon after the newest of what it tells as over."""
    weights = NEWEST_UNSURE + np.max(recent, axis=0)
    return Clue("written soon after what it tells as over, as other reports date it", lambda _: weights)


def _anchored(pile: Pile, event: Shared, name: str, days: Weights) -> list[Clue]:
    """ "Four months after the summit", beside a telling of it: the report is of about that day."""
    found: dict[str, Clue] = {}
    for when in pile.readings[name].times:
        offset = EVENT_OFFSET.fullmatch(when.value)
        if when.anchor != "event" or offset is None or when.anchor_index is not None or when.sense == "past":
            continue
        near = [
            t
            for t in event.tellings
            if t.report == name and 0 <= t.claim.trigger.start - when.end <= EVENT_REACH
        ]
        if near:
            found.setdefault(when.text, _offset_clue(pile, when, offset, days, near[0]))
    return [found[text] for text in sorted(found)]


def _offset_clue(pile: Pile, when: When, offset: re.Match[str], days: Weights, near: Telling) -> Clue:
    count = float(offset[2]) * OFFSET_DAYS[offset[3]] * (1 if offset[1] == "+" else -1)
    slack = max(OFFSET_DAYS[offset[3]] / 2, 1.0)
    centre = float((days * np.arange(pile.axis.size)).sum()) + count
    gap = np.abs(np.arange(pile.axis.size) - centre)
    weights = np.maximum(np.exp(-0.5 * (gap / slack) ** 2), OFFSET_WRONG)
    return Clue(f'"{when.text}" counts from "{near.quote}", which other reports date', lambda _: weights)


def _lend_loosely(
    pile: Pile,
    beliefs: Mapping[str, Weights],
    lent: dict[str, list[Clue]],
    newest: dict[str, list[Weights]],
) -> None:
    """An event of the same people or sides may be one that others date.

    It is only likely to be: all other days keep weight.
    """
    days_of: dict[str, Weights | None] = {}
    for name in sorted(pile.own):
        for telling in pile.timed[name]:
            found = _dated_elsewhere(pile, telling, beliefs, days_of)
            if found is None:
                continue
            days, likely = found
            weights = _perhaps(
                telling.when, fit(pile.meanings.of(telling.when), days), likely, pile.own[name]
            )
            lent[name].append(_loose_clue(telling, weights))
            if telling.fate == "over":
                newest[name].append(likely * _later(days, RECENT))


def _perhaps(when: When | None, fitting: Weights, likely: float, own: Weights) -> Weights:
    """Weights under which the days that fit hold `likely` of all, unless the report's own words forbid them;
    more where the time is a weekday or day of the calendar, which seldom fits by chance.
    """
    chance = max(float((own * fitting).sum()), CHANCE)
    by_chance = next((rate for pattern, rate in BY_CHANCE if when and pattern.match(when.value)), 1.0)
    return (1.0 - likely) * chance * by_chance + likely * fitting


def _loose_clue(telling: Telling, weights: Weights) -> Clue:
    text = telling.when.text if telling.when else ""
    reason = f'"{text}" ("{telling.quote}") fits an event of the same people or sides that other reports date'
    return Clue(" ".join(reason.split()), lambda _: weights)


def _can_be_one(pile: Pile, one: Telling, two: Telling) -> bool:
    """Whether two tellings are of different texts and not at different places."""
    places = {place_of(t.claim, pile.readings[t.report]) for t in (one, two)} - {""}
    return pile.apart(one.report, two.report) and len(places) < 2


def _dated_elsewhere(
    pile: Pile, telling: Telling, beliefs: Mapping[str, Weights], days_of: dict[str, Weights | None]
) -> tuple[Weights, float] | None:
    """The days that reports of other texts give for events under the tightest key that any of them shares."""
    for key, likely in loose_keys_of(telling.claim, pile.readings[telling.report]):
        others = [t for t in pile.loose.get(key, ()) if _can_be_one(pile, t, telling)]
        found = []
        for other in others:
            if other.claim.id not in days_of:
                days = told(pile.meanings.of(other.when), beliefs[other.report])
                days_of[other.claim.id] = days if days is not None and _informative(days) else None
            days = days_of[other.claim.id]
            if days is not None:
                found.append(days)
        if found:
            return normalised(np.sum(found, axis=0)), likely
    return None
