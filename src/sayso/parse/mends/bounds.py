"""Numbers told by their bound, "no fewer than 12 people", where the pipeline has "no" say that there were no people."""

from __future__ import annotations

from sayso.parse.forms import Form, Forms

COMPARING = frozenset(["fewer", "less", "more"])


def bounds(forms: list[Form], heads: list[int], known: Forms) -> None:
    """Let "no" belong to the number, in place."""
    for i in range(len(forms) - 3):
        number = i + 3
        if forms[i].lower != "no" or forms[i].dep != "det" or forms[number].tag != "CD" or heads[number] == i:
            continue
        if forms[i + 1].lower in COMPARING and forms[i + 2].lower == "than":
            forms[i], heads[i] = known.again(forms[i], "RB", "advmod"), number
