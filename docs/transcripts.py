"""The console blocks of README and docs come in; they go out as what the commands in them print today.

`python -m docs.transcripts` rewrites them; tests/docs/test_docs_commands.py compares. A block looks like a terminal:
a line that begins with "$ " is a command, the lines below it are what it prints. Ids change with the reader, so a
comment in front of a block says which entry its ids mean: <!-- id: event type=meeting place=Davos -->.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FIRST = "summitry add r.db examples/reports"
BLOCK = re.compile(r"(?:^<!-- id: (?P<wanted>[^\n]+?) -->\n)?^```console\n(?P<body>.*?)^```$", re.M | re.S)
IDENT = re.compile(r"\b(?=[0-9a-f]*[0-9])[0-9a-f]{8}(?:[0-9a-f]{8})?\b")
SECONDS = re.compile(r"in \d+\.\d s\b")
LONGEST = 60  # seconds a command may take
TEMPLATE = Path("template")


@dataclass(frozen=True)
class Ran:
    """A command of a document, what the document says that it prints, what it prints, and its exit code."""

    command: str
    written: str
    printed: str
    code: int


class Terminal:
    """A folder that holds a copy of examples/ and the record of the samples, made once, as the first command makes it."""

    def __init__(self, folder: Path) -> None:
        """Builds the record in `folder`."""
        self._folder = folder / TEMPLATE
        shutil.copytree(ROOT / "examples", self._folder / "examples")
        self.first = self._run(self._folder, FIRST)

    def _run(self, where: Path, command: str) -> tuple[str, int]:
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SUMMITRY_")}
        done = subprocess.run(  # noqa: S602 (the commands are our own documents', pipes and all)
            command,
            shell=True,
            cwd=where,
            env=kept | {"PATH": path, "NO_COLOR": "1", "HOME": str(where), "XDG_CONFIG_HOME": str(where)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=LONGEST,
            check=False,
        )
        return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines()), done.returncode

    def run(self, where: Path, command: str) -> tuple[str, int]:
        """What the command prints in `where` (both streams), without spaces at line ends, and its exit code."""
        if command == FIRST and not (where / "r.db").exists():
            shutil.copy(self._folder / "r.db", where / "r.db")
            return self.first
        return self._run(where, command)

    def ident(self, wanted: str) -> str:
        """The short id of the entry that `wanted` ("event type=meeting place=Davos") means: the one with most claims."""
        kind, *pairs = wanted.split(" ")
        lines = map(json.loads, self._run(self._folder, "summitry export r.db")[0].splitlines())
        conditions = [pair.split("=", 1) for pair in pairs]
        fits = [
            line
            for line in lines
            if line["kind"] == kind and all(_value(line, name) == value for name, value in conditions)
        ]
        if not fits:
            raise LookupError(f"no entry of the samples' record is: {wanted}")
        return str(min(fits, key=lambda line: (-len(line.get("claims", ())), line["id"]))["id"])[:8]


def _value(line: dict[str, object], name: str) -> str:
    value = line.get(name)
    return str(value.get("name") if isinstance(value, dict) else value).replace(" ", "_")


def documents() -> list[Path]:
    """README and every page of docs, sorted."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def commands(body: str) -> Iterator[tuple[str, str]]:
    """The commands of a console block, each with the lines below it."""
    for part in re.split(r"^\$ ", body, flags=re.M)[1:]:
        command, _, written = part.partition("\n")
        yield command, written


def play(document: Path, terminal: Terminal, folder: Path) -> Iterator[tuple[re.Match[str], list[Ran]]]:
    """Runs the console blocks of a document whose commands are ours, in a folder of its own, in their order."""
    shutil.copytree(ROOT / "examples", folder / "examples")
    for block in BLOCK.finditer(document.read_text(encoding="utf-8")):
        if re.search(r"^\$ (?:\w+=\S+ )*summitry ", block["body"], re.M):
            yield block, list(_play(block, terminal, folder))


def _play(block: re.Match[str], terminal: Terminal, folder: Path) -> Iterator[Ran]:
    ident = terminal.ident(block["wanted"]) if block["wanted"] else None
    for command, written in commands(block["body"]):
        now = IDENT.sub(ident, command) if ident else command
        yield Ran(now, written, *terminal.run(folder, now))


def alike(text: str) -> list[str]:
    """The lines of an output with ids, seconds and widths taken out."""
    plain = SECONDS.sub("in N s", IDENT.sub("ID", text))
    return [" ".join(line.replace("─", "").split()) for line in plain.splitlines() if line.strip(" ─\n")]


def rewrite(document: Path, terminal: Terminal, folder: Path) -> bool:
    """Puts what the commands print today into the document; whether that changed it."""
    text = document.read_text(encoding="utf-8")
    parts, end = [], 0
    for block, ran in play(document, terminal, folder):
        body = "".join(f"$ {each.command}\n{each.printed if each.written else ''}" for each in ran)
        parts += [text[end : block.start("body")], body]
        end = block.end("body")
    new = "".join([*parts, text[end:]])
    document.write_text(new, encoding="utf-8")
    return new != text


def main() -> int:
    """Rewrites all documents and names those that changed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        terminal = Terminal(folder)
        for number, document in enumerate(documents()):
            if rewrite(document, terminal, folder / str(number)):
                sys.stdout.write(f"{document.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
