"""Intervals: what they say is EDTF, and they compare as days do."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.model import Interval

days = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@pytest.fixture(scope="module")
def parse_edtf():
    from edtf import parse_edtf as parse

    return parse


@given(days, st.integers(0, 900), st.booleans(), st.booleans())
def test_every_interval_is_valid_edtf(parse_edtf, first, length, approximate, uncertain):
    interval = Interval(first, first + timedelta(days=length), approximate, uncertain)
    assert parse_edtf(interval.edtf)


@pytest.mark.parametrize(
    ("interval", "edtf", "start_end"),
    [
        (Interval.day(date(2018, 6, 17)), "2018-06-17", ("2018-06-17", None)),
        (Interval.month(2018, 2), "2018-02", ("2018-02", None)),
        (Interval.year(1995), "1995", ("1995", None)),
        (Interval(date(2018, 3, 1), date(2018, 5, 31)), "2018-21", ("2018-21", None)),
        (
            Interval(date(1978, 9, 5), date(1978, 9, 17)),
            "1978-09-05/1978-09-17",
            ("1978-09-05", "1978-09-17"),
        ),
        (Interval(None, date(1978, 9, 17)), "../1978-09-17", (None, "1978-09-17")),
        (Interval(date(1978, 9, 5), None), "1978-09-05/..", ("1978-09-05", None)),
        (
            Interval(date(2018, 6, 17), date(2018, 6, 17), approximate=True),
            "2018-06-17~",
            ("2018-06-17~", None),
        ),
    ],
)
def test_a_calendar_unit_is_written_as_one_and_a_range_as_two_days(interval, edtf, start_end):
    assert interval.edtf == edtf
    assert interval.start_end == start_end


@given(days, st.integers(0, 90), days, st.integers(0, 90))
def test_overlap_is_symmetric_and_within_implies_it(first, length, other, span):
    a = Interval(first, first + timedelta(days=length))
    b = Interval(other, other + timedelta(days=span))
    assert a.overlaps(b) == b.overlaps(a)
    if a.within(b):
        assert a.overlaps(b)
        assert (a.days or 0) <= (b.days or 0)


def test_an_open_side_reaches_everywhere():
    since = Interval(date(2018, 1, 1), None)
    assert since.overlaps(Interval.year(2050))
    assert not since.overlaps(Interval.year(2017))
    assert not since.within(Interval.year(2018))
