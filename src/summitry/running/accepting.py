"""Paths come in, reports and faults are in the record before anything is read."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from summitry.errors import SourceError, SummitryError
from summitry.model import Fault, Page, Report
from summitry.running.reading import unforeseen
from summitry.running.stages import Stages
from summitry.store import Writer

LONGEST_PAGE = 20_000_000  # bytes; what is longer is no news item, and cleaning it would take minutes
_TOGETHER = 32  # reports a transaction
log = logging.getLogger(__name__)


@dataclass(slots=True)
class Batch:
    """What one transaction accepts."""

    reports: list[Report] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.reports) + len(self.faults)


@dataclass(frozen=True, slots=True)
class Accepted:
    """How many pages became reports that were new or known, and how many could not."""

    new: int = 0
    known: int = 0
    faults: int = 0


def accept(writer: Writer, paths: Sequence[Path], stages: Stages) -> Iterator[Accepted]:
    """Clean and keep every page under the paths, some in a transaction; yields the counts after each."""
    total, files, batch = Accepted(), set[str](), Batch()
    for page in _pages(paths, stages):
        file = plain(page.report if isinstance(page, Fault) else page.file)
        if file not in files:
            files.add(file)
            batch.files.append(file)
        _take(page, batch, stages)
        if len(batch) >= _TOGETHER:
            total = _keep(writer, batch, total)
            batch = Batch()
            yield total
    yield _keep(writer, batch, total)


def _keep(writer: Writer, batch: Batch, total: Accepted) -> Accepted:
    new = writer.accept(batch.reports, batch.faults, batch.files) if len(batch) else 0
    return Accepted(total.new + new, total.known + len(batch.reports) - new, total.faults + len(batch.faults))


def _pages(paths: Iterable[Path], stages: Stages) -> Iterator[Page | Fault]:
    for path in paths:
        try:
            yield from stages.open_pages(path)
        except SourceError as error:
            yield Fault(str(path), "source", str(error))
        except (OSError, MemoryError, RecursionError) as error:
            yield Fault(str(path), "source", unforeseen(error))


def _take(page: Page | Fault, batch: Batch, stages: Stages) -> None:
    result = page if isinstance(page, Fault) else clean_one(page, stages)
    if isinstance(result, Fault):
        batch.faults.append(_plain_fault(result))
        return
    batch.reports.append(result)
    # The same text may be met in several files, and they must not make several faults: the reason names none.
    if fault := stages.language_fault(replace(result, file="it")):
        batch.faults.append(fault)


def clean_one(page: Page, stages: Stages) -> Report | Fault:
    """The page's report, or the Fault that stands for it; whatever the cleaner does."""
    if len(page.data) > LONGEST_PAGE:
        reason = f"too long: {len(page.data)} bytes, and at most {LONGEST_PAGE} are taken"
        return Fault(page.file, "source", reason)
    try:
        report = stages.clean(page)
        report.text.encode("utf-8")
    except UnicodeEncodeError:
        return Fault(page.file, "cleaning", "its text holds half characters (lone surrogates)")
    except SummitryError as error:
        return Fault(page.file, "cleaning", str(error).removeprefix(f"{page.file}: "))
    except (MemoryError, RecursionError) as error:
        return Fault(page.file, "cleaning", f"too large or too deeply nested ({type(error).__name__})")
    except Exception as error:  # one page must not end the batch; the reason names what nobody foresaw
        log.exception("cleaning %s failed", page.file)
        return Fault(page.file, "cleaning", f"unforeseen {unforeseen(error)}")
    return replace(report, file=plain(report.file))


def _plain_fault(fault: Fault) -> Fault:
    return Fault(plain(fault.report), fault.stage, plain(fault.reason))


def plain(text: str) -> str:
    """The text with what is not UTF-8 (bytes of a file name) written as escapes, so that it can be stored."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
