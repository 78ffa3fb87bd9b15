"""A clause's verb in, how real it makes an event out: by tense, auxiliaries, negation, and the predicates that govern it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from summitry.knowledge.meaning import Effect, fates
from summitry.reading.tree import auxiliaries, case_of, children, lemma, negated, phrasal

if TYPE_CHECKING:
    from spacy.tokens import Token

    from summitry.model import Modality, Status

Reality = Literal["past", "present", "progressive", "future", "possible", "would", "must", "open", "negated"]
UNDENIED: dict[Effect, Status] = {
    "collapsed": "held", "cancelled": "scheduled", "postponed": "scheduled", "denied": "proposed", "refused": "proposed",
}  # fmt: skip
STATUS_OF: dict[Effect, Status] = {
    "occurs": "held", "begins": "held", "ends": "held", "under way": "under way", "scheduled": "scheduled",
    "confirmed": "confirmed", "expected": "expected", "proposed": "proposed", "cancelled": "cancelled",
    "postponed": "postponed", "collapsed": "collapsed", "denied": "denied", "refused": "denied",
}  # fmt: skip
MODALITY_OF: dict[Status, Modality] = {
    "held": "asserted", "under way": "asserted", "collapsed": "asserted", "cancelled": "asserted", "postponed": "asserted",
    "scheduled": "planned", "confirmed": "planned", "expected": "expected", "proposed": "possible", "denied": "denied",
}  # fmt: skip


@cache
def tables() -> tuple[dict[str, Effect], ...]:
    carriers: dict[str, Effect] = {}
    matrix: dict[str, Effect] = {}
    modifiers: dict[str, Effect] = {}
    nouns: dict[str, Effect] = {}
    for fate in fates():
        for table, words in (
            (carriers, fate.carriers),
            (matrix, fate.matrix),
            (modifiers, fate.modifiers),
            (nouns, fate.nouns),
        ):
            for word in words:
                table.setdefault(word, fate.effect)
    return carriers, matrix, modifiers, nouns


def reality(verb: Token) -> Reality:
    """How real a clause makes its predicate, from tense, auxiliaries and negation alone."""
    aux = auxiliaries(verb)
    if negated(verb):
        return "negated"
    if any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children):
        return "open"
    if "will" in aux or "shall" in aux:
        return "future"
    if "may" in aux or "might" in aux or "could" in aux or "can" in aux:
        return "possible"
    if "would" in aux:
        return "would"
    if "must" in aux or "should" in aux:
        return "must"
    return _tense(verb, aux)


def _tense(verb: Token, aux: list[str]) -> Reality:
    if verb.tag_ == "VBG" and any(a in ("is", "are", "'s", "’s", "am", "be", "been") for a in aux):
        return "progressive"
    if verb.tag_ == "VBG" and ("was" in aux or "were" in aux):
        return "past"
    if verb.tag_ in ("VBD", "VBN") or any(a in ("was", "were", "had", "did", "has", "have") for a in aux):
        return "past"
    if verb.tag_ == "VBG":
        return "open" if not aux else "progressive"
    return "present"


def effect_of(verb: Token) -> Effect | None:
    """What a verb says of the event that is its subject or object, or None where it says nothing."""
    carriers = tables()[0]
    name = phrasal(verb)
    if name in carriers:
        return carriers[name]
    return carriers.get(lemma(verb)) if "+" not in name else None


def setting_of(token: Token) -> Reality:
    """How real the clauses above a token are: the nearest that is not plainly told decides, else they are past."""
    verb = token
    for _ in range(12):
        if verb.head == verb:
            break
        verb = verb.head
        if verb.pos_ not in ("VERB", "AUX"):
            continue
        real = reality(verb)
        if real in ("future", "possible", "open", "must", "would") and verb.tag_ != "VBG":
            return real
        if real in ("past", "present", "progressive"):
            return "past"
    return "past"


def status_through(verb: Token, effect: Effect) -> Status:
    """The status after the clause's reality and the predicates that govern it have had their say."""
    real = reality(verb)
    before = _adjective_before(verb)
    if before is not None and real != "negated":
        return STATUS_OF[before]
    if real == "negated":
        if effect in ("occurs", "begins") and any(case_of(c) in ("until", "before") for c in verb.children):
            return "scheduled"  # "will not resume until May"
        return UNDENIED.get(effect, "denied")
    if real in ("past", "present", "progressive"):
        if real == "progressive" and effect in ("occurs", "begins"):
            effect = "under way"
        if real == "present" and effect in ("occurs", "begins") and _ahead(verb, effect):
            effect = "scheduled"
        return _told(verb, effect)
    settled = effect in ("scheduled", "expected", "proposed", "confirmed", "denied", "refused")
    if real == "future":
        above = tables()[1].get(lemma(verb.head)) if verb.dep_ == "ccomp" else None
        if any(c.dep_ == "mark" and c.lower_ in ("if", "whether", "unless") for c in verb.children):
            above = "proposed"
        return STATUS_OF[effect if settled else above if above in ("proposed", "expected") else "scheduled"]
    if real == "would" and _reported(verb):
        return STATUS_OF[effect] if settled else "scheduled"
    if real in ("possible", "would"):
        return (
            STATUS_OF[effect] if effect in ("denied",) else "expected" if real == "possible" else "proposed"
        )
    if real == "must":
        return "proposed"
    if _first_to(verb):
        return "held" if setting_of(verb) == "past" else "scheduled"
    governed = _governed(verb)
    if governed is not None and governed not in ("occurs", "begins", "ends"):
        return STATUS_OF[governed]
    if governed is not None:
        return STATUS_OF[effect]
    if settled:
        return STATUS_OF[effect]
    return _gerund(verb) if verb.tag_ == "VBG" else "proposed" if _judged(verb) else "scheduled"


