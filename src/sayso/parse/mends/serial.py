"""Verbs told in a row of one subject, where the pipeline loses the row: "police said gunmen came, beat him and fled".

It takes the second verb for another clause of the first speaker, or for the one that holds him, and nobody beat him.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.english import ANY_SUBJECTS, FINITE
from sayso.parse.forms import Form, Forms

# Tokens from one verb of the row back to the one before.
FAR = 30


def serial(forms: list[Form], heads: list[int], known: Forms) -> None:
    """Let each verb of the row stand beside the one before, in place."""
    for verb in range(3, len(forms) - 1):
        if forms[verb].pos != "VERB" or forms[verb - 1].text != ",":
            continue
        if forms[verb].dep == "amod" and heads[verb] > verb:
            _attribute(forms, heads, known, verb)
        elif forms[verb].tag in FINITE and not has_subject(forms, heads, verb):
            _clause(forms, heads, known, verb)


def _attribute(forms: list[Form], heads: list[int], known: Forms, verb: int) -> None:
    """ "Stormed the town, looted shops and fled": the noun is no second object of the verb before."""
    noun = heads[verb]
    before = heads[noun]
    objects = [k for k in range(before + 1, verb) if heads[k] == before and forms[k].dep == "dobj"]
    row = any(heads[k] == before and forms[k].dep == "conj" for k in range(noun + 1, min(noun + FAR, len(forms))))
    if forms[noun].dep != "dobj" or not objects or not row or forms[before].tag not in FINITE:
        return
    forms[verb], heads[verb] = known.again(forms[verb], "VBD", "conj"), before
    heads[noun] = verb


def _clause(forms: list[Form], heads: list[int], known: Forms, verb: int) -> None:
    """A clause without a subject goes on with the one before it that has one, below the same speaker."""
    over = heads[verb]
    if over < verb and (forms[verb].dep == "ccomp" or (forms[verb].dep == "conj" and _is_of_it(forms, heads, over))):
        first = _told(forms, heads, over, verb)
        if first is not None:
            forms[verb], heads[verb] = known.again(forms[verb], forms[verb].tag, "conj"), first
        return
    cue = next(
        (k for k in range(verb - 1, max(verb - FAR, -1), -1) if heads[k] == verb and forms[k].dep == "ccomp"), None
    )
    first = _told(forms, heads, cue, verb) if cue is not None and has_subject(forms, heads, cue) else None
    if cue is None or first is None:
        return
    heads[cue] = cue if over == verb else over
    forms[cue] = known.again(forms[cue], forms[cue].tag, forms[verb].dep)
    forms[verb], heads[verb] = known.again(forms[verb], forms[verb].tag, "conj"), first


def _is_of_it(forms: Sequence[Form], heads: Sequence[int], verb: int) -> bool:
    """Whether nobody is its subject: "it will be recalled"."""
    subjects = [
        forms[k].lower for k in range(max(verb - FAR, 0), verb) if heads[k] == verb and forms[k].dep in ANY_SUBJECTS
    ]
    return subjects == ["it"]


def _told(forms: Sequence[Form], heads: Sequence[int], cue: int, verb: int) -> int | None:
    """The clause between the cue and the verb that tells what is said, and has a subject."""
    clauses = (k for k in range(cue + 1, verb) if heads[k] == cue and forms[k].dep == "ccomp")
    return next((k for k in clauses if has_subject(forms, heads, k)), None)


def has_subject(forms: Sequence[Form], heads: Sequence[int], verb: int) -> bool:
    """Whether a subject hangs on a verb, no farther off than the verbs of a row."""
    around = range(max(verb - FAR, 0), min(verb + FAR, len(forms)))
    return any(heads[k] == verb and forms[k].dep in ANY_SUBJECTS for k in around)
