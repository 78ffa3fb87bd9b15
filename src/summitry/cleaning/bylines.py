"""A line comes in; whether it names writers, or their outlet alone, goes out."""

from __future__ import annotations

import re
from functools import cache

from summitry.knowledge.residue import residue

TOKEN = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?|[,|/;&()–—•·-]|\S")
BY = re.compile(r"(?:By|BY|by|Analysis by|Story by|Opinion by)\s*:?\s+(?=\S)")
MAIL = re.compile(r"\S+@\S+\.\w+|@\w+")
CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\.?)?", re.I)
JOINING = frozenset(",|/;&()–—•·-")
LONGEST, MOST_WORDS = 300, 45


def is_byline(text: str) -> bool:
    """Whether the line is made of names, offices and outlets alone, as bylines are.

    After "By" that is enough; without it, a name, a comma, and an office or outlet are asked for.
    """
    if len(text) > LONGEST:
        return False
    by = BY.match(text)
    rest = CLOCK.sub("", MAIL.sub("", text[by.end() :] if by else text)).strip()
    tokens = TOKEN.findall(rest)
    if not 2 <= len(tokens) <= MOST_WORDS or not _all_known(tokens):
        return False
    if by:
        return is_name(" ".join(tokens[:2])) or (is_label(rest) and len(tokens) <= 6)
    names = rest.split(",")[0]
    return "," in rest and not rest.endswith(".") and is_name(names) and _credited(rest[len(names) :])


def is_name(text: str) -> bool:
    """Whether the text is two to four capitalised words, as a person's name is."""
    words = text.split()
    if not 2 <= len(words) <= 5 or words[0].strip(",.") in residue().words.never_names:
        return False
    capital = [word for word in words if word[0].isupper()]
    small = [word for word in words if not word[0].isupper()]
    clean = all(re.fullmatch(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*[.,]?", word) for word in words)
    return clean and len(capital) >= 2 and all(word in residue().words.joints for word in small)


def is_label(text: str) -> bool:
    """Whether the text is an outlet's or agency's name and nothing else."""
    return text.strip(" ()|,–—-").casefold() in _outlets()


@cache
def _outlets() -> frozenset[str]:
    words = residue().words
    return frozenset(name.casefold() for name in (*words.agencies, *words.outlets))


def _all_known(tokens: list[str]) -> bool:
    """Whether each token is capitalised, a figure, a joint, an office or a mark that parts names."""
    words = residue().words
    if tokens[0].rstrip(".") in words.never_names:
        return False
    for index, token in enumerate(tokens):
        bare = token.rstrip(".")
        known = token in JOINING or bare.lower() in words.joints or bare.lower() in words.roles
        if not (known or token[0].isupper() or (index > 1 and token.isdigit())):
            return False
    return True


def _credited(rest: str) -> bool:
    """Whether an office or outlet stands in what follows the name."""
    lowered = rest.casefold()
    offices = {word.lower() for word in re.findall(r"[^\W\d_]+", rest)} & residue().words.roles
    return bool(offices) or any(part.strip() in _outlets() for part in re.split(r"[,|(]", lowered))
