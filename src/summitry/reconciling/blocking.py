"""Facts in, the pairs of them that are worth comparing out: neighbours in time within blocks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

from summitry.reconciling.facts import Fact
from summitry.reconciling.likeness import RARE

WINDOW = 16  # neighbours in time to which a fact is compared in each of its blocks
MOST_SIDES = 6  # sides of which all pairs are blocks; a conference of more is found by its first ones
SHINGLE = 6  # words of a quotation that make two statements comparable
Key = tuple[str, ...]


def candidates(facts: Sequence[Fact]) -> set[tuple[str, str]]:
    """Pairs of ids, each sorted, that share a block and are near in time: at most WINDOW a fact and block."""
    blocks: dict[Key, list[Fact]] = defaultdict(list)
    for fact in facts:
        for key in _keys(fact):
            blocks[key].append(fact)
    pairs: set[tuple[str, str]] = set()
    for block in blocks.values():
        ordered = sorted(block, key=lambda f: (f.near or date.max, f.id))
        for at, fact in enumerate(ordered):
            for other in ordered[at + 1 : at + 1 + WINDOW]:
                pairs.add((min(fact.id, other.id), max(fact.id, other.id)))
    return pairs


def _keys(fact: Fact) -> Iterator[Key]:
    """The blocks of a fact; within each, also those of its number and its place."""
    kind = fact.claim.type
    if kind == "statement":
        yield from _statement_keys(fact)
        return
    yield (kind, "report", fact.claim.report)
    for key in _party_keys(fact):
        yield (kind, *key)
        if fact.happening.ordinal is not None:
            yield (kind, *key, "number", str(fact.happening.ordinal))
        if fact.spot:
            yield (kind, *key, "place", fact.spot.key)
        if kind not in RARE and fact.when:
            yield (kind, *key, "when", fact.when.edtf)


def _party_keys(fact: Fact) -> Iterator[Key]:
    """The pairs of sides; where there is one side or none, the people, and else the sides themselves."""
    sides = sorted(fact.sides)[:MOST_SIDES]
    yield from combinations(sides, 2)
    people = sorted(set().union(*fact.people.values())) if fact.people else []
    yield from (("person", who) for who in people)
    if len(sides) < 2 and not people:
        yield from (("side", who) for who in (sides or sorted(fact.parties)))


def _statement_keys(fact: Fact) -> Iterable[Key]:
    """A statement's speaker with its report, its day, and each run of words that it quotes."""
    quoted = (fact.claim.quote or "").casefold().split()
    runs = {" ".join(quoted[i : i + SHINGLE]) for i in range(len(quoted) - SHINGLE + 1)}
    for speaker in sorted(fact.parties):
        yield ("statement", speaker, "report", fact.claim.report)
        if fact.when:
            yield ("statement", speaker, "day", fact.when.edtf)
        yield from (("statement", speaker, "run", run) for run in sorted(runs)[:40])
