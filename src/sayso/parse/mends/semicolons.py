"""Clauses before a semicolon, where the pipeline took the first for what the second tells.

In "X accused Y of shelling a town; Y denied it" it sees Y deny that X accused it.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.english import SUBJECTS
from sayso.parse.forms import Form, Forms

# Tokens on either side of a semicolon among which the verbs of its clauses stand.
FAR = 80


def semicolons(forms: list[Form], heads: Sequence[int], known: Forms) -> None:
    """Let such a clause stand beside the other, in place. `heads` count from the first form."""
    for k, mark in enumerate(forms):
        if mark.text != ";":
            continue
        verb = heads[k]
        if not k < verb <= k + FAR:
            continue
        if not any(heads[j] == verb and forms[j].dep in SUBJECTS for j in range(k + 1, verb)):
            continue
        for i in range(max(k - FAR, 0), k):
            if heads[i] == verb and forms[i].dep == "ccomp" and forms[i].pos in ("VERB", "AUX"):
                forms[i] = known.again(forms[i], forms[i].tag, "parataxis")
