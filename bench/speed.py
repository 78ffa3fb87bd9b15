"""Reading speed in reports a second on one core and peak memory: `python -m bench.speed [--limit N]`.

Reads the reports of news/reports one by one with the bundled pipeline in this process and prints one JSON object:
reports, words, seconds, reports_per_second, words_per_second, the share of the time that the language pipeline takes
(a ratio from the same run), and peak resident memory in MB.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bench.data import shared

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Timed:
    """A language pipeline that counts the seconds it takes."""

    def __init__(self) -> None:
        """Loads the bundled pipeline."""
        from summitry.language import load

        self._pipeline = load(None)
        self.version = self._pipeline.version
        self.seconds = 0.0

    def parse(self, texts: Sequence[str]) -> list[Doc]:
        """As the pipeline's own."""
        began = time.process_time()
        docs = self._pipeline.parse(texts)
        self.seconds += time.process_time() - began
        return docs


def main() -> int:
    """Prints the figures."""
    from summitry.cleaning import clean
    from summitry.model import Page
    from summitry.reading import Reader
    from summitry.sources import open_pages

    folder = shared("data", "news", "reports")
    if folder is None:
        print(json.dumps({"missing": "data/news/reports"}))
        return 0
    limit = int(sys.argv[sys.argv.index("--limit") + 1]) if "--limit" in sys.argv else None
    pages = [page for page in open_pages(folder) if isinstance(page, Page)][:limit]
    reports = [clean(page) for page in pages]
    timed = Timed()
    reader = Reader(timed)
    reader.read(reports[0])
    timed.seconds = 0.0
    began = time.process_time()
    claims = sum(len(reader.read(report).claims) for report in reports)
    seconds = time.process_time() - began
    words = sum(len(report.text.split()) for report in reports)
    print(
        json.dumps(
            {
                "reports": len(reports),
                "words": words,
                "claims": claims,
                "seconds": round(seconds, 1),
                "reports_per_second": round(len(reports) / seconds, 2),
                "words_per_second": round(words / seconds),
                "pipeline_share": round(timed.seconds / seconds, 3),
                "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
            }
        )
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
