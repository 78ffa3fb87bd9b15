"""Attribution: who says so, in which words, through whom."""

from __future__ import annotations

import pytest
import spacy

from summitry.reading.quotation import Quotations


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


def test_several_who_speak_together_make_one_statement(read):
    _, reading = read(
        "Foreign Minister Nikos Kotzias and Foreign Minister Nikola Dimitrov said in a statement that talks had gone well."
    )
    found = statements(reading)
    assert len(found) == 1
    assert {reading.referents[i].name for i in found[0].who("speaker")} == {
        "Nikos Kotzias",
        "Nikola Dimitrov",
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "Cyprus has always insisted that the island is one state.",
        "Norway believes that the talks can succeed.",
        "Serbia denies that it sent troops across the river.",
        "The Oslo Times said the ministers would meet in June.",
        "Foreign Minister Abba Eban avoided criticizing the plan.",
        "Would Foreign Minister Abba Eban say that the talks had failed? He did not say so.",
    ],
)
def test_a_standing_view_an_outlet_or_what_was_never_said_is_no_statement(read, sentence):
    _, reading = read(sentence)
    assert not statements(reading)


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway said on Monday that the talks would go on.",
        "“Both sides will come back to the table in spring,” Norway said.",
        "The foreign ministry of Norway said in a statement that the talks would go on.",
    ],
)
def test_a_state_speaks_on_an_occasion(read, sentence):
    _, reading = read(sentence)
    assert statements(reading)


def test_what_somebody_else_tells_of_is_his_statement_alone(read):
    _, reading = read(
        "President Juan Manuel Santos said that negotiator Ivan Marquez expressed a firm will to sign the accord."
    )
    assert speakers(reading) == {"Juan Manuel Santos"}


def test_a_pronoun_is_not_who_the_quotation_speaks_of(read):
    _, reading = read(
        "President Juan Manuel Santos met President Alvaro Uribe in Bogota. "
        "“I do not share the views of Alvaro Uribe on this accord with the rebels,” he said."
    )
    assert speakers(reading) == {"Juan Manuel Santos"}


def test_according_to_is_the_outermost_link_and_names_its_source_without_the_preposition(read):
    _, reading = read(
        "According to Aftenposten news reports, Foreign Minister Jan Egeberg said the talks would resume in Oslo."
    )
    meeting = next(c for c in reading.claims if c.type == "meeting")
    sources = [a.source for a in meeting.attribution]
    assert "Egeberg" in sources[-1] and len(sources) == 2
    assert not sources[0].startswith("to ")


def test_two_cues_of_one_sentence_do_not_stand_above_each_other(read):
    _, reading = read(
        "Foreign Minister Jan Egeberg welcomed the talks, while President Kaci Kullmann said that a deal was near."
    )
    assert all(len(c.attribution) == 1 for c in statements(reading))


def test_a_paragraph_in_quotation_marks_that_names_the_last_speaker_is_not_his(read):
    text = (
        "“We are close to a deal on the river,” Meles Zenawi said.\n\n"
        "“Meles Zenawi knows that the dam will be built. Time is short.”"
    )
    _, reading = read(text)
    assert len(statements(reading)) == 1


def test_a_statement_that_is_issued_counts_without_its_words(read):
    _, reading = read("Prime Minister Tony Blair issued a statement on Friday after the talks at Stormont.")
    assert speakers(reading) == {"Tony Blair"}
    assert statements(reading)[0].when is not None


def test_the_day_of_what_came_before_is_not_the_day_of_the_words(read):
    _, reading = read(
        "Prime Minister Tony Blair said after Friday's bombing that the talks at Stormont would go on."
    )
    assert statements(reading)[0].when is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He said “no deal”.", ["no deal"]),
        ('"First. Second," he said. "Third."', ["First. Second,", "Third."]),
        ('He said "one and then "two" and left.', ["one and then", "two"]),
        ("“Never closed", ["Never closed"]),
        ("No marks at all.", []),
    ],
)
def test_quotations_are_what_stands_between_marks(text, words):
    nlp = spacy.blank("en")
    doc = nlp(text)
    found = [str(doc[q.first : q.last].text) for q in Quotations(doc).all]
    assert found == words
