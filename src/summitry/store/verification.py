"""A record comes in; what breaks its invariants goes out: spans, texts, ids and references that do not
hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from summitry.model import Actor, Event, Reading, Report
from summitry.store.nouns import ClaimEntry, Problem
from summitry.store.record import Record


def verify(record: Record) -> Iterator[Problem]:
    """Check every span against the stored text, that text against the report's id, and every reference.

    Yields one Problem for each thing that does not hold; a sound record yields none.
    """
    yield from (Problem("file", reason) for reason in record.check_file())
    texts = {}
    for report in record.reports():
        texts[report.id] = report.text
        yield from _report(report)
    for reading in record.readings():
        yield from _reading(reading, texts.get(reading.report, ""))
    claims = set()
    for claim in record.claims():
        claims.add(claim.id)
        if texts.get(claim.report, "")[claim.start : claim.end] != claim.text:
            yield Problem(
                claim.id, f"its words are not those of report {claim.report} at {claim.start}:{claim.end}"
            )
    yield from _references(record, claims)


def _report(report: Report) -> Iterator[Problem]:
    if Report.identify(report.text, report.blocks) != report.id:
        yield Problem(report.id, "its text and marking are not those that its id was made from")
    for block in report.blocks:
        yield from _span(report.id, "passage", (block.start, block.end), report.text)


def _reading(reading: Reading, text: str) -> Iterator[Problem]:
    for mention in reading.mentions:
        yield from _span(reading.report, "mention", (mention.start, mention.end), text)
    for when in reading.times:
        yield from _span(reading.report, "time", (when.start, when.end), text)
        if " ".join(text[when.start : when.end].split()) != " ".join(when.text.split()):
            yield Problem(reading.report, f"the time {when.text!r} does not stand at {when.start}:{when.end}")
    for claim in reading.claims:
        yield from _span(claim.id, "claim", (claim.start, claim.end), text)
        yield from _span(claim.id, "trigger", (claim.trigger.start, claim.trigger.end), text)
        for link in claim.attribution:
            yield from _span(claim.id, "attribution", (link.start, link.end), text)
        if claim.report != reading.report:
            yield Problem(claim.id, f"stands in the reading of {reading.report} but names {claim.report}")


def _span(entry: str, what: str, span: tuple[int, int], text: str) -> Iterator[Problem]:
    start, end = span
    if not 0 <= start < end <= len(text):
        yield Problem(entry, f"its {what} {start}:{end} does not lie in the text of {len(text)} characters")


def _references(record: Record, claims: set[str]) -> Iterator[Problem]:
    actors = {actor.id for actor in record.actors()}
    for actor in record.actors():
        yield from _lost(actor.id, "claim", _role_claims(actor), claims)
    for event in record.events():
        yield from _lost(event.id, "claim", _event_claims(event), claims)
        yield from _lost(event.id, "actor", (p.actor for p in event.participants), actors)
        if not event.claims:
            yield Problem(event.id, "no claim carries it")
    for position in record.positions():
        yield from _lost(position.id, "claim", position.claims, claims)
        yield from _lost(position.id, "actor", (position.actor,), actors)
    for claim in record.claims():
        yield from _lost(claim.id, "actor", _claim_actors(claim), actors)
    yield from _threads(record)


def _threads(record: Record) -> Iterator[Problem]:
    events = {event.id for event in record.events()}
    processes = {process.id for process in record.processes()}
    for event in record.events():
        yield from _lost(event.id, "event", event.prepares, events)
        yield from _lost(event.id, "process", (event.process,) if event.process else (), processes)
    for process in record.processes():
        yield from _lost(process.id, "event", process.events, events)


def _role_claims(actor: Actor) -> Iterator[str]:
    return (claim for role in actor.roles for claim in role.claims)


def _event_claims(event: Event) -> Iterator[str]:
    yield from event.claims
    yield from (claim for step in event.status_history for claim in step.claims)
    yield from (claim for conflict in event.conflicts for value in conflict.values for claim in value.claims)


def _claim_actors(claim: ClaimEntry) -> Iterator[str]:
    yield from (actor for _, actors in claim.roles for actor in actors)
    yield from (said.actor for said in claim.attribution if said.actor is not None)


def _lost(entry: str, what: str, named: Iterable[str], there: set[str]) -> Iterator[Problem]:
    for ident in dict.fromkeys(named):
        if ident not in there:
            yield Problem(entry, f"names the {what} {ident}, which is not in the record")
