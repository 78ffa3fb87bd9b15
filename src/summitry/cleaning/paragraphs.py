"""The characters of a report come in; its paragraphs go out, each on one line, broken lines rejoined."""

from __future__ import annotations

import re
from itertools import pairwise

from summitry.cleaning.likeness import SAME, likeness
from summitry.knowledge.residue import residue

WIDEST = 110
CUT_LENGTH = 60
LEAD_LENGTH = 150
CLOSERS = "”\"’'»)] "
BULLET = re.compile(r"[-–—•·▪◦‣*>](?=\s|\w)|\d{1,2}[.)]\s|\(?[a-z]\)\s")
HYPHENATED = re.compile(r"([^\W\d_]+)-$")
CUT_WORD = re.compile(r"[^\W\d_]+-\s*\n\s*[^\W\d_]+")
INNER_STOP = re.compile(r"[.!?][”\"’')]* [“\"‘'(]?[A-Z]")
LAST_WORD = re.compile(r"([^\W\d_]+)$")
FIRST_WORD = re.compile(r"[^\W\d_]+")


def paragraphs(text: str, title: str | None = None) -> list[str]:
    """The paragraphs of `text`, whose line ends are "\\n" and whose spaces are single.

    The first line may be a headline, which is slower to be joined to what follows, unless a given `title`
    tells that it is not.
    """
    groups = [[line.strip() for line in group.split("\n")] for group in re.split(r"\n\s*\n", text)]
    groups = [[line for line in group if line] for group in groups]
    words = frozenset(FIRST_WORD.findall(CUT_WORD.sub(" ", text.lower())))
    width = max((len(line) for group in groups if len(group) > 1 for line in group), default=0)
    lines = [line for group in groups for line in _unwrap(group, width, words)]
    headed = bool(lines) and (title is None or _begins_with(lines[0], title))
    return _rejoin(lines, words, headed=headed)


def _begins_with(line: str, title: str) -> bool:
    return line.startswith(title) or likeness(line, title) >= SAME


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence does, closing quotes and brackets aside."""
    return text.rstrip(CLOSERS).endswith((".", "!", "?", "…"))


def _unwrap(group: list[str], width: int, words: frozenset[str]) -> list[str]:
    """The lines of one group, joined where the next word did not fit in `width` columns."""
    if len(group) < 2 or not 40 <= width <= WIDEST:
        return group
    joined = group[:1]
    for before, line in pairwise(group):
        full = len(before) + 1 + len(line.split(" ", 1)[0]) > width
        if full and not BULLET.match(line):
            joined[-1] = _glue(joined[-1], line, words)
        else:
            joined.append(line)
    return joined


def _rejoin(lines: list[str], words: frozenset[str], *, headed: bool) -> list[str]:
    """The lines with each sentence that was cut in two made whole.

    It goes from the last line to the first, so that each decision rests on the end of a line as it is and
    on a whole successor; going over the result again changes nothing.
    """
    items = _items(lines)
    done: list[str] = []
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        listed = index + 1 in items
        if done and not listed and _is_cut(line, done[-1], first=headed and index == 0):
            done[-1] = _glue(line, done[-1], words)
        else:
            done.append(line)
    return done[::-1]


def _items(lines: list[str]) -> frozenset[int]:
    """The indices of lines that are items of a list: in lower case, after a colon or after another item."""
    found: set[int] = set()
    for index in range(1, len(lines)):
        if lines[index][0].islower() and (lines[index - 1].endswith(":") or index - 1 in found):
            found.add(index)
    return frozenset(found)


def _is_cut(line: str, following: str, *, first: bool) -> bool:
    """Whether `following` goes on with the sentence that `line` begins."""
    if ends_sentence(line) or line.endswith((":", ";")) or BULLET.match(following):
        return False
    word = LAST_WORD.search(line)
    hanging = word is not None and word.group() in residue().words.open_ends
    if not following[0].islower():
        return hanging and len(line) >= CUT_LENGTH // 2 and ends_sentence(following)
    if hanging or line.endswith(",") or HYPHENATED.search(line):
        return True
    prose = not first or len(line) >= LEAD_LENGTH or INNER_STOP.search(line) is not None
    return prose and len(line) >= CUT_LENGTH and ends_sentence(following)


def _glue(line: str, following: str, words: frozenset[str]) -> str:
    """The two lines as one; a word cut by a hyphen is made whole, a compound keeps its hyphen."""
    cut = HYPHENATED.search(line)
    rest = FIRST_WORD.match(following)
    if cut is None or rest is None or not following[0].islower():
        return f"{line}{'' if cut and following[0].isalpha() else ' '}{following}"
    head, tail = cut.group(1).lower(), rest.group()
    whole = head + tail in words
    compound = head in residue().words.compounds or (head in words and tail in words and len(head) > 2)
    return line + following if compound and not whole else line[:-1] + following
