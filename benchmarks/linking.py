"""Time linking on invented claims of growing number, and see that time grows no faster than n log n.

    python benchmarks/linking.py --claims 5000 20000 80000

One line a size: claims, seconds, microseconds a claim over log2 n (flat where growth is n log n), peak
memory of the process, and pair precision and recall against the truth of the invention.
"""

from __future__ import annotations

import argparse
import math
import resource
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from make_claims import invent

from sayso.link import link
from sayso.types import Claim, Report


def pairs(counts: Counter[str]) -> int:
    return sum(n * (n - 1) // 2 for n in counts.values())


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--claims", type=int, nargs="+", default=[5_000, 20_000, 80_000])
    ap.add_argument("--seed", type=int, default=1)
    args = ap.parse_args()
    print("claims\tseconds\tus per claim and log2 n\tMB\tpair precision\tpair recall")
    for size in args.claims:
        claims: list[Claim] = []
        reports: list[Report] = []
        truth: dict[str, str] = {}
        for row in invent(args.seed, size):
            claims.extend(row.claims)
            reports.append(row.report)
            truth |= {c.id: str(row.incident) for c in row.claims}
            if len(claims) >= size:
                break
        start = time.perf_counter()
        found = link(claims, reports)
        seconds = time.perf_counter() - start
        held = {c: i.id for i in found for c in i.claims}
        right = pairs(Counter(f"{truth[c]} {held[c]}" for c in truth))
        told, wanted = pairs(Counter(held.values())), pairs(Counter(truth.values()))
        each = seconds / len(claims) / math.log2(len(claims)) * 1e6
        megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{len(claims)}\t{seconds:.1f}\t{each:.1f}\t{megabytes:.0f}\t{right / told:.3f}\t{right / wanted:.3f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
