"""A meeting verb's draft in, one draft for each counterpart out where the sentence gives each a day or place of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from summitry.reading.describing import describe
from summitry.reading.draft import Draft
from summitry.reading.scene import Scene
from summitry.reading.tree import case_of, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

JOINING = frozenset({"and", ",", ";", "then", "with", "before", "the", "his", "her", "a", "an"})
MARKS = frozenset({"and", ",", ";"})


@dataclass(slots=True)
class _Stop:
    """One stop of a series: whom, when, where."""

    actors: list[int] = field(default_factory=list)
    when: int | None = None
    place: int | None = None

    def whole(self) -> bool:
        """Whether the stop names somebody, and a day or place."""
        return bool(self.actors) and (self.when is not None or self.place is not None)


def one_by_one(scene: Scene, draft: Draft) -> list[Draft]:
    """ "Met A in X on Monday and B in Y on Tuesday": a draft for each stop; nothing where the verb tells of one meeting.

    Parsers hang the second half of such a sentence anywhere, so that it is read from left to right and not by the tree.
    """
    if draft.token.pos_ != "VERB" or draft.frame.type not in ("meeting", "communication"):
        return []
    stops = [stop for stop in _stops(scene, draft) if stop.actors]
    if len(stops) < 2 or not all(stop.whole() for stop in stops):
        return []
    hosts = list(scene.actors(draft.p, [t for t in subjects(draft.token) if t.i < draft.token.i]))
    return [_at(scene, draft, hosts, stop) for stop in stops if not set(stop.actors) <= set(hosts)]


def _at(scene: Scene, draft: Draft, hosts: list[int], stop: _Stop) -> Draft:
    roles = {draft.frame.subject: list(dict.fromkeys([*hosts, *stop.actors]))}
    alone = replace(draft, roles=roles, when=stop.when if stop.when is not None else draft.when)
    described = describe(scene, alone)
    return replace(alone, happening=replace(described, place=stop.place))


def _stops(scene: Scene, draft: Draft) -> list[_Stop]:
    """What stands behind the verb up to the next one, cut where a new name follows a day or place."""
    stops, taken = [_Stop()], -1
    for token in _behind(draft.token):
        when = scene.times_at.get((draft.p, token.i))
        unit = scene.units.get((draft.p, token.i))
        if when is not None:
            stops[-1].when = stops[-1].when if stops[-1].when is not None else when
        elif case_of(token) in ("in", "at") or _placing(token):
            place = scene.place(draft.p, token)
            stops[-1].place = stops[-1].place if stops[-1].place is not None else place
        elif unit is not None and unit.first > taken:
            taken = unit.last
            if stops[-1].whole() and _joined(token):
                stops.append(_Stop())
            stops[-1].actors += unit.actors
    return stops


def _behind(verb: Token) -> Iterator[Token]:
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("amod", "compound"):
            return
        yield token


def _placing(token: Token) -> bool:
    """Whether a name is part of a phrase of place ("in New York")."""
    return token.dep_ in ("compound", "flat", "amod") and case_of(token.head) in ("in", "at")


def _joined(token: Token) -> bool:
    """Whether a comma or "and" stands before the name, its article and preposition apart."""
    i = token.i - 1
    while i > token.sent.start and token.doc[i].lower_ in JOINING - MARKS:
        i -= 1
    return token.doc[i].lower_ in MARKS
