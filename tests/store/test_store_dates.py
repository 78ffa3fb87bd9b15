"""Days that EDTF allows, as they sort."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from summitry.model import Interval
from summitry.store.dates import bounds

days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(days, st.integers(0, 800), st.booleans(), st.booleans())
def test_bounds_are_the_days_of_the_interval_that_was_written(
    first: date, length: int, about: bool, perhaps: bool
) -> None:
    interval = Interval(first, first + timedelta(length), about, perhaps)
    assert bounds(*interval.start_end) == (first.isoformat(), (first + timedelta(length)).isoformat())
    assert bounds(interval.edtf, None) == bounds(*interval.start_end)


@given(st.integers(1900, 2100), st.integers(1, 12))
def test_units_have_their_first_and_last_day(year: int, month: int) -> None:
    for interval in (Interval.year(year), Interval.month(year, month)):
        assert bounds(interval.edtf, None) == (str(interval.first), str(interval.last))


def test_seasons_and_open_sides_and_nonsense() -> None:
    assert bounds("2018-24", None) == ("2018-12-01", "2019-02-28")
    assert bounds("2018-21~", None) == ("2018-03-01", "2018-05-31")
    assert bounds(None, "2019-02-03") == (None, "2019-02-03")
    assert bounds("2019-02-03/..", None) == ("2019-02-03", None)
    assert bounds(None, None) == bounds("soon", None) == bounds("2019-13", None) == (None, None)
