"""The claims of stances in, the positions of the record out: who wants, offers or refuses what,
and since when.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from summitry.model import Claim, Position, Reading, Report, digest
from summitry.model.text import StanceKind
from summitry.reconciling.facts import Context
from summitry.reconciling.names import fold

Key = tuple[str, StanceKind, str, str]


def settle_positions(
    reports: Sequence[Report], readings: Mapping[str, Reading], context: Context
) -> tuple[Position, ...]:
    """The positions of all claims that have a stance, by actor, stance,
    measure (or its words) and addressee.
    """
    groups: dict[Key, list[Claim]] = defaultdict(list)
    for report in reports:
        for claim in readings[report.id].claims if report.id in readings else ():
            key = _key(claim, context)
            if key:
                groups[key].append(claim)
    found = [_position(key, claims, context) for key, claims in groups.items()]
    return tuple(sorted(found, key=lambda p: (p.since or "~", p.actor, p.stance, p.id)))


def _key(claim: Claim, context: Context) -> Key | None:
    """What makes two claims one position; None if it has no stance or nobody whose it is."""
    stance = claim.stance
    actors = context.actors(claim, "actor", "agent", "speaker")
    if stance is None or not actors:
        return None
    toward = context.actors(claim, "toward", "target", "counterpart", "audience")
    return actors[0], stance.stance, stance.measure or f"\x1f{fold(stance.text)}", toward[0] if toward else ""


def _position(key: Key, claims: Sequence[Claim], context: Context) -> Position:
    actor, stance, measure, toward = key
    ordered = sorted(claims, key=lambda claim: _age(claim, context))
    stances = [claim.stance for claim in ordered if claim.stance]
    conditions = Counter(s.condition for s in stances if s.condition)
    known = [interval for interval in (context.when(c) or context.known(c) for c in ordered) if interval]
    return Position(
        id=digest("position", *key),
        actor=actor,
        stance=stance,
        measure=None if measure.startswith("\x1f") else measure,
        text=stances[0].text,
        toward=toward or None,
        condition=min(conditions, key=lambda c: (-conditions[c], c)) if conditions else None,
        since=min(known, key=lambda i: (i.first or i.last or date.max, i.edtf)).edtf if known else None,
        claims=tuple(claim.id for claim in ordered),
    )


def _age(claim: Claim, context: Context) -> tuple[date, str, int, str]:
    known = context.known(claim)
    return (
        (known.first or known.last or date.max) if known else date.max,
        claim.report,
        claim.start,
        claim.id,
    )
