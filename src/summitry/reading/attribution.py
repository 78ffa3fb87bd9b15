"""A scene in, who says what out: quotations and reported speech, each with its source, its cue and what it covers.

Follows the source - cue - content analysis of attribution (Pareti 2012, PARC): a cue verb with a clause, a clause with a
parenthetical cue ("..., he said"), "according to", and quotation marks that run on over sentences.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from summitry.knowledge.gazetteer import gazetteer
from summitry.knowledge.meaning import speech
from summitry.model import Attribution
from summitry.reading.fate import reality
from summitry.reading.scene import Scene
from summitry.reading.tree import case_of, children, is_passive, lemma, negated, obliques, phrasal, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

OPENING = '“"«„'
CLOSING = '”"»“'
MARKS = frozenset('“”"«»„')


@dataclass(frozen=True, slots=True)
class Said:
    """One source's words in passage `p`: the cue's token, and the tokens [first, last) that it covers.

    `source` is a referent's index or None, `name` what the text calls the source; `direct` is the quoted text, if any;
    `real` is False where nothing was said after all ("declined to say", "would not say"), `inside` is True where the cue
    itself stands within quotation marks.
    """

    p: int
    cue: Token
    first: int
    last: int
    source: int | None
    name: str
    audience: tuple[int, ...] = ()
    direct: str | None = None
    real: bool = True
    when: int | None = None
    act: bool = False
    inside: bool = False


@cache
def _verbs() -> dict[str, str]:
    return {verb: kind for kind, verbs in speech().verbs.items() for verb in verbs}


def find_said(scene: Scene) -> list[Said]:
    """Everything that the report attributes to somebody, in reading order; quotations that run on included."""
    found: list[Said] = []
    for p, passage in enumerate(scene.passages):
        here: list[Said] = []
        for token in passage.doc:
            if token.pos_ in ("VERB", "AUX", "PROPN") and phrasal(token) in _verbs():
                here += _cued(scene, p, token)
            elif token.lower_ == "according" or (
                token.lower_ == "per" and token.i and token.nbor(-1).lower_ == "as"
            ):
                here += _according(scene, p, token)
        found += here
        found += _running_on(scene, p, here, found)
    return sorted(found, key=lambda s: (s.p, s.first, s.last, s.cue.i))


def _cued(scene: Scene, p: int, verb: Token) -> Iterator[Said]:
    """Reported speech around a cue verb; "X was quoted as saying" and "Y quoted X as saying" are two sources deep."""
    if verb.dep_ in ("amod", "compound", "case", "aux"):
        return
    content = _content(verb)
    act = (
        content is None
        and lemma(verb) in speech().acts["free"]
        and bool(children(verb, "obj", "obl", "ccomp", "xcomp"))
    )
    quoted = _quoted(verb.sent)
    if content is None and not act and not quoted:
        return
    if content is None and not act and not _near_quote(verb):
        return
    first, last = content if content is not None else (verb.sent.start, verb.sent.end)
    for source, name in _sources(scene, p, verb):
        yield Said(
        p, verb, first, last, source, name, _audience(scene, p, verb), quoted or None, _happened(verb),
        _said_when(scene, p, verb, content), act, in_quotation(verb),
    )  # fmt: skip


def _happened(verb: Token) -> bool:
    """Whether something was said: not under negation, a condition, or a refusal to say."""
    real = reality(verb)
    if real in ("negated", "possible", "must", "future", "would"):
        return False
    if real == "open":
        head = verb.head
        return lemma(head) in ("quote", "cite", "go", "continue", "rush") or (
            verb.tag_ == "VBG" and reality(head) in ("past", "present")
        )
    return True


def _content(verb: Token) -> tuple[int, int] | None:
    """The tokens that a cue verb's complement covers, or those of the clause that the cue is set into."""
    clauses = [
        c for c in verb.children if c.dep_ in ("ccomp", "xcomp", "parataxis") and c.pos_ not in ("PUNCT",)
    ]
    clauses = [
        c
        for c in clauses
        if c.dep_ != "xcomp" or lemma(verb) in ("quote", "describe", "call", "characterize", "portray")
    ]
    if clauses:
        covered = [t.i for c in clauses for t in c.subtree]
        return min(covered), max(covered) + 1
    if verb.dep_ == "parataxis" and verb.head.pos_ in ("VERB", "NOUN", "ADJ", "AUX", "PROPN", "ADV"):
        own = {t.i for t in verb.subtree}
        covered = [t.i for t in verb.head.subtree if t.i not in own]
        return (min(covered), max(covered) + 1) if covered else None
    if lemma(verb) == "quote" or (
        verb.dep_ == "advcl" and lemma(verb) == "say" and lemma(verb.head) == "quote"
    ):
        return verb.sent.start, verb.sent.end
    return None


