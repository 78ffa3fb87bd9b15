"""The model's nouns as JSON text and back; what is stored decodes to what was given, or StoreError."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

import msgspec

from summitry.errors import StoreError

T = TypeVar("T")


def encode(value: object) -> str:
    """The value (a dataclass of the model, or a tuple of them) as JSON, fields in their declared order."""
    return msgspec.json.encode(value).decode("utf-8")


def decode(text: str, type_: type[T]) -> T:
    """The value of that type; StoreError if the stored JSON does not hold one."""
    decoder = _decoder(type_)  # type: ignore[arg-type]  # a type is hashable
    try:
        value: T = decoder.decode(text)
    except msgspec.MsgspecError as error:
        raise StoreError(
            f"a stored {type_.__name__} cannot be decoded: {error}; add the reports to a new record"
        ) from error
    return value


@cache
def _decoder(type_: type[Any]) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(type_)
