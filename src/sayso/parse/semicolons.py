"""Clauses before a semicolon, where the pipeline took the first for what the second tells.

In "X accused Y of shelling a town; Y denied it" it sees Y deny that X accused it.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.english import SUBJECTS
from sayso.parse.forms import Form, Forms


def semicolons(forms: list[Form], heads: Sequence[int], known: Forms) -> None:
    """Let such a clause stand beside the other, in place. `heads` count from the first form."""
    for k, mark in enumerate(forms):
        if mark.text != ";":
            continue
        verb = heads[k]
        if verb < k or not any(heads[j] == verb and forms[j].dep in SUBJECTS for j in range(k + 1, verb)):
            continue
        for i in range(k):
            if heads[i] == verb and forms[i].dep == "ccomp" and forms[i].pos in ("VERB", "AUX"):
                forms[i] = known.again(forms[i], forms[i].tag, "parataxis")
