"""Dates as a person writes them."""

from __future__ import annotations

import pytest

from summitry.cli.days import UNKNOWN, readable


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2019-02-27", None, "27 Feb 2019"),
        ("2019-02", None, "Feb 2019"),
        ("2019", None, "2019"),
        ("2018-21", None, "spring 2018"),
        ("2019-02~", None, "about Feb 2019"),
        ("2019?", None, "perhaps 2019"),
        ("2019-02-27", "2019-02-28", "27 to 28 Feb 2019"),
        ("2019-01-18", "2019-02-21", "18 Jan to 21 Feb 2019"),
        ("2019-01-18", "2019-12-21", "between 18 Jan 2019 and 21 Dec 2019"),
        ("2018-02-01/2019-03-01", "2019-04-05", "between 1 Feb 2018 and 1 Mar 2019 until 5 Apr 2019"),
        ("2018-12-30", "2019-01-02", "30 Dec 2018 to 2 Jan 2019"),
        ("2019-02-27/2019-02-28", None, "27 to 28 Feb 2019"),
        (None, "2019-02-03", "by 3 Feb 2019"),
        ("2019-02-03/..", None, "from 3 Feb 2019"),
        ("../2019-02-03", None, "by 3 Feb 2019"),
        (None, None, UNKNOWN),
        ("2019-13", None, "2019-13"),
    ],
)
def test_edtf_is_written_as_a_person_writes_it(start: str | None, end: str | None, words: str) -> None:
    assert readable(start, end) == words
