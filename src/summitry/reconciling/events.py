"""The facts of all reports in, groups of facts that are one event and the links that say so out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from summitry.model import Link
from summitry.reconciling.blocking import candidates
from summitry.reconciling.clashes import clash, is_day
from summitry.reconciling.clustering import Clusters, agglomerate
from summitry.reconciling.facts import DONE, Fact
from summitry.reconciling.judging import Judged, pair_up
from summitry.reconciling.likeness import RARE, SAME, UNSURE, Evidence, evidence
from summitry.reconciling.statements import statement_clash, statement_evidence

ANAPHORA = 1500  # characters across which "the talks", without parties, point back


@dataclass(frozen=True, slots=True)
class Merged:
    """Groups of facts, each one event, and the links by which they were joined or may be."""

    groups: tuple[tuple[Fact, ...], ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims that may be one event: their ids, sorted, and the evidence that they are."""

    left: str
    right: str
    evidence: Evidence

    @property
    def score(self) -> float:
        """The sum of the evidence."""
        return sum(weight for _, weight in self.evidence)


def merge(facts: Sequence[Fact], judged: Judged) -> Merged:
    """Group the facts into events: judgements first, copies next, then pairs by evidence, best first.

    Blocking and sorted windows keep the pairs that are compared proportional to the facts.
    """
    by_id = {fact.id: fact for fact in facts}
    clusters = Clusters(sorted(by_id))
    _apply(judged, clusters, by_id)
    links = [*_join_copies(clusters, facts), *_join_repeats(clusters, facts)]
    pairs = _score(facts, clusters)
    joined = agglomerate(
        clusters,
        ((p.score, p.left, p.right) for p in pairs.values() if p.score >= SAME),
        lambda a, b: _clash(by_id[a], by_id[b]) is not None,
    )
    links += [_link(pairs[a, b], "same") for a, b in joined]
    links += _doubtful(clusters, pairs, judged)
    groups = tuple(tuple(by_id[m] for m in group) for group in clusters.groups())
    return Merged(groups, tuple(sorted(links, key=lambda k: (k.left, k.right, k.verdict))))


def _apply(judged: Judged, clusters: Clusters, by_id: Mapping[str, Fact]) -> None:
    """Do what analysts said, before any rule: join what is the same, bar what is different."""
    for left, right in judged.same("event"):
        if left in by_id and right in by_id:
            clusters.join(left, right)
    for left, right in judged.different("event"):
        if left in by_id and right in by_id:
            clusters.bar(left, right)


def _clash(a: Fact, b: Fact) -> str | None:
    return statement_clash(a, b) if a.claim.type == b.claim.type == "statement" else clash(a, b)


def _join_copies(clusters: Clusters, facts: Iterable[Fact]) -> Iterator[Link]:
    """Join the claims that copies of one text make in the same words."""
    first: dict[tuple[object, ...], Fact] = {}
    for fact in sorted(facts, key=lambda f: (f.claim.report != f.source, f.id)):
        key = (fact.source, fact.claim.type, fact.words, fact.parties, fact.happening.status)
        other = first.setdefault(key, fact)
        apart = other.claim.report != fact.claim.report and not clusters.together(other.id, fact.id)
        if apart and clusters.join(other.id, fact.id):
            left, right = sorted((other.id, fact.id))
            yield _link(Pair(left, right, [("same words in a copy", SAME + 3)]), "same", rule="copy")


def _join_repeats(clusters: Clusters, facts: Iterable[Fact]) -> Iterator[Link]:
    """Join the facts that say the same of parties, level, number, day and place;
    it spares comparing them all.
    """
    first: dict[tuple[object, ...], str] = {}
    for fact in sorted(facts, key=lambda f: f.id):
        if fact.claim.type not in RARE or not is_day(fact) or not (fact.parties and fact.sides):
            continue
        h, when = fact.happening, fact.when
        key = (
            fact.claim.type,
            fact.sides,
            fact.parties,
            fact.towards,
            h.level,
            h.format,
            h.ordinal,
            h.count or 1,
        )
        place = fact.spot.key if fact.spot else ""
        other = first.setdefault((*key, when.edtf if when else "", place), fact.id)
        if other != fact.id and not clusters.together(other, fact.id) and clusters.join(other, fact.id):
            yield _link(
                Pair(other, fact.id, [("same parties, day and place", SAME + 2)]), "same", rule="repeat"
            )


