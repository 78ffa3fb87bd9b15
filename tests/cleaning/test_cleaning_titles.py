"""Which block is the title, which is the title again, and where a headline runs into its story."""

from __future__ import annotations

import pytest

from summitry.cleaning import clean
from summitry.cleaning.markup import without_outlet
from summitry.model import Page, Report

TITLE = "Islanders and mainland agree on a water commission"
LEAD = "NICOSIA (Reuters) - The two communities on the island have agreed on a joint commission for water."
BODY = "The commission will meet for the first time in May, a spokesman for the mission said on Monday."


def report_of(*paragraphs: str, title: str | None = None, outlet: str | None = None) -> Report:
    data = "\n\n".join(paragraphs).encode()
    return clean(Page(data=data, media="text/plain", file="r.txt", title=title, outlet=outlet))


def kinds(report: Report) -> list[tuple[str, str]]:
    return [(block.kind, report.text[block.start : block.end]) for block in report.blocks]


def test_a_short_first_line_without_a_stop_is_the_title() -> None:
    report = report_of(TITLE, LEAD, BODY)
    assert report.title == TITLE
    assert [kind for kind, _ in kinds(report)] == ["title", "body", "body"]


@pytest.mark.parametrize(
    "first",
    [LEAD, "the round ended on Monday, the hosts said.", "Oslo: Envoys were due to gather on Friday."],
)
def test_a_first_line_that_is_a_sentence_is_no_title(first: str) -> None:
    report = report_of(first, BODY)
    assert report.title is None
    assert kinds(report)[0] == ("body", first)


def test_a_given_title_is_put_first() -> None:
    report = report_of(LEAD, BODY, title=TITLE)
    assert report.text.startswith(TITLE + "\n\n")
    assert report.title == TITLE


def test_a_given_title_that_the_text_begins_with_is_not_doubled() -> None:
    report = report_of("Islanders, mainland agree on a water commission", LEAD, BODY, title=TITLE)
    assert [kind for kind, _ in kinds(report)] == ["title", "body", "body"]


def test_a_headline_said_again_is_residue() -> None:
    report = report_of(TITLE, TITLE.upper(), LEAD, BODY)
    assert kinds(report)[1] == ("residue", TITLE.upper())


def test_breadcrumbs_and_the_name_of_a_section_are_residue() -> None:
    report = report_of(f"Home / World / {TITLE}", "North Island", TITLE, LEAD, BODY)
    assert [kind for kind, _ in kinds(report)] == ["residue", "residue", "title", "body", "body"]
    assert report.title == TITLE


def test_subheads_are_titles() -> None:
    report = report_of(TITLE, LEAD, "Pipes and pumps", BODY)
    assert kinds(report)[2] == ("title", "Pipes and pumps")
    assert report.title == TITLE


@pytest.mark.parametrize("given", [None, TITLE])
def test_a_headline_glued_to_its_story_is_cut_off(given: str | None) -> None:
    report = report_of(TITLE + LEAD, BODY, title=given)
    assert kinds(report)[:2] == [("title", TITLE), ("body", LEAD)]


def test_a_headline_glued_to_a_story_without_dateline_is_cut_off_by_the_given_title() -> None:
    report = report_of(f"{TITLE} {BODY}", BODY, title=TITLE)
    assert kinds(report)[:2] == [("title", TITLE), ("body", BODY)]


def test_a_story_with_a_dateline_is_not_cut() -> None:
    report = report_of("UNITED NATIONS (AP) - The council met on Monday, the president said.", BODY)
    assert len(report.blocks) == 2


@pytest.mark.parametrize("title", ["Talks resume | Example Times", "Talks resume - Example Times"])
def test_the_outlets_name_is_taken_off_the_title(title: str) -> None:
    assert without_outlet(title, "The Example Times") == "Talks resume"


def test_a_dash_within_a_title_stays() -> None:
    assert without_outlet("Talks resume - at last", "Example Times") == "Talks resume - at last"


def test_the_outlet_is_the_pages_and_never_the_dateline_s() -> None:
    assert report_of(TITLE, LEAD, BODY).outlet is None
    assert report_of(TITLE, LEAD, BODY, outlet="Example Times").outlet == "Example Times"
