"""The facts of one event in, its entry out: every field settled, losing values kept as conflicts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from summitry.model import Actor, Conflict, Event, Participant, Place, Plover, digest
from summitry.reconciling import labels
from summitry.reconciling.clashes import OFFICIALS, spots_agree
from summitry.reconciling.facts import DONE, PARTS, Context, Fact, Spot
from summitry.reconciling.fates import RANK, Fate, statuses, trace
from summitry.reconciling.levels import level_of
from summitry.reconciling.spells import settle_spell
from summitry.reconciling.weighing import Value, contest, sources, weight, win

LEVELS = ("leaders", "ministerial", "envoy", "deputy", "working", "track1.5", "track2")
STRENGTH = {
    "asserted": 0.75,
    "planned": 0.65,
    "expected": 0.5,
    "possible": 0.35,
    "conditional": 0.35,
    "denied": 0.5,
}
OWN_SIDE = frozenset({"principal", "delegate"})
PLACE_RULE = "what took place before plans, cities before states, then independent sources, then the latest"
IN_PERSON = frozenset({"facilitator", "host", "convenor"})


def settle(facts: Sequence[Fact], context: Context, actors: Mapping[str, Actor]) -> Event:
    """The event that these facts (at least one) are."""
    ordered = sorted(facts, key=_age)
    plan, _ = settle_spell(ordered, ordered)
    status_of = statuses(ordered, plan)
    fate = trace(ordered, status_of)
    firm = [f for f in ordered if status_of[f.id] in DONE] if fate.status in DONE else []
    spell, time_conflict = settle_spell(firm or ordered, ordered)
    spot, place_conflict = _place(firm, ordered)
    participants = _participants(ordered, context, actors)
    level, level_conflict = _vote("level", ordered, lambda f: f.happening.level, LEVELS)
    if level is None and ordered[0].claim.type == "meeting":
        level = level_of(participants, context.cast, actors, spell)
    format_, format_conflict = _vote("format", ordered, lambda f: f.happening.format)
    over = ordered if fate.status in (*DONE, "under way") else []  # what has not been held has no outcome yet
    outcome, outcome_conflict = _vote("outcome", firm or over, lambda f: f.happening.outcome)
    conflicts = (
        fate.conflict,
        time_conflict,
        place_conflict,
        level_conflict,
        format_conflict,
        outcome_conflict,
    )
    start, end = spell.start_end if spell else (None, None)
    event = Event(
        id=digest("event", ordered[0].id),
        type=ordered[0].claim.type,
        label="",
        status=fate.status,
        status_history=fate.history,
        level=level,
        format=format_,
        start=start,
        end=end,
        place=Place(spot.name, spot.state, spot.lat, spot.lon) if spot else None,
        venue=_first(firm or ordered, lambda f: f.happening.venue),
        sides=_sides(participants, ordered, actors),
        participants=participants,
        topics=_union(ordered, lambda f: f.happening.topics),
        outcome=outcome,
        tone=_union(ordered, lambda f: f.happening.tone),
        measures=_union(ordered, lambda f: f.happening.measures),
        count=next((f.happening.count for f in ordered if (f.happening.count or 1) > 1), None),
        plover=_plover(ordered),
        conflicts=tuple(c for c in conflicts if c),
        claims=tuple(f.id for f in ordered),
        confidence=_confidence(ordered, fate, conflicts),
    )
    return labels.labelled(event, ordered, actors)


def _age(fact: Fact) -> tuple[date, str, int, str]:
    """The order in which claims became known; undated reports last."""
    known = fact.known
    return (
        (known.first or known.last or date.max) if known else date.max,
        fact.claim.report,
        fact.claim.start,
        fact.id,
    )


def _place(firm: Sequence[Fact], facts: Sequence[Fact]) -> tuple[Spot | None, Conflict | None]:
    """The place: the most exact one that the most independent sources give; of plans the latest venue."""
    spots: dict[str, Spot] = {}
    values: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.spot:
            spots[fact.spot.key] = fact.spot
            values[fact.spot.key].append(fact)
    if not values:
        return None, None
    held = {f.spot.key for f in firm if f.spot}

    def rank(key: str) -> tuple[bool, bool, int, float, int, str]:
        days = [f.known.last.toordinal() for f in values[key] if f.known and f.known.last]
        latest = 0 if firm else max(days, default=0)
        return key not in held, spots[key].whole, -sources(values[key]), -weight(values[key]), -latest, key

    best, *others = sorted(values, key=rank)
    rivals = [best, *(key for key in others if spots_agree(spots[best], spots[key]) is False)]
    shown = [Value(spots[key].name, tuple(values[key])) for key in rivals]
    return spots[best], contest("place", shown, PLACE_RULE)


def _vote(
    field: str, facts: Sequence[Fact], value: Callable[[Fact], str | None], order: Sequence[str] = ()
) -> tuple[str | None, Conflict | None]:
    """The value that most independent sources give; among equals by weight, then by `order`."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        said = value(fact)
        if said:
            found[said].append(fact)
    values = win([Value(text, tuple(who)) for text, who in sorted(found.items())], order)
    rivals = [v for v in values if v is values[0] or _disagree(field, values[0], v)]
    conflict = contest(field, rivals, "most independent sources, then the most direct")
    return (values[0].text, conflict) if values else (None, None)


