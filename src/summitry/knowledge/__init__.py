"""Data files on the world and on words in; the validated tables that the readers look things up in, out.

`gazetteer()` is in its module of the same name: here the module's name would hide the function.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summitry.knowledge.gazetteer import Gazetteer, side_code
    from summitry.knowledge.leaders import Tenure, tenures
    from summitry.knowledge.world import Entry, Match

_HOME = {
    "Entry": "world",
    "Gazetteer": "gazetteer",
    "Match": "world",
    "Tenure": "leaders",
    "side_code": "gazetteer",
    "tenures": "leaders",
}

__all__ = ["Entry", "Gazetteer", "Match", "Tenure", "side_code", "tenures"]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for, so that importing the package costs nothing."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
