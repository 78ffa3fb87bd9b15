"""The figures of bench come in, the table between two marks of the README goes out: `python -m docs.figures`."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
PLACE = re.compile(r"(?<=<!-- figures: python -m docs.figures -->\n).*?(?=<!-- end -->)", re.S)
TYPES = {"all": "all types", "meeting": "meetings"}
FIELDS = {"status": "status", "level": "level", "time overlaps": "days overlap", "place": "place"}


def measured(module: str, *options: str) -> dict[str, Any]:
    """What `python -m bench.MODULE` prints."""
    command = [sys.executable, "-m", f"bench.{module}", *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def table(gold: dict[str, Any], speed: dict[str, Any]) -> str:
    """The figures in Markdown; RuntimeError where the data is not at hand."""
    if "missing" in speed or not all(gold.values()):
        raise RuntimeError("the data to measure on is not at hand: set SUMMITRY_DATA (docs/settings)")
    rows = [
        "",
        "| reports by others, gold by hand | reports | F1 all types | F1 meetings | status right | level | day | place |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, words in (("seeds", "five of one negotiation"), ("news", "news of many negotiations")):
        scores = gold[name]
        f1 = [f"{scores['types'][key]['f1']:.2f}" for key in TYPES]
        fields = [f"{scores['fields'][key]['share']:.0%}" for key in FIELDS]
        rows.append(f"| {words} | {' | '.join([str(scores['gold_reports']), *f1, *fields])} |")
    rows += [
        "",
        f"Reading takes {1 / speed['reports_per_second']:.2f} s a report on one core of the machine that measured it",
        f"({speed['reports']} reports of {speed['words'] // speed['reports']} words on average),",
        f"and {speed['peak_mb']} MB at most.",
        "",
    ]
    return "\n".join(rows)


def main() -> int:
    """Measures and rewrites the README."""
    text = table(measured("gold"), measured("speed"))
    README.write_text(PLACE.sub(lambda _: text, README.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
