"""A parsed text and a span in it; the side of the anchor on which its clause lies (past or future) out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry.knowledge.times import Tense
from summitry.model.time import Sense

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

VERBAL = frozenset({"VERB", "AUX"})
PRESENT_BE = frozenset({"is", "are", "'s", "’s", "'re", "’re", "am", "be"})
PAST_BE = frozenset({"was", "were"})
HAVE = frozenset({"have", "has", "had", "having", "'ve", "’ve"})
AHEAD = frozenset({"before", "ahead", "until", "till", "pending", "towards", "toward"})


def sense_at(doc: Doc, start: int, end: int, tense: Tense) -> Sense:
    """The side on which the clause around `doc.text[start:end]` lies, by its verb's tense and modality.

    A text without a parse tells nothing: "near". A plan told in the past ("were to meet on Friday") is
    "near" too.
    """
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not doc.has_annotation("DEP"):
        return "near"
    token = span.root
    marker = _marker(span.root) or (doc[span.start - 1].lower_ if span.start else "")
    ahead = False
    for _ in range(len(doc)):
        if token.pos_ in VERBAL or _planned(token, tense):
            side = _clause(token, tense, marker)
            return "near" if ahead and side == "past" else side
        ahead = ahead or any(child.lower_ in AHEAD for child in token.children if child.dep_ == "case")
        if token.head == token:
            break
        token = token.head
    return _headline(token, tense)


def _marker(root: Token) -> str:
    """The preposition that carries the time."""
    return next((child.lower_ for child in root.children if child.dep_ in ("case", "prep")), "")


def _headline(token: Token, tense: Tense) -> Sense:
    """A sentence without a verb: a headline's infinitive or plan is in the future."""
    return "future" if any(_planned(child, tense) for child in token.children) else "near"


def _planned(token: Token, tense: Tense) -> bool:
    return token.lemma_.lower() in tense.planning or token.lower_ in tense.planning


def _auxiliaries(verb: Token) -> frozenset[str]:
    return frozenset(c.lower_ for c in verb.children if c.dep_.startswith("aux") or c.dep_ == "cop")


def _clause(verb: Token, tense: Tense, marker: str = "", depth: int = 0) -> Sense:
    """The side of a verb's clause."""
    helpers = _auxiliaries(verb)
    if helpers & tense.future:
        return "past" if helpers & HAVE else "future"
    set_for = (
        _planned(verb, tense)
        and (marker in ("for", "") or verb.dep_.startswith("acl"))
        and verb.tag_ == "VBN"
    )
    if helpers & HAVE:
        return ("near" if "had" in helpers else "future") if set_for else "past"
    if _infinitive(verb) and depth < 8:
        return _under(verb, tense, depth)
    if (
        _planned(verb, tense)
        and (marker in ("for", "") or verb.dep_.startswith("acl"))
        and verb.tag_ != "VBD"
    ):
        return "near" if helpers & PAST_BE else "future"
    return _tag(verb, helpers, tense, depth)


def _tag(verb: Token, helpers: frozenset[str], tense: Tense, depth: int) -> Sense:
    if verb.tag_ == "VBD" or helpers & PAST_BE or helpers & {"did"}:
        return "past"
    if verb.tag_ == "VBN":
        return "near" if helpers & PRESENT_BE else "past"
    if verb.tag_ == "VBG":
        if helpers & PRESENT_BE:
            return "future"
        parent = _parent(verb)
        return _clause(parent, tense, "x", depth + 1) if parent is not None and depth < 8 else "near"
    return "near"


def _infinitive(verb: Token) -> bool:
    return any(child.lower_ == "to" and child.dep_ in ("mark", "aux") for child in verb.children)


def _under(verb: Token, tense: Tense, depth: int) -> Sense:
    """The side of an infinitive: that of its governor, turned to the future by a plan."""
    parent = _parent(verb) if verb.head is not verb else None
    if parent is None or parent == verb:
        return "future"
    side = _clause(parent, tense, "x", depth + 1)
    if _planned(verb.head, tense) or _planned(parent, tense):
        return "near" if side == "past" else "future"
    if parent.lemma_ == "be" or _auxiliaries(verb) & (PRESENT_BE | PAST_BE):
        return "near" if side == "past" else "future"
    return side


def _parent(verb: Token) -> Token | None:
    """The verb, or word of planning, above."""
    token = verb.head
    for _ in range(len(verb.doc)):
        if (
            token.pos_ in VERBAL
            or token.dep_.startswith("acl")
            or any(c.dep_ == "cop" for c in token.children)
        ):
            return token if token != verb else None
        if token.head == token:
            return None
        token = token.head
    return None
