"""Memory of every process of a long run: `sayso code` over many short reports that differ, watched as it goes.

    python benchmarks/memory.py [--reports 100000] [--workers 2] [--seed 1] [--record memory.json] [--most 1200]

The reports are those of `made_reports.py`, towns out of the shipped gazetteer; or, with --texts REPORTS.jsonl ...,
stretches of some 50 words of those files' reports, drawn by the seed, with names of its own in every report. Every few
seconds the memory that each process holds (VmRSS on Linux, what it shares with others counted in) is noted with the
number of reports in the store. Prints and records, for each process: megabytes at a tenth of the way and at the end,
the most, and the slope between the two in megabytes per 10,000 reports. Fails above --most megabytes.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import json
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

import msgspec
from kill_runs import children
from made_reports import made_reports

from sayso.read import read_reports
from sayso.types import Report

STRETCH_WORDS = 50
# What processes of the machinery (the spawner's own) hold is not the reports' doing.
SMALLEST_MB = 100.0

Row = dict[str, float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--texts", type=Path, nargs="+", default=[])
    parser.add_argument("--record", type=Path)
    parser.add_argument("--every", type=float, default=10.0, help="seconds between two looks")
    parser.add_argument("--most", type=float, help="fail where a process holds more megabytes than this")
    args = parser.parse_args()
    reports = made_reports(args.seed, args.reports, towns(args.seed))
    if args.texts:
        reports = itertools.islice(stretches(args.texts, args.seed), args.reports)
    with tempfile.TemporaryDirectory(prefix="sayso-memory-") as folder:
        path = Path(folder) / "reports.jsonl"
        with path.open("wb") as out:
            for report in reports:
                out.write(msgspec.json.encode(report) + b"\n")
        rows = watched(path, Path(folder) / "s.sqlite", args)
    most = told(rows, args.reports)
    sys.exit(bool(args.most and most > args.most))


def towns(seed: int, count: int = 50_000) -> list[str]:
    """Names of places of the world, in an order of the seed's."""
    with contextlib.closing(
        sqlite3.connect(f"file:{files('sayso') / 'data' / 'gazetteer.sqlite'}?mode=ro", uri=True)
    ) as db:
        names = [name for (name,) in db.execute("SELECT DISTINCT name FROM place ORDER BY name")]
    return random.Random(seed).sample(names, min(count, len(names)))


def stretches(paths: Sequence[Path], seed: int) -> Iterator[Report]:
    """Some words in a row out of a drawn report, without end; in every one its capitals stand for names of its own."""
    chance = random.Random(seed)
    texts = [r.text for path in paths for r in read_reports([path]) if isinstance(r, Report)]
    own = (report.text.split()[:3] for report in made_reports(seed, 10**9))
    for number in itertools.count():
        words = chance.choice(texts).split(" ")
        start = chance.randrange(max(1, len(words) - STRETCH_WORDS))
        told = [*words[start : start + STRETCH_WORDS], "Near", *next(own)]
        yield Report(id=f"made-{number}", text=" ".join(told), outlet=f"o{number % 20}", published="2031-03-12")


def watched(path: Path, store: Path, args: argparse.Namespace) -> list[Row]:
    """Run the command; what every process of it held, look by look."""
    command = [sys.executable, "-c", "from sayso.cli import main; main()", "code", str(path), "--into", str(store)]
    run = subprocess.Popen([*command, "--workers", str(args.workers), "--no-link"], stdout=subprocess.DEVNULL)
    rows: list[Row] = []
    begun = time.monotonic()
    while run.poll() is None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            run.wait(args.every)
        held = {pid: megabytes(pid) for pid in (run.pid, *children(run.pid))}
        reports = kept(store)
        seconds = round(time.monotonic() - begun)
        rows += [
            {"reports": reports, "seconds": seconds, "pid": pid, "mb": mb}
            for pid, mb in held.items()
            if mb > SMALLEST_MB
        ]
        if args.record:
            used = resource.getrusage(resource.RUSAGE_CHILDREN)
            told = {"reports": args.reports, "cpu_seconds": round(used.ru_utime + used.ru_stime), "looks": rows}
            args.record.write_text(json.dumps(told) + "\n")
    if run.returncode:
        sys.exit(f"the run ended with status {run.returncode}")
    return rows


def megabytes(pid: int) -> float:
    """Memory that a process holds now; 0 where it is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


def kept(store: Path) -> int:
    with (
        contextlib.suppress(sqlite3.Error),
        contextlib.closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as db,
    ):
        return int(db.execute("SELECT count(*) FROM reports").fetchone()[0])
    return 0


def told(rows: list[Row], wanted: int) -> float:
    """Print what each process held and how it grew; the most of all."""
    for number, pid in enumerate(dict.fromkeys(row["pid"] for row in rows)):
        own = [row for row in rows if row["pid"] == pid]
        warm = [row for row in own if row["reports"] >= wanted / 10] or own
        spread = (warm[-1]["reports"] - warm[0]["reports"]) / 10_000 or 1.0
        line = {
            "process": "main" if not number else f"worker {number}", "reports": own[-1]["reports"],
            "MB at a tenth": round(warm[0]["mb"]), "MB at the end": round(warm[-1]["mb"]),
            "most MB": round(max(row["mb"] for row in own)),
            "MB per 10,000 reports": round((warm[-1]["mb"] - warm[0]["mb"]) / spread, 2),
        }  # fmt: skip
        print(json.dumps(line), flush=True)
    return max((row["mb"] for row in rows), default=0.0)


if __name__ == "__main__":
    main()
