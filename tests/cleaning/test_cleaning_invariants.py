"""What holds for every page: bytes in, a report with exact blocks or a CleaningError out."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summitry.cleaning import clean, language_fault, readable_language
from summitry.errors import CleaningError
from summitry.model import Page, Report

PIECES = st.sampled_from(
    [
        "The delegations met in Geneva on Monday.",
        "talks between the two sides and",
        "the mediators broke off negotia-",
        "tions at the working-",
        "level",
        "Read more: Another story about another place",
        "Check Also",
        "Home / World / Talks",
        "By Jane Roe, staff writer",
        "(Reuters)",
        "OSLO, Norway (AP) - ",
        "“We are close,” she said",
        "March 3, 2018",
        "&amp;amp;lt;p",
        "â€œcuriousâ€\x9d",
        "Please enter your comment!",
        "\u200bU.S.",
        "a",
        "***",
        "They include:",
        "한국어 문장",
        "\n",
        "\n\n",
        " ",
        "\xa0\u2028",
        "\x00\x07",
        "1.",
    ]
)
TEXTS = st.lists(PIECES, max_size=24).flatmap(
    lambda parts: st.sampled_from([" ".join(parts), "\n".join(parts)])
)


def page(
    data: bytes | str, media: Literal["text/plain", "text/markdown", "text/html"] = "text/plain"
) -> Page:
    return Page(data=data if isinstance(data, bytes) else data.encode(), media=media, file="p.txt")


def cleaned(item: Page) -> Report | None:
    try:
        return clean(item)
    except CleaningError as error:
        assert str(error).startswith("p.txt: ")
        return None


def check(report: Report) -> None:
    assert "\x00" not in report.text
    end = 0
    for block in report.blocks:
        assert end <= block.start < block.end
        assert not report.text[end : block.start].strip()
        assert report.text[block.start : block.end].strip() == report.text[block.start : block.end]
        end = block.end
    assert end == len(report.text)
    assert report.id == Report.identify(report.text, report.blocks)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["text/plain", "text/markdown", "text/html"]))
def test_any_bytes_give_a_report_or_a_cleaning_error(
    data: bytes, media: Literal["text/plain", "text/markdown", "text/html"]
) -> None:
    report = cleaned(page(data, media))
    if report is not None:
        check(report)


@settings(max_examples=150, deadline=None)
@given(
    TEXTS,
    st.none()
    | st.sampled_from(["Talks resume in Geneva", "level", "The delegations met in Geneva on Monday."]),
)
def test_blocks_are_exact_and_cleaning_again_changes_nothing(text: str, title: str | None) -> None:
    report = cleaned(replace(page(text), title=title))
    if report is None:
        return
    check(report)
    again = clean(replace(page(report.text), title=title))
    assert again.text == report.text
    assert clean(replace(page(text), title=title)) == report


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_cleaning_any_text_again_changes_nothing(text: str) -> None:
    report = cleaned(page(text.encode("utf-8", "replace")))
    if report is not None:
        check(report)
        again = cleaned(page(report.text))
        assert again is not None
        assert again.text == report.text


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["The envoys spoke.", "A draft was on the table.", "No date was set."]), min_size=1
    )
)
def test_no_word_of_a_plain_report_is_lost_or_marked(sentences: list[str]) -> None:
    report = clean(page("\n\n".join(sentences)))
    assert report.text.split() == " ".join(sentences).split()
    assert {block.kind for block in report.blocks} == {"body"}


@pytest.mark.parametrize("data", [b"", b"  \n\t ", b"\x00\x00", b"...", b"\xef\xbb\xbf"])
def test_an_empty_page_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(CleaningError, match="empty"):
        clean(page(data))


def test_random_bytes_are_refused_as_binary() -> None:
    noise = random.Random(7)
    for size in (200, 5000, 100_000):
        with pytest.raises(CleaningError, match="binary"):
            clean(page(noise.randbytes(size)))


@pytest.mark.parametrize("data", [b"word " * 10_000_000, b"word " * 1_000_000])
def test_a_huge_line_is_refused_within_seconds(data: bytes) -> None:
    start = time.perf_counter()
    with pytest.raises(CleaningError, match="too l"):
        clean(page(data))
    assert time.perf_counter() - start < 5


def test_a_long_single_line_within_the_bound_is_read() -> None:
    report = clean(page("The talks went on in the capital. " * 5000))
    assert len(report.blocks) == 1


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("양측 대표단은 월요일 제네바에서 만나 휴전 문제를 논의했다고 외무부가 밝혔다.", "Korean"),
        ("両国の代表団は月曜日にジュネーブで会談し、停戦について協議した。", "Japanese"),
        (
            "Les deux délégations se sont réunies lundi à Genève pour parler d’une trêve, dit-on.",
            "French",
        ),
        (
            "Обе делегации встретились в понедельник в Женеве и обсудили перемирие, сообщило министерство.",
            "Russian",
        ),
    ],
)
def test_a_report_in_another_language_is_a_fault_that_names_it(text: str, language: str) -> None:
    report = clean(page(text))
    assert not readable_language(report)
    fault = language_fault(report)
    assert fault is not None
    assert language in fault.reason


def test_english_full_of_foreign_names_is_english() -> None:
    report = clean(
        page("Ministrov Ğülşah Çelikoğlu and Þórhallur Ægisson met Željko Đurđević of the council in Łódź.")
    )
    assert readable_language(report)
    assert language_fault(report) is None


def test_a_foreign_paragraph_within_an_english_report_is_kept_and_marked() -> None:
    report = clean(
        page("The envoys met on Monday.\n\n양측 대표단은 월요일에 만났다.\n\nNo new date was set.")
    )
    assert [block.kind for block in report.blocks] == ["body", "residue", "body"]
    assert readable_language(report)


def test_a_creole_with_english_in_it_is_not_read_as_english() -> None:
    text = (
        "Bikpela toktok bilong tupela gavman i go het long Mosbi long Mande. Ol lida i bung na toktok long gutpela "
        "sindaun bilong ol pipel. Minista i tok ol i laikim kwiktaim wok long dispela samting."
    )
    assert not readable_language(clean(page(text)))
