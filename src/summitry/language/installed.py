"""The paragraphs of a report in, spaCy Docs out: any installed spaCy pipeline, with our name labels.

The relations stay as the pipeline has them: the English pipelines of spaCy have ClearNLP's, not those of UD.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from summitry.errors import KnowledgeError, LanguageError

if TYPE_CHECKING:
    from spacy.tokens import Doc

LABELS = Path(__file__).parent / "rules" / "entities.toml"


class Installed:
    """A spaCy pipeline under its own name."""

    def __init__(self, name: str) -> None:
        import spacy

        try:
            self._nlp = spacy.load(name)
        except OSError as error:
            raise LanguageError(
                f"no spaCy pipeline {name!r} is installed: try `python -m spacy download {name}`, "
                "or leave the name out for the bundled one"
            ) from error
        if not ({"parser", "senter", "sentencizer"} & set(self._nlp.pipe_names)):
            raise LanguageError(
                f"the spaCy pipeline {name!r} finds no sentences; it has {self._nlp.pipe_names}"
            )
        self._labels = _labels()

    @property
    def version(self) -> str:
        """The pipeline's own name and version."""
        meta = self._nlp.meta
        return f"{meta['lang']}_{meta['name']}-{meta['version']}"

    def parse(self, texts: Sequence[str]) -> list[Doc]:
        """One Doc for each text; see `Pipeline.parse`. Each text is read alone, never in a batch."""
        return [self._parse(text) for text in texts]

    def _parse(self, text: str) -> Doc:
        from spacy.tokens import Span

        try:
            doc: Doc = self._nlp(text)
        except (ValueError, UnicodeEncodeError) as error:
            raise LanguageError(f"the pipeline {self.version} cannot read {text[:60]!r}: {error}") from error
        named = [(ent, self._labels[ent.label_]) for ent in doc.ents if ent.label_ in self._labels]
        doc.set_ents([Span(doc, ent.start, ent.end, label=label) for ent, label in named], default="outside")
        return doc


def _labels() -> dict[str, str]:
    try:
        table = msgspec.toml.decode(LABELS.read_bytes(), type=dict[str, list[str]])
    except msgspec.DecodeError as error:
        raise KnowledgeError(f"{LABELS.name}: {error}") from error
    return {theirs: ours for ours, labels in table.items() for theirs in labels}
