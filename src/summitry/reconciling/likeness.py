"""Two facts in; whether they can be one event, and the evidence that they are, out."""

from __future__ import annotations

from datetime import timedelta

from summitry.reconciling.facts import DONE, PLANNED, Fact, Spot

SAME = 4.0  # evidence from which two claims are one event
UNSURE = 3.0  # evidence from which the record shows that they may be
OFFICIALS = frozenset({"envoy", "working", "deputy"})  # levels that reports take for one another
ROUGH = frozenset({*OFFICIALS, "track1.5", "track2"})  # levels at which delegations have many members
FORMATS = frozenset({"bilateral", "trilateral", "multilateral"})
# Types of which one actor has few at a time; of all others two on one day are one only if their words agree.
RARE = frozenset({"meeting", "visit", "communication", "test", "exercise", "agreement", "sanction"})
SLIP = 366  # days by which a numbered meeting may slip from its plan
RECALLED = {"leaders": 400, "ministerial": 120}  # days back to which an undated mention of a level can point
AHEAD = {"leaders": 120}  # days ahead to which an undated plan can point
BLUNT = 93  # days from which a time says too little to be near another
NEAR = 60  # days within which undated claims of different reports can speak of one event

Evidence = list[tuple[str, float]]


def clash(a: Fact, b: Fact) -> str | None:
    """Why two facts cannot be one event; None if nothing speaks against it. Between reports their status never does."""
    x, y = a.happening, b.happening
    if a.claim.type != b.claim.type:
        return "type"
    if (x.count or 1) != (y.count or 1):
        return "count"
    if x.ordinal is not None and y.ordinal is not None and x.ordinal != y.ordinal:
        return "ordinal"
    if _levels_clash(x.level, y.level):
        return "level"
    if _fates_clash(a, b):
        return "fate"
    if (
        x.format != y.format
        and x.format in FORMATS
        and y.format in FORMATS
        and "bilateral" in (x.format, y.format)
    ):
        return "format"
    if _improvised(a, b):
        return "improvised"
    if _times_clash(a, b):
        return "time"
    if _spots_clash(a, b):
        return "place"
    return _parties_clash(a, b)


def _improvised(a: Fact, b: Fact) -> bool:
    """Whether one of the two was improvised and the other is planned or numbered as one of a series."""
    one, two = a.happening.format == "impromptu", b.happening.format == "impromptu"
    other = b if one else a
    return one != two and (other.status in PLANNED or other.happening.ordinal is not None)


def numbered(a: Fact, b: Fact) -> bool:
    """Whether both carry one ordinal ("the second summit")."""
    return a.happening.ordinal is not None and a.happening.ordinal == b.happening.ordinal


def is_day(fact: Fact) -> bool:
    """Whether the fact is dated to one exact day."""
    return fact.when is not None and fact.when.first == fact.when.last and not fact.when.approximate


def _levels_clash(a: str | None, b: str | None) -> bool:
    return a is not None and b is not None and a != b and not {a, b} <= OFFICIALS


def _times_clash(a: Fact, b: Fact) -> bool:
    """Whether the days on which they can have happened are apart."""
    if a.called_off or b.called_off:
        return False
    if _in_step(a, b):
        return a.when != b.when
    if not a.dial.allows(b.when) or not b.dial.allows(a.when):
        return True
    if numbered(a, b):
        planned = a.status not in DONE or b.status not in DONE
        slack = SLIP if planned else 2
    else:
        slack = 0 if is_day(a) and is_day(b) else 1
    return not a.span.overlaps(b.span, slack=slack)


def _in_step(a: Fact, b: Fact) -> bool:
    """Whether one report gives both times, each as wide as its own day is unknown:
    they differ as the days do.
    """
    if a.when is None or b.when is None or a.claim.report != b.claim.report:
        return False
    return a.loose and b.loose and a.when.days == b.when.days


def _fates_clash(a: Fact, b: Fact) -> bool:
    """Whether one report tells one of the two as over and the other as still to come, with nothing to tie them.

    A bare mention ("the summit") says too little of its own to be sure that it is over.
    """
    if a.claim.report != b.claim.report or numbered(a, b):
        return False
    over, other = (a, b) if a.status in DONE else (b, a)
    apart = over.status in DONE and other.status in PLANNED
    return apart and (a.when is None or a.when != b.when) and not _is_mention(over)


def _is_mention(fact: Fact) -> bool:
    """Whether a definite mention has no time, place or outcome of its own."""
    own = fact.when or fact.spot or fact.happening.outcome or fact.happening.tone
    return fact.happening.definite and not own and fact.status == "held"


def spots_agree(a: Spot | None, b: Spot | None) -> bool | None:
    """Whether two places are one, or one lies in the other; None if that is unknown."""
    if a is None or b is None:
        return None
    if a.key == b.key:
        return True
    if (a.whole or b.whole) and a.state and b.state:
        return a.state == b.state
    return False if a.state and b.state else None


def _spots_clash(a: Fact, b: Fact) -> bool:
    """Whether they lie apart; a plan may still change its venue,
    if it is for the same day or has one number.
    """
    if spots_agree(a.spot, b.spot) is not False or _on_the_way(a, b) or _on_the_way(b, a):
        return False
    if a.status in DONE and b.status in DONE:
        return True
    return not (numbered(a, b) or (is_day(a) and is_day(b)))


