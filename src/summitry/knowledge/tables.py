"""A CSV file of this package in, its validated rows out: states, places, organisations, bodies, leaders."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from importlib.resources import files
from typing import Annotated, Literal, TypeVar, get_type_hints

import msgspec

from summitry.errors import KnowledgeError

Code = Annotated[str, msgspec.Meta(pattern="^[A-Z]{3}$")]
Text = Annotated[str, msgspec.Meta(min_length=1)]
Latitude = Annotated[float, msgspec.Meta(ge=-90, le=90)]
Longitude = Annotated[float, msgspec.Meta(ge=-180, le=180)]
Texts = tuple[Text, ...]


class State(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of states.csv. `code` is ISO 3166 alpha-3 (XKX: Kosovo; SUN and the like: ISO 3166-3).

    `people` are nouns, singular and plural; `capitals` has the capital first, then its other spellings and
    other seats of government; `seats` are palaces, streets and words that stand for the government.
    """

    code: Code
    name: Text
    adjectives: Texts = ()
    people: Texts = ()
    names: Texts = ()
    abbreviations: Texts = ()
    capitals: Texts = ()
    seats: Texts = ()


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of places.csv: degrees north and east; no `country` where it is nobody's or two states'."""

    key: Annotated[str, msgspec.Meta(pattern="^place:.")]
    name: Text
    country: Code | None
    lat: Latitude | None
    lon: Longitude | None
    kind: Literal["capital", "city", "region", "line", "venue"]
    names: Texts = ()


class Organisation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of organisations.csv: `code` is the short code of the side, `members` nouns for its people."""

    key: Annotated[str, msgspec.Meta(pattern="^org:.")]
    name: Text
    kind: Literal["international", "party", "media", "society"]
    code: str | None = None
    state: Code | None = None
    abbreviations: Texts = ()
    names: Texts = ()
    members: Texts = ()
    seats: Texts = ()


class Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of bodies.csv: a body with a name of its own; `role` is the generic body that it is."""

    state: Code
    key: Annotated[str, msgspec.Meta(pattern="^[^A-Z:]+$")]
    role: str | None
    name: Text
    names: Texts = ()


T = TypeVar("T", bound=msgspec.Struct)


def load_csv(name: str, schema: type[T]) -> tuple[T, ...]:
    """The rows of the CSV file `name` of this package. Raises KnowledgeError, naming the file and the row."""
    try:
        text = files("summitry.knowledge").joinpath(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{name}: {error}") from error
    return decode_csv(text.splitlines(), schema, name=name)


def decode_csv(lines: Iterable[str], schema: type[T], *, name: str) -> tuple[T, ...]:
    """CSV lines as rows of `schema`: cells of list fields are split at ";", empty cells are None or no items.

    Raises KnowledgeError that names the file (`name`), the line and the first cell.
    """
    reader = csv.reader(lines)
    header = next(reader, [])
    lists = [get_type_hints(schema).get(field) == tuple[str, ...] for field in header]
    rows = []
    for cells in reader:
        where = f"{name}: line {reader.line_num}: {cells[0] if cells else ''!r}"
        if len(cells) != len(header):
            raise KnowledgeError(f"{where}: {len(cells)} cells, {len(header)} expected")
        values = {
            field: (cell.split(";") if cell else []) if many else (cell or None)
            for field, cell, many in zip(header, cells, lists, strict=True)
        }
        try:
            rows.append(msgspec.convert(values, schema, strict=False))
        except msgspec.ValidationError as error:
            raise KnowledgeError(f"{where}: {error}") from error
    return tuple(rows)
