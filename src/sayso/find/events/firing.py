"""The noun of "killed in police firing", as news of South Asia has it, whichever way it was parsed."""

from __future__ import annotations

from sayso.find.events.reading import Reading
from sayso.types import EventMention

# As sure as the verb "fire on".
SURE = 0.75


def firing(reading: Reading, i: int) -> EventMention | None:
    """The event of the word at token i; None where it is no such noun behind a word for who fired."""
    tokens = reading.grammar.tokens
    token, doer = tokens[i], tokens[max(i - 1, 0)]
    if token.lower != "firing" or token.dep not in ("acl", "pobj") or doer.lemma not in reading.lexicon.acting:
        return None
    outer = token if token.dep == "pobj" else doer
    if outer.dep != "pobj" or tokens[outer.head].lower not in ("in", "by", "to", "from", "during"):
        return None
    return EventMention(
        first=i, last=i, head=i, type="ASSAULT", mode="firearms", actor=reading.parties.mentions([doer.i]),
        recipient=reading.parties.mentions(reading.grammar.after(i, ("on", "at"))),
        status=reading.status.of_noun(outer.i), confidence=SURE,
    )  # fmt: skip
