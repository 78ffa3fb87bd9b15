"""Broken lines are rejoined; what is apart stays apart."""

from __future__ import annotations

import pytest

from summitry.cleaning.paragraphs import ends_sentence, paragraphs

LEAD = "The mediators opened the second week of talks on Monday. They met both delegations."


def test_a_sentence_cut_by_a_blank_line_is_one_paragraph() -> None:
    cut = (
        LEAD
        + " A spokeswoman said they would now turn to the return\n\nof refugees and the fate of the missing."
    )
    assert paragraphs(cut) == [cut.replace("\n\n", " ")]


def test_a_sentence_cut_twice_is_one_paragraph() -> None:
    parts = [
        LEAD + " A spokeswoman said that they had now begun to draft the",
        "passages on the return of refugees and the withdrawal of",
        "all forces from the strip.",
    ]
    assert paragraphs("\n\n".join(["A headline", *parts])) == ["A headline", " ".join(parts)]


def test_a_line_that_ends_on_a_small_word_is_not_an_end() -> None:
    cut = "The text was handed, after a long night at the hotel, to the president of\n\nCyprus on Friday."
    assert paragraphs(f"{LEAD}\n\n{cut}") == [LEAD, cut.replace("\n\n", " ")]


def test_a_subhead_that_ends_on_a_small_word_stays_apart() -> None:
    assert paragraphs(f"{LEAD}\n\nWhat the quarrel is about\n\n{LEAD}") == [
        LEAD,
        "What the quarrel is about",
        LEAD,
    ]


def test_lines_wrapped_at_a_column_become_paragraphs() -> None:
    wrapped = (
        "The two sides have agreed on most of the text, the mediator said on\n"
        "Tuesday. A last meeting is planned for the end of the week, and both\n"
        "presidents are expected to be there in person for the signing.\n"
        "\n"
        "Nothing is agreed until everything is agreed, a diplomat said, and so\n"
        "the delegations were told to stay at the hotel until the weekend.\n"
    )
    assert [len(p.split("\n")) for p in paragraphs(wrapped)] == [1, 1]


def test_lines_that_are_paragraphs_stay_apart() -> None:
    lines = [LEAD, "The foreign minister did not comment, his office said on Tuesday.", LEAD + " It rained."]
    assert paragraphs("\n".join(lines)) == lines


def test_a_subhead_in_lower_case_is_not_joined_to_the_headline() -> None:
    assert (
        len(paragraphs("Envoys in contact to arrange a third round\n\nold rivals, new terms\n\n" + LEAD)) == 3
    )


def test_a_headline_is_not_joined_to_a_story_that_begins_in_lower_case() -> None:
    assert (
        len(paragraphs("Round table ends in Malta\n\nthe round table ended on Monday, the hosts said.")) == 2
    )


def test_items_of_a_list_stay_apart() -> None:
    text = (
        LEAD
        + " These are the open points:\n\nthe return of refugees\n\nthe line of the border\n\nthe timetable."
    )
    assert len(paragraphs(text)) == 4


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("They broke off negotia-\ntions in the capital.", "negotiations"),
        ("They met at the working-\nlevel in the capital.", "working-level"),
        ("They spoke of cease-\nfire lines; the cease-fire lines held.", "cease-fire"),
    ],
)
def test_a_word_cut_by_a_hyphen_is_whole_and_a_compound_keeps_its_hyphen(text: str, joined: str) -> None:
    (whole,) = paragraphs(text)
    assert joined in whole
    assert "\n" not in whole


@pytest.mark.parametrize("text", ["It ended.", "It ended.”", 'He asked, "why?"', "And so on…", "(It ended.)"])
def test_closing_quotes_and_brackets_do_not_hide_the_end_of_a_sentence(text: str) -> None:
    assert ends_sentence(text)


@pytest.mark.parametrize("text", ["It ended", "the talks in", "“Nobody knows”"])
def test_a_line_without_a_stop_is_no_end_of_a_sentence(text: str) -> None:
    assert not ends_sentence(text)


NARROW = """Talks on the islands move to
Vienna next month

ATHENS - The two sides will send
their ministers to Vienna, the
mediator said, but the heads of
the two

governments will stay at home. A
last round is due in the Swiss

Alps. It rained.
"""

INDENTED = """ The mediators opened the second
week of talks on Monday and met
both of the delegations apart.
 Nothing is agreed until all is
agreed, a diplomat said, and so
the envoys were told to stay.
 No date was set.
"""

FORM = """The mediators opened the second week of talks on Monday, and they met both of the delegations apart from the press.

Tweet
Share
0 Comments

Leave a Reply
Comment
Name
Website
"""


def test_a_narrow_uneven_column_is_unwrapped() -> None:
    headline, story = paragraphs(NARROW)
    assert headline == "Talks on the islands move to Vienna next month"
    assert story.startswith("ATHENS - The two sides will send their ministers to Vienna, the mediator said,")
    assert story.endswith(
        "the heads of the two governments will stay at home. "
        "A last round is due in the Swiss Alps. It rained."
    )


def test_an_indented_line_begins_a_paragraph() -> None:
    assert [paragraph.split(" ")[0] for paragraph in paragraphs(INDENTED)] == ["The", "Nothing", "No"]


def test_the_short_lines_of_a_form_are_no_wrapped_text() -> None:
    assert len(paragraphs(FORM)) == 8
