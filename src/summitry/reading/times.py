"""One paragraph's parse in; its time expressions out, symbolic, with the side of the anchor that tense gives
them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, cast

from summitry.knowledge.times import TimeGrammar, load_times
from summitry.model.time import Anchor, Sense, Timex, When
from summitry.reading.timexgrammar import Expression, Tokens, expressions, tokenise
from summitry.reading.timexsense import sense_at

if TYPE_CHECKING:
    from spacy.tokens import Doc

Mod = Literal["start", "mid", "end", "approximate", "before", "after"]
REFS = ("PAST_REF", "PRESENT_REF", "FUTURE_REF")
VERB_TAGS = ("VB", "MD")
NEARBY = 8


def find_times(doc: Doc, offset: int = 0, *, joined: bool = True) -> tuple[When, ...]:
    """The times of one paragraph, in order; offsets are `offset` plus the character in `doc.text`.

    `anchor_index` counts in the tuple returned. `joined` makes one time of a range ("from Feb. 3 to March
    1"); TimeML, which keeps its ends apart, wants it False. Without a parse every sense is "near".
    """
    grammar = load_times()
    tokens = tokenise(doc.text, grammar)
    parsed = doc.has_annotation("DEP")

    def sense(first: int, last: int) -> Sense:
        return sense_at(doc, tokens.starts[first], tokens.ends[last - 1], grammar.tense) if parsed else "near"

    found = expressions(tokens, grammar, lambda first, last: sense(first, last) == "future", joined=joined)
    kept = [e for e in found if not _is_verb_or_name(doc, tokens, e)]
    senses = [
        cast(Sense, e.fields.get("sense") or _own_side(e.value) or sense(e.first, e.last)) for e in kept
    ]
    whens = (_when(tokens, kept, i, senses[i], grammar) for i in range(len(kept)))
    return tuple(replace(when, start=offset + when.start, end=offset + when.end) for when in whens)


def _own_side(value: str) -> Sense | None:
    """The side that the value itself gives: "yesterday" is past whatever the verb."""
    if value.startswith(("PUB-", "PAST_REF")) or value.endswith("<"):
        return "past"
    if value.startswith(("PUB+", "FUTURE_REF")) or value.endswith(">"):
        return "future"
    if value.startswith("PUB/") and value[5:6] in "+-" and value[6:7] != "0":
        return "past" if value[5] == "-" else "future"
    return None


def _when(tokens: Tokens, kept: list[Expression], i: int, sense: Sense, grammar: TimeGrammar) -> When:
    expression = kept[i]
    start, end = tokens.starts[expression.first], tokens.ends[expression.last - 1]
    anchor = _anchor(expression)
    return When(
        start=start,
        end=end,
        text=tokens.text[start:end],
        timex=cast(Timex, expression.timex),
        value=expression.value,
        anchor=anchor,
        sense=sense,
        anchor_index=_anchor_index(kept, i, anchor) if anchor in ("mention", "event") else None,
        mod=_mod(tokens, expression, grammar),
    )


def _anchor(expression: Expression) -> Anchor:
    value = expression.value
    if expression.timex in ("DURATION", "SET"):
        return "absolute"
    if expression.rule.text.anchor == "event":
        return "event"
    if "REF" in value and value not in REFS:
        return "mention"
    return "publication" if value.startswith(("PUB", "XXXX", *REFS)) else "absolute"


def _anchor_index(kept: list[Expression], i: int, anchor: Anchor) -> int | None:
    """The time that time `i` counts from: for an event the one beside it, else the last one before."""
    if anchor == "event":
        following = kept[i + 1] if i + 1 < len(kept) else None
        near = following is not None and following.first - kept[i].last < NEARBY and _datable(following)
        return i + 1 if near else None
    return next((j for j in range(i - 1, -1, -1) if _datable(kept[j])), None)


def _datable(expression: Expression) -> bool:
    return expression.timex in ("DATE", "TIME") and expression.value not in REFS


def _mod(tokens: Tokens, expression: Expression, grammar: TimeGrammar) -> Mod | None:
    """What the expression or the preposition before it adds: a part of the unit, or a side of it."""
    given = expression.rule.text.mod or cast("Mod | None", expression.fields.get("mod"))
    if given or expression.timex in ("DURATION", "SET"):
        return given
    before = tokens.words[expression.first - 1] if expression.first else ""
    after = tokens.words[expression.last] if expression.last < len(tokens.words) else ""
    if after in ("'s", "’s") or "/" in expression.value.replace("PUB/", "").replace("REF/", ""):
        return None
    if before in grammar.prepositions.after:
        return "after"
    return "before" if before in grammar.prepositions.before else None


def _is_verb_or_name(doc: Doc, tokens: Tokens, expression: Expression) -> bool:
    """Whether a single word ("march", "may", "second") is here a verb, or part of a person's name."""
    if expression.last - expression.first > 1 or not doc.has_annotation("TAG"):
        return False
    start, end = tokens.starts[expression.first], tokens.ends[expression.last - 1]
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or len(span) != 1:
        return False
    return span[0].tag_.startswith(VERB_TAGS) or span[0].ent_type_ in ("PER", "PERSON")
