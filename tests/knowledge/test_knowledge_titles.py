"""What titles.toml promises: forms, ranks, plurals, deputies, and an error that names the entry."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.errors import KnowledgeError
from summitry.knowledge import titles
from summitry.knowledge.titles import plural, rank_of, split

TITLES = titles.load()
ROLES = sorted(TITLES.ranks)


def office_of(text: str) -> str | None:
    form = TITLES.at(split(text), 0)
    return form.office.role if form and form.words == split(text) else None


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Foreign Minister", "foreign minister"),
        ("Minister of Foreign Affairs", "foreign minister"),
        ("minister for external affairs", "foreign minister"),
        ("Defence Secretary", "defence minister"),
        ("Secretary of Defense", "defence minister"),
        ("Secretary-General", "secretary-general"),
        ("chargé d'affaires", "ambassador"),
        ("commander-in-chief", "commander"),
    ],
)
def test_an_office_is_known_in_its_usual_forms(text: str, role: str) -> None:
    assert office_of(text) == role


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("foreign minister", "foreign ministers"),
        ("secretary of state", "secretaries of state"),
        ("secretary-general", "secretaries-general"),
        ("attorney general", "attorneys general"),
        ("major general", "major generals"),
        ("spokeswoman", "spokeswomen"),
        ("envoy", "envoys"),
    ],
)
def test_the_plural_falls_on_the_head_noun(one: str, many: str) -> None:
    assert plural(one) == many


@pytest.mark.parametrize(
    ("role", "rank"),
    [
        ("president", "leader"),
        ("deputy foreign minister", "deputy"),
        ("deputy president", "minister"),
        ("deputy special envoy", "envoy"),
        ("acting foreign minister", "minister"),
        ("former president", "expert"),
        ("night watchman", None),
    ],
)
def test_deputies_step_down_and_former_holders_have_no_office(role: str, rank: str | None) -> None:
    assert rank_of(role) == rank


@given(st.sampled_from(ROLES))
def test_every_role_and_its_deputy_have_a_rank(role: str) -> None:
    assert rank_of(role) is not None
    assert rank_of(f"deputy {role}") is not None


def test_the_longest_form_wins() -> None:
    form = TITLES.at(split("secretary of state for foreign affairs"), 0)
    assert form is not None
    assert form.office.role == "secretary of state for foreign affairs"


def test_only_the_bare_form_implies_its_state() -> None:
    form = TITLES.at(split("secretary of state"), 0)
    assert form is not None
    assert form.implies
    assert form.office.state == "USA"


@pytest.mark.parametrize("text", ["Defense Department", "ministry of finance", "foreign ministry"])
def test_a_ministry_is_known_by_its_portfolio(text: str) -> None:
    found = TITLES.ministry_at(split(text), 0)
    assert found is not None
    assert found[1].endswith("ministry")


def test_a_broken_entry_is_named() -> None:
    with pytest.raises(KnowledgeError, match=r"titles\.toml"):
        titles.parse(b"[[office]]\nrole = 'mayor'\n")
