"""Parts come in; they go out with the title found or put first, repeats and section labels marked."""

from __future__ import annotations

import re

from summitry.cleaning.likeness import SAME, likeness
from summitry.cleaning.marks import Part, is_breadcrumb, is_headline
from summitry.cleaning.paragraphs import ends_sentence
from summitry.knowledge.residue import residue

REPEAT = 92.0
LEAD = 6
LONG_TITLE = 6
CITY = r"[A-Z]{3,}(?:[ /.-]{1,2}[A-Z]{2,}){0,3}(?:, [A-Z][\w.]+(?: [A-Z]?[\w.]+)?(?: \d{1,2})?)?"
GLUED = re.compile(rf"(?<=[a-z0-9’'”\"?!)])(?={CITY} ?(?:\([^()]{{2,30}}\) ?)?[-–—]{{1,2}} ?\S)")
SPACED = re.compile(rf"(?<=\S) (?={CITY} \([A-Z][^()]{{1,30}}\) ?[-–—]{{1,2}} ?\S)")
LONGEST = 220


def split_glued(paragraphs: list[str], title: str | None) -> list[str]:
    """The paragraphs with a headline that runs into its story cut off it."""
    cut: list[str] = []
    for index, paragraph in enumerate(paragraphs):
        rest = paragraph
        while index < LEAD and (place := _seam(rest, title)):
            cut.append(rest[:place].strip())
            rest = rest[place:].strip()
        cut.append(rest)
    return cut


def place_title(parts: list[Part], given: str | None) -> list[Part]:
    """The parts with one title: the given one, found or put first, or one known by its shape."""
    parts = _without_labels(parts)
    at = _find(parts, given) if given else _by_shape(parts)
    if at is None and given:
        parts, at = [Part(given), *parts], 0
    if at is None:
        return parts
    title = parts[at].text
    marked = [
        part.repeated() if i > at and _repeats(part.text, title) else part for i, part in enumerate(parts)
    ]
    marked[at] = Part(title, "title")
    return marked


def _seam(paragraph: str, title: str | None) -> int:
    """Where a headline ends inside the paragraph; 0 where none does."""
    if title and paragraph.startswith(title) and len(paragraph) > len(title):
        rest = paragraph[len(title) :]
        begins = rest.lstrip()[:1]
        glued = rest[:1].isupper() or (len(title.split()) >= LONG_TITLE and rest[:1] == " ")
        if glued and (begins.isupper() or begins in "“\"‘'"):
            return len(title)
    match = GLUED.search(paragraph, 15, LONGEST + 60) or SPACED.search(paragraph, 25, LONGEST + 60)
    if match is None or match.start() > LONGEST or ends_sentence(paragraph[: match.start()]):
        return 0
    return match.start()


def _without_labels(parts: list[Part]) -> list[Part]:
    """The parts with lone section names above the story marked."""
    marked = list(parts)
    for index, part in enumerate(parts[:LEAD]):
        if part.kind is not None:
            continue
        under = index > 0 and is_breadcrumb(marked[index - 1])
        known = part.text.casefold().strip(" :|") in residue().words.sections
        following = next((p for p in parts[index + 1 :] if p.kind is None), None)
        headed = (
            following is not None and is_headline(following.text) and len(following.text) > len(part.text)
        )
        if known or (under and headed and len(part.text.split()) <= 3 and not ends_sentence(part.text)):
            marked[index] = part.marked("residue", "name of a section")
        else:
            break
    return marked


def _find(parts: list[Part], title: str) -> int | None:
    """Which of the first parts is the given title, if any."""
    scores = [
        (likeness(part.text, title), -i) for i, part in enumerate(parts[:LEAD]) if part.kind != "residue"
    ]
    best = max(scores, default=(0.0, 0))
    return -best[1] if best[0] >= SAME else None


def _by_shape(parts: list[Part]) -> int | None:
    """The first part that is not marked, if it is a headline and the story follows."""
    at = next((i for i, part in enumerate(parts[:LEAD]) if part.kind in (None, "title")), None)
    if at is None or not is_headline(parts[at].text):
        return None
    follows = (part for part in parts[at + 1 :] if part.kind is None)
    return at if any(ends_sentence(part.text) or len(part.text) > LONGEST for part in follows) else None


def _repeats(text: str, title: str) -> bool:
    return len(text) <= 1.5 * len(title) and len(text.split()) > 2 and likeness(text, title) >= REPEAT
