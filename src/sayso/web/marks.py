"""The report's text, cut where values were read, so that each can be underlined in its place.

Every character of the text is shown once and in order: what a person selects on the page counts
back to offsets of the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from sayso.types import Claim, Report, Struct

# A browser reads these otherwise than they are: each is shown as one other character, so that offsets hold.
_ODD = (*range(9), 11, 12, *range(14, 32), *range(127, 160))
_SHOWN = dict.fromkeys(_ODD, "\N{REPLACEMENT CHARACTER}") | {13: " "}

# Text beyond this is not sent; a page of it would be no help to a reader.
MOST_CHARACTERS = 200_000

LAYERS = ("trigger", "actor", "recipient", "place", "when", "count", "thing", "speaker", "label")


class Mark(Struct, frozen=True):
    """A value read at `start` to `end`, for a claim."""

    start: int
    end: int
    layer: str
    claim: str


class Piece(Struct, frozen=True):
    """Text that is marked in one way throughout; `layers` and `claims` in order of LAYERS and reading."""

    text: str
    layers: tuple[str, ...]
    claims: tuple[str, ...]


class Paragraph(Struct, frozen=True):
    """A line of the report from character `start`, and the claims whose trigger stands in it."""

    start: int
    pieces: tuple[Piece, ...]
    claims: tuple[str, ...]


def shown(text: str) -> str:
    """Text as a browser can show it, character for character."""
    return text.translate(_SHOWN)


def marks_of(claim: Claim) -> list[Mark]:
    """Where each value of a claim was read."""
    spans = [("trigger", claim.trigger), ("place", claim.place), ("when", claim.when)]
    rows = [(layer, s.start, s.end) for layer, s in spans if s is not None]
    rows += [("actor", s.start, s.end) for s in claim.actor]
    rows += [("recipient", s.start, s.end) for s in claim.recipient]
    rows += [("count", s.start, s.end) for s in claim.counts]
    rows += [("thing", s.start, s.end) for s in (*claim.instruments, *claim.items)]
    rows += [("speaker", s.start, s.end) for s in claim.source.speakers]
    rows += [("label", s.start, s.end) for s in claim.labels]
    return [Mark(start, end, layer, claim.id) for layer, start, end in rows if start < end]


def paragraphs(report: Report, claims: Sequence[Claim]) -> list[Paragraph]:
    """The lines of a report with their marks; lines of white space are left out."""
    text = shown(report.text[:MOST_CHARACTERS])
    marks = [m for c in claims for m in marks_of(c) if 0 <= m.start < m.end <= len(text)]
    rows = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            inside = [m for m in marks if m.start < end and m.end > start]
            told = tuple(c.id for c in claims if start <= c.trigger.start < end or (start == 0 > c.trigger.start))
            rows.append(Paragraph(start, tuple(_pieces(text, start, end, inside)), told))
        start = end + 1
    return rows


def _pieces(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterable[Piece]:
    cuts = sorted({start, end, *(max(start, m.start) for m in marks), *(min(end, m.end) for m in marks)})
    for left, right in pairwise(cuts):
        over = [m for m in marks if m.start < right and m.end > left]
        layers = tuple(name for name in LAYERS if any(m.layer == name for m in over))
        yield Piece(text[left:right], layers, tuple(dict.fromkeys(m.claim for m in over)))
