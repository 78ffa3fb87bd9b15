"""The record side: links between mentions, claims and days, and the entries assembled from them.

The entries' fields are those of the interchange format, under the same names; docs/interchange documents each.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from summitry.model.text import ActorType, StanceKind, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A judgement that two things are the same, by a rule or a person; it can be undone by another Link.

    `kind` says what is judged: two referents are one actor, two claims are one event, two reports are one wire copy,
    a report was published in an interval (`right` is then EDTF), or two events belong to one process. `left` and
    `right` are ids; a referent's id is "REPORT#INDEX".
    """

    kind: Literal["actor", "event", "copy", "date", "process", "prepares"]
    left: str
    right: str
    verdict: Literal["same", "different", "unsure"]
    rule: str
    confidence: float
    author: str = "summitry"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """An office that reports give a person, the state it serves, and the days by which it is attested (EDTF)."""

    title: str
    state: str | None
    from_: str | None
    to: str | None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A state, body, organisation or person, with every name form met. `state` is ISO 3166 alpha-3."""

    id: str
    type: ActorType
    name: str
    names: tuple[str, ...] = ()
    state: str | None = None
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusStep:
    """One step of an event's fate: the status, the day it was known (EDTF), and the claims that say so."""

    status: Status
    known: str | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A place by name, its state (ISO 3166 alpha-3), and degrees of latitude and longitude where known."""

    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor in an event: its part (principal, delegate, host, ...) and the side it is on (a state or a party)."""

    actor: str
    part: str
    side: str | None = None


@dataclass(frozen=True, slots=True)
class Plover:
    """PLOVER event, mode and contexts (PLOVER manual, draft 0.8)."""

    event: str
    mode: str | None = None
    context: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConflictValue:
    """One of the values that reports disagree on, as text, and the claims that carry it."""

    value: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field on which reports disagree: every value, preferred one first, and the rule that prefers it."""

    field: str
    values: tuple[ConflictValue, ...]
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One happening of the record, assembled from claims. Dates are EDTF; unknown is None."""

    id: str
    type: str
    label: str
    status: Status
    status_history: tuple[StatusStep, ...]
    level: str | None = None
    format: str | None = None
    start: str | None = None
    end: str | None = None
    place: Place | None = None
    venue: str | None = None
    sides: tuple[str, ...] = ()
    participants: tuple[Participant, ...] = ()
    topics: tuple[str, ...] = ()
    outcome: str | None = None
    tone: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    count: int | None = None
    plover: Plover | None = None
    prepares: tuple[str, ...] = ()
    process: str | None = None
    conflicts: tuple[Conflict, ...] = ()
    claims: tuple[str, ...] = ()
    confidence: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Who demands, offers, accepts, rejects or commits to which measure, toward whom, on which condition."""

    id: str
    actor: str
    stance: StanceKind
    measure: str | None
    text: str
    toward: str | None = None
    condition: str | None = None
    since: str | None = None
    until: str | None = None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """The thread of events between the same principals on the same matter."""

    id: str
    label: str
    sides: tuple[str, ...] = ()
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """A report or passage that could not be handled: where it came from, at which stage, and why."""

    report: str
    stage: Literal["source", "cleaning", "language", "reading", "reconciling"]
    reason: str
