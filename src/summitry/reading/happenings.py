"""A scene in, happenings out: which words carry an event, who takes part, when, where, at which level, and its fate.

Frames (knowledge/frames.toml) say which verbs and nouns carry which event; the tree says who fills its roles; `fate`
says whether it happened. A definite mention ("the talks") takes what it lacks from the mention before that it repeats.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from summitry.knowledge.meaning import Frame, containers
from summitry.reading.describing import describe
from summitry.reading.draft import Draft, Roles
from summitry.reading.fate import Fate, effect_of, fate_of_noun, fate_of_verb
from summitry.reading.scene import Scene
from summitry.reading.tree import (
    ancestors,
    case_of,
    children,
    is_passive,
    lemma,
    negated,
    objects,
    obliques,
    predicate,
    subjects,
)
from summitry.reading.triggers import Trigger, find_triggers

if TYPE_CHECKING:
    from spacy.tokens import Token

WITH = ("with", "alongside", "between", "among", "along with", "together with")
BESIDE = frozenset({"during", "in", "at", "after", "following", "before", "ahead of"})
PAST = frozenset({"held", "under way", "collapsed"})
MUTUAL = frozenset({"meeting", "communication", "agreement", "cooperate"})


def find_happenings(scene: Scene) -> list[Draft]:
    """Every happening that the report's passages carry, in reading order; one for each distinct group of parties."""
    found: list[Draft] = []
    for trigger in find_triggers(scene):
        draft = _draft(scene, trigger)
        draft = _echo(scene, draft, found)
        if not _worth(scene, draft):
            continue
        found += list(_distinct(scene, draft))
    return found


def _draft(scene: Scene, trigger: Trigger) -> Draft:
    token, frame, p = trigger.token, trigger.frame, trigger.p
    fate = fate_of_noun(token) if trigger.noun else fate_of_verb(token)
    roles = _noun_roles(scene, p, token, frame, fate) if trigger.noun else _verb_roles(scene, p, token, frame)
    draft = Draft(
        p=p, token=token, frame=frame, fate=fate, trigger=scene.token_span(p, trigger.first, trigger.last),
        roles={role: kept for role, ids in roles.items() if (kept := [i for i in ids if _counts(scene, i)])},
        when=_when(scene, p, token, fate),
    )  # fmt: skip
    return replace(draft, happening=describe(scene, draft))


def _counts(scene: Scene, index: int) -> bool:
    """Whether a referent can be a party: not somebody unnamed of no state and no body ("reporters", "an aide")."""
    referent = scene.referent(index)
    return not (referent.anonymous and referent.state is None and referent.key is None)


def _put(roles: Roles, role: str, ids: tuple[int, ...]) -> None:
    if role:
        taken = roles.setdefault(role, [])
        taken += [i for i in ids if i not in taken]


def _verb_roles(scene: Scene, p: int, verb: Token, frame: Frame) -> Roles:
    roles: Roles = {}
    if is_passive(verb):
        _put(roles, frame.object or frame.subject, scene.actors(p, subjects(verb)))
        _put(roles, frame.subject, scene.actors(p, obliques(verb, "by")))
    else:
        _put(roles, frame.subject, scene.actors(p, subjects(verb)))
        _put(roles, frame.object, scene.actors(p, objects(verb)))
    _put(roles, frame.with_, scene.actors(p, obliques(verb, *WITH)))
    nested = [o for child in obliques(verb, "by", "on", "via", "over") for o in obliques(child, *WITH)]
    _put(roles, frame.with_, scene.actors(p, nested))
    if frame.id == "letter":
        _put(roles, frame.object, scene.actors(p, [*obliques(verb, "to"), *children(verb, "iobj")]))
    _helpers(scene, p, verb, roles)
    return roles


def _helpers(scene: Scene, p: int, token: Token, roles: Roles) -> None:
    """Hosts and mediators in reduced clauses: "talks hosted by Oman", "mediated by the UN"."""
    for clause in children(token, "acl", "acl:relcl", "amod"):
        part = PARTS.get(lemma(clause))
        if part:
            _put(roles, part, scene.actors(p, obliques(clause, "by")))
        elif lemma(clause) in ("include", "involve", "involving", "including"):
            _put(roles, "participant", scene.actors(p, objects(clause)))


