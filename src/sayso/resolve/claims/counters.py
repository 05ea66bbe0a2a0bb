"""Counters of readers and sharers that ran into the text of a page: nobody there was killed or did anything."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import msgspec

from sayso.furniture import any_of
from sayso.resolve.claims.findings import Findings
from sayso.types import EventMention, PartyMention

# Words that open a sentence.
OPENING = "A|An|The|At|In|On|Some|More|Several|This|According|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten"


def counters(text: str) -> list[tuple[int, int]]:
    """First and last character of each, in order, with what ran into it before.

    >>> counters("02.10.2017Get short URL 0 191 Rebels shelled the town")
    [(10, 25)]
    """
    return [m.span() for m in _pattern().finditer(text)]


def without_counters(found: Findings) -> Findings:
    """The findings without people that are only a counter's."""
    spans = counters(found.parsed.text)
    if not spans:
        return found
    tokens = found.parsed.tokens
    inside = {t.i for t in tokens for start, end in spans if start <= t.start < end}
    return replace(
        found,
        counts=[c for c in found.counts if inside.isdisjoint((c.first, c.head))],
        events=[_event(e, inside) for e in found.events if e.head not in inside],
    )


def _event(event: EventMention, inside: set[int]) -> EventMention:
    return msgspec.structs.replace(event, actor=_kept(event.actor, inside), recipient=_kept(event.recipient, inside))


def _kept(mentions: Sequence[PartyMention], inside: set[int]) -> tuple[PartyMention, ...]:
    return tuple(m for m in mentions if m.head not in inside)


@cache
def _pattern() -> re.Pattern[str]:
    # The last number before a noun counts what the text tells of: "Get short URL 0 85 12 rebels were killed".
    number = rf"\d[\d.,]{{0,9}}[KkM]?(?=\s+(?:\d|\n|(?:{OPENING})\b|[A-Z]{{4}})|\s*$)"
    return re.compile(rf"(?<![^\W\d_])(?:{any_of('counters')}):?(?: {number}){{1,4}}|Get short URL")
