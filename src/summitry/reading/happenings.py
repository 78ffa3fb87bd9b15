"""A scene in, happenings out: which words carry an event, who takes part, when, where, at which level, and its fate.

Frames (knowledge/frames.toml) say which verbs and nouns carry which event; the tree says who fills its roles; `fate`
says whether it happened. A definite mention ("the talks") takes what it lacks from the mention before that it repeats.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from summitry.knowledge.meaning import meetings
from summitry.reading.clause import effect_of, reality
from summitry.reading.describing import describe
from summitry.reading.draft import Draft
from summitry.reading.echoes import complete
from summitry.reading.fate import Fate, fate_of_noun, fate_of_verb
from summitry.reading.roles import Site, noun_roles, verb_roles
from summitry.reading.scene import Scene
from summitry.reading.series import one_by_one
from summitry.reading.timing import time_of
from summitry.reading.tree import case_of, lemma, negated, subjects
from summitry.reading.triggers import Trigger, find_triggers

TOLD = frozenset({"held", "under way", "collapsed"})


def find_happenings(scene: Scene) -> list[Draft]:
    """Every happening that the report's passages carry, in reading order; one for each distinct group of parties."""
    found: list[Draft] = []
    for trigger in find_triggers(scene):
        draft = _draft(scene, trigger)
        met = _met_for(draft, found)
        if met is not None:
            found[met] = _joined(found[met], draft)
            continue
        if _in_passing(draft):
            continue
        draft = complete(scene, draft, found)
        if not _worth(scene, draft):
            continue
        found += list(_distinct(scene, draft))
    found = [_undone(scene, draft, found) for draft in found]
    return [*found, *_listed(scene, found)]


def _undone(scene: Scene, draft: Draft, found: list[Draft]) -> Draft:
    """What "had been planned" is called off where the sentences around it call it off."""
    verb = draft.fate.carrier
    if draft.frame.type != "meeting" or verb is None or draft.fate.status not in ("scheduled", "expected"):
        return draft
    if "had" not in {t.lower_ for above in (verb, verb.head) for t in above.children if t.dep_ == "aux"}:
        return draft
    states = {scene.referent(i).state for i in draft.parties()} - {None}
    near = (d for d in found if abs(d.p - draft.p) < 2 and d.frame.type == "meeting")
    called_off = any(
        d.fate.status == "cancelled" and states <= {scene.referent(i).state for i in d.parties()}
        for d in near
    )
    if not called_off:
        return draft
    fate = replace(draft.fate, status="cancelled", modality="asserted")
    return replace(draft, fate=fate, happening=replace(draft.happening, status="cancelled"))


def _listed(scene: Scene, found: list[Draft]) -> Iterator[Draft]:
    """A sentence without a verb that lists people names who took part in the meeting told before it."""
    for p, passage in enumerate(scene.passages):
        for sent in passage.doc.sents:
            if passage.block.kind != "body" or any(
                t.pos_ in ("VERB", "AUX") and t.dep_ != "amod" for t in sent
            ):
                continue
            units = {scene.units[p, t.i] for t in sent if (p, t.i) in scene.units}
            people = [i for unit in sorted(units, key=lambda u: u.first) for i in unit.actors]
            people = [
                i
                for i in dict.fromkeys(people)
                if scene.referent(i).type == "person" and scene.referent(i).titles
            ]
            before = [
                d for d in found if d.p in (p - 1, p - 2) and d.frame.type == "meeting" and not d.fate.weak
            ]
            if len(people) > 1 and before:
                last = before[-1]
                listed = replace(
                    last,
                    p=p,
                    token=sent.root,
                    roles={"participant": people},
                    trigger=scene.token_span(p, sent.root),
                )
                yield replace(listed, happening=replace(last.happening, level=describe(scene, listed).level))


def _draft(scene: Scene, trigger: Trigger) -> Draft:
    token, frame, p = trigger.token, trigger.frame, trigger.p
    site = Site(scene, p)
    fate = _announced(fate_of_noun(token), frame.type) if trigger.noun else fate_of_verb(token)
    roles = noun_roles(site, token, frame, fate) if trigger.noun else verb_roles(site, token, frame)
    draft = Draft(
        p=p, token=token, frame=frame, fate=fate, trigger=scene.token_span(p, trigger.first, trigger.last),
        roles={role: kept for role, ids in roles.items() if (kept := [i for i in ids if _counts(scene, i)])},
        when=time_of(scene, p, token, fate),
    )  # fmt: skip
    return replace(draft, happening=describe(scene, draft))


