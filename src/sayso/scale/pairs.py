"""Which tellings of all parts are likely one event: blocks gathered by the cluster, pairs compared part by part.

A telling goes by a number: its part in the upper 32 bits, its row there in the lower.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from sayso.link.block import Columns, Deck, WordCounts, near_cards
from sayso.link.hands import TellingPairs, alike
from sayso.scale.boiled import cards, told
from sayso.scale.folder import Folder
from sayso.scale.shuffle import by_number, over_parts, tables
from sayso.scale.texts import Carried

PAIRS = pa.schema([("a", pa.int64()), ("b", pa.int64()), ("both", pa.string())])
ENTRIES = pa.schema(
    [("bucket", pa.uint64()), ("hash", pa.uint64()), ("day", pa.int64()), ("place", pa.uint64()),
     ("self", pa.uint64()), ("report", pa.uint64()), ("main", pa.bool_()), ("number", pa.int64())]
)  # fmt: skip


def strong_pairs(ray: Any, folder: Folder, names: list[str], carried: Any) -> NDArray[np.int64]:
    """Pairs of telling numbers, lower first, that are likely one event by themselves. `carried` is held by Ray."""
    at = {name: n for n, name in enumerate(names)}
    counted = ray.put(_count_words(ray, folder, names))

    def entries(name: str) -> pa.Table:
        return _entries(folder, name, at[name], len(names), ray.get(carried), ray.get(counted))

    def compared(rows: pa.Table) -> pa.Table:
        return _compared(folder, names, rows, ray.get(carried))

    near = by_number(over_parts(ray, names, entries), "bucket", _near)
    found = [np.empty((0, 2), dtype=np.int64)]
    for rows in tables(by_number(near, "both", compared)):
        found.append(np.stack([rows["a"].to_numpy(), rows["b"].to_numpy()], axis=1))
    return np.unique(np.concatenate(found), axis=0)


def _count_words(ray: Any, folder: Folder, names: list[str]) -> WordCounts:
    words, counts, tellings = np.empty(0, dtype=np.uint32), np.empty(0, dtype=np.int64), 0
    for rows in tables(over_parts(ray, names, lambda n: _words(folder, n))):
        tellings += sum(rows["cards"].to_pylist())
        both = np.concatenate([words, *(np.array(w, dtype=np.uint32) for w in rows["words"].to_pylist())])
        many = np.concatenate([counts, *(np.array(c, dtype=np.int64) for c in rows["counts"].to_pylist())])
        words, inverse = np.unique(both, return_inverse=True)
        counts = np.bincount(inverse, weights=many, minlength=len(words)).astype(np.int64)
    return WordCounts(words, counts, tellings)


def _words(folder: Folder, name: str) -> pa.Table:
    deck = Deck()
    for card in cards(folder, name)[1]:
        deck.add(card, "")
    counted = deck.words()
    return pa.table(
        {
            "words": pa.array([counted.words], pa.list_(pa.uint32())),
            "counts": pa.array([counted.counts], pa.list_(pa.int64())),
            "cards": pa.array([counted.cards], pa.int64()),
        }
    )


def _entries(
    folder: Folder, name: str, part: int, buckets: int, carried: dict[str, Carried], counted: WordCounts
) -> pa.Table:
    """Every key of a part's tellings, with what orders a telling in its block."""
    deck = Deck()
    for report, card in zip(*cards(folder, name), strict=True):
        text = carried.get(report)
        deck.add(card, text.group if text else "")
    of = deck.columns()
    hashes, holders = deck.entries(counted)
    numbers = (np.int64(part) << 32) | np.arange(len(of.days), dtype=np.int64)
    columns = [hashes % np.uint64(buckets), hashes, *(c[holders] for c in of), numbers[holders]]
    return pa.Table.from_arrays([pa.array(c, f.type) for c, f in zip(columns, ENTRIES, strict=True)], schema=ENTRIES)


def _near(rows: pa.Table) -> pa.Table:
    """Pairs of the tellings of some blocks, with the parts they are in."""
    numbers, first, holders = np.unique(rows["number"].to_numpy(), return_index=True, return_inverse=True)
    of = Columns(*(rows[name].to_numpy()[first] for name in ("day", "place", "self", "report", "main")))
    a, b = near_cards(of, rows["hash"].to_numpy(), holders.astype(np.int64))
    left, right = numbers[a], numbers[b]
    both = [f"{x} {y}" for x, y in zip((left >> 32).tolist(), (right >> 32).tolist(), strict=True)]
    return pa.Table.from_arrays([pa.array(left), pa.array(right), pa.array(both, pa.string())], schema=PAIRS)


def _compared(folder: Folder, names: list[str], rows: pa.Table, carried: dict[str, Carried]) -> pa.Table:
    """Those pairs (all of two parts) that are likely one event."""
    pairs = np.unique(np.stack([rows["a"].to_numpy(), rows["b"].to_numpy()], axis=1), axis=0)
    numbers, places = np.unique(pairs, return_inverse=True)
    held = []
    for number in numbers.tolist():
        row = told(folder, names[number >> 32])[number & 0xFFFFFFFF]
        text = carried.get(row["report"])
        held.append((row["telling"], text.group if text else f"text:{row['report']}"))
    found = np.array(
        alike(TellingPairs(held, [(a, b) for a, b in places.reshape(-1, 2).tolist()])), dtype=np.int64
    ).reshape(-1, 2)
    kept = numbers[found]
    return pa.table([pa.array(kept[:, 0]), pa.array(kept[:, 1])], names=["a", "b"])
