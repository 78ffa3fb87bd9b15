"""A token in, the kind of group that its noun phrase names out: "the two leaders", "both sides"."""

from __future__ import annotations

from typing import Literal

from summitry.knowledge.reference import Reference
from summitry.reading.lines import Line

Kind = Literal["leaders", "ministers", "sides"]
_COUNTED_ONLY = frozenset(("states", "powers", "nations", "capitals", "men", "women", "enemies", "partners"))


def group_at(line: Line, at: int, words: Reference) -> tuple[int, Kind] | None:
    """Where the phrase begins and what kind of group the noun at a token names; None if none."""
    word, groups = line.words[at], words.groups
    kind: Kind | None = "sides" if word in groups.sides else "leaders" if word in groups.leaders else None
    if kind is None and word in groups.ministers:
        kind = "ministers"
    if kind is None or line.word(at + 1) == "of":
        return None
    for back in range(at - 1, max(-1, at - 4), -1):
        if line.words[back] in groups.counts:
            return (back - (line.word(back - 1) == "the"), kind)
        if line.words[back] == "the" and back == at - 1 and word not in _COUNTED_ONLY:
            return (back, kind)
        if not line.tags[back].startswith(("JJ", "NN", "CD")):
            return None
    return None
