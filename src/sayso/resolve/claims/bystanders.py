"""Who stands beside a deed in the sentence and did not do it: what a place holds or suffers from, fates, bounds."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from sayso.types import EventMention, Parsed, PartyMention, PlaceMention, Token
from sayso.words import listed

# Before what a place holds, or troubles it: "a camp housing dissidents", "a province plagued by an insurgency".
HOLDING = frozenset(["housing", "hosting", "sheltering", "accommodating", "harbouring", "harboring"])
PLAGUING = frozenset(["plague", "rack", "wrack", "grip", "ravage", "haunt", "batter", "trouble", "mar", "torment"])
# Who finds the dead did not kill them.
FINDING = frozenset(["find", "discover", "recover", "pull", "uncover", "unearth", "exhume", "retrieve", "investigate"])
DEAD = frozenset(["body", "corpse", "remains", "cadaver"])
# What strikes without anybody striking, and where nobody stands who does it.
FATE = frozenset(["tragedy", "disaster", "calamity", "misfortune", "catastrophe"])
BESIDE = frozenset(["at", "near", "outside"])
# Verbs and nouns of one place beside or inside another.
BORDERING = frozenset(["border", "neighbor", "neighbour", "adjoin"])
BOUNDS = frozenset(["border", "boundary", "frontier"])
HELD = frozenset(
    "area district town city village part region province county municipality suburb state north south east "
    "west".split()
)


def is_bystander(tokens: Sequence[Token], event: EventMention, mention: PartyMention) -> bool:
    """Whether the words around somebody tell that he is held, suffered or passed by, and did nothing."""
    head, before = tokens[mention.head], tokens[max(mention.first - 1, 0)]
    if head.lemma in FATE or before.lower in HOLDING or tokens[mention.first].lower in HOLDING:
        return True
    if before.lower in BESIDE and head.pos == "PROPN":
        return True
    hitting = listed("events", "harm", "aiming")  # in a party's own words: another clause ran into it
    if any(t.tag == "VBD" and t.lemma in hitting for t in tokens[mention.first : mention.head]):
        return True
    by = tokens[head.head]
    return by.lower == "by" and tokens[by.head].lemma in PLAGUING and by.head != event.head


def describes_victim(tokens: Sequence[Token], above: Sequence[int], event: EventMention, hit: Collection[int]) -> bool:
    """Whether a deed only says who somebody hit by another is: "a reporter who covered the fighting was shot".

    `above` are the event's head and the words it hangs on, `hit` the heads of those hit by other deeds.
    """
    own = {p.head for p in event.recipient}
    return any(upper in hit and upper not in own and _tells_who(tokens, lower) for lower, upper in pairwise(above))


def _tells_who(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a clause tells who somebody is ("who covered", "involved in"), and not when he was hit."""
    opening = {t.lower for t in tokens[tokens[verb].left : verb]}
    return tokens[verb].dep in {"relcl", "acl"} and opening.isdisjoint(("when", "where", "after", "as"))


def only_bounds(tokens: Sequence[Token], place: PlaceMention) -> bool:
    """Whether a place bounds or holds another: "which borders Velia", "the border with Velia", "area of Sele"."""
    before, above = tokens[place.first - 1], tokens[max(place.first - 2, 0)]
    if before.lemma in BORDERING or before.text in {"[", "("}:
        return True
    if before.lower == "with":
        return above.lemma in BOUNDS
    return before.lower == "of" and above.lemma in HELD


def joined_speakers(parsed: Parsed, i: int) -> list[int]:
    """The first of a row of nouns, and those behind one of its others: "the Front, police and medics said"."""
    first = parsed.first_joined(i)
    behind = [c for c in parsed.children[i] if parsed.tokens[c].dep == "conj"] if first != i else []
    return [first, *behind]


def bearing_arms(parsed: Parsed, event: EventMention) -> bool:
    """ "men armed with pistols": a description, and the pistols are the means of what the men do."""
    token = parsed.tokens[event.head]
    after = parsed.tokens[event.last + 1].lower if event.last + 1 < len(parsed.tokens) else ""
    by_whom = any(parsed.tokens[c].dep == "agent" for c in parsed.children[event.head])
    return token.lower == "armed" and after == "with" and not by_whom


def only_finds(parsed: Parsed, event: EventMention) -> bool:
    """ "Police discovered the bodies": nobody is coerced by who finds the dead, whatever verb tells it."""
    token = parsed.tokens[event.head]
    if event.type != "COERCE" or token.lemma not in FINDING or token.pos != "VERB":
        return False
    found = [parsed.tokens[c] for c in parsed.children[token.i] if parsed.tokens[c].dep in {"dobj", "nsubjpass"}]
    return any(t.lemma in DEAD for t in found)
