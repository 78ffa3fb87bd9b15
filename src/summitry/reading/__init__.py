"""Report in, reading out: names, times, happenings, positions and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summitry.reading.reader import Reader

__all__ = ["Reader"]


def __getattr__(name: str) -> Any:
    """Loads the reader when it is first asked for."""
    if name == "Reader":
        from summitry.reading.reader import Reader

        return Reader
    raise AttributeError(name)
