"""Cheap stages for store, running, exporting and cli: they read "A met B in C." and "A demands x."."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from summitry.errors import CleaningError, SourceError
from summitry.model import (
    Actor,
    Attribution,
    Block,
    Claim,
    Conflict,
    ConflictValue,
    Event,
    Fault,
    Happening,
    Interval,
    Link,
    Page,
    Participant,
    Place,
    Position,
    Process,
    Published,
    Reading,
    Referent,
    Report,
    Role,
    Span,
    Stance,
    StatusStep,
    When,
    digest,
)
from summitry.running import Stages

SENTENCE = re.compile(
    r"(?P<a>[A-Z]\w+) (?:demands (?P<want>\w+)|"
    r"met (?P<b>[A-Z]\w+) in (?P<place>[A-Z]\w+)(?: on (?P<when>\w+))?)\."
)
MET = Interval.day(date(1995, 11, 21))


def open_pages(path: Path) -> Iterator[Page | Fault]:
    if not path.exists():
        raise SourceError(f"{path}: there is no such file or folder; check the spelling")
    for file in sorted(path.rglob("*.*")) if path.is_dir() else [path]:
        data = file.read_bytes()
        if data.startswith(b"\x00"):
            yield Fault(file.name, "source", "not text")
        else:
            title = file.stem if b"TITLED" in data else None
            yield Page(data=data, media="text/plain", file=file.name, title=title)


def clean(page: Page) -> Report:
    text = page.data.decode("utf-8", "replace").strip()
    if not text:
        raise CleaningError("empty: there are no words")
    if "UNFORESEEN" in text:
        raise ValueError("of the cleaner")
    blocks = tuple(Block(m.start(), m.end(), "body") for m in re.finditer(r"[^\n]+", text))
    stated = (
        Published(Interval.day(date(1995, 11, int(found[1]))), "stated", 0.9)
        if (found := re.search(r"DAY(\d\d)", text))
        else None
    )
    language = "ko" if "HANGUL" in text else "en"
    ident = Report.identify(text, blocks)
    return Report(
        id=ident,
        text=text,
        blocks=blocks,
        file=page.file,
        title=page.title,
        language=language,
        published=stated,
    )


def language_fault(report: Report) -> Fault | None:
    return Fault(report.id, "language", "it is in Korean") if report.language == "ko" else None


@dataclass
class Reader:
    version: str = "fake-1"
    met: list[str] = field(default_factory=list)

    def read(self, report: Report) -> Reading:
        self.met.append(report.id)
        _misbehave(report.text)
        referents: dict[str, Referent] = {}

        def index(name: str) -> int:
            if name not in referents:
                referents[name] = Referent(index=len(referents), type="person", name=name, names=(name,))
            return referents[name].index

        claims, times = [], []
        for found in SENTENCE.finditer(report.text):
            when = None
            if found["when"]:
                when = len(times)
                times.append(_when(found))
            claims.append(_claim(report, found, when, index))
        return Reading(
            report=report.id,
            version=self.version,
            referents=tuple(referents.values()),
            times=tuple(times),
            claims=tuple(claims),
        )


def _misbehave(text: str) -> None:
    if "SLOW" in text:
        time.sleep(0.2)
    if "BOOM" in text:
        raise ValueError("of the reader")
    if "DEEP" in text:
        raise RecursionError
    if "HEAVY" in text:
        raise MemoryError
    if "CRASH" in text:
        os._exit(1)


def _when(found: re.Match[str]) -> When:
    start, end = found.span("when")
    return When(
        start=start, end=end, text=found["when"], timex="DATE", value="XXXX-WXX-2", anchor="publication"
    )


def _claim(report: Report, found: re.Match[str], when: int | None, index) -> Claim:
    start, end = found.span()
    demands = bool(found["want"])
    roles = (
        (("actor", (index(found["a"]),)),)
        if demands
        else (("participant", (index(found["a"]), index(found["b"]))),)
    )
    said = Attribution(
        source=found["a"], referent=index(found["a"]), cue="said", named=True, start=start, end=start + 1
    )
    return Claim(
        id=digest(report.id, start, end),
        report=report.id,
        start=start,
        end=end,
        trigger=Span(start, end),
        type="position" if demands else "meeting",
        modality="asserted",
        roles=roles,
        when=when,
        attribution=(said,),
        happening=None if demands else Happening(status="held"),
        stance=Stance(stance="demand", measure=None, text=found["want"]) if demands else None,
    )


def load_reader(name: str | None) -> Reader:
    return Reader("fake-1" if name is None else f"fake-{name}")


def find_copies(texts: Mapping[str, str]) -> list[tuple[str, str, float]]:
    return []


@dataclass(frozen=True)
class Outcome:
    published: dict[str, Published]
    times: dict[str, tuple[Interval | None, ...]]
    actor_of: dict[str, str]
    links: tuple[Link, ...]
    actors: tuple[Actor, ...]
    events: tuple[Event, ...]
    positions: tuple[Position, ...]
    processes: tuple[Process, ...]


def reconcile(
    reports: Sequence[Report],
    readings: Mapping[str, Reading],
    copies: Sequence[tuple[str, str, float]],
    judgements: Sequence[Link] = (),
) -> Outcome:
    texts = {report.id: report.text for report in reports}
    people = sorted({r.name for reading in readings.values() for r in reading.referents})
    ids = {name: digest("person", name) for name in people}
    actor_of = {f"{i}#{r.index}": ids[r.name] for i, reading in readings.items() for r in reading.referents}
    meetings: dict[tuple[str, ...], list[Claim]] = {}
    demands: dict[tuple[str, str], list[Claim]] = {}
    for ident in sorted(readings):
        for claim in readings[ident].claims:
            who = [actor_of[f"{ident}#{i}"] for i in claim.who()]
            found = SENTENCE.match(texts[ident], claim.start)
            assert found is not None
            if claim.stance:
                demands.setdefault((who[0], claim.stance.text), []).append(claim)
            else:
                meetings.setdefault(tuple(sorted(who)), []).append(claim)
    events = tuple(_event(who, claims, texts) for who, claims in meetings.items())
    roles = {
        claim.id: Role("mediator", "USA", "1995", None, (claim.id,))
        for claims in meetings.values()
        for claim in claims[:1]
    }
    return Outcome(
        published={
            r.id: r.published or Published(Interval.month(1995, 11), "inferred", 0.51234, ("a reason",))
            for r in reports
        },
        times={i: tuple(MET for _ in reading.times) for i, reading in readings.items()},
        actor_of=actor_of,
        links=tuple(
            Link(kind="actor", left=a, right=a, verdict="same", rule="name", confidence=1)
            for a in sorted(actor_of)
        ),
        actors=tuple(
            Actor(id=ids[n], type="person", name=n, names=(n,), roles=tuple(roles.values())[:1])
            for n in people
        ),
        events=events,
        positions=tuple(
            Position(
                id=digest(*key),
                actor=key[0],
                stance="demand",
                measure=None,
                text=key[1],
                claims=tuple(c.id for c in claims),
            )
            for key, claims in demands.items()
        ),
        processes=(Process(id=digest("process"), label="talks", events=tuple(e.id for e in events)),)
        if events
        else (),
    )


def _event(who: tuple[str, ...], claims: list[Claim], texts: Mapping[str, str]) -> Event:
    places: dict[str, list[str]] = {}
    for claim in claims:
        found = SENTENCE.match(texts[claim.report], claim.start)
        assert found is not None
        places.setdefault(found["place"], []).append(claim.id)
    first = min(places)
    values = tuple(ConflictValue(name, tuple(places[name])) for name in sorted(places))
    dated = any(claim.when is not None for claim in claims)
    return Event(
        id=digest("meeting", *who),
        type="meeting",
        label=f"meeting in {first}",
        status="held",
        status_history=(StatusStep("held", "1995-11", (claims[0].id,)),),
        level="ministerial",
        start=MET.edtf if dated else None,
        place=Place(first, "USA", 39.7589478, -84.1916069),
        sides=("USA",),
        participants=tuple(Participant(actor, "principal", "USA") for actor in who),
        conflicts=(Conflict("place", values, "the least"),) if len(places) > 1 else (),
        claims=tuple(claim.id for claim in claims),
        process=digest("process"),
        confidence=0.66666,
    )


STAGES = Stages(open_pages, clean, language_fault, load_reader, find_copies, reconcile)
