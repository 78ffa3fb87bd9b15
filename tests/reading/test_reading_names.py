"""Who and what a report names: people with titles, states, bodies, groups, pronouns, datelines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summitry.language import load
from summitry.model import Block, Referent, Report
from summitry.reading.names import Names, find_names
from summitry.reading.passages import Passage, parse_report


@dataclass(frozen=True)
class Text:
    """A report's text, its passages and its names, and ways to ask for a word."""

    text: str
    passages: tuple[Passage, ...]
    names: Names

    def at(self, word: str, occurrence: int = 0) -> list[Referent]:
        """The referents of the n-th token that is this word."""
        places = [(i, t.i) for i, p in enumerate(self.passages) for t in p.doc if t.text == word]
        return [self.names.referents[r] for r in self.names.all_at(*places[occurrence])]

    def one(self, word: str, occurrence: int = 0) -> Referent:
        """The only referent of a word."""
        (found,) = self.at(word, occurrence)
        return found

    def people(self) -> list[str]:
        """The names of people who are no anonymous sources."""
        return [r.name for r in self.names.referents if r.type == "person" and not r.anonymous]


Reads = Callable[..., Text]


@pytest.fixture(scope="module")
def named() -> Reads:
    pipeline = load()

    def reads(text: str, title: str | None = None) -> Text:
        blocks, at = [], 0
        for paragraph in text.split("\n\n"):
            blocks.append(Block(at, at + len(paragraph), "body"))
            at += len(paragraph) + 2
        report = Report(id="test", text=text, blocks=tuple(blocks), file="test.txt")
        passages = parse_report(report, pipeline)
        return Text(text, passages, find_names(passages, title))

    return reads


# ---- people and titles


@pytest.mark.parametrize(
    ("text", "word", "role", "state"),
    [
        ("Egyptian President Anwar Sadat spoke in parliament.", "Sadat", "president", "EGY"),
        ("Foreign Minister Lakhdar Brahimi of Algeria left for Paris.", "Brahimi", "foreign minister", "DZA"),
        (
            "Colombia's chief negotiator, Humberto de la Calle, left Havana.",
            "Calle",
            "negotiator",
            "COL",
        ),
        ("Martti Ahtisaari, the UN special envoy, went to Vienna.", "Ahtisaari", "special envoy", None),
        ("Former Finnish President Martti Ahtisaari will mediate.", "Ahtisaari", "former president", "FIN"),
        (
            "Norwegian Deputy Foreign Minister Jan Egeland met both sides.",
            "Egeland",
            "deputy foreign minister",
            "NOR",
        ),
        (
            "US State Department Special Coordinator for Cyprus Thomas Weston arrived in Nicosia.",
            "Weston",
            "special representative",
            "USA",
        ),
        (
            "Nikola Dimitrov, who is the Macedonian foreign minister, agreed.",
            "Dimitrov",
            "foreign minister",
            "MKD",
        ),
        ("Secretary of State Warren Christopher flew to Dayton.", "Christopher", "secretary of state", "USA"),
    ],
)
def test_a_title_before_or_behind_a_name_is_the_persons(
    named: Reads, text: str, word: str, role: str, state: str | None
) -> None:
    person = named(text).one(word)
    assert role in [t.role for t in person.titles]
    assert person.state == state


def test_the_title_belongs_to_the_mention_of_its_holder(named: Reads) -> None:
    text = named("Egyptian President Anwar Sadat came to Camp David.")
    assert text.one("President") == text.one("Sadat")
    assert text.one("Egyptian").key == "state:EGY"
    assert text.names.span(0, 3) == (0, 3)


def test_two_people_of_one_family_name_stay_two(named: Reads) -> None:
    text = named(
        "President Clinton called on both sides to sign. His wife, Hillary Clinton, was in Belfast.\n\n"
        "First Lady Hillary Clinton spoke to women's groups."
    )
    assert text.one("Hillary", 0) == text.one("Hillary", 1)
    assert text.one("Clinton", 0) != text.one("Hillary", 0)


