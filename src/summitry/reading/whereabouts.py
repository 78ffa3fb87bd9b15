"""An event's draft in, where it takes place out: the place that the tree ties to it, and the venue in the text's words."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from summitry.knowledge.meaning import frames, meetings
from summitry.reading.draft import CITY_STATES, Draft
from summitry.reading.tree import ancestors, case_of, children, lemma, obliques, relative_adverb

if TYPE_CHECKING:
    from spacy.tokens import Token

    from summitry.reading.scene import Scene

WHERE = ("in", "at", "near", "outside", "outside of", "on", "inside", "aboard")
WHITHER = ("in", "at", "to", "for", "into", "from", "near", "between")
ASIDE = frozenset({"with", "between", "to", "from", "by", "for"})


def place_of(scene: Scene, draft: Draft) -> int | None:
    """Where: what hangs on the event or its clause behind a preposition of place, nearest first, else the noun's own."""
    token, p = draft.token, draft.p
    carrier = draft.fate.carrier
    visit = draft.frame.type == "visit" or (carrier is not None and lemma(carrier) in _motions())
    heads = _places_heads(draft)
    for head in heads:
        if visit and head.pos_ == "VERB" and lemma(head) in _motions():
            for child in children(head, "obj"):
                place = scene.place(p, child)
                if place is not None:
                    return place
        places = _under(scene, p, head, WHITHER if visit else WHERE)
        if places:
            return places[0]
    for child in children(token, "compound", "nmod:unmarked", "nmod:poss"):
        place = scene.place(p, child)
        if place is not None and _is_town(scene, place):
            return place
    return _taken_up(scene, p, token)


def _taken_up(scene: Scene, p: int, token: Token) -> int | None:
    """The place that a relative "when" or "where" takes up: "in Davos on January 23, when the two met"."""
    at = relative_adverb(token, "when", "where")
    if at is None:
        return None
    for i in range(at.i - 1, max(at.i - 7, token.sent.start) - 1, -1):
        before = token.doc[i]
        place = scene.place(p, before, depth=3)
        if place is not None and case_of(before) in ("in", "at", "near"):
            return place
    return None


@cache
def _motions() -> frozenset[str]:
    """The verbs of travel: what stands behind "to" is where they lead."""
    return frozenset(
        verb.split("@")[0] for frame in frames() if frame.type == "visit" for verb in frame.verbs
    )


def _places_heads(draft: Draft) -> list[Token]:
    """The event, its carrier, and what governs these without a subject of its own."""
    heads = [draft.token, *([draft.fate.carrier] if draft.fate.carrier is not None else [])]
    for head in list(heads):
        if head.dep_ in ("xcomp", "acl", "conj") and head.head.pos_ in ("VERB", "ADJ"):
            heads.append(head.head)
        if head.dep_ == "nmod" and head.head.pos_ == "NOUN":
            heads.append(head.head)
    return list(dict.fromkeys(heads))


def _under(scene: Scene, p: int, head: Token, preps: tuple[str, ...]) -> list[int]:
    """Places under `head` behind one of these prepositions, the likeliest first: by depth, then preposition, then order.

    Below the first level only towns count, so that "the commander of the forces in Kenya" is no place of his meeting.
    """
    order = {prep: n for n, prep in enumerate(("to", "in", "at", "for", "into", "near", "on", "from"))}
    found = []
    for token in head.subtree:
        case = case_of(token)
        depth = _depth(token, head)
        if case not in preps or not 0 < depth < 4 or (p, token.i) in scene.times_at or _about(case, token):
            continue
        place = _town(scene, p, token)
        above = token.head
        nested = (
            depth == 2
            and above.dep_ == "obl"
            and (case_of(above) in ("during", "at", "in") or lemma(above) == "time")
        )
        if place is not None and (depth == 1 or nested or _is_town(scene, place)):
            found.append((depth, order.get(case, 9), token.i, place))
    return [place for *_, place in sorted(found)]


def _about(case: str, token: Token) -> bool:
    """Whether "on" names the matter ("talks on Kashmir") and not where ("on the border")."""
    return case == "on" and lemma(token) not in meetings().venues["parts"]


def _depth(token: Token, head: Token) -> int:
    """How far below `head` a token hangs, 0 where another clause stands between them."""
    for n, above in enumerate(ancestors(token), start=1):
        if above == head:
            return n
        if above.pos_ in ("VERB", "AUX") and above.dep_ not in ("amod", "case", "compound"):
            return 0
    return 0


def _town(scene: Scene, p: int, token: Token) -> int | None:
    """The town or site that a phrase names ("the northern side of the Brenner pass"), else the state."""
    for each in token.subtree:
        if each != token and not (0 < _depth(each, token) < 3 and case_of(each) not in ASIDE):
            continue
        for index in scene.names.all_at(p, each.i):
            if scene.referent(index).type == "place":
                return index
    return scene.place(p, token)


def _is_town(scene: Scene, index: int) -> bool:
    """Whether a referent is a town or site, or a state that is one."""
    referent = scene.referent(index)
    return referent.type == "place" or referent.state in CITY_STATES


def venue_of(scene: Scene, draft: Draft) -> str | None:
    """The house where it is held, as the text names it: "a hotel in Geneva", "the Kremlin"."""
    carrier = draft.fate.carrier
    for head in (draft.token, *([carrier] if carrier is not None else [])):
        for place in obliques(head, "at", "in", "on", "aboard", "inside"):
            text = scene.text(draft.p, place)
            if len(text) < 90 and _named(text, "nouns"):
                return text.lstrip(" ,;-–—").removeprefix(case_of(place)).strip()
            doc = place.doc
            if _named(str(doc[place.left_edge.i : place.i + 1].text), "named"):
                return (
                    str(doc[place.left_edge.i : place.i + 1].text)
                    .lstrip(" ,")
                    .removeprefix(case_of(place))
                    .strip()
                )
    return None


def _named(text: str, kind: Literal["nouns", "named"]) -> bool:
    return _venue_pattern(kind).search(text.lower()) is not None


@cache
def _venue_pattern(kind: Literal["nouns", "named"]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, meetings().venues[kind])) + r")\b")
