"""Deeds told in the past tense, where the pipeline took the verb for a participle of whoever did them.

"Militia elements killed eleven villagers" is no noun alone with killed elements: what was done to somebody has no
object. In "nine died when armed rebels attacked on foot" the clause that "when" opens needs a verb of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.parse.forms import Form, Forms
from sayso.parse.mends.twofold import FATES

OPENING = frozenset(["when"])
# Tokens from "when" to the verb.
FAR = 8
# Verbs that keep an object in the passive: "a general named head of", "a boy called Sami".
TWO_OBJECTS = frozenset("call name give send offer show tell teach pay award hand owe dub elect appoint deny".split())


def finite(forms: list[Form], heads: list[int], known: Forms) -> None:
    """Make such participles verbs with the noun for their subject, in place. `heads` count from the first form."""
    for i in range(1, len(forms)):
        form, noun = forms[i], heads[i]
        if form.tag != "VBN" or form.dep != "acl" or noun != i - 1 or forms[noun].tag not in ("NNS", "NNPS"):
            continue
        opening = _opened(forms, heads, noun)
        over = _verb_over(forms, heads, noun) if opening is not None else None
        if heads[noun] == noun and _has_object(forms, heads, i):
            above, dep = i, "ROOT"
        elif opening is not None and over is not None:
            above, dep = over, "advcl"
            heads[opening] = i
        else:
            continue
        forms[i], heads[i] = known.again(form, "VBD", dep), above
        forms[noun], heads[noun] = known.again(forms[noun], forms[noun].tag, "nsubj"), i
        for k in range(i + 1, len(forms)):
            if heads[k] == noun:
                heads[k] = i


def _has_object(forms: Sequence[Form], heads: Sequence[int], verb: int) -> bool:
    """An object of its own that no second fate follows: in "civilians killed 3 injured" there are two."""
    if forms[verb].lemma in TWO_OBJECTS:
        return False
    objects = [k for k in range(verb + 1, len(forms)) if heads[k] == verb and forms[k].dep == "dobj"]
    if len(objects) != 1 or forms[objects[0]].pos != "NOUN":
        return False
    after = forms[objects[0] + 1].lower if objects[0] + 1 < len(forms) else ""
    return after not in FATES


def _opened(forms: Sequence[Form], heads: Sequence[int], noun: int) -> int | None:
    """The "when" that stands before the noun and belongs to it or to a word of its own."""
    if forms[noun].dep != "pobj":
        return None
    for k in range(noun - 1, max(noun - FAR, -1), -1):
        if forms[k].lower in OPENING:
            return k if heads[k] == noun or heads[heads[k]] == noun else None
    return None


def _verb_over(forms: Sequence[Form], heads: Sequence[int], noun: int) -> int | None:
    """The verb of the clause that the noun was hung into."""
    at = noun
    while heads[at] != at:
        at = heads[at]
        if forms[at].pos == "VERB":
            return at
    return None
