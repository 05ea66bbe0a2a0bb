"""Fuzz readers and parsers with atheris, coverage-guided; what crashes or hangs is kept, each fault once.

    pip install atheris
    python tests/fuzz/run_fuzz.py --seconds 3600 --keep out/fuzz            every target, in turns
    python tests/fuzz/run_fuzz.py --only times --seconds 600 --keep out/fuzz

One process a target. A fault does not end it: the input goes to KEEP/TARGET/crashes, named by what was raised and
where, and fuzzing goes on, so that one easy fault does not hide the others. Inputs that found new code stay in
KEEP/TARGET/corpus for the next time. Prints and writes KEEP/record.json: seconds, seconds
of the processor, inputs run, faults.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import subprocess
import sys
import time
import traceback
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)

# One input may take so long, on a machine that does other work; more is a hang.
SLOWEST_SECONDS = 120
LARGEST_INPUT_BYTES = 16_384
MOST_MEMORY_MB = 3_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=3600, help="in all, shared by the targets")
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
    for target in chosen:
        run = run_child(target, args.keep, args.seconds / len(chosen), args.seed)
        before = told.get(target, {})
        told[target] = {
            **{name: round(before.get(name, 0) + value) for name, value in run.items()},
            "faults": sorted(p.name for p in (args.keep / target / "crashes").glob("*")),
        }
        record.write_text(json.dumps(told, indent=1) + "\n")
        print(target, told[target], flush=True)


def run_child(target: str, keep: Path, seconds: float, seed: int) -> dict[str, float]:
    """One target for so long; where the process ends early (a hang, memory), begun again for the rest of the time."""
    begun, inputs, busy = time.monotonic(), 0, _busy_seconds()
    while (left := seconds - (time.monotonic() - begun)) > 1:
        command = [sys.executable, __file__, "--child", target, "--keep", str(keep), "--seconds", str(left)]
        done = subprocess.run([*command, "--seed", str(seed)], capture_output=True, text=True, check=False)
        log = keep / target / "last.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(done.stderr[-20000:] + done.stdout[-2000:])
        counts = keep / target / "inputs"
        inputs += int(counts.read_text()) if counts.exists() else 0
        counts.unlink(missing_ok=True)
        seed += 1
        if done.returncode and time.monotonic() - begun < 5:
            sys.exit(f"{target} does not start: {log.read_text()[-500:]}")
    return {"seconds": time.monotonic() - begun, "cpu_seconds": _busy_seconds() - busy, "inputs": inputs}


def _busy_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


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
    told = {"inputs": 0}
    known = {p.name.rsplit("-", 1)[0] for p in crashes.iterdir()}

    def once(data: bytes) -> None:
        told["inputs"] += 1
        if told["inputs"] % 16 == 0:
            (place / "inputs").write_text(str(told["inputs"]))
        start = time.process_time()
        try:
            hold(target, data)
        except Exception as error:
            keep_crash(crashes, known, _name(error), data)
        if time.process_time() - start > SLOWEST_SECONDS / 40:
            keep_crash(crashes, known, "slow", data)

    options = [
        str(corpus), f"-max_total_time={max(1, int(seconds))}", f"-seed={seed}", f"-timeout={SLOWEST_SECONDS}",
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
