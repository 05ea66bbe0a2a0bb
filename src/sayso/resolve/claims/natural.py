"""Deaths that nobody caused: of illness, hunger or cold, by accident. They tell no attack, whatever one is near.

What an accident is, `find.events.accidents` says; here it is said what that means for counts and events.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.find.counts.fates import HARM
from sayso.find.events.accidents import against_illness, befell
from sayso.types import CountMention, EventMention, Parsed


def by_force(parsed: Parsed, counts: Sequence[CountMention], events: Sequence[EventMention]) -> list[CountMention]:
    """The counts without those of people who died of what nobody did to them; a siege starves whom it holds."""
    tokens = parsed.tokens
    sieges = {tokens[e.head].sentence for e in events if e.mode == "besiege"}
    return [
        c for c in counts if c.count.what not in HARM or tokens[c.head].sentence in sieges or not _natural(parsed, c)
    ]


def by_nobody(parsed: Parsed, event: EventMention) -> bool:
    """Whether an event is only the death of people to whom nobody did anything, or their fight for health."""
    return event.type == "ASSAULT" and (befell(parsed, event.head) or against_illness(parsed, event.head))


def _natural(parsed: Parsed, mention: CountMention) -> bool:
    return mention.anchor is not None and befell(parsed, mention.anchor)
