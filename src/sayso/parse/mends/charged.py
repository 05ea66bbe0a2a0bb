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
# Verbs that lay a deed on others, and those behind which they go on for whoever denies.
LAYING = frozenset(["blame", "accuse"])
DENYING = frozenset(["deny", "reject", "dismiss", "refute"])
# Tokens between the deed and its object.
NEAR = 4


def charged(forms: list[Form], heads: list[int], known: Forms) -> None:
    """Let such a deed hang on its preposition and its object on it, in place. `heads` count from the first form."""
    _by_accusers(forms, heads)
    for i in range(2, len(forms)):
        form = forms[i]
        if not form.lower.endswith("ing"):
            continue
        before, noun = i - 1, heads[i]
        if form.dep in ("pcomp", "pobj") and form.tag == "VBG" and noun == before:
            _told_of_the_accused(forms, heads, i, known)
        elif form.dep == "advcl" and form.lemma in LAYING:
            _gone_on_for(forms, heads, i)
        if form.dep not in ("amod", "compound") or form.lower in DESCRIBING:
            continue
        if forms[before].lower not in ("of", "for") or not i < noun <= i + NEAR or heads[noun] != before:
            continue
        blaming = _blaming(forms, heads, before)
        if blaming is None or forms[noun].dep != "pobj":
            continue
        forms[i], heads[i] = known.again(form, "VBG", "pcomp"), before
        forms[noun], heads[noun] = known.again(forms[noun], forms[noun].tag, "dobj"), i
        heads[before] = blaming


def _by_accusers(forms: Sequence[Form], heads: list[int]) -> None:
    """For "was accused by residents of Orla of burning homes": the last "of" hangs on the verb of blame."""
    for of in range(len(forms) - 1, 2, -1):
        if forms[of].lower != "of" or forms[of].dep != "prep":
            continue
        accuser = heads[of]
        while forms[accuser].dep == "pobj" and forms[heads[accuser]].lower == "of":
            accuser = heads[heads[accuser]]
        by = heads[accuser]
        verb = heads[by]
        if forms[accuser].dep != "pobj" or forms[by].dep != "agent" or forms[verb].lemma not in LAYING:
            continue
        charged_already = any(heads[k] == verb and forms[k].lower == "of" for k in range(verb, len(forms)))
        if not charged_already and (accuser != heads[of] or _is_charge(forms, heads, of)):
            heads[of] = verb


def _is_charge(forms: Sequence[Form], heads: Sequence[int], of: int) -> bool:
    """Whether a bare noun or a deed stands behind "of", and no name or body: "of corruption", not "of the party"."""
    things = [k for k in range(of + 1, len(forms)) if heads[k] == of]
    named = any(
        forms[k].pos == "PROPN" or forms[k].dep in ("det", "poss") for t in things for k in range(of + 1, t + 1)
    )
    return bool(things) and not named


def _told_of_the_accused(forms: list[Form], heads: list[int], deed: int, known: Forms) -> None:
    """For "accused the governor of planning to kill": the deed hangs on the word of blame, what is planned on it."""
    blaming = _blaming(forms, heads, deed - 1) if forms[deed - 1].lower in ("of", "for") else None
    if blaming is None:
        return
    forms[deed], heads[deed - 1] = known.again(forms[deed], "VBG", "pcomp"), blaming
    meant = deed + 2
    if meant < len(forms) and forms[deed + 1].lower == "to" and forms[meant].tag == "VB" and heads[meant] == blaming:
        forms[meant], heads[meant] = known.again(forms[meant], "VB", "xcomp"), deed


def _gone_on_for(forms: Sequence[Form], heads: list[int], i: int) -> None:
    """For "denied it had bombed the hospital, blaming the rebels": who denies it blames them."""
    denied = heads[i]
    above = heads[denied]
    if forms[denied].dep in ("ccomp", "xcomp") and forms[above].lemma in DENYING and forms[i - 1].text == ",":
        heads[i] = above


def _blaming(forms: Sequence[Form], heads: Sequence[int], preposition: int) -> int | None:
    """The word of blame that a preposition belongs to, itself or its object between them."""
    above = heads[preposition]
    if forms[above].lemma in BLAMING:
        return above
    blamed = forms[above].dep in ("dobj", "nsubjpass") and forms[heads[above]].lemma in BLAMING
    return heads[above] if blamed else None
