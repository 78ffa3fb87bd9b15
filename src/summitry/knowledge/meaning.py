"""Knowledge files on what words carry in, validated tables out: frames, fates, meetings, speech, stances, measures."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

import msgspec

from summitry.errors import KnowledgeError
from summitry.knowledge.loading import load_toml

Effect = Literal[
    "occurs", "begins", "ends", "under way", "scheduled", "confirmed", "expected", "proposed", "cancelled", "postponed",
    "collapsed", "denied", "refused",
]  # fmt: skip


class PloverCode(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """PLOVER event, mode and contexts of a frame."""

    event: str
    mode: str | None = None
    context: tuple[str, ...] = ()


class Frame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way in which words carry an event; frames.toml explains the fields."""

    id: str
    type: str
    label: str
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    needs: tuple[Literal["agent", "actor", "two", "object", "place"], ...]
    subject: str
    object: str
    with_: str
    plover: PloverCode | None = None
    objects: tuple[str, ...] = ()
    free: tuple[str, ...] = ()
    carriers: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()


class Fate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that say what becomes of the event that they carry; fates.toml explains the fields."""

    effect: Effect
    carriers: tuple[str, ...] = ()
    matrix: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()


class RankLevel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The meeting level that a rank of titles.toml gives to its side."""

    level: str
    ranks: tuple[str, ...]


class Meetings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words around a meeting; meetings.toml explains the fields."""

    levels: dict[str, tuple[str, ...]]
    rank_levels: tuple[RankLevel, ...]
    formats: dict[str, tuple[str, ...]]
    parts: dict[str, tuple[str, ...]]
    people: dict[Literal["nouns"], tuple[str, ...]]
    separately: dict[Literal["words"], tuple[str, ...]]
    topics: dict[Literal["adjectives", "nouns", "verbs"], tuple[str, ...]]
    venues: dict[Literal["nouns", "named", "parts"], tuple[str, ...]]
    tone: dict[Literal["words"], tuple[str, ...]]
    outcomes: dict[str, tuple[str, ...]]


class Speech(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that carry an attribution; speech.toml explains the fields."""

    verbs: dict[Literal["say", "show", "ask", "deny", "hope", "hear"], tuple[str, ...]]
    acts: dict[Literal["free", "predicative", "announcing", "avoiding", "formal"], tuple[str, ...]]
    nouns: dict[Literal["speech"], tuple[str, ...]]
    carriers: dict[Literal["verbs"], tuple[str, ...]]
    habits: dict[Literal["verbs", "adverbs"], tuple[str, ...]]
    institutions: dict[Literal["words"], tuple[str, ...]]
    outlets: dict[Literal["words", "verbs", "official"], tuple[str, ...]]
    hearsay: dict[Literal["words"], tuple[str, ...]]
    audience: dict[Literal["verbs"], tuple[str, ...]]


class StanceCue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way in which words carry a position; stances.toml explains the fields."""

    stance: Literal["demand", "offer", "accept", "reject", "commit"]
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    adjectives: tuple[str, ...]
    unless: tuple[str, ...] = ()
    voiced: bool = False


class Conditions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that open a condition, name what is asked in return, or say what a refusal waits for."""

    openers: tuple[str, ...]
    exchange: tuple[str, ...]
    terms: tuple[str, ...]
    only: tuple[str, ...]


class Stances(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of stances.toml."""

    stance: tuple[StanceCue, ...]
    conditions: Conditions
    voicing: dict[Literal["verbs", "matrix"], tuple[str, ...]]
    matters: dict[Literal["nouns", "acts", "hostile", "doubting", "mental"], tuple[str, ...]]


class Measure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One measure of the taxonomy: its key, its group, and the patterns (over lower-case text) that name it."""

    key: str
    group: str
    patterns: tuple[str, ...]


class _FrameFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    frame: tuple[Frame, ...]


class _FateFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    fate: tuple[Fate, ...]
    containers: tuple[str, ...]
    attitudes: tuple[str, ...]


class _MeasureFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    measure: tuple[Measure, ...]


@cache
def frames() -> tuple[Frame, ...]:
    """The event frames, in file order. Raises KnowledgeError."""
    return load_toml("frames.toml", _FrameFile).frame


@cache
def _frame_names() -> dict[str, str]:
    return {noun: frame.id for frame in reversed(frames()) for noun in (*frame.nouns, frame.label)}


def frame_named(label: str) -> str | None:
    """The id of the frame that an event's label (a noun or phrase in the singular) evokes; None if none lists it."""
    return _frame_names().get(label.casefold())


@cache
def fates() -> tuple[Fate, ...]:
    """The fates, in file order. Raises KnowledgeError."""
    return load_toml("fates.toml", _FateFile).fate


@cache
def containers() -> frozenset[str]:
    """Nouns that hold an event's noun without changing it ("round of talks"). Raises KnowledgeError."""
    return frozenset(load_toml("fates.toml", _FateFile).containers)


@cache
def attitudes() -> frozenset[str]:
    """Nouns for a mind, a right or a step of somebody else ("a plan to meet"). Raises KnowledgeError."""
    return frozenset(load_toml("fates.toml", _FateFile).attitudes)


@cache
def meetings() -> Meetings:
    """Words around a meeting. Raises KnowledgeError."""
    return load_toml("meetings.toml", Meetings)


@cache
def speech() -> Speech:
    """Words that carry an attribution. Raises KnowledgeError."""
    return load_toml("speech.toml", Speech)


@cache
def stances() -> Stances:
    """Words that carry a position. Raises KnowledgeError."""
    return load_toml("stances.toml", Stances)


@cache
def measures() -> tuple[tuple[Measure, re.Pattern[str]], ...]:
    """The taxonomy of measures, each with its compiled pattern. Raises KnowledgeError."""
    found = []
    for measure in load_toml("measures.toml", _MeasureFile).measure:
        try:
            found.append((measure, re.compile(rf"\b(?:{'|'.join(measure.patterns)})\b")))
        except re.error as error:
            raise KnowledgeError(f"measures.toml: {measure.key}: {error}") from error
    return tuple(found)
