"""Which tellings are worth comparing: those that share a block key, not all pairs.

Keys: type family with place cell and day, type family with party and day, pairs of heavy words
(which bring together reports without a date or a place), and the group of copies.
A block is walked as a sorted neighbourhood, so work grows as n log n.

What a telling brings is one Card, made once. Which pairs come of all cards is worked out over all of
them each time, in arrays: how rare a word is depends on the others.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import combinations
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from sayso.link.lexicon import Lexicon
from sayso.link.parts import LOT, near_pairs, union
from sayso.link.telling import Telling
from sayso.link.words import load_weights

# Half a degree is about 55 km: a village and the town it is told by fall in one cell or the next.
CELL_DEGREES = 0.5

# Keys are made of pairs of this many words, the heaviest of the text or its lead when how many other tellings
# have them is counted in. So many of each are looked at.
KEY_WORDS = 10
HEAVY_WORDS = 28
HEAVY_LEAD_WORDS = 10

# A telling of the store says as much of how common a word is there as this many other reports.
TELLING_REPORTS = 5.0

# A block is sorted by day and place, and each telling compared with so many before and after it. All are
# compared in a block no larger than this.
NEIGHBOURS = 24

# Events whose days are known to be further apart than this are not compared.
FAR_DAYS = 60

# Cards whose keys are made at a time: some 50 MB.
KEYED_CARDS = 10_000

# A telling of a stretch of days is entered under no more days than this.
KEYED_DAYS = 4


class Card(msgspec.Struct, frozen=True, array_like=True):
    """Where one telling stands among all others: its block keys, and its place in every block's order.

    Numbers are hashes, alike in every process.
    """

    day: int
    place: int
    self: int
    report: int
    main: bool
    keys: bytes
    words: bytes
    weights: bytes


def card(telling: Telling, lexicon: Lexicon) -> Card:
    heavy = dict(list(telling.lead.items())[:HEAVY_LEAD_WORDS]) | dict(list(telling.words.items())[:HEAVY_WORDS])
    words = sorted(heavy)
    first, last = telling.first_day or 0, telling.last_day or 0
    return Card(
        # No day is known of what was done some time two years ago.
        first if last - first <= FAR_DAYS else 0,
        _hash(telling.place_name or ""),
        _hash(telling.key),
        _hash(telling.report),
        telling.main,
        np.array(sorted(block_keys(telling, lexicon)), dtype=np.uint64).tobytes(),
        np.array(words, dtype=np.uint32).tobytes(),
        np.array([heavy[w] for w in words], dtype=np.uint16).tobytes(),
    )


class Columns(NamedTuple):
    """Of each card its place in the order of a block (day, place, itself), its report, and whether it is a main one."""

    days: NDArray[np.int64]
    places: NDArray[np.uint64]
    selves: NDArray[np.uint64]
    reports: NDArray[np.uint64]
    main: NDArray[np.bool_]


class WordCounts(NamedTuple):
    """Hashes of words, sorted, how many cards have each, and how many cards there are."""

    words: NDArray[np.uint32]
    counts: NDArray[np.int64]
    cards: int


class Entries(NamedTuple):
    """Keys, each with the card it is of."""

    hashes: NDArray[np.uint64]
    holders: NDArray[np.int64]


def near_cards(
    of: Columns, hashes: NDArray[np.uint64], holders: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of cards that share a key and are near in its block: two columns, lower first."""
    return _columns(_near(of, [Entries(hashes, holders)]))


def _near(of: Columns, lots: Iterable[Entries]) -> NDArray[np.int64]:
    """The same as one number a pair, sorted. All that have one key are in one lot."""
    order = np.lexsort((of.selves, of.places, of.days))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    days, reports, main = of.days[order], of.reports[order], of.main[order]

    def kept(a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.bool_]:
        # In this order days never fall; a pair with an unknown one, which is 0, counts.
        found: NDArray[np.bool_] = (days[b] - days[a] <= FAR_DAYS) | (days[a] == 0)
        # Of one report, only its main event may go on under another number.
        found &= (reports[a] != reports[b]) | (main[a] != main[b])
        return found

    def near(lot: Entries) -> NDArray[np.int64]:
        a, b = _columns(near_pairs(lot.hashes, rank[lot.holders], reach=NEIGHBOURS, kept=kept))
        a, b = order[a], order[b]
        found: NDArray[np.int64] = (np.minimum(a, b) << 32) | np.maximum(a, b)
        return found

    return union(map(near, lots))


