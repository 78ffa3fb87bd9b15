"""The values that facts give for one field in, the order in which the record prefers them out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from summitry.model import Conflict, ConflictValue
from summitry.reconciling.facts import Fact


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field, as text, and the facts that give it."""

    text: str
    facts: tuple[Fact, ...]


def sources(facts: Iterable[Fact]) -> int:
    """How many independent sources there are: copies of one text count once."""
    return len({fact.source for fact in facts})


def weight(facts: Iterable[Fact]) -> float:
    """How directly the facts are known, summed over sources: the outlet's own word 1,
    a named source .9, else .7.
    """
    best: dict[str, float] = {}
    for fact in facts:
        chain = fact.claim.attribution
        direct = 1.0 if not chain else 0.9 if all(a.named for a in chain) else 0.7
        best[fact.source] = max(best.get(fact.source, 0.0), direct)
    return round(sum(sorted(best.values())), 6)


def win(values: Iterable[Value], order: Sequence[str] = ()) -> list[Value]:
    """The values, preferred first: by independent sources, by weight, by `order`, and last by the text."""
    places = {text: at for at, text in enumerate(order)}
    return sorted(
        values,
        key=lambda v: (-sources(v.facts), -weight(v.facts), places.get(v.text, len(places)), v.text),
    )


def contest(field: str, values: Sequence[Value], rule: str) -> Conflict | None:
    """The conflict between two or more values, preferred first; None if all agree."""
    if len(values) < 2:
        return None
    return Conflict(
        field, tuple(ConflictValue(v.text, tuple(sorted({f.id for f in v.facts}))) for v in values), rule
    )
