"""How the fields of an event are settled, and what becomes of the values that lose."""

from __future__ import annotations


def pair(draft):
    return (
        draft.who("Alexis Tsipras", "GRC", rank="leader"),
        draft.who("Zoran Zaev", "MKD", rank="leader"),
    )


def summit(draft, words, **more):
    return draft.says(words, participant=pair(draft), **{"level": "leaders", **more})


def only(events):
    (event,) = events
    return event


def steps(event):
    return [(step.status, step.known) for step in event.status_history]


def test_the_history_goes_by_the_day_on_which_each_step_was_known(desk):
    for day, status in (("2018-06-11", "scheduled"), ("2018-06-18", "held"), ("2018-05-18", "proposed")):
        summit(desk.report(day, day), f"status {status}", status=status, when="2018-06-17")
    assert steps(only(desk.events())) == [
        ("proposed", "2018-05-18"),
        ("scheduled", "2018-06-11"),
        ("held", "2018-06-18"),
    ]


def test_a_later_report_that_recalls_the_plan_does_not_undo_what_was_held(desk):
    summit(desk.report("a", "2018-06-18"), "They met", when="2018-06-17")
    summit(desk.report("b", "2018-07-05"), "They had planned to meet", status="scheduled", when="2018-06-17")
    event = only(desk.events())
    assert event.status == "held"
    assert steps(event) == [("scheduled", "../2018-06-18"), ("held", "2018-06-18")]


def test_reports_without_dates_are_ordered_by_natural_progression(desk):
    for name, status in (("a", "held"), ("b", "proposed"), ("c", "confirmed")):
        summit(desk.report(name), f"status {status}", status=status, when="2018-06-17")
    event = only(desk.events())
    assert event.status == "held"
    assert steps(event) == [("proposed", None), ("confirmed", None), ("held", None)]


def test_a_collapse_tells_more_than_that_it_was_held(desk):
    summit(desk.report("a", "2004-03-31"), "They met", when="2004-03-31")
    summit(desk.report("b", "2004-04-02"), "The meeting broke down", status="collapsed", when="2004-03-31")
    summit(desk.report("c", "2004-04-20"), "They met last month", when="2004-03-31")
    assert only(desk.events()).status == "collapsed"


def test_a_cancelled_plan_stays_cancelled_until_a_new_plan_is_known(desk):
    summit(desk.report("a", "2018-06-01"), "They will meet", status="scheduled", when="2018-06-17")
    summit(desk.report("b", "2018-06-05"), "They will not meet", status="cancelled", when="2018-06-17")
    assert only(desk.events()).status == "cancelled"
    summit(desk.report("c", "2018-06-10"), "They will meet after all", status="confirmed", when="2018-06-17")
    assert only(desk.events()).status == "confirmed"


def test_what_lies_ahead_of_its_report_is_not_held(desk):
    summit(desk.report("a", "2018-06-01"), "Their summit on 17 June", status="held", when="2018-06-17")
    assert only(desk.events()).status == "scheduled"


def test_the_most_exact_days_win_without_a_conflict_where_one_lies_in_the_other(desk):
    summit(desk.report("a", "2018-06-01"), "in June", status="expected", when="2018-06")
    summit(desk.report("b", "2018-06-10"), "on the 17th", status="scheduled", when="2018-06-17")
    event = only(desk.events())
    assert (event.start, event.end) == ("2018-06-17", None)
    assert not event.conflicts


def test_a_short_range_says_how_long_it_lasted(desk):
    summit(desk.report("a", "2018-06-20"), "on the 17th they met", when="2018-06-17")
    summit(desk.report("b", "2018-06-20"), "they met for two days", when="2018-06-17/2018-06-18")
    event = only(desk.events())
    assert (event.start, event.end) == ("2018-06-17", "2018-06-18")


def test_an_unknown_date_is_unknown(desk):
    summit(desk.report("a", "2018-06-20"), "they met")
    event = only(desk.events())
    assert (event.start, event.end) == (None, None)


def test_days_that_exclude_each_other_are_a_conflict_and_both_stay(desk):
    first = desk.report("a", "2018-06-01")
    summit(first, "second summit in May", ordinal=2, status="expected", when="2018-05")
    second = desk.report("b", "2018-06-20")
    summit(second, "second summit was held", ordinal=2, when="2018-06-17")
    event = only(desk.events())
    assert event.start == "2018-06-17"
    (conflict,) = event.conflicts
    assert conflict.field == "start"
    assert [(v.value, v.claims) for v in conflict.values] == [
        ("2018-06-17", (desk.claim(second, 0),)),
        ("2018-05", (desk.claim(first, 0),)),
    ]


def test_the_venues_of_one_planned_day_are_a_conflict_with_the_better_attested_first(desk):
    for name, city, country in (("a", "Athens", "GRC"), ("b", "Psarades", "GRC"), ("c", "Psarades", "GRC")):
        draft = desk.report(name, "2018-06-10")
        place = draft.place(city, country)
        summit(draft, f"They will meet in {city}", status="scheduled", when="2018-06-17", place=place)
    event = only(desk.events())
    assert event.place.name == "Psarades"
    assert [v.value for v in event.conflicts[0].values] == ["Psarades", "Athens"]


