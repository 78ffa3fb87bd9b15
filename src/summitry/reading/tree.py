"""Questions to a dependency tree (Universal Dependencies labels): who is subject, object, and what governs what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from summitry.knowledge.meaning import attitudes

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})
CLAUSES = frozenset(
    {"ROOT", "ccomp", "advcl", "acl:relcl", "acl", "parataxis", "csubj", "advcl:relcl", "xcomp"}
)
MAX_CONJUNCTS = 24
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly"})
FULL = {"wo": "will", "'ll": "will", "’ll": "will", "'d": "would", "’d": "would", "ca": "can", "sha": "shall"}


def lemma(token: Token) -> str:
    """The token's lemma in lower case."""
    return str(token.lemma_ or token.text).lower()


def phrasal(token: Token) -> str:
    """A verb's lemma with its particle ("break+off"), or its lemma alone."""
    particle = next((c.lower_ for c in token.children if c.dep_ == "compound:prt"), None)
    if particle is None and token.i + 1 < len(token.doc):
        after = token.nbor(1)
        if (
            after.pos_ in ("ADV", "ADP", "NOUN")
            and after.head == token
            and after.lower_ in ("off", "place", "down", "up", "apart", "out")
        ):
            particle = after.lower_
    return f"{lemma(token)}+{particle}" if particle else lemma(token)


def children(token: Token, *deps: str) -> list[Token]:
    """The children that hang on one of these relations, left to right."""
    return [child for child in token.children if child.dep_ in deps]


def with_conjuncts(token: Token) -> list[Token]:
    """The token and what is coordinated with it ("A, B and C"; also "A; B; C"), in order."""
    found = [token]
    for head in found:
        for child in head.children:
            listed = child.dep_ in ("conj", "list")
            semicolon = (
                child.dep_ == "parataxis" and child.pos_ in ("PROPN", "NOUN") and preceded_by(child, ";")
            )
            if (listed or semicolon) and len(found) < MAX_CONJUNCTS:
                found.append(child)
    return sorted(found, key=lambda t: int(t.i))


def preceded_by(token: Token, mark: str) -> bool:
    """Whether the token's subtree stands right after `mark`."""
    left = token.left_edge.i
    return left > 0 and token.doc[left - 1].text == mark


def case_of(token: Token) -> str:
    """The preposition of an oblique or nominal modifier in lower case, multi-word ones joined ("ahead of"), or ""."""
    cases = [child for child in token.children if child.dep_ == "case" and child.i < token.i]
    if not cases:
        return ""
    first = cases[0]
    rest = [c.lower_ for c in first.children if c.dep_ == "fixed"]
    if not rest and len(cases) > 1 and cases[1].i == first.i + 1 and cases[1].lower_ in ("with", "of", "to"):
        rest = [cases[1].lower_]
    return " ".join([first.lower_, *rest])


def subjects(token: Token, *, depth: int = 0) -> list[Token]:
    """The subjects of a predicate, coordinated ones included; a missing one is taken from what controls the clause."""
    own = [c for c in token.children if c.dep_ in SUBJECTS]
    if own and not (token.dep_ == "acl:relcl" and all(c.tag_ in ("WP", "WDT") for c in own)):
        return [t for s in own for t in with_conjuncts(s)]
    if depth > 4:
        return []
    head = token.head
    if head == token:
        return []
    if token.dep_ == "xcomp":
        controlled = children(head, "obj", "iobj")
        return (
            [t for o in controlled for t in with_conjuncts(o)]
            if controlled and lemma(head) != "promise"
            else subjects(head, depth=depth + 1)
        )
    if token.dep_ in ("conj", "advcl", "ccomp", "parataxis") and head.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
        return subjects(head, depth=depth + 1)
    if token.dep_ == "acl" and head.pos_ == "NOUN" and any(c.lower_ == "to" for c in children(token, "mark")):
        return _holders(head, depth)
    if token.dep_ in ("acl", "acl:relcl"):
        return with_conjuncts(head)
    return []


