"""Web pages and Markdown: main text and metadata in, furniture and invented dates out."""

from __future__ import annotations

import pytest

from summitry.cleaning import clean
from summitry.errors import CleaningError
from summitry.model import Page, Report

STORY = """
<p>DAYTON, Ohio - Mediators said on Tuesday that the three presidents would stay at the air base until a map
was agreed. The hosts hoped for a text by the end of the week, but they would set no deadline.</p>
<p>“Nobody leaves before we have a map,” an official told reporters outside the base. The talks began three
weeks ago and have been suspended twice since then over the fate of the capital.</p>
<h2>Corridor in dispute</h2>
<p>The width of a corridor in the north is the last open question, according to two people who have seen the
draft, and both sides have refused to yield. A vote in the assembly is not planned.</p>
"""


def saved(*, head: str = "", above: str = "", below: str = "") -> Report:
    markup = f"""<html><head><title>Map talks enter third week</title>{head}</head><body>
    <nav><a href="/">Home</a> <a href="/w">World</a></nav>
    <article><h1>Map talks enter third week</h1>{above}{STORY}</article>
    <aside><h3>Most read</h3><ul><li><a href="/x">Fisheries accord signed in Oslo</a></li></ul></aside>
    <footer>Copyright Valley Courier. {below}</footer></body></html>"""
    return clean(Page(data=markup.encode(), media="text/html", file="r.html"))


def test_the_main_text_is_kept_and_the_furniture_is_not() -> None:
    report = saved()
    assert report.title == "Map talks enter third week"
    assert [block.kind for block in report.blocks] == ["title", "body", "body", "title", "body"]
    assert "Fisheries" not in report.text
    assert "Home" not in report.text


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"above": "<p class='date'>3 hours ago</p><time>yesterday</time>"},
        {"below": "Page made on 12 March 2019"},
        {"above": "<span class='date'>Updated today at 10:15</span>"},
    ],
)
def test_a_page_that_states_no_day_has_none(parts: dict[str, str]) -> None:
    assert saved(**parts).published is None


@pytest.mark.parametrize(
    "parts",
    [
        {"head": '<meta property="article:published_time" content="1995-11-14T09:00:00Z">'},
        {"head": '<script type="application/ld+json">{"datePublished": "1995-11-14T09:00:00Z"}</script>'},
        {"above": '<time datetime="1995-11-14">14 November 1995</time>'},
    ],
)
def test_a_day_in_the_markup_is_stated(parts: dict[str, str]) -> None:
    found = saved(**parts).published
    assert found is not None
    assert (found.interval.edtf, found.basis) == ("1995-11-14", "stated")


def test_outlet_and_address_come_from_the_metadata() -> None:
    head = '<meta property="og:site_name" content="Valley Courier">'
    head += '<link rel="canonical" href="https://courier.example/map-talks">'
    report = saved(head=head)
    assert (report.outlet, report.url) == ("Valley Courier", "https://courier.example/map-talks")


@pytest.mark.parametrize(
    "markup",
    [
        "<html><body></body></html>",
        "<" * 50_000,
        "<div>" * 50_000,
        "<p " + 'a="b" ' * 50_000,
        "&amp;" * 50_000,
    ],
)
def test_hostile_markup_ends_as_an_error(markup: str) -> None:
    with pytest.raises(CleaningError):
        clean(Page(data=markup.encode(), media="text/html", file="r.html"))


def test_escaped_markup_is_text() -> None:
    report = saved(above="<p>The draft names &lt;script&gt; as an “annex”, the mediators said on Monday.</p>")
    assert "<script>" in report.text


def test_markdown_is_reduced_to_its_text() -> None:
    text = (
        "# Talks resume\n\nThe **two** delegations [met](https://example.org/a_(b)) on *Monday*.\n\n"
        "## Next steps\n\n> The line is open, he said.\n\n![A bridge](b.jpg)\n\n<br>\n"
        "No date was set \\*yet\\*.\n"
    )
    report = clean(Page(data=text.encode(), media="text/markdown", file="r.md"))
    assert report.title == "Talks resume"
    assert "The two delegations met" in report.text
    assert "**" not in report.text
    assert "#" not in report.text
    assert "No date was set *yet*." in report.text


def test_what_a_reader_of_the_page_does_not_see_is_not_read() -> None:
    hidden = (
        "<p hidden>Chirac met Kohl in Bonn on Monday.</p>"
        '<p style="color: red; Display : None">Chirac met Aznar in Madrid on Monday.</p>'
        '<div aria-hidden="true"><p>Chirac met Blair in London on Monday.</p></div>'
    )
    text = saved(above=hidden).text
    assert not [name for name in ("Kohl", "Aznar", "Blair") if name in text]
