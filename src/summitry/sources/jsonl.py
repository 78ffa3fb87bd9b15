"""JSON Lines, or one JSON file, come in; a Page for each object goes out, and a Fault for each bad one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from summitry.model import Fault, Page
from summitry.sources.folder import Found, fault, load

LONGEST = 10 * 1024 * 1024
CHUNK = 1024 * 1024


class Row(msgspec.Struct, frozen=True):
    """One news item as JSON; keys beyond these are ignored."""

    text: str
    title: str | None = None
    url: str | None = None
    published: str | None = None
    outlet: str | None = None


def read_lines(found: Found) -> Iterator[Page | Fault]:
    """A Page for each line that is not blank; `file` is "NAME:LINE", counted from 1. Raises OSError."""
    decoder = msgspec.json.Decoder(Row)
    with found.path.open("rb") as stream:
        for number, line in enumerate(_lines(stream), start=1):
            file = f"{found.file}:{number}"
            if line is None:
                yield fault(file, f"line {number} is longer than {LONGEST // CHUNK} MB")
            elif line.strip():
                yield _decoded(decoder, line.strip().removeprefix(b"\xef\xbb\xbf"), file)


def read_whole(found: Found) -> Iterator[Page | Fault]:
    """A Page for the object, or for each object of the list, in a JSON file. Raises OSError."""
    data = load(found).removeprefix(b"\xef\xbb\xbf").strip()
    decoder = msgspec.json.Decoder(Row)
    if not data.startswith(b"["):
        yield _decoded(decoder, data, found.file)
        return
    try:
        parts = msgspec.json.decode(data, type=list[msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        yield fault(found.file, f"not JSON: {error}")
        return
    for number, part in enumerate(parts, start=1):
        yield _decoded(decoder, bytes(part), f"{found.file}:{number}")


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """Each line; None for one that is too long, which is passed over without being held."""
    while line := stream.readline(LONGEST + 1):
        if len(line) <= LONGEST or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(CHUNK)
        yield None


def _decoded(decoder: msgspec.json.Decoder[Row], data: bytes, file: str) -> Page | Fault:
    try:
        row = decoder.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return fault(file, f"not a news item as JSON (an object with a `text`): {error}")
    return Page(
        data=row.text.encode("utf-8", "replace"),
        media="text/plain",
        file=file,
        title=row.title or None,
        url=row.url or None,
        published=row.published or None,
        outlet=row.outlet or None,
    )
