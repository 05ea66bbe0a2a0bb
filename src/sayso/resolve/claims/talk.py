"""Days in a deed's sentence that are not its own: those of talks about it, and of what else somebody did."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sayso.english import SUBJECTS
from sayso.resolve.claims.tree import Tree
from sayso.types import EventMention, TimeMention

# What stands between words and the deed that they are about.
ABOUT = frozenset(["about", "over", "regarding", "concerning"])
# How a time hangs on the noun that it dates, before or behind it.
LEADING = frozenset(["poss", "compound", "nmod", "nummod", "amod", "npadvmod", "pobj", "prep"])


def of_talk(tree: Tree, event: EventMention, mention: TimeMention) -> bool:
    """True where the time is that of words or protest about the deed: "they met on Friday over the shelling"."""
    tokens, above = tree.parsed.tokens, tree.above(event.head)
    matter = next((n for n, k in enumerate(above) if tokens[k].dep == "prep" and tokens[k].lower in ABOUT), None)
    if matter is None or event.type != "ASSAULT":
        return False
    over = next((k for k in above[matter + 1 :] if tokens[k].pos in {"VERB", "AUX"}), None)
    head = tree.head_of(mention.first, mention.last)
    verb = next((k for k in tree.above(head)[1:4] if tokens[k].pos in {"VERB", "AUX"}), None)
    return over is not None and over == verb and not event.first <= over <= event.last and over not in event.others


def of_another(tree: Tree, event: EventMention, mention: TimeMention, here: Sequence[EventMention]) -> bool:
    """True where the time is that of what somebody did another time: "freed a nun who was abducted in March"."""
    tokens = tree.parsed.tokens
    chain = tree.above(tree.head_of(mention.first, mention.last))
    clause = next((k for k in chain if tokens[k].dep == "relcl"), None)
    if clause is None or event.head not in chain or tokens[clause].head in (event.head, *event.others):
        return False
    told = {k for e in here if e is not event for k in (e.head, *e.others)} - {event.head, *event.others}
    return clause > event.last and not told.isdisjoint(chain[: chain.index(clause) + 1])


def owner(tree: Tree, mention: TimeMention) -> int:
    """The noun or verb that a time dates: the attack of "Saturday's attack", of "the attack in Sele on Saturday"."""
    tokens = tree.parsed.tokens
    chain = tree.above(tree.head_of(mention.first, mention.last))
    for lower, upper in pairwise(chain):
        if tokens[lower].dep not in LEADING or tokens[upper].pos in {"NOUN", "VERB"}:
            return upper
    return chain[-1]


def is_owner(tree: Tree, event: EventMention, noun: int) -> bool:
    """Whether the owner of a time is the very noun that names the event: "they condemned Saturday's attack"."""
    return tree.parsed.tokens[noun].pos == "NOUN" and (event.first <= noun <= event.last or noun in event.others)


def of_other_noun(
    tree: Tree, event: EventMention, mention: TimeMention, noun: int, here: Sequence[EventMention]
) -> bool:
    """True where the time stands before the noun of another kind of deed: "a man charged in a May 2027 shooting".

    `noun` is its owner, which does not name the event.
    Behind it where that is a meeting: "a session on Friday to discuss the raid". Not where that deed is what did it:
    "Saturday's attack shut the road", "hundreds fled after Saturday's attack".
    """
    tokens = tree.parsed.tokens
    if event.type == "DISPLACE" or tokens[noun].pos != "NOUN" or tokens[noun].dep in SUBJECTS:
        return False
    other = [e for e in here if e.type != event.type and (noun == e.head or noun in e.others)]
    return any(noun > mention.last or e.type == "CONSULT" for e in other)


def only_describes(tree: Tree, event: EventMention) -> bool:
    """Whether a participle only says which person or place another verb tells of: "a raid hit a town held by rebels".

    Deeds of force are told so themselves: "ten people killed in a raid".
    """
    tokens, token = tree.parsed.tokens, tree.parsed.tokens[event.head]
    if event.type == "ASSAULT" or token.dep != "acl" or token.tag != "VBN":
        return False
    return any(tokens[k].pos == "VERB" for k in tree.above(event.head)[1:])


def of_main_verb(tree: Tree, event: EventMention, mention: TimeMention) -> bool:
    """True where the time dates what the verb above such a participle tells."""
    token = tree.parsed.tokens[event.head]
    return only_describes(tree, event) and not token.left <= mention.first <= token.right


def of_whose(
    tree: Tree, event: EventMention, mention: TimeMention, here: Sequence[EventMention], *, since: bool
) -> bool:
    """True where it dates what somebody does or did besides: "the coalition, which has fought since 2015, raided",
    "men who had killed a judge in May robbed a bank"; `since` where it begins what has gone on from then."""
    tokens, above = tree.parsed.tokens, tree.above(tree.head_of(mention.first, mention.last))
    clause = next((k for k in above if tokens[k].dep == "relcl"), None)
    if clause is None or event.head == clause or clause in tree.above(event.head):
        return False
    subject = next((tokens[c].lower for c in tree.parsed.children[clause] if tokens[c].dep in SUBJECTS), "")
    parties = {p.head for p in (*event.actor, *event.recipient)}
    deed = tokens[clause].head in parties and clause not in event.others and any(e.head == clause for e in here)
    return since or subject == "who" or deed


def is_part(tree: Tree, event: EventMention) -> bool:
    """Whether a deed tells only of some of the dead: "600 were killed in the riots, including 100 in police firing"."""
    tokens, above = tree.parsed.tokens, tree.above(event.head)
    part = next((n for n, k in enumerate(above) if tokens[k].lower == "including"), None)
    if part is None or event.type != "ASSAULT" or not event.actor:
        return False
    some = tokens[above[part] + 1]
    return some.pos == "NUM" and all(tokens[k].dep != "conj" and tokens[k].pos != "AUX" for k in above[:part])
