"""Scores of word pieces made into spans of characters."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
OUTSIDE, BEGIN, INSIDE = 0, 1, 2


class TaggedSpan(msgspec.Struct, frozen=True, gc=False):
    """Characters of one sentence, tagged; `score` is the mean probability of its word pieces."""

    kind: str
    start: int
    end: int
    score: float
    continues: bool = False
    """True where the span goes on from the sentence before."""


def softmax(scores: Floats) -> Floats:
    """Probabilities along the last axis."""
    shifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True), dtype=np.float32)


def read_spans(
    kind: str, probabilities: Floats, offsets: Sequence[tuple[int, int]], text: str, *, threshold: float = 0.5
) -> list[TaggedSpan]:
    """Spans of one kind from (t, 3) probabilities of outside, begin, inside.

    A word piece belongs to a span where begin and inside together reach the threshold; a new span
    begins there where begin is the likelier of the two at the start of a word. Spans are widened to whole words.
    """
    inside = 1.0 - probabilities[:, OUTSIDE]
    if not len(offsets) or inside.max() < threshold:
        return []
    begins = probabilities[:, BEGIN] > probabilities[:, INSIDE]
    found: list[TaggedSpan] = []
    first: int | None = None
    for i in range(len(offsets) + 1):
        member = i < len(offsets) and inside[i] >= threshold
        new_word = i < len(offsets) and (i == 0 or offsets[i - 1][1] < offsets[i][0] or not _letters(text, offsets[i]))
        if first is not None and (not member or (begins[i] and new_word)):
            found.append(_span(kind, first, i, probabilities, offsets, text))
            first = None
        if member and first is None:
            first = i
    return found


def _letters(text: str, offset: tuple[int, int]) -> bool:
    return text[offset[0] : offset[1]].isalnum()


def _span(
    kind: str, first: int, stop: int, probabilities: Floats, offsets: Sequence[tuple[int, int]], text: str
) -> TaggedSpan:
    start, end = offsets[first][0], offsets[stop - 1][1]
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    score = float(1.0 - probabilities[first:stop, OUTSIDE].mean())
    goes_on = first == 0 and probabilities[0, INSIDE] > probabilities[0, BEGIN]
    return TaggedSpan(kind, start, end, round(score, 4), bool(goes_on))
