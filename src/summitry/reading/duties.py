"""A scene in, positions that no cue word carries out: duties laid on another side, refusals, offers under a condition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from summitry.knowledge.meaning import stances
from summitry.model import Stance
from summitry.reading.attribution import Said
from summitry.reading.clause import reality
from summitry.reading.held import Held, at_home, can_hold, other_side
from summitry.reading.scene import Scene
from summitry.reading.terms import condition_of, is_given, is_warm, measure_in, words_of
from summitry.reading.tree import auxiliaries, children, is_passive, lemma, negated, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

IF = frozenset({"if", "once", "provided"})
REFUSING = frozenset({"will", "would", "shall"})


def speaker_of(over: list[Said], p: int, i: int) -> Said | None:
    """The innermost source of token `i`."""
    return min((s for s in over if s.covers(p, i)), key=lambda s: s.last - s.first, default=None)


def is_duty(token: Token) -> bool:
    """Whether a predicate is a duty: "must", "should", "has to", "needs to"."""
    aux = auxiliaries(token)
    if "must" in aux or ("should" in aux and "have" not in aux):
        return not negated(token) or "must" in aux or "should" in aux
    return (
        token.dep_ == "xcomp"
        and any(c.lower_ == "to" for c in children(token, "mark"))
        and lemma(token.head) in ("need", "have")
        and reality(token.head) == "present"
    )


def duties(scene: Scene, p: int, over: list[Said], token: Token) -> Iterator[Held]:
    """ "Iran must stop", said by another party, is that party's demand."""
    if (
        not over
        or token.dep_ in ("aux", "cop")
        or not is_duty(token)
        or lemma(token) in stances().matters["mental"]
    ):
        return
    speaker = speaker_of(over, p, token.i)
    targets = scene.actors(p, subjects(token))
    if (
        speaker is None
        or not targets
        or is_given(token)
        or not other_side(scene, speaker.speakers(), targets)
    ):
        return
    text = words_of(None, token)
    measure = measure_in(text)
    if measure is not None or is_warm(token):
        stance = Stance(stance="demand", measure=measure, text=text, condition=condition_of(token, token))
        yield Held(p, token, scene.token_span(p, token), speaker.speakers(), targets, stance, "asserted")


def refusals(scene: Scene, p: int, over: list[Said], token: Token) -> Iterator[Held]:
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
    speaker = speaker_of(over, p, token.i)
    holders = scene.actors(p, [t for t in subjects(token) if t.dep_ != "nsubj:pass"])
    term = _term(token, only=only)
    if not holders and term is not None and speaker is not None:
        holders = speaker.speakers()
    actors = tuple(i for i in holders if can_hold(scene, i))
    if not actors:
        return
    text = words_of(None, token)
    if term is not None:
        asked = words_of(None, term)
        toward = tuple(i for i in scene.actors(p, subjects(term)) if i not in actors)
        if (
            measure_in(asked)
            or (toward and not at_home(scene, actors, toward))
            or (only and speaker is not None)
        ):
            stance = Stance(stance="demand", measure=measure_in(asked), text=asked, condition=None)
            yield Held(p, token, scene.token_span(p, token), actors, toward, stance, "asserted")
    elif negated(token) and not is_passive(token) and is_warm(token) and lemma(token) != "discuss":
        stance = Stance(stance="reject", measure=measure_in(text), text=text, condition=None)
        yield Held(p, token, scene.token_span(p, token), actors, (), stance, "asserted")


def conditional_offers(scene: Scene, p: int, over: list[Said], token: Token) -> Iterator[Held]:
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
    speaker = speaker_of(over, p, token.i)
    term = next((c for c in children(token, "advcl") if _opens(c, IF)), None)
    actors = tuple(i for i in scene.actors(p, subjects(token)) if can_hold(scene, i))
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
        and not at_home(scene, actors, toward)
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


def _term(token: Token, *, only: bool) -> Token | None:
    """What a refusal waits for: the clause or noun after "until", "unless", "before"; after "only" also "if", "when"."""
    words = stances().conditions
    openers = {*words.terms, *(words.only if only else ())}
    for child in token.children:
        opener = {c.lower_ for c in children(child, "mark", "advmod", "case")}
        if child.i > token.i and child.dep_ in ("advcl", "obl", "nmod") and opener & openers:
            return child
    return None
