"""A file or folder comes in; the files to read go out in order, and a Fault for each bad link."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from summitry.model import Fault

LARGEST = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: where it is on this machine, and its name from the given path's parent on."""

    path: Path
    file: str


class TooLargeError(OSError):
    """A file is larger than one news item can be; it carries the reason as its `strerror`."""


def fault(file: str, reason: str) -> Fault:
    """A Fault of the sources."""
    return Fault(report=file, stage="source", reason=reason)


def load(found: Found) -> bytes:
    """The bytes of a file of at most 50 MB. Raises OSError, with the reason in `strerror`."""
    size = found.path.stat().st_size
    if size > LARGEST:
        reason = f"{size / 1024 / 1024:.1f} MB are too large for one file (at most 50 MB): split it"
        raise TooLargeError(0, f"{reason} or use JSON Lines")
    return found.path.read_bytes()


def walk(root: Path) -> Iterator[Found | Fault]:
    """The files at or below `root`, depth first, by name; no hidden ones, and no links to folders."""
    top = root.parent
    if not root.is_dir():
        yield Found(root, _name(root, top))
        return
    real = root.resolve()
    pending = [root]
    while pending:
        current = pending.pop()
        if current.is_dir() and (current == root or not current.is_symlink()):
            listed = _listing(current, top)
            if isinstance(listed, Fault):
                yield listed
            else:
                pending.extend(reversed(listed))
        else:
            yield _judge(current, top, real)


def _listing(folder: Path, top: Path) -> list[Path] | Fault:
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        return fault(_name(folder, top), f"the folder cannot be read: {error.strerror}")


def _judge(path: Path, top: Path, real: Path) -> Found | Fault:
    """The file as found, or why it is not read."""
    file = _name(path, top)
    try:
        target = path.resolve(strict=True)
        mode = path.stat().st_mode
    except (OSError, RuntimeError):
        return fault(file, "a link that leads nowhere or to itself")
    if not target.is_relative_to(real):
        return fault(file, "a link out of the folder is not followed; add what it leads to by its own path")
    if stat.S_ISDIR(mode):
        loop = path.is_relative_to(target) or path.parent.resolve().is_relative_to(target)
        why = "the folder links to itself" if loop else "a link to a folder that is read anyway"
        return fault(file, f"{why}; the link is not followed")
    if not stat.S_ISREG(mode):
        return fault(file, "not a regular file")
    return Found(path, file)


def _name(path: Path, top: Path) -> str:
    """The path from `top` on, with slashes; bytes that are no UTF-8 are replaced."""
    name = path.relative_to(top).as_posix()
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
