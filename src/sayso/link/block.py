"""Which tellings are worth comparing: those that share a block key, not all pairs.

Keys: type family with place cell and day, type family with party and day, pairs of heavy words
(which bring together reports without a date or a place), and the group of copies.
Blocks that grow too large are walked as a sorted neighbourhood, so work grows as n log n.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from sayso.link.lexicon import Lexicon
from sayso.link.telling import Telling

# Half a degree is about 55 km: a village and the town it is told by fall in one cell or the next.
CELL_DEGREES = 0.5

# Keys are made of this many of the heaviest words; two of them must be shared.
HEAVY_WORDS = 9
HEAVY_LEAD_WORDS = 5

# A block of more tellings than this is sorted by day and each is compared with its neighbours only.
BLOCK_TELLINGS = 60
NEIGHBOURS = 25

# A telling of a stretch of days is entered under no more days than this.
KEYED_DAYS = 4


def candidate_pairs(rows: list[Telling], lexicon: Lexicon) -> list[tuple[int, int]]:
    """Pairs of positions in `rows` (sorted by key), each once, lower first, in order."""
    blocks: dict[int, list[int]] = defaultdict(list)
    for i, telling in enumerate(rows):
        for key in sorted(set(block_keys(telling, lexicon))):
            blocks[hash_key(key)].append(i)
    pairs: set[tuple[int, int]] = set()
    for members in blocks.values():
        if len(members) > 1:
            pairs.update(_pairs(rows, members))
    return sorted(pairs)


def _pairs(rows: list[Telling], members: list[int]) -> Iterator[tuple[int, int]]:
    if len(members) <= BLOCK_TELLINGS:
        for a, b in combinations(members, 2):
            if rows[a].report != rows[b].report:
                yield a, b
        return
    ordered = sorted(members, key=lambda i: (rows[i].first_day or 0, rows[i].place_name or "", rows[i].key))
    for n, a in enumerate(ordered):
        for b in ordered[n + 1 : n + 1 + NEIGHBOURS]:
            if rows[a].report != rows[b].report:
                yield (a, b) if a < b else (b, a)


def block_keys(telling: Telling, lexicon: Lexicon) -> Iterable[tuple[object, ...]]:
    """All keys of one telling; two tellings that share one are compared."""
    families = sorted({lexicon.family(t) for t in telling.types})
    days: list[int] = []
    if telling.first_day is not None and telling.last_day is not None:
        days = list(range(telling.first_day, telling.last_day + 1))[-KEYED_DAYS:]
    for family in families:
        for day in days:
            for cell in _cells(telling):
                yield "place", family, cell, day
            for party in telling.actors | telling.recipients:
                yield "party", family, party, day
    for vector, kept in ((telling.words, HEAVY_WORDS), (telling.lead, HEAVY_LEAD_WORDS)):
        for pair in combinations(sorted(list(vector)[:kept]), 2):
            yield "words", *pair
    if telling.main:
        yield "text", telling.text


def _cells(telling: Telling) -> Iterable[tuple[object, ...]]:
    """The cell of a place and its neighbours; a whole province or country goes by its name."""
    if telling.lat is None or telling.lon is None or (telling.precision or 1) >= 4:
        if telling.country:
            yield (telling.country,)
        return
    row, column = int(telling.lat // CELL_DEGREES), int(telling.lon // CELL_DEGREES)
    for r in (row, row + 1):
        for c in (column, column + 1):
            yield r, c
    if telling.country:
        yield (telling.country,)


def hash_key(key: tuple[object, ...]) -> int:
    """A hash that is the same in every process."""
    import zlib

    text = repr(key).encode("utf-8", "surrogatepass")
    return zlib.crc32(text) << 32 | zlib.adler32(text)
