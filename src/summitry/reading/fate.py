"""The tree around an event's trigger in, what becomes of the event out: its status, its modality, and its carrier."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from summitry.knowledge.meaning import Effect, containers, fates
from summitry.reading.tree import CLAUSES, SUBJECTS, auxiliaries, case_of, children, lemma, negated, phrasal

if TYPE_CHECKING:
    from spacy.tokens import Token

    from summitry.model import Modality, Status

Reality = Literal["past", "present", "progressive", "future", "possible", "would", "must", "open", "negated"]

BEHIND = frozenset(["after", "since", "following", "during", "at", "from", "in"])
UNDENIED: dict[Effect, Status] = {
    "collapsed": "held", "cancelled": "scheduled", "postponed": "scheduled", "denied": "proposed", "refused": "proposed",
}  # fmt: skip
EAGERLY = frozenset(
    {"highly", "much", "long", "eagerly", "hotly", "widely"}
)  # what was anticipated so has come
ENDED = frozenset({"cancelled", "postponed", "collapsed", "ends"})
AHEAD = frozenset(["before", "ahead of", "until", "for", "prior to", "pending", "towards", "toward"])
STATUS_OF: dict[Effect, Status] = {
    "occurs": "held", "begins": "held", "ends": "held", "under way": "under way", "scheduled": "scheduled",
    "confirmed": "confirmed", "expected": "expected", "proposed": "proposed", "cancelled": "cancelled",
    "postponed": "postponed", "collapsed": "collapsed", "denied": "denied", "refused": "denied",
}  # fmt: skip
MODALITY_OF: dict[Status, Modality] = {
    "held": "asserted", "under way": "asserted", "collapsed": "asserted", "cancelled": "asserted", "postponed": "asserted",
    "scheduled": "planned", "confirmed": "planned", "expected": "expected", "proposed": "possible", "denied": "denied",
}  # fmt: skip


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


@cache
def _tables() -> tuple[dict[str, Effect], ...]:
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
    carriers = _tables()[0]
    name = phrasal(verb)
    if name in carriers:
        return carriers[name]
    return carriers.get(lemma(verb)) if "+" not in name else None


def fate_of_verb(verb: Token) -> Fate:
    """The fate of an event that a verb names ("met", "were slated to meet")."""
    status = _through(verb, "occurs")
    passing = verb.tag_ == "VBG" and verb.dep_ in ("acl", "amod", "acl:relcl")
    return Fate(status, _modality(verb, status), verb, weak=passing)


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
            status = _through(
                verb,
                modified
                if modified in ("collapsed",) and effect in ("occurs", "ends")
                else nominal or effect,
            )
            if negated(noun) or (noun.dep_ == "conj" and negated(noun.head) and noun.head.pos_ == "NOUN"):
                status = "denied"
            loose = modified == "proposed" or reality(verb) != "past"
            if modified in ("scheduled", "expected", "proposed") and status == "held" and loose:
                status = STATUS_OF[modified]
            return Fate(status, _modality(verb, status), verb, relation)
    clause = _reduced(top) or _reduced(noun)
    if clause is not None:
        effect = effect_of(clause) or "occurs"
        status = _through(clause, modified if modified == "collapsed" else effect)
        return Fate(status, _modality(clause, status), clause, "acl")
    behind = _behind(noun)
    if behind is not None:
        status = _through(behind, _settled(modified, nominal, effect_of(behind) or "occurs"))
        return Fate(status, _modality(behind, status), behind, "nsubj:pass")
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
    """The passive that follows its noun where the parse has lost it ("the summit is most likely to be held")."""
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
        if keyed in _tables()[0]:
            return _tables()[0][keyed]
        if not (
            case_of(top) in ("in", "to", "on", "into", "with")
            and lemma(verb)
            in (
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
            )
        ):
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
        elif name in _tables()[3]:
            top, effect = head, _tables()[3][name]
        else:
            break
    return top, effect


def _modified(noun: Token) -> Effect | None:
    modifiers = _tables()[2]
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
    real = _setting(top)
    told = any(_tables()[2].get(c.lower_) == "occurs" for c in top.children if c.i < top.i)
    if told and real != "future":
        return "occurs"
    if case in BEHIND - {"in", "at", "during", "from"}:
        return "occurs"
    if real == "future":
        return "scheduled"
    if real in ("possible", "open", "must", "would"):
        return "scheduled" if case in ("at", "during", "in") else "proposed"
    return "occurs"


def _setting(token: Token) -> Reality:
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


def _through(verb: Token, effect: Effect) -> Status:
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
        above = _tables()[1].get(lemma(verb.head)) if verb.dep_ == "ccomp" else None
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
        return "held" if _setting(verb) == "past" else "scheduled"
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
    return _tables()[1].get(lemma(verb.doc[i - 1]))


def _reported(verb: Token) -> bool:
    """Whether "would" is the future of reported speech ("said that it would be held")."""
    return verb.dep_ == "ccomp" and verb.head.pos_ == "VERB" and reality(verb.head) == "past"


def _told(verb: Token, effect: Effect) -> Status:
    """A finite clause under a verb of hope or expectation is no more real than that."""
    if verb.dep_ in ("ccomp", "acl", "advcl") and verb.head.pos_ in ("VERB", "NOUN", "ADJ"):
        if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in verb.children):
            return "proposed"
        above = _tables()[1].get(lemma(verb.head))
        if (
            above in ("proposed", "denied", "refused")
            and verb.dep_ == "ccomp"
            and effect in ("occurs", "begins")
        ):
            return STATUS_OF[above]
    return STATUS_OF[effect]


def _governed(verb: Token) -> Effect | None:
    """The effect of the predicate above an infinitive or gerund ("expected to", "agreed to", "preparing for")."""
    matrix = _tables()[1]
    seen = verb
    for _ in range(3):
        head = seen.head
        if head == seen or seen.dep_ not in ("xcomp", "ccomp", "advcl", "acl", "csubj", "obl", "conj"):
            break
        if seen.dep_ == "conj":
            seen = head
            continue
        effect = matrix.get(lemma(head)) or (_tables()[3].get(lemma(head)) if head.pos_ == "NOUN" else None)
        if lemma(head) == "have" and any(c.lower_ == "yet" for c in head.children):
            return "denied"
        if effect is not None:
            if negated(head):
                return "refused" if effect in ("proposed", "scheduled") else "denied"
            return effect
        seen = head
    return None


def _modality(verb: Token, status: Status) -> Modality:
    """The modality that goes with a status, unless the clause is a condition or contrary to fact."""
    marks = [c.lower_ for c in children(verb, "mark")]
    if any(m in ("if", "unless", "provided") for m in marks):
        return "conditional"
    aux = auxiliaries(verb)
    if "would" in aux and "have" in aux:
        return "counterfactual"
    return MODALITY_OF[status]
