"""Which claims are one event, and which are not."""

from __future__ import annotations

import time

from summitry.model import Link


def carter_begin(draft, **more):
    return (
        draft.who("Jimmy Carter", "USA", rank="leader"),
        draft.who("Menachem Begin", "ISR", rank="leader"),
    )


def talks(draft, words, **more):
    """A claim of a meeting between Serbia and Croatia."""
    pair = (draft.state("SRB", "Serbia"), draft.state("HRV", "Croatia"))
    return draft.says(words, participant=pair, **more)


def test_a_plan_and_what_became_of_it_are_one(desk):
    a = desk.report("a", "1978-08-10")
    a.says(
        "Carter invites Begin",
        participant=carter_begin(a),
        level="leaders",
        status="scheduled",
        when="1978-09",
    )
    b = desk.report("b", "1978-09-20")
    b.says("Carter met Begin", participant=carter_begin(b), level="leaders", when="1978-09-05/1978-09-17")
    (event,) = desk.events()
    assert event.status == "held"
    assert [(s.status, s.known) for s in event.status_history] == [
        ("scheduled", "1978-08-10"),
        ("held", "1978-09-20"),
    ]


def test_other_ordinals_are_other_events_and_equal_ones_are_one(desk):
    a = desk.report("a", "1986-10-20")
    pair = (a.state("USA", "United States"), a.state("SUN", "Soviet Union"))
    a.says("Their first summit was in Geneva", participant=pair, level="leaders", ordinal=1)
    a.says("The second summit was in Iceland", participant=pair, level="leaders", ordinal=2)
    b = desk.report("b", "1986-09-30")
    pair = (b.state("USA", "United States"), b.state("SUN", "Soviet Union"))
    b.says(
        "A second summit is set",
        participant=pair,
        level="leaders",
        ordinal=2,
        status="scheduled",
        when="1986-10",
    )
    events = desk.events()
    assert sorted(len(event.claims) for event in events) == [1, 2]
    assert sorted(event.label.split()[0] for event in events) == ["First", "Second"]


def test_two_rounds_in_one_city_at_other_times_are_two(desk):
    a = desk.report("a", "2014-02-20")
    place = a.place("Vienna", "AUT")
    talks(a, "They met in Vienna", level="working", place=place, when="2014-02-18/2014-02-20")
    b = desk.report("b", "2014-07-20")
    talks(
        b, "They met in Vienna", level="working", place=b.place("Vienna", "AUT"), when="2014-07-02/2014-07-19"
    )
    assert len(desk.events()) == 2


def test_exact_days_next_to_each_other_are_two(desk):
    a = desk.report("a", "1995-11-05")
    talks(a, "They met on Wednesday", level="working", when="1995-11-01")
    talks(a, "They met on Thursday", level="working", when="1995-11-02")
    assert len(desk.events()) == 2


def test_two_cities_are_two_meetings_and_a_city_lies_in_its_state(desk):
    a = desk.report("a", "1995-11-30")
    talks(a, "They met in Dayton", level="leaders", when="1995-11", place=a.place("Dayton", "USA"))
    b = desk.report("b", "1995-11-30")
    talks(b, "They met in Paris", level="leaders", when="1995-11", place=b.place("Paris", "FRA"))
    c = desk.report("c", "1995-11-30")
    talks(
        c,
        "They met in America",
        level="leaders",
        when="1995-11",
        place=c.place("United States", "USA", whole=True),
    )
    events = desk.events()
    assert sorted((e.place.name, len(e.claims)) for e in events) == [("Dayton", 2), ("Paris", 1)]


def test_a_state_stands_for_its_people(desk):
    a = desk.report("a", "1978-09-20")
    a.says("Carter met Begin", participant=carter_begin(a), level="leaders", when="1978-09-05")
    b = desk.report("b", "1978-09-21")
    pair = (b.state("USA", "Washington"), b.state("ISR", "Jerusalem"))
    b.says("Washington and Jerusalem met", participant=pair, level="leaders", when="1978-09-05")
    (event,) = desk.events()
    assert [p.side for p in event.participants] == ["ISR", "USA"]
    assert event.sides == ("ISR", "USA")


def test_meetings_of_one_envoy_with_different_people_are_several(desk):
    a = desk.report("a", "1995-09-10")
    envoy = a.who("Richard Holbrooke", "USA", rank="envoy")
    for name, rank in (
        ("Franjo Tudjman", "leader"),
        ("Mate Granic", "minister"),
        ("Gojko Susak", "minister"),
    ):
        other = a.who(name, "HRV", rank=rank)
        a.says(
            f"Holbrooke saw {name}", participant=(envoy, other), level="envoy", when="1995-09-08/1995-09-09"
        )
    assert len(desk.events()) == 3


