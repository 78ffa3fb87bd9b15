"""The text side of the record: page, report, reading, and what a reading holds."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Literal

from summitry.model.time import Interval, When

BlockKind = Literal["title", "body", "dateline", "byline", "caption", "teaser", "residue"]
ActorType = Literal["state", "body", "organisation", "person"]
ReferentType = Literal["state", "body", "organisation", "person", "place"]
Modality = Literal["asserted", "planned", "expected", "possible", "denied", "conditional", "counterfactual"]
Status = Literal[
    "proposed",
    "expected",
    "scheduled",
    "confirmed",
    "under way",
    "held",
    "postponed",
    "cancelled",
    "collapsed",
    "denied",
]
StanceKind = Literal["demand", "offer", "accept", "reject", "commit"]
READABLE: frozenset[str] = frozenset({"title", "body"})


def digest(*parts: object) -> str:
    """A stable id: the first 16 hexadecimal digits of the SHA-256 of the parts, joined by U+001F."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The bytes of one news item as fetched, and where from; metadata only where the source states it.

    `given` says that `published` was set by hand (a sidecar file) and so outranks what the page states.
    """

    data: bytes
    media: Literal["text/plain", "text/markdown", "text/html"]
    file: str
    title: str | None = None
    url: str | None = None
    published: str | None = None
    outlet: str | None = None
    given: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of character offsets in `Report.text`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a report: its span and what kind of text it is. Only READABLE kinds are read for claims."""

    start: int
    end: int
    kind: BlockKind
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """When a report was published: the days it can be, on what basis, how sure (0 to 1), and why, in words."""

    interval: Interval
    basis: Literal["stated", "inferred", "given"]
    confidence: float
    reasons: tuple[str, ...] = ()
    best: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One news item: clean text in blocks. `id` hashes the text and its marking, so that spans never dangle."""

    id: str
    text: str
    blocks: tuple[Block, ...]
    file: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    published: Published | None = None

    @staticmethod
    def identify(text: str, blocks: tuple[Block, ...]) -> str:
        """The id of a report with this text and this marking."""
        return digest(text, *(f"{b.start}:{b.end}:{b.kind}" for b in blocks))


@dataclass(frozen=True, slots=True)
class Title:
    """A person's title or office as written, parsed: role, the body or state it belongs to, and its rank.

    `rank` is a key of knowledge/titles (leader, minister, envoy, deputy, official, ...); `state` is ISO 3166 alpha-3.
    """

    text: str
    role: str
    rank: str | None = None
    state: str | None = None
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names something, and the index of the referent (in `Reading.referents`) that it names."""

    start: int
    end: int
    kind: Literal["actor", "place", "measure", "weapon"]
    referent: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Referent:
    """What the mentions of one report speak of: one actor or place, with all the forms that the report uses.

    `key` is set where the knowledge files know the referent ("state:USA", "org:un", "place:hanoi", "body:USA:state
    department"): two referents with one key are the same. `state` is ISO 3166 alpha-3: for a person or body the state
    that it acts for, for a place the state it lies in.
    """

    index: int
    type: ReferentType
    name: str
    names: tuple[str, ...]
    key: str | None = None
    state: str | None = None
    titles: tuple[Title, ...] = ()
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Attribution:
    """One link of the chain of who says so, outermost first: the source, the cue that carries it, and its words."""

    source: str
    referent: int | None
    cue: str
    named: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What a claim says of an event, as far as its passage says it; None where it does not.

    `place` is a referent's index; `ordinal` the number in "second summit"; `count` the number in "three summits";
    `status` is derived from modality, tense and verb.
    """

    status: Status
    level: str | None = None
    format: str | None = None
    place: int | None = None
    venue: str | None = None
    topics: tuple[str, ...] = ()
    tone: tuple[str, ...] = ()
    outcome: str | None = None
    measures: tuple[str, ...] = ()
    ordinal: int | None = None
    count: int | None = None
    definite: bool = False
    label: str = ""
    sides: tuple[str, ...] = ()
    plover: tuple[str, str | None, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """What a claim says of a position: stance and measure (a key of knowledge/measures, if it is one)."""

    stance: StanceKind
    measure: str | None
    text: str
    condition: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one report says in one passage. It is never edited.

    `start`/`end` span the passage and `trigger` the words that carry it, in `Report.text`. `roles` maps a role (agent,
    participant, counterpart, speaker, audience, host, facilitator, convenor, observer, delegate, target, actor,
    toward) to indices of `Reading.referents`; `when` and `known` are indices of `Reading.times`: when it happens,
    and when its source said so. Exactly one of `happening` and `stance` is set.
    """

    id: str
    report: str
    start: int
    end: int
    trigger: Span
    type: str
    modality: Modality
    roles: tuple[tuple[str, tuple[int, ...]], ...] = ()
    when: int | None = None
    known: int | None = None
    attribution: tuple[Attribution, ...] = ()
    quote: str | None = None
    happening: Happening | None = None
    stance: Stance | None = None

    def who(self, *roles: str) -> tuple[int, ...]:
        """The referents in these roles (all roles if none is named), each once, in order."""
        found = [i for role, ids in self.roles if not roles or role in roles for i in ids]
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A report's referents, mentions, times and claims: a function of the report and the reader's version alone."""

    report: str
    version: str
    referents: tuple[Referent, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[When, ...] = ()
    claims: tuple[Claim, ...] = ()
    dateline: str | None = field(default=None)