def _announced(fate: Fate, kind: str) -> Fate:
    """An agreement that is announced is made, where other events that are announced are planned."""
    verb = fate.carrier
    if kind != "agreement" or verb is None or lemma(verb) not in ("announce", "unveil"):
        return fate
    made = fate.status == "scheduled" and reality(verb) in ("past", "present")
    return replace(fate, status="held", modality="asserted") if made else fate


def _met_for(draft: Draft, found: list[Draft]) -> int | None:
    """Which happening before it a noun only explains: "met for talks in Vienna", "sat down for a third round"."""
    if (
        draft.frame.type != "meeting"
        or draft.fate.carrier is not None
        or case_of(draft.token) not in ("for", "in")
    ):
        return None
    head = draft.token.head
    here = (
        n for n, d in enumerate(found) if d.p == draft.p and d.token == head and d.frame.type == "meeting"
    )
    return next(here, None) if head.pos_ == "VERB" else None


def _joined(met: Draft, noun: Draft) -> Draft:
    """The meeting that a verb tells with what its noun says of it."""
    mine, its = met.happening, noun.happening
    happening = replace(
        mine,
        level=its.level or mine.level,
        format=mine.format or its.format,
        place=mine.place if mine.place is not None else its.place,
        venue=mine.venue or its.venue,
        ordinal=mine.ordinal or its.ordinal,
        topics=mine.topics or its.topics,
    )
    roles = {role: list(ids) for role, ids in met.roles.items()}
    for role, ids in noun.roles.items():
        roles.setdefault(role, []).extend(i for i in ids if i not in met.parties())
    return replace(
        met, happening=happening, roles=roles, when=met.when if met.when is not None else noun.when
    )


def _counts(scene: Scene, index: int) -> bool:
    """Whether a referent can be a party: not somebody unnamed of no state and no body ("reporters", "an aide")."""
    referent = scene.referent(index)
    return not (referent.anonymous and referent.state is None and referent.key is None)


def _worth(scene: Scene, draft: Draft) -> bool:
    """Whether a draft says enough to be claimed: its frame's needs are met, and a bare noun is tied to something."""
    if draft.fate.status == "denied" and _is_no_event(draft):
        return False
    if (
        draft.frame.type == "sanction"
        and draft.fate.status in ("proposed", "expected")
        and draft.when is None
    ):
        return False
    if _aimed_at(draft) or _at_home(scene, draft) or _given_up(draft):
        return False
    ids, needs = draft.parties(), draft.frame.needs
    tied = draft.when is not None or draft.happening.place is not None or draft.happening.ordinal is not None
    met = {
        "agent": bool(ids) or any(draft.roles.values()),
        "actor": bool(ids),
        "object": bool(draft.roles.get(draft.frame.object)),
        "place": draft.happening.place is not None,
        "two": _is_told(draft, parties=len(ids), tied=tied),
    }
    return all(met[need] for need in needs)


def _aimed_at(draft: Draft) -> bool:
    """Whether a deal is only hoped for or worked toward: nobody's agreement yet, unless it has a draft or a day."""
    if draft.frame.type != "agreement":
        return False
    verb, status = draft.fate.carrier or draft.token, draft.fate.status
    if any(c.lower_ in ("draft", "tentative", "preliminary", "proposed") for c in draft.token.children):
        return False
    if status in ("proposed", "expected"):
        return True
    return (
        status == "scheduled"
        and reality(verb) in ("open", "would", "possible", "must")
        and verb.pos_ == "VERB"
    )


def _at_home(scene: Scene, draft: Draft) -> bool:
    """Whether a visit stays within the visitor's state, or a call or briefing within one government."""
    states = {scene.referent(i).state for i in draft.parties()}
    if draft.frame.type == "visit" and draft.happening.place is not None:
        visitors = {scene.referent(i).state for i in draft.roles.get(draft.frame.subject, ())}
        return visitors == {scene.referent(draft.happening.place).state} and None not in visitors
    official = all(scene.referent(i).titles for i in draft.parties())
    inner = draft.frame.id in ("brief", "call", "letter") and len(draft.parties()) > 1
    return inner and official and len(states) == 1 and None not in states


