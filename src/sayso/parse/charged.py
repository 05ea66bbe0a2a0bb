"""What somebody is accused of, where the pipeline took the deed for an attribute of its object.

In "accused the army of burning houses" it sees houses that burn, as in "accused the head of warring factions".
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.parse.forms import Form, Forms

# Words that a deed follows behind "of" or "for".
BLAMING = frozenset(
    "accuse blame suspect convict acquit clear absolve condemn criticize criticise denounce rebuke punish prosecute "
    "jail arrest fine sanction guilty responsible accusation allegation charge suspicion complicit capable".split()
)
# They tell what somebody is oftener than what he does.
DESCRIBING = frozenset(
    "warring ruling governing opposing fighting leading visiting existing remaining neighbouring neighboring "
    "surrounding participating competing operating striking protesting dissenting working living missing standing "
    "following growing ongoing outstanding increasing rising developing failing housing training building meeting "
    "funding mining fishing farming banking voting trading shipping".split()
)
# Tokens between the deed and its object.
NEAR = 4


def charged(forms: list[Form], heads: list[int], known: Forms) -> None:
    """Let such a deed hang on its preposition and its object on it, in place. `heads` count from the first form."""
    for i in range(2, len(forms)):
        form = forms[i]
        if form.dep not in ("amod", "compound") or not form.lower.endswith("ing") or form.lower in DESCRIBING:
            continue
        before, noun = i - 1, heads[i]
        if forms[before].lower not in ("of", "for") or not i < noun <= i + NEAR or heads[noun] != before:
            continue
        blaming = _blaming(forms, heads, before)
        if blaming is None or forms[noun].dep != "pobj":
            continue
        forms[i], heads[i] = known.again(form, "VBG", "pcomp"), before
        forms[noun], heads[noun] = known.again(forms[noun], forms[noun].tag, "dobj"), i
        heads[before] = blaming


def _blaming(forms: Sequence[Form], heads: Sequence[int], preposition: int) -> int | None:
    """The word of blame that a preposition belongs to, itself or its object between them."""
    above = heads[preposition]
    if forms[above].lemma in BLAMING:
        return above
    blamed = forms[above].dep in ("dobj", "nsubjpass") and forms[heads[above]].lemma in BLAMING
    return heads[above] if blamed else None
