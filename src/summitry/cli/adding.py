"""The verbs that write: `add` and `remove`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summitry.cli.arguments import Json, RecordPath

if TYPE_CHECKING:
    from summitry.running import Progress, Summary


def add(
    record: RecordPath,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help="Files and folders of reports; none: finish what was left."),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=64, help="Reading processes.", show_default=False)
    ] = None,
    language_model: Annotated[
        str | None, typer.Option(metavar="NAME", help="An installed spaCy pipeline to read with.")
    ] = None,
    json: Json = False,
) -> None:
    """Take reports into the record (made if missing), read them, and bring the record up to date."""
    from summitry.errors import UsageError
    from summitry.running import add as run
    from summitry.settings import load

    settings = load()
    for path in paths or []:
        if not path.exists():
            raise UsageError(f"{path}: there is no such file or folder; check the spelling")
    if not paths and not record.is_file():
        raise UsageError(f"{record}: no such record; make it with: summitry add {record} PATH...")
    with _progress() as progress:
        summary = run(
            record,
            paths or [],
            workers=workers or settings.workers,
            language_model=language_model or settings.language_model,
            progress=progress,
        )
    _tell(record, summary, json)


def _tell(record: Path, summary: Summary, json: bool) -> None:
    if json:
        import dataclasses
        from json import dumps

        rounded = {**dataclasses.asdict(summary), "seconds": round(summary.seconds, 3)}
        typer.echo(dumps(rounded))
        return
    counts = f"{summary.new} new, {summary.known} known, {summary.read} read"
    typer.echo(f"{record}: {counts}, in {summary.seconds:.1f} s")
    if summary.faults:
        typer.echo(f"{summary.faults} could not be read; see why with: summitry faults {record}")


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """A bar on standard error, if that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("loading", total=None)

        def show(what: str, done: int, total: int | None) -> None:
            bar.update(task, description=what, completed=done, total=total)

        yield show


def remove(
    record: RecordPath,
    reports: Annotated[list[str], typer.Argument(metavar="REPORT_ID...", show_default=False)],
    json: Json = False,
) -> None:
    """Delete reports and all that follows from them; no byte of them stays in the file."""
    from json import dumps

    from summitry.errors import NotFound
    from summitry.model import Report
    from summitry.running import remove as run
    from summitry.store import Record

    whole = []
    with Record(record) as opened:
        for ident in reports:
            entry = opened.entry(ident)
            if not isinstance(entry, Report):
                raise NotFound(f"{record}: {ident!r} is no report; list them with: summitry reports {record}")
            whole.append(entry.id)
    gone = list(dict.fromkeys(whole))
    run(record, gone)
    typer.echo(dumps({"removed": gone}) if json else f"{record}: {len(gone)} removed")
