"""Data file titles.toml -> Titles: every office that news names, its rank, and the words that modify it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Literal

import msgspec

from summitry.errors import KnowledgeError
from summitry.knowledge.loading import decode_toml, load_toml

Rank = Literal[
    "leader",
    "minister",
    "national_security_adviser",
    "envoy",
    "ambassador",
    "deputy",
    "director",
    "official",
    "spokesperson",
    "military",
    "legislator",
    "expert",
]
Forms = Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
Words = tuple[str, ...]
_MINISTER = ("{adjective} minister", "{adjective} secretary")
_MINISTER_OF = ("minister of {noun}", "minister for {noun}", "secretary of {noun}", "secretary for {noun}")
_MINISTRY = ("{adjective} ministry", "{adjective} department")
_MINISTRY_OF = ("ministry of {noun}", "ministry for {noun}", "department of {noun}", "department for {noun}")
_GAP = re.compile(r"[\s-]+")
_PREPOSITIONS = frozenset(("of", "for", "to", "at", "in", "on", "without", "with", "familiar", "briefed"))


class Office(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An office: its role, rank and forms; only the `implied` forms imply `state` (alpha-3)."""

    role: str
    rank: Rank
    forms: Forms
    plurals: Words = ()
    implied: Words = ()
    state: str | None = None
    body: str | None = None


