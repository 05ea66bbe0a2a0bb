"""What a speaker does besides speaking, where the pipeline lets those do it of whom he speaks.

In "the army said two soldiers had been killed and accused the rebels" it sees two soldiers who accused the rebels.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.english import FINITE
from sayso.parse.forms import Form, Forms

TELLING = frozenset("say report announce confirm add state claim acknowledge admit note reveal tell".split())
# What speakers do to others by words, who are named behind.
TO_OTHERS = frozenset("accuse blame condemn denounce urge warn threaten criticize criticise praise thank".split())
# What speakers say that they will do.
OF_THEMSELVES = frozenset("vow pledge promise threaten swear refuse".split())
# The second verb may stand in these forms beside a speaker in the past.
PAST = frozenset(["VBD", "VBN"])
# Tokens from the second verb to its object, and from a passive back to its auxiliary.
NEAR = 8


def spoken(forms: list[Form], heads: list[int], known: Forms) -> None:
    """Let such verbs stand beside the verb of telling, in place."""
    for i in range(3, len(forms)):
        form, told = forms[i], heads[i]
        if form.dep != "conj" or form.pos != "VERB" or form.lemma not in TO_OTHERS | OF_THEMSELVES or told >= i:
            continue
        telling = heads[told]
        if forms[told].dep != "ccomp" or forms[telling].lemma not in TELLING or telling >= told:
            continue
        if not _suffered(forms, heads, told) or not _active(forms, heads, i):
            continue
        if forms[telling].tag not in FINITE or (form.tag not in PAST and form.tag != forms[telling].tag):
            continue
        tag = "VBD" if form.tag in PAST else form.tag
        forms[i], heads[i] = known.again(form, tag, "conj"), telling
        for k in range(i - 1, told, -1):
            if forms[k].dep == "cc" and heads[k] == told:
                heads[k] = telling
                break


def _suffered(forms: Sequence[Form], heads: Sequence[int], verb: int) -> bool:
    """Whether a verb tells what befell somebody: "had been killed", "died"."""
    before = range(max(verb - NEAR, 0), verb)
    return forms[verb].lemma == "die" or any(heads[k] == verb and forms[k].dep == "auxpass" for k in before)


def _active(forms: Sequence[Form], heads: Sequence[int], verb: int) -> bool:
    """Whether a verb has what a passive has not: an object, or for a vow what is vowed; and no subject of its own."""
    lemma = forms[verb].lemma
    own = {forms[k].dep for k in range(max(verb - NEAR, 0), min(verb + NEAR, len(forms))) if heads[k] == verb}
    if own & {"nsubj", "nsubjpass", "aux", "auxpass", "agent"}:
        return False
    return ("dobj" in own and lemma in TO_OTHERS) or (bool(own & {"xcomp", "ccomp"}) and lemma in OF_THEMSELVES)
