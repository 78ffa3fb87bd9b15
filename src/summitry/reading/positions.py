"""A scene in, positions out: who demands, offers, accepts, rejects or commits to what, toward whom, on which condition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from summitry.knowledge.meaning import StanceCue, measures, stances
from summitry.model import Span, Stance
from summitry.reading.attribution import Said
from summitry.reading.fate import reality
from summitry.reading.scene import Scene
from summitry.reading.tree import (
    auxiliaries,
    case_of,
    children,
    is_passive,
    lemma,
    objects,
    obliques,
    phrasal,
    predicate,
    subjects,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

    from summitry.model import Modality

MAX_WORDS = 40


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


def find_positions(scene: Scene, said: list[Said]) -> list[Held]:
    """Every position that the report's passages carry, in reading order."""
    found: list[Held] = []
    for p, passage in enumerate(scene.passages):
        for token in passage.doc:
            held = _by_cue(scene, p, token)
            if held is not None:
                found.append(held)
            found += _by_duty(scene, said, p, token)
    return found


def _by_cue(scene: Scene, p: int, token: Token) -> Held | None:
    verbs, nouns, adjectives = _cues()
    if token.pos_ == "VERB" and token.dep_ not in ("amod", "compound", "case"):
        cue = verbs.get(phrasal(token)) or verbs.get(lemma(token)) or _with_preposition(token)
        return _from_verb(scene, p, token, cue) if cue else None
    if token.pos_ == "NOUN" and lemma(token) in nouns:
        return _from_noun(scene, p, token, nouns[lemma(token)])
    if (
        token.pos_ in ("ADJ", "VERB")
        and token.lower_ in adjectives
        and children(token, "xcomp", "ccomp", "obl", "advcl")
    ):
        return _made(scene, p, Cued(token, adjectives[token.lower_], subjects(token), _complements(token)))
    return None


def _with_preposition(verb: Token) -> StanceCue | None:
    for child in verb.children:
        if child.dep_.startswith("obl") or child.dep_ in ("advcl", "xcomp"):
            marks = [c.lower_ for c in children(child, "mark")]
            for prep in (case_of(child), *marks):
                cue = _cues()[0].get(f"{lemma(verb)}@{prep}") if prep else None
                if cue is not None:
                    return cue
    return None


def _complements(token: Token) -> list[Token]:
    """What a stance is about: clause, object or oblique, in the order in which they say most."""
    clauses = children(token, "xcomp", "ccomp", "advcl")
    things = [
        t
        for t in children(token, "obj", "obl", "nmod", "acl")
        if case_of(t) not in ("at", "during", "after", "before", "since", "by", "in")
    ]
    passive = children(token, "nsubj:pass") if is_passive(token) else []
    return [*clauses, *things, *passive]


def _from_verb(scene: Scene, p: int, verb: Token, cue: StanceCue) -> Held | None:
    real = reality(verb)
    if real in ("possible", "would", "must"):
        return None
    if real == "negated":
        return _negated(scene, p, verb, cue)
    if real == "open" and verb.tag_ != "VBG" and verb.dep_ != "xcomp":
        return None
    by = obliques(verb, "by") if is_passive(verb) else subjects(verb)
    return _made(scene, p, Cued(verb, cue, by, _complements(verb)))


def _negated(scene: Scene, p: int, verb: Token, cue: StanceCue) -> Held | None:
    """Not accepting is rejecting; other stances that are negated are none."""
    if cue.stance != "accept":
        return None
    reject = next(c for c in stances().stance if c.stance == "reject")
    return _made(scene, p, Cued(verb, reject, subjects(verb), _complements(verb)))


def _from_noun(scene: Scene, p: int, noun: Token, cue: StanceCue) -> Held | None:
    owners = [*children(noun, "nmod:poss", "compound", "amod"), *obliques(noun, "from", "by")]
    complements = [*children(noun, "acl", "ccomp"), *obliques(noun, "for", "of", "on", "to")]
    if noun.dep_ == "obj" and noun.head.pos_ == "VERB" and lemma(noun.head) in stances().voicing["verbs"]:
        owners += subjects(noun.head)
    return _made(scene, p, Cued(noun, cue, owners, complements))


@dataclass(frozen=True, slots=True)
class Cued:
    """The token that carries a stance, by which cue, the tokens of who holds it, and those of what it is about."""

    token: Token
    cue: StanceCue
    by: list[Token]
    about: list[Token]


