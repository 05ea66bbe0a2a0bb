"""Pairs and parts in arrays are those of the plain definition, whatever is held in memory at a time."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.link import parts
from sayso.link.parts import near_pairs, union, unpaired

ENTRIES = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 12)), unique=True, max_size=60)


@given(ENTRIES, st.integers(1, 4), st.integers(1, 40), st.booleans())
@settings(max_examples=60, deadline=None)
def test_near_pairs_are_those_of_the_plain_definition(
    entries: list[tuple[int, int]], reach: int, lot: int, odd: bool
) -> None:
    """Neighbours of each hash, each pair once, sorted, in lots of any size; what does not count is passed over."""
    wanted = set()
    for hash in {h for h, _ in entries}:
        ordered = sorted(p for h, p in entries if h == hash)
        near = [(a, b) for (i, a), (j, b) in combinations(enumerate(ordered), 2) if j - i <= reach]
        wanted |= {(a, b) for a, b in near if not odd or (a + b) % 2}
    hashes, places = np.array([h for h, _ in entries], dtype=np.uint64), np.array([p for _, p in entries], np.int64)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "LOT", lot)
        codes = near_pairs(hashes, places, reach=reach, kept=(lambda a, b: (a + b) % 2 == 1) if odd else None)
    assert [tuple(pair) for pair in unpaired(codes).tolist()] == sorted(wanted)


@given(st.lists(st.lists(st.integers(0, 30), max_size=8), max_size=8), st.integers(1, 10))
@settings(max_examples=40, deadline=None)
def test_union_holds_each_number_once(lots: list[list[int]], lot: int) -> None:
    """However little is taken together at a time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "LOT", lot)
        found = union(np.array(numbers, dtype=np.int64) for numbers in lots)
    assert found.tolist() == sorted({n for numbers in lots for n in numbers})
