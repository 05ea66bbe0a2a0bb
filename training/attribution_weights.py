"""Fit the confidence of attributions on annotated reports.

    python training/attribution_weights.py REPORTS.jsonl GOLD.jsonl > src/sayso/data/attribution_weights.json

REPORTS has `id` and `text`; GOLD has `report` and `attributions` of source, cue and content
spans, one line an annotator. An attribution counts as marked in the share of annotators who marked
one with overlapping cue and content. Whole reports whose id hashes to 0, 1 or 2 of 10 are kept
aside unless --all is given. Full-batch gradient descent from zero: the same data give the same file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.find.attribution import AttributionFinder
from sayso.find.attribution.confidence import features
from sayso.parse import Parser
from sayso.types import Report

RIDGE = 0.004
STEPS = 1500
RATE = 2.0
SMALLEST_WEIGHT = 0.04
SEEN_AT_LEAST = 3


def kept_aside(report: str) -> bool:
    return int(hashlib.sha1(report.encode()).hexdigest(), 16) % 10 < 3


def overlaps(spans: list[dict[str, Any]], pieces: list[tuple[int, int]]) -> bool:
    return any(s["start"] < end and start < s["end"] for s in spans for start, end in pieces)


def examples(reports: Path, gold: Path, everything: bool) -> tuple[list[list[str]], list[float]]:
    """Features and share of annotators for every draft of every report."""
    marked: dict[str, list[list[dict[str, Any]]]] = defaultdict(list)
    for line in gold.read_text(encoding="utf-8").split("\n"):
        if line:
            row = json.loads(line)
            marked[row["report"]].append(row["attributions"])
    rows = [json.loads(line) for line in reports.read_text(encoding="utf-8").split("\n") if line]
    chosen = [Report(id=r["id"], text=r["text"]) for r in rows if everything or not kept_aside(r["id"])]
    finder = AttributionFinder()
    xs: list[list[str]] = []
    ys: list[float] = []
    for report, parsed in zip(chosen, Parser().parse_all(chosen), strict=True):
        versions = marked[report.id]
        for draft, nested in finder.drafts(parsed):
            cue = [draft.cue] if draft.cue else []
            hits = sum(
                any(overlaps(a["cue"], cue) and overlaps(a["content"], draft.content) for a in version)
                for version in versions
            )
            xs.append(features(parsed, draft, nested=nested))
            ys.append(hits / len(versions) if versions else 0.0)
    return xs, ys


def fit(xs: list[list[str]], ys: list[float]) -> dict[str, float]:
    """Ridge-regularised logistic regression."""
    seen = Counter(f for x in xs for f in set(x))
    names = sorted(f for f, n in seen.items() if n >= SEEN_AT_LEAST)
    place = {f: i for i, f in enumerate(names)}
    matrix: NDArray[np.float64] = np.zeros((len(xs), len(names)))
    for row, x in enumerate(xs):
        for f in x:
            if f in place:
                matrix[row, place[f]] = 1.0
    target = np.array(ys)
    weights = np.zeros(len(names))
    speed = np.zeros(len(names))
    penalty = np.full(len(names), RIDGE)
    penalty[place["bias"]] = 0.0
    for _ in range(STEPS):
        guess = 1.0 / (1.0 + np.exp(-(matrix @ weights)))
        gradient = matrix.T @ (guess - target) / len(xs) + penalty * weights
        speed = 0.9 * speed - 0.1 * RATE * gradient
        weights = weights + speed
    return {f: round(float(w), 3) for f, w in zip(names, weights, strict=True) if abs(w) >= SMALLEST_WEIGHT}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--all", action="store_true")
    args = parser.parse_args()
    xs, ys = examples(args.reports, args.gold, args.all)
    source = "training/attribution_weights.py; PolNeAR (Newell, Margolin, Ruths 2018); weights only, no text"
    json.dump({"source": source, "license": "Apache-2.0", "weights": fit(xs, ys)}, sys.stdout, indent=0, sort_keys=True)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
