"""How long an export of many claims takes, and how much memory.

    python benchmarks/exporting.py --store big.sqlite --claims 1000000

The claims are invented (make_claims.py); the store is made where it is not there: 1,000,000 claims take some
minutes and 2.4 GB. Each export runs in a process of its own, as the command does, so that the peak is its own.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from make_claims import fill

from sayso.store import Store

COMMAND = "from sayso.cli import main; main()"


def timed(arguments: list[str]) -> tuple[float, float, float, int]:
    """Seconds, seconds of processor time, peak megabytes and exit status of one `sayso` command."""
    start = time.perf_counter()
    run = os.posix_spawn(sys.executable, [sys.executable, "-c", COMMAND, *arguments], os.environ)
    _, status, used = os.wait4(run, 0)
    # Linux gives kilobytes.
    worked = used.ru_utime + used.ru_stime
    return time.perf_counter() - start, worked, used.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--store", type=Path, required=True)
    ap.add_argument("--claims", type=int, default=1_000_000)
    ap.add_argument("--formats", nargs="+", default=["parquet"])
    ap.add_argument("--of", default="claims")
    args = ap.parse_args()
    if not args.store.exists():
        with Store.open(args.store) as store:
            fill(store, args.claims, 1)
    with Store.open(args.store) as store:
        held, size = store.counts(), args.store.stat().st_size / 1e9
        print(f"{held['claims']:,} claims, {held['incidents']:,} incidents, {size:.1f} GB of store")
    with tempfile.TemporaryDirectory(dir=args.store.parent) as folder:
        for format in args.formats:
            out = Path(folder) / format
            asked = ["export", str(args.store), "--format", format, "--of", args.of, "--out", str(out)]
            seconds, worked, peak, status = timed(asked)
            told = f"{seconds:6.1f} s ({worked:.1f} of processor time), {peak:.0f} MB at most"
            print(f"{format:10} {told}, {out.stat().st_size:,} bytes, exit {status}")


if __name__ == "__main__":
    main()
