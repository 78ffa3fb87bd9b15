"""Attribution: who says so, in which words, through whom."""

from __future__ import annotations


def statements(reading):
    return [c for c in reading.claims if c.type == "statement"]


def speakers(reading):
    return {reading.referents[i].name for c in statements(reading) for i in c.who("speaker")}


def test_a_direct_quotation_has_its_speaker_and_its_day(read):
    _, reading = read(
        "“We will not sign this text,” Prime Minister Rauf Denktash told reporters on Wednesday."
    )
    claim = statements(reading)[0]
    assert speakers(reading) == {"Rauf Denktash"}
    assert claim.quote is not None and claim.quote.startswith("We will not sign")
    assert reading.times[claim.when].text.endswith("Wednesday")


def test_a_day_behind_the_cue_is_the_day_of_the_words_not_of_what_they_tell(read):
    _, reading = read(
        "Spokeswoman Maria Ortega said on Feb. 10 that President Santos had met rebel leaders in Havana."
    )
    claim = statements(reading)[0]
    assert claim.when is not None and "10" in reading.times[claim.when].text
    for meeting in (c for c in reading.claims if c.type == "meeting"):
        assert meeting.when is None or "10" not in reading.times[meeting.when].text


def test_an_outlet_that_quotes_an_envoy_is_the_outer_link_of_the_chain(read):
    _, reading = read(
        "Talks will resume in Oslo, the newspaper Aftenposten quoted Foreign Minister Jan Egeberg as saying."
    )
    chains = [[a.source for a in c.attribution] for c in reading.claims]
    assert any("Egeberg" in name for chain in chains for name in chain)


def test_a_sentence_inside_the_quotation_goes_on_with_its_speaker(read):
    _, reading = read(
        "“The border must be open,” President Mary Robinson said. “We need peace in the north. It is time for a deal.”"
    )
    assert len(statements(reading)) >= 2
    assert speakers(reading) == {"Mary Robinson"}


def test_an_unnamed_official_makes_no_statement_of_the_record_but_stands_in_the_chain(read):
    _, reading = read(
        "A senior Turkish official said the talks between Greece and Turkey would resume in Ankara on Monday."
    )
    assert not statements(reading)
    meeting = next(c for c in reading.claims if c.type == "meeting")
    assert meeting.attribution and not meeting.attribution[0].named


def test_declining_to_say_is_no_statement(read):
    _, reading = read("Foreign Minister Abba Eban declined to say whether the talks had failed.")
    assert not statements(reading)


def test_hearsay_is_marked(read):
    _, reading = read("Israel and Syria reportedly held secret talks in Ankara in May.")
    meeting = next(c for c in reading.claims if c.type == "meeting")
    assert meeting.attribution and meeting.attribution[0].cue == "reportedly"
