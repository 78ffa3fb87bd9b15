"""The pieces of a phrase in; the government body that they name by a state and a generic name out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summitry.knowledge.forms import fold, lengths
from summitry.knowledge.world import Entry, Match, World

Forms = Mapping[str, tuple[Match, ...]]
LINKS = ("of", "for", "in")
BEFORE = ("name", "abbreviation", "adjective", "capital")  # how a state is named in front of its body


class Bodies:
    """Bodies by pattern: "Iranian Foreign Ministry", "Ministry of Foreign Affairs of Iran"."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._kinds = world.kinds
        self._generic = lengths(world.kinds)
        self.reach = 14

    def entry(self, key: str) -> Entry | None:
        """The entry of a key like "body:IRN:foreign ministry"; None if state or body is unknown."""
        kind, _, rest = key.partition(":")
        state, _, role = rest.partition(":")
        return self.of(state, role) if kind == "body" else None

    def of(self, state: str, form: str) -> Entry | None:
        """The body that a generic name means for a state: the named one, where the state has one."""
        role = self._kinds.get(form.lower())
        if role is None or state not in self._world.adjectives:
            return None
        if role in self._world.whole:
            return self._world.entries[f"state:{state}"]
        named = self._world.named.get((state, role))
        name = f"{self._world.adjectives[state]} {role.title()}"
        return named or Entry(f"body:{state}:{role}", "body", name, state)

    def find(self, texts: Sequence[str], forms: Forms) -> tuple[Match, ...]:
        """The readings of a whole phrase as a body."""
        texts = texts[1:] if texts[:1] == ["the"] else texts
        found = self.at(texts, forms)
        return found[1] if found and found[0] == len(texts) else ()

    def at(self, texts: Sequence[str], forms: Forms) -> tuple[int, tuple[Match, ...]] | None:
        """The longest body that begins the pieces, as its length and readings."""
        return self._state_first(texts, forms) or self._kind_first(texts, forms)

    def _state_first(self, texts: Sequence[str], forms: Forms) -> tuple[int, tuple[Match, ...]] | None:
        """ "Iranian Foreign Ministry", "the US Department of State"."""
        for size, states in self._states(texts, forms):
            length, role = self._kind(texts[size:])
            if role:
                return size + length, self._matches(states, role, texts[: size + length])
        return None

    def _kind_first(self, texts: Sequence[str], forms: Forms) -> tuple[int, tuple[Match, ...]] | None:
        """ "Ministry of Foreign Affairs of the Russian Federation"."""
        size, role = self._kind(texts)
        if not role or texts[size : size + 1] == [] or texts[size] not in LINKS:
            return None
        start = size + 1 + (texts[size + 1 : size + 2] == ["the"])
        for length, states in self._states(texts[start:], forms, uses=("name", "abbreviation")):
            return start + length, self._matches(states, role, texts[: start + length])
        return None

    def _kind(self, texts: Sequence[str]) -> tuple[int, str | None]:
        """The longest generic name that begins the pieces: its length and role."""
        longest = self._generic.get(fold(texts[0]), 0) if texts else 0
        for length in range(min(longest, len(texts)), 0, -1):
            role = self._kinds.get(" ".join(texts[:length]).lower())
            if role:
                return length, role
        return 0, None

    def _states(
        self,
        texts: Sequence[str],
        forms: Forms,
        uses: Sequence[str] = ("name", "abbreviation", "adjective", "capital"),
    ) -> list[tuple[int, list[str]]]:
        """The states whose names begin the pieces, the longest name first, as (length, alpha-3 codes)."""
        longest = self._world.longest.get(fold(texts[0]), 0) if texts else 0
        found = []
        for length in range(min(longest, len(texts)), 0, -1):
            matches = forms.get(" ".join(texts[:length]), ())
            states = [m.entry.state for m in matches if m.entry.type == "state" and m.use in uses]
            if states:
                found.append((length, [state for state in states if state]))
        return found

    def _matches(self, states: Sequence[str], role: str, texts: Sequence[str]) -> tuple[Match, ...]:
        text = " ".join(texts)
        entries = dict.fromkeys(self.of(state, role) for state in states)
        return tuple(Match(e, "metonym" if e.type == "state" else "name", text) for e in entries if e)
