from __future__ import annotations

from itertools import pairwise

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from summitry.errors import KnowledgeError
from summitry.knowledge.loading import decode_toml
from summitry.knowledge.times import TimesFile, compile_times, load_times
from summitry.reading.times import find_times

BLANK = spacy.blank("en")


@pytest.fixture(scope="module")
def blank():
    return BLANK


@pytest.fixture(scope="module")
def parse():
    from summitry.language import load

    pipeline = load()
    return lambda text: pipeline.parse([text])[0]


def values(doc) -> list[tuple[str, str]]:
    return [(when.text, when.value) for when in find_times(doc)]


@pytest.mark.parametrize(
    ("text", "found", "value"),
    [
        ("The delegations met in Camp David on Sept. 5-17.", "Sept. 5-17", "XXXX-09-05/XXXX-09-17"),
        ("They sat from Nov. 1 and 2 in Dayton.", "Nov. 1 and 2", "XXXX-11-01/XXXX-11-02"),
        ("The accord was signed on 17 September 1978.", "17 September 1978", "1978-09-17"),
        ("It was signed on the 10th of April, 1998.", "the 10th of April, 1998", "1998-04-10"),
        ("Talks opened Friday, Feb. 8, in Geneva.", "Friday, Feb. 8", "XXXX-02-08@5"),
        ("The parties meet on 2016-06-23.", "2016-06-23", "2016-06-23"),
        ("He flew to Oslo last June.", "last June", "XXXX-06<"),
        ("They met earlier this month.", "earlier this month", "PUB/M+0"),
        ("A deal is due later this year.", "later this year", "PUB/Y+0"),
        ("The envoys spoke three weeks ago.", "three weeks ago", "PUB-3W"),
        ("It began the day before yesterday.", "the day before yesterday", "PUB-2D"),
        ("Round two is in the week of May 4.", "the week of May 4", "XXXX-05-04/P7D"),
        ("The week beginning on Feb. 17 suits both.", "The week beginning on Feb. 17", "XXXX-02-17/P7D"),
        ("Both sides expect it in June last year.", "June last year", "PUB/Y-1:06"),
        ("It slid in the third quarter of 1998.", "the third quarter of 1998", "1998-Q3"),
        ("It dates from the mid-1990s.", "the mid-1990s", "199X"),
        ("War raged in the 19th century.", "the 19th century", "18XX"),
        ("The session opens at 10:30 a.m. on Monday.", "10:30 a.m. on Monday", "XXXX-WXX-1T10:30"),
        ("It could come in January or February.", "January or February", "XXXX-01/XXXX-02"),
        ("They sat from Monday to Wednesday.", "Monday to Wednesday", "XXXX-WXX-1/XXXX-WXX-3"),
        ("It began on Thursday and went on.", "Thursday", "XXXX-WXX-4"),
        ("Delegates meet again on Thanksgiving.", "Thanksgiving", "XXXX-11-4#4"),
        ("They signed in nineteen ninety-five.", "nineteen ninety-five", "1995"),
    ],
)
def test_an_expression_has_its_whole_span_and_its_symbolic_value(blank, text, found, value):
    assert (found, value) in values(blank(text))


@pytest.mark.parametrize(
    ("text", "timex", "value"),
    [
        ("A two-day conference closed.", "DURATION", "P2D"),
        ("It ended a 70-year feud.", "DURATION", "P70Y"),
        ("They argued for two and a half hours.", "DURATION", "PT2.5H"),
        ("They waited several months.", "DURATION", "PXM"),
        ("The commission meets every year.", "SET", "P1Y"),
        ("It sits on Tuesdays.", "SET", "XXXX-WXX-2"),
    ],
)
def test_lengths_and_repetitions_are_no_dates(blank, text, timex, value):
    assert [(w.timex, w.value) for w in find_times(blank(text))] == [(timex, value)]


@pytest.mark.parametrize(
    "text",
    [
        "Resolutions 1718, 1929 and 2231 bind all members.",
        "Troops march on and may stop.",
        "Theresa May spoke first.",
        "Some 2000 troops left.",
        "They paid $2000 and lost 2-1.",
        "The 44-year-old envoy smiled.",
        "Prices rose by 3.50 points.",
    ],
)
def test_what_only_looks_like_a_time_is_none(blank, text):
    assert values(blank(text)) == []


