"""A record comes in, JSON Lines in the interchange format go out: the same record gives the same bytes."""

from __future__ import annotations

from typing import BinaryIO

from summitry.exporting.lines import all_lines, encode
from summitry.store import Record


def write(record: Record, out: BinaryIO) -> None:
    """Write every entry of the record, one JSON object a line."""
    for line in all_lines(record):
        out.write(encode(line) + b"\n")
