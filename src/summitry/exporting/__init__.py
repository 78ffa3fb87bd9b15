"""A record comes in, a file in one of the listed formats goes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import BinaryIO

from summitry.errors import UsageError
from summitry.exporting import csv, jsonl
from summitry.exporting.lines import encode, of_entry, of_fault
from summitry.store import Record


def _jsonl(record: Record, out: BinaryIO, table: str | None) -> None:
    if table is not None:
        raise UsageError("jsonl holds all tables; leave --table out, or choose --format csv")
    jsonl.write(record, out)


def _csv(record: Record, out: BinaryIO, table: str | None) -> None:
    csv.write(record, out, table or "events")


FORMATS: Mapping[str, Callable[[Record, BinaryIO, str | None], None]] = {"jsonl": _jsonl, "csv": _csv}


def write(record: Record, out: BinaryIO, format_: str, table: str | None = None) -> None:
    """Write the record to `out` in this format; UsageError for a format or table that there is none of."""
    if format_ not in FORMATS:
        raise UsageError(f"no format {format_!r}; there are: {', '.join(FORMATS)}")
    FORMATS[format_](record, out, table)


def schema_text() -> str:
    """The JSON Schema of one line of a jsonl export, as published with the package."""
    from importlib.resources import files

    return files("summitry.exporting").joinpath("schema.json").read_text(encoding="utf-8")


__all__ = ["FORMATS", "encode", "of_entry", "of_fault", "schema_text", "write"]
