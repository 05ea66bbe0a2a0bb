"""Code and link on a cluster of three nodes of this machine, kill a node in the middle of each, and count what is lost.

    python benchmarks/cluster_trial.py --copies 10 --incidents 500 --seed 1

Coding reads the example reports so many times over, each copy under ids of its own; linking reads invented claims
(make_claims.py). Both are held against one machine without a cluster. Prints nodes killed, rows lost, rows doubled.
"""

from __future__ import annotations

import argparse
import io
import random
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

import make_claims
import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
from ray.cluster_utils import Cluster

from sayso.errors import BadReport
from sayso.export.parquet import write_rows
from sayso.link import link
from sayso.pipeline import Coder
from sayso.read import read_reports
from sayso.scale import Told, scale_code, scale_link
from sayso.scale.folder import Folder
from sayso.scale.parts import Part, keep
from sayso.types import Claim, Incident, Report

EXAMPLES = Path(__file__).parents[1] / "examples" / "reports"
NODES = 2
PART_REPORTS = 8


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--copies", type=int, default=10)
    asked.add_argument("--incidents", type=int, default=500)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    cluster = Cluster(head_node_args={"num_cpus": 0, "include_dashboard": False})
    try:
        with tempfile.TemporaryDirectory() as folder:
            report("coding", *coded(cluster, Path(folder), given.copies))
            report("linking", *linked(cluster, Path(folder), given.incidents, given.seed))
    finally:
        cluster.shutdown()


def report(what: str, wanted: Counter[Any], found: Counter[Any], seconds: float) -> None:
    lost, doubled = (wanted - found).total(), (found - wanted).total()
    print(f"{what}: {wanted.total():,} rows in {seconds:.0f} s, 1 of {NODES} working nodes killed, "
          f"{lost} lost, {doubled} doubled or changed")  # fmt: skip


def coded(cluster: Cluster, folder: Path, copies: int) -> tuple[Counter[Any], Counter[Any], float]:
    read = [r for r in read_reports([EXAMPLES]) if not isinstance(r, BadReport)]
    reports = [msgspec.structs.replace(r, id=f"{r.id}.{n}") for n in range(copies) for r in read]
    source = folder / "reports.parquet"
    pq.write_table(pa.Table.from_pylist([msgspec.structs.asdict(r) for r in reports]), source)
    nodes = [cluster.add_node(num_cpus=1) for _ in range(NODES)]
    parts = 0

    def kill_half_way(told: Told) -> None:
        nonlocal parts
        parts += 1
        if parts == len(reports) // PART_REPORTS // 2:
            cluster.remove_node(nodes.pop(), allow_graceful=False)

    start = time.perf_counter()
    scale_code([str(source)], str(folder / "coded"), address=cluster.address, part_reports=PART_REPORTS,
               on_progress=kill_half_way)  # fmt: skip
    seconds = time.perf_counter() - start
    coder = Coder()
    alone = [c for _, made in coder.code_all(reports) if not isinstance(made, BadReport) for c in made]
    cluster.remove_node(nodes.pop())
    return _packed(alone, Claim), _kept(folder / "coded" / "claims"), seconds


def linked(cluster: Cluster, folder: Path, incidents: int, seed: int) -> tuple[Counter[Any], Counter[Any], float]:
    rows = list(make_claims.invent(seed, incidents))
    reports, claims = [row.report for row in rows], [claim for row in rows for claim in row.claims]
    chance = random.Random(seed)
    parts: list[list[Report]] = [[] for _ in range(6)]
    for one in reports:
        chance.choice(parts).append(one)
    for n, part in enumerate(parts):
        held = sorted(part, key=lambda r: r.id)
        ids = {r.id for r in held}
        keep(Folder(str(folder / "linked")), Part(n, "made"), held, [c for c in claims if c.report in ids], Told())
    nodes = [cluster.add_node(num_cpus=1) for _ in range(NODES)]
    timer = threading.Timer(chance.uniform(4, 15), lambda: cluster.remove_node(nodes.pop(), allow_graceful=False))
    start = time.perf_counter()
    timer.start()
    scale_link(str(folder / "linked"), address=cluster.address)
    timer.cancel()
    seconds = time.perf_counter() - start
    if len(nodes) == NODES:
        print("linking was done before its node was killed; ask for more --incidents")
    return _packed(link(claims, reports), Incident), _kept(folder / "linked" / "incidents"), seconds


def _packed(rows: list[Any], kind: type[Claim] | type[Incident]) -> Counter[Any]:
    """Rows as Parquet has them."""
    file = io.BytesIO()
    write_rows(rows, kind, file)
    return Counter(map(str, pq.read_table(file).to_pylist()))


def _kept(folder: Path) -> Counter[Any]:
    return Counter(str(row) for path in sorted(folder.iterdir()) for row in pq.read_table(path).to_pylist())


if __name__ == "__main__":
    main()
