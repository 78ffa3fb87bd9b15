"""The texts of a pile and what is known of their days in; what the days of like reports tell of each one's out.

News on one matter comes in bursts: the nearer the words of two reports, the nearer their days mostly are.
Words are weighed by their rarity in the pile (tf-idf: Salton and Buckley 1988), texts compared by the cosine.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from summitry.model.text import READABLE, Report
from summitry.reconciling.dayweights import Axis, Clue, Weights, normalised, spread

WORD = re.compile(r"[^\W\d_]{3,}")
QUERY = 80  # the heaviest words by which a report asks for others
COMMON = 400  # reports beyond which a word no longer tells any of them
SHARED = 6  # of the heaviest words, how many two reports must share to be compared
COMPARED = 30  # candidates that are compared word by word
NEAREST = 6  # neighbours that are heard
LEAST = 0.08  # cosine below which two reports are of different matters
SPREAD = 3000.0  # days around which the weight of a neighbour falls, were its words not alike at all
KEEN = 17.0  # how fast these days shrink as the words become alike
POWER = 4  # how much more the most alike count
FLAT = 0.2  # weight of the days that no neighbour speaks for

Postings = Mapping[str, Sequence[tuple[str, float]]]


@dataclass(frozen=True, slots=True)
class Kin:
    """A report whose words are like another's: its id, and the cosine of the two."""

    report: str
    likeness: float


def nearest(reports: Sequence[Report]) -> dict[str, tuple[Kin, ...]]:
    """For each report those of the others whose words are most like its own, the most alike first."""
    counts = {report.id: _counts(report) for report in reports}
    spread_of = Counter(word for words in counts.values() for word in words)
    vectors = {name: _weighed(words, spread_of, len(counts)) for name, words in counts.items()}
    postings: dict[str, list[tuple[str, float]]] = {}
    for name in sorted(vectors):
        for word, weight in vectors[name].items():
            if spread_of[word] <= COMMON:
                postings.setdefault(word, []).append((name, weight))
    return {name: _kin(name, vectors, postings) for name in sorted(vectors)}


def _counts(report: Report) -> Counter[str]:
    blocks = (report.text[b.start : b.end] for b in report.blocks if b.kind in READABLE)
    return Counter(word for block in blocks for word in WORD.findall(block.casefold()))


def _weighed(words: Mapping[str, int], spread_of: Mapping[str, int], total: int) -> dict[str, float]:
    """The words' weights, heaviest first, with the length of their vector made one."""
    found = {
        word: (1.0 + math.log(count)) * math.log((total + 1) / spread_of[word])
        for word, count in words.items()
        if spread_of[word] > 1
    }
    length = math.sqrt(math.fsum(weight * weight for weight in found.values())) or 1.0
    ordered = sorted(found, key=lambda word: (-found[word], word))
    return {word: found[word] / length for word in ordered}


def _kin(name: str, vectors: Mapping[str, Mapping[str, float]], postings: Postings) -> tuple[Kin, ...]:
    """The nearest of the candidates that share the heaviest words, by the cosine over all words."""
    likeness: dict[str, float] = {}
    shared: Counter[str] = Counter()
    vector = vectors[name]
    for word in list(vector)[:QUERY]:
        for other, weight in postings.get(word, ()):
            likeness[other] = likeness.get(other, 0.0) + vector[word] * weight
            shared[other] += 1
    likely = [other for other in likeness if other != name and shared[other] >= SHARED]
    likely.sort(key=lambda other: (-round(likeness[other], 9), other))
    found = [Kin(other, _cosine(vector, vectors[other])) for other in likely[:COMPARED]]
    near = [kin for kin in found if kin.likeness >= LEAST]
    return tuple(sorted(near, key=lambda kin: (-kin.likeness, kin.report))[:NEAREST])


def _cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    return round(math.fsum(weight * b[word] for word, weight in a.items() if word in b), 6)


def kin_clue(kin: Sequence[Kin], days: Mapping[str, Weights], company: Weights, axis: Axis) -> Clue | None:
    """What the days of like reports, as far as they are known, tell of a report; None if there are none."""
    heard = [each for each in kin if each.report in days]
    if not heard:
        return None
    total = np.zeros(axis.size)
    for each in heard:
        total = total + each.likeness**POWER * _around(days[each.report], each.likeness)
    weights = normalised(total) + FLAT * normalised(company)
    peak = axis.day(int(np.argmax(weights)))
    return Clue(f"its words are those of reports of about {peak:%Y-%m}", lambda _: weights)


def _around(days: Weights, likeness: float) -> Weights:
    """The days near those of a report whose words are so much alike."""
    return normalised(spread(days, SPREAD * math.exp(-KEEN * min(likeness, 0.45))))
