"""REIGN's list of leaders and the hand-made list of their successors in; knowledge/leaders.csv out."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
COLUMNS = ("name", "state", "start", "end", "office")
SINCE = "2021-03"  # where REIGN's list ends
REMARK = re.compile(r"\s*\([^)]*\)")


def iso() -> dict[str, str]:
    """ISO 3166 alpha-3 by REIGN's abbreviation, where the two differ."""
    with (HERE / "reign_states.csv").open(encoding="utf-8") as handle:
        return {row["reign"]: row["iso"] for row in csv.DictReader(handle)}


def month(year: str, month: str, default: int, day: str = "") -> str:
    """Year and month, with the day if month and day are known."""
    return f"{int(year):04d}-{int(month or default):02d}" + (f"-{int(day):02d}" if day and month else "")


def reign(leaderlist: Path) -> Iterator[dict[str, str]]:
    """REIGN's leaders: day of start, month of end; an empty end: in office when the list ends."""
    codes = iso()
    with leaderlist.open(encoding="utf-8", errors="replace") as handle:
        for row in csv.DictReader(handle):
            name = REMARK.sub("", row["leader"]).strip()
            if not row["syear"] or not name or "�" in name or re.search(r" and | & ", name):
                continue
            yield {
                "name": name,
                "state": codes.get(row["stateabb"], row["stateabb"]),
                "start": month(row["syear"], row["smonth"], 1, row["sdate"]),
                "end": month(row["eyear"], row["emonth"], 12) if row["eyear"] else "",
                "office": "leader",
            }


def leaders(leaderlist: Path) -> list[dict[str, str]]:
    """The rows of leaders.csv by state and start; a leader at the end of REIGN leaves with the successor."""
    with (HERE / "leaders_since_2021.psv").open(encoding="utf-8") as handle:
        later = [row | {"office": "leader"} for row in csv.DictReader(handle, delimiter="|")]
    rows = list(reign(leaderlist))
    for row in rows:
        if not row["end"] or row["end"] == SINCE:
            followers = sorted(
                n["start"] for n in later if n["state"] == row["state"] and n["start"] >= SINCE
            )
            row["end"] = followers[0] if followers else row["end"]
    known = {(row["state"], row["start"][:7]) for row in rows}
    rows += [row for row in later if (row["state"], row["start"][:7]) not in known]
    return sorted(rows, key=lambda row: (row["state"], row["start"], row["name"]))
