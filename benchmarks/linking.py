"""Time linking on invented claims of growing number, and draw that time grows no faster than n log n.

    python benchmarks/linking.py --claims 10000 30000 100000 300000 1000000 --plot docs/images/linking.svg

One line a size, each in a process and a store of its own: seconds by the clock and of processor time (all
processes together), peak memory of all processes, seconds to add and link one report in a hundred more, and
pair precision and recall against the truth of the invention. `--out` keeps the lines, and sizes that stand
there already are not measured again.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import msgspec
from make_claims import Invented, fill, invent
from plot import log_plot

from sayso.link import link_store
from sayso.store import Store

POLL_SECONDS = 0.5


def resident(pid: int) -> int:
    """Memory in bytes that a process and its children hold; shared pages count once a process."""
    total = 0
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rsplit(")", 1)[1].split()
            if int(fields[1]) == pid or status.parent.name == str(pid):
                total += int((status.parent / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        except (OSError, IndexError, ValueError):
            continue
    return total


class Peak(threading.Thread):
    """Watches the memory of this process and its children."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.bytes, self._done = 0, threading.Event()

    def run(self) -> None:
        while not self._done.wait(POLL_SECONDS):
            self.bytes = max(self.bytes, resident(os.getpid()))

    def stop(self) -> float:
        self._done.set()
        self.join()
        return max(self.bytes, resident(os.getpid())) / 1e6


def processor() -> float:
    t = os.times()
    return t.user + t.system + t.children_user + t.children_system


def measure(claims: int, seed: int, folder: Path) -> dict[str, float]:
    """Link a store of so many claims from nothing, then with one report in a hundred more."""
    path = folder / f"{claims}.sqlite"
    with Store.open(path) as store:
        made = fill(store, claims, seed)
        reports = store.counts()["reports"]
        peak = Peak()
        peak.start()
        start, used = time.perf_counter(), processor()
        incidents = link_store(store)
        row: dict[str, float] = {
            "claims": made,
            "incidents": incidents,
            "seconds": time.perf_counter() - start,
            "processor": processor() - used,
            "megabytes": peak.stop(),
        }
        row |= accuracy(store, seed, claims)
        more = list(islice(_later(seed, claims), max(1, reports // 100)))
        store.add([r.report for r in more], [c for r in more for c in r.claims])
        start, used = time.perf_counter(), processor()
        link_store(store)
        row |= {"more": len(more), "more seconds": time.perf_counter() - start, "more processor": processor() - used}
    path.unlink()
    return row


def _later(seed: int, claims: int) -> Iterator[Invented]:
    """Reports under other ids: half tell incidents of the first lot again, half others."""
    for n, (old, new) in enumerate(zip(invent(seed, claims), invent(seed + 1, claims), strict=False)):
        yield _renamed(old if n % 2 else new, f"later{n}")


def _renamed(row: Invented, id: str) -> Invented:
    claims = tuple(msgspec.structs.replace(c, id=f"{id}:{i}", report=id) for i, c in enumerate(row.claims))
    return Invented(msgspec.structs.replace(row.report, id=id), claims, row.incident)


def accuracy(store: Store, seed: int, claims: int) -> dict[str, float]:
    truth: dict[str, int] = {}
    for row in invent(seed, claims):
        truth |= {c.id: row.incident for c in row.claims}
        if len(truth) >= claims:
            break
    held = store.incidents_of(truth)
    both, told, wanted = (
        sum(n * (n - 1) // 2 for n in counts.values())
        for counts in (Counter((truth[c], held[c]) for c in held), Counter(held.values()), Counter(truth.values()))
    )
    return {"precision": both / told, "recall": both / wanted}


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--claims", type=int, nargs="+", default=[10_000, 30_000, 100_000])
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--folder", type=Path, help="where the stores are made; a temporary folder if not given")
    ap.add_argument("--out", type=Path)
    ap.add_argument("--plot", type=Path)
    ap.add_argument("--one", type=int, help=argparse.SUPPRESS)
    args = ap.parse_args()
    if args.one:
        print(json.dumps(measure(args.one, args.seed, args.folder)))
        return
    rows: list[dict[str, float]] = json.loads(args.out.read_text()) if args.out and args.out.is_file() else []
    with tempfile.TemporaryDirectory() as made:
        folder = args.folder or Path(made)
        for size in args.claims:
            if all(abs(r["claims"] - size) > 10 for r in rows):
                command = [
                    sys.executable,
                    __file__,
                    "--one",
                    str(size),
                    "--seed",
                    str(args.seed),
                    "--folder",
                    str(folder),
                ]
                rows.append(json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout))
                rows.sort(key=lambda r: r["claims"])
                if args.out:
                    args.out.write_text(json.dumps(rows, indent=1) + "\n")
    for r in rows:
        n = r["claims"]
        print("  ".join(f"{k} {v:,.3g}" if v < 10 else f"{k} {v:,.0f}" for k, v in r.items()), end="  ")
        print(f"us per claim and log2 n {r['processor'] / n / math.log2(n) * 1e6:.1f}")
    if args.plot:
        args.plot.write_text(log_plot([(r["claims"], r["processor"]) for r in rows]))


if __name__ == "__main__":
    main()
