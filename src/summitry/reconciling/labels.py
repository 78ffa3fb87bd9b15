"""An event and its facts in, the event with a name that people can read out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from summitry.knowledge.gazetteer import gazetteer
from summitry.model import Actor, Event
from summitry.reconciling.facts import Fact

ORDINALS = ("", "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth")
NUMBERS = ("", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
PLURALS = frozenset({"talk", "negotiation", "discussion", "consultation"})  # one event, named in the plural
MOST = 3  # names that a label gives before it says "and others"
PROPER = re.compile(r"[A-Z]")


def labelled(event: Event, facts: Sequence[Fact], actors: Mapping[str, Actor]) -> Event:
    """The event with its label: the name that reports give it, else one made of its kind,
    number and parties.
    """
    return replace(event, label=_named(facts) or _made(event, facts, actors))


def _named(facts: Sequence[Fact]) -> str | None:
    """A name with a proper noun in it ("Geneva talks"), the commonest first."""
    names = Counter(f.happening.label for f in facts if PROPER.search(f.happening.label))
    if not names:
        return None
    name = min(names, key=lambda n: (-names[n], -len(n), n))
    return name[0].upper() + name[1:]


def _made(event: Event, facts: Sequence[Fact], actors: Mapping[str, Actor]) -> str:
    noun = _noun(event, facts)
    names = [actors[p.actor].name for p in event.participants if p.part in ("principal", "delegate")]
    if event.type in ("statement", "announcement") and names:
        return f"{noun.capitalize()} by {_listed(names)}"
    ordinal = next((f.happening.ordinal for f in facts if f.happening.ordinal), None)
    if ordinal and len(event.sides) > 1:
        sides = "-".join(side_name(side) for side in event.sides[:MOST])
        return f"{_numeral(ordinal)} {sides} {noun}"
    numbered = f"{_numeral(ordinal)} {noun}" if ordinal else noun
    counted = f"{_count(event.count)} {noun.removesuffix('s')}s" if event.count else numbered
    parties = names or [side_name(side) for side in event.sides]
    title = counted[0].upper() + counted[1:]
    return f"{title}: {_listed(parties)}" if parties else title


def _noun(event: Event, facts: Sequence[Fact]) -> str:
    """What the event is called: the commonest word of the reports, else its type, with the leaders' level."""
    nouns = Counter(f.happening.label.strip() for f in facts if f.happening.label.strip())
    noun = min(nouns, key=lambda n: (n != event.format, -nouns[n], n)) if nouns else event.type
    if noun in PLURALS:
        return f"{noun}s"
    if event.type == "meeting" and event.level == "leaders" and noun in ("meeting", "summit"):
        return "leaders' summit" if noun == "summit" else "leaders' meeting"
    return noun


def _listed(names: Sequence[str]) -> str:
    shown = list(dict.fromkeys(names))
    return ", ".join(shown[:MOST]) + (" and others" if len(shown) > MOST else "")


def _count(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def _numeral(number: int) -> str:
    if number < len(ORDINALS):
        return ORDINALS[number]
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


@cache
def side_name(side: str) -> str:
    """The name of a side's state, or its code if it is none."""
    entry = gazetteer().entry(f"state:{side}")
    return entry.name if entry else side