@pytest.mark.parametrize(
    ("text", "sense"),
    [
        ("The foreign ministers met in Prespa on Friday.", "past"),
        ("The foreign ministers will meet in Prespa on Friday.", "future"),
        ("The talks are scheduled for Friday.", "future"),
        ("The sides plan to meet in Nicosia on Friday.", "future"),
        ("The delegations were slated to gather on Friday.", "near"),
        ("The mediator said on Friday that both sides would return.", "past"),
        ("The round could be held in March.", "future"),
    ],
)
def test_tense_and_modality_give_the_side_of_the_publication(parse, text, sense):
    assert find_times(parse(text))[0].sense == sense


def test_a_text_without_a_parse_is_read_with_every_tense_near(blank):
    assert find_times(blank("The ministers met on Friday."))[0].sense == "near"


def test_a_time_counted_from_another_points_at_it(blank):
    whens = find_times(blank("On 4 May 1994 they signed. Two days later the troops left."))
    assert (whens[1].value, whens[1].anchor, whens[1].anchor_index) == ("REF+2D", "mention", 0)


def test_a_time_counted_from_an_event_says_so(blank):
    (when,) = find_times(blank("It comes four months after the Oslo accord."))
    assert (when.value, when.anchor, when.anchor_index) == ("REF+4M", "event", None)


def test_since_and_until_open_a_side(blank):
    whens = find_times(blank("Since March 2015 it has held, and lasts until June 2020."))
    assert [w.mod for w in whens] == ["after", "before"]


def test_the_ends_of_a_range_stay_apart_for_timeml(blank):
    doc = blank("They sat from Monday to Wednesday.")
    assert [w.text for w in find_times(doc, joined=False)] == ["Monday", "Wednesday"]


def test_offsets_are_moved_by_the_offset_of_the_paragraph(blank):
    (when,) = find_times(blank("In 1998 it was signed."), 100)
    assert (when.start, when.end, when.text) == (103, 107, "1998")


WORDS = st.sampled_from(
    [
        *("the", "last", "next", "May", "March", "27", "2019", "Feb", ".", ",", "-", "'s", "of", "on", "in"),
        *(
            "three",
            "days",
            "weeks",
            "ago",
            "after",
            "Friday",
            "early",
            "1990s",
            "10:30",
            "a",
            "m",
            "and",
            "or",
        ),
        *(
            "year",
            "every",
            "since",
            "ended",
            "spring",
            "second",
            "quarter",
            "twenty-four",
            "'98",
            "3rd",
            "end",
        ),
        *(
            "this",
            "earlier",
            "it",
            "said",
            "June",
            "until",
            "week",
            "beginning",
            "to",
            "from",
            "\n",
            "10 May 1994",
        ),
    ]
)


@settings(deadline=None)
@given(st.lists(WORDS, max_size=25))
def test_every_time_stands_where_it_says_and_none_overlap(words):
    doc = BLANK(" ".join(words))
    whens = find_times(doc)
    assert all(doc.text[w.start : w.end] == w.text and w.text for w in whens)
    assert all(one.end <= two.start for one, two in pairwise(whens))
    assert all(w.anchor_index is None or w.anchor_index < len(whens) for w in whens)


@settings(deadline=None)
@given(st.text(max_size=80))
def test_no_text_breaks_the_reader(text):
    for when in find_times(BLANK(text)):
        assert text[when.start : when.end] == when.text


def test_a_pattern_with_an_unknown_class_names_its_rule():
    raw = b"""
    [class.A]
    words = { a = "1" }
    [macro]
    [prepositions]
    after = []
    before = []
    [tense]
    planning = []
    future = []
    past = []
    [[rule]]
    name = "broken"
    pattern = "x=NOSUCH"
    value = "{x}"
    """
    broken = b"join = []\n" + raw
    with pytest.raises(KnowledgeError, match="broken"):
        compile_times(decode_toml(broken, TimesFile, name="times.toml"))


def test_every_rule_of_the_grammar_has_its_own_name():
    grammar = load_times()
    names = [rule.text.name for rule in (*grammar.rules, *grammar.joins)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("text", "sense"),
    [
        ("The visit that had been planned for September has been postponed.", "near"),
        ("The round has been scheduled for September.", "future"),
        ("The two ministers had met in September.", "past"),
    ],
)
def test_a_day_that_was_set_for_an_event_may_still_lie_ahead(read, text, sense):
    _, reading = read(text)
    assert [w.sense for w in reading.times] == [sense]
