"""A knowledge file in, its validated table out."""

from __future__ import annotations

from importlib.resources import files
from typing import TypeVar

import msgspec

from summitry.errors import KnowledgeError

T = TypeVar("T")


def load_toml(name: str, schema: type[T]) -> T:
    """The knowledge file `name` (TOML, in this package) decoded as the msgspec Struct `schema`.

    Raises KnowledgeError, naming the file and the entry, where the file breaks its schema.
    """
    raw = files("summitry.knowledge").joinpath(name).read_bytes()
    return decode_toml(raw, schema, name=name)


def decode_toml(raw: bytes, schema: type[T], *, name: str) -> T:
    """`raw` TOML decoded as `schema`; `name` is what errors call it. Raises KnowledgeError."""
    try:
        return msgspec.toml.decode(raw, type=schema, strict=True)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{name}: {error}") from error
