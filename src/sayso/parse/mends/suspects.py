"""Doers called suspected, where the pipeline took that for a verb: "when suspected rebels clashed with the army".

It sees somebody suspect that rebels clashed, since nothing tells the participle from a past tense.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.english import PAST, SUBJECTS
from sayso.parse.forms import Form, Forms

CALLED = frozenset(["suspected", "alleged", "presumed"])
CLAUSES = frozenset(["ccomp", "advcl", "xcomp", "parataxis"])
# Before an attribute none of these stands on it; a verb has its subject or what it depends on.
OWN = frozenset(["nsubj", "nsubjpass", "aux", "auxpass", "dobj"])


def suspects(forms: list[Form], heads: list[int], known: Forms) -> None:
    """Let the word be an attribute of the doers and their verb stand in its place, in place."""
    for i in range(len(forms) - 2):
        if forms[i].lower not in CALLED or forms[i].tag not in PAST or forms[i].dep not in CLAUSES:
            continue
        found = _clause(forms, heads, i)
        if found is None:
            continue
        verb, doer = found
        for k in range(max(i - 8, 0), min(verb + 40, len(forms))):
            if heads[k] == i and k != verb:
                heads[k] = verb
        heads[verb] = heads[i]
        forms[verb] = known.again(forms[verb], forms[verb].tag, forms[i].dep)
        forms[i], heads[i] = known.again(forms[i], "VBN", "amod"), doer


def _clause(forms: Sequence[Form], heads: Sequence[int], i: int) -> tuple[int, int] | None:
    """The finite verb below the word, and its subject whose phrase begins right behind the word."""
    below = [k for k in range(max(i - 8, 0), min(i + 16, len(forms))) if heads[k] == i]
    if any(forms[k].dep in OWN for k in below):
        return None
    verb = next((k for k in below if k > i and forms[k].dep in CLAUSES and forms[k].pos == "VERB"), None)
    if verb is None or any(forms[k].dep == "mark" for k in range(i + 1, verb) if heads[k] == verb):
        return None
    doer = next((k for k in range(i + 1, verb) if heads[k] == verb and forms[k].dep in SUBJECTS), None)
    if doer is None or any(not i < heads[k] <= doer for k in range(i + 1, doer)):
        return None
    return verb, doer
