"""The name of a pipeline in, the loaded pipeline out: the bundled one, or any that spaCy has installed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Pipeline(Protocol):
    """What a reader needs of a language: text in, trees and names out."""

    @property
    def version(self) -> str:
        """Name and version of the pipeline; the same version gives the same Docs for the same text."""

    def parse(self, texts: Sequence[str]) -> list[Doc]:
        """One Doc for each paragraph, in order, whose text is the paragraph's text, character by character.

        A Doc has sentences (each one a tree), `pos_`, `tag_`, `lemma_`, `dep_`, `head`, and `ents` labelled
        PER, ORG, LOC or OTH. Raises LanguageError for a text that is no valid Unicode (a lone surrogate).
        """


def load(name: str | None = None) -> Pipeline:
    """The bundled English pipeline, or the installed spaCy pipeline of that name.

    Raises LanguageError if the pipeline is not installed, or finds no sentences.
    """
    if name is None:
        from summitry.language.english import English

        return English()
    from summitry.language.installed import Installed

    return Installed(name)
