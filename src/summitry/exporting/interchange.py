"""The interchange format: the lines of an export as typed nouns, `kind` first, and the JSON Schema made from
them.

docs/interchange documents every field. Unknown is null; dates are EDTF (ISO 8601-2); states are ISO 3166
alpha-3.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from summitry.model.text import ActorType, Modality, StanceKind, Status

_DAY = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?[?~%]?"
Edtf = Annotated[str, Meta(pattern=rf"^({_DAY}|({_DAY}|\.\.)/({_DAY}|\.\.))$")]
Alpha3 = Annotated[str, Meta(pattern=r"^[A-Z]{3}$")]
Share = Annotated[float, Meta(ge=0, le=1)]
Offset = Annotated[int, Meta(ge=0)]
Stage = Literal["source", "cleaning", "language", "reading", "reconciling"]
Basis = Literal["stated", "inferred", "given"]
Level = Literal["leaders", "ministerial", "envoy", "working", "deputy", "track1.5", "track2"]
Format = Literal[
    "bilateral", "trilateral", "multilateral", "round table", "sidelines", "impromptu", "preliminary"
]
Part = Literal[
    "principal",
    "delegate",
    "facilitator",
    "host",
    "convenor",
    "observer",
    "target",  # whom a sanction, a threat or an accusation is aimed at
    "audience",  # whom a statement or a letter is addressed to
]


class Noun(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A JSON object all of whose fields are always there."""


class Line(Noun, frozen=True, tag_field="kind"):
    """A line of an export."""


class PublishedNoun(Noun, frozen=True):
    """When a report was published, on what basis, and how sure that is."""

    edtf: Edtf
    basis: Basis
    confidence: Share


class ReportLine(Line, frozen=True, tag="report"):
    """One news item."""

    id: str
    file: str
    title: str | None
    outlet: str | None
    url: str | None
    language: str | None
    published: PublishedNoun | None


class RoleNoun(Noun, frozen=True, rename={"from_": "from"}):
    """An office that reports give a person, and the days by which it is attested."""

    title: str
    state: Alpha3 | None
    from_: Edtf | None
    to: Edtf | None
    claims: list[str]


class ActorLine(Line, frozen=True, tag="actor"):
    """A state, body, organisation or person."""

    id: str
    type: ActorType
    name: str
    names: list[str]
    state: Alpha3 | None
    roles: list[RoleNoun]


class StatusNoun(Noun, frozen=True):
    """One step of an event's fate."""

    status: Status
    known: Edtf | None
    claims: list[str]


class PlaceNoun(Noun, frozen=True):
    """A place; degrees of latitude and longitude."""

    name: str
    country: Alpha3 | None
    lat: float | None
    lon: float | None


class ParticipantNoun(Noun, frozen=True):
    """An actor in an event."""

    actor: str
    part: Part
    side: str | None


class PloverNoun(Noun, frozen=True):
    """PLOVER event, mode and contexts."""

    event: str
    mode: str | None
    context: list[str]


class ValueNoun(Noun, frozen=True):
    """One of the values that reports disagree on."""

    value: str
    claims: list[str]


class ConflictNoun(Noun, frozen=True):
    """A field on which reports disagree; the value that the rule prefers comes first."""

    field: str
    values: list[ValueNoun]
    rule: str


class EventLine(Line, frozen=True, tag="event"):
    """One happening of the record."""

    id: str
    type: str
    label: str
    status: Status
    status_history: list[StatusNoun]
    level: Level | None
    format: Format | None
    start: Edtf | None
    end: Edtf | None
    place: PlaceNoun | None
    venue: str | None
    sides: list[str]
    participants: list[ParticipantNoun]
    topics: list[str]
    outcome: str | None
    tone: list[str]
    measures: list[str]
    plover: PloverNoun | None
    prepares: list[str]
    process: str | None
    conflicts: list[ConflictNoun]
    claims: list[str]
    confidence: Share


class PositionLine(Line, frozen=True, tag="position"):
    """Who demands, offers, accepts, rejects or commits to what."""

    id: str
    actor: str
    stance: StanceKind
    measure: str | None
    text: str
    toward: str | None
    condition: str | None
    since: Edtf | None
    until: Edtf | None
    claims: list[str]


class SaidNoun(Noun, frozen=True):
    """One link of the chain of who says so, outermost first."""

    source: str
    actor: str | None
    cue: str
    named: bool


class WhenNoun(Noun, frozen=True):
    """A time as the report words it, and the days that it means."""

    text: str
    edtf: Edtf | None


class ClaimLine(Line, frozen=True, tag="claim"):
    """What one report says in one passage; `start` and `end` are character offsets in the report's text."""

    id: str
    report: str
    start: Offset
    end: Offset
    text: str
    type: str
    modality: Modality
    attribution: list[SaidNoun]
    when: WhenNoun | None
    roles: dict[str, list[str]]
    quote: str | None


class ProcessLine(Line, frozen=True, tag="process"):
    """The thread of events between the same principals on the same matter."""

    id: str
    label: str
    sides: list[str]
    events: list[str]


class FaultLine(Line, frozen=True, tag="fault"):
    """A report (its id, or its file's name) that could not be handled, at which stage, and why."""

    report: str
    stage: Stage
    reason: str


LINES = (ReportLine, ActorLine, EventLine, PositionLine, ClaimLine, ProcessLine, FaultLine)


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of one line of an export."""
    _, parts = msgspec.json.schema_components(LINES, ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Summitry interchange, one line",
        "oneOf": [{"$ref": f"#/$defs/{line.__name__}"} for line in LINES],
        "$defs": dict(sorted(parts.items())),
    }


def schema_text() -> str:
    """The schema as it is published in schema.json beside this file."""
    return msgspec.json.format(msgspec.json.encode(schema()), indent=2).decode("utf-8") + "\n"