def test_a_family_name_alone_is_the_one_whose_office_stands_before_it(named: Reads) -> None:
    text = named(
        "Serbian President Boris Petrovic and Foreign Minister Ivan Petrovic went to Brussels.\n\n"
        "Foreign Minister Petrovic stayed there. President Petrovic flew home."
    )
    assert text.one("Petrovic", 2).name == "Ivan Petrovic"
    assert text.one("Petrovic", 3).name == "Boris Petrovic"


def test_a_family_name_comes_first_where_the_state_writes_it_so(named: Reads) -> None:
    text = named("Chinese Vice Premier Liu He met Trade Minister Chen Wei. Liu said the talks went well.")
    assert text.one("Liu", 1).name == "Liu He"


@pytest.mark.parametrize(
    "other", ["Kim Dae-Jung", "Kim Dae Jung", "Kim Daejung", "KIM DAE-JUNG", "Kim Dae‑jung"]
)
def test_spellings_of_one_name_are_one_person(named: Reads, other: str) -> None:
    text = named(
        f"South Korean President Kim Dae-jung spoke in Oslo on Sunday.\n\nThen {other} left for Seoul."
    )
    assert len(text.people()) == 1


def test_a_slip_in_a_long_name_is_the_same_person_and_another_name_is_not(named: Reads) -> None:
    text = named(
        "Greek Prime Minister Alexis Tsipras spoke. Alexis Tsirpas left.\n\nAlexis Davutoglu stayed."
    )
    assert len(text.people()) == 2


def test_a_compound_of_two_names_means_both(named: Reads) -> None:
    text = named("Menachem Begin and Anwar Sadat came to Camp David. The Begin-Sadat talks lasted 13 days.")
    assert [r.name for r in text.at("Begin", 1)] == ["Menachem Begin", "Anwar Sadat"]


# ---- states, bodies, capitals


@pytest.mark.parametrize(
    ("text", "word", "key"),
    [
        ("Cairo said the ceasefire would hold.", "Cairo", "state:EGY"),
        ("The delegations met in Cairo on Monday.", "Cairo", "place:cairo"),
        ("Relations between Athens and Skopje have improved.", "Skopje", "state:MKD"),
        ("The envoy flew to Ankara on Monday.", "Ankara", "place:ankara"),
        ("He carried a message to Ankara from the rebels.", "Ankara", "state:TUR"),
        ("The Norwegians hosted the meeting.", "Norwegians", "state:NOR"),
    ],
)
def test_a_capital_is_a_place_or_a_government_as_its_words_say(
    named: Reads, text: str, word: str, key: str
) -> None:
    assert named(text).one(word).key == key


def test_a_delegation_is_its_state(named: Reads) -> None:
    text = named("The Israeli delegation left, and the government of Egypt protested.")
    assert text.one("delegation").key == "state:ISR"
    assert text.one("government").key == "state:EGY"


def test_a_named_spokesman_is_a_person_and_an_unnamed_one_is_the_body(named: Reads) -> None:
    text = named("A spokesman for the State Department confirmed it. Spokesman Ian Kelly of the body agreed.")
    assert text.one("spokesman").type == "body"
    assert text.one("Kelly").type == "person"


def test_an_unnamed_source_is_anonymous_and_has_the_state_that_is_told(named: Reads) -> None:
    source = named("A senior Norwegian official said the channel stayed open.").one("official")
    assert source.anonymous
    assert source.state == "NOR"


def test_a_name_in_lower_case_by_a_machine_is_still_the_state(named: Reads) -> None:
    text = named("The envoy of north Macedonia, Nikola Dimitrov, met the greek minister.")
    assert text.one("Dimitrov").state == "MKD"


