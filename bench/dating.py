"""Measures the dating of undated reports: `python -m bench.dating [all] [half] [eighth]`.

Reads the dated reports of news/reports, hides the dates of all, of every second or of every eighth (by name), dates the
pile, and prints one JSON object: of the hidden ones how many are dated, the share whose true day lies in the interval, the
median width in days, and the share dated to a week or less.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from statistics import median
from typing import Any

from bench.data import shared
from summitry.model import Interval, Page, Published, Reading, Report

HIDDEN: dict[str, Callable[[int], bool]] = {
    "all": lambda n: n >= 0,
    "half": lambda n: n % 2 == 0,
    "eighth": lambda n: n % 8 == 0,
}


def read_all() -> list[tuple[Report, Reading, date]]:
    """The dated reports with their readings and true days, by name; empty where the data are not at hand."""
    from summitry.cleaning import clean
    from summitry.language import load
    from summitry.reading import Reader

    folder, index = shared("data", "news", "reports"), shared("data", "news", "index.jsonl")
    if folder is None or index is None:
        return []
    reader = Reader(load(None))
    found = []
    for row in sorted(map(json.loads, index.read_text().splitlines()), key=lambda row: str(row["name"])):
        path = folder / f"{row['name']}.txt"
        if row["published"] and path.exists():
            page = Page(data=path.read_bytes(), media="text/plain", file=path.name, title=row["title"])
            report = replace(clean(page), published=None)
            found.append((report, reader.read(report), date.fromisoformat(row["published"][:10])))
    return found


def measure(pile: Sequence[tuple[Report, Reading, date]], hidden: Callable[[int], bool]) -> dict[str, Any]:
    """The figures with these reports' dates hidden; `hidden` takes a report's place in the pile."""
    from summitry.knowledge.leaders import tenures
    from summitry.reconciling.dating import date_reports

    reports = [
        report if hidden(n) else replace(report, published=Published(Interval.day(day), "stated", 1.0))
        for n, (report, _, day) in enumerate(pile)
    ]
    dated = date_reports(reports, {report.id: reading for report, reading, _ in pile}, tenures)
    true = {report.id: day for n, (report, _, day) in enumerate(pile) if hidden(n)}
    intervals = {ident: dated[ident].interval for ident in true if ident in dated}
    inside = sum(Interval.day(true[ident]).within(interval) for ident, interval in intervals.items())
    widths = [interval.days or 9999 for interval in intervals.values()]
    return {
        "hidden": len(true),
        "dated": len(intervals),
        "inside": round(inside / max(len(intervals), 1), 2),
        "median_days": median(widths) if widths else None,
        "within_a_week": round(sum(width <= 7 for width in widths) / max(len(true), 1), 2),
    }


def main() -> int:
    """Prints the figures."""
    named = [a for a in sys.argv[1:] if a in HIDDEN] or list(HIDDEN)
    pile = read_all()
    if not pile:
        print(json.dumps({"missing": "data/news"}))
        return 0
    print(json.dumps({name: measure(pile, HIDDEN[name]) for name in named}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
