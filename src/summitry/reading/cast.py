"""Names as they are met in, the figures of one report out: people, states, bodies and places, each once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from summitry.knowledge.gazetteer import Gazetteer
from summitry.knowledge.reference import Reference
from summitry.knowledge.titles import Titles
from summitry.model import Referent, Title
from summitry.reading.known import Known
from summitry.reading.offices import OfficeSpan
from summitry.reading.people import NameSpan, Words, fold, same_name

_APART = {
    "leader": frozenset(
        ("minister", "envoy", "deputy", "ambassador", "spokesperson", "director", "national_security_adviser")
    ),
    "minister": frozenset(("leader", "ambassador", "spokesperson", "national_security_adviser")),
    "spokesperson": frozenset(("leader", "minister", "envoy")),
}


@dataclass(slots=True, eq=False)
class Figure:
    """One actor or place while the report is read; it becomes a Referent. `forms` are the folded names of a
    person, `led` the state that the knowledge files say that the person has led, `serves` the key of
    the party for which a person acts.
    """

    type: str
    name: str
    key: str | None = None
    state: str | None = None
    anonymous: bool = False
    several: bool = False
    party: bool = False
    male: bool | None = None
    led: str | None = None
    serves: str | None = None
    names: list[str] = field(default_factory=list)
    forms: list[Words] = field(default_factory=list)
    titles: list[Title] = field(default_factory=list)
    mentions: int = 0

    def seen(self, text: str) -> None:
        """Counts a mention under a name."""
        self.mentions += 1
        if text and text not in self.names:
            self.names.append(text)

    @property
    def ranks(self) -> set[str]:
        """The ranks of the offices held now."""
        return {t.rank for t in self.titles if t.rank and t.rank != "expert"}

    @property
    def side(self) -> str | None:
        """The key of the state or party for which it acts, None if it acts for none."""
        if self.party or self.serves:
            return self.serves or self.key
        if self.type in ("organisation", "place"):
            return None
        return f"state:{self.state}" if self.state else None

    def entitle(self, title: Title) -> None:
        """Adds an office; the first state that an office held now gives is the person's."""
        told = [t for t in self.titles if t.role == title.role]
        if not any(t.state == title.state or title.state is None for t in told):
            self.titles = [t for t in self.titles if t.role != title.role or t.state is not None]
            self.titles.append(title)
        if self.state is None and title.state:
            self.state = title.state

    def referent(self, index: int) -> Referent:
        """The figure as a Referent with this index; names stand in the order in which they are met."""
        names = tuple(self.names) or (self.name,)
        return Referent(
            index=index,
            type=self.type,  # type: ignore[arg-type]
            name=self.name,
            names=names,
            key=self.key,
            state=self.state,
            titles=tuple(self.titles),
            anonymous=self.anonymous,
        )


