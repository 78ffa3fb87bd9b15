"""Two facts in; the evidence that they are one event out."""

from __future__ import annotations

from summitry.reconciling.clashes import in_step, is_day, numbered, one_journey, spots_agree
from summitry.reconciling.facts import PLANNED, Fact
from summitry.reconciling.nearness import is_close, same_label

SAME = 4.0  # evidence from which two claims are one event
UNSURE = 3.0  # evidence from which the record shows that they may be
# Types of which one actor has few at a time; of all others two on one day are one only if their words agree.
RARE = frozenset({"meeting", "visit", "communication", "test", "exercise", "agreement", "sanction"})

Evidence = list[tuple[str, float]]


def evidence(a: Fact, b: Fact) -> Evidence:
    """What speaks for one event, with weights that `SAME` and `UNSURE` compare;
    empty if something is missing.
    """
    if is_stray(a) or is_stray(b):
        return []
    found = _who(a, b)
    together = a.claim.report == b.claim.report
    if a.happening.level and a.happening.level == b.happening.level:
        found.append(("same level", 1.0))
    if numbered(a, b):
        found.append(("same number", 2.0))
    if a.happening.format and a.happening.format == b.happening.format:
        found.append(("same format", 0.5))
    if spots_agree(a.spot, b.spot):
        found.append(
            ("same place", 1.5) if a.spot and b.spot and a.spot.key == b.spot.key else ("place within", 0.75)
        )
    alike = _wording(a, b)
    if alike >= 0.35:
        found.append(("same words", 1.0))
    if alike < 0.35 and not _one_matter(a, b):
        return []
    dated = _when(a, b)
    if dated:
        return [*found, dated]
    anchored = _anchor(a, b, found)
    return (
        [*found, *anchored, ("same report", 0.5)]
        if anchored and together
        else [*found, *anchored]
        if anchored
        else []
    )


def is_stray(fact: Fact) -> bool:
    """Whether a meeting has one party only, and neither time nor place, nor points back to one told of before."""
    alone = len(fact.sides) < 2 and len(fact.parties) < 2
    bare = fact.when is None and fact.spot is None and not fact.happening.definite
    return fact.claim.type == "meeting" and alone and bare and fact.happening.ordinal is None


def _who(a: Fact, b: Fact) -> Evidence:
    """The evidence of sides and people."""
    found: Evidence = []
    if a.sides and a.sides == b.sides:
        found.append(("same sides", 2.0 if len(a.sides) > 1 or a.claim.type != "meeting" else 1.0))
    elif len(a.sides & b.sides) > 1:
        found.append(("shared sides", 1.5))
    elif a.sides & b.sides:
        found.append(("shared side", 0.5))
    sides = a.people.keys() & b.people.keys()
    shared = sum(bool(a.people[side] & b.people[side]) for side in sides)
    if shared:
        found.append(("same people", float(min(2, shared))))
    elif not a.sides and a.parties & b.parties:
        found.append(("same parties", 2.0))
    return found


def _when(a: Fact, b: Fact) -> tuple[str, float] | None:
    """The evidence of two times that overlap; None if one of the two has none."""
    if a.when is None or b.when is None or a.called_off or b.called_off:
        return None
    if (is_day(a) and is_day(b)) or in_step(a, b):
        return ("same day", 3.0)
    days = max(a.when.days or 999, b.when.days or 999)
    if days > 400:
        return ("times may overlap", 0.0)
    return ("same days", 2.0) if days <= 8 else ("same month", 1.5) if days <= 31 else ("times overlap", 0.5)


def _anchor(a: Fact, b: Fact, found: Evidence) -> Evidence:
    """What ties two facts together of which at least one is undated; empty if nothing does."""
    anchors: Evidence = []
    names = {name for name, _ in found}
    if a.happening.definite or b.happening.definite:
        anchors.append(("definite mention", 1.0))
    if names & {"same number", "same place"}:
        anchors.append(("anchored", 0.5))
    if same_label(a, b) and names & {"same sides", "same parties"}:
        anchors.append(("same wording", 0.5))
    if "same people" in names and _same_people(a, b):
        anchors.append(("same principals", 0.5))
    if _one_plan(a, b):
        anchors.append(("same plan", 2.0))
    if one_journey(a, b):
        anchors.append(("same traveller", 2.5))
    close = a.claim.report == b.claim.report or "same number" in names or is_close(a, b)
    return anchors if close else []


def _one_plan(a: Fact, b: Fact) -> bool:
    """Whether one report twice tells of a plan between the same sides, each time without time, place and number."""
    if a.claim.report != b.claim.report or a.sides != b.sides or len(a.sides) < 2:
        return False
    return all(
        f.status in PLANNED
        and f.when is None
        and f.spot is None
        and f.happening.ordinal is None
        and not f.people
        for f in (a, b)
    )


def _same_people(a: Fact, b: Fact) -> bool:
    """Whether both name the same people of at least two sides, or the same ones of the only side."""
    return a.people == b.people and (len(a.people) > 1 or len(a.sides) < 2)


def _wording(a: Fact, b: Fact) -> float:
    """How much of their words two passages share (Jaccard)."""
    if not a.words or not b.words:
        return 0.0
    common = len(a.words & b.words)
    return common / (len(a.words) + len(b.words) - common)


def _one_matter(a: Fact, b: Fact) -> bool:
    """Whether acts of which one actor does many can be one: they name one matter, and across reports one day;
    sanctions one target or day.
    """
    same_day = is_day(a) and is_day(b) and a.when == b.when
    if a.claim.type == "sanction":
        return same_day or a.claim.report == b.claim.report or bool(a.towards & b.towards)
    if a.claim.type in RARE:
        return True
    return _same_matter(a, b) and (same_day or a.claim.report == b.claim.report)


def _same_matter(a: Fact, b: Fact) -> bool:
    """Whether both name a measure or topic in common."""
    mine = {*a.happening.measures, *a.happening.topics}
    return bool(mine & {*b.happening.measures, *b.happening.topics})
