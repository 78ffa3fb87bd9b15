"""An event's trigger in, who fills its roles out, as the tree around its verb or noun and the frame have it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from summitry.knowledge.meaning import Frame, containers, meetings
from summitry.reading.clause import effect_of
from summitry.reading.draft import CITY_STATES, MUTUAL, Roles
from summitry.reading.fate import Fate
from summitry.reading.scene import Scene
from summitry.reading.tree import (
    case_of,
    children,
    is_passive,
    lemma,
    negated,
    objects,
    obliques,
    subjects,
    with_conjuncts,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

WITH = ("with", "alongside", "between", "among", "along with", "together with")
PARTING = frozenset(
    ["between", "with", "among", "by", "involving", "including", "and", "alongside", "along with"]
)
NAMING = ("including", "such as", "like")
LED = frozenset(["lead", "head", "represent", "chair"])
LINES = frozenset(
    [
        "phone",
        "telephone",
        "line",
        "call",
        "video",
        "videoconference",
        "teleconference",
        "hotline",
        "skype",
        "zoom",
    ]
)
GATHERING = frozenset(["bring", "include", "involve", "gather", "unite", "group"])


@dataclass(frozen=True, slots=True)
class Site:
    """A passage of a scene, by its index."""

    scene: Scene
    p: int

    def actors(self, tokens: Iterable[Token]) -> tuple[int, ...]:
        """The actors that these tokens of the passage name (`Scene.actors`), and those they are said to include."""
        tokens = list(tokens)
        named = [o for t in tokens for o in obliques(t, *NAMING)]
        named += [o for t in tokens for c in children(t, "acl") if lemma(c) in LED for o in obliques(c, "by")]
        named += [o for t in tokens for c in children(t, "acl") if lemma(c) == "include" for o in objects(c)]
        found = (*self.scene.actors(self.p, tokens), *(self.scene.actors(self.p, named) if named else ()))
        return tuple(dict.fromkeys(found))


@cache
def _parts() -> dict[str, str]:
    """The part that a verb gives to its subject, or to what stands behind "by"."""
    return {verb: part for part, verbs in meetings().parts.items() for verb in verbs}


def put(roles: Roles, role: str, ids: tuple[int, ...]) -> None:
    if role:
        taken = roles.setdefault(role, [])
        taken += [i for i in ids if i not in taken]


def verb_roles(site: Site, verb: Token, frame: Frame) -> Roles:
    roles: Roles = {}
    if is_passive(verb):
        put(roles, frame.object or frame.subject, site.actors(subjects(verb)))
        put(roles, frame.subject, site.actors(obliques(verb, "by")))
    else:
        put(roles, frame.subject, site.actors(subjects(verb)))
        put(roles, frame.object, site.actors(objects(verb)))
    put(roles, frame.with_, site.actors(obliques(verb, *WITH)))
    if (
        frame.type == "meeting"
        and verb.dep_ == "acl:relcl"
        and verb.head.dep_ == "conj"
        and len(_all(roles)) < 2
    ):
        put(roles, frame.subject, site.actors(with_conjuncts(verb.head.head)))  # "A and B, who met on Monday"
    lines = [c for c in obliques(verb, "by", "on", "via", "over") if lemma(c) in LINES]
    nested = [o for child in lines for o in obliques(child, *WITH)]
    put(roles, frame.with_, site.actors(nested))
    if frame.id == "letter":
        put(roles, frame.object, site.actors([*obliques(verb, "to"), *children(verb, "iobj")]))
    _helpers(site, verb, roles)
    return roles


def _all(roles: Roles) -> set[int]:
    return {i for ids in roles.values() for i in ids}


def _helpers(site: Site, token: Token, roles: Roles) -> None:
    """Hosts and mediators in reduced clauses: "talks hosted by Oman", "mediated by the UN"."""
    for clause in children(token, "acl", "acl:relcl", "amod"):
        part = _parts().get(lemma(clause))
        if part:
            put(roles, part, site.actors(obliques(clause, "by")))
        elif lemma(clause) in ("include", "involve", "involving", "including"):
            put(roles, "participant", site.actors(objects(clause)))


def noun_roles(site: Site, noun: Token, frame: Frame, fate: Fate) -> Roles:
    roles: Roles = {}
    role = frame.with_ or frame.subject
    if frame.id == "letter":
        _letter_roles(site, noun, fate, roles)
        return roles
    for holder in holders(noun):
        for child in holder.children:
            if _sites(site, child, frame):
                continue
            if frame.type == "visit" and child.dep_ in ("compound", "amod"):
                put(
                    roles,
                    frame.subject,
                    tuple(i for i in site.actors([child]) if site.scene.referent(i).type == "person"),
                )
                continue
            if child.dep_ == "compound" or (child.dep_ == "amod" and child.pos_ in ("PROPN", "ADJ")):
                put(roles, role, site.actors([child]))
            elif child.dep_ == "nmod:poss":
                put(roles, frame.subject, site.actors([child]))
            elif _parting(site, child, frame):
                put(roles, frame.subject if case_of(child) == "by" else role, site.actors([child]))
        _helpers(site, holder, roles)
    own = site.scene.units.get((site.p, noun.i))
    if own is not None:  # a series that bears a name ("the Six-Party Talks") is no party to itself
        roles = {each: [i for i in ids if i not in own.actors] for each, ids in roles.items()}
    if fate.carrier is not None:
        _carrier_roles(site, fate, frame, roles, apart=bool(obliques(noun, "with")))
    return roles


def _sites(site: Site, child: Token, frame: Frame) -> bool:
    """Whether the one name before a meeting is where it was held: a town that is also a state ("the Singapore summit")."""
    if frame.type != "meeting" or child.dep_ != "compound":
        return False
    states = {site.scene.referent(i).state for i in site.actors([child])}
    return len(states) == 1 and bool(states & CITY_STATES)


def _parting(site: Site, child: Token, frame: Frame) -> bool:
    """Whether a modifier of the noun names parties: "between ...", "with ...", and "of ..." where it is no time."""
    if not child.dep_.startswith(("nmod", "obl")):
        return False
    case = case_of(child)
    if frame.type == "visit":
        return case in ("by", "with")
    if case == "of":
        return child.dep_ == "nmod" and frame.type in MUTUAL and (site.p, child.i) not in site.scene.times_at
    return case in PARTING


def holders(noun: Token) -> list[Token]:
    """The noun and the containers above it ("round of talks between ..." may hang the parties on either)."""
    found = [noun]
    while found[-1].dep_ == "nmod" and lemma(found[-1].head) in containers() and len(found) < 4:
        found.append(found[-1].head)
    return found


def _carrier_roles(site: Site, fate: Fate, frame: Frame, roles: Roles, *, apart: bool) -> None:
    """Who the carrier verb adds: "X held talks with Y", "talks were held by X and Y", "X hosted talks"."""
    verb = fate.carrier
    if verb is None:
        return
    part = _parts().get(lemma(verb))
    subject = "participant" if frame.with_ == "participant" else frame.subject
    if fate.relation in ("obj", "obl", "iobj") and (part or _own(verb, roles, apart=apart)):
        put(roles, part or subject, site.actors(subjects(verb)))
        if not part and fate.relation == "obj" and lemma(verb) in GATHERING:
            put(roles, subject, site.actors(objects(verb)))
    if fate.relation == "nsubj" and lemma(verb) in GATHERING:
        put(roles, subject, site.actors(objects(verb)))
    put(roles, part or subject, site.actors(obliques(verb, "by")))
    put(roles, subject, site.actors(obliques(verb, *WITH)))


def _own(verb: Token, roles: Roles, *, apart: bool) -> bool:
    """Whether the carrier's subject takes part: "held talks", but not "expects talks between A and B".

    `apart` says that the noun names its parties after "with": whoever cancels or proposes talks with X is the other.
    """
    if apart:
        return effect_of(verb) != "denied" or negated(verb)
    named = sum(len(ids) for ids in roles.values())
    if named > 1:
        return False
    return named == 1 or effect_of(verb) not in ("proposed", "expected", "confirmed", "denied")


def _letter_roles(site: Site, noun: Token, fate: Fate, roles: Roles) -> None:
    """Sender and recipient of a letter, from its owner, its prepositions and its verb."""
    put(roles, "sender", site.actors([*children(noun, "nmod:poss"), *obliques(noun, "from", "by")]))
    put(roles, "recipient", site.actors(obliques(noun, "to", "for")))
    put(roles, "participant", site.actors(obliques(noun, "between")))
    verb = fate.carrier
    if verb is None:
        return
    name = lemma(verb)
    if name in ("receive", "get"):
        put(roles, "recipient", site.actors(subjects(verb)))
        put(roles, "sender", site.actors(obliques(verb, "from")))
    elif name == "exchange":
        put(roles, "participant", site.actors([*subjects(verb), *obliques(verb, "with")]))
    elif fate.relation == "obj" or is_passive(verb):
        carrying = name in ("deliver", "hand", "carry", "pass", "relay", "bear")
        who = site.actors(obliques(verb, "by") if is_passive(verb) else subjects(verb))
        put(roles, "carrier" if carrying and roles.get("sender") else "sender", who)
        put(roles, "recipient", site.actors([*obliques(verb, "to"), *children(verb, "iobj")]))
