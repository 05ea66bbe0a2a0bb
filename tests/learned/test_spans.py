"""Scores of word pieces become spans of whole words."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.learned.spans import read_spans, softmax

TEXT = "Karo's army shelled Benda"
OFFSETS = [(0, 4), (4, 5), (5, 6), (7, 11), (12, 17), (17, 19), (20, 25)]


def chances(labels: str) -> np.ndarray:
    """Sure probabilities for a string of o, b, i."""
    rows = np.full((len(labels), 3), 0.02, dtype=np.float32)
    for n, label in enumerate(labels):
        rows[n, "obi".index(label)] = 0.96
    return rows


def texts(labels: str) -> list[str]:
    return [TEXT[s.start : s.end] for s in read_spans("actor", chances(labels), OFFSETS, TEXT)]


def test_spans_follow_begin_and_inside() -> None:
    """A span runs over inside pieces, and a begin parts two neighbours."""
    assert texts("biiiooo") == ["Karo's army"]
    assert texts("biibooo") == ["Karo's", "army"]
    assert texts("ooooooo") == []


def test_spans_cover_whole_words() -> None:
    """A word of two pieces is never cut, whichever piece was tagged."""
    assert texts("oooobob") == ["shelled", "Benda"]
    assert texts("ooooobo") == ["shelled"]


def test_spans_continue_from_the_sentence_before() -> None:
    """A quotation that runs on has no beginning in its second sentence."""
    (span,) = read_spans("content", chances("iiioooo"), OFFSETS, TEXT)
    assert span.continues
    (span,) = read_spans("content", chances("biioooo"), OFFSETS, TEXT)
    assert not span.continues


def test_spans_threshold_finds_the_doubtful() -> None:
    """A lower threshold keeps what is less sure."""
    doubtful = np.array([[0.6, 0.3, 0.1]] * len(OFFSETS), dtype=np.float32)
    assert read_spans("actor", doubtful, OFFSETS, TEXT) == []
    assert read_spans("actor", doubtful, OFFSETS, TEXT, threshold=0.35)


@given(st.lists(st.tuples(*[st.floats(-20, 20)] * 3), min_size=len(OFFSETS), max_size=len(OFFSETS)))
def test_spans_are_ordered_and_apart(scores: list[tuple[float, float, float]]) -> None:
    """Whatever the scores, spans lie in the text, in order, and do not overlap."""
    spans = read_spans("cue", softmax(np.array(scores, dtype=np.float32)), OFFSETS, TEXT)
    for span in spans:
        assert 0 <= span.start < span.end <= len(TEXT)
        assert 0.0 <= span.score <= 1.0
    for left, right in pairwise(spans):
        assert left.end <= right.start


def test_spans_go_on_through_doubt() -> None:
    """One doubtful piece inside a phrase does not break it, and none alone makes one."""
    rows = chances("biooooo")
    rows[2] = (0.7, 0.0, 0.3)
    assert [s.end for s in read_spans("actor", rows, OFFSETS, TEXT)] == [4]
    assert [(s.start, s.end) for s in read_spans("actor", rows, OFFSETS, TEXT, floor=0.2)] == [(0, 6)]
    assert read_spans("actor", rows[2:], OFFSETS[2:], TEXT, floor=0.2) == []


def test_spans_joined_where_words_touch() -> None:
    """Party phrases are not cut between two words without a mark."""
    assert [TEXT[s.start : s.end] for s in read_spans("actor", chances("biibooo"), OFFSETS, TEXT, join=True)] == [
        "Karo's army"
    ]


def test_spans_lose_loose_ends() -> None:
    """Marks and small words at the ends are not part of a party."""
    text = "and the guards, by"
    offsets = [(0, 3), (4, 7), (8, 14), (14, 15), (16, 18)]
    assert [text[s.start : s.end] for s in read_spans("actor", chances("biiii"), offsets, text)] == ["the guards"]
    assert read_spans("actor", chances("ooooi"), offsets, text) == []
