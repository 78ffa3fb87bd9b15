"""The first bytes of a file come in; the media type that they look like goes out."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

HEAD = 8192
MARKS = (b"<!doctype html", b"<html", b"<?xml")
BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def sniff(path: Path) -> Literal["text/plain", "text/html"] | None:
    """What the file's first 8 KB look like; None where they are not text. Raises OSError."""
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    opening = head.removeprefix(BOMS[0]).lstrip()[:2048].lower()
    if opening.startswith(MARKS) and (b"<html" in opening or opening.startswith(MARKS[0])):
        return "text/html"
    if head.startswith(BOMS):
        return "text/plain"
    return "text/plain" if _is_utf8(head) else None


def _is_utf8(head: bytes) -> bool:
    """Whether the bytes are UTF-8 without control characters; a last character cut in two is forgiven."""
    if b"\x00" in head:
        return False
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return len(head) == HEAD and error.start > HEAD - 4
    return True
