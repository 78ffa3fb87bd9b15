from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.model.time import Interval, When
from summitry.reconciling.locating import easter
from summitry.reconciling.resolving import resolve, timex_values

PUB = Interval.day(date(1998, 4, 15))  # a Wednesday


def when(value: str, sense: str = "near", **fields) -> When:
    anchor = fields.pop("anchor", "publication" if value.startswith(("PUB", "XXXX")) else "absolute")
    fields = {"start": 0, "end": 1, "text": "x", "timex": "DATE"} | fields
    return When(value=value, sense=sense, anchor=anchor, **fields)


@pytest.mark.parametrize(
    ("value", "sense", "edtf"),
    [
        ("1998-04-10", "near", "1998-04-10"),
        ("1998-04", "near", "1998-04"),
        ("1995", "past", "1995"),
        ("199X", "near", "1990-01-01/1999-12-31"),
        ("1998-Q2", "near", "1998-04-01/1998-06-30"),
        ("1997-WI", "near", "1997-24"),
        ("XXXX-04-10", "past", "1998-04-10"),
        ("XXXX-05-22", "future", "1998-05-22"),
        ("XXXX-12-20", "past", "1997-12-20"),
        ("XXXX-06", "past", "1997-06"),
        ("XXXX-04<", "past", "1997-04"),
        ("XXXX-01", "future", "1999-01"),
        ("XXXX-WXX-3", "past", "1998-04-15"),
        ("XXXX-WXX-3<", "past", "1998-04-08"),
        ("XXXX-WXX-5", "past", "1998-04-10"),
        ("XXXX-WXX-5", "future", "1998-04-17"),
        ("XXXX-WXX-5", "near", "1998-04-17"),
        ("XXXX-WXX-5>>", "future", "1998-04-24"),
        ("XXXX-WXX-5/XXXX-WXX-1", "past", "1998-04-10/1998-04-13"),
        ("XXXX-05-01/XXXX-05-03", "future", "1998-05-01/1998-05-03"),
        ("XXXX-05-04/P7D", "future", "1998-05-04/1998-05-10"),
        ("XXXX-12-30/XXXX-01-02", "past", "1997-12-30/1998-01-02"),
        ("XXXX-04-15@3", "near", "1998-04-15"),
        ("XXXX-04-15@4", "near", "1999-04-15"),
        ("XXXX-11-4#4", "past", "1997-11-27"),
        ("XXXX-EASTER-2", "past", "1998-04-10"),
        ("PUB", "near", "1998-04-15"),
        ("PUB-1D", "past", "1998-04-14"),
        ("PUB+2D", "future", "1998-04-17"),
        ("PUB-1DTNI", "past", "1998-04-14"),
        ("PUB/W-1", "past", "1998-04-06/1998-04-12"),
        ("PUB/W-1:5", "past", "1998-04-10"),
        ("PUB/Y-1:06", "past", "1997-06"),
        ("PUB/WE-1", "past", "1998-04-11/1998-04-12"),
        ("PUB-2W", "past", "1998-03-29~/1998-04-04~"),
    ],
)
def test_a_value_resolves_to_its_days(value, sense, edtf):
    (interval,) = resolve([when(value, sense)], PUB)
    assert interval is not None
    assert interval.edtf == edtf


def test_earlier_this_month_runs_from_its_first_day_to_the_publication():
    assert resolve([when("PUB/M+0", mod="before")], PUB) == (Interval(date(1998, 4, 1), date(1998, 4, 15)),)


def test_later_this_year_runs_from_the_publication_to_its_end():
    assert resolve([when("PUB/Y+0", mod="after")], PUB) == (Interval(date(1998, 4, 15), date(1998, 12, 31)),)


def test_the_end_of_a_month_is_its_last_third():
    assert resolve([when("1998-02", mod="end")], PUB) == (Interval(date(1998, 2, 19), date(1998, 2, 28)),)


def test_since_a_day_runs_to_the_publication_and_until_a_day_is_open():
    since, until = when("1998-04-01", "past", mod="after"), when("1998-05-01", mod="before")
    assert resolve([since, until], PUB) == (
        Interval(date(1998, 4, 1), date(1998, 4, 15)),
        Interval(None, date(1998, 5, 1)),
    )


