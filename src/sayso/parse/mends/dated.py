"""Whoever acts on a day, where the pipeline took day and doer for one name: "on Sunday rebels shelled the airport".

It sees something that happened on the Sunday rebels, and a verb that nobody is told to do.
"""

from __future__ import annotations

from sayso.english import FINITE, NOUNS, WEEKDAYS
from sayso.parse.forms import Form, Forms
from sayso.parse.mends.serial import has_subject

# Tokens from the day to the doer, words that describe him between them.
NEAR = 4


def dated(forms: list[Form], heads: list[int], known: Forms) -> None:
    """Let the day stand behind "on" alone and the doer be the subject of the verb behind him, in place."""
    for day in range(1, len(forms) - 2):
        if forms[day].lower not in WEEKDAYS or forms[day].dep != "compound" or forms[day - 1].lower != "on":
            continue
        doer, on = heads[day], day - 1
        verb = doer + 1
        if not day < doer <= day + NEAR or heads[doer] != on or forms[doer].dep != "pobj" or verb >= len(forms):
            continue
        if forms[doer].pos not in NOUNS or forms[verb].pos != "VERB" or forms[verb].tag not in FINITE:
            continue
        if heads[on] != verb or has_subject(forms, heads, verb):
            continue
        forms[day], heads[day] = known.again(forms[day], forms[day].tag, "pobj"), on
        forms[doer], heads[doer] = known.again(forms[doer], forms[doer].tag, "nsubj"), verb
