"""A Markdown file comes in; one Page goes out, its front matter as metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summitry.model import Page
from summitry.sources.folder import Found, load

FRONT = re.compile(
    rb"\A(?:\xef\xbb\xbf)?---[ \t]*\r?\n(.{0,20000}?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S | re.M
)
LINE = re.compile(r"^([A-Za-z_-]+)\s*:\s*(\S.*?)\s*$", re.M)
NAMES = {
    "title": "title",
    "headline": "title",
    "date": "published",
    "published": "published",
    "url": "url",
    "link": "url",
    "source_url": "url",
    "outlet": "outlet",
    "publisher": "outlet",
}


def read(found: Found) -> Iterator[Page]:
    """The file as one Page. Raises OSError."""
    data = load(found)
    front = FRONT.match(data)
    meta = _metadata(front.group(1).decode("utf-8", "replace")) if front else {}
    yield Page(
        data=data[front.end() :] if front else data,
        media="text/markdown",
        file=found.file,
        title=meta.get("title"),
        url=meta.get("url"),
        published=meta.get("published"),
        outlet=meta.get("outlet"),
    )


def _metadata(front: str) -> dict[str, str]:
    """The known `key: value` lines, quotes around the value taken off; the first of a key wins."""
    meta: dict[str, str] = {}
    for key, value in LINE.findall(front):
        name = NAMES.get(key.lower())
        bare = value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
        if name and bare.strip():
            meta.setdefault(name, bare.strip())
    return meta
