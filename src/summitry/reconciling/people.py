"""The people that reports name in, joined across spellings and short forms: same name, variant,
family name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from summitry.knowledge import reference
from summitry.model import Link, Referent
from summitry.reconciling.clustering import Clusters
from summitry.reconciling.names import are_variants, core, drops_middle, endings, fold, is_full, sound, splits

VAGUE = frozenset({"official", "expert"})  # ranks that say nothing against another rank
BLOCK = 400  # people of one family or given name that are compared pairwise


@dataclass(frozen=True, slots=True)
class Persona:
    """A referent in its report; `id` is "REPORT#INDEX"."""

    id: str
    report: str
    referent: Referent

    @property
    def is_person(self) -> bool:
        """Whether it is a person with a name."""
        return self.referent.type == "person" and not self.referent.anonymous

    @property
    def state(self) -> str | None:
        """The state that it acts for: its own, or that of its first title that has one."""
        return self.referent.state or next((t.state for t in self.referent.titles if t.state), None)

    @property
    def ranks(self) -> frozenset[str]:
        """The ranks of its titles that tell people apart."""
        return frozenset(t.rank for t in self.referent.titles if t.rank and t.rank not in VAGUE)

    @property
    def full(self) -> str | None:
        """Its name with given and family name, if the report has one."""
        if is_full(self.referent.name):
            return self.referent.name
        short = core(self.referent.name)
        titled = {word for title in self.referent.titles for word in core(title.text)}
        found = (n for n in self.referent.names if is_full(n) and core(n)[-len(short) :] == short)
        return next((n for n in found if not titled & set(core(n))), None)


def ranks_of(referent: Referent) -> frozenset[str]:
    """All ranks that a report gives somebody in office, not those of offices left behind."""
    past = ("former", "ex-", "late ")
    return frozenset(t.rank for t in referent.titles if t.rank and not t.text.casefold().startswith(past))


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of one person so far: the forms of the full name, states, ranks, reports and keys."""

    id: str
    forms: tuple[str, ...]
    states: frozenset[str]
    ranks: frozenset[str]
    reports: frozenset[str]
    keys: frozenset[str]

    @classmethod
    def of(cls, group: Sequence[Persona]) -> Person:
        """The person that these referents are."""
        forms = Counter(p.full for p in group if p.full)
        return cls(
            group[0].id,
            tuple(sorted(forms, key=lambda form: (-forms[form], form)))[:8],
            frozenset(p.state for p in group if p.state),
            frozenset().union(*(p.ranks for p in group)),
            frozenset(p.report for p in group),
            frozenset(p.referent.key for p in group if p.referent.key),
        )


def join(clusters: Clusters, personas: Sequence[Persona]) -> list[Link]:
    """Join the people in `clusters`; returns the links made, and the unsure ones.

    Blocking is by whole names, then by family and given names as they sound, then by endings of full names.
    """
    links = _join_same(clusters, [p for p in personas if p.full])
    links += _join_variants(clusters, personas)
    links += _join_short(clusters, personas)
    return links


def star(clusters: Clusters, group: Sequence[Persona], rule: str, confidence: float) -> list[Link]:
    """Join all of a group to its first; one link for each that was not yet joined."""
    ordered = sorted(group, key=lambda p: p.id)
    links = []
    for persona in ordered[1:]:
        first = ordered[0]
        if not clusters.together(first.id, persona.id) and clusters.join(first.id, persona.id):
            links.append(_link(first, persona, rule, confidence))
    return links


def by_state(bucket: Sequence[Persona]) -> Iterator[list[Persona]]:
    """A bucket of equal names, split where two states go with different ranks;
    the stateless go with the most.
    """
    states = Counter(p.state for p in bucket if p.state)
    if len(states) < 2:
        yield list(bucket)
        return
    ordered = sorted(states, key=lambda state: (-states[state], state))
    ranks = {state: frozenset().union(*(p.ranks for p in bucket if p.state == state)) for state in ordered}
    main = ordered[0]
    people = bucket[0].is_person
    apart = [
        s for s in ordered[1:] if not people or (ranks[s] and ranks[main] and not ranks[s] & ranks[main])
    ]
    yield [p for p in bucket if p.state not in apart]
    for state in apart:
        yield [p for p in bucket if p.state == state]


def _join_same(clusters: Clusters, personas: Sequence[Persona]) -> list[Link]:
    """Join the people whose full names are equal but for diacritics, case, hyphens, spaces and order."""
    buckets: dict[tuple[str, str], list[Persona]] = defaultdict(list)
    for persona in personas:
        for split in splits(persona.full or ""):
            buckets[split].append(persona)
    links = []
    for _, bucket in sorted(buckets.items()):
        for group in by_state(bucket):
            links += star(clusters, group, "same name", 0.95)
    return links


def _persons(clusters: Clusters, personas: Sequence[Persona]) -> list[Person]:
    """The people so far that have a full name."""
    groups: dict[str, list[Persona]] = defaultdict(list)
    for persona in personas:
        groups[clusters.find(persona.id)].append(persona)
    found = [Person.of(group) for _, group in sorted(groups.items())]
    return [person for person in found if person.forms]


