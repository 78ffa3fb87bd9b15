"""Two statements in; whether one speaker made them on one occasion, and the evidence for it, out."""

from __future__ import annotations

from summitry.reconciling.clashes import is_day, spots_agree
from summitry.reconciling.facts import Fact
from summitry.reconciling.likeness import SAME, Evidence


def statement_clash(a: Fact, b: Fact) -> str | None:
    """Why two statements are two: other speakers, other days, other places.
    None if nothing speaks against one.
    """
    if a.parties and b.parties and not a.parties & b.parties:
        return "speaker"
    if a.when and b.when and not a.when.overlaps(b.when, slack=0 if is_day(a) and is_day(b) else 1):
        return "time"
    if spots_agree(a.spot, b.spot) is False:
        return "place"
    return None


def statement_evidence(a: Fact, b: Fact) -> Evidence:
    """One speaker, and the same report (the nearer, the more),
    or the same day or quotation in other reports.
    """
    if not a.parties & b.parties:
        return []
    if a.claim.report == b.claim.report:
        gap = abs(a.claim.start - b.claim.start)
        return [("same speaker", 2.0), ("same report", 2.0), ("near by", 1.0 / (1.0 + gap / 500.0))]
    same_day = is_day(a) and is_day(b) and a.when == b.when and _alike(a, b)
    if _quoted(a, b):
        return [("same speaker", 2.0), ("same quotation", 3.0)]
    return [("same speaker", 2.0), ("same day", SAME - 2.0), ("same words", 0.5)] if same_day else []


def _alike(a: Fact, b: Fact) -> bool:
    """Whether two reports give the statement in words that overlap."""
    union = len(a.words | b.words)
    return bool(union) and len(a.words & b.words) / union >= 0.25


def _quoted(a: Fact, b: Fact) -> bool:
    """Whether the two quote a run of six words in common."""
    runs = [_runs(fact.claim.quote or "") for fact in (a, b)]
    return bool(runs[0] & runs[1])


def _runs(quote: str) -> set[tuple[str, ...]]:
    words = [w.strip(".,;:!?\"'“”‘’") for w in quote.casefold().split()]
    return {tuple(words[i : i + 6]) for i in range(len(words) - 5)}