def _made(scene: Scene, p: int, cued: Cued) -> Held | None:
    """The position, if somebody holds it and its words name a measure (or the cue needs none)."""
    token, cue, about = cued.token, cued.cue, cued.about
    actors = scene.actors(p, cued.by)
    if not actors or not about or any(lemma(c) in cue.unless for c in about):
        return None
    if lemma(token) == "agree" and len(actors) > 1:
        return None  # an agreement of the two, not a position of one
    text = _words(scene, p, token, about)
    keys = _measured(text)
    clause = any(c.dep_ in ("xcomp", "ccomp", "advcl", "acl") for c in about)
    if not keys and not (cue.takes == "any" and len(text.split()) >= 3 and clause):
        return None
    toward = _toward(scene, p, token, about, actors)
    if cue.takes == "other" and not toward and cue.stance == "demand" and _own_act(token):
        return None
    return Held(
        p=p, token=token, trigger=scene.token_span(p, token), actors=actors, toward=toward,
        stance=Stance(
            stance=cue.stance, measure=keys[0] if keys else None, text=text, condition=_condition(token)
        ),
        modality="asserted", when=_taken_when(scene, p, token),
    )  # fmt: skip


def _taken_when(scene: Scene, p: int, token: Token) -> int | None:
    """The time on a stance's verb."""
    if token.pos_ != "VERB":
        return None
    return next((i for i in scene.times_below(p, token) if scene.times[i].timex in ("DATE", "TIME")), None)


def _own_act(token: Token) -> bool:
    """ "Wants to meet" is a wish for one's own act, not a demand; "wants sanctions lifted" is one."""
    return any(
        c.dep_ == "xcomp" and not any(g.dep_.startswith("nsubj") for g in c.children) for c in token.children
    ) and not objects(token)


def _words(scene: Scene, p: int, token: Token, complements: list[Token]) -> str:
    low = min(c.left_edge.i for c in complements)
    high = max(c.right_edge.i for c in complements)
    if token.i < low:
        low = max(low, token.i + 1)
    doc = scene.passages[p].doc
    return str(doc[low : min(high, low + MAX_WORDS) + 1].text).strip(' ,.;“”"')


def _measured(text: str) -> list[str]:
    """The measures that a text names, in the order of their first word; specific ones before talks and summits."""
    lower = text.lower()
    found = []
    for measure, pattern in measures():
        match = pattern.search(lower)
        if match:
            found.append((measure.group == "process", match.start(), measure.key))
    return [key for _, _, key in sorted(found)]


def _toward(
    scene: Scene, p: int, token: Token, complements: list[Token], actors: tuple[int, ...]
) -> tuple[int, ...]:
    heads = [*children(token, "obj", "iobj"), *obliques(token, "to", "from", "with", "of", "on", "against")]
    for clause in complements:
        heads += [c for c in clause.children if c.dep_.startswith("nsubj")]
    return tuple(i for i in scene.actors(p, heads) if i not in actors)


def _condition(token: Token) -> str | None:
    """The words of the condition, or of what is asked in return, in the position's sentence."""
    sent = token.sent
    text = str(sent.text)
    lower = text.lower()
    openers = stances().conditions.exchange + stances().conditions.openers
    for opener in openers:
        match = re.search(rf"\b{re.escape(opener)}\b", lower)
        if match:
            clause = re.split(r"[,;.”]", text[match.start() :])[0].strip()
            if 2 < len(clause.split()) <= 30:
                return clause
    return None


def _by_duty(scene: Scene, said: list[Said], p: int, token: Token) -> Iterator[Held]:
    """ "Iran must stop", said by another party, is that party's demand."""
    if token.pos_ not in ("VERB", "ADJ", "AUX") or token.dep_ in ("aux", "cop"):
        return
    aux = auxiliaries(token)
    duty = (
        "must" in aux
        or "should" in aux
        or (
            "to" in [c.lower_ for c in token.children]
            and lemma(token.head) in ("need", "have")
            and token.dep_ == "xcomp"
        )
    )
    if not duty:
        return
    over = [s for s in said if s.p == p and s.covers(p, token.i) and s.source is not None and s.real]
    targets = scene.actors(p, subjects(token))
    if not over or not targets:
        return
    speaker = min(over, key=lambda s: s.last - s.first).source
    sides = {scene.referent(i).state for i in targets}
    if speaker is None or speaker in targets or scene.referent(speaker).state in sides:
        return
    doc = scene.passages[p].doc
    clause = predicate(token)
    text = str(doc[clause.left_edge.i : clause.right_edge.i + 1].text)
    keys = _measured(text)
    if keys:
        text = " ".join(text.split()[:MAX_WORDS])
        stance = Stance(stance="demand", measure=keys[0], text=text, condition=None)
        yield Held(p, token, scene.token_span(p, token), (speaker,), targets, stance, "asserted")
