"""The stages as plain callables, joined here and nowhere else; tests put others in their place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from summitry.model import Fault, Link, Page, Reading, Report
from summitry.store import Reconciled

Copies = Sequence[tuple[str, str, float]]


class Reads(Protocol):
    """A reader: a report comes in, its reading goes out; `version` names the reader and its language
    pipeline."""

    @property
    def version(self) -> str:
        """The reader's version."""

    def read(self, report: Report) -> Reading:
        """The report's reading; raises ReadingError."""


@dataclass(frozen=True, slots=True)
class Stages:
    """Page -> Report -> Reading -> Outcome. `load_reader` takes a language model's name and must be
    importable by name, since worker processes call it."""

    open_pages: Callable[[Path], Iterator[Page | Fault]]
    clean: Callable[[Page], Report]
    language_fault: Callable[[Report], Fault | None]
    load_reader: Callable[[str | None], Reads]
    find_copies: Callable[[Mapping[str, str]], Copies]
    reconcile: Callable[[Sequence[Report], Mapping[str, Reading], Copies, Sequence[Link]], Reconciled]


def bundled() -> Stages:
    """Summitry's own stages; their heavy libraries are loaded when a stage first runs."""
    from summitry.cleaning import clean, language_fault
    from summitry.cleaning.copies import find_copies
    from summitry.reconciling import reconcile
    from summitry.sources import open_pages

    return Stages(open_pages, clean, language_fault, load_reader, find_copies, reconcile)


def load_reader(language_model: str | None) -> Reads:
    """Summitry's reader on the bundled language pipeline, or on the installed spaCy pipeline of that name."""
    from summitry.language import load
    from summitry.reading import Reader

    return Reader(load(language_model))
