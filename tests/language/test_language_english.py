"""What the bundled pipeline finds in plain news prose about other negotiations."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Token

from summitry.language import Pipeline


def parsed(english: Pipeline, text: str) -> Doc:
    [doc] = english.parse([text])
    return doc


def word(doc: Doc, text: str) -> Token:
    [found] = [token for token in doc if token.text == text]
    return found


def test_subject_object_and_place_hang_on_the_verb(english: Pipeline) -> None:
    doc = parsed(english, "President Anwar Sadat met Jimmy Carter in Jerusalem.")
    met = word(doc, "met")
    assert met.dep_ == "ROOT"
    assert (met.tag_, met.lemma_, met.pos_) == ("VBD", "meet", "VERB")
    assert word(doc, "Carter").dep_ in {"flat", "obj"}
    assert word(doc, "Jerusalem").head == met
    assert [(name.text, name.label_) for name in doc.ents] == [
        ("Anwar Sadat", "PER"),
        ("Jimmy Carter", "PER"),
        ("Jerusalem", "LOC"),
    ]


def test_relations_are_those_of_universal_dependencies(english: Pipeline) -> None:
    doc = parsed(english, "The ceasefire was signed by both parties in Oslo.")
    assert word(doc, "ceasefire").dep_ == "nsubj:pass"
    assert word(doc, "was").dep_ == "aux:pass"
    assert word(doc, "by").dep_ == "case"
    assert word(doc, "parties").dep_ in {"obl", "obl:agent"}


def test_a_name_goes_on_over_a_double_space(english: Pipeline) -> None:
    doc = parsed(english, "Richard  Holbrooke flew to Dayton.")
    assert [name.text for name in doc.ents] == ["Richard  Holbrooke", "Dayton"]


def test_white_space_hangs_on_the_word_before_it(english: Pipeline) -> None:
    doc = parsed(english, "\n The  talks\nfailed. ")
    blanks = [token for token in doc if token.is_space]
    assert [token.pos_ for token in blanks] == ["SPACE"] * len(blanks)
    assert [token.head.text for token in blanks] == ["The", "The", "talks"]


@pytest.mark.parametrize(
    ("text", "tag", "lemma"),
    [
        ("Two envoys mediated the dispute.", "VBD", "mediate"),
        ("They are negotiating.", "VBG", "negotiate"),
        ("The ministries agreed.", "NNS", "ministry"),
    ],
)
def test_lemmas_follow_the_tag(english: Pipeline, text: str, tag: str, lemma: str) -> None:
    assert (tag, lemma) in [(token.tag_, token.lemma_) for token in parsed(english, text)]
