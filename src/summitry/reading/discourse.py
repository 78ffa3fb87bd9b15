"""Mentions in reading order in, the figures that pronouns and groups point at out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from summitry.reading.cast import Figure, salience
from summitry.reading.lines import Line

_REACH = 2  # sentences back in which a pronoun finds its figure


@dataclass(frozen=True, slots=True)
class Spoken:
    """One mention: the figures, where it stands (`sentence` counts over the report), and how much it is a
    subject (2: of a main clause).
    """

    figures: tuple[Figure, ...]
    line: int
    sentence: int
    first: int
    token: int
    subject: int
    quoted: bool


class Discourse:
    """What the report has spoken of so far. It guards the order of mentions and their counts."""

    def __init__(self) -> None:
        self._spoken: list[Spoken] = []
        self._seen: Counter[int] = Counter()
        self._figures: dict[int, Figure] = {}
        self._sides: Counter[str] = Counter()

    def add(
        self,
        line: Line,
        sentence: int,
        span: tuple[int, int],
        figures: tuple[Figure, ...],
        *,
        pronoun: bool = False,
    ) -> None:
        """Notes a mention; pronouns are noted for later pronouns, and do not count."""
        first, token = span
        self._spoken.append(
            Spoken(figures, line.index, sentence, first, token, line.prominence(token), line.quoted[token])
        )
        for figure in () if pronoun else figures:
            self._seen[id(figure)] += 1
            self._figures.setdefault(id(figure), figure)
            if figure.side and figure.type != "place":
                self._sides[figure.side] += 1

    def covering(self, line: Line, token: int) -> tuple[Figure, ...]:
        """The figures of the mention in this line that covers a token."""
        for spoken in reversed(self._spoken):
            if spoken.line != line.index:
                break
            if spoken.first <= token <= spoken.token:
                return spoken.figures
        return ()

    def latest(
        self,
        sentence: int,
        fits: Callable[[Figure], bool],
        *,
        reach: int = _REACH,
        token: int | None = None,
        quoted: bool = False,
    ) -> Figure | None:
        """The likeliest single figure that fits: near, and a subject; None if none is within reach.

        `token` is the place of a pronoun that is no subject itself; `quoted` asks for mentions in quotation marks.
        """
        best: tuple[float, Figure] | None = None
        for age, spoken in enumerate(reversed(self._spoken)):
            gap = sentence - spoken.sentence
            if gap > reach:
                break
            if len(spoken.figures) != 1 or not fits(spoken.figures[0]) or (quoted and not spoken.quoted):
                continue
            score = -2.0 * gap + 0.8 * spoken.subject - 0.1 * age
            if token is not None and gap == 0 and not spoken.subject:
                score -= 1.5
            if best is None or score > best[0]:
                best = (score, spoken.figures[0])
        return best[1] if best else None

    def last(self, sentence: int, fits: Callable[[Figure], bool], *, reach: int) -> Figure | None:
        """The figure that fits and was spoken of last, subject or not; None if none is within reach."""
        for spoken in reversed(self._spoken):
            if sentence - spoken.sentence > reach:
                break
            for figure in reversed(spoken.figures):
                if fits(figure):
                    return figure
        return None

    def latest_several(self, sentence: int, *, reach: int) -> tuple[Figure, ...]:
        """Whom "they" means: a mention of several, or the subjects of one sentence; near, and a subject."""
        best: tuple[float, tuple[Figure, ...]] = (-9.0, ())
        for age, spoken in enumerate(reversed(self._spoken)):
            gap = sentence - spoken.sentence
            if gap > reach:
                break
            figures = spoken.figures
            if len(figures) > 1 or (figures and (figures[0].several or figures[0].party)):
                best = max(best, (-2.0 * gap + 0.8 * spoken.subject - 0.1 * age, figures), key=lambda b: b[0])
        for gap in range(reach + 1):
            joined = self._subjects(sentence - gap)
            if len(joined) > 1:
                best = max(best, (1.0 - 2.0 * gap, joined[:3]), key=lambda b: b[0])
        return best[1]

    def _subjects(self, sentence: int) -> tuple[Figure, ...]:
        """The single actors that are subjects of a sentence's main clause."""
        spoken = [
            s for s in self._spoken if s.sentence == sentence and s.subject == 2 and len(s.figures) == 1
        ]
        return tuple(dict.fromkeys(s.figures[0] for s in spoken if s.figures[0].type != "place"))

    def principals(self, kind: Callable[[Figure], bool]) -> tuple[Figure, ...]:
        """The two figures of a kind, of different sides, that are met most often so far."""
        chosen: list[Figure] = []
        for figure in salience(filter(kind, self._figures.values()), self._seen):
            if all(figure.side is None or figure.side != other.side for other in chosen):
                chosen.append(figure)
        return tuple(chosen[:2]) if len(chosen) > 1 else ()

    def near(self, sentence: int, fits: Callable[[Figure], bool]) -> tuple[Figure, ...]:
        """The figures that fit in this sentence, or in the one before if it has more than one."""
        for gap in (0, 1):
            spoken = (f for s in self._spoken if s.sentence == sentence - gap for f in s.figures)
            found = tuple(dict.fromkeys(f for f in spoken if fits(f)))
            if len(found) > 1:
                return found
        return ()

    def near_sides(self, sentence: int) -> list[str]:
        """The sides of this sentence or the one before, the nearer sentence first to give two or more."""
        for gap in (0, 1):
            spoken = (f for s in self._spoken if s.sentence == sentence - gap for f in s.figures)
            found = list(dict.fromkeys(f.side for f in spoken if f.side and f.type != "place"))
            if len(found) > 1:
                return found
        return []

    def sides(self) -> list[str]:
        """Keys of states and parties, the most met first."""
        order = list(self._sides)
        return sorted(order, key=lambda key: (-self._sides[key], order.index(key)))

    def most_met(self, figures: Iterable[Figure]) -> Figure:
        """The figure that is met most often; the first where that is equal."""
        return salience(figures, self._seen)[0]

    def recent(self, line: int, among: Iterable[Figure]) -> list[Figure]:
        """Those of some figures that this paragraph or the one before has named, the latest first."""
        wanted = {id(f) for f in among}
        return list(dict.fromkeys(f for f in self._back(line) if id(f) in wanted))

    def _back(self, line: int) -> Iterator[Figure]:
        for spoken in reversed(self._spoken):
            if line - spoken.line > 1:
                return
            yield from spoken.figures
