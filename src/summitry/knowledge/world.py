"""The tables of states, places, organisations and bodies in; every form's readings, every entry out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

import msgspec

from summitry.errors import KnowledgeError
from summitry.knowledge.forms import key_of, lengths, unaccented
from summitry.knowledge.loading import load_toml
from summitry.knowledge.tables import Body, Organisation, Place, State, load_csv

Use = Literal["name", "abbreviation", "demonym", "adjective", "capital", "metonym", "city", "seat"]
Type = Literal["state", "body", "organisation", "place"]


class Entry(msgspec.Struct, frozen=True):
    """What a name can name. `party`: a non-state side of a conflict or negotiation; `media`: an outlet.

    `state` is ISO 3166 alpha-3: the state itself, a body's, where a place lies, where a party mainly is.
    `lat` and `lon` are degrees, of places only.
    """

    key: str
    type: Type
    name: str
    state: str | None = None
    lat: float | None = None
    lon: float | None = None
    party: bool = False
    media: bool = False


class Match(msgspec.Struct, frozen=True):
    """One reading of a form: the entry, and how the form names it.

    name, abbreviation, adjective, demonym: of a state, body or organisation (name also of a region or venue);
    city, seat: a city, or the building of a government, as a place; capital, metonym: a capital, a palace
    or a word like "the North" that stands for a government.
    """

    entry: Entry
    use: Use
    text: str


class BodyKind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A generic government body: `role` is its key, `names` its forms behind a state's name or adjective.

    `state`: it is no body of its own but the state ("the Iranian government").
    """

    role: str
    names: tuple[str, ...]
    state: bool = False


class BodyKinds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """bodies.toml: the generic bodies."""

    kind: tuple[BodyKind, ...]


class Shared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """ambiguous.toml: forms that name several states, with the reason; abbreviations that are words."""

    forms: dict[str, str]
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class World:
    """All that the gazetteer looks up: readings by normalised form, entries by key, codes of sides by key.

    `longest` gives the pieces of the longest form by first piece; `named` the named bodies by (state, role);
    `kinds` the roles of generic bodies by normalised lower-case name; `whole`
    the roles that mean the state itself; `adjectives` a state's first adjective; `words` abbreviations that
    are English words.
    """

    forms: Mapping[str, tuple[Match, ...]]
    entries: Mapping[str, Entry]
    longest: Mapping[str, int]
    codes: Mapping[str, str]
    named: Mapping[tuple[str, str], Entry]
    kinds: Mapping[str, str]
    whole: frozenset[str]
    adjectives: Mapping[str, str]
    words: frozenset[str]


Reading = tuple[str, Entry, Use]


def _state_readings(rows: Iterable[State]) -> Iterator[Reading]:
    """The forms of states: what names them first, then capitals and palaces."""
    for row in rows:
        entry = Entry(f"state:{row.code}", "state", row.name, row.code)
        yield from ((form, entry, "name") for form in (row.name, *row.names))
        yield from ((form, entry, "abbreviation") for form in row.abbreviations)
        yield from ((form, entry, "adjective") for form in row.adjectives)
        yield from ((form, entry, "demonym") for form in row.people)


def _stand_ins(rows: Iterable[State]) -> Iterator[Reading]:
    """The capitals, palaces and other words that stand for a state's government."""
    for row in rows:
        entry = Entry(f"state:{row.code}", "state", row.name, row.code)
        yield from ((form, entry, "capital") for form in row.capitals)
        yield from ((form, entry, "metonym") for form in row.seats)


def _place_readings(rows: Iterable[Place]) -> Iterator[Reading]:
    """The forms of cities, regions, lines and venues."""
    for row in rows:
        entry = Entry(row.key, "place", row.name, row.country, row.lat, row.lon)
        use: Use = "city" if row.kind in ("capital", "city") else "name"
        yield from ((form, entry, use) for form in (row.name, *row.names))


def _seat_readings(rows: Iterable[State], places: Iterable[Place]) -> Iterator[Reading]:
    """Palaces and other buildings of governments as places, at the coordinates of the capital."""
    places = tuple(places)
    taken = {place.key for place in places}
    at = {(place.country, place.name): place for place in reversed(places) if place.kind == "capital"}
    for row in rows:
        capital = at.get((row.code, row.capitals[0])) if row.capitals else None
        for form in row.seats:
            key = f"place:{unaccented(form).lower()}"
            if form.startswith("the ") or key in taken:
                continue
            where = (capital.lat, capital.lon) if capital else (None, None)
            yield form, Entry(key, "place", form, row.code, *where), "seat"


