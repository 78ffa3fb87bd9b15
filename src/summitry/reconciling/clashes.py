"""Two facts in; why they cannot be one event, or nothing, out."""

from __future__ import annotations

from summitry.knowledge.meaning import frame_named
from summitry.reconciling.facts import DONE, PLANNED, Fact, Spot

OFFICIALS = frozenset({"envoy", "working", "deputy"})  # levels that reports take for one another
ROUGH = frozenset({*OFFICIALS, "track1.5", "track2"})  # levels at which delegations have many members
FORMATS = frozenset({"bilateral", "trilateral", "multilateral"})
LARGE = frozenset({"trilateral", "multilateral", "round table"})
SLIP = 366  # days by which a numbered meeting may slip from its plan


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
    if in_step(a, b):
        return a.when != b.when
    if not a.dial.allows(b.when) or not b.dial.allows(a.when):
        return True
    if numbered(a, b):
        planned = a.status not in DONE or b.status not in DONE
        slack = SLIP if planned else 2
    else:
        slack = 0 if is_day(a) and is_day(b) and not (_disputed(a, b) and spots_agree(a.spot, b.spot)) else 1
    return not a.span.overlaps(b.span, slack=slack)


def in_step(a: Fact, b: Fact) -> bool:
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
    same_day = is_day(a) and is_day(b)
    if a.status in DONE and b.status in DONE:
        return not ((same_day or a.claim.type == "agreement") and _disputed(a, b))
    return not (numbered(a, b) or same_day)


def _disputed(a: Fact, b: Fact) -> bool:
    """Whether two sources name the same people of two sides: a place or a day on which they differ is in dispute.

    The same two seldom meet twice on one day, or in one place on two days running, without a report that says so.
    """
    shared = [side for side in a.people.keys() & b.people.keys() if a.people[side] & b.people[side]]
    return a.source != b.source and len(shared) > 1


def _on_the_way(a: Fact, b: Fact) -> bool:
    """Whether one report has somebody travel between sides, and the other place lies with one of them."""
    return one_journey(a, b) and len(a.sides) > 2 and b.spot is not None and b.spot.state in a.sides


def _parties_clash(a: Fact, b: Fact) -> str | None:
    """Why the two have different parties."""
    if len(a.sides) > 1 or len(b.sides) > 1:
        if not (a.sides <= b.sides or b.sides <= a.sides):
            return "sides"
    elif a.claim.type != "meeting" and a.sides != b.sides and a.sides and b.sides:
        return "sides"
    if a.claim.type == "communication" and _means_clash(a, b):
        return "means"
    if a.claim.type == "communication" and a.towards and b.towards and not a.towards & b.towards:
        return "direction"
    if a.claim.type == "sanction" and a.towards and b.towards and not a.towards & b.towards:
        return "target"
    if _larger(a, b) or _larger(b, a):
        return "sides"
    return "people" if _people_clash(a, b) and not _delegations(a, b) else None


def _means_clash(a: Fact, b: Fact) -> bool:
    """Whether one is a letter and the other a call or a channel, as the frames of their words have it."""
    one, other = (frame_named(fact.happening.label) for fact in (a, b))
    return one is not None and other is not None and one != other


def _larger(a: Fact, b: Fact) -> bool:
    """Whether the first is a meeting of three or more and the second names the two who met."""
    alone = len(b.sides) == 2 and len(b.people) == 2
    return a.happening.format in LARGE and b.happening.format not in LARGE and alone


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


def one_journey(a: Fact, b: Fact) -> bool:
    """Whether one report tells of the travels of one person, held both, to places of which one may be the other."""
    if a.claim.type != "visit" or a.claim.report != b.claim.report or not (a.people and b.people):
        return False
    same = frozenset().union(*a.people.values()) == frozenset().union(*b.people.values())
    return same and {a.status, b.status} <= {*DONE, "denied"}
