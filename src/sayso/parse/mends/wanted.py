"""Whoever is wanted for a deed, where the pipeline took that for a wish: "a man wanted for the raid was arrested".

It sees a man who wants the raid to be arrested.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.parse.forms import Form, Forms

LINKS = frozenset(["for", "in", "by", "over"])


def wanted(forms: list[Form], heads: list[int], known: Forms) -> None:
    """Let the word say who it is and the passive behind it be the verb, in place."""
    for i in range(1, len(forms) - 2):
        if forms[i].lower != "wanted" or forms[i].tag != "VBD" or forms[i + 1].lower not in LINKS:
            continue
        who, deed = i - 1, _passive(forms, heads, i)
        if heads[who] != i or forms[who].dep != "nsubj" or not forms[who].tag.startswith("NN") or deed is None:
            continue
        above, dep = heads[i], forms[i].dep
        verb, subject = deed
        forms[subject], heads[subject] = known.again(forms[subject], forms[subject].tag, "pobj"), i + 1
        for k in range(max(i - 12, 0), min(verb + 40, len(forms))):
            if heads[k] == i and k not in (i + 1, verb):
                heads[k] = verb
        forms[verb], heads[verb] = known.again(forms[verb], forms[verb].tag, dep), verb if above == i else above
        forms[who], heads[who] = known.again(forms[who], forms[who].tag, "nsubjpass"), verb
        forms[i], heads[i] = known.again(forms[i], "VBN", "acl"), who


def _passive(forms: Sequence[Form], heads: Sequence[int], i: int) -> tuple[int, int] | None:
    """The passive verb that is told as what is wanted, and the noun behind "for" that is told as its subject."""
    for verb in range(i + 2, min(i + 16, len(forms))):
        if heads[verb] != i or forms[verb].dep != "ccomp":
            continue
        below = [k for k in range(i + 1, verb) if heads[k] == verb]
        subject = next((k for k in below if forms[k].dep == "nsubjpass"), None)
        if subject is not None and any(forms[k].dep == "auxpass" for k in below):
            return verb, subject
    return None
