"""Whom a relative clause speaks of: the noun before it, or the people of whom that noun only says whose they are."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.english import WHO
from sayso.types import Token

# Auxiliaries of a clause that speaks of several.
SEVERAL = frozenset({"were", "are", "have", "'re", "’re"})
DEEP = 6
_WHOEVER = frozenset({"one", "ones", "those"})


def antecedent(tokens: Sequence[Token], children: Sequence[Sequence[int]], pronoun: int, verb: int) -> int:
    """The noun that a relative pronoun stands for; any other word stands for itself."""
    token = tokens[pronoun]
    if token.lower not in WHO or token.tag not in ("WDT", "WP", "IN", "DT"):
        return pronoun
    clause = tokens[verb]
    for _ in range(DEEP):
        if clause.dep in ("relcl", "acl"):
            return members(tokens, children, clause.i)
        if clause.dep not in ("conj", "xcomp", "ccomp"):
            break
        clause = tokens[clause.head]
    return pronoun


def members(tokens: Sequence[Token], children: Sequence[Sequence[int]], clause: int) -> int:
    """The noun that a relative clause hangs on; of "members of the Front who were held" the members, of "rebels were
    the ones who did it" the rebels."""
    noun = tokens[tokens[clause].head]
    if noun.lower in _WHOEVER and noun.dep == "attr" and tokens[noun.head].lemma == "be":
        return next((c for c in children[noun.head] if tokens[c].dep == "nsubj" and c < noun.i), noun.i)
    above = tokens[noun.head]
    outer = tokens[above.head]
    several = any(tokens[c].dep in ("aux", "auxpass") and tokens[c].lower in SEVERAL for c in children[clause])
    one_body = noun.tag in ("NN", "NNP") and noun.dep == "pobj" and above.lower == "of"
    if several and one_body and outer.tag == "NNS" and not any(tokens[c].dep == "conj" for c in children[noun.i]):
        return outer.i
    return noun.i


def one_of_those(tokens: Sequence[Token], children: Sequence[Sequence[int]], i: int) -> int:
    """Who is told to be among "those": "many women were among those killed"; any other word stands for itself."""
    link = tokens[tokens[i].head]
    if tokens[i].lower != "those" or link.lower != "among":
        return i
    above = tokens[link.head]
    if above.lemma == "be":
        return next((c for c in children[above.i] if tokens[c].dep in ("nsubj", "attr")), i)
    return above.i if above.dep == "attr" and tokens[above.head].lemma == "be" else i
