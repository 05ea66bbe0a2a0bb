"""Who came out of a deed unhurt: "the consul escaped unhurt", "neither man was injured", "the church was not damaged".

PLOVER codes the attack, not that somebody was spared; such people and things are among those it was aimed at.
"""

from __future__ import annotations

from sayso.find.events.grammar import Grammar
from sayso.find.events.parties import Parties
from sayso.types import EventMention, Status

UNHURT = frozenset(["unhurt", "unharmed", "uninjured", "unscathed"])
# Verbs that say with such a word how somebody came out of it.
COMING_OUT = frozenset("be escape emerge survive remain walk get leave come go flee return land stay".split())
NOBODY = frozenset(["nobody", "none", "nothing"])
SURE = 0.5
# Words between such a word and the verb that it says something with.
DEEP = 3


def unhurt(grammar: Grammar, parties: Parties, i: int) -> EventMention | None:
    """For "escaped unhurt": an event of those who did, which its deed takes up; None where nobody is told of."""
    tokens = grammar.tokens
    if tokens[i].lower not in UNHURT:
        return None
    verb = tokens[i]
    for _ in range(DEEP):
        verb = tokens[verb.head]
        if verb.lemma in COMING_OUT:
            break
    if verb.lemma not in COMING_OUT or any(tokens[c].dep == "neg" for c in grammar.children[verb.i]):
        return None
    who = [s for s in grammar.subject(verb.i) if s != i and tokens[s].lower not in NOBODY]
    spared = parties.mentions(who, "unharmed", victim=True)
    if not spared:
        return None
    return EventMention(
        first=i, last=i, head=i, type="ASSAULT", recipient=spared, effect="unharmed", confidence=SURE, others=(verb.i,)
    )


def spared(grammar: Grammar, v: int, status: Status, effect: str | None) -> bool:
    """Whether a verb of harm says that those it names came to none, and nobody who would have done it."""
    if status != "negated" or effect not in ("injured", "damaged") or grammar.agents(v):
        return False
    return not any(grammar.tokens[p].lower in NOBODY for p in grammar.patients(v))
