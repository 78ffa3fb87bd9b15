"""The participants of a meeting in, the level that their ranks give it out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from summitry.knowledge.leaders import tenures
from summitry.knowledge.meaning import meetings
from summitry.model import Actor, Interval, Participant
from summitry.reconciling.actors import Cast

OWN = frozenset({"principal", "delegate"})


def level_of(
    participants: Sequence[Participant], cast: Cast, actors: Mapping[str, Actor], when: Interval | None
) -> str | None:
    """The lower of the highest ranks of the two sides; None unless two sides show a rank (docs/codebook).

    Ranks are those that any report gives the persons; who is known to have led a state in `when` is a leader.
    """
    order = [each.level for each in meetings().rank_levels]
    level = {rank: each.level for each in meetings().rank_levels for rank in each.ranks}
    best: dict[str, int] = {}
    for each in participants:
        if each.part not in OWN or each.side is None or actors[each.actor].type != "person":
            continue
        ranks = [order.index(level[r]) for r in cast.ranks.get(each.actor, ()) if r in level]
        if _led(actors[each.actor], when):
            ranks.append(order.index("leaders"))
        if ranks:
            best[each.side] = min(best.get(each.side, len(order)), *ranks)
    return order[max(best.values())] if len(best) == 2 else None


def _led(actor: Actor, when: Interval | None) -> bool:
    """Whether the knowledge files have the person lead a state on the days in question (known to a year or so)."""
    if when is None or when.first is None or when.last is None or (when.days or 0) > 800:
        return False
    low, high = when.first, when.last
    held = [t for t in tenures(actor.name) if actor.state in (None, t.state)]
    return " " in actor.name and any(t.start <= high and low <= min(t.end, date.max) for t in held)
