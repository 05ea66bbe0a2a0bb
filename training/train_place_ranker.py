"""Train the ranker of place candidates: gold spans with ids or coordinates in, `place_ranker.json` out.

    python -m training.train_place_ranker FOLDER [--folds 5] [--out FILE]

FOLDER holds `geo/gold.jsonl` and `geo/reports.jsonl` (LGL, TR-News, GeoVirus).
Folds go by a hash of the report id; the figures printed are of reports left out. The shipped
weights are then made of all reports.

Reports of local papers teach that a London of which nothing else is told is the one next door. News of the world
means the capital: sentences of our own about capitals and large towns, alone or with others that lie far off, are a
corpus beside them ("world"). Facts are the gazetteer's: which of the namesakes is the capital or by far the largest.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import random
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch

from sayso.knowledge.gazetteer import BARE, Candidate, Gazetteer
from sayso.parse import Parser
from sayso.resolve.places import PlaceResolver
from sayso.resolve.places.evidence import OWN_EVIDENCE, Group, Together
from sayso.resolve.places.pools import FIGURES, Floats, kilometres
from sayso.resolve.places.ranker import COLUMNS, Ranker, confidence_signs, own_columns, round_columns, softmax
from sayso.resolve.places.ranker import Net as RoundNet
from sayso.types import Parsed, PlaceMention, Report

OUT = Path(__file__).parent.parent / "src" / "sayso" / "data" / "place_ranker.json"
SEED = 20240229
HIDDEN = 16
ROUNDS = 2
# Nets whose scores are averaged: one alone is up to .01 better or worse on LGL by where it starts.
NETS = 4
DECAY = 1e-4

# What the news of the world tells of by the name alone: towns of so many people, and capitals.
LARGE_TOWN, LEAST_CAPITAL = 300_000, 20_000
LARGE_TOWNS = (
    "SELECT id, name FROM place WHERE feature LIKE 'PPL%' AND (population >= ?"
    " OR (feature = 'PPLC' AND population >= ?)) ORDER BY id"
)
# The largest other town of the name has at most so many times the people of the one that is meant.
CAPITAL_AGAINST, TOWN_AGAINST = 4.0, 0.5
WORLD_SENTENCES = 2400
# Weight of these sentences beside that of a corpus of reports.
WORLD_SHARE = 0.4
WORLD = (
    "A bomb went off in {}.",
    "Police fired tear gas in {} on Monday.",
    "Officials in {} spoke of the attack in {}.",
    "Talks were held in {}, and others are to follow in {} and {}.",
)

# Where gold has no id, a candidate this near its point is right.
RIGHT_KM = 25.0
RIGHT_COUNTRY_KM = 600.0


class Example(NamedTuple):
    """A report's groups; for each its right candidates (empty where none is right) and how many mentions it has."""

    report: str
    groups: list[Group]
    right: list[list[int]]
    counts: list[int]


def fold_of(report: str, folds: int) -> int:
    return int(hashlib.sha256(report.encode()).hexdigest(), 16) % folds


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def right_ones(group: Group, gold: Sequence[dict[str, Any]]) -> list[int]:
    """Candidates that the gold of a group's mentions allows; most gold wins where it disagrees."""
    votes: dict[int, int] = defaultdict(int)
    for g in gold:
        for i, c in enumerate(group.pool.candidates):
            if g["geonameid"] is not None:
                votes[i] += c.id == g["geonameid"]
            elif g["lat"] is not None:
                far = RIGHT_COUNTRY_KM if c.feature.startswith("PCL") else RIGHT_KM
                votes[i] += kilometres(c.lat, c.lon, g["lat"], g["lon"]) <= far
    most = max(votes.values(), default=0)
    return [i for i, v in votes.items() if v == most] if most else []


def example(parsed: Parsed, gold: Sequence[dict[str, Any]], resolver: PlaceResolver) -> Example:
    """The groups of a report's gold mentions."""
    kept: list[tuple[PlaceMention, dict[str, Any]]] = []
    for g in gold:
        m = resolver.mention(parsed, g["start"], g["end"])
        if m is not None:
            kept.append((m, g))
    groups = resolver.groups(parsed, [m for m, _ in kept])
    right, counts = [], []
    for group in groups:
        members = [kept[i][1] for i in group.mentions]
        members = [g for g in members if g["geonameid"] is not None or g["lat"] is not None]
        right.append(right_ones(group, members))
        counts.append(len(members))
    return Example(parsed.report.id, groups, right, counts)


def examples(folder: Path, resolver: PlaceResolver) -> list[Example]:
    gold: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for g in rows(folder / "geo" / "gold.jsonl"):
        gold[g["report"]].append(g)
    reports = [
        Report(id=r["id"], text=r["text"], outlet=r.get("outlet"), title=r.get("title"))
        for r in rows(folder / "geo" / "reports.jsonl")
        if r["id"] in gold
    ]
    return [example(p, gold[p.report.id], resolver) for p in Parser().parse_all(reports)]


