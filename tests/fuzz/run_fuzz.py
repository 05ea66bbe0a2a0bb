"""Fuzz readers and parsers with atheris, coverage-guided; what crashes or hangs is kept, each fault once.

    pip install atheris
    python tests/fuzz/run_fuzz.py --seconds 3600 --keep out/fuzz            every target, in turns
    python tests/fuzz/run_fuzz.py --only times --seconds 600 --keep out/fuzz

`--seconds` are seconds of the processor from a target's first input on, so a busy machine and the start of a process
count for nothing. They are shared by the targets, in rounds: every target has had its part before any has its second.
One process a target. A fault does not end it: the input goes to KEEP/TARGET/crashes, named by what was raised and
where, and fuzzing goes on, so that one easy fault does not hide the others. Inputs that found new code stay in
KEEP/TARGET/corpus for the next time. Writes KEEP/record.json, added up over all runs into the same folder: seconds
of the processor, seconds by the clock, inputs run, faults. A run that was stopped goes on where the record ends.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import time
import traceback
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)

# One input may take so long of the processor; so long by the clock, on a machine that does other work, is a hang.
SLOWEST_SECONDS = 3
HANGING_SECONDS = 900
LARGEST_INPUT_BYTES = 16_384
MOST_MEMORY_MB = 3_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=3600, help="of the processor, in all, shared by the targets")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keep", type=Path, required=True)
    parser.add_argument("--only", action="append", help="a target; may be given again")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--child", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        fuzz_one(args.child, args.keep, args.seconds, args.seed)
        return
    from fuzz.targets import TARGETS

    chosen = args.only or list(TARGETS)
    record = args.keep / "record.json"
    told = json.loads(record.read_text()) if record.exists() else {}
    for number in range(1, args.rounds + 1):
        due = args.seconds / len(chosen) * number / args.rounds
        for target in chosen:
            before = told.get(target, {})
            left = due - before.get("cpu_seconds", 0)
            if left < 1:
                continue
            run = run_child(target, args.keep, left, args.seed * 1000 + number)
            told[target] = {
                **{name: round(before.get(name, 0) + value, 1) for name, value in run.items()},
                "faults": sorted(p.name for p in (args.keep / target / "crashes").glob("*")),
            }
            record.write_text(json.dumps(told, indent=1) + "\n")
            print(number, target, told[target], flush=True)


def run_child(target: str, keep: Path, seconds: float, seed: int) -> dict[str, float]:
    """One target for so long; where the process ends early (a hang, memory), begun again for the rest of the time."""
    begun, busy, inputs = time.monotonic(), 0.0, 0
    while (left := seconds - busy) > 1:
        command = [sys.executable, __file__, "--child", target, "--keep", str(keep), "--seconds", str(left)]
        done = subprocess.run([*command, "--seed", str(seed)], capture_output=True, text=True, check=False)
        log = keep / target / "last.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(done.stderr[-20000:] + done.stdout[-2000:])
        counts = keep / target / "counts"
        if not counts.exists():
            sys.exit(f"{target} does not start: {log.read_text()[-500:]}")
        some, used = counts.read_text().split()
        inputs, busy = inputs + int(some), busy + float(used)
        counts.unlink()
        seed += 1
    return {"cpu_seconds": busy, "seconds": time.monotonic() - begun, "inputs": inputs}


def fuzz_one(target: str, keep: Path, seconds: float, seed: int) -> None:
    import atheris

    with atheris.instrument_imports(include=["sayso", "feedparser", "trafilatura"]):
        from fuzz.seeds import SEEDS, dictionary
        from fuzz.targets import hold

    place = keep / target
    corpus, crashes = place / "corpus", place / "crashes"
    for folder in (corpus, crashes):
        folder.mkdir(parents=True, exist_ok=True)
    for n, data in enumerate(SEEDS[target]):
        (corpus / f"seed{n}").write_bytes(data)
    (place / "dictionary").write_text("".join(f'"{_quoted(w)}"\n' for w in dictionary()))
    inputs, counts, begun = 0, place / "counts", time.process_time()
    known = {p.name.rsplit("-", 1)[0] for p in crashes.iterdir()}

    def once(data: bytes) -> None:
        nonlocal inputs
        inputs += 1
        start = time.process_time()
        try:
            hold(target, data)
        except Exception as error:
            keep_crash(crashes, known, _name(error), data)
        end = time.process_time()
        if end - start > SLOWEST_SECONDS:
            keep_crash(crashes, known, "slow", data)
        if inputs % 16 == 0 or end - begun >= seconds:
            counts.write_text(f"{inputs} {end - begun}")
        if end - begun >= seconds:
            os._exit(0)

    hold(target, SEEDS[target][0])  # models and tables are opened before the clock starts
    begun = time.process_time()
    options = [
        str(corpus), f"-seed={seed}", f"-timeout={HANGING_SECONDS}",
        f"-report_slow_units={HANGING_SECONDS}",
        f"-rss_limit_mb={MOST_MEMORY_MB}", f"-max_len={LARGEST_INPUT_BYTES}", f"-dict={place / 'dictionary'}",
        f"-artifact_prefix={crashes}/ended-", "-print_final_stats=1",
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options], once)
    atheris.Fuzz()


def keep_crash(crashes: Path, known: set[str], name: str, data: bytes) -> None:
    if name not in known:
        known.add(name)
        digest = hashlib.sha256(data).hexdigest()[:10]
        (crashes / f"{name}-{digest}").write_bytes(data)


def _name(error: Exception) -> str:
    """What was raised, and the last of our lines on the way."""
    ours = [f for f in traceback.extract_tb(error.__traceback__) if f"{os.sep}sayso{os.sep}" in f.filename]
    where = ours or traceback.extract_tb(error.__traceback__)
    last = where[-1]
    return f"{type(error).__name__}-{Path(last.filename).stem}-{last.lineno}"


def _quoted(word: str) -> str:
    return "".join(c if c.isalnum() or c in " <>!:/&#;[].-" else f"\\x{ord(c):02x}" for c in word)


if __name__ == "__main__":
    main()
