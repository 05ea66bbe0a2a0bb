"""The foot of a page that was copied with its report: headlines of other stories, tags, links. Nothing there is told.

It begins where one of the words over such lists stands after the end of a sentence, in the second half of the
text, with a list of titles or nothing behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from sayso.furniture import any_of
from sayso.resolve.claims.findings import Findings
from sayso.types import Parsed, Token

# What opens a row of tags.
ROWS = frozenset(["Tags", "Tag", "Topics"])
# Kinds of arms that bear names: "Tomahawk missiles", "Grad rockets".
ARMS = frozenset(["missile", "rocket", "artillery", "tank", "drone", "aircraft", "helicopter", "firearm"])
# The first so much of a text is never its foot.
BODY = 0.5
# What a sentence, a counter of shares or a line ends with.
ENDS = '.!?…\n"”’)0123456789'
# Of the words behind a lone "Related" or "Tags" so many are looked at, and so many of them are capitalised.
LOOK, TITLED = 6, 4


def foot(text: str) -> int | None:
    """The character at which the foot begins; None where the page has none.

    >>> foot("Rebels shelled the town on Monday. Four people died. Related Articles Army Takes Sele Mayor Shot In Lena")
    53
    """
    for found in _marks().finditer(text, int(len(text) * BODY)):
        before = text[: found.start()].rstrip(" \t\r")
        own_line = text[found.start() - 1 : found.start()] == "\n" if found.start() else False
        sourced = "Source" in text[max(found.start() - 60, 0) : found.start()]
        if not (own_line or sourced or before[-1:] in ENDS):
            continue
        if " " in found.group() or _titles(text[found.end() : found.end() + 200]):
            return found.start()
    return None


def _titles(rest: str) -> bool:
    words = re.findall(r"[^\W\d_]+", rest)[:LOOK]
    return len(words) < LOOK or sum(word[:1].isupper() for word in words) >= TITLED


def tags(parsed: Parsed) -> frozenset[int]:
    """The tokens of rows of tags that ran into the text: "Tags Chad Lena truce Rebels shelled the town"."""
    found: list[int] = []
    for sentence in parsed.sentences:
        if parsed.tokens[sentence.first].text not in ROWS:
            continue
        row = parsed.tokens[sentence.first : sentence.last + 1]
        ends = (i for i, t in enumerate(row) if t.pos in {"DET", "NUM", "AUX"} or _tells(row[i : i + 2]))
        found += [t.i for t in row[: next(ends, len(row))]]
    return frozenset(found)


def printed(parsed: Parsed) -> frozenset[int]:
    """The tokens of what the page prints around its report."""
    if not parsed.furniture:
        return frozenset()
    return frozenset(t.i for t in parsed.tokens if any(start <= t.start < end for start, end in parsed.furniture))


def _tells(row: Sequence[Token]) -> bool:
    """Whether a finite verb begins a row; a plural before a name is oftener a tag taken for one: "missiles Chad"."""
    named = row[0].tag == "VBZ" and row[1:] and row[1].pos == "PROPN"
    return row[0].tag in {"VBD", "VBZ", "VBP", "VBN"} and not named


def above_foot(found: Findings) -> Findings:
    """Without the events and counts of the foot, the places of tags and the towns that arms are called after."""
    parsed = found.parsed
    start, row = foot(parsed.text), tags(parsed) | printed(parsed)
    if row:
        found = replace(
            found,
            events=[e for e in found.events if e.head not in row],
            counts=[c for c in found.counts if c.head not in row],
            attributions=[a for a in found.attributions if a.source_head not in row and a.cue_head not in row],
        )
    row |= {t.head for t in found.things if t.thing.kind in ARMS}
    if row:
        found = replace(found, places=[(m, p) for m, p in found.places if m.first not in row])
    if start is None:
        return found
    return replace(
        found,
        events=[e for e in found.events if parsed.tokens[e.head].start < start],
        counts=[c for c in found.counts if parsed.tokens[c.head].start < start],
    )


@cache
def _marks() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{any_of('foot')})(?![\w-])")
