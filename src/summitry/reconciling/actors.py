"""The referents of all readings in, the actors of the record out: who is one across reports and spellings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from summitry.knowledge.gazetteer import gazetteer, side_code
from summitry.model import Actor, Claim, Interval, Link, Reading, Referent, Role, digest
from summitry.model.text import ActorType
from summitry.reconciling import people
from summitry.reconciling.clustering import Clusters
from summitry.reconciling.judging import Judged
from summitry.reconciling.names import fold, is_full, tokens
from summitry.reconciling.people import Persona

KINDS: dict[str, ActorType] = {
    "state": "state",
    "body": "body",
    "organisation": "organisation",
    "person": "person",
}
SOURCES_ONLY = ("audience",)


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors, which of them each referent ("REPORT#INDEX") is, the sides, the nameless,
    the links made, and the ranks (of knowledge/titles) that reports give each person.
    """

    actors: tuple[Actor, ...]
    actor_of: Mapping[str, str]
    side_of: Mapping[str, str]
    nameless: frozenset[str]
    links: tuple[Link, ...]
    ranks: Mapping[str, tuple[str, ...]]

    def by_id(self) -> dict[str, Actor]:
        """The actors by their ids."""
        return {actor.id: actor for actor in self.actors}


def identify(readings: Sequence[Reading], days: Mapping[str, Interval], judged: Judged) -> Cast:
    """The actors of these readings (sorted by report); `days` says when each report was published."""
    personas = {p.id: p for reading in readings for p in _personas(reading)}
    clusters = Clusters(sorted(personas))
    _apply(judged, clusters, personas)
    _join_known(clusters, personas)
    links = _join_named(clusters, [p for p in personas.values() if not p.is_person])
    links += people.join(clusters, [p for p in personas.values() if p.is_person])
    said = _claims_of(readings)
    actor_of: dict[str, str] = {}
    side_of: dict[str, str] = {}
    actors = []
    taken: set[str] = set()
    for group in clusters.groups():
        actor, side = _assemble([personas[m] for m in group], days, said, taken)
        taken.add(actor.id)
        actors.append(actor)
        actor_of.update((member, actor.id) for member in group)
        if side:
            side_of[actor.id] = side
    actors.sort(key=lambda actor: (actor.type, actor.name, actor.id))
    nameless = frozenset(actor_of[p.id] for p in personas.values() if p.referent.anonymous)
    ranks = {
        actor: tuple(sorted({r for p in who for r in people.ranks_of(p.referent)}))
        for actor, who in _by_actor(personas, actor_of).items()
    }
    return Cast(tuple(actors), dict(sorted(actor_of.items())), side_of, nameless, tuple(links), ranks)


def _by_actor(personas: Mapping[str, Persona], actor_of: Mapping[str, str]) -> dict[str, list[Persona]]:
    found: dict[str, list[Persona]] = defaultdict(list)
    for ident, actor in sorted(actor_of.items()):
        found[actor].append(personas[ident])
    return found


def _personas(reading: Reading) -> Iterable[Persona]:
    """The referents of a reading that are actors: no places, the nameless only where nobody else is named."""
    alone = _alone(reading)
    for referent in sorted(reading.referents, key=lambda r: r.index):
        if referent.type != "place" and (not referent.anonymous or referent.index in alone):
            yield Persona(f"{reading.report}#{referent.index}", reading.report, referent)


def _alone(reading: Reading) -> set[int]:
    """The nameless referents that are the only party or the only source of some claim."""
    by_index = {r.index: r for r in reading.referents}
    found: set[int] = set()
    for claim in reading.claims:
        parties = [i for role, ids in claim.roles if role not in SOURCES_ONLY for i in ids]
        sources = [a.referent for a in claim.attribution if a.referent is not None]
        for ids in (parties, sources):
            here = [by_index[i] for i in ids if i in by_index and by_index[i].type != "place"]
            if here and all(r.anonymous for r in here):
                found.update(r.index for r in here)
    return found


def _apply(judged: Judged, clusters: Clusters, personas: Mapping[str, Persona]) -> None:
    """Do what analysts said of the actors, before any rule: join what is the same, bar what is different."""
    for left, right in judged.same("actor"):
        if left in personas and right in personas:
            clusters.join(left, right)
    for left, right in judged.different("actor"):
        if left in personas and right in personas:
            clusters.bar(left, right)


def _join_known(clusters: Clusters, personas: Mapping[str, Persona]) -> None:
    """Join the referents of one key, and the nameless of one report and description."""
    first: dict[str, str] = {}
    for ident, persona in sorted(personas.items()):
        r = persona.referent
        key = f"nameless\x1f{persona.report}\x1f{r.type}\x1f{fold(r.name)}" if r.anonymous else r.key
        if key:
            clusters.join(first.setdefault(key, ident), ident)


