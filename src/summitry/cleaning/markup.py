"""A web page or Markdown comes in; its main text goes out, with what the page says of itself."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from datetime import date

from summitry.cleaning.dates import parse_day
from summitry.errors import CleaningError

LARGEST = 4_000_000
EARLIEST, LATEST = "1990-01-01", "2100-12-31"
OUTLET_TAIL = re.compile(r"\s+(?:[|–—·»]|-|::)\s+([^|–—·»]{2,50})$")

STATING = re.compile(
    r"<meta\b[^<>]{0,600}>|<link\b[^<>]{0,400}canonical[^<>]{0,400}>|<time\b[^<>]{0,400}>[^<>]{0,100}"
    r"|\"date(?:Published|Created|line)?\"\s*:\s*\"[^\"]{0,60}\""
    r"|<\w{1,12}\b[^<>]{0,300}(?:class|id|itemprop|data-testid)\s*=\s*[\"'][^\"'<>]{0,100}"
    r"(?:date|time|publi|posted|byline)[^\"'<>]{0,100}[\"'][^<>]{0,300}>[^<>]{0,160}",
    re.I,
)
# What a reader of the page does not see.
UNSEEN = (
    "//*[@hidden]",
    '//*[@aria-hidden="true"]',
    '//*[contains(translate(@style, "ABCDEFGHIJKLMNOPQRSTUVWXYZ ", "abcdefghijklmnopqrstuvwxyz"), "display:none")]',
    '//*[contains(translate(@style, "ABCDEFGHIJKLMNOPQRSTUVWXYZ ", "abcdefghijklmnopqrstuvwxyz"), "visibility:hidden")]',
)
FENCE = re.compile(r"^\s{0,3}(?:```|~~~).*$", re.M)
TARGET = r"\((?:[^()\s]{0,1000}|[^()\s]{0,500}\([^()\s]{0,200}\)[^()\s]{0,200})(?:\s+\"[^\"]{0,200}\")?\)"
IMAGE = re.compile(rf"!\[([^\]]{{0,300}})\]{TARGET}")
LINK = re.compile(rf"\[([^\[\]]{{1,500}})\](?:{TARGET}|\[[^\[\]]{{0,100}}\])")
REFERENCE = re.compile(r"^\s{0,3}\[[^\]]{1,100}\]:\s+\S+.*$", re.M)
HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$", re.M)
UNDERLINE = re.compile(r"^\s{0,3}(?:=+|-{2,})\s*$", re.M)
QUOTE = re.compile(r"^\s{0,3}(?:>\s?)+", re.M)
STRONG = re.compile(r"(?<![\w*_\\])(\*{1,3}|_{1,3})(?=\S)([^*_\n]{1,2000}?)(?<=[^\s\\])\1(?![\w*_])")
TAG = re.compile(r"<!--.{0,5000}?-->|</?[A-Za-z][^<>]{0,1000}>", re.S)
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])")


@dataclass(frozen=True, slots=True)
class Extract:
    """The main text of a page, and the title, outlet, address and day that the page states."""

    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    day: date | None = None


def from_html(markup: str) -> Extract:
    """The main text and metadata of a web page (trafilatura, htmldate).

    Raises CleaningError where there is no main text, or the page is too large or too deeply nested.
    """
    if len(markup) > LARGEST:
        raise CleaningError(f"too large for one web page: {len(markup)} characters (at most {LARGEST})")
    from trafilatura import bare_extraction, load_html

    when = {"extensive_search": False, "original_date": True, "min_date": EARLIEST, "max_date": LATEST}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = load_html(markup)
            for node in [n for path in UNSEEN for n in (tree.xpath(path) if tree is not None else ())]:
                if node.getparent() is not None:
                    node.drop_tree()
            found = bare_extraction(
                tree, include_comments=False, with_metadata=True, date_extraction_params=when
            )
        except (RecursionError, ValueError, AttributeError, TypeError, AssertionError) as error:
            raise CleaningError(f"the page's markup cannot be read: {type(error).__name__}") from error
    text = getattr(found, "text", None)
    if not text or not text.strip():
        raise CleaningError("the page holds no main text")
    outlet = getattr(found, "sitename", None) or None
    title = without_outlet(getattr(found, "title", None), outlet)
    return Extract(text, title, outlet, getattr(found, "url", None) or None, _stated(found, markup))


def from_markdown(text: str) -> Extract:
    """Markdown reduced to its text; a first heading of level one is the title."""
    text = FENCE.sub("", TAG.sub("", text))
    text = LINK.sub(r"\1", IMAGE.sub(r"\n\n\1\n\n", REFERENCE.sub("", text)))
    top = re.match(r"\s*#\s+(.+?)\s*#*\s*(?:\n|\Z)", text)
    text = QUOTE.sub("", UNDERLINE.sub("", HEADING.sub(r"\n\1\n", text)))
    text = STRONG.sub(r"\2", STRONG.sub(r"\2", text))
    title = STRONG.sub(r"\2", top.group(1)) if top else None
    return Extract(ESCAPED.sub(r"\1", text), ESCAPED.sub(r"\1", title) if title else None)


def without_outlet(title: str | None, outlet: str | None) -> str | None:
    """The title without the outlet's name behind a dash or bar."""
    if not title or not title.strip():
        return None
    tail = OUTLET_TAIL.search(title)
    if tail and outlet and tail.group(1).casefold().strip() in outlet.casefold():
        title = title[: tail.start()]
    return " ".join(title.split())


def _stated(found: object, markup: str) -> date | None:
    """The day that htmldate finds, if a place in the page that is made to state a day carries it.

    A day in a footer, in a sentence, or reckoned from "3 hours ago" does not count.
    """
    day = parse_day(getattr(found, "date", None) or "")
    if day is None or day.first is None or day.first != day.last:
        return None
    places = "\n".join(STATING.findall(markup))
    return day.first if _carries(places, day.first) else None


def _carries(places: str, day: date) -> bool:
    """Whether the day is written out in the text, in one of the usual forms."""
    year, month, number = str(day.year), day.month, day.day
    sep = r"[\s./,_-]{0,3}"
    name = day.strftime("%m")
    numeric = rf"{year}{sep}{name}{sep}0?{number}|{year}{sep}{month}{sep}0?{number}(?!\d)"
    european = rf"(?<!\d)0?{number}[./-]0?{month}[./-](?:{year})|(?<!\d)0?{month}[./-]0?{number}[./-]{year}"
    ordinal = rf"0?{number}(?:st|nd|rd|th)?"
    day_first = rf"(?<!\d){ordinal}\.?[\s,-]+\w{{3,12}}\.?[\s,-]+{year}"
    month_first = rf"[^\W\d]{{3,12}}\.?\s+{ordinal},?\s+{year}"
    return re.search("|".join((numeric, european, day_first, month_first)), places) is not None