def _given_up(draft: Draft) -> bool:
    """Whether a drill or test is of no day and only promised, feared, to be ended, or one of many in passing."""
    if draft.frame.type not in ("test", "exercise") or draft.when is not None:
        return False
    carrier, event = draft.fate.carrier, draft.happening
    ended = carrier is not None and effect_of(carrier) in ("ends", "refused") and draft.fate.status != "held"
    passing = draft.fate.weak and event.ordinal is None and draft.frame.type == "test" and not _one(draft)
    return ended or passing or draft.fate.status in ("proposed", "expected") or not any(draft.roles.values())


def _one(draft: Draft) -> bool:
    """Whether a noun means one event and not all of a kind ("any launch", "nuclear tests")."""
    open_ = any(c.lower_ in ("any", "every", "each", "no") for c in draft.token.children)
    return draft.token.tag_ in ("NN", "NNP") and not open_


def _is_told(draft: Draft, *, parties: int, tied: bool) -> bool:
    """Whether a mutual event is more than a word in passing: two parties, or a tie to a time, place or number.

    An idle word ("negotiations", "dialogue") names an activity as often as an event: it must be tied, or point back.
    """
    fate, idle = draft.fate, lemma(draft.token) in draft.frame.idle
    if parties == 0 and not _speaks_for_itself(draft, idle):
        return False
    if fate.weak and not draft.echo:
        pointing = parties > 1 and draft.happening.definite
        return pointing or (tied and parties > (1 if idle else 0))
    if idle and draft.token.pos_ == "VERB":
        return parties > 1 and (tied or (fate.status in TOLD and draft.token.tag_ != "VBG"))
    if idle and fate.status in ("proposed", "expected") and parties < 2:
        return False
    if draft.frame.type == "communication" and fate.status not in TOLD and parties < 2:
        return False
    settled = fate.status in ("cancelled", "postponed", "collapsed") and parties > 0
    return parties > 1 or tied or settled or (draft.echo and not fate.weak)


def _in_passing(draft: Draft) -> bool:
    """Whether an idle word is only mentioned, with no parties, day, place, number or fate of its own."""
    event, word = draft.happening, lemma(draft.token)
    if not draft.fate.weak or draft.fate.said or word not in draft.frame.idle or word in ("talk", "talks"):
        return False
    own = (draft.when, event.place, event.ordinal)
    return len(draft.parties()) < 2 and all(each is None for each in own)


def _speaks_for_itself(draft: Draft, idle: bool) -> bool:
    """Whether a meeting without parties is still one meeting: pointed at or held somewhere, by more than an idle word."""
    if draft.frame.type != "meeting" or (idle and draft.fate.weak):
        return False
    event = draft.happening
    return not idle or event.definite or event.place is not None or event.ordinal is not None


def _is_no_event(draft: Draft) -> bool:
    """What is only refused is a position, "no agreement" an outcome, and "no talks" without a day nothing at all."""
    if draft.frame.type == "agreement":
        return True
    if draft.token.pos_ == "VERB":
        return False
    refused = draft.fate.carrier is not None and effect_of(draft.fate.carrier) == "refused"
    return refused or draft.when is None or negated(draft.token)


def _distinct(scene: Scene, draft: Draft) -> Iterator[Draft]:
    """One draft, or one for each counterpart where the text says that they were met apart."""
    if stops := one_by_one(scene, draft):
        yield from stops
        return
    verb = draft.fate.carrier or draft.token
    apart = draft.token.sent.text.lower()
    hosts = scene.actors(draft.p, [t for t in subjects(verb) if t.i < verb.i][:1])
    others = [i for i in draft.parties() if i not in hosts]
    split = any(words in apart for words in meetings().separately["words"])
    if draft.frame.type in ("meeting", "communication") and split and len(others) > 1:
        for other in others:
            roles = {**draft.roles, "participant": [*hosts, other]}
            alone = replace(draft, roles=roles)
            yield replace(alone, happening=describe(scene, alone))
        return
    yield draft
