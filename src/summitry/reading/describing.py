"""An event's trigger and roles in, what the passage says of the event out: level, format, place, tone, outcome, label."""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from summitry.knowledge.meaning import measures, meetings
from summitry.model import Happening
from summitry.reading.clause import effect_of, reality
from summitry.reading.draft import Draft
from summitry.reading.fate import ENDED
from summitry.reading.roles import holders
from summitry.reading.tree import ancestors, children, lemma, objects, obliques, subjects
from summitry.reading.whereabouts import place_of, venue_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from summitry.reading.scene import Scene

ORDINALS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5,
    "sixth": 6, "6th": 6, "seventh": 7, "7th": 7, "eighth": 8, "8th": 8, "ninth": 9, "9th": 9, "tenth": 10, "10th": 10,
}  # fmt: skip
NUMBERS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twice": 2,
}
POINTING = frozenset({"the", "that", "this", "those", "these", "their", "his", "her", "its", "our"})
FRESH = frozenset(
    {
        "more",
        "new",
        "further",
        "additional",
        "other",
        "fresh",
        "several",
        "many",
        "such",
        "another",
        "any",
        "possible",
    }
)
LOOSE = frozenset({"acl", "acl:relcl", "advcl", "conj", "cc", "parataxis", "appos", "punct", "obl", "list"})
MAX_TOPIC = 8


def describe(scene: Scene, draft: Draft) -> Happening:
    """What the passage says of the event beyond who and when."""
    token, frame = draft.token, draft.frame
    phrase = _phrase(token)
    place = place_of(scene, draft)
    met = frame.type == "meeting"
    topics = _topics(scene, draft)
    return Happening(
        status=draft.fate.status,
        level=_level(scene, draft, phrase) if met else None,
        format=_first(phrase, "formats") or (_sideline(draft) if met else None) if met else None,
        place=place,
        venue=venue_of(scene, draft),
        topics=topics,
        tone=_tone(draft) if met or frame.type == "communication" else (),
        outcome=_outcome(draft) if met else None,
        measures=_measures(draft),
        ordinal=next((n for each in holders(token) if (n := _ordinal(each)) is not None), None),
        count=_count(token),
        definite=_definite(scene, draft),
        label=frame.label if token.pos_ == "VERB" else _label(scene, draft),
        plover=(frame.plover.event, _mode(scene, draft), frame.plover.context) if frame.plover else None,
    )


def _phrase(token: Token) -> str:
    """The event noun's own noun phrase up to the noun in lower case; of a verb, its plural subject's ("the envoys met")."""
    if token.pos_ == "VERB":
        subject = next((t for t in subjects(token) if t.pos_ == "NOUN" and t.tag_ == "NNS"), None)
        return _phrase(subject) if subject is not None else ""
    doc = token.doc
    left = min([token.i, *(c.left_edge.i for c in token.children if c.i < token.i)])
    return str(doc[left : token.i + 1].text).lower()


def _label(scene: Scene, draft: Draft) -> str:
    """The event's words in the singular: its trigger up to the noun, and the noun's lemma."""
    start = draft.trigger.start - scene.passages[draft.p].block.start
    words = takewhile(lambda t: t.idx >= start, reversed(draft.token.doc[: draft.token.i]))
    before = "".join(t.text_with_ws for t in reversed(list(words))).lower()
    return before + lemma(draft.token)


@cache
def _patterns(table: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    words: dict[str, tuple[str, ...]] = getattr(meetings(), table)
    return tuple(
        (key, re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, each)) + r")(?!\w)"))
        for key, each in words.items()
    )


def _first(text: str, table: str) -> str | None:
    return next((key for key, pattern in _patterns(table) if pattern.search(text)), None)


def _level(scene: Scene, draft: Draft, phrase: str) -> str | None:
    """The level that the noun phrase states, or the rank of the lower side (docs/codebook)."""
    ranked = _ranked(scene, draft.parties())
    stated = _first(phrase, "levels")
    if stated is not None and ranked and lemma(draft.token) != "summit" and "level" not in phrase:
        return ranked
    if stated is not None:
        return stated
    if ranked is None and lemma(draft.token) == "summit":
        return "leaders"
    return ranked


def _ranked(scene: Scene, ids: tuple[int, ...]) -> str | None:
    order = [each.level for each in meetings().rank_levels]
    level_of = {rank: each.level for each in meetings().rank_levels for rank in each.ranks}
    best: dict[str, int] = {}
    for i in ids:
        referent = scene.referent(i)
        levels = [order.index(level_of[t.rank]) for t in referent.titles if t.rank in level_of]
        if referent.type == "person" and levels:
            side = referent.state or f"#{i}"
            best[side] = min(best.get(side, 99), *levels)
    lowest = max(best.values(), default=-1)
    unnamed = any(scene.referent(i).anonymous and scene.referent(i).titles for i in ids)
    alone = unnamed and lowest == len(order) - 1 and len({scene.referent(i).state for i in ids}) > 1
    return order[lowest] if len(best) >= 2 or alone else None


def _sideline(draft: Draft) -> str | None:
    carrier = draft.fate.carrier or draft.token
    text = " ".join(lemma(t) for t in (*obliques(carrier, "on", "at"), *obliques(draft.token, "on", "at")))
    return "sidelines" if "sideline" in text or "margin" in text else None


