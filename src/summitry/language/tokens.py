"""The text of one paragraph in, its tokens and their word pieces out: spaCy's English rules, bounded."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from summitry.errors import LanguageError
from summitry.language.network import UNKNOWN, WEIGHTS

if TYPE_CHECKING:
    from spacy.language import Language

LONGEST_RUN = 200  # characters without a space; the tokeniser takes quadratic time over a run of brackets
MOST_PIECES_A_WORD = 12
LONGEST_PIECED = 64  # characters of a word that are cut into pieces

_LONG_RUN = re.compile(rf"(\S{{{LONGEST_RUN + 1},}})( ?)")


def tokens(nlp: Language, text: str) -> tuple[list[str], list[bool]]:
    """The words, and whether a space follows each: together they are the text.

    White space beyond the single space between two words makes words of its own. A run of more than
    LONGEST_RUN characters is one word. Raises LanguageError for a text that is no valid Unicode.
    """
    words: list[str] = []
    spaces: list[bool] = []
    parts = _LONG_RUN.split(text)  # text, long run, the space behind it, text, ...
    try:
        for place in range(0, len(parts), 3):
            rows = nlp.tokenizer(parts[place]).to_array(["ORTH", "SPACY"]).tolist()
            words += [nlp.vocab.strings[word] for word, _ in rows]
            spaces += [bool(space) for _, space in rows]
            if place + 1 < len(parts):
                words.append(parts[place + 1])
                spaces.append(bool(parts[place + 2]))
    except UnicodeEncodeError as error:
        raise LanguageError(f"no valid Unicode at character {error.start}: {text[:60]!r}") from error
    return words, spaces


class Pieces:
    """Cuts words into the encoder's word pieces."""

    def __init__(self) -> None:
        from tokenizers import Tokenizer

        try:
            self._cutter = Tokenizer.from_file(str(WEIGHTS / "pieces.json"))
        except Exception as error:  # tokenizers raises the bare class
            raise LanguageError(f"the bundled weights in {WEIGHTS} cannot be read: {error}") from error
        self._cutter.no_padding()
        self._cutter.no_truncation()
        self.of = lru_cache(maxsize=1 << 15)(self._of)

    def _of(self, word: str) -> list[int]:
        ids: list[int] = self._cutter.encode(word[:LONGEST_PIECED], add_special_tokens=False).ids
        return ids[:MOST_PIECES_A_WORD] or [UNKNOWN]
