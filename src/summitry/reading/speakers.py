"""A cue of speech in, who speaks out; and whether words of a source make a statement of the record."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from summitry.knowledge.gazetteer import gazetteer
from summitry.knowledge.meaning import speech
from summitry.reading.quotation import Quotations
from summitry.reading.scene import Scene
from summitry.reading.tree import (
    SUBJECTS,
    ancestors,
    auxiliaries,
    children,
    is_passive,
    lemma,
    obliques,
    phrasal,
    subjects,
    with_conjuncts,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from summitry.reading.attribution import Said

PRONOUNS = frozenset({"he", "she", "they", "it"})
VAGUE = frozenset({"PRESENT_REF", "PAST_REF", "FUTURE_REF"})
MAX_SPEAKERS = 6


@cache
def _kinds() -> dict[str, str]:
    """The kind of each cue verb; the first that lists it counts."""
    found: dict[str, str] = {}
    for kind, verbs in speech().verbs.items():
        for verb in verbs:
            found.setdefault(verb, kind)
    return found


def cue_kind(verb: Token) -> str | None:
    """The kind of a cue verb in speech.toml (say, show, ask, deny, hope, hear), or None if it is none."""
    return _kinds().get(phrasal(verb))


def passive_cue(verb: Token) -> bool:
    """Whether a cue is passive, a participle before its main clause ("asked whether ...", "told that ...") included."""
    participle = verb.tag_ == "VBN" or (verb.tag_ == "VBD" and lemma(verb) == "ask")
    bare = participle and not auxiliaries(verb) and not children(verb, *SUBJECTS)
    return is_passive(verb) or (bare and verb.dep_ in ("advcl", "parataxis", "dep"))


def acting(verb: Token) -> list[Token]:
    """The subjects of a verb; of two that are not joined, which only a wrong parse has, the one next before the verb."""
    own = children(verb, *SUBJECTS)
    before = [t for t in own if t.i < verb.i]
    return with_conjuncts(before[-1] if before else own[0]) if own else subjects(verb)


def called(head: Token) -> str:
    """What the text calls somebody whom no referent stands for: the noun with at most five words before it."""
    skip = {t.i for c in head.children if c.dep_ in ("case", "mark", "cc", "punct") for t in c.subtree}
    words = [i for i in range(max(head.left_edge.i, head.i - 5), head.i + 1) if i not in skip]
    return str(head.doc[words[0] : head.i + 1].text)


class Sources:
    """Who speaks around the cues of one passage; `before` is what was said in the report so far."""

    def __init__(self, scene: Scene, p: int, quotes: Quotations, before: list[Said]) -> None:
        self._scene = scene
        self._p = p
        self._quotes = quotes
        self._before = before

    def of(self, verb: Token, span: int | None) -> tuple[tuple[int, ...], str] | None:
        """The speakers and what to call them; no referent but a name where the text names somebody unknown; else None."""
        heads = self._heads(verb)
        ids = self._scene.actors(self._p, heads) or self._owners(heads)
        if span is not None and len(heads) == 1 and heads[0].lower_ in PRONOUNS:
            ids = self._not_within(verb, span, ids)
        ids = self._together(ids, verb)
        if ids:
            names = [self._scene.referent(i).name for i in ids[:MAX_SPEAKERS]]
            return ids[:MAX_SPEAKERS], " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
        unknown = [h for h in heads[:1] if h.pos_ in ("NOUN", "PROPN")]
        return ((), called(unknown[0])) if unknown and cue_kind(verb) in ("say", "deny") else None

    def _heads(self, verb: Token) -> list[Token]:
        """The subject; of a passive the "by" phrase, and of "was quoted" and "quoted X as" the one quoted."""
        if lemma(verb) in ("quote", "cite"):
            return (
                subjects(verb)
                if passive_cue(verb)
                else [t for o in children(verb, "obj") for t in with_conjuncts(o)]
            )
        if passive_cue(verb):
            return obliques(verb, "by")
        if children(verb, *SUBJECTS):
            return acting(verb)
        outer = self._outer(verb)
        return subjects(outer) if outer is not None else subjects(verb)

    def _outer(self, verb: Token) -> Token | None:
        """The cue whose subject goes on to speak: "she said that talks had failed and added ...", "... , adding"."""
        if verb.dep_ not in ("conj", "advcl", "xcomp", "acl", "parataxis") or lemma(verb.head) in (
            "quote",
            "cite",
        ):
            return None
        inherited = self._scene.actors(self._p, subjects(verb))
        if verb.dep_ != "conj" and any(self._scene.referent(i).type == "person" for i in inherited):
            return None
        head = verb.head
        if cue_kind(head) is not None or (verb.tag_ not in ("VBG", "VBD", "VBZ")):
            return None
        for above in ancestors(verb):
            if above.pos_ == "VERB" and cue_kind(above) == "say" and above.dep_ != "amod":
                return above if children(above, *SUBJECTS) else None
        return None

    def _together(self, ids: tuple[int, ...], verb: Token) -> tuple[int, ...]:
        """Who of several can speak together: outlets with nobody else, the unnamed and firms not with a named person."""
        if len(ids) < 2:
            return ids
        outlets = tuple(i for i in ids if is_outlet(self._scene, i, verb))
        if outlets and len(outlets) < len(ids):
            ids = (
                outlets
                if lemma(verb) in speech().outlets["verbs"]
                else tuple(i for i in ids if i not in outlets)
            )
        people = [i for i in ids if self._scene.referent(i).type == "person"]
        if any(not self._scene.referent(i).anonymous for i in people):
            kept = (i for i in ids if self._scene.referent(i).type not in ("organisation", "place"))
            return tuple(i for i in kept if not self._scene.referent(i).anonymous)
        return ids

    def _owners(self, heads: list[Token]) -> tuple[int, ...]:
        """Whose statement, letter or newspaper it is that "says"."""
        found: list[int] = []
        for head in heads:
            if lemma(head) in speech().nouns["speech"]:
                below = children(head, "nmod:poss", "compound", "nmod:desc", "nmod:unmarked")
                found += self._scene.actors(self._p, [*below, *obliques(head, "from", "by", "of")])
        return tuple(dict.fromkeys(found))

    def _not_within(self, verb: Token, span: int, ids: tuple[int, ...]) -> tuple[int, ...]:
        """A pronoun's speakers, unless the quotation speaks of them by name: then whoever was spoken of before."""
        quotes = {span, *self._quotes.overlapping(verb.sent.start, verb.sent.end)}
        within = self._named(
            i for k in sorted(quotes) for i in range(self._quotes.all[k].first, self._quotes.all[k].last)
        )
        if not set(ids) & within:
            return ids
        for p in (self._p, self._p - 1):
            for found in self._subjects_before(p, verb if p == self._p else None):
                if found not in within and self._scene.referent(found).type == "person":
                    return (found,)
        return ()

    def _subjects_before(self, p: int, verb: Token | None) -> Iterable[int]:
        """The subjects of the sentences before a cue, the nearest sentence first."""
        if p < 0:
            return
        doc = self._scene.passages[p].doc
        for sent in reversed([s for s in doc.sents if verb is None or s.start < verb.sent.start]):
            if sent.root.i < sent.end:
                yield from self._scene.actors(p, subjects(sent.root)[:1])

    def _named(self, tokens: Iterable[int]) -> set[int]:
        doc = self._scene.passages[self._p].doc
        units = (self._scene.units.get((self._p, i)) for i in tokens if doc[i].pos_ != "PRON")
        return {i for unit in units if unit is not None for i in unit.actors}


