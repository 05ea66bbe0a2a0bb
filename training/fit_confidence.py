"""Fit the line over log odds that makes the joined confidence of rules and reader a counted probability.

    python training/fit_confidence.py --data FOLDER [--out src/sayso/data/confidence.json]

FOLDER is the PLV set: `pairs.jsonl` and `gold.jsonl`. Only sentences of the fold that no lesson reads are coded, as
bare text by the package as it is installed: put new weights in its data first. The answer to a pair is the surest claim
that joins both parties (as the set's scorer has it); it is right where its type is. Two numbers by Newton's method with
a light pull to "as it is"; no chance involved. Printed besides: the expected calibration error in ten bins before,
after, and cross-fitted (each tenth measured by a line fitted on the other nine, all pooled, mean over seeded
partitions), and what answers that are right exactly as often as they say would show on so few, by simulation.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from export import calibration_error
from measure import FOLD, same_party
from numpy.typing import NDArray

from examples import Pair, fold_of, read_pairs
from sayso.find.events.calibration import LEAST, Joined
from sayso.find.events.lexicon import Lexicon
from sayso.find.events.sureness import Sureness
from sayso.pipeline import Coder
from sayso.types import Claim, Party, Report

OUT = Path(__file__).parent.parent / "src" / "sayso" / "data" / "confidence.json"
LEFT_OUT = 0
# Both parties may stand on one side of these.
EQUAL = frozenset(["CONSULT", "AGREE", "COOPERATE", "ASSAULT"])
# Pull of slope and shift to 1 and 0, as so many answers' log loss: keeps a handful of answers from an endless slope.
RIDGE = 0.1
STEPS = 50
PARTS = 10
PARTITIONS = 40
SIMULATIONS = 4000
Floats = NDArray[np.float64]
Answers = tuple[Floats, NDArray[np.bool_]]


def answers(folder: Path) -> Answers:
    """Joined confidence of each answer, and whether its type is right."""
    coder = Coder()
    coder.sureness = Sureness.open(Lexicon.load(), line=Joined(1.0, 0.0))
    sure: list[float] = []
    right: list[bool] = []
    for pair in read_pairs(folder):
        if fold_of(pair.text) != LEFT_OUT:
            continue
        joined = [c for c in coder.code(Report(id=pair.id, text=pair.text)) if joins(pair, c)]
        if joined:
            best = max(joined, key=lambda c: c.confidence)
            sure.append(best.confidence)
            right.append(FOLD.get(best.type, best.type) == FOLD.get(pair.type, pair.type))
    return np.array(sure), np.array(right, dtype=bool)


def joins(pair: Pair, claim: Claim) -> bool:
    """Whether a claim is between the two marked parties."""
    if not named(pair.text, pair.actor, claim.actor):
        return False
    if named(pair.text, pair.recipient, claim.recipient):
        return True
    return claim.type in EQUAL and named(pair.text, pair.recipient, claim.actor)


def named(text: str, marked: Sequence[tuple[int, int]], parties: Sequence[Party]) -> bool:
    spans = [(m.start, m.end) for p in parties for m in (p, *p.mentions)]
    return not marked or any(same_party(text, m, s) for m in marked for s in spans)


def odds(sure: Floats) -> Floats:
    clipped = np.clip(sure, LEAST, 1 - LEAST)
    return np.asarray(np.log(clipped / (1 - clipped)))


def line(sure: Floats, right: NDArray[np.bool_]) -> Floats:
    """Slope and shift of the least log loss."""
    x = np.column_stack([odds(sure), np.ones(len(sure))])
    start = np.array([1.0, 0.0])
    weights = start.copy()
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-(x @ weights)))
        slope = x.T @ (right - chance) - RIDGE * (weights - start)
        bend = (x * (chance * (1 - chance))[:, None]).T @ x + RIDGE * np.eye(2)
        weights = weights + np.linalg.solve(bend, slope)
    return weights


def mapped(weights: Floats, sure: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-(weights[0] * odds(sure) + weights[1]))))


def crossed(sure: Floats, right: NDArray[np.bool_], rng: np.random.Generator) -> Floats:
    """Each answer by a line fitted on the other parts of one random partition."""
    order, found = rng.permutation(len(sure)), np.empty(len(sure))
    for part in range(PARTS):
        aside = np.zeros(len(sure), dtype=bool)
        aside[order[part::PARTS]] = True
        found[aside] = mapped(line(sure[~aside], right[~aside]), sure[aside])
    return found


def log_loss(sure: Floats, right: NDArray[np.bool_]) -> float:
    kept = np.clip(sure, LEAST, 1 - LEAST)
    return float(-np.log(np.where(right, kept, 1 - kept)).mean())


def report(sure: Floats, right: NDArray[np.bool_], weights: Floats) -> None:
    rng = np.random.default_rng(0)
    after = mapped(weights, sure)
    pooled = [crossed(sure, right, rng) for _ in range(PARTITIONS)]
    errors = [calibration_error(p, right) for p in pooled]
    perfect = [calibration_error(after, rng.random(len(after)) < after) for _ in range(SIMULATIONS)]
    print(f"{len(sure)} answers, {right.mean():.3f} right, said {sure.mean():.3f}, after {after.mean():.3f}")
    print(f"calibration error {calibration_error(sure, right):.4f}, after {calibration_error(after, right):.4f}")
    print(f"cross-fitted {np.mean(errors):.4f}, {min(errors):.4f} to {max(errors):.4f} over {PARTITIONS} partitions")
    print(f"perfect answers would show {np.mean(perfect):.4f} on so many")
    losses = [log_loss(p, right) for p in pooled]
    print(f"log loss {log_loss(sure, right):.4f}, cross-fitted {np.mean(losses):.4f}")


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--out", type=Path, default=OUT)
    args = ap.parse_args()
    sure, right = answers(args.data)
    weights = line(sure, right)
    if len(sure):
        report(sure, right, weights)
    table = {
        "source": "training/fit_confidence.py; claims about the sentences of PLV (Hu et al., ACL 2024) left out of all "
        "lessons; two numbers, no text",
        "license": "Apache-2.0",
        "answers": len(sure),
        "slope": round(float(weights[0]), 3),
        "shift": round(float(weights[1]), 3),
    }
    args.out.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
