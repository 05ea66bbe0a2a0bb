"""How long coding takes, as a ratio to bare spaCy on the same texts in the same run, and how much memory.

    python benchmarks/speed.py [REPORTS.jsonl ...] [--reports 120] [--rounds 3] [--most 1.6]
    python benchmarks/speed.py REPORTS.jsonl --no-event OTHERS.jsonl     four of five reports of the others
    python benchmarks/speed.py REPORTS.jsonl ... --command 2             end to end, with so many processes
    python benchmarks/speed.py REPORTS.jsonl --memory 5000

Without files the examples of the project are read. Of several files each gives its share. Bare spaCy is the small
English pipeline with all its components over the same texts. Rounds alternate between the two, on one core, in CPU
seconds, and the median ratio counts: a busy machine slows both alike. With `--most` a higher ratio fails the run.
`--command N` times `sayso code` from the file to the store with N processes, and bare spaCy with as many on the same
texts. `--memory N` codes N reports (the given ones again under new ids) by the command itself, and prints the most
memory that any of its processes took, at a fifth of the way and at the end: flat is what is wanted.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

# One thread each, before numpy is loaded: the ratio is one of work, not of cores.
os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}

from sayso.parse import PIPELINE
from sayso.pipeline import Coder
from sayso.read import read_reports
from sayso.types import Report

EXAMPLES = Path(__file__).parent.parent / "examples" / "reports"
# Reports read before the clock starts: the first ones fill the memories of words.
WARM = 8


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="*", default=[EXAMPLES])
    parser.add_argument("--reports", type=int, default=120)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--no-event", type=Path, nargs="+", default=[])
    parser.add_argument("--command", type=int, metavar="PROCESSES")
    parser.add_argument("--memory", type=int)
    parser.add_argument("--most", type=float, help="fail where the ratio is higher than this")
    args = parser.parse_args()
    if args.no_event:
        few, many = args.reports // 5, args.reports - args.reports // 5
        pairs = itertools.chain(chosen(args.files, few), chosen(args.no_event, many))
        reports = sorted(pairs, key=lambda r: hash_of(r.text))
    else:
        reports = list(chosen(args.files, args.memory or args.reports))
    if args.memory:
        memory(reports, args.memory)
        return
    found = end_to_end(reports, args.command, args.rounds) if args.command else ratio(reports, args.rounds)
    sys.exit(bool(args.most and found > args.most))


def hash_of(text: str) -> int:
    return int.from_bytes(text.encode("utf-8", "replace")[:400], "big") % 1_000_003


def chosen(files: list[Path], wanted: int) -> Iterator[Report]:
    """So many reports under new ids, the same share of each file, spread over it; again where there are too few."""
    for number, file in enumerate(files):
        share = (wanted * (number + 1)) // len(files) - (wanted * number) // len(files)
        found = [r for r in read_reports([file]) if isinstance(r, Report)]
        step = max(1, len(found) // max(share, 1))
        spread = itertools.cycle(found[::step])
        for n, report in enumerate(itertools.islice(spread, share)):
            yield msgspec.structs.replace(report, id=f"s{number}-{n}")


def ratio(reports: list[Report], rounds: int) -> float:
    """Median of coding time over bare spaCy's, both in CPU seconds of this process."""
    import spacy

    bare, coder = spacy.load(PIPELINE), Coder()
    texts = [r.text for r in reports]
    list(bare.pipe(texts[:WARM]))
    list(coder.code_all(reports[:WARM]))
    ratios, speeds = [], []
    for _ in range(rounds):
        start = time.process_time()
        list(bare.pipe(texts))
        middle = time.process_time()
        list(coder.code_all(reports))
        end = time.process_time()
        ratios.append((end - middle) / (middle - start))
        speeds.append(len(reports) / (end - middle))
    print(
        f"{len(reports)} reports of {words(texts)} words: {statistics.median(ratios):.2f} times bare spaCy"
        f" ({min(ratios):.2f} to {max(ratios):.2f}), {statistics.median(speeds):.1f} reports a second on one core"
    )
    return statistics.median(ratios)


def words(texts: list[str]) -> int:
    return sum(len(t.split()) for t in texts) // len(texts)


def end_to_end(reports: list[Report], processes: int, rounds: int) -> float:
    """Median ratio of CPU seconds of `sayso code` to those of bare spaCy, start and linking included."""
    spacy_alone = (
        "import sys, json, spacy\n"
        "texts = [json.loads(line)['text'] for line in open(sys.argv[1], encoding='utf-8')]\n"
        f"list(spacy.load('{PIPELINE}').pipe(texts, n_process={processes}, batch_size=16))\n"
    )
    ratios, speeds, walls = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reports.jsonl"
        path.write_bytes(b"".join(msgspec.json.encode(r) + b"\n" for r in reports))
        for n in range(rounds):
            bare, _ = timed([sys.executable, "-c", spacy_alone, str(path)])
            out = ["--out", f"{folder}/{n}", "--workers", str(processes)]
            code, wall = timed([sys.executable, "-c", "from sayso.cli import main; main()", "code", str(path), *out])
            ratios.append(code / bare)
            speeds.append(len(reports) * processes / code)
            walls.append(len(reports) / wall)
    print(
        f"{len(reports)} reports of {words([r.text for r in reports])} words, file to store and incidents, {processes}"
        f" processes: {statistics.median(ratios):.2f} times bare spaCy ({min(ratios):.2f} to {max(ratios):.2f});"
        f" {statistics.median(speeds):.1f} reports a second by CPU time, {statistics.median(walls):.1f} by the clock"
    )
    return statistics.median(ratios)


def timed(command: list[str]) -> tuple[float, float]:
    """CPU seconds of a command and all its processes, and seconds by the clock."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    after, end = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, end - start


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
