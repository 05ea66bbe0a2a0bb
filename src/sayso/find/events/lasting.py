"""What lasts or is to come as the report is written: "continues to shell", "is held by", "when he is sentenced"."""

from __future__ import annotations

from sayso.english import FUTURE, PERFECT, PRESENT
from sayso.find.events.grammar import Grammar
from sayso.types import Status

BEING = frozenset({"is", "are", "'s", "'re", "’s", "’re", "am"})
# Modes of control that last as long as the present tense tells them.
LASTING = frozenset({"hold", "besiege"})
GOING_ON = frozenset({"ongoing", "underway"})
# Verbs that a deed goes on by: "continues to deliver", "keeps firing".
CONTINUING = frozenset({"continue", "keep"})
# How somebody is at it or suffers it: "are on the offensive", "is under siege".
STATES = frozenset({("on", "offensive"), ("on", "attack"), ("under", "attack"), ("under", "siege"), ("under", "fire"),
                    ("under", "bombardment"), ("under", "blockade"), ("under", "control")})  # fmt: skip
WHEN = frozenset({"when", "once"})
# What is said beside that of a time to come: "he faces 20 years when he is sentenced".
AHEAD = FUTURE | {"could", "may", "might"}


def is_under_way(grammar: Grammar, v: int) -> bool:
    """Progressive and not over: "is shelling", "has been shelling", but not "was" or "had been shelling"."""
    helping = {grammar.tokens[c].lower for c in grammar.children[v] if grammar.tokens[c].dep == "aux"}
    return bool(helping & BEING) or ("been" in helping and bool(helping & PERFECT))


def tells_past(grammar: Grammar, v: int) -> bool:
    """Whether a verb tells what was done: "attacked", "had been attacking"."""
    helping = {grammar.tokens[c].lower for c in grammar.children[v] if grammar.tokens[c].dep == "aux"}
    return grammar.tokens[v].tag == "VBD" or bool(helping & (PERFECT | {"had", "was", "were"}))


def lasting(grammar: Grammar, v: int, mode: str | None, status: Status) -> Status:
    """A status with what lasts told as ongoing: ground held or besieged, in the present tense."""
    return "ongoing" if status == "happened" and mode in LASTING and _present(grammar, v) else status


def goes_on(grammar: Grammar, v: int) -> bool:
    """Whether a deed is told as going on: "continues to shell", "keeps firing"."""
    tokens = grammar.tokens
    token, over = tokens[v], tokens[tokens[v].head]
    if token.dep == "conj" and not any(tokens[c].dep in ("aux", "nsubj", "nsubjpass") for c in grammar.children[v]):
        return over.pos == "VERB" and over.tag == token.tag and goes_on(grammar, over.i)
    return token.dep == "xcomp" and over.lemma in CONTINUING and _present(grammar, over.i)


def is_going_on(grammar: Grammar, noun: int, verb: int) -> bool:
    """Whether an event, or a preposition before it, is told to last: "fighting has been ongoing", "is under siege"."""
    tokens = grammar.tokens
    if tokens[noun].dep == "prep":
        at_it = any((tokens[noun].lower, tokens[c].lemma) in STATES for c in grammar.children[noun])
        return tokens[verb].lemma == "be" and at_it and _present(grammar, verb)
    if tokens[noun].dep != "nsubj":
        return False
    if tokens[verb].lemma == "continue":
        return _present(grammar, verb)
    been = _present(grammar, verb) or any(tokens[c].lower in PERFECT for c in grammar.children[verb])
    return tokens[verb].lemma == "be" and been and any(tokens[c].lower in GOING_ON for c in grammar.children[verb])


def is_awaited(grammar: Grammar, v: int) -> bool:
    """Whether a clause of time tells what is to come: "he faces 20 years when he is sentenced"."""
    tokens, children = grammar.tokens, grammar.children[v]
    over = tokens[tokens[v].head]
    if tokens[v].dep != "advcl" or not any(tokens[c].lower in WHEN for c in children) or not _present(grammar, v):
        return False
    return over.lemma == "face" or any(tokens[c].lower in AHEAD for c in grammar.children[over.i])


def _present(grammar: Grammar, v: int) -> bool:
    """Whether a verb stands in the present, and in no perfect."""
    tokens = grammar.tokens
    helping = [c for c in grammar.children[v] if tokens[c].dep in ("aux", "auxpass") and c < v]
    first = tokens[min(helping, default=v)]
    return first.tag in PRESENT and not any(tokens[c].lower in PERFECT for c in helping)
