"""Which reports of all parts carry one text: the groups that `sayso.link.copies` finds, found by the cluster."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import numpy as np
import pyarrow as pa

from sayso.link.copies import REACH, RUN_REPORTS, Texts
from sayso.link.hands import TextPairs, copied
from sayso.link.parts import labels, near_pairs
from sayso.scale.boiled import MARKS, table, text_of
from sayso.scale.folder import Folder
from sayso.scale.shuffle import by_number, over_parts, tables
from sayso.types import Struct

BANDS, RUNS = 0, 1


class Carried(Struct, frozen=True):
    """What linking must know of a report's text where it is not its own alone: the group, and the agency."""

    group: str
    agency: str | None
    shared: bool


def texts_of(reports: Iterable[tuple[str, str | None]], carried: dict[str, Carried]) -> Texts:
    """Texts of some reports (id, agency they credit), with the groups of those that carry others' text."""
    rows = {id: carried.get(id) or Carried(f"text:{id}", agency, False) for id, agency in reports}
    return Texts(
        {id: c.group for id, c in rows.items()},
        {id: c.agency for id, c in rows.items() if c.agency},
        frozenset(c.group for c in rows.values() if c.shared),
    )


def find_groups(ray: Any, folder: Folder, names: list[str]) -> dict[str, Carried]:
    """The reports that carry a text with others, all parts taken together."""
    buckets = len(names)
    first: dict[str, str] = {}
    for rows in tables(by_number(over_parts(ray, names, lambda n: _digests(folder, n, buckets)), "bucket", _repeated)):
        first.update(zip(rows["id"].to_pylist(), rows["first"].to_pylist(), strict=True))
    later = ray.put(frozenset(first))
    spread = over_parts(ray, names, lambda n: _hashes(folder, n, buckets, ray.get(later)))
    near = by_number(by_number(spread, "bucket", lambda t: _near(t, buckets)), "both", lambda t: _copied(folder, t))
    pairs = [pair for rows in tables(near) for pair in zip(*rows.to_pydict().values(), strict=True)]
    return _groups([*first.items(), *pairs], ray, folder, names)


def _digests(folder: Folder, name: str, buckets: int) -> pa.Table:
    held = table(folder, f"{MARKS}/{name}.parquet", ["id", "digest"])
    return held.append_column("bucket", pa.array(held["digest"].to_numpy() % np.uint64(buckets)))


def _repeated(rows: pa.Table) -> pa.Table:
    """Each report with the very text of one before it (by id), and the first of them."""
    found: dict[str, list[str]] = {"id": [], "first": []}
    heads: dict[int, str] = {}
    for id, digest in sorted(zip(rows["id"].to_pylist(), rows["digest"].to_pylist(), strict=True)):
        if heads.setdefault(digest, id) != id:
            found["id"].append(id)
            found["first"].append(heads[digest])
    return pa.table(found, pa.schema([("id", pa.string()), ("first", pa.string())]))


def _hashes(folder: Folder, name: str, buckets: int, later: frozenset[str]) -> pa.Table:
    """Bands and runs of a part's reports, but of those whose very text stands earlier."""
    columns: dict[str, list[Any]] = {"bucket": [], "hash": [], "kind": [], "id": [], "part": []}
    for row in table(folder, f"{MARKS}/{name}.parquet").to_pylist():
        for kind, raw in ((BANDS, row["bands"]), (RUNS, row["runs"])):
            if row["id"] not in later:
                hashes = np.frombuffer(raw, dtype=np.uint64)
                columns["bucket"] += (hashes % np.uint64(buckets)).tolist()
                columns["hash"] += hashes.tolist()
                for key, value in (("kind", kind), ("id", row["id"]), ("part", name)):
                    columns[key] += [value] * len(hashes)
    types = {"bucket": pa.uint64(), "hash": pa.uint64(), "kind": pa.int8(), "id": pa.string(), "part": pa.string()}
    return pa.table({k: pa.array(v, types[k]) for k, v in columns.items()})


def _near(rows: pa.Table, buckets: int) -> pa.Table:
    """Pairs of reports worth measuring, with their parts."""
    ids = sorted(set(rows["id"].to_pylist()))
    place = {id: n for n, id in enumerate(ids)}
    part = dict(zip(rows["id"].to_pylist(), rows["part"].to_pylist(), strict=True))
    hashes, kinds = rows["hash"].to_numpy(), rows["kind"].to_numpy()
    places = np.array([place[id] for id in rows["id"].to_pylist()], dtype=np.int64)
    bands, told = kinds == BANDS, kinds == RUNS
    codes = np.union1d(
        near_pairs(hashes[bands], places[bands], reach=REACH),
        near_pairs(hashes[told], places[told], reach=REACH, most=RUN_REPORTS),
    )
    a, b = [ids[i] for i in (codes >> 32).tolist()], [ids[i] for i in (codes & 0xFFFFFFFF).tolist()]
    both = [f"{part[x]} {part[y]}" for x, y in zip(a, b, strict=True)]
    return pa.table({"a": pa.array(a, pa.string()), "b": pa.array(b, pa.string()), "both": pa.array(both, pa.string())})


def _copied(folder: Folder, rows: pa.Table) -> pa.Table:
    """The pairs (all of two parts) that are copied from one another."""
    pairs = sorted(set(zip(rows["a"].to_pylist(), rows["b"].to_pylist(), strict=True)))
    left, right = (text_of(folder, name) for name in rows["both"][0].as_py().split(" "))
    ids = sorted({id for pair in pairs for id in pair})
    place = {id: n for n, id in enumerate(ids)}
    texts = [left.get(i) or right.get(i) or (None, "") for i in ids]
    found = copied(TextPairs(texts, [(place[a], place[b]) for a, b in pairs]))
    kept = [pair for pair, yes in zip(pairs, found, strict=True) if yes]
    return pa.table([pa.array([p[n] for p in kept], pa.string()) for n in (0, 1)], names=["a", "b"])


def _groups(pairs: list[tuple[str, str]], ray: Any, folder: Folder, names: list[str]) -> dict[str, Carried]:
    """Groups that the pairs connect, each under its first report; an agency that one credits is that of all."""
    ids = sorted({id for pair in pairs for id in pair})
    if not ids:
        return {}
    place = {id: n for n, id in enumerate(ids)}
    roots = labels(len(ids), np.array([(place[a], place[b]) for a, b in pairs], dtype=np.int64)).tolist()
    wanted = ray.put(frozenset(ids))
    credits: dict[str, str] = {}
    for rows in tables(over_parts(ray, names, lambda n: _credits(folder, n, ray.get(wanted)))):
        credits.update(zip(rows["id"].to_pylist(), rows["agency"].to_pylist(), strict=True))
    named: dict[int, set[str]] = defaultdict(set)
    for id, root in zip(ids, roots, strict=True):
        if id in credits:
            named[root].add(credits[id])
    return {
        id: Carried(f"text:{ids[root]}", next(iter(named[root])) if len(named[root]) == 1 else credits.get(id), True)
        for id, root in zip(ids, roots, strict=True)
    }


def _credits(folder: Folder, name: str, wanted: frozenset[str]) -> pa.Table:
    held = table(folder, f"{MARKS}/{name}.parquet", ["id", "agency"]).to_pylist()
    kept = [r for r in held if r["agency"] and r["id"] in wanted]
    return pa.Table.from_pylist(kept, pa.schema([("id", pa.string()), ("agency", pa.string())]))