PARTS = {
    "host": "host", "mediate": "facilitator", "broker": "facilitator", "facilitate": "facilitator", "moderate": "facilitator",
    "chair": "facilitator", "organize": "convenor", "organise": "convenor", "convene": "convenor", "sponsor": "convenor",
    "arrange": "convenor", "observe": "observer", "monitor": "observer",
}  # fmt: skip
PARTING = frozenset(["between", "with", "among", "of", "by", "involving", "from", "including", "and", "for"])


def _noun_roles(scene: Scene, p: int, noun: Token, frame: Frame, fate: Fate) -> Roles:
    roles: Roles = {}
    role = frame.with_ or frame.subject
    if frame.id == "letter":
        _letter_roles(scene, p, noun, fate, roles)
        return roles
    holders = _holders(noun)
    for holder in holders:
        for child in holder.children:
            if child.dep_ == "compound" or (child.dep_ == "amod" and child.pos_ in ("PROPN", "ADJ")):
                _put(roles, role, scene.actors(p, [child]))
            elif child.dep_ == "nmod:poss":
                _put(roles, frame.subject, scene.actors(p, [child]))
            elif (
                child.dep_.startswith(("nmod", "obl")) and case_of(child) in PARTING - {"of", "from", "for"}
            ) or (
                child.dep_ == "nmod"
                and case_of(child) == "of"
                and frame.type in MUTUAL
                and not scene.times_at.get((p, child.i))
            ):
                _put(roles, role, scene.actors(p, [child]))
        _helpers(scene, p, holder, roles)
    if fate.carrier is not None:
        _carrier_roles(scene, p, fate, frame, roles, apart=bool(obliques(noun, "with")))
    return roles


def _holders(noun: Token) -> list[Token]:
    """The noun and the containers above it ("round of talks between ..." may hang the parties on either)."""
    holders = [noun]
    while holders[-1].dep_ == "nmod" and lemma(holders[-1].head) in containers() and len(holders) < 4:
        holders.append(holders[-1].head)
    return holders


def _carrier_roles(scene: Scene, p: int, fate: Fate, frame: Frame, roles: Roles, *, apart: bool) -> None:
    """Who the carrier verb adds: "X held talks with Y", "talks were held by X and Y", "X hosted talks"."""
    verb = fate.carrier
    if verb is None:
        return
    part = PARTS.get(lemma(verb))
    subject = "participant" if frame.with_ == "participant" else frame.subject
    if fate.relation in ("obj", "obl", "iobj") and (part or _own(verb, roles, apart=apart)):
        _put(roles, part or subject, scene.actors(p, subjects(verb)))
        if not part and fate.relation == "obj" and lemma(verb) in ("bring", "unite"):
            _put(roles, subject, scene.actors(p, objects(verb)))
    if fate.relation == "nsubj" and lemma(verb) in (
        "bring",
        "include",
        "involve",
        "gather",
        "unite",
        "group",
    ):
        _put(roles, subject, scene.actors(p, objects(verb)))
    _put(roles, part or subject, scene.actors(p, obliques(verb, "by")))
    _put(roles, subject, scene.actors(p, obliques(verb, *WITH)))


def _own(verb: Token, roles: Roles, *, apart: bool) -> bool:
    """Whether the carrier's subject takes part: "held talks", but not "expects talks between A and B".

    `apart` says that the noun names its parties after "with": whoever cancels or proposes talks with X is the other.
    """
    if apart:
        return effect_of(verb) != "denied"
    named = sum(len(ids) for ids in roles.values())
    if named > 1:
        return False
    return named == 1 or effect_of(verb) not in ("proposed", "expected", "confirmed", "denied")


def _letter_roles(scene: Scene, p: int, noun: Token, fate: Fate, roles: Roles) -> None:
    """Sender and recipient of a letter, from its owner, its prepositions and its verb."""
    _put(roles, "sender", scene.actors(p, [*children(noun, "nmod:poss"), *obliques(noun, "from", "by")]))
    _put(roles, "recipient", scene.actors(p, obliques(noun, "to", "for")))
    _put(roles, "participant", scene.actors(p, obliques(noun, "between")))
    verb = fate.carrier
    if verb is None:
        return
    name = lemma(verb)
    if name in ("receive", "get"):
        _put(roles, "recipient", scene.actors(p, subjects(verb)))
        _put(roles, "sender", scene.actors(p, obliques(verb, "from")))
    elif name == "exchange":
        _put(roles, "participant", scene.actors(p, [*subjects(verb), *obliques(verb, "with")]))
    elif fate.relation == "obj" or is_passive(verb):
        carrying = name in ("deliver", "hand", "carry", "pass", "relay", "bear")
        who = scene.actors(p, obliques(verb, "by") if is_passive(verb) else subjects(verb))
        _put(roles, "carrier" if carrying and roles.get("sender") else "sender", who)
        _put(roles, "recipient", scene.actors(p, [*obliques(verb, "to"), *children(verb, "iobj")]))


