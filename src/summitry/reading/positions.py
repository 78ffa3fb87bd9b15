"""A scene in, positions out: who demands, offers, accepts, rejects or commits to what, toward whom, on which condition."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from summitry.knowledge.meaning import StanceCue, stances
from summitry.model import Stance
from summitry.reading.attribution import Said
from summitry.reading.clause import reality
from summitry.reading.duties import conditional_offers, duties, is_duty, refusals, speaker_of
from summitry.reading.held import Held, at_home, can_hold, has_side, other_side
from summitry.reading.scene import Scene
from summitry.reading.speakers import acting
from summitry.reading.terms import condition_of, core_of, is_given, is_warm, measure_in, words_of
from summitry.reading.tree import (
    auxiliaries,
    case_of,
    children,
    is_passive,
    lemma,
    negated,
    objects,
    obliques,
    phrasal,
    subjects,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

ADJUNCTS = frozenset(
    ("at", "during", "after", "before", "since", "by", "in", "under", "amid", "despite", "until", "with", "as", "because of")
)  # fmt: skip
PUTTING = frozenset(
    ("ask", "press", "call", "push", "appeal", "urge", "pressure", "lobby", "plead", "invite")
)
CLAUSES = ("xcomp", "ccomp", "acl", "advcl")
PREDICATES = frozenset({"VERB", "ADJ", "NOUN", "AUX"})
QUESTIONS = frozenset({"whether", "if", "how", "why", "what", "when", "who"})


@dataclass(frozen=True, slots=True)
class Cued:
    """The token that carries a stance, by which cue, the tokens of who holds it, what it is about, and whom it is put to."""

    token: Token
    cue: StanceCue
    by: list[Token]
    about: list[Token]
    to: list[Token]


@cache
def _cues() -> tuple[dict[str, StanceCue], dict[str, StanceCue], dict[str, StanceCue]]:
    verbs: dict[str, StanceCue] = {}
    nouns: dict[str, StanceCue] = {}
    adjectives: dict[str, StanceCue] = {}
    for cue in stances().stance:
        for table, words in ((verbs, cue.verbs), (nouns, cue.nouns), (adjectives, cue.adjectives)):
            for word in words:
                table.setdefault(word, cue)
    return verbs, nouns, adjectives


@cache
def _rejecting() -> StanceCue:
    return next(c for c in stances().stance if c.stance == "reject")


def find_positions(scene: Scene, said: list[Said]) -> list[Held]:
    """Every position that the report's passages carry, in reading order."""
    found: list[Held] = []
    for p, passage in enumerate(scene.passages):
        over = [s for s in said if s.p == p and s.source is not None and s.real]
        for token in passage.doc:
            held = _by_cue(scene, p, over, token)
            if held is not None:
                found.append(held)
            elif token.pos_ in PREDICATES and (token.dep_ == "xcomp" or auxiliaries(token)):
                found += duties(scene, p, over, token)
                found += refusals(scene, p, over, token)
                found += conditional_offers(scene, p, over, token)
    return found


def _by_cue(scene: Scene, p: int, over: list[Said], token: Token) -> Held | None:
    verbs, nouns, adjectives = _cues()
    if token.pos_ == "VERB" and token.dep_ not in ("amod", "compound", "case"):
        cue = verbs.get(phrasal(token)) or verbs.get(lemma(token)) or _with_preposition(scene, p, token)
        if cue is not None:
            return _from_verb(scene, p, over, token, cue)
    if token.pos_ == "NOUN" and lemma(token) in nouns:
        return _from_noun(scene, p, token, nouns[lemma(token)])
    if (
        token.pos_ in ("ADJ", "VERB")
        and token.lower_ in adjectives
        and token.dep_ not in ("amod", "compound")
    ):
        return _from_adjective(scene, p, token, adjectives[token.lower_])
    return None


def _with_preposition(scene: Scene, p: int, verb: Token) -> StanceCue | None:
    for child in verb.children:
        if (p, child.i) in scene.times_at:
            continue
        if child.dep_.startswith("obl") or child.dep_ in ("advcl", "xcomp", "ccomp"):
            marks = [c.lower_ for c in children(child, "mark", "case")]
            for prep in (case_of(child), *marks):
                cue = _cues()[0].get(f"{lemma(verb)}@{prep}") if prep else None
                if cue is not None:
                    return cue
    return None


# ---- verbs


