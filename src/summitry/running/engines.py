"""Reports come in, readings and faults go out in the same order: read in this process, or by several
others."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Protocol

from summitry.errors import LanguageError
from summitry.model import Fault, Reading, Report
from summitry.running.reading import read_one
from summitry.running.stages import Reads

LoadReader = Callable[[str | None], Reads]
Result = Reading | Fault
_AHEAD = 4  # reports in flight for each worker: enough to keep it busy, few enough to hold in memory


class Engine(Protocol):
    """Reads reports; a context manager. The outcome of a report does not depend on the engine."""

    @property
    def version(self) -> str:
        """The version of the reader that it runs."""

    def read(self, reports: Iterable[Report]) -> Iterator[Result]:
        """A reading or a fault for each report, in the order of the reports."""

    def __enter__(self) -> Engine: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def engine(load_reader: LoadReader, language_model: str | None, workers: int) -> Engine:
    """The engine for so many worker processes; one means none: this process reads."""
    return Alone(load_reader(language_model)) if workers <= 1 else Pool(load_reader, language_model, workers)


class Alone:
    """Reads in this process."""

    def __init__(self, reader: Reads) -> None:
        self._reader = reader

    @property
    def version(self) -> str:
        """The version of the reader."""
        return self._reader.version

    def read(self, reports: Iterable[Report]) -> Iterator[Result]:
        """A reading or a fault for each report, in the order of the reports."""
        return (read_one(self._reader, report) for report in reports)

    def __enter__(self) -> Alone:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None


class Pool:
    """Reads in worker processes, each of which loads its pipeline once.

    A worker that dies takes the whole pool with it: every report then in flight is read again, alone, and
    the one that kills its worker again becomes a Fault.
    """

    def __init__(self, load_reader: LoadReader, language_model: str | None, workers: int) -> None:
        self._load = load_reader
        self._model = language_model
        self._workers = workers
        self._executor = self._start(workers)
        try:
            self.version = self._executor.submit(_version).result()
        except BrokenProcessPool as error:
            self._executor.shutdown(cancel_futures=True)
            raise LanguageError("a worker process died while it loaded the language pipeline") from error
        except BaseException:
            self._executor.shutdown(cancel_futures=True)
            raise

    def _start(self, workers: int) -> ProcessPoolExecutor:
        # A fresh interpreter each: a fork would copy locks that the libraries' threads may hold.
        context = multiprocessing.get_context("spawn")
        level = logging.getLogger().getEffectiveLevel()
        return ProcessPoolExecutor(workers, context, _begin, (self._load, self._model, level))

    def read(self, reports: Iterable[Report]) -> Iterator[Result]:
        """A reading or a fault for each report, in the order of the reports."""
        waiting: deque[tuple[Report, Future[Result]]] = deque()
        for report in reports:
            waiting.append((report, self._submit(report)))
            if len(waiting) >= _AHEAD * self._workers:
                yield self._next(waiting)
        while waiting:
            yield self._next(waiting)

    def _submit(self, report: Report) -> Future[Result]:
        try:
            return self._executor.submit(_read, report)
        except BrokenProcessPool as error:
            failed: Future[Result] = Future()
            failed.set_exception(error)
            return failed

    def _next(self, waiting: deque[tuple[Report, Future[Result]]]) -> Result:
        report, future = waiting.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            result = self._alone(report)
            for place, (other, reading) in enumerate(waiting):
                if reading.exception() is not None:
                    waiting[place] = (other, _done(self._alone(other)))
            self._executor.shutdown(cancel_futures=True)
            self._executor = self._start(self._workers)
            return result

    def _alone(self, report: Report) -> Result:
        with self._start(1) as executor:
            try:
                return executor.submit(_read, report).result()
            except BrokenProcessPool:
                return Fault(report.id, "reading", "the process that read it died, twice")

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._executor.shutdown(cancel_futures=True)


def _done(result: Result) -> Future[Result]:
    future: Future[Result] = Future()
    future.set_result(result)
    return future


# What a worker process keeps between reports. It is set once, when the process starts, and is never shared.
_worker: dict[str, Reads | Exception] = {}


def _begin(load_reader: LoadReader, language_model: str | None, log_level: int) -> None:
    logging.basicConfig(level=log_level)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the parent alone decides what it means
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        _worker["reader"] = load_reader(language_model)
    except Exception as error:  # raised in an initializer it would only break the pool; `_reader` raises it
        _worker["reader"] = error


def _end_with_parent() -> None:
    # A worker holds both ends of its queue, so it would wait for ever on a parent that was killed.
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _reader() -> Reads:
    reader = _worker["reader"]
    if isinstance(reader, Exception):
        raise reader
    return reader


def _version() -> str:
    return _reader().version


def _read(report: Report) -> Result:
    return read_one(_reader(), report)
