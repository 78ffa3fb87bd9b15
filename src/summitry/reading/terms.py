"""A complement of a stance in, its terms out: what is asked or given in words, the measure they name, the condition."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from summitry.knowledge.meaning import measures, stances
from summitry.reading.tree import case_of, children, lemma, negated, objects, phrasal

if TYPE_CHECKING:
    from spacy.tokens import Token

MAX_WORDS = 40
LEADING = frozenset({"that", "for", "of", "on", "upon", "to"})
EDGES = ' ,.;:—–-“”"'
DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")
HYPOTHETICAL = frozenset({"if", "unless", "whether", "until", "once", "provided", "lest"})


def words_of(cue: Token | None, head: Token) -> str:
    """The words of a complement without what only hangs on to it: adverbial clauses, asides, further main clauses.

    `cue` is the token that the complement belongs to; None where `head` is itself a main predicate.
    """
    first = _first(cue, head)
    last = head.right_edge.i
    for child in head.children:
        aside = child.dep_ in ("advcl", "parataxis") and not _to(child)
        if child.i > head.i and (aside or _new_clause(child)):
            last = min(last, child.left_edge.i - 1)
    last = max(last, head.i, _moved(cue, last))
    return str(head.doc[first : min(last, first + MAX_WORDS - 1) + 1].text).strip(EDGES)


def core_of(cue: Token, head: Token) -> str:
    """The words of a complement as far as they name its measure: of a noun without its relative clauses."""
    relative = [c.left_edge.i for c in children(head, "acl:relcl") if c.i > head.i]
    text = words_of(cue, head)
    if not relative or head.pos_ == "VERB":
        return text
    return str(head.doc[_first(cue, head) : min(relative)].text)


def _first(cue: Token | None, head: Token) -> int:
    """Where the words of a complement begin: behind its cue, whom it is put to, and its preposition or "that"."""
    doc = head.doc
    first = head.left_edge.i
    if cue is not None and cue.i < head.i:
        first = max(first, cue.i + 1, *(t.i + 1 for t in _addressees(cue, head)))
        things = [t for t in objects(cue) if cue.i < t.i < first and t.pos_ == "NOUN"]
        if things and head.dep_ in ("xcomp", "ccomp") and not _to(head):
            first = things[0].left_edge.i
    while first < head.i and (doc[first].lower_ in LEADING or doc[first].dep_ in ("cc", "punct")):
        if doc[first].lower_ == "to" and doc[first].dep_ == "mark":
            break
        first += 1
    return first


def _moved(cue: Token | None, last: int) -> int:
    """Where a noun's words end if its cue has taken their end ("wants all troops out of the valley")."""
    if cue is None:
        return last
    for child in children(cue, "obl"):
        if _follows(child, last) and case_of(child).split(" ")[0] in ("out", "from", "off", "to"):
            return int(child.right_edge.i)
    return last


def _follows(token: Token, last: int) -> bool:
    """Whether a token's words begin right behind token `last`."""
    return bool(token.left_edge.i == last + 1)


def _addressees(cue: Token, head: Token) -> list[Token]:
    """Whom a demand is put to, where the words stand between cue and complement ("called on Iran to ...")."""
    if head.head == cue or head.dep_ != "acl":
        return []
    return (
        [t for t in head.head.subtree if t.i < head.left_edge.i and t.i > cue.i] if cue.pos_ == "VERB" else []
    )


def _to(token: Token) -> bool:
    return any(c.lower_ == "to" for c in children(token, "mark"))


def _new_clause(token: Token) -> bool:
    """Whether a conjunct is a clause with a subject of its own."""
    return (
        token.dep_ == "conj"
        and token.pos_ in ("VERB", "AUX")
        and bool(children(token, "nsubj", "nsubj:pass"))
    )


def measure_in(text: str) -> str | None:
    """The measure that words name: of several the first; those of substance before talks and summits."""
    lower = DOTTED.sub(lambda match: match[0].replace(".", ""), text.lower())
    found = []
    for order, (measure, pattern) in enumerate(measures()):
        match = pattern.search(lower)
        if match:
            found.append((measure.group == "process", match.start(), order, measure.key))
    return min(found)[-1] if found else None


def is_warm(head: Token) -> bool:
    """Whether a predicate or noun is an act between negotiating sides ("meet", "return", "comply")."""
    words = stances().matters
    if lemma(head) in words["acts"] or phrasal(head) in words["acts"]:
        return True
    return any(lemma(c) in words["acts"] for c in children(head, "xcomp", "conj"))


def is_given(token: Token) -> bool:
    """Whether a predicate is only supposed: asked, doubted, or under "if", "unless", "until"; or a verb that governs it."""
    if any(t.text == "?" for t in token.doc[max(token.sent.end - 2, 0) : token.sent.end]):
        return True
    seen = token
    for _ in range(4):
        marks = {c.lower_ for c in children(seen, "mark", "advmod")}
        if marks & HYPOTHETICAL and seen.dep_ in ("advcl", "ccomp", "acl", "ROOT", "parataxis"):
            return True
        if seen.dep_ == "ccomp" and _doubts(seen.head):
            return True
        if seen.dep_ not in ("xcomp", "conj") or seen.head == seen:
            return False
        seen = seen.head
    return False


def _doubts(verb: Token) -> bool:
    """Whether a predicate takes back what it governs: "nobody believes", "doubts", "did not say"."""
    nobody = any(c.lower_ in ("nobody", "none", "few", "neither") for c in verb.children if c.i < verb.i)
    return nobody or negated(verb) or lemma(verb) in stances().matters["doubting"]


def condition_of(token: Token, about: Token) -> str | None:
    """The words of the condition of a position, or of what is asked in return: behind its cue, or a clause before it."""
    doc = token.doc
    before = [c for c in children(token, "advcl") if c.i < token.i]
    parts = [(c.left_edge.i, c.right_edge.i) for c in before]
    parts.append((min(token.i, about.left_edge.i) + 1, max(token.right_edge.i, about.right_edge.i)))
    for first, last in parts:
        text = str(doc[first : last + 1].text)
        for opener in _openers():
            match = opener.search(text)
            if match and (found := _clause(text[match.start() :])):
                return found
    return None


def _clause(text: str) -> str | None:
    """The words up to the next mark, if they can be a condition."""
    clause = re.split(r"[,;.”]|\s[–—-]\s", text)[0].strip()
    return clause if 2 < len(clause.split()) <= 30 else None


@cache
def _openers() -> tuple[re.Pattern[str], ...]:
    words = (*stances().conditions.exchange, *stances().conditions.openers)
    return tuple(re.compile(rf"(?i)\b{re.escape(word)}\b") for word in words)
