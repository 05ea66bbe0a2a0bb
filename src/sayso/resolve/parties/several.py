"""Phrases that name people of several states: "the foreign ministers of Chad and Niger", "Syrian and Russian jets"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sayso.find.names import ReportNames
from sayso.types import Parsed, PartyMention

# Adjectives are looked for this many words before the noun.
LONGEST_FRONT = 12
JOINED = frozenset(["and", "or", ",", "-"])


def states_told(parsed: Parsed, names: ReportNames, mention: PartyMention) -> list[str]:
    """The states (alpha-3) whose people a plural noun names together, in order; fewer than two tell nothing new."""
    head = parsed.tokens[mention.head]
    if head.tag not in ("NNS", "NNPS"):
        return []
    found: dict[str, None] = dict.fromkeys(_before(parsed, names, mention))
    if len(found) < 2:
        found = dict.fromkeys(_behind(parsed, names, mention.head))
    return list(found)


def _before(parsed: Parsed, names: ReportNames, mention: PartyMention) -> Iterator[str]:
    """Adjectives joined by "and", "or" or commas right before the noun and its other adjectives."""
    tokens = parsed.tokens
    told: list[tuple[int, str]] = []
    for i in range(max(mention.first, mention.head - LONGEST_FRONT), mention.head):
        country = names.demonyms.get(i)
        if country is not None and not names.merely_backs(i) and tokens[i].tag != "NNPS":
            told.append((i, country))
    for (i, country), (j, _) in pairwise(told):
        if all(t.lower in JOINED for t in tokens[i + 1 : j]) and j > i + 1:
            yield country
    if len(told) > 1 and all(t.lower in JOINED for t in tokens[told[-2][0] + 1 : told[-1][0]]):
        yield told[-1][1]


def _behind(parsed: Parsed, names: ReportNames, head: int) -> Iterator[str]:
    """States joined by "and" after "of"."""
    tokens = parsed.tokens
    for prep in parsed.children[head]:
        if tokens[prep].lower != "of" or prep < head:
            continue
        i = prep + 1
        while i < len(tokens) and tokens[i].sentence == tokens[head].sentence:
            span = names.at.get(i)
            if span is not None and span.chosen is not None and span.chosen.kind == "state" and span.chosen.country:
                yield span.chosen.country
                i = span.last + 1
            elif tokens[i].lower in ("and", ",", "the"):
                i += 1
            else:
                return
        return
