"""The verbs that hand the record on or check it: export, schema, verify."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summitry.cli.arguments import Json, RecordPath

if TYPE_CHECKING:
    from summitry.store import Record


def export(
    record: RecordPath,
    format_: Annotated[str, typer.Option("--format", metavar="jsonl|csv")] = "jsonl",
    table: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="csv: events (default), positions, actors, claims, reports."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option(help="A file; standard output if left out.", show_default=False)
    ] = None,
) -> None:
    """Write the record to a file or to standard output."""
    from summitry.exporting import write
    from summitry.store import Record

    with Record(record) as opened:
        if output is None:
            out = typer.get_binary_stream("stdout")
            write(opened, out, format_, table)
            out.flush()
        else:
            _write_file(opened, output, format_, table)


def _write_file(record: Record, output: Path, format_: str, table: str | None) -> None:
    from summitry.errors import UsageError
    from summitry.exporting import write

    part = output.with_name(output.name + ".part")
    try:
        with part.open("wb") as out:
            write(record, out, format_, table)
        part.replace(output)  # the file is whole or as it was
    except OSError as error:
        raise UsageError(f"{output}: cannot be written: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)


def schema() -> None:
    """Print the JSON Schema of one line of `export --format jsonl`."""
    from summitry.exporting import schema_text

    typer.echo(schema_text(), nl=False)


def verify(record: RecordPath, json: Json = False) -> None:
    """Check every span against the stored text, that text against its id, and every reference. Exit code 1:
    problems."""
    from summitry.cli.terminal import safe
    from summitry.store import Record
    from summitry.store import verify as check

    with Record(record) as opened:
        problems = list(check(opened))
        spans = sum(len(r.mentions) + len(r.times) + len(r.claims) for r in opened.readings())
    for problem in problems:
        typer.echo(
            _problem_json(problem.entry, problem.reason)
            if json
            else safe(f"{problem.entry}: {problem.reason}")
        )
    if problems:
        typer.echo(f"{record}: {len(problems)} problems; add the reports to a new record", err=True)
        raise typer.Exit(1)
    if not json:
        typer.echo(f"{record}: sound; {spans} spans found where they should be")


def _problem_json(entry: str, reason: str) -> str:
    from json import dumps

    return dumps({"entry": entry, "reason": reason})
