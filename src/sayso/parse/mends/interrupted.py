"""Clauses broken by who some of the people were: "in which 18 people, many of them children, were killed".

The pipeline ends the clause at the people, and lets whatever stands before be killed.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.parse.forms import Form, Forms

RELATIVES = frozenset(["which", "whom"])
# Tokens from the people to the verb, over the words that break the clause.
FAR = 16


def interrupted(forms: list[Form], heads: list[int], known: Forms) -> None:
    """Let the people be the subject of the verb, and the verb tell of what the clause is about, in place."""
    for which in range(1, len(forms) - 4):
        link = which - 1
        people = heads[link]
        if forms[which].lower not in RELATIVES or forms[which].dep != "pobj" or heads[which] != link:
            continue
        if people <= which or forms[people].dep != "relcl" or forms[people].pos != "NOUN":
            continue
        verb = _verb(forms, heads, people)
        if verb is None or _holds(heads, verb, heads[people]):
            continue
        noun, passive = heads[people], any(heads[k] == verb and forms[k].dep == "auxpass" for k in range(people, verb))
        for k in range(people + 1, verb):
            if heads[k] == noun and forms[k].pos == "NOUN":
                forms[k], heads[k] = known.again(forms[k], forms[k].tag, "appos"), people
        if heads[noun] == verb:
            heads[noun] = heads[verb]
        forms[verb], heads[verb] = known.again(forms[verb], forms[verb].tag, "relcl"), noun
        forms[people] = known.again(forms[people], forms[people].tag, "nsubjpass" if passive else "nsubj")
        heads[people] = heads[link] = verb


def _holds(heads: Sequence[int], verb: int, noun: int) -> bool:
    """Whether the noun hangs below the verb, and is not its subject."""
    while heads[noun] != noun and heads[noun] != verb:
        noun = heads[noun]
        if heads[noun] == verb:
            return True
    return False


def _verb(forms: Sequence[Form], heads: Sequence[int], people: int) -> int | None:
    """The verb behind "many of them children," that has no subject, and is not all that the sentence tells."""
    inside = range(people + 1, min(people + FAR, len(forms)))
    pronoun = next((k for k in inside if forms[k].lower in ("them", "whom") and forms[k - 1].lower == "of"), None)
    comma = next((k for k in inside if pronoun is not None and k > pronoun and forms[k].text == ","), None)
    if forms[people + 1].text != "," or comma is None:
        return None
    verb = next((k for k in inside if k > comma and forms[k].pos == "VERB"), None)
    if verb is None or heads[verb] == verb or any(forms[k].pos not in ("AUX", "ADV") for k in range(comma + 1, verb)):
        return None
    return verb
