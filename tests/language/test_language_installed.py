"""Pipelines other than the bundled one."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from summitry.errors import LanguageError
from summitry.language import load


def saved(folder: Path, *pipes: str) -> str:
    """A pipeline in a folder, which spaCy loads as it loads an installed one."""
    nlp = spacy.blank("en")
    for pipe in pipes:
        added = nlp.add_pipe(pipe)
        if pipe == "entity_ruler":
            added.add_patterns(
                [
                    {"label": "GPE", "pattern": "Cyprus"},
                    {"label": "PERSON", "pattern": "Kofi Annan"},
                    {"label": "DATE", "pattern": "2004"},
                ]
            )
    nlp.meta["name"], nlp.meta["version"] = "small", "1.2.3"
    nlp.to_disk(folder)
    return str(folder)


def test_a_pipeline_that_is_not_installed_says_what_to_do() -> None:
    with pytest.raises(LanguageError, match="python -m spacy download xx_no_such"):
        load("xx_no_such")


def test_a_pipeline_that_finds_no_sentences_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LanguageError, match="finds no sentences"):
        load(saved(tmp_path, "entity_ruler"))


def test_its_name_labels_become_ours_and_other_labels_go(tmp_path: Path) -> None:
    pipeline = load(saved(tmp_path, "sentencizer", "entity_ruler"))
    [doc] = pipeline.parse(["Kofi Annan wrote a plan for Cyprus in 2004.  "])
    assert [(name.text, name.label_) for name in doc.ents] == [("Kofi Annan", "PER"), ("Cyprus", "LOC")]
    assert doc.text == "Kofi Annan wrote a plan for Cyprus in 2004.  "


def test_its_version_is_its_own_name_and_version(tmp_path: Path) -> None:
    assert load(saved(tmp_path, "sentencizer")).version == "en_small-1.2.3"


def test_a_text_that_it_cannot_read_is_a_language_error(tmp_path: Path) -> None:
    pipeline = load(saved(tmp_path, "sentencizer"))
    with pytest.raises(LanguageError, match="cannot read"):
        pipeline.parse(["x" * 1_000_001])
