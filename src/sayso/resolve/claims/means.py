"""What an event was done with: the bomb of a "bomb blast", and of a blast alone nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from sayso.types import Parsed, Thing, ThingMention

# Nouns for the deed itself, whatever it was done with.
DEEDS = frozenset(["explosion", "blast", "bombing", "detonation", "attack", "raid", "assault", "wound", "fire"])
# Verbs whose object is hit and not used: "shot down a helicopter", "hit stores of poison gas".
HITTING = frozenset(
    "hit strike shoot down target attack bomb shell destroy damage burn intercept ambush raid blast wreck lose".split()
)
# What is struck may be what does the harm: "struck a mine".
LAID = frozenset(["mine", "ied", "bomb", "car-bomb", "explosive", "suicide-vest", "grenade"])
STORES = frozenset(
    ["depot", "warehouse", "arsenal", "cache", "dump", "store", "storage", "stockpile", "supply", "factory"]
)
# Words between the means and the deed that are of neither.
LOOSE = frozenset(["-", "and"])


def means_of(parsed: Parsed, things: Iterable[ThingMention]) -> Iterator[Thing]:
    """Each thing without the words for the deed behind it; none that is the deed alone."""
    for mention in things:
        if parsed.tokens[mention.last].lemma not in DEEDS or mention.thing.kind == "fire":
            yield mention.thing
        elif (cut := _cut(parsed, mention)) is not None:
            yield cut


def is_hit(parsed: Parsed, mention: ThingMention) -> bool:
    """Whether a thing is what an attack befell, so that nothing was done with it."""
    tokens, token = parsed.tokens, parsed.tokens[mention.head]
    if mention.thing.kind in LAID:
        return False
    if token.dep in {"compound", "nmod"} and tokens[token.head].lemma in STORES:
        return True
    if token.dep in {"conj", "appos"}:
        token = tokens[token.head]
    above = tokens[token.head]
    suffers = token.dep in {"dobj", "nsubjpass"} or (token.dep == "nsubj" and above.tag == "VBN")
    return suffers and (above.lemma in HITTING or above.lower == "downed")


def means_in_verbs(parsed: Parsed, heads: Iterable[int], kinds: Mapping[str, str]) -> tuple[Thing, ...]:
    """What a killing was done with by its verb alone, of several tellings the first that says it: "shot", "beheaded".

    `heads` are the tokens of the tellings' triggers.
    """
    for token in (parsed.tokens[i] for i in heads):
        kind = kinds.get(token.lemma)
        if kind is not None and token.pos == "VERB":
            return (Thing(text=token.text, start=token.start, end=token.end, kind=kind),)
    return ()


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
