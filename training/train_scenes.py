"""Train the choice of an event's place among the places of its report.

    python training/train_scenes.py --out src/sayso/data/scene_model.json \
        --set pitf REPORTS GOLD --set fakes REPORTS GOLD --set muc4 REPORTS KEYS

REPORTS and GOLD are JSON Lines; a gold line has `report` and either `lat`, `lon` (pitf) or `governorate`
(fakes, told by the nearest of the towns in --towns); KEYS are MUC-4 templates. Half of the reports (by a
hash of their id) are trained on; figures of both halves are printed. `--all` trains on both.

A conditional logit: the places that could be the event's compete, every right one shares in the answer
(near the gold point, in the gold province, named in the key). Adam over full batches, no chance involved.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import math
import pickle
from collections import Counter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sayso.knowledge.actors import ActorBase
from sayso.pipeline import Coder
from sayso.read import read_reports
from sayso.resolve.claims.assembly import Tools, read_tale
from sayso.resolve.claims.distances import distance_km
from sayso.resolve.claims.findings import Findings
from sayso.resolve.claims.modes import Modes
from sayso.resolve.claims.stories import main_story
from sayso.resolve.parties import PartyResolver
from sayso.resolve.voices import Carriers
from sayso.types import Place, Report

NEAR_KM, FAR_KM = 50.0, 161.0
STEPS, RATE, RIDGE = 400, 0.05, 3.0
Choice = tuple[str, list[list[str]], list[bool]]


class Gold:
    """Which places of a report are right, by the gold of its set."""

    def __init__(self, kind: str, path: Path, towns: Path | None) -> None:
        self._kind = kind
        self._rows: dict[str, dict[str, object]] = {}
        self._keys: dict[str, set[str]] = {}
        if kind == "muc4":
            self._keys = _keyed(path.read_text(encoding="latin-1"))
        else:
            for line in path.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                self._rows[row["report"]] = row
        self._towns = list(csv.DictReader(towns.open(encoding="utf-8"))) if towns else []

    def right(self, report: str, places: list[Place]) -> list[bool]:
        """One answer a place; all False where the gold has none."""
        if self._kind == "muc4":
            names = self._keys.get(report, set())
            return [bool({(p.name or "").upper(), p.text.upper()} & names) for p in places]
        row = self._rows.get(report, {})
        if self._kind == "fakes":
            return [self._governorate(p) == row.get("governorate") for p in places]
        lat, lon = row.get("lat"), row.get("lon")
        if not isinstance(lat, float | int) or not isinstance(lon, float | int):
            return [False] * len(places)
        far = [math.inf if p.lat is None or p.lon is None else distance_km(lat, lon, p.lat, p.lon) for p in places]
        near = [f <= NEAR_KM for f in far]
        return near if any(near) else [f <= FAR_KM for f in far]

    def _governorate(self, place: Place) -> str | None:
        if place.lat is None or place.lon is None or (place.precision or 6) >= 5 or place.country != "SYR":
            return None
        at = place.lat, place.lon
        return min(self._towns, key=lambda t: distance_km(*at, float(t["lat"]), float(t["lon"])))["governorate"]


def _keyed(text: str) -> dict[str, set[str]]:
    """Message id to the innermost place names of its templates."""
    found: dict[str, set[str]] = {}
    message = ""
    for line in text.splitlines():
        if line.startswith("0."):
            message = line.split("ID", 1)[1].split()[0]
        elif line.startswith("3.") and ":" in line.split("LOCATION", 1)[1]:
            for option in line.split("LOCATION", 1)[1].split("/"):
                name = option.split(":")[-1].split("(")[0].strip(" ?-")
                found.setdefault(message, set()).add(name)
    return found


def choices(found: list[Findings], gold: Gold, tools: Tools) -> list[Choice]:
    """The main story's happened tellings of each report with the places open to them."""
    made = []
    for findings in found:
        tale = read_tale(findings, tools)
        story = main_story(findings.parsed, tale.stories)
        report = findings.parsed.report.id
        for item in story.told if story else ():
            if item.values.event.status not in {"happened", "ongoing"} or item.values.event.historical:
                continue
            near = tale.stage.around(item, story.told if story else [])
            open_to = tale.stage.candidates(near)
            right = gold.right(report, [tale.stage.places[n][1] for n in open_to])
            if any(right):
                made.append((report, [tale.stage.features(near, n) for n in open_to], right))
    return made


def fit(made: list[Choice]) -> dict[str, float]:
    """Weights of the most probable choices; each report counts once, however often it tells its event."""
    seen = Counter(name for _, rows, _ in made for row in rows for name in set(row))
    names = sorted(n for n, times in seen.items() if times >= 10)
    column = {n: k for k, n in enumerate(names)}
    told = Counter(report for report, _, _ in made)
    blocks = []
    for report, rows, right in made:
        x = np.zeros((len(rows), len(names)))
        for r, row in enumerate(rows):
            x[r, [column[n] for n in row if n in column]] = 1.0
        blocks.append((x, np.array(right, dtype=float), 1.0 / told[report]))
    w = np.zeros(len(names))
    m, v = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, STEPS + 1):
        g = RIDGE * w - _slope(blocks, w)
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        w -= RATE * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return {n: round(float(w[k]), 3) for n, k in column.items() if abs(w[k]) >= 0.01}


def _slope(
    blocks: list[tuple[NDArray[np.float64], NDArray[np.float64], float]], w: NDArray[np.float64]
) -> NDArray[np.float64]:
    g = np.zeros_like(w)
    for x, right, weight in blocks:
        p = np.exp(x @ w - (x @ w).max())
        g += weight * (x.T @ (p * right / (p * right).sum() - p / p.sum()))
    return g


def share(made: list[Choice], weights: dict[str, float]) -> float:
    """How often the likeliest place is right, among reports that name a right one."""
    hits: dict[str, list[bool]] = {}
    for report, rows, right in made:
        scores = [sum(weights.get(n, 0.0) for n in row) for row in rows]
        hits.setdefault(report, []).append(right[scores.index(max(scores))])
    return sum(sum(h) / len(h) for h in hits.values()) / max(1, len(hits))


def odd(report: str) -> bool:
    return bool(int(hashlib.sha1(report.encode()).hexdigest(), 16) % 2)


def findings_of(path: Path) -> list[Findings]:
    """Coded afresh, or read from a pickle of findings."""
    if path.suffix == ".pkl":
        return list(pickle.loads(path.read_bytes()))
    coder = Coder()
    return [coder.findings(p) for p in coder.parser.parse_all(r for r in read_reports([path]) if isinstance(r, Report))]


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--set", action="append", nargs=3, metavar=("KIND", "REPORTS", "GOLD"), required=True)
    ask.add_argument("--towns", type=Path)
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument("--all", action="store_true")
    args = ask.parse_args()
    tools = Tools(PartyResolver(ActorBase.open(None)), Carriers(), Modes())
    by_set = {k: choices(findings_of(Path(r)), Gold(k, Path(g), args.towns), tools) for k, r, g in args.set}
    weights = fit([c for made in by_set.values() for c in made if args.all or not odd(c[0])])
    for kind, made in by_set.items():
        halves = [[c for c in made if odd(c[0]) is side] for side in (False, True)]
        print(kind, [(len({c[0] for c in h}), round(share(h, weights), 3)) for h in halves])
    args.out.write_text(json.dumps({"weights": weights}, indent=0, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
