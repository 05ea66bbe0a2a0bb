"""Whom somebody takes hostage, where the pipeline took them for a kind of hostage: "rebels took the mayor hostage"."""

from __future__ import annotations

from sayso.parse.forms import Form, Forms

HELD = frozenset(["hostage", "captive", "prisoner"])
TAKING = frozenset(["take", "hold", "keep", "make"])


def taken(forms: list[Form], heads: list[int], known: Forms) -> None:
    """Let them be the object of the verb and the word say what they became, in place."""
    for i in range(2, len(forms)):
        form, verb, who = forms[i], heads[i], i - 1
        if form.lower not in HELD or form.dep != "dobj" or forms[verb].lemma not in TAKING or verb > who:
            continue
        if forms[who].dep not in ("compound", "nmod") or heads[who] != i or not forms[who].tag.startswith("NN"):
            continue
        for k in range(verb + 1, who):
            if heads[k] == i:
                heads[k] = who
        forms[who], heads[who] = known.again(forms[who], forms[who].tag, "dobj"), verb
        forms[i] = known.again(form, form.tag, "acomp")
