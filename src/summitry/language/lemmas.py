"""A form and its tag in, its lemma out: the treebanks' table first, then the rules for English endings."""

from __future__ import annotations

import gzip
import re
from functools import lru_cache
from pathlib import Path

import msgspec

from summitry.errors import KnowledgeError

RULES = Path(__file__).parent / "rules" / "lemmas.toml"
TABLE = Path(__file__).parent / "weights" / "lemmas.json.gz"
LONGEST = 40  # characters; a longer form is no English word with an ending to take off
NAMES = ("NNP", "NNPS")
VERBS = ("VBD", "VBN")  # the tags of irregular forms


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The endings of some tags, each with what stands in its place."""

    tags: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All endings, the tags that go alike, and the prefixes of verbs."""

    rule: tuple[Rule, ...]
    alike: tuple[tuple[str, str], ...]
    prefixes: tuple[str, ...]


class Lemmas:
    """Looks lemmas up and, failing that, works them out."""

    def __init__(self) -> None:
        rows = msgspec.json.decode(gzip.decompress(TABLE.read_bytes()), type=list[tuple[str, str, str]])
        self._table = {(form, tag): lemma for form, tag, lemma in rows}
        self._known = {(lemma, tag[0]) for _, tag, lemma in rows}
        rules = _rules()
        self._endings = _endings(rules)
        self._prefixes = rules.prefixes
        self._alike = dict(rules.alike) | {second: first for first, second in rules.alike}
        self.lemma = lru_cache(maxsize=1 << 15)(self._lemma)

    def _lemma(self, form: str, tag: str) -> str:
        lower = form.lower()
        found = self._table.get((lower, tag))
        if found is not None:
            return found
        return form if tag in NAMES else self.by_rule(lower, tag)

    def by_rule(self, lower: str, tag: str) -> str:
        """The lemma by rules: a known one if an ending leads to it, else by the first ending that fits."""
        if len(lower) > LONGEST:
            return lower
        irregular = self._irregular(lower, tag)
        if irregular is not None:
            return irregular
        rows = self._endings.get(tag, ())
        candidates = [pattern.sub(put, lower, count=1) for pattern, put in rows if pattern.search(lower)]
        known = (lemma for lemma in candidates if (lemma, tag[0]) in self._known)
        return next(known, candidates[0] if candidates else lower)

    def _irregular(self, lower: str, tag: str) -> str | None:
        """What the table says of the form under a tag that goes alike, or of a verb without its prefix."""
        found = self._table.get((lower, self._alike.get(tag, "")))
        if found is not None or tag not in VERBS:
            return found
        for prefix in self._prefixes:
            simple = self._table.get((lower.removeprefix(prefix), tag)) if lower.startswith(prefix) else None
            if simple is not None:
                return prefix + simple
        return None


def _rules() -> Rules:
    try:
        return msgspec.toml.decode(RULES.read_bytes(), type=Rules)
    except msgspec.DecodeError as error:
        raise KnowledgeError(f"{RULES.name}: {error}") from error


def _endings(rules: Rules) -> dict[str, tuple[tuple[re.Pattern[str], str], ...]]:
    try:
        return {
            tag: tuple((re.compile(pattern), put) for pattern, put in rule.rows)
            for rule in rules.rule
            for tag in rule.tags
        }
    except re.error as error:
        raise KnowledgeError(f"{RULES.name}: {error}") from error
