"""A name as written in, the forms under which it can be compared with other names out."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
)
# Words before a name; offices of more words than one are the reader's to cut off.
HONORIFICS = frozenset(
    {"mr", "mrs", "ms", "miss", "dr", "sir", "lord", "dame", "madam", "general", "president", "minister"}
    | {"premier", "ambassador", "secretary", "chairman"}
)
ARTICLES = frozenset({"al", "el", "ul", "ad", "as", "ar", "an", "at"})  # the Arabic article, romanised
# Spellings that romanisations use for one sound (McCune-Reischauer and Revised Romanisation, ALA-LC and press
# Arabic), applied in this order.
SOUNDS = (
    *(("kh", "k"), ("gh", "k"), ("ph", "f"), ("ck", "k"), ("dh", "t"), ("q", "k"), ("g", "k"), ("d", "t")),
    *(("b", "p"), ("j", "ch"), ("oo", "u"), ("ou", "u"), ("ee", "i"), ("eo", "o"), ("eu", "u"), ("ae", "e")),
    *(("w", "v"), ("y", "i"), ("ii", "i")),
)
VOWELS = str.maketrans({"o": "u", "e": "i"})  # vowels that romanisations take for one another
FAMILIES = (
    {"pak", "park", "bak"},
    {"ri", "lee", "yi", "rhee", "li"},
    {"no", "roh", "noh"},
    {"im", "rim", "lim"},
    {"yu", "ryu", "yoo", "ryoo"},
)


@lru_cache(maxsize=65536)
def tokens(name: str) -> tuple[str, ...]:
    """The words of a name, folded: no diacritics, case, apostrophes, honorifics or articles; hyphens join."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(LETTERS))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "'").replace("'", "")
    words = []
    for word in plain.split():
        parts = re.findall(r"[^\W_]+", word)
        joined = "".join(p for p in parts if not (len(parts) > 1 and p in ARTICLES)) or "".join(parts)
        if joined:
            words.append(joined)
    while len(words) > 1 and words[0] in HONORIFICS:
        words = words[1:]
    kept = [w for w in words if w not in ARTICLES]
    return tuple(kept or words)


def fold(name: str) -> str:
    """The name without diacritics, case, hyphens and spaces: equal for "Chung-hee" and "Chunghee"."""
    return "".join(tokens(name))


@lru_cache(maxsize=65536)
def core(name: str) -> tuple[str, ...]:
    """The words of a person's name without initials ("Jimmy E. Carter" is jimmy, carter)."""
    words = tokens(name)
    long = tuple(w for w in words if len(w) > 1)
    return long if len(long) > 1 else words


def is_full(name: str) -> bool:
    """Whether a person's name has a given and a family name."""
    return len(core(name)) > 1


@lru_cache(maxsize=65536)
def splits(name: str) -> tuple[tuple[str, str], ...]:
    """The ways to read a full name as (family, given): family first, and family last."""
    words = core(name)
    if len(words) < 2:
        return ()
    return (words[0], "".join(words[1:])), (words[-1], "".join(words[:-1]))


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """The word with the spellings of one sound made one, and doubled letters single."""
    for old, new in SOUNDS:
        word = word.replace(old, new)
    return re.sub(r"(.)\1", r"\1", word)


def drops_middle(a: str, b: str) -> bool:
    """Whether one full name is the other without its middle names."""
    x, y = core(a), core(b)
    if len(x) == len(y) or min(len(x), len(y)) < 2:
        return False
    return x[0] == y[0] and x[-1] == y[-1] and (set(x) <= set(y) or set(y) <= set(x))


def same_family(a: str, b: str) -> bool:
    """Whether two family names are spellings of one name."""
    if a == b or sound(a) == sound(b) or any(a in family and b in family for family in FAMILIES):
        return True
    return len(a) > 3 and len(b) > 3 and a[0] == b[0] and Levenshtein.distance(sound(a), sound(b)) <= 1


def same_given(a: str, b: str) -> bool:
    """Whether two given names are spellings of one name: one sound, or in longer names a vowel or h apart."""
    x, y = sound(a), sound(b)
    if x == y:
        return True
    x, y = x.translate(VOWELS), y.translate(VOWELS)
    if min(len(x), len(y)) < 5 or x[0] != y[0]:
        return False
    edits = Levenshtein.editops(x, y)
    slight = [_is_slight(e.tag, x[e.src_pos : e.src_pos + 1], y[e.dest_pos : e.dest_pos + 1]) for e in edits]
    return slight in ([], [True])


def _is_slight(kind: str, old: str, new: str) -> bool:
    """Whether an edit is one between spellings of one sound: a for e, or a vowel or h more or less."""
    if kind == "replace":
        return {old, new} == {"a", "i"}
    return (old if kind == "delete" else new) in {"a", "i", "u", "h"}


def are_variants(a: str, b: str) -> bool:
    """Whether two full names can be romanisations of one name."""
    return any(same_family(f, g) and same_given(p, q) for f, p in splits(a) for g, q in splits(b))


def endings(name: str, *, family_first: bool) -> tuple[str, ...]:
    """The short forms by which a full name is called again: its endings,
    and its first word where families lead.
    """
    words = core(name)
    found = ["".join(words[i:]) for i in range(1, len(words))]
    return tuple(dict.fromkeys([*words[:1], *found] if family_first else found))
