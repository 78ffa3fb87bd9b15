"""The facts of one event in, the days on which it took or is to take place out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from summitry.model import Conflict, Interval
from summitry.reconciling.facts import DONE, Fact
from summitry.reconciling.weighing import Value, contest, sources, weight

FAR = 9999
LASTING = 7  # days up to which a range that is no week or month says how long something lasts
RULE = (
    "what took place before plans, then the most exact days that most sources bear out, then the latest plan, "
    "then the report nearest to the day"
)


def settle_spell(firm: Sequence[Fact], facts: Sequence[Fact]) -> tuple[Interval | None, Conflict | None]:
    """The days, and the conflict between days that exclude each other. `firm` are the facts to prefer."""
    found: dict[Interval, list[Fact]] = defaultdict(list)
    kept = [fact for fact in facts if fact.when and not fact.called_off] or facts
    for fact in kept:
        if fact.when:
            found[fact.when].append(fact)
    if not found:
        return None, None
    preferred = {fact.id for fact in firm}
    ordered = sorted(found, key=lambda when: _rank(when, found, preferred))
    best = _lasting(_narrowed(ordered, found), found, preferred)
    rivals = [when for when in ordered if not when.overlaps(best)]
    values = [Value(when.edtf, tuple(found[when])) for when in (best, *_narrow(rivals))]
    return best, contest("start", values, RULE)


def _rank(when: Interval, found: dict[Interval, list[Fact]], preferred: set[str]) -> tuple[object, ...]:
    facts = found[when]
    agreeing = [fact for other, who in found.items() if other.overlaps(when) for fact in who]
    latest = max((f.known.last for f in facts if f.known and f.known.last), default=date.min)
    done = any(f.status in DONE for f in facts)
    return (
        not any(f.id in preferred for f in facts),
        when.days is None,
        -sources(agreeing),
        min(when.days or 9999, 9999),
        when.approximate or when.uncertain,
        -sources(facts),
        min((_gap(fact, when) for fact in facts), default=FAR) if done else 0,
        -weight(facts),
        0 if done else -latest.toordinal(),
        when.edtf,
    )


def _gap(fact: Fact, when: Interval) -> int:
    """How many days after the days told the fact was known: who writes sooner mistakes the day less."""
    known = fact.known.last if fact.known else None
    return abs((known - when.last).days) if known and when.last else FAR


def _narrowed(ordered: Sequence[Interval], found: dict[Interval, list[Fact]]) -> Interval:
    """The most exact days that lie in the best: a plan tells the day of what is only said to have been in that month."""
    best = ordered[0]
    exact = [
        when
        for when in ordered[1:]
        if when.within(best) and (when.days or 99) <= LASTING < (best.days or 9999)
    ]
    return min(
        exact, key=lambda when: (-sources(found[when]), when.days or 0), default=best
    )  # the first of equals


def _lasting(best: Interval, found: dict[Interval, list[Fact]], preferred: set[str]) -> Interval:
    """A day gives way to a short range around it that tells how long the event lasts."""
    ranges = [
        when
        for when, who in found.items()
        if best.days == 1
        and 1 < (when.days or 99) <= LASTING
        and not (when.approximate or when.uncertain)
        and best.within(when)
        and any(f.id in preferred for f in who)
        and not all(f.weekly for f in who)
    ]
    return min(ranges, key=lambda when: (when.days or 99, when.edtf), default=best)


def _narrow(rivals: Sequence[Interval]) -> list[Interval]:
    """The rivals without those that a narrower one lies in."""
    return [when for when in rivals if not any(o != when and o.within(when) for o in rivals)]