def test_wire_copies_count_once_as_a_source(desk):
    drafts = []
    for name, city in (("a", "Athens"), ("b", "Athens"), ("c", "Psarades"), ("d", "Psarades")):
        draft = desk.report(name, "2018-06-10")
        summit(
            draft,
            f"They will meet in {city}",
            status="scheduled",
            when="2018-06-17",
            place=draft.place(city, "GRC"),
        )
        drafts.append(draft)
    third = desk.report("e", "2018-06-10")
    summit(
        third,
        "They will meet in Athens, we hear",
        status="scheduled",
        when="2018-06-17",
        place=third.place("Athens", "GRC"),
    )
    assert only(desk.events()).place.name == "Athens"
    sure = only(desk.events()).confidence
    desk.copy(drafts[0], drafts[1])
    desk.copy(drafts[1], third)
    event = only(desk.events())
    assert event.place.name == "Psarades"
    assert event.confidence < sure


def test_a_city_wins_over_its_state_without_a_conflict(desk):
    a = desk.report("a", "2018-06-18")
    summit(a, "met in Greece", when="2018-06-17", place=a.place("Greece", "GRC", whole=True))
    b = desk.report("b", "2018-06-18")
    summit(b, "met in Psarades", when="2018-06-17", place=b.place("Psarades", "GRC"), venue="a jetty")
    event = only(desk.events())
    assert (event.place.name, event.place.country, event.venue) == ("Psarades", "GRC", "a jetty")
    assert not event.conflicts


def test_a_state_is_placed_by_its_gazetteer_name(desk):
    a = desk.report("a", "2018-06-18")
    summit(a, "met in Hellas", when="2018-06-17", place=a.place("Hellas", "GRC", whole=True))
    assert only(desk.events()).place.name == "Greece"


def test_participants_keep_part_and_side_and_hosts_do_not_become_sides(desk):
    a = desk.report("a", "2018-01-20")
    host = a.state("CHE", "Switzerland")
    mediator = a.who("Matthew Nimetz", None, rank="envoy")
    a.says(
        "They met in Davos",
        participant=pair(a),
        facilitator=mediator,
        host=host,
        level="leaders",
        when="2018-01-24",
    )
    event = only(desk.events())
    assert [(p.part, p.side) for p in event.participants] == [
        ("principal", "GRC"),
        ("principal", "MKD"),
        ("facilitator", None),
        ("host", "CHE"),
    ]
    assert event.sides == ("GRC", "MKD")


def test_a_party_without_a_state_is_a_side_by_its_code(desk):
    a = desk.report("a", "2012-10-18")
    rebels = a.who("the rebels", None, type="organisation", key="org:farc")
    a.says("They met in Oslo", participant=(a.state("COL", "Colombia"), rebels), when="2012-10-18")
    assert only(desk.events()).sides == ("COL", "FARC")


def test_topics_tone_and_measures_are_united_in_the_order_in_which_they_were_known(desk):
    summit(
        desk.report("b", "2018-06-19"), "more", when="2018-06-17", topics=("borders", "name"), tone=("warm",)
    )
    summit(
        desk.report("a", "2018-06-18"), "some", when="2018-06-17", topics=("name",), measures=("recognition",)
    )
    event = only(desk.events())
    assert (event.topics, event.tone, event.measures) == (("name", "borders"), ("warm",), ("recognition",))


def test_outcomes_that_differ_are_a_conflict(desk):
    for name, outcome in (("a", "agreement"), ("b", "agreement"), ("c", "no_agreement")):
        summit(desk.report(name, "2018-06-18"), f"it ended: {outcome}", when="2018-06-17", outcome=outcome)
    event = only(desk.events())
    assert event.outcome == "agreement"
    assert [(c.field, [v.value for v in c.values]) for c in event.conflicts] == [
        ("outcome", ["agreement", "no_agreement"])
    ]


def test_that_it_took_place_and_that_it_did_not_is_a_conflict_of_status(desk):
    summit(desk.report("a", "2018-06-18"), "They met", when="2018-06-17")
    summit(
        desk.report("b", "2018-06-19"),
        "There was no meeting",
        status="denied",
        modality="denied",
        when="2018-06-17",
    )
    event = only(desk.events())
    assert event.status == "held"
    assert [v.value for v in event.conflicts[0].values] == ["held", "denied"]


def test_labels_name_number_sides_and_speakers(desk):
    a = desk.report("a", "2018-06-18")
    summit(a, "second summit", ordinal=2, label="summit", when="2018-06-17")
    a.says("Zaev said", "statement", speaker=pair(a)[1])
    a.says(
        "Prespa talks went on", participant=pair(a), label="Prespa talks", level="working", when="2018-06-01"
    )
    labels = {event.label for event in desk.outcome().events}
    assert labels == {
        "Second Greece-North Macedonia leaders' summit",
        "Statement by Zoran Zaev",
        "Prespa talks",
    }


