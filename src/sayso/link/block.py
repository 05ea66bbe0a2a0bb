"""Which tellings are worth comparing: those that share a block key, not all pairs.

Keys: type family with place cell and day, type family with party and day, pairs of heavy words
(which bring together reports without a date or a place), and the group of copies.
Blocks that grow too large are walked as a sorted neighbourhood, so work grows as n log n.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from hashlib import blake2b
from itertools import combinations

import numpy as np

from sayso.link.lexicon import Lexicon
from sayso.link.telling import Telling

# Half a degree is about 55 km: a village and the town it is told by fall in one cell or the next.
CELL_DEGREES = 0.5

# Keys are made of this many of the heaviest words; two of them must be shared.
HEAVY_WORDS = 9
HEAVY_LEAD_WORDS = 5

# A block of more tellings than this is sorted by day and each is compared with its neighbours only.
BLOCK_TELLINGS = 40
NEIGHBOURS = 12

# A telling of a stretch of days is entered under no more days than this.
KEYED_DAYS = 4


def candidate_pairs(rows: list[Telling], lexicon: Lexicon) -> list[tuple[int, int]]:
    """Pairs of positions in `rows` (sorted by key), each once, lower first, in order.

    Keys and pairs are kept as arrays of numbers: a million claims make some twenty million keys.
    """
    keys = array("Q")
    places = array("L")
    for i, telling in enumerate(rows):
        found = block_keys(telling, lexicon)
        keys.extend(found)
        places.extend([i] * len(found))
    if not keys:
        return []
    hashes, holders = np.frombuffer(keys, dtype=np.uint64), np.frombuffer(places, dtype=np.dtype("L")).astype(np.int64)
    order = np.lexsort((holders, hashes))
    hashes, holders = hashes[order], holders[order]
    edges = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1], [True])))
    found_pairs = array("q")
    count = len(rows)
    for start, end in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        if end - start > 1:
            found_pairs.extend(a * count + b for a, b in _pairs(rows, holders[start:end].tolist()))
    unique = np.unique(np.frombuffer(found_pairs, dtype=np.int64)) if found_pairs else np.empty(0, dtype=np.int64)
    return list(zip((unique // count).tolist(), (unique % count).tolist(), strict=True))


def _pairs(rows: list[Telling], members: list[int]) -> Iterator[tuple[int, int]]:
    """Pairs of one block: all of a small one, the neighbours of a large one."""
    reach = len(members)
    if len(members) > BLOCK_TELLINGS:
        reach = NEIGHBOURS
        members = sorted(members, key=lambda i: (rows[i].first_day or 0, rows[i].place_name or "", rows[i].key))
    for n, a in enumerate(members):
        for b in members[n + 1 : n + 1 + reach]:
            # Of one report, only its main event may go on under another number.
            if rows[a].report != rows[b].report or rows[a].main != rows[b].main:
                yield (a, b) if a < b else (b, a)


def block_keys(telling: Telling, lexicon: Lexicon) -> set[int]:
    """All keys of one telling, hashed alike in every process; two tellings that share one are compared."""
    keys: list[str] = []
    days = range(0)
    if telling.first_day is not None and telling.last_day is not None:
        days = range(max(telling.first_day, telling.last_day - KEYED_DAYS + 1), telling.last_day + 1)
    for family in sorted({lexicon.family(t) for t in telling.types}):
        for where in [*_cells(telling), *_named(telling)]:
            keys.extend(f"{family}|{where}|{day}" for day in days)
    for vector, kept in ((telling.words, HEAVY_WORDS), (telling.lead, HEAVY_LEAD_WORDS)):
        keys.extend(f"{a}|{b}" for a, b in combinations(sorted(list(vector)[:kept]), 2))
    if telling.main:
        keys.append(telling.text)
    keys.append(f"report|{telling.report}")
    return {_hash(k) for k in keys}


def _cells(telling: Telling) -> list[str]:
    """The cell of a place and its neighbours, and its country, by which vaguer tellings find it."""
    cells = [telling.country] if telling.country else []
    if telling.lat is None or telling.lon is None or (telling.precision or 1) >= 4:
        return cells
    row, column = int(telling.lat // CELL_DEGREES), int(telling.lon // CELL_DEGREES)
    return cells + [f"{r}:{c}" for r in (row, row + 1) for c in (column, column + 1)]


def _named(telling: Telling) -> list[str]:
    """Parties with a name or an id; "civilians of Syria" would put a war into one block."""
    return [p for p in telling.actors | telling.recipients if "/" not in p]


def _hash(key: str) -> int:
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
