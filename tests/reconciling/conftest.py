"""A desk at which tests write reports by hand: readings without a reader, days without a calendar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest

from summitry.model import (
    Attribution,
    Block,
    Claim,
    Event,
    Happening,
    Interval,
    Link,
    Published,
    Reading,
    Referent,
    Report,
    Span,
    Stance,
    Title,
    When,
    digest,
)
from summitry.reconciling import Clock, Outcome, reconcile

PRINCIPAL_ROLES = ("participant", "agent", "counterpart", "speaker")


def days(text: str) -> Interval:
    """ "2019-02", "2019-02-27" or "2019-02-27/2019-02-28" as an interval."""
    first, _, last = text.partition("/")
    parts = [int(part) for part in first.split("-")]
    if last:
        return Interval(date.fromisoformat(first), date.fromisoformat(last))
    if len(parts) == 3:
        return Interval.day(date(*parts))
    return Interval.month(*parts) if len(parts) == 2 else Interval.year(parts[0])


def plain_resolve(times: Sequence[When], published: Interval | None) -> tuple[Interval | None, ...]:
    """The test's own times: each value is a day, month, year or range."""
    return tuple(days(when.value) for when in times)


def plain_dates(
    reports: Sequence[Report], readings: Mapping[str, Reading], copies: Mapping[str, str]
) -> dict[str, Published]:
    """The dates that the test's reports state."""
    return {report.id: report.published for report in reports if report.published}


CLOCK = Clock(plain_dates, plain_resolve)


@dataclass
class Draft:
    """A report in the making: people, places and claims are added, then `done` gives report and reading."""

    name: str
    published: str | None = None
    text: str = ""
    referents: list[Referent] = field(default_factory=list)
    times: list[When] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    def who(self, name: str, state: str | None = None, *, rank: str | None = None, **more: Any) -> int:
        """A referent; a person unless `type` says else. Returns its index, the same for the same words."""
        titles = (Title(f"{rank}", f"{rank}", rank, state),) if rank else ()
        more = {"type": "person", "names": (name,), "titles": titles, **more}
        new = Referent(index=len(self.referents), name=name, state=state, **more)
        for old in self.referents:
            if replace(old, index=new.index) == new:
                return old.index
        self.referents.append(new)
        return new.index

    def state(self, code: str, name: str) -> int:
        """A state by its code."""
        return self.who(name, code, type="state", key=f"state:{code}")

    def place(self, name: str, country: str | None, *, whole: bool = False) -> int:
        """A place, or the whole ground of a state."""
        key = f"state:{country}" if whole else f"spot:{name.lower()}"
        return self.who(name, country, type="place", key=key)

    def says(self, words: str, type: str = "meeting", **more: Any) -> Claim:
        """A claim that a happening took place, is to, or may; roles and fields by name."""
        fields = {k: more.pop(k) for k in list(more) if k in Happening.__dataclass_fields__}
        happening = Happening(**{"status": "held", **fields})
        return self._claim(words, type, more, happening=happening)

    def wants(self, words: str, stance: str, measure: str | None, **more: Any) -> Claim:
        """A claim of a position."""
        condition = more.pop("condition", None)
        return self._claim(
            words,
            stance,
            more,
            stance=Stance(stance=stance, measure=measure, text=words, condition=condition),
        )

    def _claim(self, words: str, type_: str, more: dict[str, Any], **what: Any) -> Claim:
        start = len(self.text)
        self.text += words + " "
        when = self._time(more.pop("when", None))
        known = self._time(more.pop("known", None))
        source = more.pop("source", None)
        attribution = (Attribution(source, None, "said", True, start, start + 1),) if source else ()
        quote = more.pop("quote", None)
        modality = more.pop("modality", "asserted")
        roles = tuple((role, tuple(ids) if isinstance(ids, tuple) else (ids,)) for role, ids in more.items())
        claim = Claim(
            id="",
            report="",
            start=start,
            end=start + len(words),
            trigger=Span(start, start + 1),
            type=type_,
            modality=modality,
            roles=roles,
            when=when,
            known=known,
            attribution=attribution,
            quote=quote,
            **what,
        )
        self.claims.append(claim)
        return claim

    def _time(self, value: str | None) -> int | None:
        if value is None:
            return None
        when = When(start=0, end=1, text=value, timex="DATE", value=value, anchor="absolute")
        self.times.append(when)
        return len(self.times) - 1

    def done(self) -> tuple[Report, Reading]:
        """The report and its reading."""
        ident = digest(self.name)
        claims = tuple(
            replace(claim, id=digest(self.name, at, claim.start), report=ident)
            for at, claim in enumerate(self.claims)
        )
        published = Published(days(self.published), "stated", 1.0) if self.published else None
        blocks = (Block(0, len(self.text), "body"),)
        report = Report(id=ident, text=self.text, blocks=blocks, file=f"{self.name}.txt", published=published)
        reading = Reading(
            report=ident,
            version="test",
            referents=tuple(self.referents),
            times=tuple(self.times),
            claims=claims,
        )
        return report, reading


@dataclass
class Desk:
    """Drafts by name, and the outcome of all of them."""

    drafts: list[Draft] = field(default_factory=list)
    copies: list[tuple[str, str, float]] = field(default_factory=list)

    def report(self, name: str, published: str | None = None) -> Draft:
        """A new draft."""
        draft = Draft(name, published)
        self.drafts.append(draft)
        return draft

    def copy(self, a: Draft, b: Draft) -> None:
        """Two drafts carry one text."""
        self.copies.append((digest(a.name), digest(b.name), 0.97))

    def outcome(self, *judgements: Link) -> Outcome:
        """The outcome of all drafts."""
        done = [draft.done() for draft in self.drafts]
        readings = {report.id: reading for report, reading in done}
        return reconcile([report for report, _ in done], readings, self.copies, judgements, clock=CLOCK)

    def events(self, type: str = "meeting", *judgements: Link) -> list[Event]:
        """The events of a type."""
        return [event for event in self.outcome(*judgements).events if event.type == type]

    def claim(self, draft: Draft, at: int) -> str:
        """The id of a draft's claim."""
        return draft.done()[1].claims[at].id


@pytest.fixture
def desk() -> Desk:
    """An empty desk."""
    return Desk()
