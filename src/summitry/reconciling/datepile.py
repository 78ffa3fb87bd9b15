"""The claims of a pile in; the events that several reports share, and what these tell of each report's day,
out.

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
from datetime import date
from functools import partial
from itertools import pairwise

import numpy as np

from summitry.model.text import Claim, Reading
from summitry.model.time import Sense, When
from summitry.reconciling.dayweights import Axis, Clue, Piece, Weights, normalised, pieces
from summitry.reconciling.locating import Located, locate

Key = tuple[str, ...]
TO_COME = frozenset({"proposed", "expected", "scheduled", "confirmed"})
HAPPENED = frozenset({"held", "collapsed"})
GATHERINGS = frozenset({"meeting"})
SIDES: Mapping[Sense, tuple[Sense, ...]] = {"near": ("past", "future")}  # tense does not tell: either
UNSURE = 0.02
STEPS = (
    0,
    2,
    5,
    10,
    20,
    31,
    46,
    61,
    91,
    122,
    183,
    274,
    366,
    548,
    731,
    1096,
    1500,
)  # days; beyond the last, only the doubt remains
PLANNED = tuple(
    (1.0 + (a + b) / 120.0) ** -1.3 for a, b in pairwise(STEPS)
)  # how far ahead news tells of plans
RECALLED = tuple((1.0 + (a + b) / 400.0) ** -0.7 for a, b in pairwise(STEPS))  # how far back of what is over
NO_KEY_UNSURE = 0.01
OFFSET_WRONG = 1e-3
ROUNDS = 6
SUPPORT = 1e-7
EVENT_REACH = 120
DAILY = re.compile(
    r"WXX|XX-XX|PUB(?![/+-])|PUB[+-][\d.]+[DWT]|PUB/[DW]"
)  # means another day each day or week
FEW_DAYS = 120
EVENT_OFFSET = re.compile(r"REF([+-])(\d+)([DWMY])")
OFFSET_DAYS = {"D": 1.0, "W": 7.0, "M": 30.44, "Y": 365.25}


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim of one report about a shared event: over or to come, and when, if it says so."""

    report: str
    claim: Claim
    when: When | None
    quote: str


@dataclass(frozen=True, slots=True)
class Shared:
    """An event by its signature, and all that reports tell of it."""

    key: Key
    tellings: tuple[Telling, ...]


def sides_of(claim: Claim, reading: Reading) -> tuple[str, ...]:
    """The states or parties between which a claim's event is, in order.

    Where the claim does not say, those of most of the report's meetings, of the same level if there are any.
    """
    said = _said_sides(claim, reading)
    if len(said) > 1 or claim.type not in GATHERINGS or claim.happening is None:
        return said
    level = claim.happening.level
    others = [c for c in reading.claims if c.type in GATHERINGS and len(_said_sides(c, reading)) > 1]
    alike = [c for c in others if c.happening is not None and c.happening.level == level]
    counts = Counter(_said_sides(c, reading) for c in alike or others)
    common = min(counts, key=lambda sides: (-counts[sides], sides), default=said)
    return common if set(said) <= set(common) else said


def _said_sides(claim: Claim, reading: Reading) -> tuple[str, ...]:
    if claim.happening is not None and claim.happening.sides:
        return tuple(sorted(set(claim.happening.sides)))
    states = {reading.referents[i].state for i in claim.who("participant", "agent", "counterpart")}
    return tuple(sorted(state for state in states if state))


def keys_of(claim: Claim, reading: Reading) -> tuple[Key, ...]:
    """The signatures by which a claim's event can be known again: its ordinal, or for leaders the place.

    An ordinal counts within a level and between two sides; two leaders seldom meet twice in one city.
    """
    happening = claim.happening
    sides = sides_of(claim, reading)
    if happening is None or claim.type not in GATHERINGS or len(sides) < 2 or (happening.count or 1) > 1:
        return ()
    base = (claim.type, happening.level or "", *sides)
    keys: list[Key] = []
    if happening.ordinal is not None:
        keys.append((*base, f"#{happening.ordinal}"))
    if happening.place is not None and happening.level == "leaders":
        place = reading.referents[happening.place]
        keys.append((*base, "@" + (place.key or place.name.casefold())))
    return tuple(keys)


def shared_events(readings: Mapping[str, Reading], texts: Mapping[str, str]) -> tuple[Shared, ...]:
    """The events that claims of the pile tell of by a signature; signatures that one claim bears are one
    event.
    """
    tellings: dict[Key, list[Telling]] = defaultdict(list)
    merged: dict[Key, Key] = {}
    for name in sorted(readings):
        reading = readings[name]
        for claim in reading.claims:
            keys = keys_of(claim, reading)
            for key in keys:
                _unite(merged, keys[0], key)
            if keys:
                when = reading.times[claim.when] if claim.when is not None else None
                quote = texts[name][claim.trigger.start : claim.trigger.end]
                tellings[keys[0]].append(Telling(name, claim, when, quote))
    groups: dict[Key, list[Telling]] = defaultdict(list)
    for key in sorted(tellings):
        groups[_root(merged, key)] += tellings[key]
    return tuple(Shared(key, tuple(groups[key])) for key in sorted(groups))


