"""What the store hands out besides the model's nouns: a claim joined with its text, days and actors; hits;
filters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from summitry.model import Actor, Event, Interval, Link, Position, Process, Published, Reading, Report


@dataclass(frozen=True, slots=True)
class Said:
    """One link of the chain of who says so, with the actor that the source is, if identified."""

    source: str
    actor: str | None
    cue: str
    named: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimEntry:
    """A claim as the record shows it: its passage's text, its resolved time (EDTF) and the actors in its
    roles.

    `type` is the event type or, for a position, the stance.
    """

    id: str
    report: str
    start: int
    end: int
    text: str
    type: str
    modality: str
    status: str | None
    attribution: tuple[Said, ...]
    when_text: str | None
    when_edtf: str | None
    roles: tuple[tuple[str, tuple[str, ...]], ...]
    quote: str | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that matches a search; `snippet` marks the matching words with U+0002 and U+0003."""

    report: str
    file: str
    title: str | None
    start: int
    end: int
    kind: str
    snippet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which events are asked for; None asks for all. `level`, `type` and `status` may list several with commas;
    `first` and `last` are days (YYYY-MM-DD), both
    included."""

    first: str | None = None
    last: str | None = None
    actor: str | None = None
    side: str | None = None
    level: str | None = None
    type: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that `verify` found wrong: of which entry, and what."""

    entry: str
    reason: str


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that reconciling starts from, as of one moment; `fingerprint` changes whenever any of it does."""

    reports: tuple[Report, ...]
    readings: Mapping[str, Reading]
    judgements: tuple[Link, ...]
    fingerprint: str


class Reconciled(Protocol):
    """What reconciling hands over (`summitry.reconciling.Outcome`): the entries, and what ties claims to
    them."""

    @property
    def published(self) -> Mapping[str, Published]:
        """Report id -> when it was published."""

    @property
    def times(self) -> Mapping[str, Sequence[Interval | None]]:
        """Report id -> the days that each of its reading's times means."""

    @property
    def actor_of(self) -> Mapping[str, str]:
        """Referent id ("REPORT#INDEX") -> actor id."""

    @property
    def links(self) -> Sequence[Link]:
        """The judgements made."""

    @property
    def actors(self) -> Sequence[Actor]:
        """The actors."""

    @property
    def events(self) -> Sequence[Event]:
        """The events."""

    @property
    def positions(self) -> Sequence[Position]:
        """The positions."""

    @property
    def processes(self) -> Sequence[Process]:
        """The processes."""