def _when(scene: Scene, p: int, token: Token, fate: Fate) -> int | None:
    """The time nearest to the event: on its noun, then on its carrier verb, then on what governs that."""
    above = {scene.times_at.get((p, t.i)) for t in ancestors(token)}
    levels = [token, *(_holders(token)[1:])]
    if fate.carrier is not None and fate.carrier != token:
        levels.append(fate.carrier)
    seen = levels[-1]
    while seen.dep_ in ("xcomp", "conj") and seen.head.pos_ in ("VERB", "ADJ") and len(levels) < 6:
        if (
            seen.dep_ == "conj"
            and not fate.weak
            and seen.head.pos_ == "VERB"
            and any(c.dep_.startswith("nsubj") for c in seen.children)
        ):
            break
        seen = seen.head
        levels.append(seen)
    for level in levels:
        times = [
            i
            for i in scene.times_below(p, level)
            if scene.times[i].timex in ("DATE", "TIME") and i not in above
        ]
        if times:
            return min(times, key=lambda i: (not _exact(scene, i), _distance(scene, p, i, token)))
    return None


def _of_another(scene: Scene, p: int, index: int, token: Token) -> bool:
    """Whether a time counts from the event behind it: "a day after the talks" does not say when the talks were."""
    when = scene.times[index]
    return when.anchor == "event" and when.start - scene.passages[p].block.start < token.idx


def _exact(scene: Scene, index: int) -> bool:
    return scene.times[index].anchor != "event"


def _distance(scene: Scene, p: int, index: int, token: Token) -> int:
    return abs(scene.times[index].start - scene.passages[p].block.start - token.idx)


def _sides(scene: Scene, ids: tuple[int, ...]) -> set[str]:
    found = set()
    for i in ids:
        referent = scene.referent(i)
        found.add(referent.state or referent.key or f"#{i}")
    return found


def _worth(scene: Scene, draft: Draft) -> bool:
    """Whether a draft says enough to be claimed: its frame's needs are met, and a bare noun is tied to something."""
    ids = draft.parties()
    referents = [scene.referent(i) for i in ids]
    needs = draft.frame.needs
    if draft.fate.status == "denied" and draft.frame.type == "agreement":
        return False  # no agreement is an outcome of talks, not an agreement
    refused = draft.fate.carrier is not None and effect_of(draft.fate.carrier) == "refused"
    if draft.fate.status == "denied" and draft.token.pos_ != "VERB" and (refused or draft.when is None):
        return False  # a refusal is a position; "no talks" without a day says nothing of an event
    if draft.fate.status == "denied" and negated(draft.token) and draft.token.pos_ != "VERB":
        return False
    tied = draft.when is not None or draft.happening.place is not None or draft.happening.ordinal is not None
    if "agent" in needs and not any(draft.roles.values()):
        return False
    if "actor" in needs and not any(r.type in ("person", "state", "body", "organisation") for r in referents):
        return False
    if "object" in needs and not draft.roles.get(draft.frame.object):
        return False
    if "place" in needs and draft.happening.place is None:
        return False
    if "two" in needs:
        two = len(ids) >= 2
        if draft.fate.weak and not draft.echo:
            return (two and (tied or draft.happening.definite)) or (bool(ids) and tied)
        carried = draft.fate.carrier is not None and bool(ids)
        return two or tied or carried or (draft.echo and not draft.fate.weak)
    return True