def test_confidence_grows_with_independent_sources(desk):
    summit(desk.report("a", "2018-06-18"), "They met", when="2018-06-17")
    alone = only(desk.events()).confidence
    summit(desk.report("b", "2018-06-18"), "They met indeed", when="2018-06-17")
    assert only(desk.events()).confidence > alone
    assert only(desk.events()).confidence == round(only(desk.events()).confidence, 2)


def test_an_event_keeps_its_id_when_a_later_report_joins_it(desk):
    summit(desk.report("a", "2018-06-18"), "They met", when="2018-06-17")
    before = only(desk.events()).id
    summit(desk.report("b", "2018-06-20"), "They met", when="2018-06-17")
    assert only(desk.events()).id == before


def test_what_is_known_before_the_days_of_the_event_is_not_yet_held(desk):
    summit(
        desk.report("a", "2018-06-11"),
        "the second summit is on the 17th",
        ordinal=2,
        status="scheduled",
        when="2018-06-17",
    )
    summit(desk.report("b", "2018-06-12"), "the second summit promises much", ordinal=2)
    assert only(desk.events()).status == "scheduled"


def test_the_nameless_step_back_behind_people_of_their_side(desk):
    a = desk.report("a", "2018-06-18")
    summit(a, "Tsipras and Zaev met", when="2018-06-17")
    crowd = (
        a.who("Greek leaders", "GRC", anonymous=True),
        a.who("Macedonian leaders", "MKD", anonymous=True),
    )
    a.says("Greek and Macedonian leaders met", participant=crowd, level="leaders", when="2018-06-17")
    outcome = desk.outcome()
    names = {actor.id: actor.name for actor in outcome.actors}
    assert [names[p.actor] for p in only(outcome.events).participants] == ["Alexis Tsipras", "Zoran Zaev"]


def test_a_report_of_unknown_day_that_has_the_event_ahead_does_not_make_it_held(desk):
    a = desk.report("a", "2018-06-01/2018-06-15")
    summit(a, "they will meet in two days", status="scheduled", when="2018-06-03/2018-06-17")
    summit(a, "the summit, they hope, brings peace", status="held", definite=True)
    assert only(desk.events()).status == "scheduled"


def test_nameless_officials_step_back_behind_the_state_that_sends_them(desk):
    a = desk.report("a", "2018-06-18")
    sides = (a.state("GRC", "Greece"), a.state("MKD", "North Macedonia"))
    a.says("Greece and North Macedonia held talks", participant=sides, when="2018-06-17", label="talk")
    crowd = (a.who("Greek officials", "GRC", anonymous=True), sides[1])
    a.says("Greek officials were at the talks", participant=crowd, when="2018-06-17", label="talk")
    assert only(desk.events()).label == "Talks: Greece, North Macedonia"


def test_an_agreement_is_of_the_meeting_told_in_its_passage(desk):
    a = desk.report("a", "2018-07-01")
    words = "They met in June in Prespa, where they agreed on a name"
    summit(a, words, when="2018-06-17", place=a.place("Prespa", "MKD"))
    agreed = a.says(words, "agreement", agent=pair(a))
    a.claims[-1] = type(agreed)(**{**_fields(agreed), "start": a.claims[0].start, "end": a.claims[0].end})
    (event,) = desk.events("agreement")
    assert event.start == "2018-06-17"
    assert event.place is not None
    assert event.place.name == "Prespa"


def _fields(claim):
    return {name: getattr(claim, name) for name in type(claim).__dataclass_fields__}


def test_sources_that_put_the_same_two_in_two_cities_on_one_day_disagree_on_the_place(desk):
    for name, city in (("a", "Geneva"), ("b", "Vienna"), ("c", "Geneva")):
        report = desk.report(name, "1985-11-20")
        two = (report.who("Ronald Reagan", "USA"), report.who("Mikhail Gorbachev", "SUN"))
        report.says(
            f"They met in {city} {name}",
            participant=two,
            when="1985-11-19",
            place=report.place(city, city[:3].upper()),
        )
    (event,) = desk.events()
    (conflict,) = event.conflicts
    assert conflict.field == "place"
    assert [value.value for value in conflict.values] == ["Geneva", "Vienna"]


def test_sources_a_day_apart_on_one_meeting_of_the_same_two_in_one_place_disagree_on_the_day(desk):
    for name, day in (("a", "1985-11-19"), ("b", "1985-11-20"), ("c", "1985-11-19")):
        report = desk.report(name, "1985-11-21")
        two = (report.who("Ronald Reagan", "USA"), report.who("Mikhail Gorbachev", "SUN"))
        report.says(f"They met {name}", participant=two, when=day, place=report.place("Geneva", "CHE"))
    (event,) = desk.events()
    assert event.start == "1985-11-19"
    assert [c.field for c in event.conflicts] == ["start"]


def test_what_is_only_planned_has_no_outcome(desk):
    report = desk.report("a", "1985-11-01")
    two = (report.who("Ronald Reagan", "USA"), report.who("Mikhail Gorbachev", "SUN"))
    report.says(
        "They are to meet", participant=two, when="1985-11-19", status="scheduled", outcome="no_agreement"
    )
    (event,) = desk.events()
    assert event.outcome is None
