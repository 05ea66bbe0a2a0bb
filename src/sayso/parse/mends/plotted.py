"""What a plot is to do, where the pipeline hung the deed on the verb that has the plot for its object.

In "police foiled a plot to bomb the embassy" it sees police who foil it in order to bomb.
"""

from __future__ import annotations

from sayso.parse.forms import Form, Forms

# Nouns that a deed follows behind "to".
PLOTS = frozenset("plot plan attempt bid conspiracy threat effort scheme mission".split())
CLAUSES = frozenset(["advcl", "xcomp"])


def plotted(forms: list[Form], heads: list[int], known: Forms) -> None:
    """Let such a deed hang on its noun, in place. `heads` count from the first form."""
    for i in range(2, len(forms)):
        form, noun = forms[i], i - 2
        if form.tag != "VB" or form.dep not in CLAUSES or forms[i - 1].lower != "to" or heads[i - 1] != i:
            continue
        if forms[noun].lemma in PLOTS and forms[noun].dep in ("dobj", "nsubjpass") and heads[noun] == heads[i]:
            forms[i], heads[i] = known.again(form, "VB", "acl"), noun
