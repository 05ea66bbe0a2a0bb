"""Victims "dragged from his house and shot", where the pipeline took the second fate for a thing beside the house.

A bare "shot" or "hurt" behind "and" is no noun in English without an article.
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
    """Let the second fate stand beside the passive verb before it, in place. `heads` count from the first form."""
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
