"""An event's trigger and its fate in, the time expression that says when it happens out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry.reading.clause import effect_of, reality
from summitry.reading.fate import Fate
from summitry.reading.roles import holders
from summitry.reading.scene import Scene
from summitry.reading.tree import ancestors, children, is_passive, relative_adverb

if TYPE_CHECKING:
    from spacy.tokens import Token


def time_of(scene: Scene, p: int, token: Token, fate: Fate) -> int | None:
    """The time nearest to the event: on its noun, then on its carrier verb, then on what governs that."""
    above = {scene.times_at.get((p, t.i)) for t in ancestors(token)}
    levels = [token, *(holders(token)[1:])]
    levels += [c for c in children(token, "acl", "acl:relcl") if effect_of(c) in ("scheduled", "occurs")]
    if fate.carrier is not None and fate.carrier != token and effect_of(fate.carrier) != "confirmed":
        levels.append(fate.carrier)  # "was confirmed on Monday" is the day of the news
    seen, climbed = fate.carrier if fate.carrier is not None else token, 0
    while seen.dep_ in ("xcomp", "conj") and seen.head.pos_ in ("VERB", "ADJ") and len(levels) < 6:
        if seen.dep_ == "conj" and any(c.dep_.startswith("nsubj") for c in seen.children):
            break
        seen = seen.head
        levels.append(seen)
        climbed += 1
    own = set(levels[: len(levels) - climbed])
    for level in levels:
        times = [
            i
            for i in scene.times_below(p, level)
            if scene.times[i].timex in ("DATE", "TIME") and i not in above
        ]
        times = [i for i in times if not _of_another(scene, p, i, token)]
        if level not in own and fate.modality in ("planned", "possible", "expected") and _resolves(level):
            times = [i for i in times if scene.times[i].start - scene.passages[p].block.start > token.idx]
        if times:
            return min(times, key=lambda i: (not _exact(scene, i), _distance(scene, p, i, token)))
    return _before_when(scene, p, token)


def _before_when(scene: Scene, p: int, token: Token) -> int | None:
    """The time that a relative "when" takes up: "in Davos on January 23, when the two met"."""
    at = relative_adverb(token, "when")
    if at is None:
        return None
    here = (scene.times_at.get((p, i)) for i in range(at.i - 1, max(at.i - 4, token.sent.start) - 1, -1))
    return next((i for i in here if i is not None and scene.times[i].timex in ("DATE", "TIME")), None)


def _resolves(verb: Token) -> bool:
    """Whether a governing verb is an act with a day of its own ("agreed on Monday to meet"), not a plan ("is due to")."""
    return reality(verb) == "past" and not is_passive(verb) and verb.pos_ == "VERB"


def _of_another(scene: Scene, p: int, index: int, token: Token) -> bool:
    """Whether a time counts from the event behind it: "a day after the talks" does not say when the talks were."""
    when = scene.times[index]
    return when.anchor == "event" and when.start - scene.passages[p].block.start < token.idx


def _exact(scene: Scene, index: int) -> bool:
    return scene.times[index].anchor != "event"


def _distance(scene: Scene, p: int, index: int, token: Token) -> int:
    return abs(scene.times[index].start - scene.passages[p].block.start - token.idx)
