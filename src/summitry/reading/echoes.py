"""A draft and the drafts before it in; the draft with what it lacks, from its sentence or from what it repeats, out."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from summitry.reading.describing import describe
from summitry.reading.draft import MUTUAL, Draft, Roles
from summitry.reading.roles import holders, put
from summitry.reading.scene import Scene
from summitry.reading.tree import ancestors, case_of, children, lemma, predicate, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

BESIDE = frozenset({"during", "in", "at", "after", "following", "before", "ahead of"})
BOTH = frozenset(
    {
        "side",
        "country",
        "leader",
        "two",
        "both",
        "nation",
        "party",
        "government",
        "neighbor",
        "neighbour",
        "rival",
        "foe",
    }
)
WORDS = {
    "meet": "meeting",
    "talk": "talks",
    "negotiation": "talks",
    "negotiate": "talks",
    "discussion": "talks",
    "confer": "talks",
}
CONTINUING = frozenset({"more", "further", "additional", "another", "new", "fresh", "next"})
ROUNDS = frozenset({"talk", "talks", "negotiation", "summit"})
NEAR_DAY = re.compile(r"XXXX-WXX-[0-9]|PUB(?:[+-][0-9]D)?$")
FAR_PERIOD = re.compile(r"PAST_REF|XXXX-(?:SU|SP|FA|WI|[0-9]{2}$)|[0-9]{4}(?:-[0-9]{2})?$|PUB/[YM]-")
PAST = frozenset({"held", "under way", "collapsed"})


def complete(scene: Scene, draft: Draft, before: list[Draft]) -> Draft:
    """What a mention lacks, and the place of the visit during which a meeting is told."""
    return _during_visit(scene, _completed(scene, draft, before), before)


def _during_visit(scene: Scene, draft: Draft, before: list[Draft]) -> Draft:
    """A meeting without a place is where its guest has just been said to be, if its host is at home there."""
    if draft.frame.type != "meeting" or draft.happening.place is not None or len(draft.parties()) < 2:
        return draft
    states = {scene.referent(i).state for i in draft.parties()}
    for visit in reversed(before):
        if visit.p < draft.p - 2:
            break
        place = visit.happening.place
        if visit.frame.type != "visit" or place is None or not set(visit.parties()) & set(draft.parties()):
            continue
        settled = (visit.fate.status in PAST) == (draft.fate.status in PAST)
        if settled and scene.referent(place).type == "place" and scene.referent(place).state in states:
            return replace(draft, happening=replace(draft.happening, place=place))
    return draft


def _completed(scene: Scene, draft: Draft, before: list[Draft]) -> Draft:
    """What a mention lacks, from its own sentence or, if it points back, from the last mention that it can repeat."""
    if draft.frame.type in ("test", "exercise") and not draft.parties() and draft.fate.carrier is not None:
        found = scene.actors(draft.p, subjects(predicate(draft.token)))
        return _taking(scene, draft, {draft.frame.subject: list(found)}, None) if found else draft
    if draft.frame.type not in MUTUAL | {"visit"}:
        return draft
    if not draft.parties():
        draft = _from_sentence(scene, draft, before)
    elif len(draft.parties()) == 1 and draft.frame.type == "meeting" and draft.token.pos_ != "VERB":
        draft = _beside(scene, draft)
    if not draft.parties() and draft.frame.type == "agreement" and not draft.fate.weak:
        both = scene.principals()
        return _taking(scene, draft, {draft.frame.subject: list(both)}, None) if both else draft
    if not draft.parties() and draft.frame.type == "meeting":
        if draft.token.pos_ == "VERB":
            return _by_principals(scene, draft)
        if any(c.lower_ in CONTINUING for c in draft.token.children) and not draft.fate.weak:
            return _going_on(draft, before)
        if (
            not draft.happening.definite
            and draft.fate.weak
            and draft.when is not None
            and draft.happening.place is not None
        ):
            return _taking(scene, draft, {draft.frame.subject: list(scene.principals())}, None)
    if not draft.happening.definite or (len(draft.parties()) > 1 and draft.when is not None):
        return _with_other_side(scene, draft)
    whole = len(draft.parties()) > 1 and draft.happening.place is not None
    if whole or (not draft.parties() and _names_others(draft.token)):
        return draft
    recent = [d for d in reversed(before[-40:]) if d.frame.type == draft.frame.type and any(d.roles.values())]
    told = [d for d in recent if not d.fate.weak or lemma(d.token) == lemma(draft.token)]
    told.sort(key=lambda d: _farness(scene, draft, d))  # stable: among equals the nearest comes first
    for other in told:
        if _compatible(scene, draft, other):
            return _repeat(draft, other)
    return _with_other_side(scene, draft) if draft.parties() else _among(draft, told)


def _farness(scene: Scene, draft: Draft, other: Draft) -> tuple[bool, bool, bool]:
    """How little a mention before points at the same event: another word, another place, neither place nor day."""
    mine, its = draft.happening.place, other.happening.place
    vague = its is None and other.when is None
    return _word(other.token) != _word(draft.token), mine is not None and not _near(scene, mine, its), vague


def _near(scene: Scene, one: int | None, other: int | None) -> bool:
    """Whether two places can be one: the same, or a town and its state."""
    if one is None or other is None or one == other:
        return one == other
    a, b = scene.referent(one), scene.referent(other)
    return a.state is not None and a.state == b.state and "state" in (a.type, b.type)


def _word(token: Token) -> str:
    """The word of an event without regard to its part of speech or near synonyms: "they met" is a "meeting"."""
    return WORDS.get(lemma(token), lemma(token))


def _names_others(noun: Token) -> bool:
    """Whether a noun names parties of its own that were not understood ("the meeting between economists")."""
    named = [
        c
        for c in noun.children
        if c.dep_ == "nmod" and case_of(c) in ("between", "with", "among", "involving")
    ]
    return any(c.pos_ in ("NOUN", "PROPN") and lemma(c) not in BOTH for c in named)


def _going_on(draft: Draft, before: list[Draft]) -> Draft:
    """ "More talks are scheduled": a further event between those who met right before."""
    near = [d for d in before if d.p in (draft.p, draft.p - 1) and d.frame.type == draft.frame.type]
    last = next((d for d in reversed(near) if len(d.parties()) > 1), None)
    return replace(draft, roles={k: list(v) for k, v in last.roles.items()}) if last is not None else draft


def _with_other_side(scene: Scene, draft: Draft) -> Draft:
    """Talks of which one side alone is named are with the other of the report's two sides ("Oman resumed talks"), or with
    the one in whose country they are held."""
    ids, place = draft.parties(), draft.happening.place
    if len(ids) != 1 or draft.frame.type != "meeting" or draft.fate.weak or draft.frame.id == "brief":
        return draft
    both, side = scene.principals(), _sides(scene, ids)
    others = [i for i in both if not _sides(scene, (i,)) & side]
    here = scene.referent(place).state if place is not None else None
    at_home = [i for i in others if here is not None and scene.referent(i).state == here]
    among = len(both) == 2 and len(others) == 1 and lemma(draft.token) in ROUNDS
    if not at_home and not among:
        return draft
    roles = {role: list(found) for role, found in draft.roles.items()}
    put(roles, draft.frame.with_ or draft.frame.subject, tuple(at_home or others))
    return replace(draft, roles=roles)


def _by_principals(scene: Scene, draft: Draft) -> Draft:
    """ "The ministers met", "they will meet": where nobody is named, it is the two sides that the report is about."""
    plural = [
        t for t in subjects(draft.token) if t.tag_ in ("NNS", "CD") or t.lower_ in ("they", "both", "we")
    ]
    both = scene.principals() if plural else ()
    return _taking(scene, draft, {draft.frame.subject: list(both)}, None) if both else draft


def _among(draft: Draft, told: list[Draft]) -> Draft:
    """A definite event without parties that repeats none before it is one more between those who met before."""
    if draft.when is not None and draft.happening.place is not None:
        return draft
    for other in told:
        if len(other.parties()) > 1 and other.happening.level in (draft.happening.level, None):
            return replace(draft, roles={k: list(v) for k, v in other.roles.items()}, echo=True)
    return draft


def _repeat(draft: Draft, other: Draft) -> Draft:
    """The draft with the parties, place, level, number and time of the mention that it repeats, where it has none."""
    roles = {k: list(v) for k, v in draft.roles.items()}
    if len(draft.parties()) < 2:
        for role, ids in other.roles.items():
            put(roles, role, tuple(ids))
    mine, its = draft.happening, other.happening
    happening = replace(
        mine,
        place=mine.place if mine.place is not None else its.place,
        level=mine.level or its.level,
        ordinal=mine.ordinal or (its.ordinal if lemma(draft.token) == lemma(other.token) else None),
    )
    fate = draft.fate
    if fate.weak and not fate.said:  # a bare mention says nothing of its own on what became of it
        happening = replace(happening, status=its.status)
        fate = replace(fate, status=its.status, modality=other.fate.modality)
    when = draft.when if draft.when is not None else other.when
    return replace(draft, roles=roles, happening=happening, fate=fate, when=when, echo=True)


def _is_near(token: Token, head: Token) -> bool:
    """Whether no clause and no apposition stands between a token and a head above it."""
    chain = takewhile(lambda t: t != head, (token, *ancestors(token)))
    return all(t.dep_.partition(":")[0] not in ("acl", "advcl", "ccomp", "appos", "parataxis") for t in chain)


def _from_sentence(scene: Scene, draft: Draft, before: list[Draft]) -> Draft:
    """Parties of an event that names none: those of its own noun phrase, of a happening before it in the sentence, or
    of the clause that it is joined to ("A and B were to talk, but the meeting was cancelled")."""
    p, token = draft.p, draft.token
    role = draft.frame.with_ or draft.frame.subject
    if draft.frame.id == "channel":
        below = [t for t in token.subtree if t.pos_ in ("PROPN", "ADJ") and _is_near(t, token)]
        if found := scene.actors(p, below):
            return _taking(scene, draft, {role: list(found)}, None)
    here = [d for d in before if d.p == p and d.token.sent.start == token.sent.start and len(d.parties()) > 1]
    if draft.frame.type == "agreement" and here:
        return _taking(scene, draft, {role: list(here[-1].parties())}, here[-1].when)
    clause = predicate(token)
    found = scene.actors(p, subjects(clause))
    if draft.fate.carrier is not None and draft.fate.relation in ("acl", "nsubj:pass") and len(found) > 1:
        return _taking(scene, draft, {role: list(found)}, None)
    if clause.dep_ == "conj" and draft.happening.definite and not here:
        heads = subjects(clause.head)
        if len(found := scene.actors(p, heads)) > 1:
            times = scene.times_below(p, clause.head)
            below = [*clause.head.children, *(g for c in children(clause.head, "xcomp") for g in c.subtree)]
            places = [i for t in below if case_of(t) in ("in", "at") and (i := scene.place(p, t)) is not None]
            draft = _taking(
                scene, draft, {role: list(found)}, times[-1] if times else _nested_time(scene, p, clause.head)
            )
            return replace(draft, happening=replace(draft.happening, place=places[0] if places else None))
    return draft


def _beside(scene: Scene, draft: Draft) -> Draft:
    """ "During a meeting with X, Y said ...": Y was there as well."""
    clause = predicate(draft.token)
    if draft.fate.carrier is not None or case_of(holders(draft.token)[-1]) not in BESIDE:
        return draft
    met = _sides(scene, draft.parties())
    others = [i for i in scene.actors(draft.p, subjects(clause)) if not _sides(scene, (i,)) & met]
    if not others or scene.referent(others[0]).type == "place":
        return draft
    roles = {role: list(ids) for role, ids in draft.roles.items()}
    put(roles, draft.frame.with_ or draft.frame.subject, tuple(others[:1]))
    together = replace(draft, roles=roles)
    return replace(together, happening=describe(scene, together))


def _nested_time(scene: Scene, p: int, verb: Token) -> int | None:
    """A time on the infinitives below a verb ("were scheduled to start in November")."""
    for child in children(verb, "xcomp"):
        times = scene.times_below(p, child)
        found = times[0] if times else _nested_time(scene, p, child)
        if found is not None:
            return found
    return None


def _taking(scene: Scene, draft: Draft, roles: Roles, when: int | None) -> Draft:
    """The draft with these roles and, where it has no time of its own, this time."""
    draft = replace(draft, roles=roles, when=draft.when if draft.when is not None else when, echo=True)
    described = describe(scene, draft)
    return replace(draft, happening=replace(described, place=draft.happening.place))


def _compatible(scene: Scene, draft: Draft, other: Draft) -> bool:
    a, b = draft.happening, other.happening
    told = draft.fate.said or not draft.fate.weak
    if told and (a.status in PAST) != (b.status in PAST):
        return False
    if a.outcome is not None and b.status not in PAST:
        return False  # what has an outcome has been held
    if a.ordinal and b.ordinal and a.ordinal != b.ordinal:
        return False
    if a.level and b.level and a.level != b.level:
        return False
    if (a.level == "leaders") != (b.level == "leaders") and lemma(draft.token) == "summit":
        return False
    if a.place is not None and b.place is not None and not _near(scene, a.place, b.place):
        return False
    if _at_other_times(scene, draft, other):
        return False
    if b.count and b.count > 1:
        return False
    ours, theirs = set(draft.parties()), set(other.parties())
    if (
        ours
        and theirs
        and not ours & theirs
        and not _sides(scene, draft.parties()) & _sides(scene, other.parties())
    ):
        return False
    if len(ours) > 1 and len(ours & theirs) < 2:
        shared = _sides(scene, draft.parties()) & _sides(scene, other.parties())
        if len(theirs) == 1 or len(shared) < 2:
            return False
    if draft.fate.said and draft.fate.weak and _word(draft.token) != _word(other.token):
        return False
    same_word = _word(draft.token) == _word(other.token) or bool(a.level and a.level == b.level)
    return same_word or _word(draft.token) in ("meeting", "talks")


def _at_other_times(scene: Scene, draft: Draft, other: Draft) -> bool:
    """Whether two mentions cannot be of one time; a mention with day and place of its own shares one of them."""
    if draft.when is None or other.when is None:
        return draft.when is not None and draft.happening.place is not None and other.happening.place is None
    return _apart(scene.times[draft.when].value, scene.times[other.when].value)


def _apart(one: str, other: str) -> bool:
    """Whether two symbolic times differ: of one shape, or a day near the report against a month, season or year."""
    if one == other:
        return False
    shapes = [re.sub(r"[0-9]", "0", value)[:8] for value in (one, other)]
    near = [bool(NEAR_DAY.match(value)) for value in (one, other)]
    far = [bool(FAR_PERIOD.match(value)) for value in (one, other)]
    return shapes[0] == shapes[1] or (near[0] and far[1]) or (near[1] and far[0])


def _sides(scene: Scene, ids: tuple[int, ...]) -> set[str]:
    found = set()
    for i in ids:
        referent = scene.referent(i)
        found.add(referent.state or referent.key or f"#{i}")
    return found
