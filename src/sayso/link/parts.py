"""Pairs and connected parts as arrays of numbers: a million claims make some forty million keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

# Numbers sorted at a time: some 50 MB, and as much again for the pairs they make.
LOT = 1 << 20

Pairs = NDArray[np.int64]
"""Rows of two positions, the lower first."""

Kept = Callable[[NDArray[np.int64], NDArray[np.int64]], NDArray[np.bool_]]
"""Which of some pairs count, given as two columns."""


def near_pairs(
    hashes: NDArray[np.uint64],
    places: NDArray[np.int64],
    *,
    reach: int,
    most: int | None = None,
    kept: Kept | None = None,
) -> NDArray[np.int64]:
    """Pairs of places that share a hash, at most `reach` apart in the order of its places; each once, sorted.

    A pair is one number, its lower place in the upper 32 bits. Hashes that more than `most` places share are
    passed over, as are pairs that are not `kept`. Adding a place takes pairs away only where it comes between
    their two.
    """
    if len(hashes) <= LOT:
        return _near(hashes, places, reach, most, kept)
    # By the hashes' last bits, so that no lot takes more memory than another.
    count = len(hashes) // LOT + 1
    lots = hashes % np.uint64(count)
    return union(_near(hashes[lots == n], places[lots == n], reach, most, kept) for n in range(count))


def _near(
    hashes: NDArray[np.uint64], places: NDArray[np.int64], reach: int, most: int | None, kept: Kept | None
) -> NDArray[np.int64]:
    """Pairs of one lot, each once."""
    order = np.lexsort((places, hashes))
    hashes, places = hashes[order], places[order]
    if most is not None and len(hashes):
        starts = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1])))
        sizes = np.diff(np.append(starts, len(hashes)))
        few = np.repeat(sizes <= most, sizes)
        hashes, places = hashes[few], places[few]

    def steps() -> Iterator[NDArray[np.int64]]:
        for step in range(1, reach + 1):
            same = np.flatnonzero(hashes[step:] == hashes[:-step])
            if not len(same):
                break
            a, b = places[same], places[same + step]
            # Here and not at the end: most of what a common key brings together is passed over, and need not be sorted.
            counted = a != b if kept is None else (a != b) & kept(a, b)
            yield ((a << 32) | b)[counted]

    return union(steps())


def union(lots: Iterable[NDArray[np.int64]]) -> NDArray[np.int64]:
    """The numbers of all lots, each once, sorted; what lots have in common is never held for all of them at once."""
    held = np.empty(0, dtype=np.int64)
    waiting: list[NDArray[np.int64]] = []
    size = 0
    for lot in lots:
        waiting.append(lot)
        size += len(lot)
        # No oftener than what is held doubles: n log n.
        if size > max(LOT, len(held)):
            held, size = np.unique(np.concatenate([held, *waiting])), 0
            waiting.clear()
    return np.unique(np.concatenate([held, *waiting]))


def labels(count: int, pairs: Pairs) -> NDArray[np.int64]:
    """For each of the numbers 0 to count-1 the lowest that pairs connect it with."""
    root = np.arange(count, dtype=np.int64)
    a, b = pairs[:, 0], pairs[:, 1]
    while len(a):
        low, high = root[a], root[b]
        differ = low != high
        if not differ.any():
            break
        a, b, low, high = a[differ], b[differ], low[differ], high[differ]
        np.minimum.at(root, np.maximum(low, high), np.minimum(low, high))
        while True:
            higher = root[root]
            if np.array_equal(higher, root):
                break
            root = higher
    return root


def unpaired(codes: NDArray[np.int64]) -> Pairs:
    """Numbers of pairs as rows of two."""
    return np.stack([codes >> 32, codes & 0xFFFFFFFF], axis=1)
