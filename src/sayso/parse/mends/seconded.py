"""Second deeds, where the pipeline took the verb for an attribute: "killed 12 rebels and seized weapons".

It sees weapons beside the killing, since nothing tells the past tense from a participle.
"""

from __future__ import annotations

from sayso.parse.forms import Form, Forms

JOINING = frozenset(["and", "but", "then"])


def seconded(forms: list[Form], heads: list[int], known: Forms) -> None:
    """Let the second verb stand beside the first, with the noun for its object, in place."""
    for i in range(2, len(forms) - 1):
        form, noun, link = forms[i], heads[i], i - 1
        participle = form.tag == "VBN" or (form.tag == "JJ" and form.lower.endswith("ed"))
        if not participle or form.dep != "amod" or noun < i or forms[noun].dep != "conj":
            continue
        verb = heads[noun]
        if forms[link].lower not in JOINING or heads[link] != verb or forms[verb].pos != "VERB" or verb > link:
            continue
        if any(heads[k] == verb and forms[k].dep == "auxpass" for k in range(max(verb - 4, 0), verb)):
            continue
        tag = "VBN" if forms[verb].tag == "VBN" else "VBD"
        forms[i], heads[i] = known.again(form, tag, "conj"), verb
        forms[noun], heads[noun] = known.again(forms[noun], forms[noun].tag, "dobj"), i
