"""A scene in, positions out: who demands, offers, accepts, rejects or commits to what, toward whom, on which condition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from summitry.knowledge.gazetteer import gazetteer
from summitry.knowledge.meaning import StanceCue, stances
from summitry.model import Span, Stance
from summitry.reading.attribution import Said
from summitry.reading.fate import reality
from summitry.reading.scene import Scene
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

    from summitry.model import Modality

ADJUNCTS = frozenset(
    ("at", "during", "after", "before", "since", "by", "in", "under", "amid", "despite", "until", "with", "as", "because of")
)  # fmt: skip
PUTTING = frozenset(
    ("ask", "press", "call", "push", "appeal", "urge", "pressure", "lobby", "plead", "invite")
)
CLAUSES = ("xcomp", "ccomp", "acl", "advcl")
QUESTIONS = frozenset({"whether", "if", "how", "why", "what", "when", "who"})
IF = frozenset({"if", "once", "when", "provided", "after"})
REFUSING = frozenset({"will", "would", "shall"})


@dataclass(frozen=True, slots=True)
class Held:
    """A position on its way to a claim: who holds it toward whom, where the words stand, and when it was taken."""

    p: int
    token: Token
    trigger: Span
    actors: tuple[int, ...]
    toward: tuple[int, ...]
    stance: Stance
    modality: Modality
    when: int | None = None


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
            elif token.pos_ in ("VERB", "ADJ", "NOUN", "AUX"):
                found += _by_duty(scene, p, over, token)
                found += _by_refusal(scene, p, over, token)
                found += _by_condition(scene, p, over, token)
    return found


def _by_cue(scene: Scene, p: int, over: list[Said], token: Token) -> Held | None:
    verbs, nouns, adjectives = _cues()
    if token.pos_ == "VERB" and token.dep_ not in ("amod", "compound", "case"):
        cue = verbs.get(phrasal(token)) or verbs.get(lemma(token)) or _with_preposition(token)
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


def _with_preposition(verb: Token) -> StanceCue | None:
    for child in verb.children:
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
        return _made(scene, p, Cued(verb, cue, subjects(verb), _about(verb), _put_to(verb)))
    held = _made(scene, p, Cued(verb, cue, obliques(verb, "by"), _about(verb), subjects(verb)))
    speaker = _speaker(over, p, verb.i)
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
    actors = tuple(i for i in scene.actors(p, cued.by) if _can_hold(scene, i))
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
    kind = cued.cue.stance
    if kind == "demand" and not toward and _own_act(cued, head):
        if lemma(token) not in ("ask", "request"):
            return None
        kind = "offer"  # who asks to meet proposes a meeting
    if not _fits(cued, kind, head, measure, toward) or _at_home(scene, actors, toward):
        return None
    stance = Stance(stance=kind, measure=measure, text=text, condition=condition_of(token, head))
    return Held(
        p, token, scene.token_span(p, token), actors, toward, stance, "asserted", _taken_when(scene, p, token)
    )


def _can_hold(scene: Scene, index: int) -> bool:
    """Whether a referent can hold a position: no place, no outlet, nobody unnamed of no side."""
    referent = scene.referent(index)
    entry = gazetteer().entry(referent.key) if referent.key else None
    unknown = referent.anonymous and referent.state is None and referent.key is None
    return referent.type != "place" and not unknown and not (entry is not None and entry.media)


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
    if not text or not targets or not _other_side(scene, speaker.speakers(), targets):
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
        return _demands(cued, head, measure=measure)
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
        return True
    if any(c.lower_ in QUESTIONS for c in head.children if c.i < head.i):
        return False
    aux = auxiliaries(head)
    subjunctive = (head.tag_ == "VB" and not aux) or (head.tag_ == "VBN" and aux in ([], ["be"]))
    return _duty(head) or subjunctive


def _at_home(scene: Scene, actors: tuple[int, ...], toward: tuple[int, ...]) -> bool:
    """Whether somebody asks his own side: no position between the sides."""
    mine = {scene.referent(i).state for i in actors} - {None}
    return bool(toward) and bool(mine) and all(scene.referent(i).state in mine for i in toward)


def _other_side(scene: Scene, speakers: tuple[int, ...], targets: tuple[int, ...]) -> bool:
    states = {scene.referent(i).state for i in targets}
    return not set(speakers) & set(targets) and not {scene.referent(i).state for i in speakers} & states


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


# ---- duties, refusals and conditions, which no cue word carries


def _speaker(over: list[Said], p: int, i: int) -> Said | None:
    """The innermost source of token `i`."""
    return min((s for s in over if s.covers(p, i)), key=lambda s: s.last - s.first, default=None)


def _duty(token: Token) -> bool:
    """Whether a predicate is a duty: "must", "should", "has to", "needs to"."""
    aux = auxiliaries(token)
    if "must" in aux or ("should" in aux and "have" not in aux):
        return not negated(token) or "must" in aux or "should" in aux
    return (
        token.dep_ == "xcomp"
        and _infinitive(token)
        and lemma(token.head) in ("need", "have")
        and reality(token.head) == "present"
    )


def _by_duty(scene: Scene, p: int, over: list[Said], token: Token) -> Iterator[Held]:
    """ "Iran must stop", said by another party, is that party's demand."""
    if (
        not over
        or token.dep_ in ("aux", "cop")
        or not _duty(token)
        or lemma(token) in stances().matters["mental"]
    ):
        return
    speaker = _speaker(over, p, token.i)
    targets = scene.actors(p, subjects(token))
    if (
        speaker is None
        or not targets
        or is_given(token)
        or not _other_side(scene, speaker.speakers(), targets)
    ):
        return
    text = words_of(None, token)
    measure = measure_in(text)
    if measure is not None or is_warm(token):
        stance = Stance(stance="demand", measure=measure, text=text, condition=condition_of(token, token))
        yield Held(p, token, scene.token_span(p, token), speaker.speakers(), targets, stance, "asserted")


