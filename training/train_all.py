"""Retrain every learned part, from labelled text to the files of `src/sayso/data`, in one seeded command.

    python training/train_all.py --data FOLDER --base FOLDER --teacher FOLDER --out FOLDER [--keep FOLDER] [--only NAME]
    python training/train_all.py --data FOLDER --base FOLDER --out FOLDER --quick

`--data` holds the labelled sets (see the data cards), `--base` all-MiniLM-L6-v2 as Hugging Face files, `--teacher`
all-mpnet-base-v2. Where that is not given, the base stands in its place for the sub-event types, `relate` learns from
labels alone and the reader without it. The steps run one after the other, each a trainer of this folder; the minutes on
one core are beside them below. Where torch finds a GPU, `relate` learns on it, which makes minutes of hours.
With `--keep` finished lessons are taken from that folder, so that a run cut short goes on where it was. `--quick` walks
the whole road in minutes with a few reports of each set and one round a lesson: it proves the road, its weights are
good for nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
PACKAGE = HERE.parent / "src" / "sayso" / "data"
# Reports of each set that a quick walk reads, those whose ids hash first; lines of the sets without reports.
# Pairs of reports need more reports.
QUICK_REPORTS = 8
QUICK_LINKED = {"links": 60, "ecb": 60}
QUICK_LINES = {".jsonl": 2, ".tsv": 20}
QUICK = ("--epochs", "1")
# The large encoders tuned whole take seconds a batch.
FEW = ("--most", "32")
Step = tuple[str, list[str]]


def steps(data: Path, base: Path, out: Path, keep: Path, teacher: Path, *, quick: bool) -> Iterator[Step]:
    """Name and command line of each step, in the order that they need each other."""

    def of(name: str, *files: str) -> list[str]:
        return [str(data / name / f) for f in files]

    silver = keep / "silver.jsonl"
    common = ["--data", str(data), "--base", str(base), "--out", str(out), "--keep", str(keep)]
    reader = [str(HERE / "train_reader.py"), *common, "--cache", str(keep / "sentences.pkl")]
    rounds = ["--deep-epochs", "1", "--last-epochs", "1", *QUICK] if quick else []
    # 70 minutes: six layers three rounds, four layers five rounds.
    yield "reader-four", [*reader, *rounds, "--until", "four"]
    # 8 minutes: labels alone.
    relate = [str(HERE / "train_relate.py"), *common, *(QUICK if quick else ())]
    yield "relate-check", [*relate, "--until", "check"]
    # 4 minutes: rules and relate over unlabelled news.
    yield "silver", [str(HERE / "silver.py"), "--data", str(data), "--weights", str(out), "--out", str(silver)]
    # 20 minutes: three rounds more, all attribution text and the silver.
    reader += ["--silver", str(silver)]
    yield "reader", [*reader, *rounds]
    if teacher != base:
        # 25 minutes: a large encoder's upper layers learn too and answer unlabelled news.
        yield "teach", [
            str(HERE / "teach_reader.py"), *reader[1:5], "--keep", str(keep), "--teacher", str(teacher),
            "--cache", str(keep / "sentences.pkl"), "--silver", str(silver), *(QUICK if quick else ()),
        ]  # fmt: skip
    # 25 minutes: the reader made narrower, taught by both.
    yield "slim", [str(HERE / "slim_reader.py"), *reader[1:], *(QUICK if quick else ())]
    # 25 minutes: the sentences of our own again, with news to hold it to what it knows.
    yield "extend", [str(HERE / "extend_reader.py"), *reader[1:], *(QUICK if quick else ())]
    # 45 minutes: which words of labelled news tell an event, who does it and to whom.
    news = ["--data", str(data), "--base", str(base), "--out", str(out), "--cache", str(keep / "sentences.pkl")]
    yield "news", [str(HERE / "train_news.py"), *news, *(QUICK if quick else ())]
    if teacher != base:
        large = ["--teacher", str(teacher), *(FEW if quick else ())]
        # 7 minutes on a GPU, about 9 hours on one core: three large encoders tuned whole answer 43,000 pairs. With
        # --folds, which measures on all labelled pairs, six times that.
        yield "relate", [*relate, *large]
    # 6 minutes: the large encoder, as it came, over 4,450 sentences.
    told = keep / "subevent-silver.jsonl"
    yield "subevent-silver", [
        str(HERE / "teach_subevents.py"), "--data", str(data), "--teacher", str(teacher), "--out", str(told),
    ]  # fmt: skip
    # 1 to 5 minutes each from here on. These read the package's own parse, places and rules.
    yield "subevents", [
        str(HERE / "train_subevents.py"), "--out", str(out / "subevents.json"),
        "--reports", *of("case", "reports.jsonl"), "--gold", *of("case", "gold.jsonl"),
        "--silver", str(told),
    ]  # fmt: skip
    yield "scenes", [
        str(HERE / "train_scenes.py"), "--all", "--out", str(out / "scene_model.json"),
        "--towns", str(data.parent / "score" / "syria_towns.csv"),
        "--set", "pitf", *of("pitf", "reports.jsonl", "gold.jsonl"),
        "--set", "fakes", *of("fakes", "reports.jsonl", "gold.jsonl"),
        "--set", "muc4", *of("muc4", "reports.jsonl", "keys.txt"),
    ]  # fmt: skip
    yield "place-finder", ["-m", "training.train_place_finder", str(data), "--out", str(out / "place_finder.json")]
    yield "place-ranker", ["-m", "training.train_place_ranker", str(data), "--out", str(out / "place_ranker.json")]
    yield "sureness", [str(HERE / "train_sureness.py"), "--data", str(data), "--out", str(out / "sureness.json")]
    yield "linker", [
        str(HERE / "train_linker.py"), "--out", str(out / "link_model.json"),
        "--set", "links", *of("links", "reports.jsonl", "gold.jsonl"), str(keep / "links" / "claims.jsonl"),
        "--set", "ecb", *of("ecb", "reports.jsonl", "gold.jsonl"), str(keep / "ecb" / "claims.jsonl"),
    ]  # fmt: skip
    yield "confidence", [
        str(HERE / "fit_confidence.py"), "--data", str(data / "plv"), "--out", str(out / "confidence.json"),
    ]  # fmt: skip
    yield "attributions", [
        str(HERE / "attribution_weights.py"), *of("attribution", "reports.jsonl", "gold.jsonl"), "--all",
    ]  # fmt: skip


# The weights of the choice among attributions are printed, not written.
PRINTED = {"attributions": "attribution_weights.json"}


def run(step: Step, data: Path, out: Path, keep: Path) -> None:
    """One trainer; CalledProcessError where it fails."""
    name, command = step
    if name == "linker":
        for part in ("links", "ecb"):
            code(data / part / "reports.jsonl", keep / part)
    # Paths of both folders, one thread, and no chance in the order of sets: the same text gives the same weights.
    paths = os.pathsep.join([str(HERE.parent), str(HERE), os.environ.get("PYTHONPATH", "")])
    settings = {**os.environ, "PYTHONPATH": paths, "PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1"}
    printed = PRINTED.get(name)
    if printed is None:
        subprocess.run([sys.executable, *command], check=True, env=settings)
        return
    made = subprocess.run([sys.executable, *command], check=True, env=settings, stdout=subprocess.PIPE)
    (out / printed).write_bytes(made.stdout)


def code(reports: Path, out: Path) -> None:
    """The claims that the linker learns from."""
    sayso = Path(sys.executable).parent / "sayso"
    subprocess.run([str(sayso), "code", str(reports), "--no-link", "--out", str(out)], check=True)


def few(data: Path, out: Path) -> Path:
    """A copy of the sets with the first reports of each by a hash of their ids, and the labels of those."""
    for path in sorted(p for p in data.rglob("*") if p.is_file() and "more" not in p.relative_to(data).parts):
        target = out / path.relative_to(data)
        target.parent.mkdir(parents=True, exist_ok=True)
        known = _first_ids(path.parent)
        if path.suffix != ".jsonl" or known is None:
            shutil.copyfile(path, target)
            continue
        lines = path.read_text(encoding="utf-8").split("\n")
        if path.name == "gold.jsonl" and (path.parent / "pairs.jsonl").exists():
            pairs = map(json.loads, filter(None, (path.parent / "pairs.jsonl").read_text(encoding="utf-8").split("\n")))
            known = {pair["id"] for pair in pairs if pair["report"] in known}
        target.write_text("".join(f"{line}\n" for line in lines if line and _belongs(line, known)), encoding="utf-8")
    for path in sorted((data / "more").rglob("*")):
        if path.suffix in QUICK_LINES:
            target = out / path.relative_to(data)
            target.parent.mkdir(parents=True, exist_ok=True)
            with path.open(encoding="utf-8", errors="replace") as file:
                target.write_text(
                    "".join(line for _, line in zip(range(QUICK_LINES[path.suffix]), file, strict=False)), "utf-8"
                )
    return out


def _first_ids(folder: Path) -> set[str] | None:
    """Ids of the reports that are kept; None where the folder has no reports."""
    path = folder / "reports.jsonl"
    if not path.exists():
        return None
    ids = [str(json.loads(line)["id"]) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    return set(
        sorted(ids, key=lambda i: hashlib.sha1(i.encode()).hexdigest())[: QUICK_LINKED.get(folder.name, QUICK_REPORTS)]
    )


def _belongs(line: str, known: set[str]) -> bool:
    row = json.loads(line)
    return (row["report"] if "report" in row else row["id"]) in known


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--base", type=Path, required=True)
    ap.add_argument("--teacher", type=Path)
    ap.add_argument("--out", type=Path, default=PACKAGE)
    ap.add_argument("--keep", type=Path)
    ap.add_argument("--only", nargs="*", default=(), help="names of the steps to run")
    ap.add_argument("--quick", action="store_true")
    args = ap.parse_args()
    if args.quick and args.out.resolve() == PACKAGE.resolve():
        ap.error("--quick would overwrite the package's weights with useless ones: give another --out")
    args.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="sayso-train-") as folder:
        keep = args.keep or Path(folder) / "keep"
        keep.mkdir(parents=True, exist_ok=True)
        data = few(args.data, Path(folder) / "data") if args.quick else args.data
        if args.quick and (towns := args.data.parent / "score" / "syria_towns.csv").exists():
            (Path(folder) / "score").mkdir()
            shutil.copyfile(towns, Path(folder) / "score" / "syria_towns.csv")
        for step in steps(data, args.base, args.out, keep, args.teacher or args.base, quick=args.quick):
            if args.only and step[0] not in args.only:
                continue
            started = time.monotonic()
            print(f"== {step[0]}", flush=True)
            run(step, data, args.out, keep)
            print(f"== {step[0]} took {(time.monotonic() - started) / 60:.1f} minutes", flush=True)


if __name__ == "__main__":
    main()