def test_other_levels_are_other_meetings(desk):
    a = desk.report("a", "2018-06-01")
    pair = (a.state("GRC", "Greece"), a.state("MKD", "North Macedonia"))
    a.says("The premiers met", participant=pair, level="leaders", when="2018-05-17")
    a.says("The ministers met", participant=pair, level="ministerial", when="2018-05-17")
    assert len(desk.events()) == 2


def test_a_counted_happening_is_one_entry_and_merges_only_with_its_count(desk):
    a = desk.report("a", "1979-01-05")
    a.says(
        "Carter and Begin met three times in 1978",
        participant=carter_begin(a),
        level="leaders",
        count=3,
        when="1978",
    )
    b = desk.report("b", "1979-01-06")
    b.says(
        "three meetings of the two in 1978",
        participant=carter_begin(b),
        level="leaders",
        count=3,
        when="1978",
    )
    b.says("a meeting of the two in 1978", participant=carter_begin(b), level="leaders", when="1978")
    events = desk.events()
    assert sorted((e.count or 0, len(e.claims)) for e in events) == [(0, 1), (3, 2)]


def test_letters_in_two_directions_are_two(desk):
    a = desk.report("a", "1977-11-15")
    begin, sadat = a.who("Menachem Begin", "ISR"), a.who("Anwar Sadat", "EGY")
    a.says("Begin wrote to Sadat", "communication", agent=begin, counterpart=sadat, when="1977-11")
    a.says("Sadat wrote to Begin", "communication", agent=sadat, counterpart=begin, when="1977-11")
    b = desk.report("b", "1977-11-16")
    begin, sadat = b.who("Menachem Begin", "ISR"), b.who("Anwar Sadat", "EGY")
    b.says("Begin sent Sadat a letter", "communication", agent=begin, counterpart=sadat, when="1977-11")
    assert sorted(len(e.claims) for e in desk.events("communication")) == [1, 2]


def test_a_letter_and_a_call_of_the_same_two_are_two(desk):
    a = desk.report("a", "1977-11-15")
    begin, sadat = a.who("Menachem Begin", "ISR"), a.who("Anwar Sadat", "EGY")
    a.says("Begin sent Sadat a letter", "communication", sender=begin, recipient=sadat, label="letter")
    a.says("Begin and Sadat spoke", "communication", participant=(begin, sadat), label="phone call")
    events = desk.events("communication")
    assert len(events) == 2
    assert all({p.side for p in e.participants} == {"EGY", "ISR"} for e in events)


def test_an_undated_plan_after_an_event_is_not_that_event(desk):
    a = desk.report("a", "1978-09-20")
    a.says("Carter met Begin", participant=carter_begin(a), level="leaders", when="1978-09-05")
    a.says(
        "Carter and Begin want another summit",
        participant=carter_begin(a),
        level="leaders",
        status="proposed",
    )
    assert sorted(e.status for e in desk.events()) == ["held", "proposed"]


def test_an_undated_mention_merges_only_with_other_evidence(desk):
    a = desk.report("a", "2013-11-26")
    pair = (a.state("IRN", "Iran"), a.state("USA", "United States"))
    a.says("Envoys of both met in Geneva", participant=pair, level="envoy", when="2013-11-20/2013-11-24")
    a.says("Diplomats gathered", participant=pair)
    a.says("The talks were hard", participant=pair, level="envoy", definite=True, tone=("hard",))
    assert sorted(len(e.claims) for e in desk.events()) == [1, 2]


def test_what_one_speaker_says_in_one_report_is_one_statement(desk):
    a = desk.report("a", "2018-06-18")
    tsipras = a.who("Alexis Tsipras", "GRC", rank="leader")
    a.says("Tsipras said the deal was good", "statement", speaker=tsipras, when="2018-06-17")
    a.says("It ends a quarrel, he added", "statement", speaker=tsipras)
    a.says("Back in May he had warned of delay", "statement", speaker=tsipras, when="2018-05-02")
    a.says(
        "Zaev said so too", "statement", speaker=a.who("Zoran Zaev", "MKD", rank="leader"), when="2018-06-17"
    )
    assert sorted(len(e.claims) for e in desk.events("statement")) == [1, 1, 2]


