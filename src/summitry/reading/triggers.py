"""A scene in, triggers out: the verbs and nouns that can carry an event, each with the frame that it evokes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from summitry.knowledge.meaning import Frame, containers, frames
from summitry.reading.fate import fate_of_noun
from summitry.reading.scene import Scene
from summitry.reading.tree import case_of, lemma, objects, phrasal

if TYPE_CHECKING:
    from spacy.tokens import Token

MAX_PHRASE = 4
TITLED = frozenset(["summit", "conference", "talks", "agreement", "accord", "treaty", "talk", "dialogue"])
STILL = frozenset(["amod", "compound", "nmod:poss"])


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words of passage `p` that carry an event: its head token, and the first and last token of its phrase."""

    p: int
    token: Token
    first: Token
    last: Token
    frame: Frame
    noun: bool


@dataclass(frozen=True, slots=True)
class _Index:
    verbs: dict[str, list[Frame]]
    nouns: dict[str, Frame]
    ends: frozenset[str]  # the last words of the noun phrases


@cache
def _index() -> _Index:
    verbs: dict[str, list[Frame]] = {}
    nouns: dict[str, Frame] = {}
    for frame in frames():
        for verb in frame.verbs:
            verbs.setdefault(verb.split("@")[0], []).append(frame)
        for noun in frame.nouns:
            nouns.setdefault(noun.replace("-", " "), frame)
    return _Index(verbs, nouns, frozenset(noun.split(" ")[-1] for noun in nouns))


def find_triggers(scene: Scene) -> Iterator[Trigger]:
    """The triggers of every passage in reading order; a noun under a light verb is one trigger, the noun."""
    for p, passage in enumerate(scene.passages):
        for token in passage.doc:
            if token.pos_ in ("NOUN", "PROPN") or _heads_sentence(token):
                trigger = _noun(p, token)
            elif token.pos_ in ("VERB", "AUX"):
                trigger = _verb(p, token)
            else:
                continue
            if trigger is not None:
                yield trigger


def _heads_sentence(token: Token) -> bool:
    """Whether a verb is the noun "talks" at the head of its sentence, which taggers take for a verb."""
    after = token.nbor(1).lower_ if token.i + 1 < token.sent.end else ""
    return (
        token.lower_ == "talks"
        and token.i == token.sent.start
        and after in ("between", "with", "on", "in", "over")
    )


def _noun(p: int, token: Token) -> Trigger | None:
    if token.dep_ == "compound" and token.head.pos_ in ("NOUN", "PROPN"):
        return None
    frame, first = _longest(token)
    if frame is None or not frame.type or (token.pos_ == "PROPN" and lemma(token) not in TITLED):
        return None
    if token.lower_ == "talk" and first == token and not any(c.dep_ == "nmod" for c in token.children):
        return None  # "his talk of war", "tough talk": only talks, or a talk with somebody, are held
    if frame.carriers:
        carrier = fate_of_noun(token).carrier
        if (
            carrier is None
            or carrier.pos_ == "NOUN"
            or not {lemma(carrier), phrasal(carrier)} & set(frame.carriers)
        ):
            return None
    if lemma(token) in containers() and any(c.dep_ == "nmod" and case_of(c) == "of" for c in token.children):
        return None  # "a round of talks", "a round of tariffs": what is counted is the event, if it is one
    return Trigger(p, token, first, token, frame, noun=True)


def _longest(token: Token) -> tuple[Frame | None, Token]:
    """The frame of the longest listed phrase that ends with this noun, and the phrase's first token."""
    nouns = _index().nouns
    words: list[str] = []
    best: tuple[Frame | None, Token] = (None, token)
    if lemma(token).replace("-", " ").split(" ")[-1] not in _index().ends:
        return best
    i = token.i
    while i >= token.sent.start and len(words) < MAX_PHRASE:
        each = token.doc[i]
        if each.text != "-":
            words.insert(0, lemma(each) if each.pos_ in ("NOUN", "PROPN") else each.lower_)
            phrase = " ".join(words).replace("-", " ")
            frame = nouns.get(phrase)
            if frame is not None:
                best = (frame, each)
        i -= 1
    return best


def _verb(p: int, verb: Token) -> Trigger | None:
    if verb.dep_ in STILL or verb.dep_ in ("aux", "aux:pass", "cop", "case"):
        return None
    name = phrasal(verb)
    for frame in sorted(_index().verbs.get(name, []), key=lambda f: not f.objects):
        if _fits(verb, name, frame):
            return Trigger(p, verb, verb, verb, frame, noun=False)
    return None


def _fits(verb: Token, name: str, frame: Frame) -> bool:
    """Whether the verb has what the frame wants of it: the preposition with its noun, or one of its objects."""
    wanted = [v for v in frame.verbs if v.split("@")[0] == name]
    if all("@" in v for v in wanted) and not any(_prepositional(verb, v) for v in wanted):
        return False
    if any("@" in v and _prepositional(verb, v) for v in wanted):
        return True
    if not frame.objects or name in frame.free:
        return name not in frame.free or _agreeing(verb)
    nouns = _index().nouns
    held = objects(verb.head) if verb.dep_ == "xcomp" and lemma(verb.head) == "have" else []
    for token in [*objects(verb), *held]:
        phrase = _longest(token)[0]
        if phrase is not None and phrase.type == frame.type and lemma(token) in nouns:
            return False  # the noun is the trigger, this verb its carrier
        words = {lemma(token), f"{lemma(token.doc[token.i - 1])} {lemma(token)}" if token.i else ""}
        if words & set(frame.objects):
            return True
    return False


def _prepositional(verb: Token, pattern: str) -> bool:
    prep, _, noun = pattern.split("@")[1].partition(":")
    for child in verb.children:
        if (
            child.dep_.startswith(("obl", "nmod"))
            and case_of(child) == prep
            and (not noun or lemma(child) == noun)
        ):
            return True
    return False


def _agreeing(verb: Token) -> bool:
    """ "Agree" makes an agreement with what is agreed ("to", "on", "that"), not as an opinion ("I agree with him")."""
    if any(c.dep_ in ("xcomp", "ccomp", "obj", "nsubj:pass") for c in verb.children):
        return True
    return any(c.dep_ == "obl" and case_of(c) in ("to", "on", "upon", "over", "in") for c in verb.children)