class Portfolio(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a minister and a ministry are named after."""

    role: str
    body: str
    adjectives: Forms
    nouns: Forms


class Modifiers(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words around an office, lower case: `qualifier` changes nothing, the others change rank or person."""

    former: Forms
    acting: Forms
    deputy: Forms
    qualifier: Forms
    vague: Forms
    anonymous: Forms
    honorific: Forms
    honorific_male: Forms
    honorific_female: Forms


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    ranks: dict[Rank, str]
    deputies: dict[Rank, Rank]
    modifiers: Modifiers
    office: tuple[Office, ...]
    portfolio: tuple[Portfolio, ...]


class Form(msgspec.Struct, frozen=True):
    """One way to write an office: its words (no hyphens), and whether it names several holders."""

    words: Words
    office: Office
    plural: bool
    implies: bool


class Titles(msgspec.Struct, frozen=True):
    """The offices and ministries, indexed by the first word of each form; forms stand longest first.

    `heads` are the last words of offices, `prefixes` the words for deputies by their first word.
    """

    offices: dict[str, tuple[Form, ...]]
    ministries: dict[str, tuple[tuple[Words, str], ...]]
    modifiers: Modifiers
    deputies: dict[Rank, Rank]
    ranks: dict[str, Rank]
    honorifics: frozenset[str]
    heads: frozenset[str]
    prefixes: dict[str, tuple[Words, ...]]

    def at(self, words: Words | list[str], start: int) -> Form | None:
        """The longest office form that begins at `start` of lower-case words, else None."""
        for form in self.offices.get(words[start], ()):
            if tuple(words[start : start + len(form.words)]) == form.words:
                return form
        return None

    def ministry_at(self, words: Words | list[str], start: int) -> tuple[Words, str] | None:
        """The longest ministry form that begins at `start`, with its generic name, else None."""
        for form, body in self.ministries.get(words[start], ()):
            if tuple(words[start : start + len(form)]) == form:
                return form, body
        return None

    def rank_of(self, role: str) -> Rank | None:
        """The rank of a role as `Title.role` writes it ("deputy foreign minister", "former president")."""
        role = role.removeprefix("acting ")
        if role.startswith("former "):
            return "expert"
        if role in self.ranks:
            return self.ranks[role]
        base = self.rank_of(role.removeprefix("deputy ")) if role.startswith("deputy ") else None
        return self.deputies[base] if base else None


def split(form: str) -> Words:
    """The words of a form: a hyphen counts as a space."""
    return tuple(_GAP.split(form.strip().lower()))


def plural(form: str) -> str:
    """The plural of an office: its head noun is the word before the first preposition or "general"."""
    words = form.split(" ")
    ends = [i for i, word in enumerate(words) if i and word in _PREPOSITIONS]
    at = (ends[0] if ends else len(words)) - 1
    if (
        at
        and words[at] in ("general", "d'affaires")
        and words[at - 1] not in ("lieutenant", "major", "army", "brigadier")
    ):
        at -= 1
    head, hyphen, tail = words[at].partition("-general")
    words[at] = _plural_noun(head) + hyphen + tail
    return " ".join(words)


def _plural_noun(noun: str) -> str:
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith("person"):
        return noun[:-6] + "people"
    if noun.endswith("y") and noun[-2:-1] not in "aeou":
        return noun[:-1] + "ies"
    return noun if noun.endswith(".") else noun + ("es" if noun.endswith(("s", "ch", "ss")) else "s")


@cache
def load() -> Titles:
    """The package's titles. KnowledgeError if the file breaks its schema."""
    return _build(load_toml("titles.toml", _File))


def parse(raw: bytes) -> Titles:
    """TOML -> Titles. KnowledgeError names the entry that breaks the schema."""
    return _build(decode_toml(raw, _File, name="titles.toml"))


def _build(data: _File) -> Titles:
    offices = (*data.office, *map(_minister, data.portfolio))
    ranks: dict[str, Rank] = {}
    for office in offices:
        if ranks.setdefault(office.role, office.rank) != office.rank:
            raise KnowledgeError(f"titles.toml: role {office.role!r} has two ranks")
    words = data.modifiers
    honorifics = frozenset((*words.honorific, *words.honorific_male, *words.honorific_female))
    heads = frozenset(split(form)[-1] for office in offices for form in office.forms)
    prefixes: dict[str, tuple[Words, ...]] = {}
    for prefix in map(split, words.deputy):
        prefixes[prefix[0]] = (*prefixes.get(prefix[0], ()), prefix)
    return Titles(
        offices=_index(offices),
        ministries=_ministries(data.portfolio),
        modifiers=words,
        deputies=data.deputies,
        ranks=ranks,
        honorifics=honorifics,
        heads=heads,
        prefixes=prefixes,
    )


def rank_of(role: str) -> Rank | None:
    """The rank of a role as `Title.role` writes it; None if no such role is known."""
    return load().rank_of(role)


def _minister(portfolio: Portfolio) -> Office:
    forms = [t.format(adjective=a) for a in portfolio.adjectives for t in _MINISTER]
    forms += [t.format(noun=n) for n in portfolio.nouns for t in _MINISTER_OF]
    return Office(role=portfolio.role, rank="minister", forms=tuple(forms), body=portfolio.body)


def _ministries(portfolios: tuple[Portfolio, ...]) -> dict[str, tuple[tuple[Words, str], ...]]:
    index: dict[str, dict[Words, str]] = {}
    for portfolio in portfolios:
        forms = [t.format(adjective=a) for a in portfolio.adjectives for t in _MINISTRY]
        forms += [t.format(noun=n) for n in portfolio.nouns for t in _MINISTRY_OF]
        for form in map(split, forms):
            index.setdefault(form[0], {}).setdefault(form, portfolio.body)
    return {
        first: tuple(sorted(found.items(), key=lambda x: (-len(x[0]), x[0])))
        for first, found in index.items()
    }


def _forms(office: Office) -> Iterator[Form]:
    for text in office.forms:
        yield Form(split(text), office, False, text in office.implied)
        yield Form(split(plural(text)), office, True, text in office.implied)
    for text in office.plurals:
        yield Form(split(text), office, True, False)


def _index(offices: tuple[Office, ...]) -> dict[str, tuple[Form, ...]]:
    index: dict[str, dict[Words, Form]] = {}
    for office in offices:
        for form in _forms(office):
            index.setdefault(form.words[0], {}).setdefault(form.words, form)
    return {
        first: tuple(sorted(found.values(), key=lambda f: (-len(f.words), f.words)))
        for first, found in index.items()
    }
