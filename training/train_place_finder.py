"""Train the place finder: a logistic regression over signs; texts with gold places in, `place_finder.json` out.

    python -m training.train_place_finder FOLDER [--folds 5] [--out FILE]

FOLDER holds `geo/gold.jsonl` and `geo/reports.jsonl`. Folds go by a hash of the report id; the figures printed are of
reports
left out. The shipped weights are then made of all reports.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch

from sayso.find.places import PlaceFinder
from sayso.find.places.signs import signs, surroundings
from sayso.knowledge.gazetteer import Gazetteer
from sayso.parse import Parser
from sayso.types import Parsed, Report

OUT = Path(__file__).parent.parent / "src" / "sayso" / "data" / "place_finder.json"
SEED = 20240229
# A sign seen fewer times says nothing.
LEAST_SEEN = 4


class Example(NamedTuple):
    """One stretch of words that may be a place."""

    corpus: str
    fold: int
    signs: list[str]
    place: bool


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def examples(parsed: Parsed, gold: Sequence[dict[str, Any]], finder: PlaceFinder, fold: int) -> list[Example]:
    """Spots of a report; one that shares most of its characters with a gold place is a place."""
    around = surroundings(parsed, finder._words, finder._gazetteer)
    corpus = parsed.report.id.split("-")[0]
    out = []
    for spot, people in finder.spots(parsed, around):
        if people:
            continue
        start, end = parsed.tokens[spot.first].start, parsed.tokens[spot.last].end
        shared = max((min(end, g["end"]) - max(start, g["start"]) for g in gold), default=0)
        out.append(
            Example(
                corpus, fold, signs(parsed, spot, around, finder._words, finder._gazetteer), shared * 2 > end - start
            )
        )
    return out


def fit(data: Sequence[Example], decay: float = 3e-6) -> dict[str, float]:
    """Weights of the signs; each corpus weighs the same."""
    seen: dict[str, int] = defaultdict(int)
    for e in data:
        for s in e.signs:
            seen[s] += 1
    names = sorted(s for s, n in seen.items() if n >= LEAST_SEEN)
    index = {s: i for i, s in enumerate(names)}
    owner = [k for k, e in enumerate(data) for s in e.signs if s in index]
    column = [index[s] for e in data for s in e.signs if s in index]
    matrix = torch.sparse_coo_tensor(
        torch.tensor([owner, column]), torch.ones(len(owner)), (len(data), len(names))
    ).coalesce()
    share: dict[str, int] = defaultdict(int)
    for e in data:
        share[e.corpus] += 1
    weight = torch.tensor([1.0 / share[e.corpus] for e in data])
    weight = weight / weight.sum()
    y = torch.tensor([float(e.place) for e in data])
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    w = torch.zeros(len(names), requires_grad=True)
    best = torch.optim.LBFGS([w], max_iter=150, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        best.zero_grad()
        scores = torch.sparse.mm(matrix, w[:, None])[:, 0]
        loss = (torch.nn.functional.binary_cross_entropy_with_logits(scores, y, reduction="none") * weight).sum()
        loss = loss + decay * 10 * (w**2).sum()
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    best.step(closure)  # type: ignore[no-untyped-call]
    return {s: round(float(v), 3) for s, v in zip(names, w.detach().numpy(), strict=True) if abs(v) >= 0.01}


def chance(e: Example, weights: dict[str, float]) -> float:
    return float(1 / (1 + np.exp(-sum(weights.get(s, 0.0) for s in e.signs))))


def report(seen: Sequence[tuple[Example, float]], least: float) -> str:
    """Precision and recall among the spots, by corpus."""
    out = []
    for corpus in sorted({e.corpus for e, _ in seen}):
        said = [e.place for e, p in seen if e.corpus == corpus and p >= least]
        all_places = sum(e.place for e, _ in seen if e.corpus == corpus)
        out.append(f"{corpus} p {sum(said) / max(1, len(said)):.3f} r {sum(said) / max(1, all_places):.3f}")
    return "  ".join(out)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folder", type=Path)
    ap.add_argument("--folds", type=int, default=5)
    ap.add_argument("--least", type=float, default=0.33)
    ap.add_argument("--out", type=Path, default=OUT)
    args = ap.parse_args()
    gold: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for g in rows(args.folder / "geo" / "gold.jsonl"):
        gold[g["report"]].append(g)
    reports = [
        Report(id=r["id"], text=r["text"], outlet=r.get("outlet")) for r in rows(args.folder / "geo" / "reports.jsonl")
    ]
    finder = PlaceFinder(Gazetteer.open())
    data = []
    for parsed in Parser().parse_all([r for r in reports if r.id in gold]):
        fold = int(hashlib.sha256(parsed.report.id.encode()).hexdigest(), 16) % args.folds
        data += examples(parsed, gold[parsed.report.id], finder, fold)
    aside: list[tuple[Example, float]] = []
    for k in range(args.folds):
        weights = fit([e for e in data if e.fold != k])
        aside += [(e, chance(e, weights)) for e in data if e.fold == k]
    for least in (0.3, 0.4, 0.5):
        print(f"left out, from {least}: {report(aside, least)}")
    args.out.write_text(json.dumps({"least": args.least, "weights": fit(data)}, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
