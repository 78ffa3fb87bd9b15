"""The tree around an event's trigger in, what becomes of the event out: its status, its modality, and its carrier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summitry.knowledge.meaning import Effect, containers
from summitry.reading.clause import (
    MODALITY_OF,
    STATUS_OF,
    effect_of,
    modality_of,
    reality,
    setting_of,
    status_through,
    tables,
)
from summitry.reading.tree import CLAUSES, SUBJECTS, case_of, children, lemma, negated, phrasal

if TYPE_CHECKING:
    from spacy.tokens import Token

    from summitry.model import Modality, Status

INTO = frozenset(  # verbs that carry an event behind a preposition: "engage in talks", "agree to a summit"
    [
        "engage",
        "speak",
        "talk",
        "participate",
        "agree",
        "enter",
        "go",
        "return",
        "take",
        "come",
        "result",
        "end",
        "lead",
        "invite",
    ]
)
BEHIND = frozenset(["after", "since", "following", "during", "at", "from", "in"])
EAGERLY = frozenset(
    {"highly", "much", "long", "eagerly", "hotly", "widely"}
)  # what was anticipated so has come
ENDED = frozenset({"cancelled", "postponed", "collapsed", "ends"})
AHEAD = frozenset(["before", "ahead of", "until", "for", "prior to", "pending", "towards", "toward"])


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of an event in one passage: `carrier` is the verb that carries a noun's event, None if there is none.

    `weak` marks an event that the passage only presupposes or mentions, without a verb that carries it; `said` one whose
    status a word beside or above its noun states all the same ("the failed talks", "the collapse of the talks").
    """

    status: Status
    modality: Modality
    carrier: Token | None
    relation: str = ""
    weak: bool = False
    said: bool = False


def fate_of_verb(verb: Token) -> Fate:
    """The fate of an event that a verb names ("met", "were slated to meet")."""
    status = status_through(verb, "occurs")
    passing = verb.tag_ == "VBG" and verb.dep_ in ("acl", "amod", "acl:relcl")
    return Fate(status, modality_of(verb, status), verb, weak=passing)


def fate_of_noun(noun: Token) -> Fate:
    """The fate of an event that a noun names, from its carrier, its container and its modifiers."""
    top, nominal = _container(noun)
    modified = _modified(noun)
    verb = _governor(top)
    relation = "nsubj" if top.pos_ == "VERB" else top.dep_
    if verb is not None and relation in (
        "obj",
        "nsubj",
        "nsubj:pass",
        "obl",
        "obl:agent",
        "xcomp",
        "iobj",
        "acl",
        "advcl",
    ):
        verb, effect = _strongest(verb, top, relation)
        if effect is not None:
            status = status_through(verb, _settled(modified, nominal, effect))
            if negated(noun) or (noun.dep_ == "conj" and negated(noun.head) and noun.head.pos_ == "NOUN"):
                status = "denied"
            loose = modified == "proposed" or reality(verb) != "past"
            if modified in ("scheduled", "expected", "proposed") and status == "held" and loose:
                status = STATUS_OF[modified]
            return Fate(status, modality_of(verb, status), verb, relation)
    clause = _reduced(top) or _reduced(noun)
    if clause is not None:
        effect = effect_of(clause) or "occurs"
        status = status_through(clause, modified if modified == "collapsed" else effect)
        return Fate(status, modality_of(clause, status), clause, "acl")
    behind = _behind(noun)
    if behind is not None:
        status = status_through(behind, _settled(modified, nominal, effect_of(behind) or "occurs"))
        return Fate(status, modality_of(behind, status), behind, "nsubj:pass")
    said = modified is not None or nominal not in (None, "occurs")
    if top.dep_ == "ROOT":
        status = STATUS_OF[modified or nominal or "occurs"]
        return Fate(status, MODALITY_OF[status], None, "", weak=True, said=said)
    effect = modified or nominal or _presupposed(top)
    status = "denied" if negated(noun) else STATUS_OF[effect]
    return Fate(status, MODALITY_OF[status], None, relation, weak=True, said=said)


def _settled(modified: Effect | None, nominal: Effect | None, effect: Effect) -> Effect:
    """What counts of a modifier ("failed"), a noun above ("venue of") and the verb."""
    if modified == "collapsed" and effect in ("occurs", "ends"):
        return modified
    return effect if nominal is None or effect in ("confirmed", "cancelled", "postponed") else nominal


def _reduced(noun: Token) -> Token | None:
    """A reduced or relative clause that carries its noun ("talks held in Geneva", "a summit to be held in May")."""
    for child in children(noun, "acl", "acl:relcl"):
        passive = child.tag_ == "VBN" or any(c.dep_ in ("aux:pass", "nsubj:pass") for c in child.children)
        if (passive or phrasal(child) in ("take+place", "begin", "start", "open")) and effect_of(
            child
        ) is not None:
            return child
    return None