def test_a_time_counted_from_another_follows_it():
    base = when("XXXX-WXX-5", "past")
    later = when("REF+2D", anchor="mention", anchor_index=0)
    assert resolve([base, later], PUB)[1] == Interval.day(date(1998, 4, 12))


def test_times_that_count_from_each_other_are_unknown():
    one = when("REF+1D", anchor="mention", anchor_index=1)
    two = when("REF-1D", anchor="mention", anchor_index=0)
    assert resolve([one, two], PUB) == (None, None)


@pytest.mark.parametrize("value", ["XXXX-WXX-5", "PUB-1D", "XXXX-06", "PUB/W-1"])
def test_what_counts_from_an_unknown_day_is_unknown(value):
    assert resolve([when(value, "past")], None) == (None,)


@pytest.mark.parametrize(
    ("value", "timex"),
    [("P2D", "DURATION"), ("XXXX-WXX-2", "SET"), ("FUTURE_REF", "DATE"), ("1998-13-40", "DATE")],
)
def test_lengths_repetitions_open_references_and_nonsense_are_unknown(value, timex):
    assert resolve([when(value, timex=timex)], PUB) == (None,)


def test_an_absolute_time_needs_no_publication():
    assert resolve([when("1998-04-10")], None) == (Interval.day(date(1998, 4, 10)),)


def test_a_wide_publication_widens_what_counts_from_it():
    wide = Interval(date(1998, 4, 13), date(1998, 4, 15))
    assert resolve([when("PUB-1D", "past")], wide) == (Interval(date(1998, 4, 12), date(1998, 4, 14)),)


def test_a_publication_open_to_one_side_leaves_that_side_open():
    assert resolve([when("PUB-1D", "past")], Interval(date(1998, 4, 13), None)) == (
        Interval(date(1998, 4, 12), None),
    )


VALUES = st.sampled_from(
    [
        "XXXX-WXX-5",
        "XXXX-WXX-1<",
        "XXXX-02-29",
        "XXXX-06",
        "XXXX-WI",
        "PUB-3D",
        "PUB/M-1",
        "PUB/Q+1",
        "XXXX-XX-31",
    ]
)
DAYS = st.dates(date(1960, 1, 1), date(2040, 1, 1))


@given(VALUES, DAYS, st.sampled_from(["past", "future", "near"]))
def test_past_never_begins_after_and_future_never_ends_before_the_publication(value, day, sense):
    if value.endswith("<") or value.startswith("PUB"):
        sense = "past"
    (interval,) = resolve([when(value, sense)], Interval.day(day))
    if interval is None or value.startswith("PUB") or value == "XXXX-02-29":
        return
    assert sense != "past" or interval.first <= day or (interval.first - day) <= timedelta(days=75)
    assert sense != "future" or interval.last >= day or (day - interval.last) <= timedelta(days=75)


@given(VALUES, DAYS, st.integers(0, 40), st.integers(0, 40), st.sampled_from(["past", "future"]))
def test_the_meaning_for_a_day_lies_in_the_meaning_for_days_around_it(value, day, before, after, sense):
    around = Interval(day - timedelta(days=before), day + timedelta(days=after))
    (narrow,), (wide,) = (
        resolve([when(value, sense)], Interval.day(day)),
        resolve([when(value, sense)], around),
    )
    if "-02-29" not in value and "-XX-31" not in value:
        assert narrow is not None and wide is not None and narrow.within(wide)


def test_easter_is_that_of_the_almanac():
    assert [easter(y) for y in (1998, 2019, 2038)] == [
        date(1998, 4, 12),
        date(2019, 4, 21),
        date(2038, 4, 25),
    ]


def test_timex_values_are_those_of_timeml():
    whens = [
        when("XXXX-WXX-5", "past"),
        when("PUB/W-1"),
        when("PUB/Y-1"),
        when("REF+2M", anchor="event"),
        when("P2D"),
    ]
    assert timex_values(whens, date(1998, 4, 15)) == ("1998-04-10", "1998-W15", "1997", "P2M", "P2D")
