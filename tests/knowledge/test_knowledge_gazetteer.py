"""The gazetteer: which names it knows, how it reads them, and what it refuses."""

from __future__ import annotations

import subprocess
import sys

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.errors import KnowledgeError
from summitry.knowledge import Entry, Match, side_code
from summitry.knowledge.forms import key_of
from summitry.knowledge.gazetteer import gazetteer
from summitry.knowledge.tables import Organisation, Place, State, decode_csv, load_csv
from summitry.knowledge.world import check_shared, load_world

# Uninhabited, or without a people's name or a capital of their own in English.
NO_ADJECTIVE = {
    "ATF",
    "BES",
    "BVT",
    "CCK",
    "CXR",
    "HMD",
    "JEY",
    "MAF",
    "NFK",
    "PCN",
    "SGS",
    "SJM",
    "SPM",
    "SXM",
}
NO_ADJECTIVE |= {"TCA", "UMI", "VGB", "VIR", "WLF", "SCG"}
NO_CAPITAL = {"ATA", "BVT", "HMD", "UMI", "SUN", "YUG", "CSK", "SCG", "YMD"}


def readings(form: str) -> list[tuple[str, str]]:
    """The keys and uses that the gazetteer gives a form."""
    return [(match.entry.key, match.use) for match in gazetteer().find(form)]


def spans(sentence: str) -> list[tuple[str, str]]:
    """The words of each span that a scan finds, and the key of its first reading."""
    return [(matches[0].text, matches[0].entry.key) for _, _, matches in gazetteer().scan(sentence.split())]


def test_every_iso_country_is_a_state_with_its_names() -> None:
    known = {row.code: row for row in load_csv("states.csv", State)}
    for country in pycountry.countries:
        row = known[country.alpha_3]
        assert (f"state:{row.code}", "name") in readings(row.name)
        assert bool(row.adjectives) != (row.code in NO_ADJECTIVE), row.code
        assert bool(row.capitals) != (row.code in NO_CAPITAL), row.code


@pytest.mark.parametrize("code", ["XKX", "TWN", "PSE", "VAT", "SUN", "YUG", "DDR"])
def test_states_outside_or_before_iso_are_known(code: str) -> None:
    assert gazetteer().entry(f"state:{code}") is not None


def test_every_capital_is_read_as_a_place_and_as_its_government() -> None:
    for row in load_csv("states.csv", State):
        for form in row.capitals:
            found = gazetteer().find(form)
            mine = [match for match in found if match.entry.state == row.code]
            assert any(match.entry.type == "state" for match in mine), form
            assert any(match.entry.type == "place" for match in mine), form


def test_every_first_capital_of_a_sovereign_state_has_coordinates() -> None:
    sovereign = {c.alpha_3 for c in pycountry.countries}
    for row in load_csv("places.csv", Place):
        if row.kind == "capital" and row.country in sovereign - {"TKL", "PLW", "IDN"}:
            assert row.lat is not None, row.key


@pytest.mark.parametrize(
    ("form", "key", "use"),
    [
        ("US", "state:USA", "abbreviation"),
        ("U.S.", "state:USA", "abbreviation"),
        ("U.S.A.", "state:USA", "abbreviation"),
        ("America", "state:USA", "name"),
        ("Americans", "state:USA", "demonym"),
        ("the United States", "state:USA", "name"),
        ("White House", "state:USA", "metonym"),
        ("Foggy Bottom", "state:USA", "metonym"),
        ("Britain", "state:GBR", "name"),
        ("Downing Street", "state:GBR", "metonym"),
        ("Élysée", "state:FRA", "metonym"),
        ("Quai d’Orsay", "state:FRA", "metonym"),
        ("Kremlin", "state:RUS", "metonym"),
        ("N. Korea", "state:PRK", "name"),
        ("D.P.R.K.", "state:PRK", "abbreviation"),
        ("the North", "state:PRK", "metonym"),
        ("South Koreans", "state:KOR", "demonym"),
        ("Zhongnanhai", "state:CHN", "metonym"),
        ("Afghans", "state:AFG", "demonym"),
        ("Iranian", "state:IRN", "adjective"),
        ("Islamic Republic of Iran", "state:IRN", "name"),
        ("Filipino", "state:PHL", "adjective"),
        ("Casa Rosada", "state:ARG", "metonym"),
        ("Planalto", "state:BRA", "metonym"),
        ("Rashtrapati Bhavan", "state:IND", "metonym"),
        ("Ivory Coast", "state:CIV", "name"),
        ("Cote d'Ivoire", "state:CIV", "name"),
        ("Burkinabè", "state:BFA", "adjective"),
        ("DR Congo", "state:COD", "name"),
        ("UAE", "state:ARE", "abbreviation"),
        ("Emirati", "state:ARE", "adjective"),
        ("Türkiye", "state:TUR", "name"),
        ("Kosovar", "state:XKX", "adjective"),
        ("Ni-Vanuatu", "state:VUT", "adjective"),
        ("Holy See", "state:VAT", "name"),
    ],
)
def test_news_forms_of_all_regions_name_their_state(form: str, key: str, use: str) -> None:
    assert (key, use) in readings(form)


