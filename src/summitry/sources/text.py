"""A plain text file comes in; one Page goes out."""

from __future__ import annotations

from collections.abc import Iterator

from summitry.model import Page
from summitry.sources.folder import Found, load


def read(found: Found) -> Iterator[Page]:
    """The file as one Page. Raises OSError."""
    yield Page(data=load(found), media="text/plain", file=found.file)
