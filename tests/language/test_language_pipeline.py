"""What every pipeline promises: exact text, whole trees, the same outcome whatever stands beside."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from summitry.errors import LanguageError
from summitry.language import Pipeline, load

EASY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
WORDS = st.sampled_from(
    [
        "Envoys",
        "met",
        "in",
        "Dayton",
        ".",
        "“Yes,”",
        "  ",
        "\n",
        "\t",
        "U.N.",
        "don't",
        "😀",
        "É",
        " ",
        "(",
        "a" * 250,
    ]
)
ODD_TEXT = st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=25).map(" ".join))

ACCORDS = (
    "The foreign ministers of Greece and its northern neighbour signed the Prespa agreement on June 17.",
    "In Havana, the FARC's negotiators said that they would lay down their arms; the state said nothing.",
    "Iran will keep its centrifuges for ten years, diplomats said.",
)


def outcome(doc: Doc) -> list[tuple[object, ...]]:
    return [
        (
            word.text,
            word.idx,
            word.pos_,
            word.tag_,
            word.lemma_,
            word.dep_,
            word.head.i,
            word.ent_iob_,
            word.ent_type_,
        )
        for word in doc
    ]


@EASY
@given(text=ODD_TEXT)
def test_a_doc_has_exactly_the_text_it_was_given(english: Pipeline, text: str) -> None:
    [doc] = english.parse([text])
    assert doc.text == text
    assert all(text[word.idx : word.idx + len(word)] == word.text for word in doc)


@EASY
@given(text=ODD_TEXT)
def test_every_sentence_is_one_projective_tree(english: Pipeline, text: str) -> None:
    [doc] = english.parse([text])
    assert sum(len(sentence) for sentence in doc.sents) == len(doc)
    for sentence in doc.sents:
        roots = [word for word in sentence if word.dep_ == "ROOT"]
        assert [word for word in sentence if word.head == word] == roots == [sentence.root]
        assert all(sentence.start <= word.head.i < sentence.end for word in sentence)
        for word in sentence:
            under = sorted(below.i for below in word.subtree)
            assert under == list(range(under[0], under[-1] + 1))


@EASY
@given(text=ODD_TEXT)
def test_every_word_has_its_tags_and_every_name_a_known_label(english: Pipeline, text: str) -> None:
    [doc] = english.parse([text])
    assert all(word.pos_ and word.tag_ and word.lemma_ and word.dep_ for word in doc)
    assert {name.label_ for name in doc.ents} <= {"PER", "ORG", "LOC", "OTH"}
    assert not any(word.text.isspace() for name in doc.ents for word in (name[0], name[-1]))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "  \t ", "😀", "\x00", "a"])
def test_a_text_of_almost_nothing_is_parsed(english: Pipeline, text: str) -> None:
    [doc] = english.parse([text])
    assert doc.text == text


def test_a_paragraph_comes_out_the_same_beside_any_others(english: Pipeline) -> None:
    alone = [outcome(english.parse([text])[0]) for text in ACCORDS]
    together = [outcome(doc) for doc in english.parse(ACCORDS)]
    backwards = [outcome(doc) for doc in english.parse(ACCORDS[::-1])][::-1]
    assert alone == together == backwards


def test_a_sentence_comes_out_the_same_beside_any_others(english: Pipeline) -> None:
    [joined] = english.parse([" ".join(ACCORDS)])
    for sentence, text in zip(joined.sents, ACCORDS, strict=True):
        [alone] = english.parse([text])
        assert [(word.dep_, word.head.i) for word in alone] == [
            (word.dep_, word.head.i - sentence.start) for word in sentence
        ]


def test_two_loads_give_the_same_version_and_the_same_bytes(english: Pipeline) -> None:
    other = load()
    assert other.version == english.version
    assert [outcome(doc) for doc in other.parse(ACCORDS)] == [outcome(doc) for doc in english.parse(ACCORDS)]


def test_docs_come_in_the_order_of_the_texts(english: Pipeline) -> None:
    assert [doc.text for doc in english.parse(ACCORDS)] == list(ACCORDS)
    assert english.parse([]) == []


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = "import sys, summitry.language; print(*{'spacy', 'onnxruntime', 'numpy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_a_text_that_is_no_unicode_is_refused(english: Pipeline) -> None:
    with pytest.raises(LanguageError, match="Unicode"):
        english.parse(["half a pair: \ud83d"])


@pytest.mark.parametrize(
    "text",
    [
        "x" * 1_000_000,
        "(" * 20_000,
        "\n" * 50_000,
        '"' * 20_000,
        "-".join("ab" for _ in range(20_000)),
        "é " * 400,
    ],
    ids=["word", "brackets", "lines", "quotes", "hyphens", "letters"],
)
def test_odd_long_input_takes_no_quadratic_time(english: Pipeline, text: str) -> None:
    begun = time.process_time()
    [doc] = english.parse([text])
    assert doc.text == text
    assert time.process_time() - begun < 3


def test_a_sentence_that_is_too_long_comes_out_in_parts_at_its_breaks(english: Pipeline) -> None:
    text = "; ".join(f"the delegation of state number {n} spoke of its borders" for n in range(40)) + "."
    [doc] = english.parse([text])
    parts = list(doc.sents)
    assert doc.text == text
    assert len(parts) > 1
    assert all(part[-1].text == ";" for part in parts[:-1])
    assert all(len(part) <= 150 for part in parts)


def test_a_sentence_of_rare_words_keeps_within_the_networks_positions(english: Pipeline) -> None:
    text = " ".join(f"Xqzvw{n}jkpt{n * 7919}" for n in range(120))
    [doc] = english.parse([text])
    assert doc.text == text
    assert len(list(doc.sents)) > 1
