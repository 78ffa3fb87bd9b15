"""Leaders: whose leader a name is, and when."""

from __future__ import annotations

from datetime import date

import pytest

from summitry.errors import KnowledgeError
from summitry.knowledge import tenures
from summitry.knowledge.leaders import LeaderRow, decode
from summitry.knowledge.tables import State, load_csv


@pytest.mark.parametrize(
    ("name", "state", "year"),
    [
        ("Merkel", "DEU", 2010),
        ("Angela Merkel", "DEU", 2010),
        ("Rabin", "ISR", 1993),
        ("Yitzhak Rabin", "ISR", 1993),
        ("Hassan Rouhani", "IRN", 2015),
        ("Mandela", "ZAF", 1995),
        ("Nelson Mandela", "ZAF", 1995),
        ("Xi", "CHN", 2016),
        ("Xi Jinping", "CHN", 2016),
        ("Ashraf Ghani", "AFG", 2020),
        ("Zelensky", "UKR", 2022),
        ("Lula da Silva", "BRA", 2005),
    ],
)
def test_a_leader_is_found_by_full_and_by_family_name(name: str, state: str, year: int) -> None:
    assert any(t.state == state and t.start.year <= year <= t.end.year for t in tenures(name))


@pytest.mark.parametrize("name", ["", "Jinping", "Ashraf", "Nobody Whatsoever"])
def test_a_given_or_unknown_name_is_nobody(name: str) -> None:
    assert tenures(name) == ()


def test_an_unknown_end_stays_open_and_a_successor_closes_it() -> None:
    assert {t.end for t in tenures("Rouhani")} == {date(2021, 8, 3)}
    assert tenures("Pezeshkian")[-1].end == date.max


def test_tenures_come_by_state_and_start() -> None:
    found = [(t.state, t.start) for t in tenures("Johnson")]
    assert found == sorted(found) and {"GBR", "USA"} <= {state for state, _ in found}


def test_every_leader_is_of_a_known_state() -> None:
    states = {row.code for row in load_csv("states.csv", State)}
    assert {row.state for row in load_csv("leaders.csv", LeaderRow)} <= states


@pytest.mark.parametrize(
    ("start", "end", "fault"), [("2001-02", "2000-01", "ends"), ("2001-02-30", None, "day")]
)
def test_an_impossible_tenure_is_an_error_that_names_it(start: str, end: str | None, fault: str) -> None:
    with pytest.raises(KnowledgeError, match=f"leaders.csv: 'Firefly'.*{fault}"):
        decode([LeaderRow("Firefly", "FRA", start, end, "leader")])