# ---- statements of the record


def is_statement(scene: Scene, said: Said, over: Iterable[Said]) -> bool:
    """Whether words make a statement of the record: a named person's or an official body's, said on an occasion.

    Left out are outlets and their reporters, unnamed sources, standing views ("has always insisted"), announcements, which
    are happenings of their own, what is quoted within a quotation, and what somebody else tells of: `over` is who reports
    these words in turn.
    """
    if said.source is None or not said.real or (said.inside and not said.goes_on):
        return False
    if not said.goes_on and (cue_kind_of(said) not in SPOKEN_KINDS or _is_habit(said)):
        return False
    if any(_tells_of(scene, said, outer) for outer in over):
        return False
    source = scene.referent(said.source)
    if source.anonymous or source.type == "place" or _owned_by_outlet(scene, said):
        return False
    if is_outlet(scene, said.source, said.cue):
        return source.key in speech().outlets["official"] and _is_evaluation(said)
    return not _is_side(scene, said.source) or _is_occasion(scene, said)


def _tells_of(scene: Scene, said: Said, outer: Said) -> bool:
    """Whether somebody else, not an outlet, tells of these words."""
    if outer.source is None or said.source in outer.speakers() or said.direct is not None:
        return False
    path = [said.cue]
    for above in ancestors(said.cue):
        if above == outer.cue:
            return all(t.dep_ in ("ccomp", "conj") for t in path) and not is_outlet(
                scene, outer.source, outer.cue
            )
        path.append(above)
    return False


