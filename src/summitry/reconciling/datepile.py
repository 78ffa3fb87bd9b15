"""The claims of a pile in; the events that several reports share, and what these tell of each report's day,
out.

A report that plans an event was written before it, one that tells its outcome after it, and a time that one
report gives with its year lends the year to all. The reports' days and the events' days are narrowed in
turns (loopy belief propagation on a bipartite graph: Pearl 1988, chapter 4), all at once in each round, so
that order plays no part.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from summitry.model.text import Claim, Reading
from summitry.model.time import When
from summitry.reconciling.dayweights import Axis, Clue, Piece, Weights, normalised, pieces
from summitry.reconciling.locating import Located, locate

Key = tuple[str, ...]
TO_COME = frozenset({"proposed", "expected", "scheduled", "confirmed"})
HAPPENED = frozenset({"held"})
GATHERINGS = frozenset({"meeting"})
UNSURE = 0.02
NO_KEY_UNSURE = 0.3
ROUNDS = 6
SUPPORT = 1e-7
EVENT_REACH = 120
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
    """The states or parties between which a claim's event is, in order."""
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
    """One telling for each status and time, so that a report which repeats itself counts once."""
    chosen: dict[tuple[str, str], Telling] = {}
    for telling in event.tellings:
        if telling.report == name:
            chosen.setdefault((_fate(telling.claim), telling.when.value if telling.when else ""), telling)
    return [chosen[key] for key in sorted(chosen)]


def _fate(claim: Claim) -> str:
    status = claim.happening.status if claim.happening else "held"
    if status in TO_COME and claim.modality in ("planned", "expected", "possible", "asserted"):
        return "to come"
    return "over" if status in HAPPENED and claim.modality == "asserted" else "other"


def _meanings(pile: Pile, when: When | None, belief: Weights) -> list[Piece]:
    """What a telling's time means, by the day of the report, where that day is at all likely."""
    if when is None or when.timex not in ("DATE", "TIME") or when.anchor in ("mention", "event"):
        return []
    likely = np.flatnonzero(belief > SUPPORT * float(belief.max()))
    low, high = int(likely[0]), int(likely[-1])
    if "WXX" in when.value and high - low > 120:
        return []

    def mean(day: date) -> Located | None:
        return locate(when.value, when.sense, day)

    return pieces(mean, pile.axis, low, high)


def _event_days(pile: Pile, event: Shared, name: str, belief: Weights) -> Weights:
    """What one report tells of the day of an event."""
    days = np.ones(pile.axis.size)
    for telling in _distinct(event, name):
        fate = _fate(telling.claim)
        if fate == "over":
            days = days * (UNSURE + np.cumsum(belief[::-1])[::-1])
        elif fate == "to come":
            days = days * (UNSURE + np.cumsum(belief))
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
        weights = UNSURE + np.cumsum(days)
    elif fate == "to come":
        weights = UNSURE + np.cumsum(days[::-1])[::-1]
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
        weights[piece.low : piece.high + 1] = floor + float(days[max(low - 1, 0) : high + 2].sum())
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
    weights = np.maximum(np.exp(-0.5 * (gap / slack) ** 2), 0.01)
    return Clue(f'"{when.text}" counts from "{near.quote}", which other reports date', lambda _: weights)


def _lend_to_kin(pile: Pile, beliefs: Mapping[str, Weights], lent: dict[str, list[Clue]]) -> None:
    """A gathering of the same sides and level told without ordinal or place may be one that others date.

    It is only likely to be: the weight of all other days stays high.
    """
    known: dict[Key, list[tuple[Shared, Weights]]] = defaultdict(list)
    for event in pile.events:
        words = [_event_days(pile, event, name, beliefs[name]) for name in _reports(event, pile)]
        days = normalised(np.prod(words, axis=0)) if words else np.ones(pile.axis.size) / pile.axis.size
        if _informative(days):
            known[event.key[:-1]].append((event, days))
    for name in sorted(pile.own):
        reading = pile.readings[name]
        seen: set[str] = set()
        for claim in reading.claims:
            if claim.when is None or keys_of(claim, reading) or claim.happening is None:
                continue
            kin = known.get((claim.type, claim.happening.level or "", *sides_of(claim, reading)), [])
            foreign = [days for event, days in kin if any(t.report != name for t in event.tellings)]
            when = reading.times[claim.when]
            if foreign and when.value not in seen:
                seen.add(when.value)
                lent[name].append(_kin_clue(pile, when, np.max(foreign, axis=0), beliefs[name]))


def _kin_clue(pile: Pile, when: When, days: Weights, belief: Weights) -> Clue:
    weights = np.minimum(_fit(pile, _meanings(pile, when, belief), normalised(days), NO_KEY_UNSURE), 1.0)
    return Clue(
        f'"{when.text}" fits a meeting of the same sides and level that other reports date', lambda _: weights
    )
