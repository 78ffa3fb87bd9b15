"""Scores the record against hand-made gold, report by report: `python -m bench.gold [seeds|news] [--misses] [--extra]`.

The measure is precision, recall and F1 of events by type, and how often status, level, day, place and sides of the
matched ones are right; it is computed by the scoring tool that comes with the gold. Prints one JSON object.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.data import shared


def reports_of(name: str, folder: Path) -> Path | None:
    """The reports of a gold set as something that `add` takes: a folder of texts, or JSON Lines made in `folder`."""
    if name == "seeds":
        return shared("seeds")
    reports, index, gold = (
        shared("data", "news", "reports"),
        shared("data", "news", "index.jsonl"),
        shared("data", "news", "gold"),
    )
    if reports is None or index is None or gold is None:
        return None
    path = folder / "news.jsonl"
    with path.open("w") as out:
        for line in index.read_text().splitlines():
            row = json.loads(line)
            if (gold / f"{row['name']}.json").exists():
                text = (reports / f"{row['name']}.txt").read_text()
                item = {
                    "text": text,
                    "title": row["title"],
                    "outlet": row["outlet"],
                    "url": f"https://example.org/{row['name']}",
                }
                out.write(
                    json.dumps(item | ({"published": row["published"]} if row["published"] else {})) + "\n"
                )
    return path


def score(name: str, *options: str) -> dict[str, Any] | None:
    """The scores of one gold set (JSON of the scoring tool), or None where gold or tool are not at hand."""
    from summitry.exporting import write
    from summitry.running.local import add
    from summitry.store import Record

    gold = shared("gold", "seeds") if name == "seeds" else shared("data", "news", "gold")
    tool = shared("tools", "score.py")
    with tempfile.TemporaryDirectory() as folder:
        reports = reports_of(name, Path(folder))
        if gold is None or tool is None or reports is None:
            return None
        record = Path(folder) / "record.db"
        add(record, [reports])
        lines = Path(folder) / "record.jsonl"
        with Record(record) as opened, lines.open("wb") as out:
            write(opened, out, "jsonl")
        command = [sys.executable, str(tool), str(gold), "--json", "--record", str(lines), *options]
        if name == "seeds":
            command += ["--docs", str(reports)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    if done.stderr:
        print(done.stderr, file=sys.stderr)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main() -> int:
    """Prints the scores of the sets named on the command line (both, if none is named)."""
    names = [a for a in sys.argv[1:] if not a.startswith("-")] or ["seeds", "news"]
    options = [a for a in sys.argv[1:] if a.startswith("-")]
    print(json.dumps({name: score(name, *options) for name in names}, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
