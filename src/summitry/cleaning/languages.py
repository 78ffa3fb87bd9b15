"""A text comes in; the language that it is written in goes out, by ISO 639 code, and its English name."""

from __future__ import annotations

import re

from summitry.knowledge.residue import residue

READ = "en"
SAMPLE = 6000
PROSE = 20
SHARE = 0.12
SHORT = 100  # words below which English with names and markup is taken for its nearest creole
WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
SCRIPTS = (
    ("ko", re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u3400-\u9fff]")),
)
LETTER = re.compile(r"[^\W\d_]")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def identify(text: str) -> str | None:
    """The language of the text; None where it holds too little to tell.

    Scripts of one language decide at once, and so does a share of English function words that no other
    language reaches; the rest goes to langid (Lui and Baldwin 2012, as py3langid).
    """
    sample = text[:SAMPLE]
    letters = len(LETTER.findall(sample))
    for code, script in SCRIPTS:
        if len(script.findall(sample)) * 5 > letters:
            return code
    words = [word.lower() for word in WORD.findall(sample)]
    known = residue().words.english - residue().words.shared
    if words and sum(word in known for word in words) >= SHARE * len(words):
        return READ
    if len(words) < PROSE and sample.isascii():
        return None
    from py3langid import classify

    code = str(classify(sample)[0])
    if code == "pcm" and len(words) < SHORT and any(word in known for word in words):
        return READ
    return code if code != "zxx" else None


def name(code: str) -> str:
    """The English name of the language; the code where the table has none."""
    return residue().languages.get(code, code)


def is_foreign_script(text: str) -> bool:
    """Whether most letters of the text lie outside the Latin script."""
    letters = len(LETTER.findall(text))
    return letters > 0 and len(LATIN.findall(text)) * 2 < letters