@pytest.mark.parametrize(
    "form", ["us", "turkey", "chad", "china", "polish", "the south china", "who", "", "  ", "-", "'s"]
)
def test_words_without_capitals_are_no_names(form: str) -> None:
    assert gazetteer().find(form) == ()


@pytest.mark.parametrize("form", ["Congo", "Congolese", "Dominican", "Korea", "Koreans"])
def test_shared_forms_give_all_their_states(form: str) -> None:
    assert len({key for key, _ in readings(form) if key.startswith("state:")}) == 2


@pytest.mark.parametrize(
    ("form", "key"),
    [
        ("Niger", "NER"),
        ("Nigerien", "NER"),
        ("Nigerian", "NGA"),
        ("Guinean", "GIN"),
        ("Equatorial Guinean", "GNQ"),
    ],
)
def test_similar_forms_keep_to_their_own_state(form: str, key: str) -> None:
    assert [k for k, _ in readings(form)] == [f"state:{key}"]


def test_a_form_of_two_states_must_be_listed_as_ambiguous() -> None:
    one, two = (Match(Entry(f"state:{c}", "state", c, c), "name", "Freedonia") for c in ("AAA", "BBB"))
    with pytest.raises(KnowledgeError, match=r"ambiguous\.toml: 'Freedonia' names state:AAA, state:BBB"):
        check_shared({"Freedonia": (one, two)}, ())
    with pytest.raises(KnowledgeError, match="names one state at most"):
        check_shared({"Freedonia": (one,)}, ("Freedonia",))
    check_shared({"Freedonia": (one, two)}, ("Freedonia",))


@pytest.mark.parametrize(
    ("form", "key"),
    [
        ("Iranian Foreign Ministry", "body:IRN:foreign ministry"),
        ("Iranian foreign ministry", "body:IRN:foreign ministry"),
        ("Iran's Foreign Ministry", "body:IRN:foreign ministry"),
        ("Ministry of Foreign Affairs of the Islamic Republic of Iran", "body:IRN:foreign ministry"),
        ("Croatian Defence Ministry", "body:HRV:defence ministry"),
        ("Croatian Ministry of Defense", "body:HRV:defence ministry"),
        ("State Department", "body:USA:state department"),
        ("US Department of State", "body:USA:state department"),
        ("Pentagon", "body:USA:defense department"),
        ("Foreign Office", "body:GBR:foreign office"),
        ("Knesset", "body:ISR:knesset"),
        ("Israeli parliament", "body:ISR:knesset"),
        ("Duma", "body:RUS:duma"),
        ("Majlis", "body:IRN:majlis"),
        ("Ministry of External Affairs", "body:IND:ministry of external affairs"),
        ("Verkhovna Rada", "body:UKR:verkhovna rada"),
        ("Colombian government", "state:COL"),
        ("Government of Colombia", "state:COL"),
    ],
)
def test_bodies_are_known_by_name_or_by_pattern(form: str, key: str) -> None:
    assert readings(form)[0][0] == key


