"""Scores of word pieces made into spans of characters."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
OUTSIDE, BEGIN, INSIDE = 0, 1, 2
# Kinds whose spans are noun phrases.
NOUN_KINDS = ("actor", "recipient", "source")


class TaggedSpan(msgspec.Struct, frozen=True, gc=False):
    """Characters of one sentence, tagged; `score` is the mean probability of its word pieces."""

    kind: str
    start: int
    end: int
    score: float
    continues: bool = False
    """True where the span goes on from the sentence before."""


class EventWord(msgspec.Struct, frozen=True, gc=False):
    """A word of one sentence that tells an event; `score` is the probability of its type."""

    start: int
    end: int
    type: str
    score: float


def softmax(scores: Floats) -> Floats:
    """Probabilities along the last axis."""
    shifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True), dtype=np.float32)


def read_spans(
    kind: str,
    probabilities: Floats,
    offsets: Sequence[tuple[int, int]],
    text: str,
    *,
    threshold: float = 0.5,
    floor: float | None = None,
    join: bool = False,
) -> list[TaggedSpan]:
    """Spans of one kind from (t, 3) probabilities of outside, begin, inside.

    A span is a run of word pieces in which begin and inside together reach `floor` (the threshold where None) and one
    of which reaches the threshold; so one doubtful piece does not break a phrase. With `join` a new span begins only
    behind a mark or a word outside, never between two words: right for noun phrases. Spans are widened to whole words
    and cleaned of marks and small words at their ends.
    """
    if not len(offsets):
        return []
    scores = 1.0 - probabilities[:, OUTSIDE]
    if scores.max() < threshold:
        return []
    floor = threshold if floor is None else floor
    # Plain lists: the loops below look at single numbers.
    inside, begins = scores.tolist(), (probabilities[:, BEGIN] > probabilities[:, INSIDE]).tolist()
    runs: list[tuple[int, int]] = []
    first: int | None = None
    for i in range(len(offsets) + 1):
        member = i < len(offsets) and inside[i] >= floor
        if first is not None and (not member or (begins[i] and _may_part(text, offsets, i, join=join))):
            runs.append((first, i))
            first = None
        if member and first is None:
            first = i
    spans = (_span(kind, a, b, probabilities, offsets, text) for a, b in runs if max(inside[a:b]) >= threshold)
    return [span for span in spans if span is not None]


def read_words(
    probabilities: Floats, offsets: Sequence[tuple[int, int]], text: str, types: Sequence[str]
) -> list[EventWord]:
    """Words that tell an event likelier than none, from (t, types + 1) probabilities; of a word's pieces the surest."""
    found: list[EventWord] = []
    for i in np.flatnonzero(probabilities[:, -1] < 0.5).tolist():
        start, end = _whole_words(text, *offsets[i])
        kind = int(probabilities[i, :-1].argmax())
        word = EventWord(start, end, types[kind], round(float(probabilities[i, kind]), 4))
        if found and start < found[-1].end:
            found[-1] = max(found[-1], word, key=lambda w: w.score)
        else:
            found.append(word)
    return found


def _may_part(text: str, offsets: Sequence[tuple[int, int]], i: int, *, join: bool) -> bool:
    """Whether a span may end before piece i and another begin with it."""
    before, here = offsets[i - 1], offsets[i]
    if not (text[here[0] : here[1]].isalnum() and text[before[0] : before[1]].isalnum()):
        return True
    return not join and before[1] < here[0]


# Words that begin or end no party, source or content but may be caught at its edge.
_LOOSE_ENDS = frozenset("and or but by in on of at for to with from the a an its their his her that".split())
_LOOSE_STARTS = frozenset("and or but by of".split())


def _span(
    kind: str, first: int, stop: int, probabilities: Floats, offsets: Sequence[tuple[int, int]], text: str
) -> TaggedSpan | None:
    start, end = _whole_words(text, offsets[first][0], offsets[stop - 1][1])
    if kind in NOUN_KINDS:
        start, end = _trimmed(text, start, end)
    if start >= end:
        return None
    score = float(1.0 - np.add.reduce(probabilities[first:stop, OUTSIDE]) / (stop - first))
    goes_on = first == 0 and probabilities[0, INSIDE] > probabilities[0, BEGIN]
    return TaggedSpan(kind, start, end, round(score, 4), bool(goes_on))


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The characters with the rest of the words that they cut."""
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The phrase without marks and small words at its ends; empty where nothing else is left."""
    while start < end:
        phrase = text[start:end]
        words = phrase.split()
        if not words or not any(c.isalnum() for c in phrase):
            return start, start
        last = phrase[-1]
        if not (last.isalnum() or last in '."”' or (last == ")" and "(" in phrase) or phrase[-2:] in ("s'", "s’")):
            end -= 1
        elif not phrase[0].isalnum() and phrase[0] not in "$€£\"'‘“":
            start += 1
        elif words[-1].lower() in _LOOSE_ENDS:
            end -= len(words[-1])
        elif words[0].lower() in _LOOSE_STARTS:
            start += len(words[0])
        else:
            break
    return start, end