def _root(merged: Mapping[Key, Key], key: Key) -> Key:
    while merged.get(key, key) != key:
        key = merged[key]
    return key


def _unite(merged: dict[Key, Key], one: Key, two: Key) -> None:
    first, second = sorted((_root(merged, one), _root(merged, two)))
    merged.setdefault(first, first)
    merged[second] = first


@dataclass(frozen=True)
class Pile:
    """What is fixed while the days are narrowed: the axis, each report's own weights, the shared events."""

    axis: Axis
    own: Mapping[str, Weights]
    events: tuple[Shared, ...]
    readings: Mapping[str, Reading]
    known: dict[tuple[str, Sense], list[Piece]] = field(default_factory=dict)

    def meanings(self, value: str, sense: Sense) -> list[Piece]:
        """What a value means on every day of the axis; remembered, since many reports name the same days."""
        if (value, sense) not in self.known:
            axis = self.axis
            self.known[value, sense] = pieces(partial(_meant, value, sense), axis, 0, axis.size - 1)
        return self.known[value, sense]


def narrow(pile: Pile) -> tuple[dict[str, Weights], dict[str, tuple[Clue, ...]]]:
    """Each report's weights after the whole pile has spoken, and the clues that came from other reports."""
    beliefs = dict(pile.own)
    clues: dict[str, tuple[Clue, ...]] = dict.fromkeys(pile.own, ())
    for _ in range(ROUNDS):
        clues = _lent(pile, beliefs)
        updated = {name: _product(pile, name, clues[name]) for name in sorted(pile.own)}
        moved = max((float(np.abs(updated[n] - beliefs[n]).sum()) for n in updated), default=0.0)
        beliefs = updated
        if moved < 1e-4:
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
    for event in pile.events:
        words = {name: _event_days(pile, event, name, beliefs[name]) for name in _reports(event, pile)}
        for name in words:
            others = [words[other] for other in words if other != name]
            days = (
                normalised(np.prod(others, axis=0)) if others else np.full(pile.axis.size, 1 / pile.axis.size)
            )
            if _informative(days):
                lent[name] += [_clue(pile, t, days, beliefs[name]) for t in _distinct(event, name)]
                lent[name] += _anchored(pile, event, name, days)
    _lend_to_kin(pile, beliefs, lent)
    return {name: tuple(clues) for name, clues in lent.items()}


def _reports(event: Shared, pile: Pile) -> list[str]:
    return sorted({t.report for t in event.tellings if t.report in pile.own})