def _near_quote(verb: Token) -> bool:
    """Whether a quotation mark stands next to the cue's clause: "..." he said; he said: "..."."""
    doc = verb.doc
    low = max(verb.sent.start, verb.i - 12)
    high = min(verb.sent.end, verb.i + 14)
    return any(doc[i].text in MARKS for i in range(low, high))


def _quoted(sent: object) -> str:
    """The longest quoted stretch of a sentence of five words or more, without its marks; "" if there is none."""
    text = str(sent)
    best = ""
    start: int | None = None
    for i, char in enumerate(text):
        if start is None and char in OPENING:
            start = i + 1
        elif start is not None and char in CLOSING:
            if i - start > len(best):
                best = text[start:i]
            start = None
    if start is not None and len(text) - start > len(best):
        best = text[start:]
    return best.strip() if len(best.split()) >= 4 else ""


def _sources(scene: Scene, p: int, verb: Token) -> list[tuple[int | None, str]]:
    """Who speaks: the subject; of a passive the "by" phrase, and of "was quoted" and "quoted X as" the one quoted."""
    if lemma(verb) in ("quote", "cite"):
        heads = subjects(verb) if is_passive(verb) else children(verb, "obj")
    elif is_passive(verb):
        heads = obliques(verb, "by")
    else:
        heads = subjects(verb)
    ids = scene.actors(p, heads)
    if ids:
        return [(i, scene.referent(i).name) for i in ids[:4]]
    return [(None, called(head)) for head in heads[:1] if head.pos_ in ("NOUN", "PROPN")]


def called(head: Token) -> str:
    """What the text calls somebody whom no referent stands for: the head noun with at most five words before it."""
    left = max(head.left_edge.i, head.i - 5)
    return str(head.doc[left : head.i + 1].text)


def _audience(scene: Scene, p: int, verb: Token) -> tuple[int, ...]:
    if lemma(verb) not in ("tell", "inform", "assure", "speak", "reassure", "warn", "urge", "talk"):
        return ()
    return scene.actors(p, [*children(verb, "obj", "iobj"), *obliques(verb, "to")])


def _said_when(scene: Scene, p: int, verb: Token, content: tuple[int, int] | None) -> int | None:
    """When it was said: a time on the cue, or right behind it although the parse hangs it on what was said."""
    for index in scene.times_below(p, verb):
        start = scene.times[index].start - scene.passages[p].block.start
        token = verb.doc.char_span(start, start + 1, alignment_mode="expand")
        i = token[0].i if token is not None else -1
        outside = content is None or not content[0] <= i < content[1]
        if scene.times[index].timex in ("DATE", "TIME") and (outside or 0 < i - verb.i <= 3):
            return index
    for i in range(verb.i + 1, min(verb.i + 4, verb.sent.end)):
        index_here = scene.times_at.get((p, i))
        if index_here is not None and not any(
            verb.doc[k].lower_ in ("that", ",") for k in range(verb.i + 1, i)
        ):
            return index_here
    return None