def _behind(noun: Token) -> Token | None:
    """The passive that follows its noun where the parse has lost it ("the round is now likely to be held")."""
    for token in noun.doc[noun.i + 1 : min(noun.i + 8, noun.sent.end)]:
        if token.tag_ == "VBN" and token.nbor(-1).lower_ in ("be", "been") and effect_of(token) is not None:
            return token
        if token.pos_ in ("NOUN", "PROPN", "PUNCT"):
            return None
    return None


def _governor(top: Token) -> Token | None:
    """What a noun phrase hangs on; where the parse gave a verb of speech two subjects ("the talks have ended, he said"),
    the first is that of the clause said."""
    head = top.head
    if top.pos_ == "VERB":  # "Talks between both have ended": at a sentence's head the noun looks like a verb
        return next((c for c in top.children if c.pos_ == "VERB" and c.i > top.i and c.dep_ in CLAUSES), None)
    if head == top or head.pos_ not in ("VERB", "ADJ", "AUX", "NOUN"):
        return None
    if top.dep_ in ("nsubj", "nsubj:pass") and any(c.i > top.i and c.dep_ == "nsubj" for c in head.children):
        said = (c for c in children(head, "ccomp") if top.i < c.i < head.i)
        return next(said, head)
    return head


def _strongest(verb: Token, top: Token, relation: str) -> tuple[Token, Effect | None]:
    """The verb that decides, and its effect: its own or a later one's with its subject ("began but broke off")."""
    own = _carried(verb, top, relation)
    if relation not in ("nsubj", "nsubj:pass"):
        return verb, own
    for later in children(verb, "conj"):
        effect = effect_of(later) if not any(c.dep_ in SUBJECTS for c in later.children) else None
        if effect in ENDED - {"ends"} or (own is None and effect is not None):
            return later, effect
    return verb, own


def _carried(verb: Token, top: Token, relation: str) -> Effect | None:
    """The effect of the verb on the event, if the event hangs on it as a verb's event does."""
    if relation == "obj" and children(verb, "xcomp"):
        return None  # "wants the summit to succeed" carries the clause, not the summit
    if relation == "obl" and not case_of(top) and "+" in phrasal(verb):
        return effect_of(
            verb
        )  # "called off the meeting": the particle was taken for a preposition of nothing
    if relation in ("obl", "acl", "advcl"):
        keyed = f"{lemma(verb)}@{case_of(top)}:"
        if keyed in tables()[0]:
            return tables()[0][keyed]
        if case_of(top) == "as" and effect_of(verb) == "confirmed":
            return "confirmed"  # "Oslo has been confirmed as the venue of the talks"
        if case_of(top) not in ("in", "to", "on", "into", "with") or lemma(verb) not in INTO:
            return None
    return effect_of(verb)


def _container(noun: Token) -> tuple[Token, Effect | None]:
    """Climbs from "talks" over "round of", "resumption of" to what hangs on the verb; the effect met on the way."""
    top, effect = noun, None
    for _ in range(4):
        head = top.head
        if (
            top.dep_ not in ("nmod", "compound", "nmod:poss", "conj")
            or head == top
            or head.pos_ not in ("NOUN", "PROPN")
        ):
            break
        if top.dep_ == "conj" and head.pos_ == "NOUN":
            top = head
            continue
        name = lemma(head)
        if name in containers() and case_of(top) in ("of", ""):
            top = head
        elif name in tables()[3]:
            top, effect = head, tables()[3][name]
        else:
            break
    return top, effect


def _modified(noun: Token) -> Effect | None:
    modifiers = tables()[2]
    before = [c for c in noun.children if c.i < noun.i and not any(a.lower_ in EAGERLY for a in c.children)]
    found = [modifiers[c.lower_] for c in before if c.lower_ in modifiers]
    left = noun.doc[max(noun.i - 4, noun.sent.start) : noun.i].text.lower()
    if "no-deal" in left or "no deal" in left:
        return "collapsed"
    return next((effect for effect in found if effect != "occurs"), None)


def _presupposed(top: Token) -> Effect:
    """What an adjunct presupposes: "after the summit" has seen it, "ahead of the summit" has not."""
    case = case_of(top)
    if case in AHEAD:
        return "scheduled"
    real = setting_of(top)
    told = any(tables()[2].get(c.lower_) == "occurs" for c in top.children if c.i < top.i)
    if told and real != "future":
        return "occurs"
    if case in BEHIND - {"in", "at", "during", "from"}:
        return "occurs"
    if real == "future":
        return "scheduled"
    if real in ("possible", "open", "must", "would"):
        return "scheduled" if case in ("at", "during", "in") else "proposed"
    return "occurs"