def _informative(days: Weights) -> bool:
    """Whether the weights single out some days: half their mass lies on a third of the axis or less."""
    ranked = np.sort(days)[::-1]
    return float(ranked[: max(len(days) // 3, 1)].sum()) > 0.5


def _distinct(event: Shared, name: str) -> list[Telling]:
    """One telling for each fate and time, so that a report which repeats itself counts once.

    A report that tells of an event both as over and as to come is misread somewhere: the majority holds;
    where there is none, neither side does.
    """
    told = [t for t in event.tellings if t.report == name and not _at_odds(t)]
    votes = Counter(_fate(t.claim) for t in told)
    lead = votes["over"] - votes["to come"]
    dropped = {"to come"} if lead > 0 else {"over"} if lead < 0 else {"over", "to come"}
    chosen: dict[tuple[str, str], Telling] = {}
    for telling in told:
        fate = _fate(telling.claim)
        if fate not in dropped or votes["over"] == 0 or votes["to come"] == 0:
            chosen.setdefault((fate, telling.when.value if telling.when else ""), telling)
    return [chosen[key] for key in sorted(chosen)]


def _at_odds(telling: Telling) -> bool:
    """Whether the time lies on the other side than the event: the claim has the wrong one of the two."""
    sense = telling.when.sense if telling.when is not None else "near"
    return (sense, _fate(telling.claim)) in (("past", "to come"), ("future", "over"))


def _fate(claim: Claim) -> str:
    status = claim.happening.status if claim.happening else "held"
    if status in TO_COME and claim.modality in ("planned", "expected", "possible", "asserted"):
        return "to come"
    return "over" if status in HAPPENED and claim.modality == "asserted" else "other"


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


def _meant(value: str, sense: Sense, day: date) -> Located | None:
    return locate(value, sense, day)


def _meanings(pile: Pile, when: When | None, belief: Weights) -> list[Piece]:
    """What a telling's time means, by the day of the report, where that day is at all likely."""
    if when is None or when.timex not in ("DATE", "TIME") or when.anchor in ("mention", "event"):
        return []
    likely = np.flatnonzero(belief > SUPPORT * float(belief.max()))
    low, high = int(likely[0]), int(likely[-1])
    daily = DAILY.search(when.value) is not None
    if daily and high - low > FEW_DAYS:
        return []
    found: list[Piece] = []
    for sense in SIDES.get(when.sense, (when.sense,)):
        if daily:
            found += pieces(partial(_meant, when.value, sense), pile.axis, low, high)
        else:
            found += [p for p in pile.meanings(when.value, sense) if p.low <= high and p.high >= low]
    return [Piece(max(p.low, low), min(p.high, high), p.unit) for p in found]


def _event_days(pile: Pile, event: Shared, name: str, belief: Weights) -> Weights:
    """What one report tells of the day of an event."""
    days = np.ones(pile.axis.size)
    for telling in _distinct(event, name):
        fate = _fate(telling.claim)
        if fate == "over":
            days = days * _earlier(belief, RECALLED)
        elif fate == "to come":
            days = days * _later(belief, PLANNED)
        days = days * _timed(pile, telling, belief)
    return normalised(days)


def _timed(pile: Pile, telling: Telling, belief: Weights) -> Weights:
    found = _meanings(pile, telling.when, belief)
    days = np.zeros(pile.axis.size)
    for piece in found:
        low, high = pile.axis.index(piece.unit.first), pile.axis.index(piece.unit.last)
        days[low : high + 1] += float(belief[piece.low : piece.high + 1].sum()) / (high - low + 1)
    if not found or days.sum() == 0:
        return np.ones(pile.axis.size)
    return np.asarray(days / days.sum() + UNSURE / pile.axis.size, dtype=np.float64)


def _clue(pile: Pile, telling: Telling, days: Weights, belief: Weights) -> Clue:
    """What a telling says of its report's day, once the days of the event are known from others."""
    fate = _fate(telling.claim)
    weights = np.ones(pile.axis.size)
    if fate == "over":
        weights = _later(days, RECALLED)
    elif fate == "to come":
        weights = _earlier(days, PLANNED)
    weights = weights * _fit(pile, _meanings(pile, telling.when, belief), days, UNSURE)
    side = {"over": "as over", "to come": "as still to come"}.get(fate, "")
    shown = f' on "{telling.when.text}"' if telling.when else ""
    reason = f'other reports date the event that it tells of {side} ("{telling.quote}"{shown})'
    return Clue(" ".join(reason.split()), lambda _: weights)


def _fit(pile: Pile, found: Sequence[Piece], days: Weights, floor: float) -> Weights:
    """For each day of publication, how likely the event lies where the time would then point."""
    if not found:
        return np.ones(pile.axis.size)
    weights = np.full(pile.axis.size, floor)
    for piece in found:
        low, high = pile.axis.index(piece.unit.first), pile.axis.index(piece.unit.last)
        here = weights[piece.low : piece.high + 1]
        np.maximum(here, floor + float(days[max(low - 1, 0) : high + 2].sum()), out=here)
    return weights


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


def _lend_to_kin(pile: Pile, beliefs: Mapping[str, Weights], lent: dict[str, list[Clue]]) -> None:
    """A gathering of the same sides and level told without ordinal or place may be one that others date.

    It is only likely to be: the weight of all other days stays high.
    """
    known = [(event, days) for event in pile.events if _informative(days := _all_days(pile, event, beliefs))]
    for name in sorted(pile.own):
        reading = pile.readings[name]
        seen: set[str] = set()
        for claim in reading.claims:
            if claim.when is None or claim.type not in GATHERINGS or keys_of(claim, reading):
                continue
            kin = [
                d
                for e, d in known
                if _akin(e, claim, reading, pile.readings) and any(t.report != name for t in e.tellings)
            ]
            when = reading.times[claim.when]
            if kin and when.value not in seen:
                seen.add(when.value)
                lent[name].append(_kin_clue(pile, when, np.max(kin, axis=0), beliefs[name]))


def _all_days(pile: Pile, event: Shared, beliefs: Mapping[str, Weights]) -> Weights:
    words = [_event_days(pile, event, name, beliefs[name]) for name in _reports(event, pile)]
    return normalised(np.prod(words, axis=0)) if words else np.full(pile.axis.size, 1 / pile.axis.size)


def _akin(event: Shared, claim: Claim, reading: Reading, readings: Mapping[str, Reading]) -> bool:
    """Whether a claim can be of an event: the same type, no other level, and the same sides or persons."""
    kind, level, *sides = event.key[:-1]
    own = claim.happening.level if claim.happening is not None else None
    if kind != claim.type or own not in (None, level):
        return False
    persons = _persons(claim, reading)
    if len(persons) > 1:
        return any(persons <= _persons(t.claim, readings[t.report]) for t in event.tellings)
    return tuple(sides) == sides_of(claim, reading)


def _persons(claim: Claim, reading: Reading) -> frozenset[str]:
    """The people of a claim, by their names' letters alone."""
    people = (reading.referents[i] for i in claim.who("participant", "agent", "counterpart"))
    names = (re.sub(r"[^a-z]", "", p.name.casefold()) for p in people if p.type == "person")
    return frozenset(names)


def _kin_clue(pile: Pile, when: When, days: Weights, belief: Weights) -> Clue:
    weights = np.minimum(_fit(pile, _meanings(pile, when, belief), normalised(days), NO_KEY_UNSURE), 1.0)
    return Clue(
        f'"{when.text}" fits a meeting of the same sides and level that other reports date', lambda _: weights
    )
