"""Persons told by their age, where the pipeline took the last word for an adjective: "arrested a 34-year-old"."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.parse.forms import Form, Forms

HYPHENS = frozenset(["-", "–", "‑"])
OLD = frozenset(["old", "olds"])
# What stands for somebody, and not before a noun ("a 34-year-old man").
NOMINAL = frozenset("nsubj nsubjpass dobj pobj conj appos attr dative poss ROOT".split())


def aged(forms: list[Form], heads: list[int], known: Forms) -> None:
    """Make such words nouns, in place."""
    for i in range(3, len(forms)):
        form = forms[i]
        if form.pos == "ADJ" and form.dep in NOMINAL and told_by_age(forms, i):
            forms[i] = known.again(form, "NNS" if form.lower == "olds" else "NN", form.dep)
            forms[i - 2], heads[i - 2] = known.again(forms[i - 2], "NN", "compound"), i


def told_by_age(forms: Sequence[Form], i: int) -> bool:
    """Whether a word ends "34-year-old", which is no date either."""
    hyphens = i > 2 and forms[i - 1].lower in HYPHENS and forms[i - 3].lower in HYPHENS
    return hyphens and forms[i].lower in OLD and forms[i - 2].lower == "year"
