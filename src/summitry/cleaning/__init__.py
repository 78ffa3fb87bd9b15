"""A Page comes in; a Report goes out: clean text in marked blocks, and what the page states of itself."""

from __future__ import annotations

import re

from summitry.cleaning import languages
from summitry.cleaning.dates import stated
from summitry.cleaning.decoding import decode, tidy
from summitry.cleaning.marks import Part, mark_lines, mark_rest, mark_teasers, split_tails
from summitry.cleaning.markup import Extract, from_html, from_markdown, without_outlet
from summitry.cleaning.paragraphs import paragraphs
from summitry.cleaning.titles import place_title, split_glued
from summitry.errors import CleaningError
from summitry.model import Block, Fault, Page, Report
from summitry.model.text import READABLE

__all__ = ["clean", "language_fault", "readable_language"]

LONGEST = 1_000_000
LONGEST_TITLE = 400
MOST_PARAGRAPHS = 5000
ROUNDS = 8
LETTERS = re.compile(r"[^\W\d_]")
GAP = "\n\n"


def clean(page: Page) -> Report:
    """The page as a report. Nothing is dropped: what is not news stays, in blocks of other kinds.

    Cleaning the text of the result again gives the same text. Raises CleaningError, with the reason in words,
    where the page is empty, binary, too large, or holds no text.
    """
    try:
        extract = _extract(page)
        _check_size(extract.text)
        title = _title(page.title, page.outlet) or _title(extract.title, extract.outlet)
        parts = _settle(extract.text, title)
        if sum(len(LETTERS.findall(part.text)) for part in parts) < 2:
            raise CleaningError("empty: there are no words")
    except CleaningError as error:
        raise CleaningError(f"{page.file}: {error}") from error
    return _report(page, extract, parts, title)


def readable_language(report: Report) -> bool:
    """Whether the report is in a language that is read; a report too short to tell counts as English."""
    return report.language in (None, languages.READ)


def language_fault(report: Report) -> Fault | None:
    """The Fault to store for a report in a language that is not read; None where it is read."""
    if readable_language(report) or report.language is None:
        return None
    name = languages.name(report.language)
    return Fault(
        report=report.id, stage="language", reason=f"{report.file} is in {name}; only English is read"
    )


def _extract(page: Page) -> Extract:
    text = decode(page.data)
    if page.media == "text/html":
        return from_html(text)
    return from_markdown(text) if page.media == "text/markdown" else Extract(text)


def _check_size(text: str) -> None:
    """Raises CleaningError where the text is more than one news item can be."""
    if len(text) > LONGEST:
        raise CleaningError(f"too long for one news item: {len(text)} characters (at most {LONGEST})")
    lines = sum(1 for line in text.splitlines() if line.strip()) if text.count("\n") > MOST_PARAGRAPHS else 0
    if lines > MOST_PARAGRAPHS:
        raise CleaningError(f"too long for one news item: {lines} lines (at most {MOST_PARAGRAPHS})")


def _settle(text: str, title: str | None) -> list[Part]:
    """The paragraphs of the text, gone over until nothing changes: each repair can lay open another."""
    tails: dict[str, Part] = {}
    texts: list[str] = []
    for _ in range(ROUNDS):
        parts = split_tails(split_glued(paragraphs(tidy(text), title), title))
        tails.update((part.text, part) for part in parts if part.kind is not None)
        again = [part.text for part in parts]
        if again == texts:
            break
        texts, text = again, GAP.join(again)
    return [tails.get(each, Part(each)) for each in texts]


def _report(page: Page, extract: Extract, parts: list[Part], title: str | None) -> Report:
    parts = mark_rest(mark_teasers(place_title(mark_lines(parts), title)))
    text, blocks = _laid_out(parts)
    url = page.url or extract.url
    published = stated(
        declared=page.published,
        given=page.given,
        page_day=extract.day,
        url=url,
        blocks=[part.text for part in parts],
    )
    read = GAP.join(part.text for part in parts if part.kind in READABLE) or text
    headline = next((part.text for part in parts if part.kind == "title"), None)
    return Report(
        id=Report.identify(text, blocks),
        text=text,
        blocks=blocks,
        file=page.file,
        title=headline if title or parts[0].text == headline else _first_title(parts),
        outlet=page.outlet or extract.outlet,
        url=url,
        language=languages.identify(read),
        published=published,
    )


def _title(title: str | None, outlet: str | None) -> str | None:
    """A given title as one clean line; None where it holds no words."""
    bare = without_outlet(tidy(title), outlet) if title else None
    return bare[:LONGEST_TITLE].strip() if bare and LETTERS.search(bare) else None


def _first_title(parts: list[Part]) -> str | None:
    """The headline that stands before all of the body, if one does."""
    for part in parts:
        if part.kind in READABLE:
            return part.text if part.kind == "title" else None
    return None


def _laid_out(parts: list[Part]) -> tuple[str, tuple[Block, ...]]:
    """The text of the parts with a blank line between each, and their spans in it."""
    blocks: list[Block] = []
    start = 0
    for part in parts:
        end = start + len(part.text)
        blocks.append(Block(start, end, part.kind or "body", part.reason))
        start = end + len(GAP)
    return GAP.join(part.text for part in parts), tuple(blocks)
