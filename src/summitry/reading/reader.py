"""A report in, its reading out: names, times, happenings, positions, statements, each claim with its attribution."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from summitry.errors import LanguageError, ReadingError
from summitry.model import Attribution, Claim, Happening, Reading, Report, When, digest
from summitry.reading.attribution import Said, attribution, chain, find_said, is_hedged
from summitry.reading.draft import Draft
from summitry.reading.happenings import find_happenings
from summitry.reading.held import Held
from summitry.reading.names import find_names
from summitry.reading.passages import Parser, Passage, parse_report
from summitry.reading.positions import find_positions
from summitry.reading.scene import Scene, Unit, find_units
from summitry.reading.speakers import is_statement
from summitry.reading.times import find_times

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

VERSION = "1"
SPOKEN = "statement"
FIRST_PERSON = frozenset({"i", "me", "my", "myself"})


class Reader:
    """Reads reports with one language pipeline; `version` names this code's version and the pipeline's."""

    def __init__(self, pipeline: Parser) -> None:
        """`pipeline` is what summitry.language.load gives."""
        self._pipeline = pipeline
        self.version = f"{VERSION}/{getattr(pipeline, 'version', 'unknown')}"

    def read(self, report: Report) -> Reading:
        """The report's reading: a function of its text and marking and of `version` alone.

        Raises ReadingError, naming the report, where the text cannot be parsed.
        """
        try:
            passages = parse_report(report, self._pipeline)
        except LanguageError as error:
            raise ReadingError(f"{report.file}: {error}") from error
        names = find_names(passages, report.title)
        times = _times(passages)
        scene = Scene(
            report.id, passages, names, times, _tokens_of(passages, times), find_units(passages, names)
        )
        return Reading(
            report=report.id,
            version=self.version,
            referents=names.referents,
            mentions=names.mentions,
            times=times,
            claims=_claims(scene),
            dateline=getattr(names, "dateline", None),
        )


def _times(passages: Sequence[Passage]) -> tuple[When, ...]:
    """The times of all passages in one list, their anchors re-based on it."""
    found: list[When] = []
    for passage in passages:
        base = len(found)
        for when in find_times(passage.doc, passage.block.start):
            index = when.anchor_index
            found.append(replace(when, anchor_index=index + base) if index is not None else when)
    return tuple(found)


def _tokens_of(passages: Sequence[Passage], times: Sequence[When]) -> dict[tuple[int, int], int]:
    """Which time stands on which token."""
    found: dict[tuple[int, int], int] = {}
    for p, passage in enumerate(passages):
        here = [(i, w) for i, w in enumerate(times) if passage.block.start <= w.start < passage.block.end]
        for i, when in here:
            span = passage.doc.char_span(
                when.start - passage.block.start, when.end - passage.block.start, alignment_mode="expand"
            )
            for token in span if span is not None else ():
                found.setdefault((p, token.i), i)
    return found


def _claims(scene: Scene) -> tuple[Claim, ...]:
    said = find_said(scene)
    scene = _first_persons(scene, said)
    found = [_happened(scene, said, draft) for draft in find_happenings(scene)]
    found += [
        _spoken(scene, said, each)
        for each in said
        if is_statement(scene, each, _over(said, each.p, each.cue.i))
    ]
    found += [_held(scene, said, held) for held in find_positions(scene, said)]
    unique = {claim.id: claim for claim in found}
    return tuple(sorted(unique.values(), key=lambda c: (c.start, c.trigger.start, c.type, c.id)))


def _first_persons(scene: Scene, said: list[Said]) -> Scene:
    """The scene in which "I", "me" and "my" of quoted words name their speaker."""
    units = dict(scene.units)
    for each in said:
        if each.source is None:
            continue
        for i in range(each.first, each.last):
            token = scene.passages[each.p].doc[i]
            if token.lower_ in FIRST_PERSON and (each.p, i) not in units:
                units[each.p, i] = Unit(i, i, each.speakers())
    return replace(scene, units=units)


def _identified(claim: Claim) -> Claim:
    roles = ";".join(f"{role}={','.join(map(str, ids))}" for role, ids in claim.roles)
    stance = claim.stance.stance if claim.stance else ""
    return replace(
        claim,
        id=digest("claim", claim.report, claim.type, stance, claim.trigger.start, claim.trigger.end, roles),
    )


def _roles(roles: dict[str, list[int]]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    return tuple((role, tuple(ids)) for role, ids in sorted(roles.items()) if ids)


def _known(over: list[Said]) -> int | None:
    """When the innermost source that gives a time said it."""
    return next((s.when for s in sorted(over, key=lambda s: s.last - s.first) if s.when is not None), None)


def _over(said: list[Said], p: int, i: int) -> list[Said]:
    return [s for s in said if s.real and s.covers(p, i)]


def _bare(scene: Scene, p: int, token: Token, type_: str) -> Claim:
    """A claim of the token's sentence that the token carries, without what it says."""
    span = scene.passage_span(p, token)
    return Claim(
        id="",
        report=scene.report,
        start=span.start,
        end=span.end,
        trigger=scene.token_span(p, token),
        type=type_,
        modality="asserted",
    )


def _happened(scene: Scene, said: list[Said], draft: Draft) -> Claim:
    over = _over(said, draft.p, draft.token.i)
    claim = replace(
        _bare(scene, draft.p, draft.token, draft.frame.type),
        trigger=draft.trigger,
        modality=draft.fate.modality,
        roles=_roles(draft.roles),
        when=draft.when if draft.when is None or draft.when not in {s.when for s in over} else None,
        known=_known(over),
        attribution=_hedged(scene, said, draft),
        happening=draft.happening,
    )
    return _identified(claim)


def _hedged(scene: Scene, said: list[Said], draft: Draft) -> tuple[Attribution, ...]:
    """The chain of a happening; hearsay without a source stands as an unnamed one."""
    links = chain(scene, said, draft.p, draft.token.i)
    if links or not is_hedged(draft.token):
        return links
    span = scene.token_span(draft.p, draft.token)
    return (Attribution("unnamed", None, "reportedly", False, span.start, span.end),)


def _spoken(scene: Scene, said: list[Said], each: Said) -> Claim:
    doc = scene.passages[each.p].doc
    above = chain(scene, said, each.p, each.cue.i, cue=each.cue)
    outer = [a for a in above if a.referent not in each.speakers()]
    content = str(doc[each.first : each.last].text).strip()
    claim = replace(
        _bare(scene, each.p, each.cue, SPOKEN),
        roles=_roles({"speaker": list(each.speakers()), "audience": list(each.audience)}),
        when=each.when,
        attribution=(*outer, attribution(scene, each)),
        quote=each.direct,
        happening=Happening(status="held", label=SPOKEN, topics=(content[:120],) if content else ()),
    )
    return _identified(claim)


def _held(scene: Scene, said: list[Said], held: Held) -> Claim:
    claim = replace(
        _bare(scene, held.p, held.token, held.stance.stance),
        trigger=held.trigger,
        modality=held.modality,
        roles=_roles({"actor": list(held.actors), "toward": list(held.toward)}),
        when=held.when,
        known=_known(_over(said, held.p, held.token.i)),
        attribution=chain(scene, said, held.p, held.token.i),
        stance=held.stance,
    )
    return _identified(claim)