def _columns(codes: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    return codes >> 32, codes & 0xFFFFFFFF


class Deck:
    """All cards, as arrays of numbers."""

    def __init__(self) -> None:
        self._days, self._places, self._selves, self._reports = array("q"), array("Q"), array("Q"), array("Q")
        self._texts, self._main = array("Q"), bytearray()
        self._keys, self._key_counts = bytearray(), array("q")
        self._words, self._weights, self._word_counts = bytearray(), bytearray(), array("q")

    def add(self, card: Card, text: str) -> None:
        """`text` is the group of copies that the card's report belongs to."""
        self._days.append(card.day)
        self._places.append(card.place)
        self._selves.append(card.self)
        self._reports.append(card.report)
        self._texts.append(_hash(text) if text and card.main else 0)
        self._main.append(card.main)
        self._keys += card.keys
        self._key_counts.append(len(card.keys) // 8)
        self._words += card.words
        self._weights += card.weights
        self._word_counts.append(len(card.words) // 4)

    def pairs(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Pairs of cards (by the order they were added in) worth comparing: two columns, lower first."""
        return _columns(_near(self.columns(), self._lots(self.words())))

    def columns(self) -> Columns:
        """What orders the cards in a block, and what keeps two apart."""
        return Columns(
            np.frombuffer(self._days, dtype=np.int64),
            np.frombuffer(self._places, dtype=np.uint64),
            np.frombuffer(self._selves, dtype=np.uint64),
            np.frombuffer(self._reports, dtype=np.uint64),
            np.frombuffer(self._main, dtype=bool),
        )

    def words(self) -> WordCounts:
        """How many of these cards have each of their words."""
        distinct, counts = np.unique(np.frombuffer(self._words, dtype=np.uint32), return_counts=True)
        return WordCounts(distinct, counts, len(self._word_counts))

    def entries(self, counted: WordCounts) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        """All keys of the cards, each with the card it is of; `counted` are the words of all cards there are."""
        hashes, holders = zip(*self._keyed(counted), strict=True)
        return np.concatenate(hashes), np.concatenate(holders)

    def _lots(self, counted: WordCounts) -> Iterator[Entries]:
        """The same in lots by the keys' last bits. Holders wait in 32 bits: this is the largest thing in memory."""
        most = len(self._keys) // 8 + len(self._days) * (2 + KEY_WORDS * (KEY_WORDS - 1) // 2)
        count = most // LOT + 1
        lots: list[list[tuple[NDArray[np.uint64], NDArray[np.uint32]]]] = [[] for _ in range(count)]
        for hashes, holders in self._keyed(counted):
            last = (hashes % np.uint64(count)).astype(np.int64)
            order = np.argsort(last, kind="stable")
            bounds = np.searchsorted(last[order], np.arange(count + 1))
            hashes, small = hashes[order], holders[order].astype(np.uint32)
            for n, lot in enumerate(lots):
                mine = slice(bounds[n], bounds[n + 1])
                lot.append((hashes[mine].copy(), small[mine].copy()))
        for lot in lots:
            keys, owners = zip(*lot, strict=True)
            lot.clear()
            yield Entries(np.concatenate(keys), np.concatenate(owners).astype(np.int64))

    def _keyed(self, counted: WordCounts) -> Iterator[Entries]:
        """All keys, some thousand cards at a time."""
        reports, texts = np.frombuffer(self._reports, dtype=np.uint64), np.frombuffer(self._texts, dtype=np.uint64)
        keys, key_counts = np.frombuffer(self._keys, dtype=np.uint64), np.frombuffer(self._key_counts, dtype=np.int64)
        words, word_counts = np.frombuffer(self._words, dtype=np.uint32), np.array(self._word_counts, dtype=np.int64)
        weights = np.frombuffer(self._weights, dtype=np.uint16)
        first_key, first_word = np.append(0, np.cumsum(key_counts)), np.append(0, np.cumsum(word_counts))
        for first in range(0, max(1, len(reports)), KEYED_CARDS):
            last = min(first + KEYED_CARDS, len(reports))
            every = np.arange(first, last)
            copied = first + np.flatnonzero(texts[first:last])
            told = slice(first_word[first], first_word[last])
            holders = np.repeat(every, word_counts[first:last])
            word_keys = _word_keys(words[told], weights[told].astype(np.float64), holders, counted)
            own = keys[first_key[first] : first_key[last]]
            yield Entries(
                np.concatenate([own, texts[copied], reports[first:last], word_keys.hashes]),
                np.concatenate([np.repeat(every, key_counts[first:last]), copied, every, word_keys.holders]),
            )


def _word_keys(
    words: NDArray[np.uint32], weights: NDArray[np.float64], holders: NDArray[np.int64], counted: WordCounts
) -> Entries:
    """Pairs of each card's heaviest words that others have too, hashed, with the cards they are of."""
    distinct, inverse = np.unique(words, return_inverse=True)
    counts = counted.counts[np.searchsorted(counted.words, distinct)]
    background = load_weights()
    plain = background.seen_in(distinct)
    total = background.reports
    joint = np.log((total + TELLING_REPORTS * counted.cards) / (plain + TELLING_REPORTS * counts))
    weights = weights * (joint / np.log(total / plain))[inverse]
    kept = (counts > 1)[inverse]
    words, holders, weights = words[kept], holders[kept], weights[kept]
    order = np.lexsort((words, -weights, holders))
    words, holders = words[order], holders[order]
    starts = np.flatnonzero(np.concatenate(([True], holders[1:] != holders[:-1]))) if len(holders) else holders
    sizes = np.diff(np.append(starts, len(holders)))
    nth = np.arange(len(holders)) - np.repeat(starts, sizes)
    rows = np.repeat(np.arange(len(starts)), sizes)
    chosen = np.zeros((len(starts), KEY_WORDS), dtype=np.uint64)
    near = nth < KEY_WORDS
    chosen[rows[near], nth[near]] = words[near].astype(np.uint64) + np.uint64(1)
    keys, owners = [np.empty(0, dtype=np.uint64)], [np.empty(0, dtype=np.int64)]
    for i, j in combinations(range(KEY_WORDS), 2):
        full = np.flatnonzero(chosen[:, j])
        one, two = chosen[full, i], chosen[full, j]
        # The lower word leads; its half of the number never meets that of a hashed key but by chance.
        keys.append((np.minimum(one, two) << np.uint64(31)) ^ (np.maximum(one, two) * np.uint64(0x9E3779B97F4A7C15)))
        owners.append(holders[starts[full]])
    return Entries(np.concatenate(keys), np.concatenate(owners))


def candidate_pairs(rows: Iterable[Telling], lexicon: Lexicon) -> list[tuple[int, int]]:
    """Pairs of positions in `rows`, each once, lower first, in order."""
    deck = Deck()
    for telling in rows:
        deck.add(card(telling, lexicon), telling.text)
    a, b = deck.pairs()
    return sorted(zip(a.tolist(), b.tolist(), strict=True))


def block_keys(telling: Telling, lexicon: Lexicon) -> set[int]:
    """The keys of time, place and party of one telling, hashed; two tellings that share one are compared."""
    keys: list[str] = []
    days: Sequence[int | None] = [None]  # those without any day meet one another
    if telling.first_day is not None and telling.last_day is not None:
        days = range(max(telling.first_day, telling.last_day - KEYED_DAYS + 1), telling.last_day + 1)
    for family in sorted({lexicon.family(t) for t in telling.types}):
        for where in [*_cells(telling), *_named(telling)]:
            keys.extend(f"{family}|{where}|{day}" for day in days)
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
    return [p for p in sorted({*telling.actors, *telling.recipients}) if "/" not in p]


def _hash(key: str) -> int:
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