def _score(facts: Sequence[Fact], clusters: Clusters) -> dict[tuple[str, str], Pair]:
    """The pairs worth showing, of one fact for each cluster so far."""
    seen: set[str] = set()
    kept = []
    for fact in sorted(facts, key=lambda f: f.id):
        root = clusters.find(fact.id)
        if root not in seen or len(clusters.members(root)) < 4 or fact.claim.type not in RARE:
            kept.append(fact)
        seen.add(root)
    by_id = {fact.id: fact for fact in kept}
    pairs = {}
    for left, right in candidates(kept):
        a, b = by_id[left], by_id[right]
        if _clash(a, b) is None:
            found = statement_evidence(a, b) if a.claim.type == "statement" else evidence(a, b)
            pair = Pair(left, right, found)
            if pair.score >= UNSURE:
                pairs[left, right] = pair
    for pair in _anaphora(kept):
        pairs.setdefault((pair.left, pair.right), pair)
    return pairs


def _anaphora(facts: Iterable[Fact]) -> Iterator[Pair]:
    """Definite mentions that say nothing new, tied to the event of their type that the report named last
    before them.
    """
    by_report: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.claim.type in RARE:
            by_report[fact.claim.report, fact.claim.type].append(fact)
    for _, here in sorted(by_report.items()):
        last: Fact | None = None
        for fact in sorted(here, key=lambda f: (f.claim.start, f.id)):
            if last and _points_back(fact, last) and _clash(last, fact) is None:
                left, right = sorted((last.id, fact.id))
                yield Pair(left, right, [("points back", SAME + 0.2)])
            elif fact.parties or fact.sides:
                last = fact


def _points_back(fact: Fact, last: Fact) -> bool:
    """Whether a definite mention says nothing of its own, or only the sides of the event named last."""
    if not fact.happening.definite or fact.claim.start - last.claim.end >= ANAPHORA:
        return False
    if not fact.parties and not fact.sides:
        return True
    own = fact.when or fact.spot or fact.happening.level or fact.happening.ordinal or fact.people
    return not own and fact.sides == last.sides and (fact.status in DONE) == (last.status in DONE)


def _doubtful(clusters: Clusters, pairs: Mapping[tuple[str, str], Pair], judged: Judged) -> Iterator[Link]:
    """The best pair between any two events that stayed apart, as an unsure link; judgements are named."""
    apart = pair_up(judged.different("event"))
    best: dict[tuple[str, str], Pair] = {}
    for _, pair in sorted(pairs.items()):
        a, b = sorted((clusters.find(pair.left), clusters.find(pair.right)))
        if a != b and ((a, b) not in best or best[a, b].score < pair.score):
            best[a, b] = pair
    for (a, b), pair in sorted(best.items()):
        ruled = any((min(x, y), max(x, y)) in apart for x in clusters.members(a) for y in clusters.members(b))
        if pair.score < SAME or ruled:
            yield _link(pair, "unsure", overruled=ruled and pair.score >= SAME)


def _link(pair: Pair, verdict: str, *, rule: str = "evidence", overruled: bool = False) -> Link:
    reason = ", ".join(name for name, _ in pair.evidence)
    confidence = round(min(0.98, pair.score / (pair.score + 2)), 2)
    return Link(
        kind="event",
        left=pair.left,
        right=pair.right,
        verdict="same" if verdict == "same" else "unsure",
        rule=rule,
        confidence=confidence,
        reason=f"{reason}; a judgement keeps them apart" if overruled else reason,
    )
