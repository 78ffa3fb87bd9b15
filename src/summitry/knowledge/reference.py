"""Data file reference.toml -> Reference: the words by which texts point at actors without naming them."""

from __future__ import annotations

from functools import cache

import msgspec

from summitry.knowledge.loading import load_toml

Words = frozenset[str]


class Capital(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Cues for reading a capital's name as the place or as the government that sits there."""

    place_prepositions: Words
    government_prepositions: Words
    open_prepositions: Words
    mental_nouns: Words
    travel_verbs: Words
    regime_nouns: Words
    place_nouns: Words
    stands_for: dict[str, str]


class Unit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns that stand for the state or party before them."""

    nouns: Words
    people: Words
    personal: Words


class Groups(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of "the two leaders", "both sides"."""

    counts: Words
    leaders: Words
    ministers: Words
    sides: Words
    mutual: Words


class Pronouns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Third-person pronouns by what they can point at."""

    person: Words
    male: Words
    female: Words
    plural: Words
    thing: Words


class NameWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What people's names are made of, and what they are not; `family_first` holds alpha-3 codes."""

    connectors: Words
    family_first: Words
    never: Words


class Parts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Points of the compass that can stand for a state named after them."""

    words: Words


class Definite(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns that, behind "the", mean what was spoken of last."""

    body: Words
    state: Words
    party: Words


class Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Given names, folded, that tell whether "he" or "she" can mean their bearer."""

    male: Words
    female: Words


class Reference(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of reference.toml."""

    capital: Capital
    unit: Unit
    groups: Groups
    pronouns: Pronouns
    names: NameWords
    parts: Parts
    definite: Definite
    given: Given

    def pointing(self) -> Words:
        """Every word that can mean an actor without naming it: pronouns, groups, "country", "administration"."""
        tables = (self.pronouns, self.groups, self.definite)
        words = (getattr(table, name) for table in tables for name in table.__struct_fields__)
        return frozenset().union(self.unit.personal, *words)


@cache
def load() -> Reference:
    """The package's reference words. KnowledgeError if the file breaks its schema."""
    return load_toml("reference.toml", Reference)