def _according(scene: Scene, p: int, token: Token) -> Iterator[Said]:
    """ "According to X": X is the source of the clause that it stands in."""
    noun = token.head
    if noun == token or case_of(noun).split(" ")[0] not in ("according", "as", "per"):
        return
    ids = scene.actors(p, [noun])
    own = {t.i for t in noun.subtree}
    covered = [t.i for t in token.sent if t.i not in own]
    if covered:
        name = scene.referent(ids[0]).name if ids else called(noun)
        yield Said(p, token, min(covered), max(covered) + 1, ids[0] if ids else None, name)


def _running_on(scene: Scene, p: int, here: list[Said], before: list[Said]) -> Iterator[Said]:
    """Quoted sentences without a cue of their own: they go on with the speaker of the passage, or of the one before."""
    speakers = [s for s in here if s.real and s.cue.lower_ != "according"]
    last = (
        speakers[0]
        if speakers
        else next((s for s in reversed(before) if s.p >= p - 1 and s.real and s.direct), None)
    )
    inside = False
    cued = {s.cue.sent.start for s in here}
    for sent in scene.passages[p].doc.sents:
        begins_inside = inside
        inside = _open_after(str(sent), inside)
        earlier = [s for s in speakers if s.cue.sent.start <= sent.start]
        last = earlier[-1] if earlier else last
        text = str(sent).strip()
        if sent.start in cued or last is None or not text:
            continue
        if begins_inside or (
            text[0] in OPENING and len(text.split()) > 3 and text.rstrip(" .")[-1:] in CLOSING + "!?,"
        ):
            yield Said(
                p, sent.root, sent.start, sent.end, last.source, last.name, last.audience,
                text.strip("".join(MARKS) + " "), True, None,
            )  # fmt: skip


def in_quotation(token: Token) -> bool:
    """Whether a token stands between quotation marks of its own sentence."""
    before = _open_after(str(token.doc[token.sent.start : token.i].text), False)
    return before and any(t.text in MARKS for t in token.doc[token.i : token.sent.end])


def is_speech(cue: Token) -> bool:
    """Whether a cue is an act of speech, not one of thought or hearing that a quotation may come with."""
    return _verbs().get(phrasal(cue), "say") in ("say", "deny", "ask")


def _open_after(text: str, inside: bool) -> bool:
    """Whether a quotation is open after this sentence."""
    for char in text:
        if char in "“«„" or (char == '"' and not inside):
            inside = True
        elif char in "”»" or (char == '"' and inside):
            inside = False
    return inside


def chain(
    scene: Scene, said: list[Said], p: int, i: int, *, cue: Token | None = None
) -> tuple[Attribution, ...]:
    """The attribution chain of token `i` of passage `p`, outermost source first; `cue` leaves out the token's own cue."""
    over = [s for s in said if s.p == p and s.first <= i < s.last and s.cue != cue and s.cue.i != i]
    over.sort(key=lambda s: (-(s.last - s.first), s.first, s.cue.i))
    links: list[Attribution] = []
    for each in over:
        link = attribution(scene, each)
        if not any((link.source, link.referent) == (known.source, known.referent) for known in links):
            links.append(link)
    return tuple(links)


def attribution(scene: Scene, said: Said) -> Attribution:
    """One link of an attribution chain, from what was said."""
    span = scene.token_span(said.p, said.cue)
    named = said.source is not None and not scene.referent(said.source).anonymous
    return Attribution(said.name, said.source, said.cue.text, named, span.start, span.end)


def is_medium(scene: Scene, index: int, cue: Token) -> bool:
    """Whether a source is a news outlet or agency, which carries statements and makes none.

    An organisation that the knowledge files do not know is one if it writes or reports.
    """
    referent = scene.referent(index)
    key = referent.key
    if (
        key is None
        and referent.type == "organisation"
        and lemma(cue) in ("write", "report", "carry", "publish")
    ):
        return True
    entry = gazetteer().entry(key) if key else None
    return bool(entry is not None and getattr(entry, "media", False))


def is_hedged(token: Token) -> bool:
    """Whether the sentence marks hearsay without a source ("reportedly")."""
    words = set(speech().hearsay["words"])
    return any(t.lower_ in words for t in token.sent) and not negated(token)