def _from_verb(scene: Scene, p: int, over: list[Said], verb: Token, cue: StanceCue) -> Held | None:
    real = reality(verb)
    if is_given(verb) or real in ("possible", "would", "must"):
        return None
    if real == "negated":  # not accepting is rejecting; other stances that are negated are none
        return (
            _made(scene, p, Cued(verb, _rejecting(), subjects(verb), _about(verb), []))
            if cue.stance == "accept"
            else None
        )
    if real == "open" and not _carried_out(verb):
        return None
    if not is_passive(verb):
        return _made(scene, p, Cued(verb, cue, acting(verb), _about(verb), _put_to(verb)))
    held = _made(scene, p, Cued(verb, cue, obliques(verb, "by"), _about(verb), subjects(verb)))
    speaker = speaker_of(over, p, verb.i)
    if held is None and cue.stance == "demand" and speaker is not None and not obliques(verb, "by"):
        return _by_speaker(scene, p, speaker, Cued(verb, cue, [], _about(verb), subjects(verb)))
    return held


def _carried_out(verb: Token) -> bool:
    """Whether an infinitive or participle is done: under a verb that begins or goes on, or in a free clause."""
    if verb.tag_ == "VBG":
        marks = {c.lower_ for c in children(verb, "mark", "case")}
        if marks & {"without", "instead", "than", "before", "from", "of"}:
            return False
        return verb.dep_ in ("advcl", "acl", "conj", "xcomp") and reality(verb.head) not in (
            "negated",
            "possible",
            "would",
        )
    return (
        verb.dep_ == "xcomp"
        and lemma(verb.head) in stances().voicing["matrix"]
        and reality(verb.head) in ("past", "present", "progressive")
    )


def _about(verb: Token) -> list[Token]:
    """What a stance can be about, what says most first: the clause, then the object or oblique."""
    clauses = [c for c in children(verb, "xcomp", "ccomp") if c.i > verb.i]
    clauses += [c for c in children(verb, "advcl") if c.i > verb.i and _infinitive(c)]
    for noun in (*objects(verb), *obliques(verb, "on", "upon", "for")):
        clauses += [
            c for c in children(noun, "acl") if c.i > verb.i and _infinitive(c) and lemma(verb) in PUTTING
        ]
    things = [t for t in children(verb, "obj", "obl", "nmod") if t.i > verb.i and case_of(t) not in ADJUNCTS]
    if lemma(verb) in PUTTING:
        things = [t for t in things if case_of(t) in ("for", "to")]
    passive = children(verb, "nsubj:pass") if is_passive(verb) else []
    return [*clauses[:1], *(passive or things)[:1]]


def _infinitive(token: Token) -> bool:
    return any(c.lower_ == "to" for c in children(token, "mark"))


def _put_to(verb: Token) -> list[Token]:
    return [
        *children(verb, "obj", "iobj"),
        *obliques(verb, "to", "from", "with", "of", "on", "upon", "against"),
    ]


# ---- nouns and adjectives


def _from_noun(scene: Scene, p: int, noun: Token, cue: StanceCue) -> Held | None:
    """ "Its demand for", "an offer from ... to"; a pledge or readiness only where somebody voices it."""
    owners = [*children(noun, "nmod:poss", "compound", "amod"), *obliques(noun, "from", "by")]
    voiced = (
        noun.dep_ == "obj" and noun.head.pos_ == "VERB" and lemma(noun.head) in stances().voicing["verbs"]
    )
    if voiced and (reality(noun.head) in ("negated", "possible", "would", "must") or is_given(noun.head)):
        return None
    about = [*children(noun, "acl", "ccomp"), *obliques(noun, "for", "of", "on", "to")][:1]
    owned = (
        bool(children(noun, "nmod:poss"))
        and bool(about)
        and about[0].dep_ == "acl"
        and bool(measure_in(words_of(noun, about[0])))
    )
    if negated(noun) or (cue.voiced and not voiced and not owned):
        return None
    if voiced:
        owners = [t for t in owners if t.dep_ == "nmod:poss"] or subjects(noun.head)
    return _made(scene, p, Cued(noun, cue, owners, about, obliques(noun, "to", "on")))


def _from_adjective(scene: Scene, p: int, token: Token, cue: StanceCue) -> Held | None:
    """ "Is ready to ..."; not ready is a refusal."""
    about = [
        c
        for c in children(token, "xcomp", "ccomp", "advcl", "obl")
        if c.i > token.i and case_of(c) not in ADJUNCTS and (c.dep_ != "advcl" or _infinitive(c))
    ]
    if token.dep_ == "acl:relcl":
        return None  # "what they are willing to pay"
    real = reality(token)
    if (
        is_given(token)
        or real in ("possible", "would", "must")
        or (token.dep_ == "xcomp" and reality(token.head) in ("possible", "would", "negated"))
    ):
        return None
    if real == "negated":
        cue = _rejecting()
    return _made(scene, p, Cued(token, cue, subjects(token), about[:1], []))


# ---- what makes a position of it