def test_a_generic_body_is_the_named_body_of_a_state_that_has_one() -> None:
    assert gazetteer().body("USA", "Foreign Ministry") == gazetteer().entry("body:USA:state department")
    body = gazetteer().body("PER", "Central Bank")
    assert body is not None and body.name == "Peruvian Central Bank" and gazetteer().entry(body.key) == body
    assert gazetteer().body("PER", "Ministry of Silly Walks") is None
    assert gazetteer().body("QQQ", "Foreign Ministry") is None


@pytest.mark.parametrize(
    ("form", "key"),
    [
        ("U.N.", "org:un"),
        ("UN Security Council", "org:unsc"),
        ("NATO", "org:nato"),
        ("Nato", "org:nato"),
        ("IAEA", "org:iaea"),
        ("P5+1", "org:p5+1"),
        ("E3/EU+3", "org:p5+1"),
        ("OSCE", "org:osce"),
        ("Ecowas", "org:ecowas"),
        ("Médecins Sans Frontières", "org:msf"),
        ("Afghan Taliban", "org:taliban"),
        ("Ansar Allah", "org:houthis"),
        ("FARC", "org:farc"),
        ("Sinn Féin", "org:sinn fein"),
        ("Polisario Front", "org:polisario"),
        ("Luhansk People's Republic", "org:ukraine separatists"),
        ("Greek Cypriots", "org:greek cypriots"),
        ("Reuters", "org:reuters"),
        ("Al-Jazeera", "org:al jazeera"),
    ],
)
def test_organisations_parties_and_media_are_known(form: str, key: str) -> None:
    assert key in [k for k, _ in readings(form)]


def test_parties_and_media_are_marked() -> None:
    entries = load_world().entries.values()
    assert sum(entry.party for entry in entries) >= 150
    assert sum(entry.media for entry in entries) >= 150
    assert not any(entry.party and entry.media for entry in entries)


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("state:FRA", "FRA"),
        ("body:USA:state department", "USA"),
        ("org:taliban", "TALIBAN"),
        ("org:houthis", "HOUTHI"),
        ("org:eu", "EU"),
        ("org:european commission", "EU"),
        ("org:p5+1", "P5+1"),
        ("org:ukraine separatists", "UKR-SEPARATISTS"),
        ("org:some unknown front", "SOME-UNKNOWN-FRONT"),
    ],
)
def test_sides_have_short_codes(key: str, code: str) -> None:
    assert side_code(key) == code


def test_all_codes_of_international_bodies_and_parties_are_given_in_capitals() -> None:
    for row in load_csv("organisations.csv", Organisation):
        assert row.kind == "media" or (row.code and row.code == row.code.upper() and " " not in row.code), (
            row.key
        )


@pytest.mark.parametrize(
    ("form", "country"),
    [
        ("Camp David", "USA"),
        ("Dayton", "USA"),
        ("Geneva", "CHE"),
        ("Reykjavik", "ISL"),
        ("Rambouillet", "FRA"),
        ("Yalta", "UKR"),
        ("Sharm el-Sheikh", "EGY"),
        ("Prespa", "MKD"),
        ("Nagorno-Karabakh", "AZE"),
        ("Mumbai", "IND"),
        ("Lagos", "NGA"),
        ("Cartagena", "COL"),
        ("Panmunjom", "KOR"),
        ("Line of Control", "IND"),
        ("Blue House", "KOR"),
    ],
)
def test_places_of_diplomacy_are_known_with_country_and_coordinates(form: str, country: str) -> None:
    found = [m.entry for m in gazetteer().find(form) if m.entry.type == "place" and m.entry.state == country]
    assert found and found[0].lat is not None and found[0].lon is not None


def test_keys_of_namesake_cities_carry_their_country() -> None:
    keys = [key for key, _ in readings("Hyderabad")]
    assert keys == ["place:hyderabad-IND", "place:hyderabad-PAK"]


def test_scan_takes_the_longest_name() -> None:
    assert spans("The North Korean envoy flew to New York .") == [
        ("North Korean", "state:PRK"),
        ("New York", "place:new york"),
    ]
    assert spans("the South China Sea dispute") == [("South China Sea", "place:south china sea")]


