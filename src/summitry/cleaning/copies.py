"""Texts of reports by id come in; pairs that carry one wire copy go out, with the share in common."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias
from zlib import crc32

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Hashes: TypeAlias = "NDArray[numpy.uint64]"

WORDS = 5
SAMPLED = 4
CROWD = 40
FEWEST = 20
SHORT = 200
SHARED_SAMPLE = 0.25
CONTAINED = 0.5
KEPT = 4096
WORD = re.compile(r"[^\W_]+")
MULTIPLIER = 0x9E3779B97F4A7C15


@dataclass(frozen=True, slots=True)
class Sketch:
    """Each text's sampled shingles: hashes and the index of their text, ordered by hash, then by text.

    `sizes` says how many of each text were taken, `whole` whether these are all that it has.
    """

    hashes: Hashes
    texts: NDArray[numpy.int64]
    sizes: tuple[int, ...]
    whole: tuple[bool, ...]


def find_copies(texts: Mapping[str, str]) -> list[tuple[str, str, float]]:
    """Pairs of ids whose texts are one copy, shortened, re-titled or lightly edited; sorted.

    A text is its set of runs of five words (shingles; Broder 1997, On the resemblance and containment of
    documents). A quarter of all shingles, by hash, finds the candidates; then the whole sets are compared.
    The figure is the share of the smaller text's shingles that the larger one holds (0 to 1), at least a
    half. Where many texts are one copy, each is paired with its neighbours by id: the pairs still join all.
    """
    ids = sorted(texts)
    sketch = _sketch([texts[key] for key in ids])

    @lru_cache(maxsize=KEPT)
    def shingles(index: int) -> Hashes:
        return _shingles(texts[ids[index]])

    found = []
    for left, right in _candidates(sketch):
        share = _contained(shingles(left), shingles(right))
        if share >= CONTAINED:
            found.append((ids[left], ids[right], round(share, 4)))
    return found


def _shingles(text: str) -> Hashes:
    """The hashes of a text's runs of five words, each once, ascending; of all its words if fewer."""
    import numpy

    words = [crc32(word.encode()) for word in WORD.findall(text.casefold())]
    if not words:
        return numpy.empty(0, numpy.uint64)
    codes = numpy.array(words, dtype=numpy.uint64)
    length = min(WORDS, len(words))
    hashes = numpy.zeros(len(words) - length + 1, dtype=numpy.uint64)
    for offset in range(length):
        hashes = (hashes ^ codes[offset : offset + len(hashes)]) * numpy.uint64(MULTIPLIER)
        hashes ^= hashes >> numpy.uint64(29)
    return numpy.unique(hashes)


def _sketch(texts: list[str]) -> Sketch:
    import numpy

    sampled, owners, whole = [], [], []
    for index, text in enumerate(texts):
        hashes = _shingles(text)
        whole.append(len(hashes) <= SHORT)
        part = hashes if whole[-1] else hashes[(hashes >> numpy.uint64(7)) % numpy.uint64(SAMPLED) == 0]
        sampled.append(part)
        owners.append(numpy.full(len(part), index, dtype=numpy.int64))
    if not sampled:
        return Sketch(numpy.empty(0, numpy.uint64), numpy.empty(0, numpy.int64), (), ())
    every, texts_of = numpy.concatenate(sampled), numpy.concatenate(owners)
    order = numpy.lexsort((texts_of, every))
    sizes = tuple(len(part) for part in sampled)
    return Sketch(every[order], texts_of[order], sizes, tuple(whole))


def _candidates(sketch: Sketch) -> list[tuple[int, int]]:
    """Pairs of texts that share enough sampled shingles, ascending."""
    import numpy

    if len(sketch.hashes) == 0:
        return []
    shared = numpy.concatenate([_pairs_at(sketch, step) for step in range(1, CROWD)])
    pairs, counts = numpy.unique(shared, return_counts=True)
    total = len(sketch.sizes)
    candidates = []
    for pair, count in zip(pairs.tolist(), counts.tolist(), strict=True):
        left, right = divmod(pair, total)
        if count >= max(1, SHARED_SAMPLE * _findable(sketch, left, right)):
            candidates.append((left, right))
    return candidates


def _findable(sketch: Sketch, left: int, right: int) -> float:
    """How many shared shingles the samples of two texts show if the smaller lies in the larger."""
    mixed = sketch.whole[left] != sketch.whole[right]
    sizes = (
        sketch.sizes[i] / SAMPLED if mixed and sketch.whole[i] else sketch.sizes[i] for i in (left, right)
    )
    return min(sizes)


def _pairs_at(sketch: Sketch, step: int) -> NDArray[numpy.int64]:
    """The pairs of texts that stand `step` places apart under one shingle, as left * total + right."""
    same = sketch.hashes[:-step] == sketch.hashes[step:]
    left, right = sketch.texts[:-step][same], sketch.texts[step:][same]
    pairs: NDArray[numpy.int64] = left * len(sketch.sizes) + right
    return pairs


def _contained(left: Hashes, right: Hashes) -> float:
    """The share of the smaller set's shingles that the larger one holds; 1 or 0 for texts of a few words."""
    import numpy

    smaller = min(len(left), len(right))
    if smaller == 0:
        return 0.0
    shared = len(numpy.intersect1d(left, right, assume_unique=True))
    if smaller < FEWEST:
        return float(shared == len(left) == len(right))
    return shared / smaller