def _on_the_way(a: Fact, b: Fact) -> bool:
    """Whether one report has somebody travel between sides, and the other place lies with one of them."""
    return _one_journey(a, b) and len(a.sides) > 2 and b.spot is not None and b.spot.state in a.sides


def _parties_clash(a: Fact, b: Fact) -> str | None:
    """Why the two have different parties."""
    if len(a.sides) > 1 or len(b.sides) > 1:
        if not (a.sides <= b.sides or b.sides <= a.sides):
            return "sides"
    elif a.claim.type != "meeting" and a.sides != b.sides and a.sides and b.sides:
        return "sides"
    if a.claim.type == "communication" and a.towards and b.towards and not a.towards & b.towards:
        return "direction"
    if a.claim.type == "sanction" and a.towards and b.towards and not a.towards & b.towards:
        return "target"
    return "people" if _people_clash(a, b) and not _delegations(a, b) else None


def _people_clash(a: Fact, b: Fact) -> bool:
    """Whether a side sends other people, or two who met are not the two who met."""
    if any(side and not a.people[side] & b.people[side] for side in a.people.keys() & b.people.keys()):
        return True
    mine, others = frozenset().union(*a.people.values()), frozenset().union(*b.people.values())
    return len(mine) == len(others) == 2 and len(mine & others) == 1


def _delegations(a: Fact, b: Fact) -> bool:
    """Whether reports can name different members of delegations to one meeting: same day,
    rough level or format.
    """
    rough = a.happening.level in ROUGH and b.happening.level in ROUGH
    tabled = "round table" in (a.happening.format, b.happening.format)
    return (rough or tabled) and is_day(a) and is_day(b) and spots_agree(a.spot, b.spot) is True


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
    if (is_day(a) and is_day(b)) or _in_step(a, b):
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
    if _same_label(a, b) and names & {"same sides", "same parties"}:
        anchors.append(("same wording", 0.5))
    if "same people" in names and _same_people(a, b):
        anchors.append(("same principals", 0.5))
    if _one_plan(a, b):
        anchors.append(("same plan", 2.0))
    if _one_journey(a, b):
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


def _one_journey(a: Fact, b: Fact) -> bool:
    """Whether one report tells of the travels of one person, held both, to places of which one may be the other."""
    if a.claim.type != "visit" or a.claim.report != b.claim.report or not (a.people and b.people):
        return False
    same = frozenset().union(*a.people.values()) == frozenset().union(*b.people.values())
    return same and a.status in DONE and b.status in DONE


def is_close(a: Fact, b: Fact) -> bool:
    """Whether two facts, by their own times or else by when they were known, lie close enough to be one event.

    What is recalled as over can lie far back, and what is planned far ahead, the farther the higher its level.
    """
    if any(_recalls(x, y) or _foretells(x, y) for x, y in ((a, b), (b, a))):
        return True
    if a.near is None or b.near is None or not (_is_sharp(a) and _is_sharp(b)):
        return False
    return abs(a.near - b.near) <= timedelta(days=NEAR)


def _is_sharp(fact: Fact) -> bool:
    """Whether the days on which it lies, or was known, are known to some months."""
    days = fact.when or fact.known
    return days is not None and (days.days or BLUNT) < BLUNT


def _recalls(a: Fact, b: Fact) -> bool:
    """Whether the first, undated and over, can look back to the second, which is over and has its days:
    it names the same place or number, or calls it the same.
    """
    if a.when is not None or b.when is None or not {a.status, b.status} <= DONE or not a.happening.definite:
        return False
    if a.known is None or a.known.first is None or a.known.last is None or b.when.last is None:
        return False
    if not (numbered(a, b) or spots_agree(a.spot, b.spot) or _same_label(a, b)):
        return False
    reach = RECALLED.get(a.happening.level or b.happening.level or "", NEAR)
    return a.known.last >= b.when.last and a.known.first - b.when.last <= timedelta(days=reach)


def _foretells(a: Fact, b: Fact) -> bool:
    """Whether the first, a plan without a time, can be of the second, which has its days."""
    if a.when is not None or b.when is None or a.status not in PLANNED or not _is_sharp(a):
        return False
    if a.known is None or a.known.last is None or b.when.first is None or not _is_sharp(b):
        return False
    reach = AHEAD.get(a.happening.level or b.happening.level or "", NEAR)
    return timedelta(0) <= b.when.first - a.known.last <= timedelta(days=reach)


def _same_people(a: Fact, b: Fact) -> bool:
    """Whether both name the same people of at least two sides, or the same ones of the only side."""
    return a.people == b.people and (len(a.people) > 1 or len(a.sides) < 2)


def _same_label(a: Fact, b: Fact) -> bool:
    return bool(a.happening.label) and a.happening.label.casefold() == b.happening.label.casefold()


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


def undated_plan(fact: Fact) -> bool:
    """Whether the fact is a plan without a date."""
    return fact.when is None and fact.happening.status in PLANNED
