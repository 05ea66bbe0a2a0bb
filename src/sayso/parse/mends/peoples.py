"""Peoples before those of theirs who are accused or arrested, "accused Lenai militants", which the pipeline parts.

It reads the name as whom something was given, as in "gave Lena grain".
"""

from __future__ import annotations

from sayso.parse.forms import Form, Forms

# Verbs by which somebody gets something.
GIVING = frozenset(
    "give send offer grant hand lend sell supply tell teach show pay promise deny cost award bring buy allow ask owe "
    "pass serve read write make leave lease save spare wish refuse guarantee assign allot deal feed do find get".split()
)


def peoples(forms: list[Form], heads: list[int], known: Forms) -> None:
    """Let the name belong to the noun behind it, in place."""
    for i in range(1, len(forms) - 1):
        if forms[i].dep != "dative" or forms[i].pos != "PROPN" or forms[i + 1].tag != "NNS":
            continue
        same = heads[i] == heads[i + 1] and forms[i + 1].dep == "dobj"
        if same and forms[heads[i]].lemma not in GIVING:
            forms[i], heads[i] = known.again(forms[i], forms[i].tag, "compound"), i + 1
