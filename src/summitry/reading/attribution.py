"""A scene in, who says what out: quotations and reported speech, each with its source, its cue and what it covers.

Follows the source - cue - content analysis of attribution (Pareti 2012, PARC): a cue verb with a clause, a clause with a
parenthetical cue ("..., he said"), "according to", a headline's colon, and quotation marks that run on over sentences.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summitry.knowledge.meaning import speech
from summitry.model import Attribution
from summitry.reading.clause import reality
from summitry.reading.quotation import Quotations
from summitry.reading.scene import Scene
from summitry.reading.speakers import Sources, called, cue_kind
from summitry.reading.tree import ancestors, case_of, children, lemma, negated, objects, obliques

if TYPE_CHECKING:
    from spacy.tokens import Token

BEFORE_NOUN = frozenset(
    ("after", "before", "since", "until", "ahead of", "following", "about", "of", "over", "despite")
)


@dataclass(frozen=True, slots=True)
class Said:
    """One source's words in passage `p`: the cue's token, and the tokens [first, last) that it covers but for `aside`.

    `source` is a referent's index or None, `others` who speaks with it, `name` what the text calls the source; `direct` is
    the quoted text, if any, `span` the number of its quotation; `real` is False where nothing was said after all
    ("declined to say", "would not say"), `inside` is True where the cue itself stands within quotation marks.
    """

    p: int
    cue: Token
    first: int
    last: int
    source: int | None
    name: str
    others: tuple[int, ...] = ()
    audience: tuple[int, ...] = ()
    direct: str | None = None
    real: bool = True
    when: int | None = None
    inside: bool = False
    span: int | None = None
    aside: tuple[int, int] = (0, 0)
    goes_on: bool = False

    def covers(self, p: int, i: int) -> bool:
        """Whether token `i` of passage `p` is part of what is said."""
        return (
            self.p == p
            and self.first <= i < self.last
            and not self.aside[0] <= i < self.aside[1]
            and i != self.cue.i
        )

    def speakers(self) -> tuple[int, ...]:
        """The referents who speak, if any is known."""
        return () if self.source is None else (self.source, *self.others)


def find_said(scene: Scene) -> list[Said]:
    """Everything that the report attributes to somebody, in reading order; quotations that run on included."""
    found: list[Said] = []
    for p, passage in enumerate(scene.passages):
        quotes = Quotations(passage.doc)
        here: list[Said] = []
        for token in passage.doc:
            said = _cued_by(scene, p, quotes, found + here, token)
            if said is not None:
                here.append(said)
        before = [s for s in found if s.p == p - 1]
        found += here
        found += _running_on(scene, p, quotes, here, before)
    return sorted(found, key=lambda s: (s.p, s.first, s.last, s.cue.i))


def _cued_by(scene: Scene, p: int, quotes: Quotations, before: list[Said], token: Token) -> Said | None:
    if token.pos_ in ("VERB", "AUX", "PROPN") and cue_kind(token) is not None:
        return _cued(scene, p, quotes, before, token)
    if token.pos_ == "VERB" and lemma(token) in speech().carriers["verbs"]:
        return _issued(scene, p, before, token)
    if token.lower_ == "according":
        return _according(scene, p, token)
    if token.text == ":" and scene.passages[p].block.kind == "title":
        return _headed(scene, p, token)
    return None


def _cued(scene: Scene, p: int, quotes: Quotations, before: list[Said], verb: Token) -> Said | None:
    """Reported speech around a cue verb; "X was quoted as saying" and "Y quoted X as saying" are two sources deep."""
    if verb.dep_ in ("amod", "compound", "case", "aux", "fixed"):
        return None
    content, aside = _content(verb)
    span = quotes.tied(verb, _clause_start(verb), content)
    act = lemma(verb) in speech().acts["free"] and bool(children(verb, "obj", "obl", "ccomp", "xcomp"))
    if content is None and span is None and not act:
        return None
    if content is None and span is not None:
        quote = quotes.all[span]
        content = max(quote.first, verb.sent.start), min(quote.last, verb.sent.end)
    if content is None:
        about = children(verb, "obj", "obl", "ccomp", "xcomp")
        content = verb.i + 1, max([verb.i, *(c.right_edge.i for c in about)]) + 1
    sources = Sources(scene, p, quotes, before).of(verb, span)
    if sources is None:
        return None
    ids, name = sources
    words = quotes.words(span, verb.sent.start, verb.sent.end) if span is not None else ""
    return Said(
        p, verb, content[0], content[1], ids[0] if ids else None, name, ids[1:],
        tuple(i for i in _audience(scene, p, verb) if i not in ids),
        words if len(words.split()) >= 4 else None, _happened(verb), _said_when(scene, p, verb, content),
        quotes.at(verb.i) is not None, span, aside,
    )  # fmt: skip


def _issued(scene: Scene, p: int, before: list[Said], verb: Token) -> Said | None:
    """ "Issued a statement", "gave an interview": words are said although the text does not give them here."""
    nouns = [t for t in objects(verb) if lemma(t) in speech().nouns["speech"]]
    sources = Sources(scene, p, Quotations(verb.doc), before).of(verb, None) if nouns else None
    if not nouns or sources is None or not sources[0]:
        return None
    ids, name = sources
    last = nouns[0].right_edge.i + 1
    return Said(
        p, verb, nouns[0].i + 1, last, ids[0], name, ids[1:], (), None, _happened(verb),
        _said_when(scene, p, verb, (nouns[0].i + 1, last)),
    )  # fmt: skip


def _happened(verb: Token) -> bool:
    """Whether something was said: not under negation, a condition, or a refusal to say."""
    real = reality(verb)
    if real in ("negated", "possible", "must", "future", "would"):
        return False
    if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in verb.children):
        return False
    if real != "open":
        return True
    head = verb.head
    if reality(head) not in ("past", "present", "progressive", "open"):
        return False
    if verb.tag_ == "VBG":
        without = any(c.lower_ in ("without", "instead", "than") for c in children(verb, "mark", "case"))
        return not without and lemma(head) not in speech().acts["avoiding"]
    return lemma(head) in ("quote", "cite", "go", "continue", "rush", "appear", "use", "seem")


def _content(verb: Token) -> tuple[tuple[int, int] | None, tuple[int, int]]:
    """The tokens that a cue verb's complement covers, or those of the clause that the cue is set into, and those of the
    cue's own clause within them.
    """
    clauses = children(verb, "ccomp", "parataxis")
    clauses += [c for c in children(verb, "xcomp") if lemma(verb) in speech().acts["predicative"]]
    if not clauses:  # "said in a statement that ...", where the parse hangs the clause on the statement
        through = [
            n for n in verb.children if n.dep_.startswith("obl") and lemma(n) in speech().nouns["speech"]
        ]
        clauses = [c for n in through for c in children(n, "acl", "ccomp", "acl:relcl") if c.i > verb.i]
    clauses = [c for c in clauses if c.pos_ != "PUNCT"]
    if clauses:
        covered = [t.i for c in clauses for t in c.subtree]
        inner = (min(t.i for t in verb.subtree if t.i not in set(covered)), verb.i + 1)
        split = min(covered) < inner[0] and max(covered) > verb.i
        return (min(covered), max(covered) + 1), inner if split else (0, 0)
    own = [t.i for t in verb.subtree]
    if verb.dep_ == "parataxis" and verb.head.pos_ in ("VERB", "NOUN", "ADJ", "AUX", "PROPN", "ADV"):
        covered = [t.i for t in verb.head.subtree if t.i not in set(own)]
        return (min(covered), max(covered) + 1) if covered else None, (min(own), max(own) + 1)
    if lemma(verb) == "quote" or (
        verb.dep_ == "advcl" and lemma(verb) == "say" and lemma(verb.head) == "quote"
    ):
        return (verb.sent.start, verb.sent.end), (0, 0)
    return None, (0, 0)


def _clause_start(verb: Token) -> int:
    """Where a cue's clause begins: with its subject, if that stands before it."""
    return min(
        [verb.i, *(c.left_edge.i for c in children(verb, "nsubj", "nsubj:pass", "aux") if c.i < verb.i)]
    )


