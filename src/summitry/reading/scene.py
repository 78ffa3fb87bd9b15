"""What the readers of claims share: a report's passages, names and times, addressed by passage and token."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summitry.knowledge.gazetteer import gazetteer
from summitry.knowledge.meaning import meetings
from summitry.model import Referent, Span, When
from summitry.reading.names import Names
from summitry.reading.passages import Passage
from summitry.reading.tree import SUBJECTS, ancestors, sentence_span, with_conjuncts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from spacy.tokens import Doc, Token

PLACING = frozenset({"nmod", "appos", "flat", "nmod:unmarked"})
ACTORS = frozenset({"state", "body", "organisation", "person"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A name with its title as one piece of a sentence: tokens [first, last] and the actors that it names."""

    first: int
    last: int
    actors: tuple[int, ...]


def find_units(passages: tuple[Passage, ...], names: Names) -> dict[tuple[int, int], Unit]:
    """The unit of every token that lies in one; a person with a title goes before the state within the title.

    Parsers hang long titles and the names behind them in many ways; as units they cannot come apart.
    """
    units: dict[tuple[int, int], Unit] = {}
    for p, passage in enumerate(passages):
        for token in passage.doc:
            span = names.span(p, token.i)
            ids = tuple(i for i in names.all_at(p, token.i) if names.referents[i].type in ACTORS)
            if span is None or not ids:
                continue
            unit = Unit(span[0], span[1], ids)
            for i in range(unit.first, unit.last + 1):
                before = units.get((p, i))
                if before is None or before.last - before.first < unit.last - unit.first:
                    units[p, i] = unit
    return units


