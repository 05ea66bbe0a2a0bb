"""Two names before the verb of a headline, parted by a comma where "and" is saved: "Chad, Niger sign border deal"."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.parse.forms import Form, Forms

# Labels of names that do something together.
NAMED = frozenset(["GPE", "ORG", "NORP"])
# How the pipeline hangs the first name on the verb.
LOOSE = frozenset(["dep", "npadvmod", "nsubj", "appos", "nmod"])
# Verbs that several do; behind a plural nothing else tells that the first name does it too.
TOGETHER = frozenset("agree sign hold meet clash trade exchange resume begin start discuss fight".split())


def allies(
    forms: list[Form], heads: list[int], firsts: Sequence[int], named: Sequence[tuple[int, int, str]], known: Forms
) -> None:
    """Join them as subjects, in place. `firsts` are the first forms of the sentences, `named` the names."""
    ends = {first: last for first, last, label in named if label in NAMED}
    for begin in firsts:
        if begin not in ends:
            continue
        one = ends[begin]
        verb = heads[one]
        if forms[one].dep not in LOOSE or forms[verb].tag != "VBP":
            continue
        if one + 1 == len(forms) or forms[one + 1].text != ",":
            continue
        two = next((k for k in range(one + 2, verb) if heads[k] == verb and forms[k].dep == "nsubj"), None)
        if two is None or any(forms[k].text == "," for k in range(one + 2, verb)):
            continue
        if forms[two].tag != "NNP" and forms[verb].lemma not in TOGETHER:
            continue
        forms[one] = known.again(forms[one], forms[one].tag, "nsubj")
        forms[two], heads[two] = known.again(forms[two], forms[two].tag, "conj"), one
