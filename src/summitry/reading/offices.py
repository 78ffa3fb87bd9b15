"""A line and what it names in, the offices that it speaks of out: "the former U.S. envoy for Sudan"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from summitry.knowledge.titles import Form, Rank, Titles
from summitry.model import Title
from summitry.reading.known import Known
from summitry.reading.lines import DASHES, POSSESSIVE, Line

ARTICLES = frozenset(
    (
        "the",
        "a",
        "an",
        "this",
        "that",
        "another",
        "one",
        "any",
        "some",
        "its",
        "their",
        "his",
        "her",
        "our",
        "my",
    )
)
INDEFINITE = frozenset(("a", "an", "another", "one", "any", "some"))
_COUNTS = frozenset(("two", "both", "three", "four", "five", "six", "seven", "several"))
_OWN = frozenset(("of", "for", "at", "with", "in", "from"))
_TARGET = frozenset(("to", "on"))
_UNITS = frozenset(
    ("department", "bureau", "office", "division", "service", "agency", "committee", "council", "wing")
)
_MATTERS = frozenset(
    ("affairs", "policy", "relations", "issues", "matters", "negotiations", "talks", "reconciliation")
)
_SPEAKS_FOR = frozenset(("spokesperson", "official", "legislator", "expert", "military", "director"))


@dataclass(slots=True)
class OfficeSpan:
    """An office in a line: `first` to `last` with its modifiers and complements, `head` its last own word.

    `owners` are the states and bodies that it belongs to, nearest first; `joint` are those that share a plural
    office with the first ("U.S. and Iranian officials"); `article` is the word that opens it
    ("the", "a", "its", "'s" for an owner in the genitive, "" for none).
    """

    line: Line
    first: int
    last: int
    start: int
    head: int
    form: Form
    owners: list[Known] = field(default_factory=list)
    joint: list[Known] = field(default_factory=list)
    article: str = ""
    former: bool = False
    acting: bool = False
    deputy: bool = False
    anonymous: bool = False
    vague: bool = False
    qualified: bool = False
    count: str = ""
    named: bool = False
    possessor: str = ""

    @property
    def plural(self) -> bool:
        """Whether it speaks of several holders."""
        return self.form.plural

    @property
    def state(self) -> str | None:
        """The state that it serves (alpha-3): an owner's, else the implied one; none for a party."""
        if self.owners and self.owners[0].party:
            return None
        found = [k.state for k in self.owners if k.state]
        if not found and self.form.implies and not any(k.kind == "organisation" for k in self.owners):
            return self.form.office.state
        return found[0] if found else None

    @property
    def party(self) -> str | None:
        """The key of the non-state party that it serves."""
        return self.owners[0].key if self.owners and self.owners[0].party else None

    @property
    def body(self) -> str | None:
        """The body or organisation that it belongs to, by name."""
        found = [k.name for k in self.owners if k.kind in ("body", "organisation")]
        return found[0] if found else self.form.office.body if self.form.implies else None

    @property
    def role(self) -> str:
        """The role as `Title.role` writes it."""
        role = self.form.office.role
        role = f"deputy {role}" if self.deputy else role
        return f"former {role}" if self.former else f"acting {role}" if self.acting else role

    def rank(self, titles: Titles) -> Rank:
        """The rank of the role; the president of a think tank or firm is without public office."""
        base = self.form.office.rank
        base = titles.deputies[base] if self.deputy else base
        if base in ("leader", "minister") and self.owners and self.owners[0].private:
            return "expert"
        return "expert" if self.former else base

    def title(self, titles: Titles) -> Title:
        """The office as a Title."""
        text = self.line.text(self.first, self.last)
        return Title(text, self.role, self.rank(titles), self.state, self.body)


def offices_in(line: Line, known: Sequence[Known], titles: Titles) -> list[OfficeSpan]:
    """Every office that a line speaks of, left to right; an office inside a longer one is not repeated."""
    ends = {k.last: k for k in known}
    starts = {k.first: k for k in known}
    found: list[OfficeSpan] = []
    at = 0
    while at < len(line.plain):
        hit = _form_at(line, at, titles)
        first = line.places[at]
        if hit is None or _inside(first, known):
            at += 1
            continue
        form, deputy, length = hit
        head = line.places[at + length - 1]
        span = OfficeSpan(line, first, head, first, head, form, deputy=deputy)
        _modifiers(span, ends, titles)
        _complements(span, starts)
        if found and found[-1].last >= span.first:
            found[-1].last = min(found[-1].last, span.first - 1)
        found.append(span)
        at += length
    return [span for span in found if span.last >= span.head]


def _inside(at: int, known: Sequence[Known]) -> bool:
    return any(k.first <= at <= k.last for k in known)


def _form_at(line: Line, at: int, titles: Titles) -> tuple[Form, bool, int] | None:
    """The longest office at a place of `line.plain`, whether it is a deputy's, and its words."""
    form = titles.at(line.plain, at)
    found = (form, False, len(form.words)) if form else None
    for words in titles.prefixes.get(line.plain[at], ()):
        behind = at + len(words)
        if line.plain[at:behind] != words or behind >= len(line.plain):
            continue
        inner = titles.at(line.plain, behind)
        if inner and (found is None or found[2] < len(words) + len(inner.words)):
            found = (inner, True, len(words) + len(inner.words))
    if (
        found
        and not line.noun(line.places[at + found[2] - 1])
        and not line.capital(line.places[at + found[2] - 1])
    ):
        return None
    return found


