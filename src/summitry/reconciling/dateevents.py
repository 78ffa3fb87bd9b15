"""The claims of a pile in; the events that several reports tell of, known by signatures, out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from summitry.model.text import Claim, Reading
from summitry.model.time import When

Key = tuple[str, ...]
TO_COME = frozenset({"proposed", "expected", "scheduled", "confirmed"})
HAPPENED = frozenset({"held", "collapsed"})
GATHERINGS = frozenset({"meeting"})
SINGLE = frozenset({"meeting", "visit", "communication", "agreement", "test", "exercise"})
SHORTEST = 9  # letters of a name by which people of different reports are taken for one
MOST_PERSONS = 4  # of whom all pairs are signatures
PARTIES = ("participant", "agent", "counterpart")
# How likely two claims under one loose key tell of one event, by what the key holds.
LIKELY = {
    "persons and place": 0.8,
    "persons": 0.35,
    "person and place": 0.6,
    "sides and place": 0.6,
    "leaders": 0.5,
    "sides": 0.15,
    "agreement": 0.5,
}


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim of one report about a shared event: over or to come, and when, if it says so."""

    report: str
    claim: Claim
    when: When | None
    quote: str

    @property
    def fate(self) -> str:
        """Whether it tells of the event as over, as to come, or in some other way."""
        claim = self.claim
        status = claim.happening.status if claim.happening else "held"
        if status in TO_COME and claim.modality in ("planned", "expected", "possible", "asserted"):
            return "to come"
        return "over" if status in HAPPENED and claim.modality == "asserted" else "other"

    @property
    def at_odds(self) -> bool:
        """Whether the time lies on the other side than the event: the claim has the wrong one of the two."""
        sense = self.when.sense if self.when is not None else "near"
        return (sense, self.fate) in (("past", "to come"), ("future", "over"))


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
    states = {reading.referents[i].state for i in claim.who(*PARTIES)}
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
    if happening.level == "leaders" and (place := place_of(claim, reading)):
        keys.append((*base, "@" + place))
    return tuple(keys)


def loose_keys_of(claim: Claim, reading: Reading) -> Iterator[tuple[Key, float]]:
    """Signatures that events of one kind may share, the tightest first, each with how likely they are then one."""
    if claim.happening is None or claim.type not in SINGLE or (claim.happening.count or 1) > 1:
        return
    persons, sides, place = _persons(claim, reading), sides_of(claim, reading), place_of(claim, reading)
    kind = claim.type
    pairs = list(combinations(persons[:MOST_PERSONS], 2))
    if place:
        yield from (((kind, "pp", *pair, place), LIKELY["persons and place"]) for pair in pairs)
    few = "agreement" if kind == "agreement" else "leaders" if claim.happening.level == "leaders" else ""
    yield from (((kind, "p", *pair), LIKELY[few or "persons"]) for pair in pairs)
    if len(persons) == 1 and place:
        yield (kind, "pp", *persons, place), LIKELY["person and place"]
    if len(sides) > 1:
        if place:
            yield (kind, "sp", *sides, place), LIKELY["sides and place"]
        yield (kind, "s", claim.happening.level or "", *sides), LIKELY[few or "sides"]


def place_of(claim: Claim, reading: Reading) -> str:
    """The place of a claim's event, unless it is a state that takes part; "" where there is none."""
    at = claim.happening.place if claim.happening is not None else None
    place = reading.referents[at] if at is not None else None
    if place is None or (place.type == "state" and place.state in sides_of(claim, reading)):
        return ""
    return place.key or place.name.casefold()


def with_states(readings: Mapping[str, Reading]) -> dict[str, Reading]:
    """The readings, people of unknown state given the one that all other reports give people of their name."""
    states: dict[str, set[str]] = defaultdict(set)
    for reading in readings.values():
        for referent in reading.referents:
            if referent.type == "person" and referent.state:
                states[letters(referent.name)].add(referent.state)
    known = {name: min(found) for name, found in states.items() if len(found) == 1 and len(name) >= SHORTEST}
    return {name: _stated(reading, known) for name, reading in readings.items()}


def _stated(reading: Reading, states: Mapping[str, str]) -> Reading:
    if not any(
        r.type == "person" and r.state is None and letters(r.name) in states for r in reading.referents
    ):
        return reading
    referents = tuple(
        replace(r, state=states.get(letters(r.name))) if r.type == "person" and r.state is None else r
        for r in reading.referents
    )
    return replace(reading, referents=referents)


def letters(name: str) -> str:
    """A name by its plain letters alone."""
    return re.sub(r"[^a-z]", "", name.casefold())


def _persons(claim: Claim, reading: Reading) -> tuple[str, ...]:
    """The people of a claim, by their names' letters alone."""
    people = (reading.referents[i] for i in claim.who(*PARTIES))
    names = {letters(p.name) for p in people if p.type == "person" and not p.anonymous}
    return tuple(sorted(name for name in names if name))


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
                tellings[keys[0]].append(telling_of(claim, reading, texts[name]))
    groups: dict[Key, list[Telling]] = defaultdict(list)
    for key in sorted(tellings):
        groups[_root(merged, key)] += tellings[key]
    return tuple(Shared(key, tuple(groups[key])) for key in sorted(groups))


def telling_of(claim: Claim, reading: Reading, text: str) -> Telling:
    """A claim with its time and the words that carry it."""
    when = reading.times[claim.when] if claim.when is not None else None
    return Telling(reading.report, claim, when, text[claim.trigger.start : claim.trigger.end])


def _root(merged: Mapping[Key, Key], key: Key) -> Key:
    while merged.get(key, key) != key:
        key = merged[key]
    return key


def _unite(merged: dict[Key, Key], one: Key, two: Key) -> None:
    first, second = sorted((_root(merged, one), _root(merged, two)))
    merged.setdefault(first, first)
    merged[second] = first
