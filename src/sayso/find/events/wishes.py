"""What is asked for or refused, where a noun alone tells it: money, help, a meeting, a truce."""

from __future__ import annotations

import msgspec

from sayso.find.events.reading import Reading
from sayso.types import EventMention

WISHES = frozenset({"REQUEST", "REJECT"})
# What a wish says where nothing tells it more closely.
OPEN = "change"
# Before what is wished for: "asked for funds", "a request for a meeting", "calls for help".
FOR = ("for",)
# How many wishes are followed into one another: "rejected a request for interviews".
DEEP = 3


def as_wished(reading: Reading, event: EventMention) -> EventMention:
    """A REQUEST or REJECT with the mode that the thing wished for tells: "demanded a ransom" is `assist`."""
    if event.type not in WISHES or event.mode != OPEN:
        return event
    told = _told(reading, event.head, DEEP)
    return event if told is None else msgspec.structs.replace(event, mode=told)


def _told(reading: Reading, i: int, deep: int) -> str | None:
    grammar, lexicon = reading.grammar, reading.lexicon
    objects = grammar.patients(i) if grammar.tokens[i].pos == "VERB" else []
    for n in (*objects, *grammar.after(i, FOR)):
        lemma = grammar.tokens[grammar.counted(n)].lemma
        if lemma in lexicon.wishes:
            return lexicon.wishes[lemma]
        if lemma in lexicon.wished and deep:
            return _told(reading, n, deep - 1)
    return None
