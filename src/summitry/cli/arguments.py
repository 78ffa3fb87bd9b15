"""The arguments and options that several verbs share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

RecordPath = Annotated[
    Path, typer.Argument(metavar="RECORD", help="The record: one SQLite file.", show_default=False)
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line, for programs.")]
