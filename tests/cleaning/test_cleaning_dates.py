"""The stated day of publication: where it may stand, and that nothing is ever invented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from summitry.cleaning import clean
from summitry.cleaning.dates import is_date_line, parse_day
from summitry.model import Page, Published

LEAD = "The two delegations met on Monday and will meet again on 3 May 2001, the hosts said."
BODY = "The first round ended on April 2, 2001 without a result, and the second was put off twice."
PAGE = Page(data=f"Talks to resume\n\n{LEAD}\n\n{BODY}".encode(), media="text/plain", file="r.txt")


def published(page: Page) -> Published | None:
    return clean(page).published


def day(page: Page) -> str | None:
    found = published(page)
    return found.interval.edtf if found else None


def with_text(*paragraphs: str) -> Page:
    return replace(PAGE, data="\n\n".join(paragraphs).encode())


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2019-02-10", "2019-02-10"),
        ("2019-02-10T23:30:00+09:00", "2019-02-10"),
        ("Feb 10, 2019", "2019-02-10"),
        ("10 February 2019", "2019-02-10"),
        ("Sunday, 10th of February, 2019", "2019-02-10"),
        ("Sun, 10 Feb 2019 08:00:00 GMT", "2019-02-10"),
        ("10.2.2019", "2019-02-10"),
        ("27/02/2019", "2019-02-27"),
        ("02/27/2019", "2019-02-27"),
        ("20190210", "2019-02-10"),
        ("2019/2/10", "2019-02-10"),
        ("2019-02", "2019-02"),
    ],
)
def test_common_forms_are_understood(text: str, edtf: str) -> None:
    found = parse_day(text)
    assert found is not None
    assert found.edtf == edtf


@pytest.mark.parametrize(
    "text",
    ["", "02/03/2019", "31 February 2019", "yesterday", "2019", "0001-01-01", "1 May 2018 or 2 May 2018"],
)
def test_what_is_ambiguous_or_impossible_is_no_day(text: str) -> None:
    assert parse_day(text) is None


def test_a_report_that_states_no_day_has_none() -> None:
    assert published(PAGE) is None


def test_a_day_by_hand_is_given_and_certain() -> None:
    found = published(
        replace(PAGE, published="2001-04-20", given=True, url="https://example.org/2001/04/22/talks")
    )
    assert found is not None
    assert (found.interval.edtf, found.basis, found.confidence) == ("2001-04-20", "given", 1.0)


def test_a_day_that_comes_with_the_page_is_stated() -> None:
    found = published(replace(PAGE, published="Apr 20, 2001"))
    assert found is not None
    assert (found.interval.edtf, found.basis) == ("2001-04-20", "stated")
    assert "Apr 20, 2001" in found.reasons[0]


def test_an_unreadable_day_is_none_rather_than_a_guess() -> None:
    assert published(replace(PAGE, published="last spring")) is None


@pytest.mark.parametrize(
    ("url", "edtf"),
    [
        ("https://example.org/2001/04/20/talks", "2001-04-20"),
        ("https://example.org/news/2001/apr/20/talks-resume/", "2001-04-20"),
        ("https://example.org/a/2001-04-20/talks", "2001-04-20"),
        ("https://example.org/idUS20010420", None),
        ("https://example.org/20010420/talks", "2001-04-20"),
        ("https://example.org/2001/04/talks", "2001-04"),
        ("https://example.org/2001/44/talks", None),
        ("https://example.org/story/2001", None),
        ("http://[broken", None),
    ],
)
def test_a_day_in_the_address_is_stated(url: str, edtf: str | None) -> None:
    assert day(replace(PAGE, url=url)) == edtf


@pytest.mark.parametrize(
    "line",
    [
        "Published: 3 March 2018",
        "March 3, 2018 10:15 AM EST",
        "Posted on Saturday, 3 March 2018",
        "LONDON, March 3, 2018",
    ],
)
def test_a_line_with_the_day_at_the_top_is_stated_and_not_read(line: str) -> None:
    page = with_text("Talks to resume", line, LEAD, BODY)
    assert day(page) == "2018-03-03"
    assert [block.kind for block in clean(page).blocks] == ["title", "dateline", "body", "body"]


@pytest.mark.parametrize(
    "lead",
    [
        "LONDON, March 3, 2018 (Reuters) - The two delegations met on Monday.",
        "Kabul, 3 March 2018 – The two delegations met on Monday.",
        "GENEVA (March 3, 2018) -- The two delegations met on Monday.",
    ],
)
def test_a_dateline_with_a_year_is_stated_and_read(lead: str) -> None:
    page = with_text("Talks to resume", lead, BODY)
    assert day(page) == "2018-03-03"
    assert clean(page).blocks[1].kind == "body"


def test_a_day_in_a_sentence_is_not_the_day_of_publication() -> None:
    page = with_text("Talks to resume", "On March 3, 2018 - a cold day - the delegations met.", BODY)
    assert published(page) is None
    assert not is_date_line("The accord of 3 March 2018 between the islanders holds")


def test_places_that_disagree_leave_the_surest_with_less_confidence() -> None:
    agree = published(replace(PAGE, published="2001-04-20", url="https://example.org/2001/04/20/t"))
    differ = published(replace(PAGE, published="2001-04-20", url="https://example.org/2001/06/01/t"))
    assert agree is not None
    assert differ is not None
    assert differ.interval == agree.interval
    assert differ.confidence < agree.confidence
    assert "2001-06-01" in differ.reasons[1]
