"""Teach the look in front whether a report may tell an event, by the claims that Sayso itself makes of it.

    python training/train_relevance.py CODED... --out src/sayso/data/relevance.json

Each CODED is a folder with `reports.jsonl` and the `claims.jsonl` that `sayso code` makes of it with the look turned
off. A third of the reports, by a hash of their ids, teaches nothing: on half of it the threshold is set, so that no
report passed over tells of violence, coercion, protest or flight in the first place and all of them together hold at
most 0.25 % of the claims; on the other half what is printed is measured.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import math
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.relevance import SHORTEST_CHARACTERS, features, sentences

BITS = 15
ROUNDS = 8
RATE = 0.3
PULL = 1e-5
SEED = 1
# Of all claims of the reports that set the threshold; half of what may be lost, since other news differs.
MAY_LOSE = 0.0025
# What nobody who counts events may miss: a report whose main claim is one of these and no mere talk is always read.
GRAVE = frozenset(["ASSAULT", "COERCE", "CONTROL", "DISPLACE", "MOBILIZE", "PROTEST"])
TOLD = frozenset(["happened", "ongoing"])
# The threshold lies a fifth below the lowest of those reports, as it is one report that sets it.
MARGIN = 0.8


class Coded(NamedTuple):
    """A report with where the triggers of its claims begin."""

    id: str
    text: str
    claims: list[int]
    grave: bool


class Scored(NamedTuple):
    """What the look makes of a report, and what it would miss there."""

    total: float
    claims: int
    grave: bool


def read_coded(folder: Path) -> list[Coded]:
    claims: dict[str, list[int]] = {}
    grave: set[str] = set()
    with (folder / "claims.jsonl").open(encoding="utf-8") as lines:
        for claim in map(json.loads, lines):
            claims.setdefault(claim["report"], []).append(claim["trigger"]["start"])
            if claim["main"] and claim["type"] in GRAVE and claim["status"] in TOLD:
                grave.add(claim["report"])
    with (folder / "reports.jsonl").open(encoding="utf-8") as lines:
        return [Coded(r["id"], r["text"], claims.get(r["id"], []), r["id"] in grave) for r in map(json.loads, lines)]


def part(name: str) -> int:
    """0 to 5, by a hash: 0 sets the threshold, 1 measures, the others teach."""
    return int(hashlib.sha1(name.encode()).hexdigest(), 16) % 6


Marks = NDArray[np.int64]


def marked(text: str) -> list[tuple[int, Marks]]:
    """Where each sentence begins, and its features."""
    found, at = [], 0
    for sentence in sentences(text):
        at = text.index(sentence, at)
        found.append((at, np.array(sorted(features(sentence, (1 << BITS) - 1)), dtype=np.int64)))
        at += len(sentence)
    return found


def taught(reports: list[Coded]) -> tuple[NDArray[np.float64], float]:
    """Weights and bias by stochastic steps, each weight's own shrinking with what it has moved."""
    rows: list[tuple[Marks, float]] = []
    for report in reports:
        places = marked(report.text)
        starts = [start for start, _ in places]
        hit = {int(np.searchsorted(starts, claim, side="right")) - 1 for claim in report.claims}
        rows += [(marks, float(n in hit)) for n, (_, marks) in enumerate(places) if len(marks)]
    order = np.random.default_rng(SEED)
    weights, moved = np.zeros(1 << BITS), np.full(1 << BITS, 0.01)
    bias, bias_moved = 0.0, 0.01
    for _ in range(ROUNDS):
        for n in order.permutation(len(rows)):
            marks, told = rows[n]
            width = math.sqrt(len(marks))
            error = 1 / (1 + math.exp(-(bias + weights[marks].sum() / width))) - told
            step = error / width + PULL * weights[marks]
            moved[marks] += step * step
            weights[marks] -= RATE * step / np.sqrt(moved[marks])
            bias_moved += error * error
            bias -= RATE * error / math.sqrt(bias_moved)
    return weights, bias


def total(text: str, weights: NDArray[np.float64], bias: float) -> float:
    scores = [bias + weights[marks].sum() / math.sqrt(len(marks)) for _, marks in marked(text) if len(marks)]
    return sum(math.log1p(math.exp(min(score, 30.0))) for score in scores)


def threshold_of(found: list[Scored]) -> float:
    """The highest total below which lie at most the claims that may be lost, and by a margin no grave report."""
    lowest = min((scored.total for scored in found if scored.grave), default=math.inf)
    allowed = MAY_LOSE * sum(scored.claims for scored in found)
    lost = 0
    for scored in sorted(found):
        lost += scored.claims
        if lost > allowed:
            return min(scored.total, MARGIN * lowest)
    return 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("coded", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    reports = [report for folder in args.coded for report in read_coded(folder)]
    weights, bias = taught([r for r in reports if part(r.id) > 1])
    scale = float(np.abs(weights).max()) / 127
    packed = np.round(weights / scale).astype(np.int8)
    weights = np.asarray(packed * scale, dtype=np.float64)
    long = [r for r in reports if len(r.text) >= SHORTEST_CHARACTERS]
    scored = {r.id: Scored(total(r.text, weights, bias), len(r.claims), r.grave) for r in long if part(r.id) <= 1}
    threshold = round(threshold_of([one for name, one in scored.items() if part(name) == 0]), 4)
    for number, name in ((0, "setting the threshold"), (1, "measured")):
        these = [one for id_, one in scored.items() if part(id_) == number]
        every = sum(len(r.claims) for r in reports if part(r.id) == number)
        missed = [one for one in these if one.total < threshold]
        lost = sum(one.claims for one in missed)
        none = [one.total < threshold for one in these if not one.claims]
        print(
            f"{name}: {len(these)} long reports, {len(missed)} passed over with {lost}"
            f" of {every} claims ({100 * lost / every:.2f} %), {sum(one.grave for one in missed)} of them grave;"
            f" of {len(none)} without a claim {sum(none)}"
        )
    card = {
        "bits": BITS, "bias": round(bias, 5), "threshold": threshold, "scale": scale,
        "weights": base64.b64encode(packed.tobytes()).decode(),
    }  # fmt: skip
    args.out.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
