"""Days in a deed's sentence that are not its own: those of talks about it, and of what else somebody did."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.resolve.claims.tree import Tree
from sayso.types import EventMention, TimeMention

# What stands between words and the deed that they are about.
ABOUT = frozenset(["about", "over", "regarding", "concerning"])


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


def is_part(tree: Tree, event: EventMention) -> bool:
    """Whether a deed tells only of some of the dead: "600 were killed in the riots, including 100 in police firing"."""
    tokens, above = tree.parsed.tokens, tree.above(event.head)
    part = next((n for n, k in enumerate(above) if tokens[k].lower == "including"), None)
    if part is None or event.type != "ASSAULT" or not event.actor:
        return False
    some = tokens[above[part] + 1]
    return some.pos == "NUM" and all(tokens[k].dep != "conj" and tokens[k].pos != "AUX" for k in above[:part])
