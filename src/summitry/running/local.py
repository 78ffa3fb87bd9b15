"""Paths come in, the record holds what they say: accept, read, reconcile, on this machine."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from summitry import __version__
from summitry.errors import ReconcilingError, SummitryError
from summitry.model import Fault, Report
from summitry.model.text import READABLE
from summitry.running.accepting import Accepted, accept
from summitry.running.engines import Engine, Result, engine
from summitry.running.reading import unforeseen
from summitry.running.stages import Stages, bundled
from summitry.store import Inputs, Reconciled, Writer

Progress = Callable[
    [str, int, int | None], None
]  # what is being done, how many are done, of how many if known
_TOGETHER = 16  # readings a transaction
_TRIES = 5
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Summary:
    """What `add` did: texts that were new or known, reports read now, pages or reports that became faults."""

    new: int
    known: int
    read: int
    faults: int
    seconds: float


def add(  # noqa: PLR0913 (all but the first two are options that change nothing in the record)
    record: Path,
    paths: Sequence[Path],
    *,
    workers: int = 1,
    language_model: str | None = None,
    progress: Progress | None = None,
    stages: Stages | None = None,
) -> Summary:
    """Take all pages under the paths into the record (made if missing), read what is unread, and reconcile.

    Without paths it finishes what an interrupted run left. `workers` reading processes change nothing but
    the time; the record remembers `language_model` and later runs use it too. Raises StoreError,
    LanguageError if the pipeline cannot be loaded, ReconcilingError if the readings cannot be joined; what
    was accepted and read stays in the record.
    """
    stages = stages or bundled()
    show = progress or _silent
    began = time.monotonic()
    with Writer(record) as writer:
        taken = Accepted()
        for taken in accept(writer, paths, stages):
            show("taking in", taken.new + taken.known + taken.faults, None)
        model = language_model or writer.note("language_model")
        with engine(stages.load_reader, model, workers) as reads:
            if language_model:
                writer.set_note("language_model", language_model)
            version = reads.version
            read, failed = _read(writer, reads, show)
        show("reconciling", 0, None)
        reconcile(writer, stages, version)
        if writer.note("scrub"):
            writer.scrub()
    return Summary(taken.new, taken.known, read, taken.faults + failed, time.monotonic() - began)


def remove(record: Path, reports: Sequence[str], *, stages: Stages | None = None) -> None:
    """Delete reports by their whole ids and all that follows from them, so that no byte of them is left.

    Raises NotFound, with nothing done, if one of them is not in the record.
    """
    with Writer(record) as writer:
        writer.remove(reports)
        version = writer.note("reader_version")
        try:
            if version is not None:
                reconcile(writer, stages or bundled(), version)
        finally:
            writer.scrub()  # what is to be gone is gone, whatever becomes of the rest


def _silent(_what: str, _done: int, _total: int | None) -> None:
    return


def _read(writer: Writer, reads: Engine, show: Progress) -> tuple[int, int]:
    ids = writer.unread(reads.version)
    failed = 0
    for done, results in _batches(reads, _reports(writer, ids)):
        writer.keep_readings(results, reads.version)
        failed += sum(isinstance(result, Fault) for result in results)
        show("reading", done, len(ids))
    return len(ids) - failed, failed


def _reports(writer: Writer, ids: Sequence[str]) -> Iterator[Report]:
    for ident in ids:
        yield from writer.reports([ident])


def _batches(reads: Engine, reports: Iterator[Report]) -> Iterator[tuple[int, list[Result]]]:
    done, results = 0, list[Result]()
    for result in reads.read(reports):
        results.append(result)
        done += 1
        if len(results) >= _TOGETHER:
            yield done, results
            results = []
    if results:
        yield done, results


def reconcile(writer: Writer, stages: Stages, version: str) -> None:
    """Bring everything derived up to the record's reports and judgements; does nothing if it is.

    Works on a snapshot without holding the writer's lock, and starts again if another process wrote
    meanwhile.
    """
    for _ in range(_TRIES):
        if writer.note("fingerprint") == writer.fingerprint(version, __version__):
            return
        inputs = writer.inputs(version, __version__)
        if writer.replace(inputs, _outcome(writer, stages, inputs), version, __version__):
            return
    raise ReconcilingError(
        f"{writer.path}: other processes keep writing; run summitry add {writer.path} later"
    )


def readable(report: Report) -> str:
    """The blocks of a report that are read: what two copies of a wire story share."""
    return "\n\n".join(report.text[b.start : b.end] for b in report.blocks if b.kind in READABLE)


def _outcome(writer: Writer, stages: Stages, inputs: Inputs) -> Reconciled:
    try:
        copies = stages.find_copies({report.id: readable(report) for report in inputs.reports})
        return stages.reconcile(inputs.reports, inputs.readings, copies, inputs.judgements)
    except Exception as error:  # the readings are kept; the record says why nothing follows from them
        reason = str(error) if isinstance(error, SummitryError) else f"unforeseen {unforeseen(error)}"
        log.exception("reconciling failed")
        writer.clear(Fault("the whole record", "reconciling", reason))
        raise ReconcilingError(f"{writer.path}: the readings cannot be joined: {reason}") from error
