"""Paragraphs come in; parts go out, with what is not news marked by pattern and by shape."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from summitry.cleaning.bylines import is_byline, is_label, is_name
from summitry.cleaning.dates import is_date_line
from summitry.cleaning.languages import is_foreign_script
from summitry.cleaning.paragraphs import ends_sentence
from summitry.knowledge.residue import Line, residue
from summitry.model.text import BlockKind

HEADLINE_WORDS, HEADLINE_LENGTH = 30, 200
SUBHEAD_WORDS, SUBHEAD_LENGTH = 14, 110
LEAD = 8
FULL_WORDS = 12
STORY = 4
NOT_SUBHEAD = (".", "!", "…", ":", ";", ",", '."', ".”", '?"', "?”")
LONGEST_MARK = 900
LONGEST_TAIL = 600
MOST_TAILS = 20
BREADCRUMBS = "breadcrumbs"
LABEL = "label of the writers"
ABBREVIATED = re.compile(r"\b(?:[A-Z]\.){2,}$")
DATELINE = re.compile(r"[A-Z][A-Z.’' -]{2,30}(?:, [\w. ]{2,30})?(?: ?\([^()]{2,30}\))?\s*[-–—]{1,2}\s*\S")
TRUNCATED = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\[&hellip;\])\W*$")


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph on its way to a block; `kind` is None as long as nothing is known of it."""

    text: str
    kind: BlockKind | None = None
    reason: str | None = None

    def marked(self, kind: BlockKind, reason: str) -> Part:
        """The part as of this kind."""
        return replace(self, kind=kind, reason=reason)

    def repeated(self) -> Part:
        """The part as a second headline."""
        return self.marked("residue", "the headline again")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part stands: its index, and whether paragraphs of prose stand before and after it."""

    index: int
    after_body: bool
    before_body: bool


def is_breadcrumb(part: Part) -> bool:
    """Whether the part says where on a site the page stands."""
    return part.reason == BREADCRUMBS


def is_headline(text: str) -> bool:
    """Whether the text has the shape of a headline: short, not in lower case, without a full stop."""
    if len(text) > HEADLINE_LENGTH or len(text.split()) > HEADLINE_WORDS or text[0].islower():
        return False
    stopped = text.endswith((".", ",", ";", ":", "…")) and not ABBREVIATED.search(text)
    return not stopped and not DATELINE.match(text)


def split_tails(paragraphs: list[str]) -> list[Part]:
    """The paragraphs as parts; credits, source lines and links at their ends become parts of their own."""
    parts: list[Part] = []
    for paragraph in paragraphs:
        parts.extend(_split_tail(paragraph))
    return parts


def mark_lines(parts: list[Part]) -> list[Part]:
    """The parts with those marked that a pattern, a byline's words or a date's shape tells."""
    full = [i for i, part in enumerate(parts) if _is_full(part.text)]
    first, last = (full[0], full[-1]) if full else (len(parts), -1)
    places = (Place(i, after_body=i > first, before_body=i < last) for i in range(len(parts)))
    marked = [part if part.kind else _mark(part, at) for part, at in zip(parts, places, strict=True)]
    return _mark_names(marked)


def mark_teasers(parts: list[Part]) -> list[Part]:
    """The parts with those below a heading of other stories marked, up to where the story itself goes on."""
    marked = list(parts)
    for index, part in enumerate(parts):
        if part.kind not in (None, "teaser") or not _is_heading(part.text):
            continue
        marked[index] = part.marked("teaser", "heading of other stories")
        for below in range(index + 1, _resumes(parts, index + 1)):
            if marked[below].kind is None:
                marked[below] = parts[below].marked("teaser", "below a heading of other stories")
    return marked


def mark_rest(parts: list[Part]) -> list[Part]:
    """The parts with all that is left marked as a heading of the text or its body.

    In a text in Latin script, a paragraph in another script is residue.
    """
    done: list[Part] = []
    english = not is_foreign_script(" ".join(part.text for part in parts))
    for index, part in enumerate(parts):
        if part.kind is not None:
            done.append(part)
        elif english and is_foreign_script(part.text):
            done.append(part.marked("residue", "in another script"))
        else:
            listed = index > 0 and parts[index - 1].text.endswith(":")
            done.append(replace(part, kind="title" if _is_subhead(part.text) and not listed else "body"))
    return done


def _split_tail(paragraph: str) -> list[Part]:
    """The paragraph and what hangs on its end, last piece by piece."""
    tails: list[Part] = []
    rest = paragraph
    while len(tails) < MOST_TAILS and (tail := _tail(rest)) is not None:
        tails.append(tail)
        rest = rest[: -len(tail.text)].rstrip()
    return [Part(rest), *reversed(tails)]


def _tail(text: str) -> Part | None:
    """The shortest piece of the text's end that a pattern or a byline's words tell, if any."""
    cut = text.rfind(" By ")
    if cut > 0 and ends_sentence(text[:cut]) and is_byline(text[cut + 1 :]):
        return Part(text[cut + 1 :], "byline", "byline")
    for start in range(len(text) - 1, max(0, len(text) - LONGEST_TAIL), -1):
        if text[start] != " ":
            continue
        for tail in residue().tails:
            if tail.pattern.fullmatch(text, start):
                return Part(text[start + 1 :], tail.entry.kind, tail.entry.reason)
    return None


def _mark(part: Part, at: Place) -> Part:
    text = part.text
    if len(text) > LONGEST_MARK:
        return part
    if _is_heading(text):
        return part.marked("teaser", "heading of other stories")
    if is_byline(text) and (at.index > 0 or len(text.split()) <= 8):
        return part.marked("byline", "byline")
    if at.index < LEAD and is_date_line(text):
        return part.marked("dateline", "line of the day of publication")
    line = _known(text, at)
    return part.marked(line.entry.kind, line.entry.reason) if line else part


def _known(text: str, at: Place) -> Line | None:
    """The first entry of the knowledge file that the whole text matches."""
    closed = text.rstrip("]) ").endswith((".", "!", "?", "…", '."', ".”", ".'", ".’"))
    for line in residue().lines:
        entry = line.entry
        if len(text) > entry.longest or (entry.open and closed):
            continue
        if (entry.before_body and not at.before_body) or (entry.after_body and not at.after_body):
            continue
        if line.pattern.fullmatch(text):
            return line
    return None


def _mark_names(parts: list[Part]) -> list[Part]:
    """The parts with a lone name above the story marked, where a line of its outlet or agency follows it."""
    marked = list(parts)
    for index in range(1, min(LEAD, len(parts))):
        part, before = marked[index], marked[index - 1]
        if part.reason == LABEL or (part.kind is None and is_label(part.text)):
            marked[index] = part.marked("byline", LABEL)
            if before.kind is None and index > 1 and is_name(before.text):
                marked[index - 1] = before.marked("byline", "byline")
    return marked


def _is_heading(text: str) -> bool:
    return len(text) < 80 and any(pattern.fullmatch(text) for pattern in residue().headings)


def _resumes(parts: list[Part], start: int) -> int:
    """The index from `start` on at which the story goes on; the number of parts where it does not.

    Two full paragraphs in a row, neither cut off nor begun by a place and a dash, are the story again, unless
    most of a story stands above and no more than these two below.
    """
    above, below = (sum(_is_full(part.text) for part in some) for some in (parts[:start], parts[start:]))
    if above >= STORY and below <= 2:
        return len(parts)
    for index in range(start, len(parts) - 1):
        if DATELINE.match(parts[index].text):
            return len(parts)
        if all(_is_full(part.text) and part.kind is None for part in parts[index : index + 2]):
            return index
    return len(parts)


def _is_full(text: str) -> bool:
    """Whether the text is a paragraph of prose that is not cut off."""
    return len(text.split()) >= FULL_WORDS and ends_sentence(text) and not TRUNCATED.search(text)


def _is_subhead(text: str) -> bool:
    if len(text) > SUBHEAD_LENGTH or len(text.split()) > SUBHEAD_WORDS or text[0].islower():
        return False
    opens = text[0].isalnum() or text[0] in "“\"‘'"
    return opens and not text.endswith(NOT_SUBHEAD) and re.search(r"[^\W\d_]{2}", text) is not None
