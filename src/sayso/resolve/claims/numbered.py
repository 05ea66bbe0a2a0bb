"""Victims of whom a report tells no more than how many: "killing five", "left 36 hurt", "six were among the dead"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import msgspec

from sayso.find.events.seen import extent, meet
from sayso.resolve.claims.attach import FIGURES, Attached
from sayso.resolve.claims.background import HARMED
from sayso.types import (
    REAL,
    Count,
    CountMention,
    CountWhat,
    Effect,
    EventMention,
    EventType,
    Parsed,
    Party,
    PartyMention,
)

# What may become of the people that a deed of each type is done to.
FATES: dict[EventType, frozenset[CountWhat]] = {
    "ASSAULT": frozenset(["killed", "injured", "casualties", "abducted"]),
    "COERCE": frozenset(["detained"]),
    "DISPLACE": frozenset(["displaced", "evacuated"]),
}
# What tells a sum of many deeds, and the people of none.
TOTALS = FIGURES | {"total", "population"}
TOTAL_BEFORE = 3
# An attempt that failed may have cost lives besides.
BEFALLEN = REAL | {"attempted"}
POINTING = frozenset(["those", "these", "them", "whom", "us"])
ONE = frozenset(["one", "1"])


def with_numbered(parsed: Parsed, attached: Sequence[Attached]) -> None:
    """Adds to each deed those whom its counts alone tell of."""
    for values in attached:
        event = values.event
        if event.status not in BEFALLEN:
            continue
        for mention in values.counts:
            found = _victims(parsed, event, mention, values.counts)
            if found is not None:
                ordered = tuple(sorted((*event.recipient, found), key=lambda p: p.first))
                event = msgspec.structs.replace(event, recipient=ordered)
        values.event = event


def _victims(
    parsed: Parsed, event: EventMention, mention: CountMention, counts: Sequence[CountMention]
) -> PartyMention | None:
    """The people of a figure as a party; None where the event has them or the figure tells of no one apart."""
    count = mention.count
    if count.what not in FATES.get(event.type, ()) or mention.whole is not None or count.cumulative or count.high == 0:
        return None
    if not (_in_number(parsed, mention) and of_people(parsed, mention)):
        return None
    if parsed.tokens[mention.head].lower in POINTING or (event.type == "DISPLACE" and event.recipient):
        return None  # "one of those held"; and those driven out are told by the verb
    if any(mention.first <= c.first and c.last <= mention.last and c is not mention for c in counts):
        return None  # a sum of those told one by one
    effect = cast("Effect", count.what) if count.what in HARMED else None
    found = PartyMention(first=mention.first, last=mention.last, head=mention.head, effect=effect)
    told = (*event.actor, *event.recipient)
    again = (c for c in counts if c is not mention and _alike(c.count, count))
    taken = any(c.first <= extent(p)[1] and extent(p)[0] <= c.last for c in again for p in told)
    return None if taken or meet([found], told) else found


def _alike(one: Count, other: Count) -> bool:
    """One figure told twice, as where a headline runs into its report."""
    return (one.what, one.low, one.best, one.high) == (other.what, other.low, other.best, other.high)


def _in_number(parsed: Parsed, mention: CountMention) -> bool:
    """Whether a number says how many they are; of one man described the event's own words tell."""
    return mention.count.best != 1 or any(t.lower in ONE for t in parsed.tokens[mention.first : mention.last + 1])


def of_people(parsed: Parsed, mention: CountMention) -> bool:
    """Whether a figure is of the people whom a word beside it tells hit, not of "five deaths" or a toll."""
    if mention.anchor is None or mention.first <= mention.anchor <= mention.last:
        return False
    before = parsed.tokens[max(mention.first - TOTAL_BEFORE, parsed.sentence_of(mention.first).first) : mention.first]
    return TOTALS.isdisjoint([parsed.tokens[mention.anchor].lemma, *(t.lemma for t in before)])


def is_counted(parsed: Parsed, mention: PartyMention, counts: Sequence[CountMention]) -> bool:
    """Whether a count tells what became of a party: the twelve of "killing 12"."""
    first, last = extent(mention)
    return any(c.first <= last and first <= c.last and of_people(parsed, c) for c in counts)


def as_counted(party: Party, mention: PartyMention, values: Attached) -> Party:
    """With the effect that the counts give those people; none where some were killed and some hurt."""
    if values.event.type != "ASSAULT" or values.event.status not in BEFALLEN:
        return party
    fates = {c.count.what for c in values.counts if c.first <= mention.head <= c.last and c.count.high != 0}
    if "casualties" in fates:
        return msgspec.structs.replace(party, effect=None)
    if len(fates) != 1 or fates.isdisjoint(HARMED):
        return party
    return msgspec.structs.replace(party, effect=cast("Effect", fates.pop()))
