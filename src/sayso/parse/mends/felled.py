"""Victims "dragged from his house and shot", where the pipeline took the second fate for a thing beside the house,
and "a protester shot dead", where it took the shot for a dead thing.

A bare "shot" or "hurt" behind "and" is no noun in English without an article, and no shot is dead.
"""

from __future__ import annotations

from sayso.english import PLACING
from sayso.parse.forms import Form, Forms

# Participles that are nouns in other places.
FATES = frozenset(["shot", "hurt", "burnt", "cut", "bound", "wound"])
JOINING = frozenset(["and", "then", "later"])
# Where somebody was taken or held.
WHERE = PLACING | {"from", "into", "to", "onto"}
# Tokens from the first fate to the second.
FAR = 14


def felled(forms: list[Form], heads: list[int], known: Forms) -> None:
    """Let fates be what became of the victims before them, in place. `heads` count from the first form."""
    _dead(forms, heads, known)
    for i in range(3, len(forms)):
        form = forms[i]
        if form.lower not in FATES or form.dep != "conj" or not form.tag.startswith("NN"):
            continue
        if forms[i - 1].lower not in JOINING or forms[heads[i]].dep != "pobj":
            continue
        preposition = heads[heads[i]]
        verb = heads[preposition]
        if forms[preposition].lower not in WHERE:
            continue
        passive = any(heads[k] == verb and forms[k].dep == "auxpass" for k in range(max(verb - 4, 0), verb))
        if passive and verb < i <= verb + FAR:
            forms[i], heads[i] = known.again(form, "VBN", "conj"), verb


def _dead(forms: list[Form], heads: list[int], known: Forms) -> None:
    """The shot of "a protester shot dead by police" as what became of the protester."""
    for i in range(1, len(forms) - 1):
        if forms[i].lower != "shot" or forms[i].tag != "NN" or forms[i + 1].lower != "dead":
            continue
        victim = i - 1
        if heads[victim] != i or forms[victim].tag not in ("JJ", "NN", "NNP"):
            continue
        tag = "NN" if forms[victim].tag == "JJ" else forms[victim].tag
        forms[victim], heads[victim] = known.again(forms[victim], tag, forms[i].dep), heads[i]
        for k in range(victim):
            if heads[k] == i:
                heads[k] = victim
        forms[i], heads[i] = known.again(forms[i], "VBN", "acl"), victim
        forms[i + 1], heads[i + 1] = known.again(forms[i + 1], "JJ", "oprd"), i
        if i + 2 < len(forms) and forms[i + 2].lower == "by":
            forms[i + 2], heads[i + 2] = known.again(forms[i + 2], "IN", "agent"), i
