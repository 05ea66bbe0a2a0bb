"""How long coding takes, as a ratio to bare spaCy on the same texts in the same run, and how much memory.

    python benchmarks/speed.py REPORTS.jsonl [--reports 120] [--rounds 3]
    python benchmarks/speed.py REPORTS.jsonl --memory 5000

Bare spaCy is the small English pipeline with all its components over the same texts. Rounds alternate
between the two, on one core, and the median ratio counts: a busy machine slows both alike.
`--memory N` codes N reports (the given ones again under new ids) by the command itself, and prints the
most memory that any of its processes took, at a fifth of the way and at the end: flat is what is wanted.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from sayso.parse import PIPELINE
from sayso.pipeline import Coder
from sayso.read import read_reports
from sayso.types import Report


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports_file", type=Path)
    parser.add_argument("--reports", type=int, default=120)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", type=int)
    parser.add_argument("--most", type=float, help="fail where the ratio is higher than this")
    args = parser.parse_args()
    reports = [r for r in read_reports([args.reports_file]) if isinstance(r, Report)]
    if args.memory:
        memory(reports, args.memory)
        return
    found = ratio(reports[: args.reports], args.rounds)
    sys.exit(bool(args.most and found > args.most))


def ratio(reports: list[Report], rounds: int) -> float:
    """Median of coding time over bare spaCy's, both in CPU seconds of this process."""
    import spacy

    bare, coder = spacy.load(PIPELINE), Coder()
    texts = [r.text for r in reports]
    list(bare.pipe(texts[:4]))
    list(coder.code_all(reports[:4]))
    ratios, speeds = [], []
    for _ in range(rounds):
        start = time.process_time()
        list(bare.pipe(texts))
        middle = time.process_time()
        list(coder.code_all(reports))
        end = time.process_time()
        ratios.append((end - middle) / (middle - start))
        speeds.append(len(reports) / (end - middle))
    words = sum(len(t.split()) for t in texts)
    print(
        f"{len(reports)} reports of {words // len(reports)} words: {statistics.median(ratios):.2f} times bare spaCy"
        f" ({min(ratios):.2f} to {max(ratios):.2f}), {statistics.median(speeds):.1f} reports a second on one core"
    )
    return statistics.median(ratios)


def memory(reports: list[Report], wanted: int) -> None:
    """Code the reports again and again under new ids; print the peak of any process."""
    for count in (wanted // 5, wanted):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "reports.jsonl"
            with path.open("wb") as out:
                for n in range(count):
                    report = reports[n % len(reports)]
                    out.write(msgspec.json.encode(msgspec.structs.replace(report, id=f"m{n}")) + b"\n")
            command = [sys.executable, "-c", "from sayso.cli import main; main()", "code", str(path), "--out", folder]
            start = time.perf_counter()
            done = subprocess.run([*command, "--no-link"], capture_output=True, text=True)
            took = time.perf_counter() - start
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            told = json.dumps({"reports": count, "seconds": round(took), "peak MB of a process": round(peak)})
            print(told, done.stderr.strip().split("\n")[-1])


if __name__ == "__main__":
    main()
