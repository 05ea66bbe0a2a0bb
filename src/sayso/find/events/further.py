"""Parties of an event that stand further off than the slots of its trigger."""

from __future__ import annotations

import msgspec

from sayso.find.events.reading import Reading
from sayso.types import EventType, PartyMention

# What is denied to people at a border.
DOORS = frozenset({"entry", "access", "passage", "asylum", "entrance", "admission"})


def owners_of_object(reading: Reading, v: int, wanted: int | None, type_: EventType) -> tuple[PartyMention, ...]:
    """For "condemned X's decision", "rejected the offer by X": X; else the thing itself."""
    grammar, parties = reading.grammar, reading.parties
    objects = [wanted] if wanted is not None else grammar.patients(v)
    for o in objects:
        owners = reading.arguments.voiced(o) if wanted is None else grammar.after(o, ("by", "from"))
        if type_ != "ACCUSE":
            owners += grammar.after(o, ("of", "for", "to", "with"))
        found = parties.mentions(owners[:1])
        if found:
            thing = parties.mention(o)
            own = wanted is None and thing.first <= found[0].first <= o
            return (msgspec.structs.replace(found[0], wider=(thing.first, thing.last)),) if own else found
    if wanted is None and objects and grammar.tokens[objects[0]].pos in ("NOUN", "PROPN"):
        return (parties.mention(objects[0]),)
    return ()


def named_after(
    reading: Reading, v: int, actor: tuple[PartyMention, ...], type_: EventType
) -> tuple[PartyMention, ...]:
    """The first state, body or person named behind the verb in its own clause."""
    grammar = reading.grammar
    places = ("pobj", "dobj", "dative", "poss", "nsubj") if type_ == "REJECT" else ("pobj", "dobj", "dative", "poss")
    token = grammar.tokens[v]
    heads = {p.head for p in actor}
    for k in range(v + 1, min(token.right, v + 30) + 1):
        other = grammar.tokens[k]
        if other.dep in places and grammar.names.get(k) in ("GPE", "ORG", "NORP", "PERSON"):
            if k in heads or grammar.tokens[other.head].lower in ("by", "since", "after", "according", "at"):
                continue
            return reading.parties.mentions([k])
    return ()


def keepers(reading: Reading, v: int, wanted: int) -> tuple[PartyMention, ...]:
    """Who keeps people out: "denied entry to X", "X, where they were denied entry"."""
    grammar = reading.grammar
    if not grammar.passive(v) or grammar.tokens[wanted].lemma not in DOORS:
        return ()
    states = [p for p in (*grammar.after(wanted, ("to", "into")), *grammar.after(v, ("to", "into", "at", "by")))
              if grammar.names.get(p) == "GPE"]  # fmt: skip
    where = any(grammar.tokens[c].lower == "where" for c in grammar.children[v])
    if not states and where and grammar.tokens[v].dep == "relcl":
        states = [grammar.tokens[v].head] if grammar.names.get(grammar.tokens[v].head) == "GPE" else []
    return reading.parties.mentions(states[:1])