@dataclass(frozen=True, slots=True)
class Scene:
    """One report as its claim readers see it; `times_at` maps (passage, token) to the
    index of the time there, `units` to the name with its title there."""

    report: str
    passages: tuple[Passage, ...]
    names: Names
    times: tuple[When, ...]
    times_at: Mapping[tuple[int, int], int]
    units: Mapping[tuple[int, int], Unit]

    def referent(self, index: int) -> Referent:
        """The referent with this index."""
        return self.names.referents[index]

    def principals(self) -> tuple[int, ...]:
        """The state or party referents of the two sides that the report names most, if it names both more than once."""
        counts: Counter[str] = Counter()
        speaks: dict[str, int] = {}
        for mention in self.names.mentions:
            referent = self.referent(mention.referent) if mention.referent is not None else None
            if referent is None or mention.kind != "actor":
                continue
            entry = (
                gazetteer().entry(referent.key) if referent.type == "organisation" and referent.key else None
            )
            if entry is not None and entry.media:
                continue
            party = entry is not None and entry.party
            side = f"state:{referent.state}" if referent.state and not party else referent.key
            if side is not None:
                counts[side] += 1
                if referent.key == side:
                    speaks.setdefault(side, referent.index)
        top = sorted(
            (side for side in counts if side in speaks and counts[side] > 1), key=lambda s: (-counts[s], s)
        )[:2]
        return tuple(speaks[side] for side in top) if len(top) == 2 else ()

    def actors(self, p: int, tokens: Iterable[Token]) -> tuple[int, ...]:
        """The actors that these tokens of passage `p` and what is coordinated with them name, in order, each once."""
        found: list[int] = []
        for token in tokens:
            for each in with_conjuncts(token):
                found += self._with_counterpart(p, each)
                unit = self.units.get((p, each.i))
                if unit is None or not self._known(unit):
                    named = [c for c in each.children if c.dep_ in ("appos", "flat") and c.i > each.i]
                    found += self.actors(p, named) or self._side_of(p, each)
                while unit is not None:
                    found += unit.actors
                    unit = self._next(p, each, unit)
        return tuple(dict.fromkeys(found))

    def _known(self, unit: Unit) -> bool:
        """Whether a unit names somebody, or at least the side of somebody unnamed."""
        found = (self.referent(i) for i in unit.actors)
        return any(r.state or r.key or not r.anonymous for r in found)

    def _side_of(self, p: int, token: Token) -> tuple[int, ...]:
        """The state or body whose people a noun without a name speaks of ("Kosovo's senior leaders")."""
        if token.pos_ != "NOUN" or str(token.lemma_).lower() not in meetings().people["nouns"]:
            return ()
        owners = [c for c in token.children if c.dep_ in ("nmod:poss", "compound", "amod") and c.i < token.i]
        named = (i for c in reversed(owners) for i in self.names.all_at(p, c.i))
        return tuple(i for i in named if self.referent(i).type in ("state", "body", "organisation"))[:1]

    def _past_origin(self, p: int, doc: Doc, unit: Unit) -> int:
        """The token behind a name, or behind the state that it is said to be of ("Rabin of Israel and ...")."""
        i = unit.last + 1
        if i + 1 < len(doc) and doc[i].lower_ == "of" and self.referent(unit.actors[0]).type == "person":
            span = self.names.span(p, i + 1)
            kinds = {self.referent(r).type for r in self.names.all_at(p, i + 1)}
            if span is not None and kinds & {"state", "place"}:
                return span[1] + 1
        return i

    def _with_counterpart(self, p: int, token: Token) -> tuple[int, ...]:
        """Who stands before "and his counterpart", however the parse hangs the two together."""
        if token.lower_ not in ("counterpart", "counterparts", "colleague"):
            return ()
        i = token.i - 1
        while (
            i > token.sent.start
            and (token.doc[i].pos_ in ("ADJ", "DET", "PRON") or (p, i) in self.units)
            and i > token.i - 4
        ):
            i -= 1
        unit = self.units.get((p, i - 1)) if token.doc[i].lower_ == "and" and i > token.sent.start else None
        return unit.actors if unit is not None else ()

    def _next(self, p: int, token: Token, unit: Unit) -> Unit | None:
        """The unit joined to this one on the surface, "A and B" or "A, B and C", unless a new clause begins with it."""
        doc = token.doc
        i = self._past_origin(p, doc, unit)
        end = token.sent.end
        comma = i < end and doc[i].text in (",", ";")
        i += comma
        joined = i < end and doc[i].lower_ in ("and", "&", "or")
        i += joined
        while i < end and doc[i].lower_ in ("the", "his", "her", "their"):
            i += 1
        after = self.units.get((p, i)) if i < end and (comma or joined) else None
        if after is None or (after.first != i and not joined):
            return None
        if any(
            doc[k].dep_ in SUBJECTS and doc[k].head != token.head for k in range(after.first, after.last + 1)
        ):
            return None
        if joined or doc[unit.last + 1].text == ";":
            return after
        return after if self._listed(p, doc, after, end) else None

    def _listed(self, p: int, doc: Doc, unit: Unit, end: int) -> bool:
        """Whether a comma list that reaches this unit goes on to an "and"."""
        for _ in range(8):
            i = unit.last + 1
            i += i < end and doc[i].text == ","
            if i < end and doc[i].lower_ in ("and", "or"):
                return True
            after = self.units.get((p, i)) if i < end and i > unit.last + 1 else None
            if after is None:
                return False
            unit = after
        return False

    def place(self, p: int, token: Token, *, depth: int = 0) -> int | None:
        """The place (or the state, taken as a place) that a token names, or its phrase ("the capital of Norway")."""
        for index in self.names.all_at(p, token.i):
            if self.referent(index).type in ("place", "state"):
                return index
        below = [c for c in token.children if c.dep_ in PLACING and c.i > token.i] if depth < 3 else []
        found = (self.place(p, child, depth=depth + 1) for child in below)
        return next((index for index in found if index is not None), None)

    def passage_span(self, p: int, token: Token) -> Span:
        """The sentence of a token as offsets in the report's text."""
        start, end = sentence_span(token)
        offset = self.passages[p].block.start
        return Span(offset + start, offset + end)

    def token_span(self, p: int, first: Token, last: Token | None = None) -> Span:
        """The tokens from `first` to `last` as offsets in the report's text."""
        offset = self.passages[p].block.start
        end = last or first
        return Span(offset + first.idx, offset + end.idx + len(end.text))

    def times_below(self, p: int, head: Token, *, stop: Iterable[Token] = ()) -> list[int]:
        """Times that hang below `head` without another verb between them, left to right."""
        halts = set(stop)
        found: list[int] = []
        for token in head.subtree:
            index = self.times_at.get((p, token.i))
            if index is None or index in found:
                continue
            path = []
            for above in ancestors(token):
                if above == head:
                    break
                path.append(above)
            crossed = any(
                t in halts or (t.pos_ == "VERB" and t.dep_ not in ("amod", "case", "obl", "compound"))
                for t in path
            )
            if token == head or not crossed:
                found.append(index)
        return found

    def text(self, p: int, head: Token) -> str:
        """The words of a token's subtree, as they stand."""
        doc = self.passages[p].doc
        return str(doc[head.left_edge.i : head.right_edge.i + 1].text)
