"""Deeds that a sentence tells of a sort of people or in general, and of no single time: they are no incident."""

from __future__ import annotations

from sayso.english import PRESENT
from sayso.find.events.grammar import Grammar
from sayso.types import Status

# Words before people of whom any is meant.
ANY = frozenset({"a", "an", "any", "every", "each", "all", "no"})
ANYBODY = frozenset({"those", "anyone", "anybody", "everyone", "everybody", "whoever", "one"})
# What opens a clause of whatever time it may be.
WHENEVER = frozenset({"when", "whenever", "wherever", "once"})


# Prepositions behind which a deed is only spoken of, and the words before "as" that make it an example.
ABOUT = frozenset({"on", "about"})
SAMPLE = frozenset({"such"})


def of_habit(grammar: Grammar, v: int, kind: str | None, status: Status) -> Status:
    """The status of a verb's event: an attack that is told in general did not happen once."""
    general = kind == "ASSAULT" and status == "happened" and in_general(grammar, v)
    return "hypothetical" if general else status


def in_general(grammar: Grammar, v: int) -> bool:
    """Whether a verb tells a habit or a topic: "a state that kills its own", "a speech on fighting crime"."""
    tokens = grammar.tokens
    verb = tokens[v]
    if verb.tag == "VBG":
        return _topic(grammar, v)
    while verb.dep == "conj" and verb.tag in PRESENT and tokens[verb.head].tag in PRESENT:
        verb = tokens[verb.head]
    if verb.tag not in PRESENT or any(tokens[c].dep == "aux" for c in grammar.children[v]):
        return False
    if verb.dep == "relcl":
        return _anybody(grammar, verb.head)
    opened = any(tokens[c].lower in WHENEVER for c in grammar.children[verb.i] if c < verb.i)
    return verb.dep == "advcl" and opened and tokens[verb.head].tag in PRESENT


def _topic(grammar: Grammar, v: int) -> bool:
    """Whether a gerund is what is spoken of, or an example: "talks on ending it", "acts such as killing people"."""
    tokens = grammar.tokens
    while tokens[v].dep == "conj" and tokens[tokens[v].head].tag == "VBG":
        v = tokens[v].head
    prep = tokens[tokens[v].head]
    if tokens[v].dep != "pcomp" or grammar.child(v, "nsubj", "aux", "auxpass") is not None:
        return False
    sample = prep.lower == "as" and tokens[prep.i - 1].lower in SAMPLE
    return sample or (prep.lower in ABOUT and tokens[prep.head].pos == "NOUN")


def _anybody(grammar: Grammar, noun: int) -> bool:
    """Whether no one in particular is meant: bare people in number, any of them, those who."""
    tokens = grammar.tokens
    if tokens[noun].lower in ANYBODY:
        return True
    if noun in grammar.names or tokens[noun].pos != "NOUN":
        return False
    before = [tokens[c] for c in grammar.children[noun] if c < noun]
    if any(t.lower in ANY for t in before):
        return True
    return tokens[noun].tag == "NNS" and not any(
        t.dep in ("det", "poss", "nummod") or t.i in grammar.names for t in before
    )
