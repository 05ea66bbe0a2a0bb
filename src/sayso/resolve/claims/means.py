"""What an event was done with: the bomb of a "bomb blast", and of a blast alone nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import msgspec

from sayso.find.events.duds import DEFUSING
from sayso.resolve.claims.modes import Modes
from sayso.resolve.claims.stories import Told
from sayso.types import Parsed, Thing, ThingMention
from sayso.words import listed

# Nouns for the deed itself, whatever it was done with.
DEEDS = frozenset(["explosion", "blast", "bombing", "detonation", "attack", "raid", "assault", "wound", "fire"])
# Verbs whose object is hit and not used: "shot down a helicopter", "hit stores of poison gas".
HITTING = frozenset(
    "hit strike shoot down target attack bomb shell destroy damage burn intercept ambush raid blast wreck lose".split()
)
# Verbs whose object is made harmless, and steps from a thing up to it.
REMOVING = DEFUSING | {"remove", "clear", "dispose"}
CHAIN = 5
# Words between arms and what bears them.
BEARING = frozenset(["equipped", "mounted", "fitted", "armed"])
LADEN = BEARING | {"rigged", "laden", "loaded", "packed", "filled", "stuffed"}
STORES = frozenset(
    ["depot", "warehouse", "arsenal", "cache", "dump", "store", "storage", "stockpile", "supply", "factory"]
)
# Words between the means and the deed that are of neither.
LOOSE = frozenset(["-", "and"])


@cache
def bursting() -> frozenset[str]:
    """Kinds of things that burst: what is struck may be what does the harm, "struck a mine"."""
    return listed("things", "groups", "bursting") | listed("things", "groups", "brought")


@cache
def lifeless() -> frozenset[str]:
    """Kinds of things that cannot act; a warplane or a tank stands for its crew."""
    return bursting() | listed("things", "groups", "held")


@cache
def unridden() -> frozenset[str]:
    """Kinds of things that nobody rides in."""
    return frozenset().union(*(listed("things", "groups", k) for k in ("bursting", "held", "crewed", "goods")))


def means_of(parsed: Parsed, things: Iterable[ThingMention]) -> Iterator[Thing]:
    """Each thing without the words for the deed behind it; none that is the deed alone."""
    for mention in things:
        if parsed.tokens[mention.last].lemma not in DEEDS or mention.thing.kind == "fire":
            yield mention.thing
        elif (cut := _cut(parsed, mention)) is not None:
            yield cut


def is_deed(parsed: Parsed, mention: ThingMention) -> bool:
    """Whether the word for a thing is that of the deed, which nobody handles: "an end to the bombing"."""
    return parsed.tokens[mention.last].lemma in DEEDS and mention.thing.kind in bursting()


def is_hit(parsed: Parsed, mention: ThingMention) -> bool:
    """Whether a thing is what an attack befell, so that nothing was done with it."""
    tokens, token = parsed.tokens, parsed.tokens[mention.head]
    if _is_removed(parsed, mention) or _is_borne(parsed, mention):
        return True
    if mention.thing.kind in bursting():
        return False
    if token.dep in {"compound", "nmod"} and tokens[token.head].lemma in STORES:
        return True
    if token.dep in {"conj", "appos"}:
        token = tokens[token.head]
    above = tokens[token.head]
    suffers = token.dep in {"dobj", "nsubjpass"} or (token.dep == "nsubj" and above.tag == "VBN")
    return suffers and (above.lemma in HITTING or above.lower == "downed")


def _is_removed(parsed: Parsed, mention: ThingMention) -> bool:
    """Whether it was made harmless: "defused a bomb", "mines were removed"."""
    token = parsed.tokens[mention.head]
    for _ in range(CHAIN):  # "tens of explosive devices and mines"
        if token.dep not in {"conj", "pobj", "prep"}:
            break
        token = parsed.tokens[token.head]
    return token.dep in {"dobj", "nsubjpass"} and parsed.tokens[token.head].lemma in REMOVING


def _is_borne(parsed: Parsed, mention: ThingMention) -> bool:
    """Whether it is fixed to what was hit: "destroyed a machinegun-equipped vehicle"."""
    tokens = parsed.tokens
    word = next((t for t in tokens[mention.last + 1 : mention.last + 3] if t.lower in BEARING), None)
    link = tokens[tokens[mention.head].head]
    if word is None and link.lower == "with" and tokens[link.head].lower in LADEN:  # "vehicles rigged with explosives"
        word = tokens[link.head]
    if word is None or tokens[word.head].pos not in {"NOUN", "PROPN"}:
        return False
    vehicle = tokens[word.head]
    while vehicle.dep in {"conj", "appos"}:
        vehicle = tokens[vehicle.head]
    return vehicle.dep in {"dobj", "nsubjpass"} and tokens[vehicle.head].lemma in HITTING


def in_verbs(
    parsed: Parsed,
    item: Told,
    told: Iterable[Told],
    instruments: Sequence[ThingMention],
    mode: str | None,
    modes: Modes,
) -> tuple[Thing, ...]:
    """What a deed was done with by its verb alone: "burned", and where no means is told "shot", "beheaded".

    `told` are the tellings of the story, of which the first that says how somebody was killed does so for all.
    """
    if item.values.event.type != "ASSAULT":
        return ()
    if (
        not any(m.thing.kind == modes.flames for m in instruments)
        and (fire := _flames(parsed, item, modes)) is not None
    ):
        return (fire,)
    if mode not in modes.told_by_verb or instruments:
        return ()
    heads = (i for o in (item, *told) for i in (o.values.event.head, *o.values.event.others))
    for token in (parsed.tokens[i] for i in heads):
        kind = modes.verbs.get(token.lemma)
        if kind is not None and token.pos == "VERB":
            return (Thing(text=token.text, start=token.start, end=token.end, kind=kind),)
    return ()


def _flames(parsed: Parsed, item: Told, modes: Modes) -> Thing | None:
    """The word for burning where something was burned: "torched", the fire of "set the house on fire"."""
    head = parsed.tokens[item.values.event.head]
    if head.pos != "VERB":
        return None
    told = head if head.lemma in modes.burning else None
    if told is None and head.lemma in modes.setting:
        behind = parsed.tokens[head.i + 1 : head.right + 1]
        told = next(
            (t for t in behind if t.lower in modes.aflame and head.i in {t.head, parsed.tokens[t.head].head}), None
        )
    return Thing(text=told.text, start=told.start, end=told.end, kind=modes.flames) if told is not None else None


def _cut(parsed: Parsed, mention: ThingMention) -> Thing | None:
    """The device of "two car bomb attacks"; nobody counts the devices there."""
    last = mention.last
    while last > mention.first and (parsed.tokens[last].lemma in DEEDS or parsed.tokens[last].lower in LOOSE):
        last -= 1
    first = last
    while first > mention.first and parsed.tokens[first - 1].pos in {"NOUN", "PROPN"}:
        first -= 1
    if parsed.tokens[last].lemma in DEEDS or parsed.tokens[last].pos not in {"NOUN", "PROPN"}:
        return None
    span = parsed.span(first, last)
    return msgspec.structs.replace(mention.thing, text=span.text, start=span.start, end=span.end, quantity=None)
