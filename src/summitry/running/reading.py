"""One report comes in, its reading or the Fault that stands for it goes out, whatever the reader does."""

from __future__ import annotations

import logging

from summitry.errors import SummitryError
from summitry.model import Fault, Reading, Report
from summitry.running.stages import Reads

LONGEST_TEXT = 400_000  # characters; a long feature has 60 000, and the time to read must stay bounded
log = logging.getLogger(__name__)


def read_one(reader: Reads, report: Report) -> Reading | Fault:
    """The report's reading; a Fault if it is too long or the reader fails on it, whatever the failure."""
    if len(report.text) > LONGEST_TEXT:
        reason = f"too long: {len(report.text)} characters, and at most {LONGEST_TEXT} are read"
        return Fault(report.id, "reading", reason)
    try:
        return reader.read(report)
    except SummitryError as error:
        return Fault(report.id, "reading", str(error))
    except MemoryError:
        return Fault(report.id, "reading", "reading it needs more memory than there is")
    except RecursionError:
        return Fault(report.id, "reading", "its sentences are nested too deeply")
    except Exception as error:  # one report must not end the batch; the reason names what nobody foresaw
        log.exception("reading %s failed", report.id)
        return Fault(report.id, "reading", f"unforeseen {unforeseen(error)}")


def unforeseen(error: Exception) -> str:
    """An error that no stage announced, in one bounded line."""
    words = " ".join(str(error).split())
    return f"{type(error).__name__}: {words[:300]}"
