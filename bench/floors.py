"""Compares the figures of bench.gold with the floors in floors.toml: `python -m bench.floors`; exit 1 below a floor."""

from __future__ import annotations

import tomllib
from pathlib import Path

from bench.gold import score


def main() -> int:
    """Prints each figure beside its floor; 1 if one is below."""
    floors = tomllib.loads(Path(__file__).with_name("floors.toml").read_text())
    failed = False
    for name, wanted in floors.items():
        scores = score(name)
        if scores is None:
            print(f"{name}: left out, the gold or the scoring tool is not at hand (SUMMITRY_DATA)")
            continue
        for kind, floor in wanted.items():
            figure = scores["types"][kind]["f1"]
            low = figure < floor
            failed |= low
            print(f"{name} {kind}: F1 {figure:.3f}, floor {floor:.2f}{'  BELOW' if low else ''}")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
