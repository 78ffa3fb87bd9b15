"""The characters of a report come in; its paragraphs go out, each on one line, broken lines rejoined."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from summitry.cleaning.likeness import SAME, likeness
from summitry.knowledge.residue import residue

WIDEST = 110
WRAPPED_LINES, WRAPPED_SHARE, FILLED, ROOM = 3, 0.6, 0.6, 0.25
CUT_LENGTH = 60
LEAD_LENGTH = 150
CLOSERS = "”\"’'»)] "
BULLET = re.compile(r"[-–—•·▪◦‣*>](?=\s|\w)|\d{1,2}[.)]\s|\(?[a-z]\)\s")
HYPHENATED = re.compile(r"([^\W\d_]+)-$")
CUT_WORD = re.compile(r"[^\W\d_]+-\s*\n\s*[^\W\d_]+")
INNER_STOP = re.compile(r"[.!?][”\"’')]* [“\"‘'(]?[A-Z]")
LAST_WORD = re.compile(r"(?:^|\s)([^\W\d_]+)$")
FIRST_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text is laid out: the words in it, whether it may begin with a headline, and its columns.

    `width` is that of lines wrapped at a column, else None.
    """

    words: frozenset[str]
    headed: bool
    width: int | None


def paragraphs(text: str, title: str | None = None) -> list[str]:
    """The paragraphs of `text`, whose line ends are "\\n" and whose spaces are single.

    The first line may be a headline, which is slower to be joined to what follows, unless a given `title`
    tells that it is not.
    """
    groups = _groups(text)
    if not groups:
        return []
    words = frozenset(FIRST_WORD.findall(CUT_WORD.sub(" ", text.lower())))
    first = groups[0][0]
    headed = title is None or first.startswith(title) or likeness(first, title) >= SAME
    layout = Layout(words, headed, _width(groups))
    return _rejoin([line for group in groups for line in _unwrap(group, layout)], layout)


def _groups(text: str) -> list[list[str]]:
    """The lines of the text in groups, parted by blank lines, and by an indented line after one that is not."""
    groups: list[list[str]] = [[]]
    flush = True
    for line in text.split("\n"):
        bare = line.strip()
        indented = line[:1] == " "
        if not bare or (indented and flush):
            groups.append([])
        if bare:
            groups[-1].append(bare)
            flush = not indented
    return [group for group in groups if group]


def _width(groups: list[list[str]]) -> int | None:
    """The column at which lines are wrapped; None where line ends are not that of a wrapped text.

    In wrapped text hardly a line is longer than the column, most lines fill much of it, and most that
    another follows end within a sentence.
    """
    every = [line for group in groups for line in group]
    within = [line for group in groups for line in group[:-1]]
    if len(within) < WRAPPED_LINES or sum(len(line) > WIDEST for line in every) * 20 > len(every):
        return None
    width = max(len(line) for group in groups if len(group) > 1 for line in group)
    filled = sum(len(line) >= FILLED * width for line in within)
    cut = sum(not ends_sentence(line) and not line.endswith(":") for line in within)
    return width if min(filled, cut) >= WRAPPED_SHARE * len(within) else None


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence does, closing quotes and brackets aside."""
    return text.rstrip(CLOSERS).endswith((".", "!", "?", "…"))


def _unwrap(group: list[str], layout: Layout) -> list[str]:
    """The lines of one group, joined where the text is wrapped, save where a sentence leaves much room."""
    if layout.width is None:
        return group
    joined = group[:1]
    for before, line in pairwise(group):
        room = layout.width - len(before) - 1 - len(line.split(" ", 1)[0])
        ended = ends_sentence(before) and room > layout.width * ROOM
        if ended or BULLET.match(line) or before.endswith(":"):
            joined.append(line)
        else:
            joined[-1] = _glue(joined[-1], line, layout.words)
    return joined


def _rejoin(lines: list[str], layout: Layout) -> list[str]:
    """The lines with each sentence that was cut in two made whole.

    It goes from the last line to the first, so that each decision rests on the end of a line as it is and
    on a whole successor; going over the result again changes nothing.
    """
    items = _items(lines)
    done: list[str] = []
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        listed = index + 1 in items
        if done and not listed and _is_cut(line, done[-1], layout, first=layout.headed and index == 0):
            done[-1] = _glue(line, done[-1], layout.words)
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


def _is_cut(line: str, following: str, layout: Layout, *, first: bool) -> bool:
    """Whether `following` goes on with the sentence that `line` begins."""
    if ends_sentence(line) or line.endswith((":", ";")) or BULLET.match(following):
        return False
    word = LAST_WORD.search(line)
    hanging = word is not None and word.group(1) in residue().words.open_ends
    prose = len(line) >= LEAD_LENGTH or INNER_STOP.search(line) is not None
    if not following[0].islower():
        cut = (hanging and not first and len(line) >= CUT_LENGTH) or (prose and layout.width is not None)
        return cut and ends_sentence(following)
    if hanging or line.endswith(",") or HYPHENATED.search(line):
        return True
    return (prose or not first) and len(line) >= CUT_LENGTH and ends_sentence(following)


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