def _organisation_readings(rows: Iterable[Organisation]) -> Iterator[Reading]:
    """The forms of organisations, parties to conflicts and media."""
    for row in rows:
        kinds = {"party": row.kind == "party", "media": row.kind == "media"}
        entry = Entry(row.key, "organisation", row.name, row.state, **kinds)
        yield from ((form, entry, "name") for form in (row.name, *row.names))
        yield from ((form, entry, "abbreviation") for form in row.abbreviations)
        yield from ((form, entry, "demonym") for form in row.members)
        yield from ((form, entry, "metonym") for form in row.seats)


def _body_readings(rows: Iterable[Body]) -> Iterator[Reading]:
    """The forms of bodies that have a name of their own."""
    for row in rows:
        entry = Entry(f"body:{row.state}:{row.key}", "body", row.name, row.state)
        yield from ((form, entry, "name") for form in (row.name, *row.names))


def _gather(readings: Iterable[Reading]) -> dict[str, tuple[Match, ...]]:
    """Readings by normalised form, in their order; an entry keeps the first use that a form has for it."""
    found: defaultdict[str, dict[str, Match]] = defaultdict(dict)
    for form, entry, use in readings:
        found[key_of(form)].setdefault(entry.key, Match(entry, use, form))
    return {key: tuple(matches.values()) for key, matches in found.items()}


def check_shared(forms: Mapping[str, tuple[Match, ...]], shared: Iterable[str]) -> None:
    """KnowledgeError if a form names two states and is not listed in ambiguous.toml, or is in vain."""
    double = {
        key: matches
        for key, matches in forms.items()
        if sum(m.entry.type == "state" and m.use not in ("capital", "metonym") for m in matches) > 1
    }
    listed = {key_of(form) for form in shared}
    for key in sorted(double.keys() ^ listed):
        states = ", ".join(match.entry.key for match in double.get(key, ()))
        fault = f"names {states}, unlisted" if states else "is listed, but names one state at most"
        raise KnowledgeError(f"ambiguous.toml: {key!r} {fault}")


@dataclass(frozen=True, slots=True)
class Tables:
    """The rows of all tables of the world."""

    states: tuple[State, ...]
    places: tuple[Place, ...]
    organisations: tuple[Organisation, ...]
    bodies: tuple[Body, ...]
    kinds: BodyKinds
    shared: Shared


def _entries(readings: Iterable[Reading]) -> dict[str, Entry]:
    """The entries by key. Raises KnowledgeError where two share one."""
    entries: dict[str, Entry] = {}
    for _, entry, _ in readings:
        if entries.setdefault(entry.key, entry) != entry:
            raise KnowledgeError(f"knowledge tables: {entry.key!r} stands for two entries")
    return entries


def build(tables: Tables) -> World:
    """The world that these tables describe. Raises KnowledgeError where they contradict each other."""
    states, kinds = tables.states, tables.kinds.kind
    readings = [
        *_state_readings(states),
        *_organisation_readings(tables.organisations),
        *_body_readings(tables.bodies),
        *_place_readings(tables.places),
        *_stand_ins(states),
        *_seat_readings(states, tables.places),
    ]
    forms, entries = _gather(readings), _entries(readings)
    named = tables.bodies[::-1]  # of two bodies with one role the first counts
    check_shared(forms, tables.shared.forms)
    return World(
        forms=forms,
        entries=entries,
        longest=lengths(forms),
        codes={row.key: row.code for row in tables.organisations if row.code},
        named={(row.state, row.role): entries[f"body:{row.state}:{row.key}"] for row in named if row.role},
        kinds={key_of(name).lower(): kind.role for kind in kinds for name in kind.names},
        whole=frozenset(kind.role for kind in kinds if kind.state),
        adjectives={row.code: (row.adjectives or (row.name,))[0] for row in states},
        words=frozenset(tables.shared.words),
    )


@cache
def load_world() -> World:
    """The world of the package's own tables. Raises KnowledgeError, naming file and entry."""
    return build(
        Tables(
            states=load_csv("states.csv", State),
            places=load_csv("places.csv", Place),
            organisations=load_csv("organisations.csv", Organisation),
            bodies=load_csv("bodies.csv", Body),
            kinds=load_toml("bodies.toml", BodyKinds),
            shared=load_toml("ambiguous.toml", Shared),
        )
    )
