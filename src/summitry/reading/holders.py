"""An office or group without a name in, the people, bodies or sides that it means out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from summitry.knowledge.reference import Definite
from summitry.reading.cast import Cast, Figure
from summitry.reading.discourse import Discourse
from summitry.reading.groups import Kind
from summitry.reading.known import Known
from summitry.reading.lines import POSSESSIVE, Line
from summitry.reading.offices import INDEFINITE, OfficeSpan

_SOURCES = frozenset(("official", "spokesperson", "expert", "military"))


class Holders:
    """Finds who holds an office by what the report has said so far."""

    def __init__(self, cast: Cast, talk: Discourse) -> None:
        self._cast = cast
        self._talk = talk

    def who(self, office: OfficeSpan, sentence: int, totals: Counter[str]) -> tuple[Figure, ...]:
        """The figures that an office without a name means; nobody if it is a mere predicate or modifier."""
        if office.line.deps[office.head] == "compound" and not office.owners:
            return ()
        if office.plural:
            return self._several(office, sentence, totals)
        figure = self._single(office, sentence)
        return (figure,) if figure else ()

    # ---- several holders

    def _several(self, office: OfficeSpan, sentence: int, totals: Counter[str]) -> tuple[Figure, ...]:
        rank = office.rank(self._cast.titles)
        if office.owners and office.count and office.owners[0].shared:
            return self._namesakes(office.owners[0].shared, office.form.office.role, rank)
        if office.owners:
            owners = (*reversed(office.joint), office.owners[0])
            return tuple(dict.fromkeys(self._of_owner(office, owner, rank) for owner in owners))
        if office.count in ("two", "both") or (
            office.article == "the" and rank in ("leader", "minister", "envoy")
        ):
            found = self.group("leaders" if rank == "leader" else "ministers", sentence, totals)
            if found:
                return found
        if office.article in ("their", "its", "his", "her"):
            state = self._possessor(sentence)
            return (self._cast.unnamed(office, state, anonymous=True),) if state else ()
        return (self._cast.officials(office, None),) if rank in _SOURCES or rank == "envoy" else ()

    def _of_owner(self, office: OfficeSpan, owner: Known, rank: str) -> Figure:
        """One owner's part of a plural: of "the Greek and Turkish leaders" one person each, else officials."""
        if (office.joint or office.count) and rank in ("leader", "minister") and owner.state:
            people = self._incumbents(owner.state, office.form.office.role, rank)
            if people:
                return self._talk.most_met(people)
        return self._cast.officials(office, owner)

    def _incumbents(self, state: str, role: str, rank: str) -> list[Figure]:
        """The named people of a state with a role; for a leader, of that rank or known to have led the state."""
        people = [f for f in self._cast.people() if f.state == state]
        if rank == "leader":
            return [f for f in people if rank in f.ranks or (f.led == state and not f.ranks)]
        return [f for f in people if any(t.role == role for t in f.titles)]

    def _namesakes(self, states: tuple[str, ...], role: str, rank: str) -> tuple[Figure, ...]:
        """ "The two Korean leaders": one for each state that the report names."""
        found: list[Figure] = []
        for state in states:
            people = self._incumbents(state, role, rank)
            if people:
                found.append(self._talk.most_met(people))
        return tuple(found)

    def namesake_states(self, line: Line, at: int) -> tuple[Figure, ...]:
        """ "The two Koreas": the states of one name."""
        if line.word(at - 1) not in ("two", "both") or not line.capital(at):
            return ()
        sides = (self._cast.side(f"state:{state}") for state in self._cast.namesakes(line.texts[at]))
        return tuple(side for side in sides if side)

    def group(self, kind: Kind, sentence: int, totals: Counter[str]) -> tuple[Figure, ...]:
        """The two leaders, ministers or sides: of this sentence or the last, else the principals."""
        if kind == "sides":
            return self._sides(sentence, totals)
        wanted = (
            {"leader"} if kind == "leaders" else {"minister", "envoy", "deputy", "national_security_adviser"}
        )

        def fits(figure: Figure) -> bool:
            return figure.type == "person" and not figure.several and bool(figure.ranks & wanted)

        near = self._talk.near(sentence, fits)
        return near if len(near) == 2 else self._talk.principals(fits) or self._of_report(fits)

    def _of_report(self, fits: Callable[[Figure], bool]) -> tuple[Figure, ...]:
        people = [f for f in self._cast.people() if fits(f)]
        return tuple(people) if len(people) == 2 else ()

    def _sides(self, sentence: int, totals: Counter[str]) -> tuple[Figure, ...]:
        near = self._talk.near_sides(sentence)
        keys = near if len(near) == 2 else self._talk.sides()
        if len(keys) < 2:
            rest = sorted(totals, key=lambda key: -totals[key])
            keys = list(dict.fromkeys((*keys, *rest)))
        figures = [f for f in map(self._cast.side, keys[:2]) if f]
        return tuple(figures) if len(figures) == 2 else ()

    # ---- one holder

    def _single(self, office: OfficeSpan, sentence: int) -> Figure | None:
        rank = office.rank(self._cast.titles)
        bare = not office.article and not office.owners and not office.anonymous
        capital = office.line.capital(office.start) and office.line.deps[office.head] != "compound"
        if bare and not capital:
            return None
        if rank == "spokesperson" and (body := self._speaks_for(office)):
            return body
        if office.article in INDEFINITE or office.anonymous:
            return self._stranger(office, rank)
        if office.article in ("its", "their", "his", "her") and not office.owners:
            return self._possessed(office, sentence)
        holder = self._known_holder(office, rank, sentence)
        if holder:
            return holder
        if office.state or office.body:
            anonymous = rank in _SOURCES
            return self._cast.unnamed(office, office.state, anonymous=anonymous)
        return None

    def _speaks_for(self, office: OfficeSpan) -> Figure | None:
        """The body that speaks through its spokesperson."""
        for owner in office.owners:
            if owner.kind in ("body", "organisation"):
                text = owner.name
                if owner.key:
                    return self._cast.known(owner, text, party=owner.party)
                return self.ministry(owner, office.line, text)
        return None

    def _stranger(self, office: OfficeSpan, rank: str) -> Figure | None:
        """Somebody new: "a senior official", "a former ambassador"; not a mere "a leader" or "a head"."""
        named = office.owners or office.vague or office.anonymous
        generic = rank in ("leader", "minister") and not (
            office.form.office.role == "leader" and office.qualified
        )
        if generic or (rank not in _SOURCES and not named):
            return None
        if self._predicate(office):
            return None
        return self._cast.unnamed(office, office.state, anonymous=True)

    @staticmethod
    def _predicate(office: OfficeSpan) -> bool:
        """Whether the office is said of somebody: "he is an official"."""
        line = office.line
        return any(h == office.head and d == "cop" for h, d in zip(line.heads, line.deps, strict=True))

    def _possessed(self, office: OfficeSpan, sentence: int) -> Figure | None:
        """ "Its foreign minister", "his spokesman": the office of the state last spoken of."""
        state = self._possessor(sentence)
        if state is None:
            return None
        found = [f for f in self._cast.holders(office) if f.state == state]
        return (
            found[-1]
            if found
            else self._cast.unnamed(office, state, anonymous=office.form.office.rank in _SOURCES)
        )

    def definite(self, word: str, sentence: int, words: Definite) -> tuple[Figure, ...]:
        """ "The country", "the ministry", "the group": the state, body or party that was spoken of last."""
        if word in words.state:
            actor = self._talk.latest(sentence, lambda f: f.state is not None, reach=0)
            figure = self._cast.side(f"state:{actor.state}") if actor and actor.party else None
            figure = figure or self._talk.last(sentence, lambda f: f.type == "state", reach=1)
        elif word in words.body:
            figure = self._talk.last(
                sentence, lambda f: f.type in ("body", "organisation") and not f.party, reach=2
            )
        else:
            figure = self._talk.last(sentence, lambda f: f.party, reach=2) if word in words.party else None
        return (figure,) if figure else ()

    def _possessor(self, sentence: int) -> str | None:
        figure = self._talk.last(sentence, lambda f: f.side is not None and not f.several, reach=1)
        return figure.state if figure else None

    def _known_holder(self, office: OfficeSpan, rank: str, sentence: int) -> Figure | None:
        """Who of the report holds the office: the latest within some sentences, else the one met most."""
        found = self._cast.holders(office)
        if not found and rank == "leader" and office.state:
            found = self._cast.leaders(office.state)
        if not found and not office.owners:
            found = [
                f for f in self._cast.figures if f.type == "person" and not f.several and rank in f.ranks
            ]
            near = {id(f) for f in found}
            return self._talk.latest(sentence, lambda f: id(f) in near, reach=3)
        if len(found) < 2:
            return found[0] if found else None
        holding = {id(f) for f in found}
        return self._talk.latest(sentence, lambda f: id(f) in holding, reach=4) or self._talk.most_met(found)

    # ---- bodies

    def ministry(self, known: Known, line: Line, text: str) -> Figure:
        """A ministry in generic words: of the place behind it, else the last of that name."""
        state = None
        if line.word(known.last + 1) == "in":
            place = self._cast.entry_state(line.texts[known.last + 2 : known.last + 3])
            state = place
        figures = [
            f for f in self._cast.figures if f.type == "body" and (f.key or "").endswith(f":{known.name}")
        ]
        if state:
            figures = [f for f in figures if f.state == state]
        if figures:
            figures[-1].seen(text)
            return figures[-1]
        return self._cast.ministry(known, state, text)

    def administration(self, line: Line, at: int, sentence: int) -> tuple[Figure, ...]:
        """ "The Obama administration": the state of the person before the word."""
        back = at - 1 - (line.word(at - 1) in POSSESSIVE)
        person = self._talk.latest(sentence, lambda f: f.type == "person" and f.state is not None, reach=0)
        if back < 0 or not line.capital(back) or person is None:
            return ()
        if all(line.texts[back] not in name for name in person.names):
            return ()
        side = self._cast.side(f"state:{person.state}")
        return (side,) if side else ()