def test_statements_of_two_reports_are_one_only_on_one_day_in_shared_words(desk):
    said = "we have reached a fair and lasting settlement of the name"
    for name, words in (
        ("a", said),
        ("b", f"Tsipras: {said}"),
        ("c", "Weather will turn tomorrow afternoon, he joked"),
    ):
        draft = desk.report(name, "2018-06-18")
        who = draft.who("Alexis Tsipras", "GRC")
        draft.says(words, "statement", speaker=who, when="2018-06-17", quote=words)
    assert sorted(len(e.claims) for e in desk.events("statement")) == [1, 2]


def test_announcements_of_one_day_are_one_only_if_they_are_about_one_thing(desk):
    a = desk.report("a", "2012-08-28")
    state = a.state("COL", "Colombia")
    a.says(
        "Bogota announced that exploratory contacts had begun", "announcement", agent=state, when="2012-08-27"
    )
    a.says("It also announced higher fuel taxes", "announcement", agent=state, when="2012-08-27")
    assert len(desk.events("announcement")) == 2


def test_wire_copies_merge_their_claims(desk):
    drafts = [desk.report(name, "1995-11-22") for name in ("a", "b")]
    for draft in drafts:
        talks(draft, "Serbia and Croatia are said to have spoken")
    assert len(desk.events()) == 2
    desk.copy(*drafts)
    assert len(desk.events()) == 1


def test_each_merge_is_a_link_with_reasons_and_a_doubtful_one_is_unsure(desk):
    a = desk.report("a", "1996-01-05")
    talks(a, "Serbia and Croatia met in November", level="leaders", when="1995-11")
    talks(a, "Belgrade and Zagreb negotiated that year", level="leaders", when="1995")
    talks(a, "Both parties talked in November", level="leaders", when="1995-11-10")
    links = [link for link in desk.outcome().links if link.kind == "event"]
    assert [link.verdict for link in links if link.verdict == "same"] == ["same"]
    assert any(link.verdict == "unsure" for link in links)
    assert all(link.reason and 0 < link.confidence < 1 for link in links)


def test_a_judgement_forces_and_forbids_whatever_the_rules_say(desk):
    a = desk.report("a", "1978-08-10")
    a.says(
        "Carter invites Begin",
        participant=carter_begin(a),
        level="leaders",
        status="scheduled",
        when="1978-09",
    )
    b = desk.report("b", "1978-09-20")
    b.says("Carter met Begin", participant=carter_begin(b), level="leaders", when="1978-09-05/1978-09-17")
    talks(b, "Serbia met Croatia", when="1978-09-06")
    one, two, three = desk.claim(a, 0), desk.claim(b, 0), desk.claim(b, 1)

    def judgement(left, right, verdict):
        return Link(
            kind="event",
            left=left,
            right=right,
            verdict=verdict,
            rule="by hand",
            confidence=1.0,
            author="ana",
        )

    assert len(desk.events("meeting", judgement(one, two, "different"))) == 3
    assert len(desk.events("meeting", judgement(two, one, "different"), judgement(one, three, "same"))) == 2
    shown = [
        k for k in desk.outcome(judgement(one, two, "different")).links if {k.left, k.right} == {one, two}
    ]
    assert [k.verdict for k in shown] == ["unsure"]
    assert "judgement" in shown[0].reason


def test_ten_thousand_claims_take_seconds(desk):
    for at in range(500):
        year, month, day = 1980 + at % 30, at % 12 + 1, at % 28 + 1
        draft = desk.report(f"r{at}", f"{year}-{month:02d}-{day:02d}")
        pair = (
            draft.who("Jimmy Carter", "USA", rank="leader"),
            draft.who("Menachem Begin", "ISR", rank="leader"),
        )
        for turn in range(10):
            draft.says(
                f"They met {turn} in year", participant=pair, level="leaders", when=f"{year}-{month:02d}"
            )
            draft.says(
                f"He said {turn} words",
                "statement",
                speaker=pair[0],
                when=f"{year}-{month:02d}-{turn + 1:02d}",
            )
    done = [draft.done() for draft in desk.drafts]
    assert sum(len(reading.claims) for _, reading in done) == 10_000
    began = time.process_time()
    desk.outcome()
    assert time.process_time() - began < 30


def test_days_counted_from_an_unknown_day_of_publication_still_tell_events_apart(desk):
    a = desk.report("a", "1995-11-01/1995-11-30")
    talks(a, "They meet on Friday", level="working", status="scheduled", when="1995-11-03/1995-12-02")
    talks(a, "They meet on Saturday", level="working", status="scheduled", when="1995-11-04/1995-12-03")
    talks(
        a, "Saturday's talks are the first", level="working", status="scheduled", when="1995-11-04/1995-12-03"
    )
    assert sorted(len(e.claims) for e in desk.events()) == [1, 2]
