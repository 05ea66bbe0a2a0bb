"""Run the scorers over the development sets and print one table; fail where a pinned figure dropped.

    python benchmarks/score.py --shared ../shared               every set whole, printed
    python benchmarks/score.py --shared ../shared --sample      a fixed sample, held to benchmarks/accuracy.json
    python benchmarks/score.py --shared ../shared --sample --pin    write its figures into that file

The sets and scorers are no part of the project: without them this says so and ends well.
A sample keeps the reports whose id's hash falls into the first part, the same on every machine.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
PINNED = HERE / "accuracy.json"

# Reports a set is sampled down to: the whole sample codes in about three minutes on two cores.
SAMPLE = {
    "fakes": 60, "pitf": 250, "muc4": 60, "plv": 250, "geo": 60, "times": 60, "attribution": 25, "case": 120,
    "idetect": 172, "facts": 24, "links": 123, "ecb": 60,
}  # fmt: skip

# A figure may drop by this much before the run fails: about one standard error of a share of that
# many answers, so that an honest change elsewhere does not ring the bell.
NOISE = {
    "fakes": 0.03, "pitf": 0.02, "muc4": 2.0, "plv": 0.02, "plv-text": 0.02, "geo-given": 0.02, "geo-text": 0.02,
    "times": 2.0, "attribution": 0.02, "case": 0.03, "idetect": 0.02, "facts": 0.02, "links": 0.03, "ecb": 0.02,
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--sayso", default="sayso")
    parser.add_argument("--only", default="")
    parser.add_argument("--sample", action="store_true")
    parser.add_argument("--pin", action="store_true")
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    if not (args.shared / "score" / "board.py").is_file():
        print(f"no scorers at {args.shared}: nothing scored (the project builds, runs and tests without them)")
        return
    with tempfile.TemporaryDirectory(prefix="sayso-score-") as folder:
        data = args.shared / "data"
        if args.sample:
            data = sampled(data, Path(folder) / "data")
        board = args.json or Path(folder) / "board.json"
        command = [sys.executable, args.shared / "score" / "board.py", "--data", data, "--sayso", args.sayso,
                   "--json", board, "--only", args.only]  # fmt: skip
        failed = subprocess.run(list(map(str, command))).returncode
        headline = json.loads(board.read_text())["headline"] if board.exists() else {}
    if args.sample and args.pin:
        before = json.loads(PINNED.read_text()) if PINNED.exists() else {}
        PINNED.write_text(json.dumps({**before, **headline}, indent=1, sort_keys=True) + "\n")
    elif args.sample:
        failed |= held_to_pinned(headline)
    sys.exit(failed)


def held_to_pinned(headline: dict[str, float | None]) -> int:
    """1 where a figure is lower than the pinned one by more than its noise."""
    pinned = json.loads(PINNED.read_text()) if PINNED.exists() else {}
    low = 0
    for name, was in sorted(pinned.items()):
        now = headline.get(name)
        if name in headline and (now is None or now < was - NOISE.get(name, 0.02)):
            print(f"DROPPED {name}: {now} was {was}")
            low = 1
    return low


def sampled(data: Path, out: Path) -> Path:
    """A copy of the sets with some of their reports and the gold of those."""
    for folder in sorted(p for p in data.iterdir() if (p / "reports.jsonl").is_file()):
        wanted = SAMPLE.get(folder.name)
        rows = [json.loads(line) for line in _lines(folder / "reports.jsonl")]
        ids = {r["id"] for r in sorted(rows, key=lambda r: _order(r["id"]))[:wanted]}
        pairs = folder / "pairs.jsonl"
        report_of = {row["id"]: row["report"] for row in map(json.loads, _lines(pairs))} if pairs.exists() else {}
        for path in sorted(folder.iterdir()):
            target = out / folder.name / path.name
            target.parent.mkdir(parents=True, exist_ok=True)
            if path.suffix == ".jsonl":
                of = {} if path.name == "reports.jsonl" else report_of
                kept = [line for line in _lines(path) if _report(json.loads(line), of) in ids]
                target.write_text("\n".join(kept) + "\n", encoding="utf-8")
            elif path.name.startswith("key"):
                blocks = re.split(r"\n\s*\n", path.read_text(encoding="utf-8"))
                keep = [b for b in blocks if (m := re.search(r"MESSAGE: ID\s+(\S+)", b)) and m[1] in ids]
                target.write_text("\n\n".join(keep) + "\n", encoding="utf-8")
            else:
                target.write_bytes(path.read_bytes())
    return out


def _report(row: dict[str, str], report_of: dict[str, str]) -> str:
    """The report a line belongs to; gold of sentence pairs goes by the pair's id."""
    return row.get("report") or report_of.get(row["id"], row["id"])


def _order(id: str) -> str:
    return hashlib.sha1(id.encode()).hexdigest()


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


if __name__ == "__main__":
    main()