def test_scan_reads_the_article_forms_only_where_no_longer_name_follows() -> None:
    assert spans("the North said") == [("the North", "state:PRK")]
    assert spans("in the North Sea") == []


def test_scan_finds_the_parts_of_compounds() -> None:
    assert spans("U.S.-North Korea talks") == [("US", "state:USA"), ("North Korea", "state:PRK")]
    assert spans("a Moscow-Tehran axis") == [("Moscow", "state:RUS"), ("Tehran", "state:IRN")]
    assert spans("Iran-backed forces") == [("Iran", "state:IRN")]


def test_scan_gives_the_tokens_of_each_span() -> None:
    words = ["Envoys", "of", "Iran", "'s", "Foreign", "Ministry", "met", "the", "E3", "in", "Geneva"]
    assert [(i, j) for i, j, _ in gazetteer().scan(words)] == [(2, 6), (8, 9), (10, 11)]


def test_no_name_reaches_across_punctuation() -> None:
    assert spans("in Guinea . Bissau") == [("Guinea", "state:GIN"), ("Bissau", "place:bissau")]
    assert spans("South , Korea") == [("Korea", "state:KOR")]


def test_abbreviations_that_are_words_do_not_count_in_headlines_in_capitals() -> None:
    assert spans("WHO IS NEXT AT TALKS WITH IRAN") == [("IRAN", "state:IRN")]
    assert ("WHO", "org:who") in spans("The WHO is in Geneva")


def test_find_parts_reads_each_part_of_a_compound() -> None:
    found = gazetteer().find_parts("US-DPRK")
    assert [matches[0].entry.key for matches in found] == ["state:USA", "state:PRK"]


@given(
    st.lists(
        st.text(max_size=12)
        | st.sampled_from(["Iran", "-", "the", "U.S.-Iran", "Foreign", "Ministry", "of"]),
        max_size=12,
    )
)
def test_scan_of_any_words_gives_spans_within_them(words: list[str]) -> None:
    for first, last, matches in gazetteer().scan(words):
        assert 0 <= first < last <= len(words)
        assert matches


@given(st.sampled_from(sorted(load_world().forms)))
def test_every_form_is_found_by_its_normalised_self(form: str) -> None:
    assert gazetteer().find(form)
    assert key_of(key_of(form)) == key_of(form)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("code,name\nusa,United States\n", r"states\.csv: line 2: 'usa': .*regex"),
        ("code,name\nUSA\n", r"states\.csv: line 2: 'USA': 1 cells, 2 expected"),
        ("code,name\nUSA,\n", r"states\.csv: line 2: 'USA': .*name"),
        ("code,name,king\nUSA,United States,none\n", r"states\.csv: line 2: 'USA': .*king"),
    ],
)
def test_a_broken_row_is_an_error_that_names_file_and_entry(text: str, fault: str) -> None:
    with pytest.raises(KnowledgeError, match=fault):
        decode_csv(text.splitlines(), State, name="states.csv")


def test_a_place_beyond_the_poles_is_an_error() -> None:
    row = "key,name,country,lat,lon,kind\nplace:x,X,FRA,91,0,city"
    with pytest.raises(KnowledgeError, match=r"places\.csv: line 2: 'place:x'.*lat"):
        decode_csv(row.splitlines(), Place, name="places.csv")


def test_a_missing_file_is_an_error_that_names_it() -> None:
    with pytest.raises(KnowledgeError, match=r"nowhere\.csv"):
        load_csv("nowhere.csv", State)


def test_importing_the_package_loads_no_table() -> None:
    code = "import sys, summitry.knowledge; sys.exit('summitry.knowledge.world' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_state_of_several_words_is_known_without_its_capitals():
    scanned = gazetteer().scan(
        ["the", "envoys", "of", "south", "Sudan", "and", "saudi", "arabia", "met", "the", "united", "kingdom"]
    )
    assert [m[0].entry.key for _, _, m in scanned] == ["state:SSD", "state:SAU", "state:GBR"]


def test_common_words_do_not_become_states_for_want_of_capitals():
    assert not gazetteer().scan(["we", "like", "turkey", "and", "china", "plates"])
