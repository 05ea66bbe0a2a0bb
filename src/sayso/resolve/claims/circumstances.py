"""When an event was that is only told to have been during another: "During the raid police arrested three"."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.resolve.claims.background import is_background
from sayso.resolve.claims.stories import BACK_REFERENCES, NEAR_SENTENCES, VERBAL, Told
from sayso.types import REAL, EventMention, Parsed, TimeMention

# What stands behind these was going on.
WITHIN = frozenset(["during", "in", "throughout", "amid", "of"])
# What is told a sentence before by another word: the search that a raid was.
UNDERTAKINGS = frozenset(
    "operation raid search sweep mission patrol engagement attack assault ambush clash battle fighting firefight"
    " gunfight gunbattle shootout exchange encounter incident protest demonstration march riot blast explosion".split()
)


def lent_time(parsed: Parsed, item: Told, told: Sequence[Told]) -> TimeMention | None:
    """The time of the event told last before, where the item's sentence says that it was during that one."""
    event = item.values.event
    if (
        event.type in VERBAL
        or is_background(item.values)
        or event.status not in REAL
        or not _points_back(parsed, event)
    ):
        return None
    before = [
        other
        for other in told
        if 0 < item.sentence - other.sentence <= NEAR_SENTENCES
        and other.values.time is not None
        and not is_background(other.values)
        and other.values.event.status in REAL
    ]
    return max(before, key=lambda other: other.values.event.head).values.time if before else None


def _points_back(parsed: Parsed, event: EventMention) -> bool:
    """Whether the clause says that it was during what was told before."""
    tokens, children = parsed.tokens, parsed.children
    own = {event.head, *event.others}
    for i in range(parsed.sentence_of(event.head).first, parsed.sentence_of(event.head).last + 1):
        token = tokens[i]
        if token.lemma not in UNDERTAKINGS or token.dep != "pobj" or tokens[token.head].lower not in WITHIN:
            continue
        outer = tokens[token.head]
        if outer.lower == "of":  # "in the course of the raid"
            outer = tokens[tokens[outer.head].head]
        if outer.head in own and any(tokens[c].lower in BACK_REFERENCES for c in children[i]):
            return True
    return False