def _modifiers(span: OfficeSpan, ends: dict[int, Known], titles: Titles) -> None:
    """Takes in the words before the office: owners, "former", "senior", an article."""
    line, words = span.line, titles.modifiers
    at = span.start - 1
    while at >= 0:
        word = line.words[at]
        owner = ends.get(at)
        if owner and owner.owner and not owner.media:
            if not _matter_of(span, owner):
                span.owners.append(owner)
            span.first = owner.first
            at = _coordinated(span, owner.first - 1, ends) if span.plural else owner.first - 1
            continue
        if word in DASHES and span.first == at + 1:
            pass
        elif word in POSSESSIVE and at - 1 in ends and ends[at - 1].kind != "place":
            span.article = "'s"
        elif word in _COUNTS:
            span.count = word
        elif word in words.former:
            span.former, span.first = True, at
        elif word in words.acting:
            span.acting, span.first = True, at
        elif word in words.deputy and span.form.office.rank != "legislator":
            span.deputy, span.first = True, at
        elif word in words.anonymous:
            span.anonymous, span.first = True, at
        elif word in words.qualifier:
            span.vague |= word in words.vague and span.form.office.rank in ("official", "envoy", "expert")
            span.first, span.qualified = at, True
        else:
            break
        at -= 1
    if span.article != "'s":
        span.article = _article(line, at)
    if at > 0 and line.words[at] in POSSESSIVE and line.capital(at - 1):
        span.possessor = line.texts[at - 1]


def _article(line: Line, at: int) -> str:
    """The article that opens a phrase, sought backwards over adjectives; "their" for another's possessive."""
    for back in range(at, max(-1, at - 5), -1):
        word = line.words[back]
        if word in ARTICLES:
            return word
        if word in POSSESSIVE:
            return "their"
        if word not in DASHES and not line.tags[back].startswith(("JJ", "VBN", "VBG", "RB", "CD", "AFX")):
            return ""
    return ""


def _matter_of(span: OfficeSpan, owner: Known) -> bool:
    """Whether the name before an office is what it deals with: "Iran envoy", "Sudan expert"."""
    return (
        owner.kind == "state"
        and owner.use == "name"
        and not span.article
        and span.form.office.rank in ("envoy", "expert")
    )


def _coordinated(span: OfficeSpan, at: int, ends: dict[int, Known]) -> int:
    """Takes in further owners ("U.S., British and Iranian negotiators"); gives the place before them."""
    while at > 0 and span.line.words[at] in ("and", ",", "&", "-", "–", "or"):
        back = at - 1 if span.line.words[at - 1] == "," else at
        owner = ends.get(back - 1)
        if owner is None or owner.kind == "place":
            break
        span.joint.append(owner)
        span.first = owner.first
        at = owner.first - 1
    return at


def _complements(span: OfficeSpan, starts: dict[int, Known]) -> None:
    """Takes in the words behind the office: "of Norway", "for political affairs at the Foreign Ministry"."""
    line = span.line
    for _ in range(3):
        preposition = line.word(span.last + 1)
        if preposition not in _OWN | _TARGET:
            return
        at = span.last + 2
        matter = at + (line.word(at) == "the")
        at += line.word(at) in ARTICLES
        known = starts.get(at)
        if known and not known.media:
            if preposition == "in" and known.kind == "place":
                return
            _own(span, known, preposition)
            span.last = _department(line, known)
            span.last = _joined(span, starts)
        elif preposition in ("for", "of", "on") and (last := _matter(line, matter)) is not None:
            span.last = last
        else:
            return


def _own(span: OfficeSpan, known: Known, preposition: str) -> None:
    """Whether the complement owns the office: always with "of", with "for" where the holder speaks for it."""
    rank = span.form.office.rank
    speaks = preposition == "from" or (preposition == "for" and rank in _SPEAKS_FOR)
    governs = preposition in ("in", "for") and rank in ("leader", "minister")
    if preposition in ("of", "at") or speaks or governs:
        span.owners.append(known)


def _joined(span: OfficeSpan, starts: dict[int, Known]) -> int:
    """The end of "Sudan and South Sudan", of several owners of a plural office."""
    line, last = span.line, span.last
    while True:
        at = last + 1
        at += line.word(at) == ","
        at += line.word(at) == "and"
        at += line.word(at) == "the"
        known = starts.get(at) if at > last + 1 else None
        if known is None or known.kind == "place" or (line.word(last + 1) == "," and not span.plural):
            return last
        if not span.plural and line.deps[known.last] != "conj":
            return last
        if span.plural and span.owners:
            span.joint.append(known)
        last = known.last


def _department(line: Line, known: Known) -> int:
    """Where the phrase behind a known name ends.

    "Foreign Ministry's Europe department", "US Affairs", "U.S. forces", "the Norwegian fishing question".
    """
    last, owned = known.last, line.word(known.last + 1) in POSSESSIVE
    loose = not owned and known.use == "adjective"
    end = last
    for at in range(last + 1 + owned, min(last + 8, len(line))):
        joins = line.tags[at].startswith("JJ") or line.words[at] == "and"
        if not line.noun(at) and not joins:
            break
        lower = not owned and not line.capital(at)
        group = lower and (line.tags[at] == "NNS" or (loose and line.tags[at] == "NN"))
        if group or line.words[at] in _UNITS or (line.capital(at) and line.words[at] in _MATTERS):
            end = at
    return end


def _matter(line: Line, at: int) -> int | None:
    """The end of a lower-case matter ("political affairs", "human rights"), None if none begins here."""
    last = None
    for i in range(at, min(at + 6, len(line))):
        tag = line.tags[i]
        if tag in ("NN", "NNS") and not line.capital(i):
            last = i
        elif not (tag.startswith("JJ") or (line.words[i] == "and" and last is not None)):
            break
    return last
