"""The sample reports come in, docs/images/timeline.svg goes out: `python -m docs.make_images`."""

from __future__ import annotations

import io
import re
import tempfile
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from typer.testing import CliRunner

from summitry.cli import app, terminal

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs/images/timeline.svg"
COMMAND = ("timeline", "r.db", "--type", "meeting", "--from", "2018", "--to", "2018")
WIDTH = 150  # columns: each event on one line
FONT = re.compile(r"@font-face \{.*?\}\n?", re.S)  # a picture fetches nothing


def draw(record: Path) -> str:
    """The timeline of the record as SVG, with the colours of a terminal."""
    screen = Console(record=True, width=WIDTH, file=io.StringIO(), highlight=False, force_terminal=True)
    shown = terminal.console
    terminal.console = lambda: screen
    try:
        done = CliRunner().invoke(app, [COMMAND[0], str(record), *COMMAND[2:]], catch_exceptions=False)
    finally:
        terminal.console = shown
    if done.exit_code:
        raise RuntimeError(done.output)
    drawn = screen.export_svg(title=f"summitry {' '.join(COMMAND)}", theme=MONOKAI, unique_id="timeline")
    lines = FONT.sub("", drawn.replace(str(record), "r.db")).splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines if line.strip())


def main() -> int:
    """Reads the samples and writes the picture."""
    from summitry.running import add

    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "r.db"
        add(record, [ROOT / "examples/reports"])
        TARGET.write_text(draw(record), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