def _join_named(clusters: Clusters, personas: Iterable[Persona]) -> list[Link]:
    """Join states, bodies and organisations of one name; their states must agree."""
    buckets: dict[tuple[str, str], list[Persona]] = defaultdict(list)
    for persona in personas:
        if not persona.referent.anonymous and fold(persona.referent.name):
            buckets[persona.referent.type, fold(persona.referent.name)].append(persona)
    links: list[Link] = []
    for _, bucket in sorted(buckets.items()):
        for group in people.by_state(bucket):
            links += people.star(clusters, group, "same name", 0.95)
    return links


def _claims_of(readings: Iterable[Reading]) -> dict[str, list[Claim]]:
    """The claims in which each referent has a role."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for reading in readings:
        for claim in reading.claims:
            for index in claim.who():
                found[f"{reading.report}#{index}"].append(claim)
    return found


def _assemble(
    group: Sequence[Persona],
    days: Mapping[str, Interval],
    said: Mapping[str, Sequence[Claim]],
    taken: set[str],
) -> tuple[Actor, str | None]:
    """The actor that these referents are, and its side;
    an id that is taken is told apart by its referents.
    """
    referents = [p.referent for p in group]
    kind = KINDS[Counter(sorted(r.type for r in referents)).most_common(1)[0][0]]
    state = _most(r.state for r in referents)
    keys = sorted({r.key for r in referents if r.key})
    name = _name(referents, keys[0] if keys else None)
    anonymous = any(r.anonymous for r in referents)
    ident = (
        digest("actor", keys[0])
        if keys
        else digest("actor", kind, fold(name), state, group[0].report * anonymous)
    )
    if ident in taken:
        ident = digest("actor", *(p.id for p in group))
    forms = Counter(form for r in referents for form in dict.fromkeys((r.name, *r.names)))
    names = tuple(sorted(forms, key=lambda form: (form != name, -forms[form], form)))
    roles = _roles(group, days, said) if kind == "person" else ()
    party = next((side for r in referents if (side := party_side(r))), None)
    return Actor(id=ident, type=kind, name=name, names=names, state=state, roles=roles), party or _side(
        kind, state, keys
    )


def party_side(referent: Referent) -> str | None:
    """The code of the non-state party that somebody's titles name ("Taliban leaders"), which goes before a state."""
    for title in referent.titles:
        for match in gazetteer().find(title.body) if title.body else ():
            if match.entry.party:
                return side_code(match.entry.key)
    return None


def _side(kind: ActorType, state: str | None, keys: Sequence[str]) -> str | None:
    """The code of an actor's side: a party's own, else its state's, else an organisation's own."""
    entry = gazetteer().entry(keys[0]) if keys else None
    if entry and entry.party:
        return side_code(entry.key)
    if state:
        return state
    return side_code(keys[0]) if keys and kind != "person" else None


def _name(referents: Sequence[Referent], key: str | None) -> str:
    """The name of a known actor, else the form that most referents have; full names go before short ones."""
    entry = gazetteer().entry(key) if key else None
    if entry:
        return entry.name
    counts = Counter(r.name for r in referents)
    return min(counts, key=lambda form: (not is_full(form), -counts[form], -len(tokens(form)), form))


def _most(values: Iterable[str | None]) -> str | None:
    """The commonest known value; among equals the first in the alphabet."""
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None


def _roles(
    group: Sequence[Persona], days: Mapping[str, Interval], said: Mapping[str, Sequence[Claim]]
) -> tuple[Role, ...]:
    """The offices that reports give a person, each with the first and last report that does."""
    offices: dict[tuple[str, str | None], list[Persona]] = defaultdict(list)
    titles: dict[tuple[str, str | None], str] = {}
    for persona in group:
        for title in persona.referent.titles:
            office = (title.text.casefold(), title.state)
            titles[office] = min(titles.get(office, title.text), title.text)
            offices[office].append(persona)
    roles = []
    for office, holders in sorted(offices.items(), key=lambda item: (item[0][0], item[0][1] or "")):
        known = sorted((days[p.report] for p in holders if p.report in days), key=lambda day: day.edtf)
        claims = sorted({claim.id for p in holders for claim in said.get(p.id, ())})
        first, last = (known[0].edtf, known[-1].edtf) if known else (None, None)
        roles.append(Role(titles[office], office[1], first, last, tuple(claims)))
    return tuple(roles)
