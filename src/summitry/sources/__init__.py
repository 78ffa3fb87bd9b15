"""A path comes in; the news items found there go out as Pages, and what cannot be taken as Faults."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from summitry.errors import SourceError
from summitry.model import Fault, Page
from summitry.sources import html, jsonl, markdown, sidecar, text
from summitry.sources.folder import Found, fault, walk
from summitry.sources.sniffing import sniff

__all__ = ["open_pages"]

Reader: TypeAlias = Callable[[Found], Iterator[Page | Fault]]

READERS: dict[str, Reader] = {
    ".txt": text.read,
    ".text": text.read,
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".html": html.read,
    ".htm": html.read,
    ".xhtml": html.read,
    ".jsonl": jsonl.read_lines,
    ".ndjson": jsonl.read_lines,
    ".json": jsonl.read_whole,
}
BY_MEDIA: dict[str, Reader] = {"text/plain": text.read, "text/html": html.read}


def open_pages(path: Path) -> Iterator[Page | Fault]:
    """The news items in a file, or in a folder and the folders below it, in the order of their paths.

    A Page's `file` is its path from the parent of `path`, with slashes. What cannot be read is a Fault in its
    place, and the rest goes on. Raises SourceError at once where `path` does not exist or cannot be opened.
    """
    root = path.resolve()
    if not root.exists():
        raise SourceError(f"{path}: there is no such file or folder; check the spelling")
    if not os.access(root, os.R_OK):
        raise SourceError(f"{path}: it may not be read; change its permissions or copy it")
    if not (root.is_dir() or root.is_file()):
        raise SourceError(f"{path}: neither a file nor a folder; save what it holds to a file first")
    return _pages(root)


def _pages(root: Path) -> Iterator[Page | Fault]:
    for found in walk(root):
        if isinstance(found, Fault):
            yield found
        elif sidecar.is_sidecar(found.path):
            yield from sidecar.orphan(found)
        else:
            yield from _read(found)


def _read(found: Found) -> Iterator[Page | Fault]:
    try:
        reader = _reader(found)
        if reader is None:
            yield fault(found.file, "not text, and its ending names no format that is read")
            return
        yield from sidecar.apply(found, reader(found))
    except OSError as error:
        yield fault(found.file, f"cannot be read: {error.strerror or error}")


def _reader(found: Found) -> Reader | None:
    """The reader by ending; for plain text and unknown endings the first bytes decide."""
    reader = READERS.get(found.path.suffix.lower())
    if reader is not None and reader is not text.read:
        return reader
    media = sniff(found.path)
    return BY_MEDIA[media] if media else reader