def _disagree(field: str, best: Value, other: Value) -> bool:
    """Whether another text says otherwise, and not only with another word for the same."""
    if field == "level" and {best.text, other.text} <= OFFICIALS:
        return False
    return bool({fact.source for fact in other.facts} - {fact.source for fact in best.facts})


def _participants(
    facts: Sequence[Fact], context: Context, actors: Mapping[str, Actor]
) -> tuple[Participant, ...]:
    """Who takes part, once each, in the part most often given;
    states and nameless step back behind people.
    """
    parts: dict[str, Counter[str]] = {}
    for fact in facts:
        for role, _ in fact.claim.roles:
            if role in PARTS:
                for actor in context.actors(fact.claim, role):
                    parts.setdefault(actor, Counter())[PARTS[role]] += 1
    order = list(PARTS.values())
    found = [
        Participant(
            actor,
            min(votes, key=lambda part: (-votes[part], order.index(part))),
            context.cast.side_of.get(actor),
        )
        for actor, votes in parts.items()
    ]
    nameless = context.cast.nameless
    manned = {(p.side, p.part) for p in found if actors[p.actor].type == "person" and p.actor not in nameless}
    collective = {p.actor for p in found if actors[p.actor].type == "state" or p.actor in nameless}
    stated = {(p.side, p.part) for p in found if actors[p.actor].type == "state"}
    kept = [
        p
        for p in found
        if p.actor not in collective
        or ((p.side, p.part) not in manned and not (p.actor in nameless and (p.side, p.part) in stated))
    ]
    return tuple(
        sorted(kept, key=lambda p: (order.index(p.part), p.side or "~", actors[p.actor].name, p.actor))
    )


def _sides(
    participants: Sequence[Participant], facts: Iterable[Fact], actors: Mapping[str, Actor]
) -> tuple[str, ...]:
    """The sides of the principals, also the nameless, and of hosts,
    convenors and others who come in person.
    """
    present = {p.actor for p in participants if p.part in IN_PERSON and actors[p.actor].type == "person"}
    own = {p.side for p in participants if p.side and (p.part in OWN_SIDE or p.actor in present)}
    return tuple(sorted(own.union(*(f.sides for f in facts))))


def _union(facts: Sequence[Fact], values: Callable[[Fact], Iterable[str]]) -> tuple[str, ...]:
    """All values, each once, in the order in which they became known."""
    return tuple(dict.fromkeys(value for fact in facts for value in values(fact)))


def _first(facts: Sequence[Fact], value: Callable[[Fact], str | None]) -> str | None:
    """The value that most facts give, the longer first among equals."""
    counts = Counter(said for said in map(value, facts) if said)
    return min(counts, key=lambda said: (-counts[said], -len(said), said)) if counts else None


def _plover(facts: Sequence[Fact]) -> Plover | None:
    counts = Counter(f.happening.plover for f in facts if f.happening.plover)
    if not counts:
        return None
    event, mode, context = min(counts, key=lambda code: (-counts[code], code[0], code[1] or "", code[2]))
    return Plover(event, mode, tuple(context))


def _confidence(facts: Sequence[Fact], fate: Fate, conflicts: Iterable[Conflict | None]) -> float:
    """How sure the entry is, 0 to 1: independent sources add up, conflicts and a long way to go take off."""
    best: dict[str, float] = {}
    for fact in facts:
        strength = STRENGTH.get(fact.claim.modality, 0.3) - 0.1 * any(
            not a.named for a in fact.claim.attribution
        )
        best[fact.source] = max(best.get(fact.source, 0.0), strength)
    doubt = 1.0
    for strength in sorted(best.values()):
        doubt *= 1 - strength
    less = 0.05 * sum(c is not None for c in conflicts) + (
        0.05 if RANK[fate.status] < RANK["scheduled"] else 0.0
    )
    return round(max(0.05, min(0.99, 1 - doubt) - less), 2)
