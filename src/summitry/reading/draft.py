"""A happening on its way to a claim."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summitry.knowledge.meaning import Frame
from summitry.model import Happening, Span
from summitry.reading.fate import Fate

if TYPE_CHECKING:
    from spacy.tokens import Token

Roles = dict[str, list[int]]
CITY_STATES = frozenset(
    {"SGP", "MCO", "VAT", "LUX", "DJI", "KWT", "SMR", "HKG", "MAC"}
)  # states that are towns
MUTUAL = frozenset({"meeting", "communication", "agreement", "cooperate"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A happening on its way to a claim: its trigger, what fills its roles, its time, and what else is said of it."""

    p: int
    token: Token
    frame: Frame
    fate: Fate
    trigger: Span
    roles: Roles = field(default_factory=dict)
    when: int | None = None
    happening: Happening = field(default_factory=lambda: Happening(status="held"))
    echo: bool = False

    def parties(self) -> tuple[int, ...]:
        """The referents in any role but those of hosts and helpers."""
        skip = ("host", "facilitator", "convenor", "observer")
        return tuple(dict.fromkeys(i for role, ids in self.roles.items() if role not in skip for i in ids))
