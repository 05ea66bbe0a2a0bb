"""Attacks told with a bare word for whose they are, "killed by rebel shelling", that the pipeline took for two things.

It sees a rebel who is shelling, or a regime and a verb behind it; no such noun stands in English without an article.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.parse.forms import Form, Forms

# Nouns for attacks that look like verbs, with the tag that they have as nouns.
DEEDS = {
    "airstrike": "NN", "airstrikes": "NNS", "strikes": "NNS", "raids": "NNS", "attacks": "NNS", "shelling": "NN",
    "bombing": "NN", "bombings": "NNS", "bombardment": "NN", "bombardments": "NNS",
}  # fmt: skip
# Whose attacks they are.
SIDES = frozenset(
    "regime government rebel army insurgent militant militia coalition opposition jihadist guerrilla police junta "
    "terrorist military separatist".split()
)
PREPOSITIONS = frozenset("by in from under during amid after of to".split())


def bare(forms: list[Form], heads: list[int], known: Forms) -> None:
    """Let the attack hang on the preposition and its side on it, in place. `heads` count from the first form."""
    for i in range(2, len(forms)):
        tag = DEEDS.get(forms[i].lower)
        if tag is None or heads[i] == i or not forms[i].tag.startswith("VB") or not _bare(forms, heads, i - 1):
            continue
        preposition = heads[i - 1]
        forms[i], heads[i] = known.again(forms[i], tag, "pobj"), preposition
        forms[i - 1], heads[i - 1] = known.again(forms[i - 1], forms[i - 1].tag, "compound"), i
        for k in range(max(i - 6, 0), i - 1):  # "the Syrian regime": its adjectives are those of the attack
            if heads[k] == i - 1:
                heads[k] = i


def _bare(forms: Sequence[Form], heads: Sequence[int], side: int) -> bool:
    """Whether a side stands behind a preposition without an article or a number."""
    preposition = heads[side]
    if forms[side].lower not in SIDES or forms[side].dep != "pobj" or not preposition < side <= preposition + 6:
        return False
    own = (forms[k] for k in range(preposition + 1, side) if heads[k] == side)
    return forms[preposition].lower in PREPOSITIONS and all(f.dep not in ("det", "poss", "nummod") for f in own)