def _ahead(verb: Token, effect: Effect) -> bool:
    """Whether a present tense means what is to come: "when they meet", and "talks begin on Friday" outside of headlines."""
    marks = {c.lower_ for c in verb.children if c.dep_ in ("mark", "advmod")}
    if marks & {"when", "before", "until", "once"}:
        return True
    ended = verb.doc[verb.sent.end - 1].is_punct
    return effect == "begins" and ended and verb.tag_ in ("VBP", "VBZ")


def _first_to(verb: Token) -> bool:
    """Whether an infinitive tells what the first or last one did ("the first president to meet him")."""
    heads = [verb.head] if verb.dep_ in ("acl", "acl:relcl") else []
    if verb.dep_ == "advcl" and lemma(verb.head) in ("become", "be"):
        heads = children(verb.head, "xcomp", "obj")
    if verb.dep_ == "advcl" and verb.head.pos_ == "NOUN":
        heads = [verb.head]
    nouns = [h for h in heads if h.pos_ in ("NOUN", "PROPN")]
    return any(
        c.lower_ in ("first", "second", "third", "last", "only", "latest") for h in nouns for c in h.children
    )


def _gerund(verb: Token) -> Status:
    """A gerund tells of what was done, unless its preposition says that it was not ("without meeting him")."""
    marks = {c.lower_ for c in verb.children if c.dep_ in ("mark", "case", "cc")}
    return "denied" if marks & {"without", "instead", "rather", "against"} else "held"


def _judged(verb: Token) -> bool:
    """Whether an infinitive is only judged or weighed: "hard to reach a deal", "the need for both to meet"."""
    if verb.dep_ == "csubj":
        return True
    head = verb.head
    return (
        verb.dep_ in ("xcomp", "ccomp", "advcl", "acl")
        and head.pos_ in ("ADJ", "NOUN", "ADV")
        and head != verb
    )


def _adjective_before(verb: Token) -> Effect | None:
    """The effect of an adjective right before "to" and the verb ("due to meet", "likely to be held")."""
    i = verb.i - 1
    if i > verb.sent.start and verb.doc[i].lower_ == "be":
        i -= 1
    if i <= verb.sent.start or verb.doc[i].lower_ != "to" or verb.doc[i - 1].pos_ != "ADJ":
        return None
    return tables()[1].get(lemma(verb.doc[i - 1]))


def _reported(verb: Token) -> bool:
    """Whether "would" is the future of reported speech ("said that it would be held")."""
    return verb.dep_ == "ccomp" and verb.head.pos_ == "VERB" and reality(verb.head) == "past"


def _told(verb: Token, effect: Effect) -> Status:
    """A finite clause under a verb of hope or expectation is no more real than that."""
    if verb.dep_ in ("ccomp", "acl", "advcl") and verb.head.pos_ in ("VERB", "NOUN", "ADJ"):
        if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in verb.children):
            return "proposed"
        above = tables()[1].get(lemma(verb.head))
        if (
            above in ("proposed", "denied", "refused")
            and verb.dep_ == "ccomp"
            and effect in ("occurs", "begins")
        ):
            return STATUS_OF[above]
    return STATUS_OF[effect]


def _governed(verb: Token) -> Effect | None:
    """The effect of the predicate above an infinitive or gerund ("expected to", "agreed to", "preparing for")."""
    matrix = tables()[1]
    seen = verb
    for _ in range(3):
        head = seen.head
        if head == seen or seen.dep_ not in ("xcomp", "ccomp", "advcl", "acl", "csubj", "obl", "conj"):
            break
        if seen.dep_ == "conj":
            seen = head
            continue
        effect = matrix.get(lemma(head)) or (tables()[3].get(lemma(head)) if head.pos_ == "NOUN" else None)
        if lemma(head) == "have" and any(c.lower_ == "yet" for c in head.children):
            return "denied"
        if effect is not None:
            if negated(head):
                return "refused" if effect in ("proposed", "scheduled") else "denied"
            return effect
        seen = head
    return None


def modality_of(verb: Token, status: Status) -> Modality:
    """The modality that goes with a status, unless the clause is a condition or contrary to fact."""
    marks = [c.lower_ for c in children(verb, "mark")]
    if any(m in ("if", "unless", "provided") for m in marks):
        return "conditional"
    aux = auxiliaries(verb)
    if "would" in aux and "have" in aux:
        return "counterfactual"
    return MODALITY_OF[status]