def _audience(scene: Scene, p: int, verb: Token) -> tuple[int, ...]:
    if lemma(verb) not in speech().audience["verbs"]:
        return ()
    return scene.actors(p, [*children(verb, "obj", "iobj"), *obliques(verb, "to")])


def _said_when(scene: Scene, p: int, verb: Token, content: tuple[int, int]) -> int | None:
    """When it was said: a time on the cue, or right behind it although the parse hangs it on what was said."""
    for index in scene.times_below(p, verb):
        if scene.times[index].timex not in ("DATE", "TIME"):
            continue
        start = scene.times[index].start - scene.passages[p].block.start
        token = verb.doc.char_span(start, start + 1, alignment_mode="expand")
        if token is None or not _dates(verb, token[0]):
            continue
        if not content[0] <= token[0].i < content[1] or 0 < token[0].i - verb.i <= 3:
            return index
    for i in range(verb.i + 1, min(verb.i + 4, verb.sent.end)):
        index_here = scene.times_at.get((p, i))
        if index_here is not None and _dates(verb, verb.doc[i]):
            joined = any(verb.doc[k].lower_ in ("that", ",") for k in range(verb.i + 1, i))
            return None if joined else index_here
    return None


def _dates(verb: Token, time: Token) -> bool:
    """Whether a time below a cue is the cue's own: not one of its subject, nor of what it came after."""
    for above in (time, *ancestors(time)):
        if above == verb:
            return True
        if above.dep_.startswith("nsubj") or (above != time and case_of(above) in BEFORE_NOUN):
            return False
    return True


