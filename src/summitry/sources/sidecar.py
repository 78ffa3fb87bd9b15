"""Pages come in; they go out with what the file `NAME.meta.toml` beside theirs says of them by hand."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from summitry.model import Fault, Page
from summitry.sources.folder import Found, fault

ENDING = ".meta.toml"


class Meta(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a sidecar may say; a `published` in it outranks the date that the page states."""

    title: str | None = None
    url: str | None = None
    published: Any = None
    outlet: str | None = None


def is_sidecar(path: Path) -> bool:
    """Whether the file describes another."""
    return path.name.endswith(ENDING)


def orphan(found: Found) -> Iterator[Fault]:
    """A Fault for a sidecar that stands beside no file."""
    name = found.path.name.removesuffix(ENDING)
    siblings = (other for other in found.path.parent.iterdir() if not is_sidecar(other))
    if not any(name in (other.name, other.stem) for other in siblings):
        yield fault(found.file, f"there is no file {name} beside it to describe")


def apply(found: Found, pages: Iterator[Page | Fault]) -> Iterator[Page | Fault]:
    """The pages of the file with its sidecar's values; a Fault first where the sidecar cannot be used."""
    meta = _meta(found)
    if isinstance(meta, Fault):
        yield meta
        meta = None
    for page in pages:
        yield _described(page, meta) if meta and isinstance(page, Page) else page


def _meta(found: Found) -> Meta | Fault | None:
    path = next((p for p in _places(found.path) if p.is_file()), None)
    if path is None:
        return None
    try:
        meta = msgspec.toml.decode(path.read_bytes(), type=Meta)
        if isinstance(meta.published, str | datetime.date | None):
            return meta
        reason = f"published is neither a date nor text: {meta.published}"
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        reason = str(error)
    file = found.file.removesuffix(found.path.name) + path.name
    return fault(file, f"not used: {reason}")


def _places(path: Path) -> tuple[Path, Path]:
    return path.with_name(path.name + ENDING), path.with_name(path.stem + ENDING)


def _described(page: Page, meta: Meta) -> Page:
    published = str(meta.published) if meta.published else None
    return replace(
        page,
        title=meta.title or page.title,
        url=meta.url or page.url,
        published=published or page.published,
        outlet=meta.outlet or page.outlet,
        given=published is not None,
    )