SPOKEN_KINDS = frozenset({"say", "deny", "ask", "show", "phrase"})


def cue_kind_of(said: Said) -> str | None:
    """The kind of what carries the words: "phrase" for "according to", a colon and "issued a statement"."""
    if not said.cue.is_alpha or said.cue.lower_ == "according":
        return "phrase"
    if lemma(said.cue) in speech().acts["announcing"]:
        return None
    kind = cue_kind(said.cue)
    return "phrase" if kind is None and lemma(said.cue) in speech().carriers["verbs"] else kind


def _is_habit(said: Said) -> bool:
    """Whether a cue tells of a standing view, not of an occasion."""
    verb = said.cue
    if verb.dep_ == "advcl" and any(c.lower_ == "as" for c in children(verb, "mark")) and not said.direct:
        return True  # "as the minister has claimed"
    aux = auxiliaries(verb)
    perfect = any(a in ("has", "have", "had", "'ve", "’ve") for a in aux)
    if any(c.lower_ in speech().habits["adverbs"] for c in children(verb, "advmod")) and (
        perfect or not said.direct
    ):
        return True
    if lemma(verb) not in speech().habits["verbs"] or said.direct or said.when is not None:
        return False
    return perfect or verb.tag_ in ("VBZ", "VBP")


def _is_evaluation(said: Said) -> bool:
    return said.direct is not None or lemma(said.cue) in speech().acts["free"]


def _is_side(scene: Scene, index: int) -> bool:
    """Whether a speaker is a whole state or party, not a person or a body of one."""
    referent = scene.referent(index)
    entry = gazetteer().entry(referent.key) if referent.key else None
    return referent.type == "state" or (entry is not None and entry.party)


def _is_occasion(scene: Scene, said: Said) -> bool:
    """Whether a side as such speaks on an occasion: dated, quoted, in a statement, or through an office by name."""
    if said.goes_on or said.direct is not None:
        return True
    if any(t.tag_ in ("NNS", "NNPS") for t in children(said.cue, *SUBJECTS)):
        return False  # a people, not its government
    if said.when is not None and scene.times[said.when].value not in VAGUE:
        return True
    if lemma(said.cue) in speech().acts["formal"]:
        return True
    own = [t for t in said.cue.subtree if not said.first <= t.i < said.last]
    own += said.cue.doc[said.aside[0] : said.aside[1]]
    if any(t.pos_ == "NOUN" and lemma(t) in speech().nouns["speech"] for t in own):
        return True
    return bool({t.lower_ for t in own} & set(speech().institutions["words"]))


def is_outlet(scene: Scene, index: int, cue: Token) -> bool:
    """Whether a source is a news outlet or agency, which carries statements and makes none.

    An organisation that the knowledge files do not know is one if it writes or reports, is called one, or has a name
    like one.
    """
    referent = scene.referent(index)
    entry = gazetteer().entry(referent.key) if referent.key else None
    if entry is not None:
        return entry.media
    if referent.type != "organisation":
        return False
    words = {word.lower() for word in referent.name.split()}
    beside = {t.lower_ for head in subjects(cue) for t in cue.doc[max(head.left_edge.i, 0) : head.i]}
    return lemma(cue) in speech().outlets["verbs"] or bool((words | beside) & set(speech().outlets["words"]))


def _owned_by_outlet(scene: Scene, said: Said) -> bool:
    """Whether the speaker is an outlet's own ("NPR's correspondent in Geneva, ...")."""
    if said.goes_on or said.cue.pos_ != "VERB":
        return False
    owners = [c for head in subjects(said.cue)[:1] for c in children(head, "nmod:poss")]
    return any(is_outlet(scene, i, said.cue) for i in scene.actors(said.p, owners))
