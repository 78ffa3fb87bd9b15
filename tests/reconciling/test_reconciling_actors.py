"""Who is one actor across reports and spellings, and who is not."""

from __future__ import annotations

import pytest

from summitry.reconciling.names import are_variants, drops_middle, endings, fold


def names(outcome, kind="person"):
    return sorted(actor.name for actor in outcome.actors if actor.type == kind)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Park Geun-Hye", "Park Geun Hye"),
        ("Chung-hee", "Chunghee"),
        ("José Ramos-Horta", "Jose Ramos Horta"),
        ("Anwar al-Sadat", "ANWAR SADAT"),
        ("Søren Ørsted", "Soren Orsted"),
        ("Mr. Zoran Zaev", "Zoran Zaev"),
    ],
)
def test_diacritics_hyphens_case_spaces_articles_and_honorifics_do_not_tell_names_apart(a, b):
    assert fold(a) == fold(b)


def test_romanisations_of_one_name_are_variants_and_other_given_names_are_not():
    assert are_variants("Park Geun-hye", "Pak Geun-hye")
    assert are_variants("Lee Hyun-sook", "Ri Hyun-suk")
    assert are_variants("Muammar Qaddafi", "Muammar Gaddafi")
    assert not are_variants("Park Tae-un", "Park Tae-in")
    assert not are_variants("Park Hyang-sik", "Park Yang-sik")
    assert are_variants("Muhammad Khatami", "Mohammed Khatami")
    assert not are_variants("Hassan Rouhani", "Hossein Rouhani")


def test_a_middle_name_can_be_left_out():
    assert drops_middle("Cyrus Roberts Vance", "Cyrus Vance")
    assert not drops_middle("Cyrus Roberts Vance", "Cyrus Robert Vance")


def test_short_forms_are_endings_and_the_first_word_where_families_lead():
    assert endings("Juan Manuel Santos", family_first=False) == ("manuelsantos", "santos")
    assert endings("Deng Xiaoping", family_first=True)[0] == "deng"


def test_referents_with_one_key_are_one_actor_named_as_the_gazetteer_names_it(desk):
    for name in ("one", "two"):
        draft = desk.report(name, "1995-11-01")
        draft.says(
            "The Americans met", participant=draft.state("USA", "Washington" if name == "one" else "the US")
        )
    states = [a for a in desk.outcome().actors if a.type == "state"]
    assert len(states) == 1
    assert states[0].name == "United States"
    assert {"Washington", "the US"} <= set(states[0].names)


def test_one_full_name_in_two_spellings_is_one_person(desk):
    desk.report("one").who("Park Geun-Hye", "KOR", rank="leader")
    desk.report("two").who("Park Geun Hye", None)
    assert len(names(desk.outcome())) == 1


def test_five_persons_of_one_family_name_stay_five(desk):
    given = ["Chung-hee", "Geun-hye", "Won-soon", "Jie-won", "Tae-jun"]
    for at in range(len(given)):
        draft = desk.report(f"r{at}", "1998-02-01")
        for other in given[: at + 1]:
            draft.who(
                f"Park {other}",
                "KOR",
                rank=["leader", "minister", "envoy", "deputy", "director"][given.index(other)],
            )
    assert len(names(desk.outcome())) == 5


def test_a_family_name_joins_the_one_person_that_it_fits_by_state_and_rank(desk):
    first = desk.report("one")
    first.who("Park Chung-hee", "KOR", rank="leader")
    first.who("Park Tae-jun", "KOR", rank="minister")
    short = desk.report("two").who("Park", "KOR", rank="leader")
    outcome = desk.outcome()
    assert names(outcome) == ["Park Chung-hee", "Park Tae-jun"]
    report = desk.drafts[1].done()[0].id
    joined = outcome.actor_of[f"{report}#{short}"]
    assert next(a.name for a in outcome.actors if a.id == joined) == "Park Chung-hee"


def test_a_family_name_that_fits_two_stays_apart_and_is_marked_unsure(desk):
    first = desk.report("one")
    first.who("Park Chung-hee", "KOR", rank="leader")
    first.who("Park Tae-jun", "KOR", rank="minister")
    desk.report("two").who("Park", "KOR")
    outcome = desk.outcome()
    assert names(outcome) == ["Park", "Park Chung-hee", "Park Tae-jun"]
    assert [link.verdict for link in outcome.links] == ["unsure", "unsure"]


def test_two_persons_of_one_family_name_with_other_titles_never_merge(desk):
    desk.report("one").who("Clinton", "USA", rank="leader")
    desk.report("two").who("Clinton", "USA", rank="minister")
    assert names(desk.outcome()) == ["Clinton", "Clinton"]
    assert len({a.id for a in desk.outcome().actors}) == 2


def test_a_romanisation_joins_only_within_one_state_and_agreeing_titles(desk):
    desk.report("one").who("Choe Kwang-su", "KOR", rank="minister")
    desk.report("two").who("Choi Kwang-su", "KOR", rank="minister")
    desk.report("three").who("Choi Kwang-su", "PRK", rank="envoy")
    assert len(names(desk.outcome())) == 2


def test_two_spellings_that_one_report_keeps_apart_are_not_joined_by_sound(desk):
    draft = desk.report("one")
    draft.who("Choe Kwang-su", "KOR")
    draft.who("Choi Kwang-su", "KOR")
    assert len(names(desk.outcome())) == 2


def test_places_are_no_actors(desk):
    draft = desk.report("one")
    draft.says(
        "They met in Dayton", participant=draft.state("HRV", "Croatia"), place=draft.place("Dayton", "USA")
    )
    outcome = desk.outcome()
    assert [a.name for a in outcome.actors] == ["Croatia"]


def test_the_nameless_are_actors_only_where_nobody_else_is_named_and_never_across_reports(desk):
    for name in ("one", "two"):
        draft = desk.report(name, "2015-07-02")
        nameless = draft.who("a senior Iranian official", "IRN", anonymous=True)
        draft.says("An official spoke", "statement", speaker=nameless)
        aside = draft.who("an aide", "USA", anonymous=True)
        draft.says("Kerry and an aide came", participant=(draft.who("John Kerry", "USA"), aside))
    assert names(desk.outcome()) == ["John Kerry", "a senior Iranian official", "a senior Iranian official"]


def test_roles_say_by_which_reports_they_are_attested(desk):
    for day in ("1995-10-01", "1995-11-21"):
        draft = desk.report(day, day)
        who = draft.who("Richard Holbrooke", "USA", rank="envoy")
        draft.says(f"Holbrooke came on {day}", "visit", agent=who)
    (actor,) = [a for a in desk.outcome().actors if a.type == "person"]
    assert [(r.title, r.from_, r.to, len(r.claims)) for r in actor.roles] == [
        ("envoy", "1995-10-01", "1995-11-21", 2)
    ]


def test_the_most_frequent_full_form_is_the_name(desk):
    for at, name in enumerate(["Menachem Begin", "Menahem Begin", "Menachem Begin"]):
        desk.report(f"r{at}").who(name, "ISR", rank="leader")
    assert names(desk.outcome()) == ["Menachem Begin"]


def test_an_actor_keeps_its_id_when_a_report_is_added(desk):
    desk.report("one").who("Alexis Tsipras", "GRC", rank="leader")
    before = {a.id for a in desk.outcome().actors}
    desk.report("two").who("Tsipras", "GRC")
    assert {a.id for a in desk.outcome().actors} == before
