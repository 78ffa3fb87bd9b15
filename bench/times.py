"""Measures the reader of times on TimeML corpora; prints one JSON object.

Spans strict and relaxed, and relaxed with the right value, as the TempEval-3 scorer counts them (UzZaman et
al., 2013). The data folder is SUMMITRY_DATA, by default ../shared/data.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from summitry.model.time import When
from summitry.reading.times import find_times
from summitry.reconciling.resolving import timex_values

TIMEX = re.compile(r"<TIMEX3([^>]*)>(.*?)</TIMEX3>", re.DOTALL)
ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
PARAGRAPH = re.compile(r"(?:(?!\n\s*\n).)+", re.DOTALL)


@dataclass(frozen=True)
class Gold:
    """One annotated time."""

    start: int
    end: int
    timex: str
    value: str


@dataclass(frozen=True)
class Document:
    """One annotated document."""

    name: str
    created: date
    text: str
    gold: tuple[Gold, ...]


@dataclass
class Tally:
    """Counts of one measure."""

    right: int = 0
    system: int = 0
    gold: int = 0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return round(2 * self.right / max(self.system + self.gold, 1), 4)


def documents(folder: Path) -> Iterator[Document]:
    """The TimeML documents below `folder`, by name."""
    for path in sorted(folder.rglob("*.tml")):
        yield read_document(path)


def read_document(path: Path) -> Document:
    """One TimeML file: its text and the times annotated in it."""
    raw = path.read_text(encoding="utf-8")
    created = re.search(r'<DCT>.*?value="([\d-]{10})', raw, re.DOTALL)
    inner = re.search(r"<TEXT[^>]*>(.*?)</TEXT>", raw, re.DOTALL)
    body = re.sub(r"</?(?!/?TIMEX3)[A-Za-z][^>]*>", "", inner[1] if inner else "")
    text, gold, last = "", [], 0
    for found in TIMEX.finditer(body):
        text += html.unescape(body[last : found.start()])
        shown = html.unescape(re.sub(r"<[^>]+>", "", found[2]))
        fields = dict(ATTRIBUTE.findall(found[1]))
        if shown:
            gold.append(
                Gold(len(text), len(text) + len(shown), fields.get("type", ""), fields.get("value", ""))
            )
        text += shown
        last = found.end()
    text += html.unescape(body[last:])
    return Document(path.name, date.fromisoformat(created[1] if created else "1999-01-01"), text, tuple(gold))


def read_times(document: Document, pipeline: Any) -> tuple[list[When], list[str], float]:
    """The times found, their TIMEX3 values, and the seconds spent beyond the parse."""
    pieces = [(p.start(), p.group()) for p in PARAGRAPH.finditer(document.text)]
    whens: list[When] = []
    values: list[str] = []
    spent = 0.0
    for (offset, _), doc in zip(pieces, pipeline([piece for _, piece in pieces]), strict=True):
        began = time.perf_counter()
        found = find_times(doc, offset, joined=False)
        values += timex_values(found, document.created)
        spent += time.perf_counter() - began
        whens += found
    return whens, values, spent


def measure(folder: Path, pipeline: Any, errors: bool) -> dict[str, float | int]:
    """Strict, relaxed and value F1 over the documents of `folder`, and words read a second."""
    strict, relaxed, value, kind = Tally(), Tally(), Tally(), Tally()
    seconds, words, count = 0.0, 0, 0
    for document in documents(folder):
        whens, values, spent = read_times(document, pipeline)
        seconds, words, count = seconds + spent, words + len(document.text.split()), count + 1
        for tally in (strict, relaxed, value, kind):
            tally.system += len(whens)
            tally.gold += len(document.gold)
        used: set[int] = set()
        for gold in document.gold:
            hits = [
                i for i, w in enumerate(whens) if w.start < gold.end and gold.start < w.end and i not in used
            ]
            exact = [i for i in hits if (whens[i].start, whens[i].end) == (gold.start, gold.end)]
            if not hits:
                report(errors, document, gold, None, "")
                continue
            best = (exact or hits)[0]
            used.add(best)
            strict.right += bool(exact)
            relaxed.right += 1
            kind.right += timeml_type(whens[best]) == gold.timex
            same = values[best] == gold.value
            value.right += same
            if not same or not exact:
                report(errors, document, gold, whens[best], values[best])
        for i, when in enumerate(whens):
            if i not in used:
                report(errors, document, None, when, values[i])
    return {
        "documents": count,
        "strict_f1": strict.f1,
        "relaxed_f1": relaxed.f1,
        "value_f1": value.f1,
        "type_f1": kind.f1,
        "precision": round(relaxed.right / max(relaxed.system, 1), 4),
        "recall": round(relaxed.right / max(relaxed.gold, 1), 4),
        "words_a_second": round(words / max(seconds, 1e-9)),
    }


def timeml_type(when: When) -> str:
    """TimeML calls what counts from an event ("two days after the talks") a duration."""
    return "DURATION" if when.anchor == "event" else when.timex


def report(errors: bool, document: Document, gold: Gold | None, when: When | None, value: str) -> None:
    """Shows one difference on standard error."""
    if not errors:
        return
    at = gold.start if gold else when.start if when else 0
    context = " ".join(document.text[max(at - 40, 0) : at + 40].split())
    want = f"{document.text[gold.start : gold.end]!r} {gold.timex} {gold.value}" if gold else "-"
    have = f"{when.text!r} {when.timex} {value} ({when.value} {when.sense})" if when else "-"
    print(f"GOLD {want} | HAVE {have} | {context}", file=sys.stderr)


def main() -> None:
    """Reads the options, measures, prints."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--blank", action="store_true", help="without a parse: every sense is near")
    options.add_argument("--errors", action="store_true", help="show every difference on standard error")
    options.add_argument("--only", default="", help="one of the corpora: tempeval3, wikiwars")
    chosen = options.parse_args()
    data = Path(os.environ.get("SUMMITRY_DATA", "../shared/data")) / "temporal"
    corpora = {"tempeval3": data / "tempeval3-train", "wikiwars": data / "wikiwars-train"}
    missing = [str(folder) for folder in corpora.values() if not folder.is_dir()]
    if missing:
        sys.exit(f"bench/times: not found: {', '.join(missing)}; set SUMMITRY_DATA")
    picked = {name: folder for name, folder in corpora.items() if chosen.only in ("", name)}
    pipeline = language(blank=chosen.blank)
    print(
        json.dumps({"bench": "times"} | {n: measure(f, pipeline, chosen.errors) for n, f in picked.items()})
    )


def language(*, blank: bool) -> Any:
    """A function from texts to parsed documents."""
    if blank:
        import spacy

        empty = spacy.blank("en")
        return lambda texts: [empty(text) for text in texts]
    from summitry.language import load

    return load().parse


if __name__ == "__main__":
    main()
