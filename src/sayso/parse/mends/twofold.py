"""Headlines that tell two fates in a row, "Civilian killed 3 injured", where the pipeline took the first for a deed.

It sees a civilian who killed three, as in "the gunman killed three people", since nothing parts the two.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.parse.forms import Form, Forms

# What becomes of people, in forms that are participles too.
FATES = frozenset(
    "killed injured wounded hurt martyred slain dead missing arrested detained abducted kidnapped displaced rescued "
    "captured".split()
)
# Words for a number of people, without a figure.
NUMBERS = frozenset("scores dozens hundreds thousands several others many".split())
# Whoever is told with these is known, and did it: "the gunman killed three people injured in the blast".
KNOWN = frozenset(["the", "this", "that", "his", "her", "their", "its", "who", "which"])


def twofold(forms: list[Form], heads: list[int], known: Forms) -> None:
    """Let the second fate stand beside the first, each with its people, in place. `heads` count from the first form."""
    for i in range(2, len(forms) - 1):
        fate, people = forms[i], heads[i]
        if fate.lower not in FATES or fate.dep not in ("acl", "amod", "oprd") or people != i - 1:
            continue
        verb = heads[people]
        if forms[people].dep != "dobj" or not _two(forms, heads, verb, people):
            continue
        forms[verb] = known.again(forms[verb], "VBN", forms[verb].dep)
        forms[people], heads[people] = known.again(forms[people], forms[people].tag, "nsubj"), i
        forms[i], heads[i] = known.again(fate, "VBN", "conj"), verb


def _two(forms: Sequence[Form], heads: Sequence[int], verb: int, people: int) -> bool:
    """Whether a verb of harm stands right between two numbers or kinds of people and has no auxiliary."""
    if forms[verb].lower not in FATES or not verb < people <= verb + 3:
        return False
    number = forms[verb + 1]
    if number.tag != "CD" and number.lower not in NUMBERS:
        return False
    own = [k for k in range(max(verb - 8, 0), verb) if heads[k] == verb]
    subject = next((k for k in own if forms[k].dep == "nsubj"), None)
    if subject is None or any(forms[k].dep in ("aux", "auxpass") for k in own):
        return False
    return not any(heads[k] == subject and forms[k].lower in KNOWN for k in range(max(subject - 8, 0), subject))