def _join_variants(clusters: Clusters, personas: Sequence[Persona]) -> list[Link]:
    """Join romanisations of one name, and names with and without middle name,
    of one state and agreeing titles.
    """
    persons = {p.id: p for p in _persons(clusters, personas)}
    by_id = {p.id: p for p in personas}
    links = []
    for a, b in sorted(_close_pairs(persons.values())):
        rule = _variant_rule(persons[a], persons[b])
        here = [m for m in clusters.members(a) if m in by_id] if rule else []
        there = [m for m in clusters.members(b) if m in by_id] if rule else []
        apart = {by_id[m].report for m in here} & {by_id[m].report for m in there}
        if rule and not apart and not clusters.together(a, b) and clusters.join(a, b):
            links.append(_link(by_id[a], by_id[b], rule, 0.8))
    return links


def _close_pairs(persons: Iterable[Person]) -> set[tuple[str, str]]:
    """The pairs of people that share a family or a given name as it sounds."""
    blocks: dict[tuple[str, str], set[str]] = defaultdict(set)
    for person in persons:
        for form in person.forms:
            for family, given in splits(form):
                blocks["family", sound(family)].add(person.id)
                blocks["given", sound(given)].add(person.id)
    pairs: set[tuple[str, str]] = set()
    for block in blocks.values():
        ids = sorted(block)[:BLOCK]
        pairs.update((a, b) for i, a in enumerate(ids) for b in ids[i + 1 :])
    return pairs


def _variant_rule(a: Person, b: Person) -> str | None:
    """The rule by which two people of different spelling are one; None if they are not."""
    if a.states != b.states or not a.states or (a.keys and b.keys and a.keys != b.keys):
        return None
    if a.ranks and b.ranks and not a.ranks & b.ranks:
        return None
    pairs = [(x, y) for x in a.forms for y in b.forms]
    if any(are_variants(x, y) for x, y in pairs):
        return "romanisation"
    return "middle name" if any(drops_middle(x, y) for x, y in pairs) else None


@cache
def _leads(state: str | None) -> bool:
    """Whether the names of a state's people stand family first in English news."""
    return state is not None and state in reference.load().names.family_first


def _join_short(clusters: Clusters, personas: Sequence[Persona]) -> list[Link]:
    """Join short names ("Vance", "President Carter") to the one full name they fit; else to their like."""
    endings_of: dict[str, list[Person]] = defaultdict(list)
    persons = _persons(clusters, personas)
    for person in persons:
        first = not person.states or any(_leads(state) for state in person.states)
        for ending in sorted({e for form in person.forms for e in endings(form, family_first=first)}):
            endings_of[ending].append(person)
    by_id = {p.id: p for p in personas}
    named = {clusters.find(person.id) for person in persons}
    links: list[Link] = []
    left: list[Persona] = []
    for persona in personas:
        if persona.full is None and clusters.find(persona.id) in named:
            continue
        near = endings_of.get("".join(core(persona.referent.name)), ())
        best = _best(persona, [p for p in near if not clusters.together(p.id, persona.id)])
        if len(best) == 1 and clusters.join(best[0].id, persona.id):
            links.append(_link(by_id[best[0].id], persona, "short name", 0.8))
        elif persona.full is None:
            left.append(persona)
            links += [_unsure(by_id[p.id], persona) for p in best[:2]]
    return links + _join_left(clusters, left)


def _best(persona: Persona, candidates: Iterable[Person]) -> list[Person]:
    """The people whom a short name fits best: all of them if several fit equally well."""
    scored = []
    for person in candidates:
        state = persona.state in person.states if persona.state and person.states else None
        rank = bool(persona.ranks & person.ranks) if persona.ranks and person.ranks else None
        if state is not False and rank is not False:
            scored.append((2 * bool(state) + 2 * bool(rank), person))
    top = max((score for score, _ in scored), default=0)
    return [person for score, person in scored if score == top]


def _join_left(clusters: Clusters, left: Sequence[Persona]) -> list[Link]:
    """Join short names that fit no full name with their like: of equal state and ranks,
    or the one that has more.
    """
    exact: dict[tuple[str, str, tuple[str, ...]], list[Persona]] = defaultdict(list)
    for persona in left:
        exact[fold(persona.referent.name), persona.state or "", tuple(sorted(persona.ranks))].append(persona)
    links = [
        link for _, group in sorted(exact.items()) for link in star(clusters, group, "same short name", 0.7)
    ]
    names: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for name, state, ranks in sorted(exact):
        names[name].append((state, ranks))
    for name, kinds in sorted(names.items()):
        for state, ranks in kinds:
            near = [k for k in kinds if k != (state, ranks) and _knows_more(k, (state, ranks))]
            if len(near) == 1:
                group = [min(exact[name, *near[0]], key=lambda p: p.id), *exact[name, state, ranks]]
                links += star(clusters, group, "same short name", 0.6)
    return links


def _knows_more(a: tuple[str, tuple[str, ...]], b: tuple[str, tuple[str, ...]]) -> bool:
    """Whether the state and ranks of `a` include those of `b` and say more."""
    return a != b and b[0] in ("", a[0]) and set(b[1]) <= set(a[1])


def _link(a: Persona, b: Persona, rule: str, confidence: float) -> Link:
    reason = f"{b.referent.name!r} is {a.referent.name!r}"
    names = (min(a.id, b.id), max(a.id, b.id))
    return Link(
        kind="actor",
        left=names[0],
        right=names[1],
        verdict="same",
        rule=rule,
        confidence=confidence,
        reason=reason,
    )


def _unsure(a: Persona, b: Persona) -> Link:
    reason = f"{b.referent.name!r} can be {a.referent.name!r} and others"
    return replace(_link(a, b, "short name", 0.4), verdict="unsure", reason=reason)
