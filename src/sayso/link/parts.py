"""Pairs and connected parts as arrays of numbers: a million claims make some twenty million keys."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

# Numbers sorted at a time: some 200 MB.
LOT = 1 << 22

Pairs = NDArray[np.int64]
"""Rows of two positions, the lower first."""


def near_pairs(
    hashes: NDArray[np.uint64], places: NDArray[np.int64], *, reach: int, most: int | None = None
) -> NDArray[np.int64]:
    """Pairs of places that share a hash, at most `reach` apart in the order of its places; each once, sorted.

    A pair is one number, its lower place in the upper 32 bits. Hashes that more than `most` places share are
    passed over. Adding a place takes pairs away only where it comes between their two.
    """
    if len(hashes) > LOT:
        # By the hashes' last bits, so that no lot takes more memory than another.
        lots = (hashes % np.uint64(len(hashes) // LOT + 1)).astype(np.int64)
        found = [_near(hashes[lots == n], places[lots == n], reach, most) for n in range(int(lots.max()) + 1)]
    else:
        found = [_near(hashes, places, reach, most)]
    return np.unique(np.concatenate(found))


def _near(hashes: NDArray[np.uint64], places: NDArray[np.int64], reach: int, most: int | None) -> NDArray[np.int64]:
    """Pairs of one lot, each once."""
    order = np.lexsort((places, hashes))
    hashes, places = hashes[order], places[order]
    if most is not None and len(hashes):
        starts = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1])))
        sizes = np.diff(np.append(starts, len(hashes)))
        kept = np.repeat(sizes <= most, sizes)
        hashes, places = hashes[kept], places[kept]
    lot = [np.empty(0, dtype=np.int64)]
    for step in range(1, reach + 1):
        same = np.flatnonzero(hashes[step:] == hashes[:-step])
        if not len(same):
            break
        a, b = places[same], places[same + step]
        lot.append(((a << 32) | b)[a != b])
    return np.unique(np.concatenate(lot))


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
