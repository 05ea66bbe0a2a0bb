"""Train the pair model of linking from hand-linked reports.

    python training/train_linker.py --out src/sayso/data/link_model.json \
        --set links REPORTS GOLD CLAIMS --set ecb REPORTS GOLD CLAIMS

REPORTS and GOLD are JSON Lines (a gold line has `report` and `incident`, and `topic` where there is
one), CLAIMS what `sayso code` made of the reports. The incidents are dealt into FOLDS folds (by hash of
their topic or name); each fold is scored by weights and a threshold learnt from the others, and the mean
is printed beside the figures of the weights that ship, which are learnt from all. A pair of reports of
one incident is answered by its likest pair of main tellings; every candidate pair of main tellings of
reports of different incidents is a wrong one.

The weights are the most probable ones under a normal prior around weights set by hand (PRIOR): what
few pairs cannot teach stays what a reader would say. No chance is involved.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from itertools import combinations
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from sayso.link.block import candidate_pairs
from sayso.link.cluster import cluster
from sayso.link.compare import Model, features, load_lexicon
from sayso.link.copies import find_texts
from sayso.link.settle import other_held
from sayso.link.telling import Telling, tellings
from sayso.types import Claim, Report

FOLDS = 4
NOTE = "trained on the hand-linked development reports by training/train_linker.py"

BIAS = -4.0
PRIOR = {
    "copy": 3.0, "one_report": -4.0, "told_on": 1.0, "likeness": 6.0, "lead": 4.0, "names": 3.0, "few_names": 0.5,
    "no_names": -1.0, "place_untold": -1.0, "same_type": 0.3,
    "other_family": -1.5, "same_mode": 0.3, "other_mode": -0.5, "same_day": 1.0, "near_day": 0.5,
    "fresh": 0.2, "other_day": -1.0,
    "days_told_apart": -1.5, "no_day": -0.3, "told_later": -0.6, "published_gap": -0.5,
    "same_place": 2.5, "near_place": 0.5, "other_place": -0.8, "other_country": -1.5, "no_place": -0.3,
    "same_actor": 0.5, "other_actor": -0.4, "same_recipient": 0.3, "same_person": 1.0,
    "other_person": -0.7, "other_held": -2.5, "same_toll": 1.5, "fitting_toll": 0.3,
    "other_toll": -0.6, "same_instrument": 0.3, "background": -0.5, "other_history": -1.0,
}  # fmt: skip

# Spread of the prior: a weight moves one unit from it against the evidence of about two pairs.
SPREAD = 0.4

# Collections whose dates are those of the pages' addresses, often days late, and of one side only of each
# look-alike pair: they teach nothing of time.
UNDATED = ("ecb",)
TIMES = ("days_told_apart", "same_day", "near_day", "fresh", "other_day", "no_day", "told_later", "published_gap")

# Kept at the prior: in one collection the undated reports are one side of each look-alike pair, and
# keeping them apart would be learnt as skill. Two days told apart are what keeps look-alikes of one week
# apart, and the claims trained on have days wrong that better claims will not.
FIXED = ("one_report", "told_on", "days_told_apart", "no_day", "background", "other_history")
# Claims of today have days and places wrong that tomorrow's will not: what they teach against these signs
# of look-alikes is believed half way.
AT_LEAST_HALF = ("other_day", "other_place", "other_country")

# Every collection has the same say, that of so many pairs.
SET_WEIGHT = 400.0
# Of thresholds that come out this near to the best, the highest is taken: unseen reports hold other look-alikes.
EQUAL = 0.005
THRESHOLDS = [t / 10 for t in range(-15, 3)]

Array = NDArray[np.float64]


class Set(msgspec.Struct):
    """One collection of linked reports."""

    name: str
    incident: dict[str, str]
    fold: dict[str, int]
    rows: list[Telling]
    known: dict[tuple[str, str], dict[str, float]]
    """Features of pairs of keys compared so far."""


def read(name: str, reports: Path, gold: Path, claims: Path) -> Set:
    told = [msgspec.json.decode(x, type=Report) for x in reports.read_bytes().split(b"\n") if x.strip()]
    made = [msgspec.json.decode(x, type=Claim) for x in claims.read_bytes().split(b"\n") if x.strip()]
    incident: dict[str, str] = {}
    fold: dict[str, int] = {}
    for line in gold.read_text(encoding="utf-8").split("\n"):
        row = json.loads(line) if line.strip() else {}
        if row.get("incident"):
            incident[row["report"]] = row["incident"]
            group = str(row.get("topic") or row["incident"])
            fold[row["report"]] = hashlib.blake2b(group.encode(), digest_size=2).digest()[0] % FOLDS
    by_id = {r.id: r for r in told}
    texts = find_texts(told)
    rows = tellings(made, by_id, texts.group)
    return Set(name, incident, fold, [t for t in rows if t.report in incident], {})


def examples(data: Set, folds: set[int]) -> list[tuple[dict[str, float], int, float]]:
    """Features, answer and weight of the pairs of some folds."""
    lexicon = load_lexicon()
    rows = [t for t in data.rows if t.main and data.fold[t.report] in folds]
    candidates = set(candidate_pairs(rows, lexicon))
    best: dict[tuple[str, str], tuple[float, dict[str, float]]] = {}
    found: list[tuple[dict[str, float], int, float]] = []
    for i, j in combinations(range(len(rows)), 2):
        a, b = rows[i], rows[j]
        if a.report == b.report:
            continue
        same = data.incident[a.report] == data.incident[b.report]
        if not same and (i, j) not in candidates:
            continue
        values = features(a, b, lexicon)
        if data.name in UNDATED:
            values = {k: v for k, v in values.items() if k not in TIMES}
        if not same:
            found.append((values, 0, 1.0))
            continue
        rank = sum(PRIOR.get(k, 0.0) * v for k, v in values.items())
        pair = (a.report, b.report)
        if pair not in best or rank > best[pair][0]:
            best[pair] = (rank, values)
    # An incident of ten reports has 45 pairs; it shall not weigh 45 times one of two.
    size = Counter(data.incident[r] for r in {t.report for t in rows})
    found += [(values, 1, 2.0 / (size[data.incident[pair[0]]] - 1)) for pair, (_, values) in sorted(best.items())]
    whole = sum(weight for _, _, weight in found)
    return [(values, answer, weight * SET_WEIGHT / whole) for values, answer, weight in found]


def fit(rows: list[tuple[dict[str, float], int, float]]) -> tuple[float, dict[str, float]]:
    """Bias and weights by L-BFGS within bounds."""
    names = sorted(PRIOR)
    x = np.array([[1.0, *(values.get(n, 0.0) for n in names)] for values, _, _ in rows])
    y = np.array([float(answer) for _, answer, _ in rows])
    share = np.array([weight for _, _, weight in rows])
    prior = np.array([BIAS, *(PRIOR[n] for n in names)])
    precision = np.array([1 / SPREAD**2, *(1e6 if n in FIXED else 1 / SPREAD**2 for n in names)])

    def loss(w: Array) -> tuple[float, Array]:
        z = x @ w
        p = 1 / (1 + np.exp(-np.clip(z, -30, 30)))
        value = share @ (np.logaddexp(0.0, z) - y * z) + precision @ (w - prior) ** 2 / 2
        return float(value), x.T @ (share * (p - y)) + precision * (w - prior)

    # No weight crosses zero: "the same day" must not speak against a join because few pairs said so.
    least = {n: PRIOR[n] / 2 if n in AT_LEAST_HALF else 0.0 for n in names}
    bounds = [(None, None), *((least[n], None) if PRIOR[n] > 0 else (None, least[n]) for n in names)]
    w = minimize(loss, prior, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 2000}).x
    return float(w[0]), {n: round(float(v), 3) for n, v in zip(names, w[1:], strict=True)}


def figures(data: Set, model: Model, folds: set[int]) -> dict[str, float]:
    """Pair and B-cubed figures over reports that share a group of main tellings."""
    lexicon = load_lexicon()
    rows = [t for t in data.rows if data.fold[t.report] in folds]

    def score(i: int, j: int) -> float:
        pair = (rows[i].key, rows[j].key)
        if pair not in data.known:
            data.known[pair] = features(rows[i], rows[j], lexicon)
        return model.bias + sum(model.weights.get(k, 0.0) * v for k, v in data.known[pair].items())

    pairs = [(i, j) for i, j in candidate_pairs(rows, lexicon) if score(i, j) > model.threshold]
    groups = cluster(
        len(rows), pairs, score, model.threshold, main=lambda i: rows[i].main,
        barred=lambda a, b: other_held([rows[i] for i in a], [rows[i] for i in b]),
    )  # fmt: skip
    reports = sorted({r for r, n in data.fold.items() if n in folds})
    linked: dict[str, set[str]] = {r: {r} for r in reports}
    for group in groups:
        members = {rows[i].report for i in group if rows[i].main}
        for r in members:
            linked[r] |= members
    same = {r: {s for s in reports if data.incident[s] == data.incident[r]} for r in reports}
    hit = sum(len(linked[r] & same[r]) - 1 for r in reports)
    told, wanted = (sum(len(x[r]) - 1 for r in reports) for x in (linked, same))
    p = sum(len(linked[r] & same[r]) / len(linked[r]) for r in reports) / len(reports)
    q = sum(len(linked[r] & same[r]) / len(same[r]) for r in reports) / len(reports)
    pair_p, pair_r = hit / max(1, told), hit / max(1, wanted)
    return {
        "pairP": pair_p,
        "pairR": pair_r,
        "pairF": 2 * pair_p * pair_r / max(1e-9, pair_p + pair_r),
        "b3P": p,
        "b3R": q,
        "b3": 2 * p * q / (p + q),
    }


def f_half(precision: float, recall: float) -> float:
    """F with precision weighing double: two attacks made one mislead more than one attack told twice."""
    return 1.25 * precision * recall / max(1e-9, 0.25 * precision + recall)


def tuned(sets: list[Set], folds: set[int]) -> Model:
    """Weights of some folds, and the threshold at which those come out best."""
    bias, weights = fit([row for data in sets for row in examples(data, folds)])
    tried: list[tuple[float, Model]] = []
    for threshold in THRESHOLDS:
        model = Model(round(bias, 3), weights, threshold, "")
        got = [figures(data, model, folds) for data in sets]
        tried.append((sum(f_half(g["pairP"], g["pairR"]) + f_half(g["b3P"], g["b3R"]) for g in got), model))
    best = max(total for total, _ in tried)
    return next(model for total, model in reversed(tried) if total >= best - EQUAL)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--set", nargs=4, action="append", required=True, metavar=("NAME", "REPORTS", "GOLD", "CLAIMS"))
    ap.add_argument("--out", type=Path, required=True)
    args = ap.parse_args()
    sets = [read(name, Path(r), Path(g), Path(c)) for name, r, g, c in args.set]
    every = set(range(FOLDS))
    models = [tuned(sets, every - {n}) for n in range(FOLDS)]
    model = msgspec.structs.replace(tuned(sets, every), note=NOTE)
    for data in sets:
        aside = [figures(data, models[n], {n}) for n in range(FOLDS)]
        sizes = [sum(f == n for f in data.fold.values()) for n in range(FOLDS)]
        means = {k: sum(f[k] * s for f, s in zip(aside, sizes, strict=True)) / sum(sizes) for k in aside[0]}
        for words, row in (("kept aside", means), ("trained on", figures(data, model, every))):
            print(f"{data.name:6} {words}: " + "  ".join(f"{k} {v:.3f}" for k, v in row.items()))
    print("thresholds", [m.threshold for m in models])
    args.out.write_bytes(msgspec.json.format(msgspec.json.encode(model), indent=1) + b"\n")
    print(args.out.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