def test_an_envoy_to_a_state_is_not_of_it(named: Reads) -> None:
    text = named("The British ambassador to Iran, Rob Macaire, met Iran envoy Enrique Mora.")
    assert text.one("Macaire").state == "GBR"
    assert text.one("Mora").state is None


def test_a_person_of_a_party_has_its_body_and_no_state(named: Reads) -> None:
    (title,) = named("Taliban chief negotiator Salim Nawabi was in Doha.").one("Nawabi").titles
    assert (title.state, title.body, title.rank) == (None, "Taliban", "envoy")


# ---- groups and pronouns

PAIR = "Israeli Prime Minister Menachem Begin and Egyptian President Anwar Sadat met at Camp David. "


@pytest.mark.parametrize(
    ("sentence", "word", "expected"),
    [
        ("The two leaders hugged.", "leaders", {"Menachem Begin", "Anwar Sadat"}),
        ("The Israeli and Egyptian leaders hugged.", "leaders", {"Menachem Begin", "Anwar Sadat"}),
        ("Both sides signed.", "sides", {"Israel", "Egypt"}),
        ("They signed two accords.", "They", {"Menachem Begin", "Anwar Sadat"}),
        (
            "Israeli and Egyptian officials stayed on.",
            "officials",
            {"Israeli officials", "Egyptian officials"},
        ),
    ],
)
def test_a_group_means_each_of_its_members(
    named: Reads, sentence: str, word: str, expected: set[str]
) -> None:
    assert {r.name for r in named(PAIR + sentence).at(word)} == expected


def test_a_title_alone_is_its_holder_in_the_report(named: Reads) -> None:
    text = named(PAIR + "The prime minister flew home. The Egyptian president stayed.")
    assert text.one("minister").name == "Menachem Begin"
    assert text.one("president").name == "Anwar Sadat"


def test_she_is_not_a_man(named: Reads) -> None:
    text = named("Federica Mogherini met John Kerry in Vienna. She said the talks would go on.")
    assert text.one("She").name == "Federica Mogherini"


def test_it_is_the_state_that_speaks(named: Reads) -> None:
    text = named("Turkey said it would send a delegation.")
    assert text.one("it").key == "state:TUR"


def test_it_is_nobody_where_it_stands_for_a_clause(named: Reads) -> None:
    assert named("Turkey spoke. It is hard to say whether the talks will resume.").at("It") == []


# ---- datelines


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("OSLO (Reuters) - Norway said on Monday that the talks would resume.", "OSLO"),
        ("LARNACA, Cyprus (AP) — The two sides met on Monday for the first time.", "LARNACA"),
        ("Geneva: Delegates of both governments met on Monday behind closed doors here.", "Geneva"),
        ("Norway said on Monday - again - that the talks would resume.", None),
        ("Colombia: talks resume", None),
    ],
)
def test_a_dateline_is_the_place_of_writing_and_names_no_actor(
    named: Reads, text: str, place: str | None
) -> None:
    found = named(text).names
    assert found.dateline == place
    if place:
        assert all(found.at(0, token) is None for token in range(2))


# ---- invariants

PIECES = (
    "President Begin Sadat of Egypt , and - the two leaders they it Oslo 's foreign minister said Dae jung ("
)
WORDS = st.sampled_from(PIECES.split())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, min_size=1, max_size=25))
def test_mentions_lie_in_the_text_and_point_at_referents(named: Reads, words: list[str]) -> None:
    found = named(" ".join(words))
    for mention in found.names.mentions:
        assert 0 <= mention.start < mention.end <= len(found.text)
        assert mention.referent is not None
        assert found.names.referents[mention.referent].index == mention.referent
    assert found.names == named(found.text).names


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_text_can_be_searched_for_names(named: Reads, text: str) -> None:
    assert all(m.start < m.end for m in named(text).names.mentions)


def test_a_report_without_a_readable_block_names_nobody() -> None:
    names = find_names((), "Talks in Oslo")
    assert names.referents == ()
    assert names.dateline is None
