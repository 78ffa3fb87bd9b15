"""A pronoun and what was spoken of before it in, whom it means out."""

from __future__ import annotations

from summitry.knowledge.reference import Pronouns, Reference
from summitry.reading.cast import Figure
from summitry.reading.discourse import Discourse
from summitry.reading.lines import Line


def meant_by(line: Line, at: int, sentence: int, talk: Discourse, words: Reference) -> tuple[Figure, ...]:
    """Whom the pronoun at a token means: nobody if it is none, or if nobody fits within two sentences."""
    word, pronouns = line.words[at], words.pronouns
    if word in pronouns.person:
        return _person(line, at, sentence, talk, pronouns)
    if word in pronouns.plural:
        return talk.latest_several(sentence, reach=0 if line.quoted[at] else 1)
    if word in pronouns.thing and not _expletive(line, at):
        owner = _clause_subject(line, at)
        owners = talk.covering(line, owner) if owner is not None else ()
        if len(owners) == 1 and _is_thing(owners[0]):
            return owners
        figure = talk.latest(sentence, _is_thing, reach=0 if line.quoted[at] else 1)
        return (figure,) if figure else ()
    return ()


def _person(line: Line, at: int, sentence: int, talk: Discourse, pronouns: Pronouns) -> tuple[Figure, ...]:
    male = line.words[at] in pronouns.male

    def fits(figure: Figure) -> bool:
        return figure.type == "person" and not figure.several and figure.male in (male, None)

    owner = _clause_subject(line, at)
    owners = talk.covering(line, owner) if owner is not None else ()
    if len(owners) == 1 and fits(owners[0]):
        return owners
    place = None if line.subject(at) else at
    inside = talk.latest(sentence, fits, token=place, quoted=True) if line.quoted[at] else None
    figure = inside or talk.latest(sentence, fits, token=place)
    if figure is None:
        return ()
    if figure.male is None and not figure.anonymous:
        figure.male = male
    return (figure,)


def _clause_subject(line: Line, at: int) -> int | None:
    """For "his" and "her": the subject of the clause that holds the pronoun."""
    if line.tags[at] != "PRP$":
        return None
    verb = line.heads[at]
    for _ in range(6):
        if line.tags[verb].startswith("VB") or line.heads[verb] == verb:
            break
        verb = line.heads[verb]
    subjects = (i for i in range(verb) if line.heads[i] == verb and line.deps[i] == "nsubj")
    return next((i for i in subjects if i < at), None)


def _is_thing(figure: Figure) -> bool:
    return figure.type in ("state", "body", "organisation")


def _expletive(line: Line, at: int) -> bool:
    """Whether "it" stands for no actor: "it is hard to", "it is a step", an object."""
    if line.words[at] != "it":
        return False
    head = line.heads[at]
    clause = any(
        line.heads[i] == head and line.deps[i] in ("csubj", "ccomp", "xcomp", "advcl")
        for i in range(head, len(line))
    )
    acts = line.tags[head].startswith("VB") or (line.tags[head].startswith("JJ") and not clause)
    return line.deps[at] in ("expl", "obj") or not acts
