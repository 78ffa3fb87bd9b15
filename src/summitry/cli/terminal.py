"""Text from reports comes in; what a terminal shows without obeying it goes out, as tables, lines or JSON."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from summitry.exporting.interchange import Line

# Control characters that a terminal obeys, and marks that make it show text in another order than it is read.
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SHORT = 8
_NARROW = 120  # columns below which a table is told in lines
_FIRST = 22
_WIDE = 160  # columns where the output is no terminal
STATUS_STYLES = {
    "held": "green",
    "under way": "green",
    "cancelled": "red",
    "collapsed": "red",
    "denied": "red",
    "postponed": "yellow",
}


def safe(text: str) -> str:
    """The text with every character that a terminal would obey shown as U+FFFD; line ends stay."""
    return _OBEYED.sub("\ufffd", text.replace("\r\n", "\n").replace("\t", " "))


def cell(value: object, style: str = "") -> Text:
    """The value on one line, as plain text: markup in it means nothing."""
    from rich.text import Text

    return Text(" ".join(safe("" if value is None else str(value)).split()), style=style)


def short(ident: str) -> str:
    """The beginning of an id, enough to name it in a record of some ten thousand entries."""
    return ident[:_SHORT]


def console() -> Console:
    """The terminal on standard output; NO_COLOR, dumb terminals and pipes are honoured."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else _WIDE
    return Console(highlight=False, markup=False, emoji=False, width=width, soft_wrap=False)


def table(header: Sequence[str], rows: Iterable[Sequence[Text | str]], empty: str, main: str) -> None:
    """Print a table, or the sentence `empty` where there are no rows.

    A terminal of less than _NARROW columns gets two: the first one, and `main` with all others in a line below it.
    """
    from rich import box
    from rich.table import Table

    out = console()
    told = [[cell(value) if isinstance(value, str) else value for value in row] for row in rows]
    if not told:
        out.print(cell(empty))
        return
    if out.width < _NARROW:
        _narrow(out, header, told, main)
        return
    grid = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    for name in header:
        grid.add_column(name, no_wrap=name in ("id", "report", "when", "status"), overflow="fold")
    for row in told:
        grid.add_row(*row)
    out.print(grid)


def _narrow(out: Console, header: Sequence[str], rows: Sequence[Sequence[Text]], main: str) -> None:
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 2))
    grid.add_column(max_width=_FIRST, overflow="fold")
    grid.add_column(overflow="fold")
    place = header.index(main)
    for row in rows:
        rest = [
            Text.assemble(value, " report" if value.plain == "1" else " reports")
            if name == "reports"
            else value
            for name, value in zip(header, row, strict=True)
            if value is not row[0] and value is not row[place] and value.plain
        ]
        below = Text(" · ", style="dim").join(rest)
        grid.add_row(row[0], Text.assemble(row[place], "\n", below))
    out.print(grid)


def note(text: str) -> None:
    """Print a line below a table."""
    console().print(cell(text, "dim"), soft_wrap=True)


def json_lines(lines: Iterable[Line]) -> None:
    """Print each as one line of JSON."""
    import typer

    from summitry.exporting import encode

    out = typer.get_binary_stream("stdout")
    for line in lines:
        out.write(encode(line) + b"\n")
    out.flush()
