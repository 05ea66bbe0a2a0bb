"""Linking on a cluster: the incidents that `sayso.link.link` makes of all claims, made part by part.

Copies and pairs are found by blocks that the cluster gathers; what likely pairs connect is worked out here, from
numbers alone; what is connected is settled together, wherever its parts lie.
"""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from sayso.errors import SaysoError
from sayso.link.copies import Texts
from sayso.link.hands import Lot, settle
from sayso.link.parts import labels
from sayso.scale.boiled import MARKS, TELLINGS, boil_part, table
from sayso.scale.cluster import on_cluster, surviving
from sayso.scale.folder import Folder
from sayso.scale.pairs import strong_pairs
from sayso.scale.parts import DONE, INCIDENTS, packed
from sayso.scale.shuffle import by_number, over_parts, tables
from sayso.scale.texts import Carried, find_groups, texts_of
from sayso.types import Incident, Struct

# Tellings settled in one go: some tens of megabytes with their claims.
LOT_TELLINGS = 2_000

MADE = pa.schema([("incidents", pa.int64())])


class Ties(Struct, frozen=True):
    """The tellings that strong pairs tie to others, by number in order: the lot that settles each; and the pairs."""

    numbers: NDArray[np.int64]
    lots: NDArray[np.int64]
    pairs: NDArray[np.int64]
    pair_lots: NDArray[np.int64]


def scale_link(out: str, *, address: str | None = None) -> int:
    """Link what `scale_code` left in `out`; writes `out`/incidents and returns how many there are."""
    folder = Folder(out)
    names = [name.removesuffix(".json") for name in folder.names(DONE)]
    if not names:
        raise SaysoError(f"{out}: holds no coded reports. Run: sayso scale code INPUT... --out {out}")
    with on_cluster(address) as ray:
        count = surviving(ray, lambda: _linked(ray, folder, names))
    folder.clear("link")
    return count


def _linked(ray: Any, folder: Folder, names: list[str]) -> int:
    """Write the incidents; how many there are. Whatever a run before left of them goes."""
    folder.clear(INCIDENTS)
    list(tables(over_parts(ray, names, lambda n: _boiled(folder, n))))
    carried = ray.put(find_groups(ray, folder, names))
    ties = _ties(strong_pairs(ray, folder, names, carried))
    held = ray.put(ties)
    at = {name: n for n, name in enumerate(names)}

    def alone(name: str) -> pa.Table:
        return _alone(folder, name, at[name], ray.get(held), ray.get(carried))

    def tied(name: str) -> pa.Table:
        return _tied(folder, name, at[name], ray.get(held), ray.get(carried))

    def together(rows: pa.Table) -> pa.Table:
        return _together(folder, rows, ray.get(held))

    found = [*tables(over_parts(ray, names, alone))]
    found += tables(by_number(over_parts(ray, names, tied), "lot", together))
    return sum(int(n) for rows in found for n in rows["incidents"].to_pylist())


def _boiled(folder: Folder, name: str) -> pa.Table:
    boil_part(folder, name)
    return pa.table({"part": [name]})


def _ties(pairs: NDArray[np.int64]) -> Ties:
    """Lots of whole connected parts, in order of their first tellings."""
    numbers, places = np.unique(pairs, return_inverse=True)
    places = places.reshape(-1, 2)
    root = labels(len(numbers), places)
    first, sizes = np.unique(root, return_counts=True)
    lots = (np.cumsum(sizes) - sizes) // LOT_TELLINGS
    of = lots[np.searchsorted(first, root)] if len(first) else root
    return Ties(numbers, of, pairs, of[places[:, 0]] if len(places) else root)


def _alone(folder: Folder, name: str, part: int, ties: Ties, carried: dict[str, Carried]) -> pa.Table:
    """Settle a part's tellings that nothing ties to others."""
    rows, numbers = _rows(folder, name, part, carried)
    free = ~np.isin(numbers, ties.numbers)
    return _settled(folder, name, rows.filter(pa.array(free)), np.empty((0, 2), dtype=np.int64))


def _tied(folder: Folder, name: str, part: int, ties: Ties, carried: dict[str, Carried]) -> pa.Table:
    """A part's tellings that are tied to others, each with its lot."""
    rows, numbers = _rows(folder, name, part, carried)
    rows = rows.filter(pa.array(np.isin(numbers, ties.numbers)))
    kept = rows["number"].to_numpy()
    return rows.append_column("lot", pa.array(ties.lots[np.searchsorted(ties.numbers, kept)]))


def _rows(folder: Folder, name: str, part: int, carried: dict[str, Carried]) -> tuple[pa.Table, NDArray[np.int64]]:
    """A part's tellings with their numbers and with what linking asks of their report's text."""
    held = table(folder, f"{TELLINGS}/{name}.parquet", ["report", "outlet", "published", "telling", "claims"])
    numbers = (np.int64(part) << 32) | np.arange(held.num_rows, dtype=np.int64)
    marks = table(folder, f"{MARKS}/{name}.parquet", ["id", "agency"]).to_pylist()
    texts = texts_of(((m["id"], m["agency"]) for m in marks), carried)
    reports = held["report"].to_pylist()
    group = [texts.group.get(r, "") for r in reports]
    held = held.append_column("number", pa.array(numbers)).append_column("group", pa.array(group, pa.string()))
    held = held.append_column("agency", pa.array([texts.agency.get(r) for r in reports], pa.string()))
    return held.append_column("shared", pa.array([g in texts.shared for g in group], pa.bool_())), numbers


def _together(folder: Folder, rows: pa.Table, ties: Ties) -> pa.Table:
    """Settle one lot."""
    lot = rows["lot"][0].as_py()
    rows = rows.sort_by("number")
    pairs = np.searchsorted(rows["number"].to_numpy(), ties.pairs[ties.pair_lots == lot])
    return _settled(folder, f"lot-{lot:07d}", rows, pairs)


def _settled(folder: Folder, name: str, rows: pa.Table, strong: NDArray[np.int64]) -> pa.Table:
    told: list[dict[str, Any]] = rows.to_pylist()
    texts = Texts(
        {r["report"]: r["group"] for r in told},
        {r["report"]: r["agency"] for r in told if r["agency"]},
        frozenset(r["group"] for r in told if r["shared"]),
    )
    lot = Lot(
        rows=[(r["telling"], r["group"]) for r in told],
        strong=[(a, b) for a, b in strong.tolist()],
        same=[],
        apart=[],
        claims=[c for r in told for c in r["claims"]],
        heads=sorted({(r["report"], r["outlet"], r["published"]) for r in told}),
        texts=texts,
        judgements=[],
    )
    raws = [raw for _, made in settle(lot) for raw in made]
    incidents = sorted(msgspec.json.decode(b"[" + b",".join(raws) + b"]", type=list[Incident]), key=lambda i: i.id)
    if incidents:
        folder.write(f"{INCIDENTS}/{name}.parquet", packed(incidents, Incident))
    return pa.table({"incidents": [len(incidents)]}, MADE)