def world(resolver: PlaceResolver, gazetteer: Gazetteer) -> list[Example]:
    """Sentences about capitals and large towns, each meant where its name stands without any other word."""
    rng = random.Random(SEED)
    towns = list(known(gazetteer))
    sizes = [c.population**0.5 for c in towns]
    texts, meant = [], []
    for n in range(WORLD_SENTENCES):
        words = WORLD[n % len(WORLD)]
        drawn = rng.choices(towns, sizes, k=words.count("{}"))
        if len({c.country for c in drawn}) == len(drawn):
            texts.append(Report(id=f"world-{n}", text=words.format(*(c.name for c in drawn))))
            meant.append(drawn)
    found = []
    for parsed, drawn in zip(Parser().parse_all(texts), meant, strict=True):
        gold: list[dict[str, Any]] = []
        for c in drawn:
            start = parsed.text.index(c.name)
            gold.append({"start": start, "end": start + len(c.name), "geonameid": c.id, "lat": c.lat, "lon": c.lon})
        found.append(example(parsed, gold, resolver))
    return found


def known(gazetteer: Gazetteer) -> Iterator[Candidate]:
    """Capitals, and large towns whose namesakes are all much smaller."""
    with contextlib.closing(sqlite3.connect(str(files("sayso") / "data" / "gazetteer.sqlite"))) as places:
        rows = places.execute(LARGE_TOWNS, (LARGE_TOWN, LEAST_CAPITAL)).fetchall()
    for identity, name in rows:
        towns = [c for c in gazetteer.lookup(name) if c.feature.startswith("PPL") and c.match <= BARE]
        town = next(c for c in towns if c.id == identity)
        capital = town.feature == "PPLC"
        others = [c for c in towns if c is not town]
        most = max((c.population for c in others), default=0) / town.population
        outdone = not capital and any(c.feature == "PPLC" for c in others)
        if not outdone and most <= (CAPITAL_AGAINST if capital else TOWN_AGAINST):
            yield town