def _by_refusal(scene: Scene, p: int, over: list[Said], token: Token) -> Iterator[Held]:
    """ "Will not negotiate", "would never give up its arms": a refusal; "... unless the other does" a demand of that."""
    aux = set(auxiliaries(token))
    only = any(c.lower_ == "only" and c.i < token.i for c in token.children)
    if (
        not aux & REFUSING
        or not (negated(token) or only)
        or "have" in aux
        or is_given(token)
        or not _is_main(token)
    ):
        return
    speaker = _speaker(over, p, token.i)
    holders = scene.actors(p, [t for t in subjects(token) if t.dep_ != "nsubj:pass"])
    term = _term(token)
    if not holders and term is not None and speaker is not None:
        holders = speaker.speakers()
    actors = tuple(i for i in holders if _can_hold(scene, i))
    if not actors:
        return
    text = words_of(None, token)
    if term is not None:
        asked = words_of(None, term)
        toward = tuple(i for i in scene.actors(p, subjects(term)) if i not in actors)
        if (
            measure_in(asked)
            or (toward and not _at_home(scene, actors, toward))
            or (only and speaker is not None)
        ):
            stance = Stance(stance="demand", measure=measure_in(asked), text=asked, condition=None)
            yield Held(p, token, scene.token_span(p, token), actors, toward, stance, "asserted")
    elif negated(token) and not is_passive(token) and is_warm(token) and lemma(token) != "discuss":
        stance = Stance(stance="reject", measure=measure_in(text), text=text, condition=None)
        yield Held(p, token, scene.token_span(p, token), actors, (), stance, "asserted")


def _by_condition(scene: Scene, p: int, over: list[Said], token: Token) -> Iterator[Held]:
    """ "Would lift the ban if the other side ...", told of one's own side: a conditional offer."""
    aux = set(auxiliaries(token))
    if (
        not over
        or not aux & REFUSING
        or negated(token)
        or "have" in aux
        or not _is_main(token)
        or is_given(token)
    ):
        return
    speaker = _speaker(over, p, token.i)
    term = next((c for c in children(token, "advcl") if _opens(c, IF)), None)
    actors = tuple(i for i in scene.actors(p, subjects(token)) if _can_hold(scene, i))
    if speaker is None or term is None or not actors or is_passive(token):
        return
    sides = {scene.referent(i).state for i in speaker.speakers()}
    own = set(actors) & set(speaker.speakers()) or {scene.referent(i).state for i in actors} & (
        sides - {None}
    )
    toward = tuple(i for i in scene.actors(p, subjects(term)) if i not in actors)
    text = words_of(None, token)
    measure = measure_in(text)
    hostile = lemma(token) in stances().matters["hostile"] or measure == "sanctions"
    if (
        own
        and toward
        and not hostile
        and (measure is not None or is_warm(token))
        and not _at_home(scene, actors, toward)
    ):
        stance = Stance(stance="offer", measure=measure, text=text, condition=words_of(None, term))
        yield Held(p, token, scene.token_span(p, token), actors, toward, stance, "asserted")


def _opens(clause: Token, openers: frozenset[str]) -> bool:
    return bool({c.lower_ for c in children(clause, "mark", "advmod")} & openers)


def _is_main(token: Token) -> bool:
    """Whether a predicate is told as such: a main clause, or what somebody says."""
    if token.pos_ != "VERB" or token.dep_ in ("aux", "cop", "amod", "acl", "acl:relcl", "advcl", "csubj"):
        return False
    return token.dep_ != "ccomp" or token.head.pos_ in ("VERB", "AUX")


def _term(token: Token) -> Token | None:
    """What a refusal waits for: the clause or noun after "until", "unless", "before"."""
    for child in token.children:
        opener = {c.lower_ for c in children(child, "mark", "advmod", "case")}
        if (
            child.i > token.i
            and child.dep_ in ("advcl", "obl", "nmod")
            and opener & set(stances().conditions.terms)
        ):
            return child
    return None