class Cast:
    """The figures of one report. It guards that a key has one figure and a person's names one."""

    def __init__(
        self,
        titles: Titles,
        reference: Reference,
        gazetteer: Gazetteer,
        tenures: Callable[[str, bool], str | None],
    ) -> None:
        self.titles = titles
        self.reference = reference
        self._gazetteer = gazetteer
        self.figures: list[Figure] = []
        self._tenures = tenures
        self._keyed: dict[str, Figure] = {}
        self._words: dict[str, list[Figure]] = {}

    # ---- what the knowledge files know

    def known(self, known: Known, text: str, *, party: bool = False) -> Figure:
        """The figure of something that the knowledge files know; made where it is new."""
        key = known.key or f"{known.kind}:{known.state or ''}:{known.name.lower()}"
        figure = self._keyed.get(key)
        if figure is None:
            figure = Figure(known.kind, known.name, key=key, state=known.state, party=party)
            self._add(figure, key)
        figure.seen(text)
        return figure

    def other(self, kind: str, text: str, state: str | None) -> Figure:
        """The figure of an organisation or place that no knowledge file knows."""
        key = f"::{text.casefold()}"
        figure = self._keyed.get(key) or (self._alias(text) if kind == "organisation" else None)
        if figure is None:
            figure = Figure(kind, text, state=state)
            self._add(figure, key)
        figure.seen(text)
        return figure

    def _alias(self, text: str) -> Figure | None:
        """The organisation of the report of whose name a text is the last word, or the initials."""
        for figure in self.figures:
            if figure.type in ("organisation", "body"):
                words = [w for w in figure.name.split() if w[:1].isupper()]
                initials = "".join(w[0] for w in words)
                if len(words) > 1 and (text == words[-1] or text.upper().replace(".", "") == initials):
                    return figure
        return None

    def side(self, key: str) -> Figure | None:
        """The figure of a state or party, made if it is new; None if no knowledge file knows it."""
        figure = self._keyed.get(key)
        entry = None if figure else self._gazetteer.entry(key)
        if entry:
            figure = self._add(
                Figure(entry.type, entry.name, key=key, state=entry.state, party=entry.party), key
            )
        return figure

    def entry_state(self, texts: Sequence[str]) -> str | None:
        """The state that a place name lies in or names."""
        found = self._gazetteer.find(" ".join(texts))
        return found[0].entry.state if found else None

    def namesakes(self, plural: str) -> tuple[str, ...]:
        """The states that a plural names together ("the two Koreas"), as codes; empty if it names none."""
        found = self._gazetteer.find(plural.removesuffix("s")) if plural.endswith("s") else ()
        states = dict.fromkeys(m.entry.state for m in found if m.entry.type == "state" and m.entry.state)
        return tuple(states) if len(states) > 1 else ()

    def ministry(self, known: Known, state: str | None, text: str) -> Figure:
        """A body in generic words that the report has not named with its state."""
        key = f"body:{state}:{known.name}" if state else None
        figure = self._add(Figure("body", known.name, key=key, state=state), key or f"body::{known.name}")
        figure.seen(text)
        return figure

    def _add(self, figure: Figure, key: str | None = None) -> Figure:
        self.figures.append(figure)
        if key:
            self._keyed[key] = figure
        return figure

    # ---- people

    def enrol(self, spans: Sequence[NameSpan]) -> None:
        """Makes one figure of all full names that are one person's; the longest names come first."""
        full = [s for s in spans if len(s.words) > 1]
        order = sorted(range(len(full)), key=lambda i: (-len(full[i].words), i))
        for span in (full[i] for i in order):
            self._enrol(span)
        for span in spans:
            if len(span.words) == 1 and self._is_known_leader(span) and not self._lead(span.words[0]):
                self.newcomer(span)

    def _lead(self, word: str) -> bool:
        """Whether somebody who leads a state bears this name in the report."""
        return any(f.led or "leader" in f.ranks for f in self._words.get(word, ()))

    def _enrol(self, span: NameSpan) -> None:
        figure = next((f for f in self.people() if self._is(f, span)), None)
        if figure is None:
            figure = self._add(Figure("person", span.text, state=span.state))
        self._inform(figure, span)
        if span.words not in figure.forms:
            figure.forms.append(span.words)
            for word in {span.words[0], span.words[-1]}:
                bearers = self._words.setdefault(word, [])
                if figure not in bearers:
                    bearers.append(figure)

    def _is(self, figure: Figure, span: NameSpan) -> bool:
        """Whether a full name is this person's: the names agree, and states do not part a mere slip."""
        for form in figure.forms:
            if form == span.words:
                return True
            if same_name(form, span.words) and not self._parted(figure, span):
                return True
        return False

    def _parted(self, figure: Figure, span: NameSpan) -> bool:
        """Whether the offices at a name cannot be this person's: another state, or another standing."""
        for office in span.offices:
            rank = office.rank(self.titles)
            if rank == "expert":
                continue
            if office.state and figure.state and office.state != figure.state:
                return True
            if figure.ranks and figure.ranks <= _APART.get(rank, frozenset()):
                return True
        if span.state and figure.state and span.state != figure.state:
            return True
        return span.male is not None and figure.male is not None and span.male != figure.male

    def _inform(self, figure: Figure, span: NameSpan) -> None:
        """Takes over what a mention says of the person: offices, state, gender."""
        figure.state = figure.state or span.state
        figure.male = span.male if figure.male is None else figure.male
        if figure.male is None and len(span.words) > 1:
            figure.male = self._gender(span.words)
        for office in span.offices:
            self._serve(figure, office)
            figure.entitle(self._title(figure, office))
            if figure.state is None and office.possessor:
                figure.state = self._state_of(office.possessor)
        if figure.led is None and len(span.words) > 1:
            figure.led = self._tenures(span.text, self._leads(figure))
            figure.state = figure.state or figure.led

    def _state_of(self, word: str) -> str | None:
        """The state of the people who bear a name, if it is one ("Clinton's adviser")."""
        states = {f.state for f in self._words.get(fold(word), ())}
        return states.pop() if len(states) == 1 else None

    def _title(self, figure: Figure, office: OfficeSpan) -> Title:
        """The office as a title; where several states share the adjective, of the state that the person has led."""
        title = office.title(self.titles)
        shared = office.owners[0].shared if office.owners else ()
        led = self._tenures(figure.name, True) if shared else None
        if led in shared and led != title.state:
            return Title(title.text, title.role, title.rank, led, title.body)
        return title

    @staticmethod
    def _serve(figure: Figure, office: OfficeSpan) -> None:
        """Puts a person on the side of a non-state party."""
        if office.party and figure.state is None:
            figure.serves = office.party

    def _leads(self, figure: Figure) -> bool:
        """Whether the report gives the person a leader's office, held now or before."""
        return any(self.titles.rank_of(t.role.removeprefix("former ")) == "leader" for t in figure.titles)

    def _gender(self, words: Words) -> bool | None:
        """What the given name tells: the first word, or a later one that is no family name."""
        given = self.reference.given
        told = [w in given.male for w in words[:-1] if w in given.male or w in given.female]
        return told[0] if told else None

    def people(self) -> list[Figure]:
        """All named people, in the order in which they are enrolled."""
        return [f for f in self.figures if f.forms]

    def bears(self, word: str) -> bool:
        """Whether somebody in the report has this folded word as first or last name."""
        return word in self._words

    def candidates(self, span: NameSpan) -> list[Figure]:
        """Who a name can mean: who bears the full name, else who is usually called by the one word."""
        if len(span.words) > 1:
            return [f for f in self.people() if span.words in f.forms][:1]
        bearers = [f for f in self._words.get(span.words[0], ()) if not self._parted(f, span)]
        if self._is_known_leader(span):
            bearers = [f for f in bearers if f.led or "leader" in f.ranks or len(f.forms[0]) == 1]
        usual = [f for f in bearers if self._family(f, span.words[0])]
        return usual or bearers

    def _is_known_leader(self, span: NameSpan) -> bool:
        """Whether "President X" is a leader whom the knowledge files know, and no namesake."""
        leads = any(o.rank(self.titles) == "leader" and not o.plural for o in span.offices)
        return leads and self._tenures(span.text, True) is not None

    def _family(self, figure: Figure, word: str) -> bool:
        """Whether the word is a family name: the last word, the first where the family name comes first."""
        if any(form == (word,) for form in figure.forms):
            return True
        east = figure.state in self.reference.names.family_first or any("-" in n for n in figure.names)
        return any(form[0 if east and len(form) > 1 else -1] == word for form in figure.forms)

    def newcomer(self, span: NameSpan) -> Figure:
        """A person whom the report names by one word only."""
        figure = self._add(Figure("person", span.text, forms=[span.words]))
        self._words.setdefault(span.words[0], []).append(figure)
        if all(office.rank(self.titles) == "leader" for office in span.offices):
            figure.led = figure.state = self._tenures(span.text, True)
        return figure

    def mention(self, figure: Figure, span: NameSpan) -> None:
        """Counts a mention of a person and takes over what it says; the longest name becomes the name."""
        self._inform(figure, span)
        figure.seen(span.text)
        if len(span.text) > len(figure.name) and len(span.words) >= len(figure.forms[0]):
            figure.name = span.text

    # ---- people without a name

    def holders(self, office: OfficeSpan) -> list[Figure]:
        """The people of the report who hold this office, in the order in which they came."""
        role = office.form.office.role
        return [
            f for f in self.figures if f.type == "person" and not f.several and self._holds(f, role, office)
        ]

    def leaders(self, state: str) -> list[Figure]:
        """The people of the report who have led a state (knowledge/leaders) and have no other office."""
        return [f for f in self.people() if f.led == state and f.ranks <= {"leader"}]

    def _holds(self, figure: Figure, role: str, office: OfficeSpan) -> bool:
        for title in figure.titles:
            same = title.role == office.role or (not office.former and title.role in (role, f"acting {role}"))
            if figure.anonymous and office.owners and office.state != (title.state or figure.state):
                continue
            states = {office.state, title.state or figure.state} - {None}
            bodies = {office.body, title.body} - {None}
            if same and len(states) < 2 and (office.state or len(bodies) < 2):
                return True
        return False

    def unnamed(self, office: OfficeSpan, state: str | None, *, anonymous: bool) -> Figure:
        """A person, or several, whom the report shows by an office only."""
        text = office.line.text(office.first, office.last)
        figure = self._add(Figure("person", text, state=state, anonymous=anonymous, several=office.plural))
        self._serve(figure, office)
        title = office.title(self.titles)
        figure.titles.append(Title(title.text, title.role, title.rank, state or title.state, title.body))
        return figure

    def officials(self, office: OfficeSpan, owner: Known | None) -> Figure:
        """The unnamed holders of an office for a state or body: the same each time ("US officials")."""
        state = owner.state if owner and not owner.party else office.state
        key = f"several:{office.role}:{owner.key or owner.name if owner else state}"
        figure = self._keyed.get(key)
        if figure is None:
            figure = self.unnamed(office, state, anonymous=True)
            if owner and office.joint:
                noun = office.line.text(office.start, office.head)
                figure.name = f"{office.line.text(owner.first, owner.last)} {noun}"
                title = figure.titles[0]
                body = owner.name if owner.kind in ("body", "organisation") else None
                figure.titles[0] = Title(figure.name, title.role, title.rank, state, body)
            self._keyed[key] = figure
        figure.seen(figure.name)
        return figure


def salience(figures: Iterable[Figure], seen: Counter[int]) -> list[Figure]:
    """Figures by how often they are met, the earlier first where that is equal; `seen` counts by identity."""
    ranked = [(-seen[id(f)], i, f) for i, f in enumerate(figures)]
    return [f for _, _, f in sorted(ranked, key=lambda r: r[:2])]