def _according(scene: Scene, p: int, token: Token) -> Said | None:
    """ "According to X": X is the source of the clause that it stands in."""
    noun = token.head
    if noun == token or case_of(noun).split(" ")[0] != "according":
        return None
    ids = scene.actors(p, [noun])
    own = {t.i for t in noun.subtree}
    covered = [t.i for t in token.sent if t.i not in own]
    if not covered or (not ids and noun.pos_ not in ("NOUN", "PROPN")):
        return None
    name = scene.referent(ids[0]).name if ids else called(noun)
    return Said(
        p, token, min(covered), max(covered) + 1, ids[0] if ids else None, name, ids[1:], aside=(min(own), max(own) + 1)
    )  # fmt: skip


def _headed(scene: Scene, p: int, colon: Token) -> Said | None:
    """A headline of the form "X: text" or "text: X", where X is a person or a body and nothing else."""
    doc = colon.doc
    for own, rest in (((0, colon.i), (colon.i + 1, len(doc))), ((colon.i + 1, len(doc)), (0, colon.i))):
        unit = scene.units.get((p, own[0]))
        if unit is None or unit.first != own[0] or unit.last + 1 != own[1] or len(unit.actors) != 1:
            continue
        finite = any(t.pos_ in ("VERB", "AUX") for t in doc[rest[0] : rest[1]])
        if finite and scene.referent(unit.actors[0]).type in ("person", "body"):
            return Said(p, colon, rest[0], rest[1], unit.actors[0], scene.referent(unit.actors[0]).name)
    return None


def _running_on(
    scene: Scene, p: int, quotes: Quotations, here: list[Said], before: list[Said]
) -> Iterator[Said]:
    """Quoted sentences without a cue of their own: they go on with who speaks in the same quotation, with the last
    speaker of the passage, or, where all of it is quoted, with the last of the passage before.
    """
    doc = scene.passages[p].doc
    cued = {s.cue.sent.start for s in here if not s.inside}
    speakers = [s for s in here if s.real and s.source is not None and s.span is not None and not s.inside]
    ahead = [s for s in before if s.real and s.direct and s.source is not None and not s.inside]
    for sent in doc.sents:
        k = quotes.at(sent.root.i)
        if k is None or sent.start in cued or sent.end - sent.start < 3:
            continue
        same = next((s for s in speakers if s.span == k), None)
        earlier = next((s for s in reversed(speakers) if s.cue.i < sent.start), None)
        last = same or earlier or (ahead[-1] if ahead and not speakers else None)
        if last is None or (same is None and _named_within(scene, p, quotes, k, last.speakers())):
            continue
        yield Said(
            p, sent.root, sent.start, sent.end, last.source, last.name, last.others, last.audience,
            quotes.words(k, sent.start, sent.end), when=None, span=k, goes_on=True,
        )  # fmt: skip


def _named_within(scene: Scene, p: int, quotes: Quotations, k: int, ids: tuple[int, ...]) -> bool:
    """Whether a quotation speaks of these actors by name: then they are not its speakers."""
    quote = quotes.all[k]
    for i in range(quote.first, quote.last):
        unit = scene.units.get((p, i))
        if unit is not None and set(unit.actors) & set(ids) and scene.passages[p].doc[i].pos_ != "PRON":
            return True
    return False


def chain(
    scene: Scene, said: list[Said], p: int, i: int, *, cue: Token | None = None
) -> tuple[Attribution, ...]:
    """The attribution chain of token `i` of passage `p`, outermost source first; `cue` leaves out the token's own cue."""
    over = [s for s in said if s.real and s.cue != cue and s.covers(p, i)]
    links: list[Attribution] = []
    for each in sorted(over, key=lambda s: _depth(s, over)):
        link = attribution(scene, each)
        if not any((link.source, link.referent) == (known.source, known.referent) for known in links):
            links.append(link)
    return tuple(links)


def _depth(said: Said, over: list[Said]) -> tuple[int, bool, int, int, int]:
    """How many others report these words in turn; among those of one depth, "according to" and the wider come first."""
    outer = sum(s.covers(said.p, said.cue.i) and not said.covers(said.p, s.cue.i) for s in over)
    return outer, said.cue.lower_ != "according", said.first - said.last, said.first, said.cue.i


def attribution(scene: Scene, said: Said) -> Attribution:
    """One link of an attribution chain, from what was said."""
    span = scene.token_span(said.p, said.cue)
    named = said.source is not None and not scene.referent(said.source).anonymous
    return Attribution(said.name, said.source, said.cue.text, named, span.start, span.end)


def is_hedged(token: Token) -> bool:
    """Whether the sentence marks hearsay without a source ("reportedly")."""
    words = set(speech().hearsay["words"])
    return any(t.lower_ in words for t in token.sent) and not negated(token)
