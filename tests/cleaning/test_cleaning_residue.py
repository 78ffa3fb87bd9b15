"""What is marked as no news, and, as often, what must not be."""

from __future__ import annotations

import pytest

from summitry.cleaning import clean
from summitry.model import Page, Report

LEAD = "GENEVA (AP) - Mediators from four countries met both delegations on Monday and found them far apart."
BODY = "The foreign minister said that her side would not leave the table before the prisoners were free."
MORE = "A second round is to begin in Vienna on Thursday, according to three diplomats close to the talks."
LAST = "The last round broke up in March after the two chief negotiators had refused to share a room."


def report_of(*paragraphs: str, title: str | None = None) -> Report:
    return clean(Page(data="\n\n".join(paragraphs).encode(), media="text/plain", file="r.txt", title=title))


def kinds(report: Report) -> list[tuple[str, str]]:
    return [(block.kind, report.text[block.start : block.end]) for block in report.blocks]


def kind_of(line: str, *, at: int = 2) -> str:
    paragraphs = ["Delegations far apart in Geneva", LEAD, BODY, MORE, LAST]
    paragraphs.insert(at, line)
    return next(kind for kind, text in kinds(report_of(*paragraphs)) if text == line)


@pytest.mark.parametrize(
    "line",
    [
        "FILE PHOTO: The two ministers shake hands in Oslo, Norway, June 3, 1994. REUTERS/Jo Roe/File Photo",
        "The two ministers shake hands in Oslo on June 3. (Xinhua)",
        "The ministers arrive at the palace in Doha [Jo Roe/Reuters]",
        "The ministers arrive at the palace. Jo Roe/AFP/Getty Images",
        "Image copyright EPA Image caption The ministers in Oslo",
        "In this photo released by the presidency, the ministers arrive for talks in Nicosia.",
        "The ministers at the gate. (AP Photo/Jo Roe)",
        "Photo: Jo Roe",
    ],
)
def test_a_caption_is_marked(line: str) -> None:
    assert kind_of(line) == "caption"


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Roe, Washington correspondent",
        "By JANE ROE and JOHN DOE",
        "Jane Roe, The Guardian",
        "By Jane Roe, defence and diplomatic correspondent, BBC News",
        "Reporting by Jane Roe in Geneva; Editing by John Doe",
        "Jane Roe in Vienna and John Doe in Paris contributed to this report.",
        "(Highland News Monitoring Desk)",
        "Write to Jane Roe at jane.roe@example.org",
    ],
)
def test_a_byline_is_marked(line: str) -> None:
    assert kind_of(line, at=5) == "byline"


@pytest.mark.parametrize(
    "line",
    [
        "Also read: Fishing fleets return to the strait",
        "RELATED: Fishing fleets return to the strait",
        "More:Fishing fleets return to the strait, ministry says",
        "Fishing fleets return to the strait as tensions ease Read more",
        "FISHING FLEETS RETURN TO THE STRAIT AS TENSIONS EASE SLOWLY",
    ],
)
def test_a_line_that_leads_to_another_story_is_a_teaser(line: str) -> None:
    assert kind_of(line, at=3) == "teaser"


@pytest.mark.parametrize(
    "line",
    [
        "Please enter your comment!",
        "Leave a Reply",
        "Share on Facebook | Tweet | Email",
        "Sign up for our daily newsletter",
        "By signing up you agree to our terms and privacy policy.",
        "Copyright 2003 Highland News. All rights reserved.",
        "[Disclaimer]",
        "Source: https://www.example.org/world/1",
        "ADVERTISEMENT",
        "Slideshow (7 Images)",
        "Tags: talks, Geneva, prisoners",
        "This site uses cookies to improve your visit.",
        "Send comments or questions to [desk@example.org]",
        "____",
    ],
)
def test_residue_is_marked(line: str) -> None:
    assert kind_of(line, at=5) == "residue"


@pytest.mark.parametrize(
    "line",
    [
        "By Friday, the two sides had agreed on a list of names, officials in Vienna said.",
        "By Friday Iran and Iraq Had Agreed",
        "More than forty prisoners were handed over at the bridge.",
        "Read in full, the draft leaves the line of the border open.",
        "The report was published on Tuesday by the commission and blames both armies.",
        "The views expressed by the minister were her own, a spokesman in Nicosia said.",
        "Contact between the two armies has been lost since the spring.",
        "The prisoners were visited by the International Committee of the Red Cross (ICRC).",
        "Officials of the Palestinian Authority (PA) were not invited.",
        "It was the largest sum that any of the guarantors had ever contributed.",
        "Close aides of the president were seen at the hotel.",
        "“If you agree to the line, we will sign,” the envoy told his hosts.",
        "Home rule was the main demand of the islanders' delegation.",
        "Correction of the map will take months, a surveyor said.",
        "Sources in Kabul said that the delegation had not yet left.",
        "Share of power was the second point.",
        "Follow-up talks are set for May.",
        "Trade, water, and the fate of the missing were on the table, and the agenda was agreed.",
        "Related issues, among them the airport, were put off.",
        "The agency, Reuters, was told to leave.",
        "Updated maps were laid before the ministers on 3 May 1999.",
        "World powers have yet to respond.",
    ],
)
def test_a_sentence_of_the_story_is_never_marked(line: str) -> None:
    assert kind_of(line) in {"body", "title"}


def test_everything_below_a_heading_of_other_stories_is_a_teaser() -> None:
    below = ["Check Also", "Harbour strike ends in Piraeus", "PIRAEUS - Dockers went back to work on …"]
    marked = kinds(report_of("Delegations far apart", LEAD, BODY, MORE, *below))
    assert [kind for kind, _ in marked] == ["title", "body", "body", "body", "teaser", "teaser", "teaser"]


def test_the_story_goes_on_after_teasers_in_its_middle() -> None:
    marked = kinds(
        report_of("Delegations far apart", LEAD, "Related Stories", "Harbour strike ends", BODY, MORE, LAST)
    )
    assert [kind for kind, _ in marked] == ["title", "body", "teaser", "teaser", "body", "body", "body"]


def test_another_story_with_its_own_dateline_does_not_count_as_the_story() -> None:
    below = [
        "Recommended",
        "Harbour strike ends",
        "PIRAEUS - Dockers went back to work on Monday, their union said.",
    ]
    marked = kinds(report_of("Delegations far apart", LEAD, BODY, *below, MORE, LAST))
    assert {kind for kind, _ in marked[3:]} == {"teaser"}


def test_a_byline_at_the_end_of_a_paragraph_is_cut_off() -> None:
    byline = "By Jane Roe, Washington correspondent, and John Doe, staff reporters"
    marked = kinds(report_of("Delegations far apart", LEAD, f"{BODY} {byline}"))
    assert marked[-2:] == [("body", BODY), ("byline", byline)]


def test_a_sentence_that_begins_with_by_stays_in_its_paragraph() -> None:
    paragraph = f"{BODY} By Tuesday the list was ready."
    assert kinds(report_of("Delegations far apart", LEAD, paragraph))[-1] == ("body", paragraph)


def test_a_name_above_its_outlet_is_a_byline() -> None:
    marked = kinds(
        report_of("Delegations far apart in Geneva", "Jane Roe", "Special to USA TODAY", LEAD, BODY)
    )
    assert [kind for kind, _ in marked] == ["title", "byline", "byline", "body", "body"]


def test_each_mark_gives_its_reason() -> None:
    report = report_of("Delegations far apart", LEAD, BODY, "Please enter your name here")
    assert all(block.reason for block in report.blocks if block.kind not in ("title", "body"))
