"""A surface form or a sentence's words in; the normalised pieces by which names are looked up out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

PIECE = re.compile(r"[\w+&]+")
POSSESSIVE = re.compile(r"(?<=.)['’ʼ](?:s|S)?$")
SILENT = frozenset({"'s", "’s", "'", "’", "-", "–"})
APOSTROPHES = str.maketrans("", "", ".'’ʼ‘`´ʻ")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a word: the word's index, its normalised text, whether it opens and closes the word."""

    word: int
    text: str
    opens: bool
    closes: bool


def unaccented(text: str) -> str:
    """The text without diacritics: "Élysée" -> "Elysee"."""
    if text.isascii():
        return text
    marked = unicodedata.normalize(
        "NFKD", text.replace("ø", "o").replace("Ø", "O").replace("ł", "l").replace("ı", "i")
    )
    return "".join(c for c in marked if not unicodedata.combining(c))


def fold(text: str) -> str:
    """A first piece as the index of lengths keeps it."""
    return text.lower()


@lru_cache(maxsize=65536)
def parts(word: str) -> tuple[str, ...]:
    """The pieces of one word: no diacritics, full stops, apostrophes or possessive; split at hyphens."""
    bare = POSSESSIVE.sub("", word.strip())
    found = PIECE.findall(unaccented(bare).translate(APOSTROPHES))
    return tuple("the" if piece == "The" else piece for piece in found)


def pieces(words: Sequence[str]) -> list[Piece]:
    """The pieces of a sentence's words; possessives and hyphens that are words of their own give none.

    Other punctuation gives a piece that no form holds, so that no name reaches across it.
    """
    split: list[Piece] = []
    for index, word in enumerate(words):
        if word in SILENT:
            continue
        found = parts(word) or (word,)
        last = len(found) - 1
        split.extend(Piece(index, text, at == 0, at == last) for at, text in enumerate(found))
    return split


def key_of(form: str) -> str:
    """The normalised form: its pieces, joined by spaces."""
    if form.isascii() and form.isalnum() and form != "The":
        return form
    return " ".join(piece for word in form.split() if word not in SILENT for piece in parts(word))


def lengths(keys: Iterable[str]) -> dict[str, int]:
    """For each (folded) first piece the length in pieces of the longest form that it begins."""
    longest: dict[str, int] = {}
    for key in keys:
        first, count = fold(key.split(" ", 1)[0]), key.count(" ") + 1
        if longest.get(first, 0) < count:
            longest[first] = count
    return longest
