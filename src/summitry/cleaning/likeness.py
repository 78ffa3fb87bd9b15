"""Two headlines come in; how alike they are goes out."""

from __future__ import annotations

import re

SAME = 90.0
WORD = re.compile(r"\w+")


def likeness(left: str, right: str) -> float:
    """How alike two headlines are, 0 to 100, letter case and punctuation aside (rapidfuzz's ratio)."""
    if max(len(left), len(right)) > 2 * min(len(left), len(right)) + 20:
        return 0.0
    from rapidfuzz.fuzz import ratio

    return float(ratio(_folded(left), _folded(right)))


def _folded(text: str) -> str:
    return " ".join(WORD.findall(text.casefold().replace("’", "").replace("'", "")))