def _echo(scene: Scene, draft: Draft, before: list[Draft]) -> Draft:
    """What a mention lacks, from its own sentence or, if it points back, from the last mention that it can repeat."""
    if draft.frame.type in ("test", "exercise") and not draft.parties():
        found = scene.actors(draft.p, subjects(predicate(draft.token)))
        return _taking(scene, draft, {draft.frame.subject: list(found)}, None) if found else draft
    if draft.frame.type not in MUTUAL | {"visit"}:
        return draft
    if not draft.parties():
        draft = _from_sentence(scene, draft, before)
    elif len(draft.parties()) == 1 and draft.frame.type == "meeting" and draft.token.pos_ != "VERB":
        draft = _beside(scene, draft)
    if not draft.happening.definite or (len(draft.parties()) > 1 and draft.when is not None):
        return draft
    recent = [d for d in reversed(before[-40:]) if d.frame.type == draft.frame.type]
    told = [d for d in recent if not d.fate.weak or lemma(d.token) == lemma(draft.token)]
    for other in told:
        if _compatible(scene, draft, other):
            return _repeat(draft, other)
    return draft


def _repeat(draft: Draft, other: Draft) -> Draft:
    """The draft with the parties, place, level, number and time of the mention that it repeats, where it has none."""
    roles = {k: list(v) for k, v in draft.roles.items()}
    if len(draft.parties()) < 2:
        for role, ids in other.roles.items():
            _put(roles, role, tuple(ids))
    mine, its = draft.happening, other.happening
    happening = replace(
        mine,
        place=mine.place if mine.place is not None else its.place,
        level=mine.level or its.level,
        ordinal=mine.ordinal or its.ordinal,
    )
    return replace(
        draft,
        roles=roles,
        happening=happening,
        when=draft.when if draft.when is not None else other.when,
        echo=True,
    )


def _from_sentence(scene: Scene, draft: Draft, before: list[Draft]) -> Draft:
    """Parties of an event that names none: those of its own noun phrase, of a happening before it in the sentence, or
    of the clause that it is joined to ("A and B were to talk, but the meeting was cancelled")."""
    p, token = draft.p, draft.token
    role = draft.frame.with_ or draft.frame.subject
    if draft.frame.id == "channel":
        below = [t for t in token.subtree if t.pos_ in ("PROPN", "ADJ")]
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
    if draft.fate.carrier is not None or case_of(draft.token) not in BESIDE:
        return draft
    others = [i for i in scene.actors(draft.p, subjects(clause)) if i not in draft.parties()]
    if not others or scene.referent(others[0]).type != "person":
        return draft
    roles = {role: list(ids) for role, ids in draft.roles.items()}
    _put(roles, draft.frame.with_ or draft.frame.subject, tuple(others[:1]))
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
    if (a.status in PAST) != (b.status in PAST) and not draft.fate.weak:
        return False
    if a.ordinal and b.ordinal and a.ordinal != b.ordinal:
        return False
    if a.level and b.level and a.level != b.level:
        return False
    if (a.level == "leaders") != (b.level == "leaders") and lemma(draft.token) == "summit":
        return False
    if a.place is not None and b.place is not None and a.place != b.place:
        return False
    if draft.when is not None and other.when is not None and draft.when != other.when:
        if _apart(scene.times[draft.when].value, scene.times[other.when].value):
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
    same_word = lemma(draft.token) == lemma(other.token) or bool(a.level and a.level == b.level)
    return same_word or lemma(draft.token) in ("meeting", "talk", "talks")


def _apart(one: str, other: str) -> bool:
    """Whether two symbolic times of the same shape differ; of different shapes they may be the same day."""
    shapes = [re.sub(r"[0-9]", "0", value)[:8] for value in (one, other)]
    return one != other and shapes[0] == shapes[1]


def _distinct(scene: Scene, draft: Draft) -> Iterator[Draft]:
    """One draft, or one for each counterpart where the text says that they were met apart."""
    verb = draft.fate.carrier or draft.token
    apart = draft.token.sent.text.lower()
    hosts = scene.actors(draft.p, [t for t in subjects(verb) if t.i < verb.i][:1])
    others = [i for i in draft.parties() if i not in hosts]
    split = any(
        w in apart for w in ("in turn", "separately", "separate ", "respectively", "one after the other")
    )
    if draft.frame.type in ("meeting", "communication") and split and len(others) > 1:
        for other in others:
            roles = {**draft.roles, "participant": [*hosts, other]}
            alone = replace(draft, roles=roles)
            yield replace(alone, happening=describe(scene, alone))
        return
    yield draft
