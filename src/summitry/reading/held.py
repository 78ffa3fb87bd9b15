"""What a position is on its way to a claim, and who can hold one toward whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summitry.knowledge.gazetteer import gazetteer
from summitry.model import Span, Stance
from summitry.reading.scene import Scene

if TYPE_CHECKING:
    from spacy.tokens import Token

    from summitry.model import Modality


@dataclass(frozen=True, slots=True)
class Held:
    """A position on its way to a claim: who holds it toward whom, where the words stand, and when it was taken."""

    p: int
    token: Token
    trigger: Span
    actors: tuple[int, ...]
    toward: tuple[int, ...]
    stance: Stance
    modality: Modality
    when: int | None = None


def can_hold(scene: Scene, index: int) -> bool:
    """Whether a referent can hold a position: no place, no outlet, nobody unnamed of no side."""
    referent = scene.referent(index)
    entry = gazetteer().entry(referent.key) if referent.key else None
    unknown = referent.anonymous and referent.state is None and referent.key is None
    return referent.type != "place" and not unknown and not (entry is not None and entry.media)


def at_home(scene: Scene, actors: tuple[int, ...], toward: tuple[int, ...]) -> bool:
    """Whether somebody asks his own side: no position between the sides."""
    mine = {scene.referent(i).state for i in actors} - {None}
    return bool(toward) and bool(mine) and all(scene.referent(i).state in mine for i in toward)


def other_side(scene: Scene, speakers: tuple[int, ...], targets: tuple[int, ...]) -> bool:
    states = {scene.referent(i).state for i in targets}
    return not set(speakers) & set(targets) and not {scene.referent(i).state for i in speakers} & states


def has_side(scene: Scene, ids: tuple[int, ...]) -> bool:
    """Whether these speak for a state or a body that is known, not as outside experts."""
    return any(scene.referent(i).state is not None or scene.referent(i).key is not None for i in ids)