class Net(torch.nn.Module):
    """A linear layer beside one hidden layer."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.linear = torch.nn.Linear(width, 1, bias=False)
        self.hidden = torch.nn.Linear(width, HIDDEN)
        self.out = torch.nn.Linear(HIDDEN, 1, bias=False)
        torch.nn.init.zeros_(self.linear.weight)
        torch.nn.init.normal_(self.out.weight, std=0.1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y: torch.Tensor = self.linear(x) + self.out(torch.tanh(self.hidden(x)))
        return y.squeeze(-1)


class Batch(NamedTuple):
    """All groups of several reports end to end."""

    table: torch.Tensor
    owner: torch.Tensor
    right: torch.Tensor
    weight: torch.Tensor


def corpus(report: str) -> str:
    return report.split("-")[0]


def batch(data: Sequence[Example], tables: Sequence[Sequence[Floats]]) -> Batch:
    """Groups with a right candidate among several; each corpus weighs the same, each name by the root of its count."""
    total: dict[str, float] = defaultdict(float)
    for e in data:
        for r, c in zip(e.right, e.counts, strict=True):
            total[corpus(e.report)] += c**0.5 if r else 0
    parts, owners, rights = [], [], []
    weights: list[float] = []
    for e, report_tables in zip(data, tables, strict=True):
        for table, right, count in zip(report_tables, e.right, e.counts, strict=True):
            if not right or len(right) == len(table):
                continue
            flags = np.zeros(len(table), np.float32)
            flags[right] = 1
            parts.append(table)
            owners.append(np.full(len(table), len(weights)))
            rights.append(flags)
            share = WORLD_SHARE if corpus(e.report) == "world" else 1.0
            weights.append(share * count**0.5 / total[corpus(e.report)])
    weight = torch.tensor(np.array(weights, np.float32))
    return Batch(
        torch.tensor(np.concatenate(parts)), torch.tensor(np.concatenate(owners)), torch.tensor(np.concatenate(rights)),
        weight / weight.sum(),
    )  # fmt: skip


def fit(model: torch.nn.Module, b: Batch, *, steps: int, decay: float) -> None:
    """Softmax within each group; the right candidates share the mass."""
    best = torch.optim.Adam(model.parameters(), lr=0.02)
    for step in range(steps):
        for g in best.param_groups:
            g["lr"] = 0.02 * (1 - step / steps) + 0.0005
        best.zero_grad()
        scores = model(b.table)
        n = len(b.weight)
        top = torch.full((n,), -1e9).scatter_reduce(0, b.owner, scores, "amax").detach()
        e = torch.exp(scores - top[b.owner])
        every = torch.zeros(n).index_add(0, b.owner, e)
        good = torch.zeros(n).index_add(0, b.owner, e * b.right)
        loss = -(b.weight * torch.log(good / every + 1e-6)).sum()
        loss = loss + decay * sum((p**2).sum() for p in model.parameters())
        loss.backward()  # type: ignore[no-untyped-call]
        best.step()


def train(data: Sequence[Example]) -> dict[str, Any]:
    """Weights for each name by itself, and for the rounds in which names speak for each other."""
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    data = [e for e in data if e.groups]
    own = [[own_columns(g) for g in e.groups] for e in data]
    alone = torch.nn.Linear(len(FIGURES) + len(OWN_EVIDENCE), 1, bias=False)
    fit(torch.nn.Sequential(alone, torch.nn.Flatten(0)), batch(data, own), steps=300, decay=1e-4)
    w: Floats = alone.weight.detach().numpy()[0]
    chances = [[softmax(t @ w) for t in report_own] for report_own in own]
    rounds = []
    for number in range(ROUNDS):
        tables = []
        for e, report_own, report_chances in zip(data, own, chances, strict=True):
            table = np.concatenate(
                [np.concatenate(report_own), round_columns(Together.of(e.groups), report_chances)], 1
            )
            tables.append(np.split(table, np.cumsum([len(t) for t in report_own])[:-1]))
        weights = averaged(fitted(batch(data, tables), start) for start in range(SEED + number, SEED + 100 * NETS, 100))
        rounds.append(weights)
        said = RoundNet(weights)
        chances = [[softmax(said(t)) for t in report_tables] for report_tables in tables]
    return {"columns": list(COLUMNS), "alone": rounded(w), "rounds": rounds, "calibration": []}


def fitted(b: Batch, start: int) -> Net:
    torch.manual_seed(start)
    net = Net(len(COLUMNS))
    fit(net, b, steps=400, decay=DECAY)
    return net


def averaged(nets: Iterable[Net]) -> dict[str, Any]:
    """The weights of one net that scores as the given nets do in the mean: their hidden layers stand side by side."""
    parts = [{name: p.detach().numpy() for name, p in net.named_parameters()} for net in nets]
    return {
        "linear": rounded(np.mean([p["linear.weight"][0] for p in parts], 0)),
        "hidden": rounded(np.concatenate([p["hidden.weight"].T for p in parts], 1)),
        "bias": rounded(np.concatenate([p["hidden.bias"] for p in parts])),
        "out": rounded(np.concatenate([p["out.weight"][0] for p in parts]) / len(parts)),
    }


def rounded(values: np.ndarray[Any, Any]) -> Any:
    return np.round(values.astype(float), 4).tolist()


class Verdict(NamedTuple):
    """One group answered: what the calibration sees, and whether it was right."""

    corpus: str
    signs: list[float]
    right: bool
    mentions: int


def verdicts(data: Sequence[Example], weights: dict[str, Any]) -> list[Verdict]:
    ranker = Ranker(weights)
    found = []
    for e in data:
        if not e.groups:
            continue
        for group, chances, right, count in zip(e.groups, ranker.chances(e.groups), e.right, e.counts, strict=True):
            if count:
                best = int(chances.argmax())
                found.append(Verdict(corpus(e.report), confidence_signs(chances, best, group), best in right, count))
    return found


def calibrate(seen: Sequence[Verdict]) -> list[float]:
    """Weights of a logistic regression from what the ranker says to whether it was right."""
    x = torch.tensor([v.signs for v in seen])
    y = torch.tensor([float(v.right) for v in seen])
    n = torch.tensor([float(v.mentions) ** 0.5 for v in seen])
    w = torch.zeros(x.shape[1], requires_grad=True)
    best = torch.optim.LBFGS([w], max_iter=200)

    def closure() -> torch.Tensor:
        best.zero_grad()
        loss = (torch.nn.functional.binary_cross_entropy_with_logits(x @ w, y, reduction="none") * n).sum() / n.sum()
        loss = loss + 1e-3 * (w**2).sum()
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    best.step(closure)  # type: ignore[no-untyped-call]
    return list(rounded(w.detach().numpy()))


def shares(seen: Sequence[Verdict]) -> dict[str, float]:
    """Share of mentions answered right among those with candidates, by corpus."""
    good: dict[str, int] = defaultdict(int)
    n: dict[str, int] = defaultdict(int)
    for v in seen:
        good[v.corpus] += v.right * v.mentions
        n[v.corpus] += v.mentions
    return {c: round(good[c] / n[c], 4) for c in sorted(n)}


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folder", type=Path)
    ap.add_argument("--folds", type=int, default=5)
    ap.add_argument("--out", type=Path, default=OUT)
    args = ap.parse_args()
    blank = {"columns": list(COLUMNS), "alone": [], "rounds": [], "calibration": []}
    gazetteer = Gazetteer.open()
    resolver = PlaceResolver(gazetteer, Ranker(blank))
    data = [*examples(args.folder, resolver), *world(resolver, gazetteer)]
    aside: list[Verdict] = []
    for k in range(args.folds):
        weights = train([e for e in data if fold_of(e.report, args.folds) != k])
        aside += verdicts([e for e in data if fold_of(e.report, args.folds) == k], weights)
    print("left out, among mentions with candidates:", shares(aside))
    weights = train(data)
    weights["calibration"] = calibrate(aside)
    print("trained on, among mentions with candidates:", shares(verdicts(data, weights)))
    args.out.write_text(json.dumps(weights) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