def _holders(noun: Token, depth: int) -> list[Token]:
    """Who does what a noun's infinitive says: "Iran's refusal to meet", "the wish of both to meet", "has a plan to meet"."""
    owners = [t for o in children(noun, "nmod:poss") for t in with_conjuncts(o)] or obliques(
        noun, "of", "by", "from"
    )
    if owners or lemma(noun) not in attitudes():
        return owners or with_conjuncts(noun)
    above = predicate(noun)
    return subjects(above, depth=depth + 1) if above != noun and above.pos_ in ("VERB", "AUX") else []


def objects(token: Token) -> list[Token]:
    """The direct objects of a predicate, or the subjects of a passive one; coordinated ones included."""
    return [t for o in children(token, "obj", "nsubj:pass") for t in with_conjuncts(o)]


def is_passive(token: Token) -> bool:
    """Whether the predicate is passive, a reduced relative ("talks held in ...") included."""
    if any(c.dep_ in ("aux:pass", "nsubj:pass") for c in token.children):
        return True
    return (
        token.tag_ == "VBN"
        and token.dep_ in ("acl", "amod")
        and not any(c.dep_ == "aux" for c in token.children)
    )


def obliques(token: Token, *preps: str) -> list[Token]:
    """Obliques and nominal modifiers under these prepositions (any, if none is named), coordinated ones included."""
    found = []
    for child in token.children:
        if child.dep_.startswith(("obl", "nmod")) and child.dep_ not in (
            "nmod:poss",
            "nmod:unmarked",
            "obl:unmarked",
            "nmod:desc",
        ):
            case = case_of(child)
            if not preps or case in preps:
                found += with_conjuncts(child)
    return found


def predicate(token: Token) -> Token:
    """The head of the clause that a token stands in: the nearest verb or clause head above it, itself included."""
    seen = token
    for _ in range(60):
        if seen.pos_ in ("VERB", "AUX") and seen.dep_ not in (
            "aux",
            "aux:pass",
            "cop",
            "case",
            "amod",
            "compound",
        ):
            return seen
        if seen.dep_ in CLAUSES or seen.head == seen:
            return seen
        seen = seen.head
    return seen


def negated(token: Token) -> bool:
    """Whether a predicate or noun is negated by a word of its own ("not", "never", "no agreement")."""
    return any(
        child.dep_ in ("advmod", "det", "cc:preconj") and child.lower_ in NEGATIONS
        for child in token.children
    )


def auxiliaries(token: Token) -> list[str]:
    """The lemmas of a predicate's auxiliaries and copula, left to right, in lower case."""
    found = [c.lower_ for c in token.children if c.dep_ in ("aux", "aux:pass", "cop")]
    return [FULL.get(a, a) for a in found]


def ancestors(token: Token) -> Iterator[Token]:
    """The heads above a token, nearest first; bounded."""
    for _ in range(60):
        if token.head == token:
            return
        token = token.head
        yield token


def inside(token: Token, head: Token) -> bool:
    """Whether `token` is `head` or hangs below it."""
    return token == head or any(a == head for a in ancestors(token))


def relative_adverb(verb: Token, *words: str) -> Token | None:
    """The "when" or "where" that opens a verb's clause behind what it takes up; None if none of the words does."""
    found = (c for c in verb.children if c.dep_ in ("advmod", "mark") and c.lower_ in words and c.i < verb.i)
    adverb = next(found, None)
    return adverb if adverb is not None and adverb.i > verb.sent.start + 1 else None


def sentence_span(token: Token) -> tuple[int, int]:
    """Character offsets, in the doc's text, of the token's sentence without surrounding white space."""
    sent = token.sent
    text = sent.text
    start = sent.start_char + len(text) - len(text.lstrip())
    return start, start + len(text.strip())
