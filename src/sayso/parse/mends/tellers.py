"""Who tells it, where the pipeline counted the tellers among those told of and took their town for the speaker.

In "killed nine men, officers and residents of the town of Rovena said" it sees Rovena speak of 9 men and officers.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.parse.forms import Form, Forms

SAYING = frozenset(["say", "report", "announce", "confirm", "add"])
# What may stand behind the verb: the end of the sentence, or the day.
ENDS = frozenset(
    [".", "on", "late", "early", "\n", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
)
# Words before the name of a place that is no speaker.
LEADING = frozenset("of in at near capital town city village province district state region".split())
# Tokens from the verb back to the comma that parts the tellers from the told.
FAR = 24


def tellers(forms: list[Form], heads: list[int], known: Forms) -> None:
    """Let the tellers be the subject of the verb and the place hang where it stands, in place."""
    for verb in range(3, len(forms)):
        form = forms[verb]
        if form.lemma not in SAYING or form.tag not in ("VBD", "VBZ", "VBP"):
            continue
        if verb + 1 < len(forms) and forms[verb + 1].lower not in ENDS:
            continue
        before = _before_place(forms, heads, verb)
        comma = None if before is None else _comma(forms, before)
        first = None if before is None or comma is None else _joined(forms, heads, comma, before + 1)
        if before is None or comma is None or first is None:
            continue
        forms[first], heads[first] = known.again(forms[first], forms[first].tag, "nsubj"), verb
        if heads[verb - 1] == verb:
            dep = "pobj" if forms[before].pos == "ADP" else "appos"
            forms[verb - 1], heads[verb - 1] = known.again(forms[verb - 1], forms[verb - 1].tag, dep), before
        for i in range(first + 1, verb):
            if heads[i] <= comma:
                heads[i] = next((k for k in range(i - 1, first, -1) if forms[k].pos in ("NOUN", "PROPN")), first)


def _before_place(forms: Sequence[Form], heads: Sequence[int], verb: int) -> int | None:
    """The word before the place that was taken for the speaker; before the verb where it got no speaker at all."""
    subjects = [i for i in range(max(verb - FAR, 0), verb) if heads[i] == verb and forms[i].dep[:5] == "nsubj"]
    place = verb - 1
    if not subjects:
        return place if forms[place].pos in ("NOUN", "PROPN") else None
    if subjects != [place] or forms[place].tag != "NNP":
        return None
    before = place - 1
    while before > 0 and forms[before].tag == "NNP" and heads[before] == place:
        before -= 1
    return before if forms[before].lower in LEADING else None


def _comma(forms: Sequence[Form], before: int) -> int | None:
    """The last comma with no verb behind it."""
    for i in range(before, max(before - FAR, 0), -1):
        if forms[i].text == ",":
            return i
        if forms[i].pos in ("VERB", "AUX"):
            return None
    return None


def _joined(forms: Sequence[Form], heads: Sequence[int], comma: int, before: int) -> int | None:
    """The first noun behind the comma that was joined to one before it."""
    for i in range(comma + 1, before):
        if forms[i].dep in ("conj", "appos") and heads[i] < comma and forms[i].pos in ("NOUN", "PROPN"):
            return i
    return None