def _made(scene: Scene, p: int, cued: Cued) -> Held | None:
    """The position, if somebody holds it and what it is about is a matter of negotiation."""
    actors = tuple(i for i in scene.actors(p, cued.by) if can_hold(scene, i))
    if not actors or any(lemma(c) in cued.cue.unless for c in cued.about):
        return None
    token = cued.token
    if lemma(token) == "agree" and (len(actors) > 1 or token.dep_ == "acl:relcl" or obliques(token, "under")):
        return None  # an agreement of the two, or what an old one says, not a position of one
    for head in cued.about:
        held = _about_this(scene, p, cued, head, actors)
        if held is not None:
            return held
    return None


def _about_this(scene: Scene, p: int, cued: Cued, head: Token, actors: tuple[int, ...]) -> Held | None:
    token = cued.token
    toward = _toward(scene, p, cued, head, actors)
    text = words_of(token, head)
    measure = measure_in(core_of(token, head))
    if measure is None and len(text.split()) < 3 and head.dep_ in CLAUSES:
        return None  # "the sanctions that it had promised to lift"
    kind = cued.cue.stance
    if kind == "demand" and not toward and _own_act(cued, head):
        if lemma(token) not in ("ask", "request"):
            return None
        kind = "offer"  # who asks to meet proposes a meeting
    if not _fits(cued, kind, head, measure, toward) or at_home(scene, actors, toward):
        return None
    stance = Stance(stance=kind, measure=measure, text=text, condition=condition_of(token, head))
    return Held(
        p, token, scene.token_span(p, token), actors, toward, stance, "asserted", _taken_when(scene, p, token)
    )


def _own_act(cued: Cued, head: Token) -> bool:
    """Whether an infinitive is the holder's own act: "asked to meet", "wants to leave"."""
    if head.dep_ not in ("xcomp", "advcl") or cued.token.pos_ != "VERB" or is_passive(cued.token):
        return False
    if any(c.dep_.startswith("nsubj") for c in head.children):
        return False
    return not any(t.i < head.i for t in children(cued.token, "obj", "iobj"))


def _by_speaker(scene: Scene, p: int, speaker: Said, cued: Cued) -> Held | None:
    """ "X is asked to ...", told by another side: that side asks."""
    targets = scene.actors(p, cued.to)
    text = words_of(cued.token, cued.about[0]) if cued.about else ""
    if (
        not text
        or not targets
        or not has_side(scene, speaker.speakers())
        or not other_side(scene, speaker.speakers(), targets)
    ):
        return None
    stance = Stance(
        stance="demand",
        measure=measure_in(text),
        text=text,
        condition=condition_of(cued.token, cued.about[0]),
    )
    return Held(
        p, cued.token, scene.token_span(p, cued.token), speaker.speakers(), targets, stance, "asserted"
    )


def _fits(cued: Cued, stance: str, head: Token, measure: str | None, toward: tuple[int, ...]) -> bool:
    """Whether the words can be what such a stance is about."""
    if stance == "demand":
        put = measure is not None or bool(toward) or is_warm(head)
        return put and _demands(cued, head, measure=measure)
    if stance in ("offer", "commit"):
        return _gives(cued, head, measure, toward)
    return measure is not None or is_warm(head) or lemma(head) in stances().matters["nouns"]


def _gives(cued: Cued, head: Token, measure: str | None, toward: tuple[int, ...]) -> bool:
    """Whether an offer or pledge gives something: no threat, and a measure or an act between the sides."""
    if measure == "sanctions" and not negated(head):
        return False
    if lemma(head) in stances().matters["hostile"] and not negated(head):
        return False
    invited = lemma(cued.token) == "invite" and bool(toward)
    return measure is not None or is_warm(head) or invited


def _demands(cued: Cued, head: Token, *, measure: str | None) -> bool:
    """A demand is put to another: an infinitive, a that-clause of duty, or a measure."""
    if head.dep_ not in CLAUSES:
        return measure is not None
    if head.dep_ != "ccomp" or cued.token.pos_ == "NOUN":
        return head.pos_ == "VERB" or measure is not None
    if any(c.lower_ in QUESTIONS for c in head.children if c.i < head.i):
        return False
    aux = auxiliaries(head)
    subjunctive = (head.tag_ == "VB" and not aux) or (head.tag_ == "VBN" and aux in ([], ["be"]))
    return is_duty(head) or subjunctive


def _taken_when(scene: Scene, p: int, token: Token) -> int | None:
    """The time on a stance's verb."""
    if token.pos_ != "VERB":
        return None
    return next((i for i in scene.times_below(p, token) if scene.times[i].timex in ("DATE", "TIME")), None)


def _toward(scene: Scene, p: int, cued: Cued, head: Token, actors: tuple[int, ...]) -> tuple[int, ...]:
    heads = [*cued.to]
    if cued.cue.stance in ("demand", "offer"):
        asked = ("nsubj", "nsubj:pass") if head.dep_ in CLAUSES else ("nmod:poss", "compound", "amod")
        heads += children(head, *asked)
    return tuple(i for i in scene.actors(p, heads) if i not in actors and scene.referent(i).type != "place")
