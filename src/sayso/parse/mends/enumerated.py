"""Names of a list, "the Union, the UN and Sele condemned it", where the pipeline sees the first called otherwise.

An apposition is closed by a comma; where the verb follows at once, each of them does it.
"""

from __future__ import annotations

from sayso.english import SUBJECTS
from sayso.parse.forms import Form, Forms


def enumerated(forms: list[Form], heads: list[int], known: Forms) -> None:
    """Let the second name stand beside the first, in place."""
    for i in range(2, len(forms) - 3):
        first = heads[i]
        if forms[i].dep != "appos" or forms[i].pos != "PROPN" or first >= i or forms[first].pos != "PROPN":
            continue
        if forms[first].dep not in SUBJECTS or not any(forms[k].text == "," for k in range(first + 1, i)):
            continue
        last = next((k for k in range(i + 1, len(forms)) if heads[k] == i and forms[k].dep == "conj"), None)
        if last is None or forms[last].pos != "PROPN" or last + 1 >= len(forms):
            continue
        if forms[last + 1].pos in ("VERB", "AUX") and heads[first] > last:
            forms[i] = known.again(forms[i], forms[i].tag, "conj")