def _topics(scene: Scene, draft: Draft) -> tuple[str, ...]:
    """What it is about, in few words: behind "on" and "about", before the noun ("trade talks"), or "to discuss" it."""
    carrier, words = draft.fate.carrier, meetings().topics
    heads = (draft.token, *([carrier] if carrier is not None and carrier != draft.token else []))
    found: list[str] = []
    if draft.token.pos_ != "VERB":
        kinds = (*words["nouns"], *words["adjectives"])
        found += [c.lower_ for c in draft.token.children if c.i < draft.token.i and c.lower_ in kinds]
    for head in heads:
        matters = obliques(head, "on", "about", "over", "regarding", "concerning")
        clauses = children(head, "advcl", "xcomp", "acl")
        matters += [o for c in clauses if lemma(c) in words["verbs"] for o in objects(c)]
        found += [text for topic in matters if _is_matter(scene, draft.p, topic) and (text := _brief(topic))]
    return tuple(dict.fromkeys(found))[:4]


def _is_matter(scene: Scene, p: int, token: Token) -> bool:
    """Whether a phrase can be a topic: no time, no place on which something is held, nobody by name."""
    if (p, token.i) in scene.times_at or lemma(token) in (
        *meetings().venues["parts"],
        "eve",
        "phone",
        "telephone",
    ):
        return False
    unit = scene.units.get((p, token.i))
    return unit is None or all(scene.referent(i).type == "state" for i in unit.actors)


def _brief(topic: Token) -> str:
    """A phrase without its preposition, clauses, conjuncts and what stands behind them; at most eight words."""
    words: list[str] = []
    for token in topic.doc[topic.left_edge.i : topic.right_edge.i + 1]:
        if token.i < topic.i and token.dep_ in ("case", "det", "nmod:poss", "punct", "fixed") and not words:
            continue
        if token.i > topic.i and any(t.dep_ in LOOSE for t in _up_to(token, topic)):
            break
        words.append(token.text_with_ws)
    return "".join(words[:MAX_TOPIC]).strip(" ,;:-–—\"“”'")


def _up_to(token: Token, top: Token) -> list[Token]:
    """A token and those above it, below `top`."""
    return [token, *takewhile(lambda t: t != top, ancestors(token))]


def _tone(draft: Draft) -> tuple[str, ...]:
    words = set(meetings().tone["words"])
    found = [c.lower_ for c in draft.token.children if c.dep_ == "amod" and c.lower_ in words]
    carrier = draft.fate.carrier
    if carrier is not None and carrier.lower_ in words:
        found.append(carrier.lower_)
    return tuple(dict.fromkeys(found))


def _outcome(draft: Draft) -> str | None:
    if draft.fate.status not in ("held", "collapsed", "under way"):
        return None
    if draft.fate.status == "collapsed":
        return "no_agreement"
    clause = draft.fate.carrier or draft.token.sent.root
    low, high = clause.left_edge.i, clause.right_edge.i + 1
    return _first(str(draft.token.doc[low:high].text).lower(), "outcomes")


def _measures(draft: Draft) -> tuple[str, ...]:
    """The measures named in the sentence, for events that are about measures."""
    if draft.frame.type not in ("agreement", "announcement", "sanction", "meeting"):
        return ()
    text = draft.token.sent.text.lower()
    skip = ("talks", "summit", "mediation")
    return tuple(m.key for m, pattern in measures() if m.key not in skip and pattern.search(text))[:6]


def _ordinal(token: Token) -> int | None:
    for child in token.children:
        if child.i < token.i and child.lower_ in ORDINALS:
            since = any(t.lower_ in ("since", "such") for t in token.subtree)
            return None if since else ORDINALS[child.lower_]  # "the first talks since May" counts no series
    return None


def _count(token: Token) -> int | None:
    for child in children(token, "nummod"):
        if child.lower_ in NUMBERS:
            return NUMBERS[child.lower_]
        if child.text.isdigit() and 1 < int(child.text) < 100:
            return int(child.text)
    if token.pos_ == "VERB":
        for child in token.children:
            if child.lower_ == "twice":
                return 2
            if lemma(child) == "time" and children(child, "nummod"):
                return NUMBERS.get(children(child, "nummod")[0].lower_)
    return None


def _definite(scene: Scene, draft: Draft) -> bool:
    """Whether a noun points back: "the", "that", "Friday's", or bare talks of which something is told ("talks resumed")."""
    token = draft.token
    verbal = token.pos_ == "VERB" and token.lower_ != "talks"
    if (
        verbal
        or token.pos_ not in ("NOUN", "PROPN", "VERB")
        or any(c.lower_ in FRESH for c in token.children if c.i < token.i)
    ):
        return False
    marks = [c for noun in holders(token) for c in noun.children if c.dep_ in ("det", "nmod:poss")]
    if any(m.lower_ in POINTING or (draft.p, m.i) in scene.times_at for m in marks):
        return True
    bare = not marks and lemma(token) in ("talk", "talks", "negotiation")
    carrier = draft.fate.carrier
    if bare and carrier is not None and effect_of(carrier) in ENDED:
        return True
    return (
        bare
        and token.dep_ in ("nsubj", "nsubj:pass")
        and reality(token.head) in ("past", "progressive", "future")
    )


def _mode(scene: Scene, draft: Draft) -> str | None:
    """PLOVER's mode of a consultation: third-party where somebody mediates, multilateral with three sides or more."""
    plover = draft.frame.plover
    if plover is None or plover.event != "CONSULT" or plover.mode != "visit":
        return plover.mode if plover else None
    if draft.roles.get("facilitator"):
        return "third-party"
    states = {scene.referent(i).state for i in draft.parties()} - {None}
    return "multilateral" if len(states) > 2 else "visit"
