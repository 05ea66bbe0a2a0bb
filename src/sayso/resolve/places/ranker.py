"""The trained ranker of place candidates: two small layers of weights, read from JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from sayso.errors import DataBroken
from sayso.resolve.places.evidence import (
    OWN_EVIDENCE,
    REPORT_EVIDENCE,
    Group,
    Together,
    kind_evidence,
    parent_evidence,
    report_evidence,
)
from sayso.resolve.places.pools import FIGURES, Floats

COLUMNS = (*FIGURES, *OWN_EVIDENCE, "so_far", *REPORT_EVIDENCE)


class Net:
    """A linear layer beside one hidden layer."""

    def __init__(self, weights: dict[str, Any]) -> None:
        self._linear = np.array(weights["linear"], np.float32)
        self._hidden = np.array(weights["hidden"], np.float32)
        self._bias = np.array(weights["bias"], np.float32)
        self._out = np.array(weights["out"], np.float32)

    def __call__(self, table: Floats) -> Floats:
        return np.asarray(table @ self._linear + np.tanh(table @ self._hidden + self._bias) @ self._out, np.float32)


class Ranker:
    """Scores candidates: first each name by itself, then, in rounds, every name in the light of the others."""

    def __init__(self, weights: dict[str, Any]) -> None:
        if tuple(weights["columns"]) != COLUMNS:
            raise ValueError("weights of other columns")
        self._alone = np.array(weights["alone"], np.float32)
        self._rounds = [Net(w) for w in weights["rounds"]]
        self._calibration = np.array(weights["calibration"], np.float64)

    @classmethod
    def open(cls, path: Path | None = None) -> Ranker:
        """The ranker of the package, or the one at `path`. Raises DataBroken where it is not whole."""
        source = path or files("sayso") / "data" / "place_ranker.json"
        try:
            return cls(json.loads(source.read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError) as error:
            raise DataBroken(source, f"no place ranker ({error})") from error

    def chances(self, groups: Sequence[Group]) -> list[Floats]:
        """Probability of each candidate of each group."""
        own = [own_columns(g) for g in groups]
        ends = np.cumsum([len(t) for t in own])[:-1]
        chances = [softmax(table @ self._alone) for table in own]
        if len(groups) < 2:  # where one name is all, no other can speak for it, and none that is silent against it
            return chances
        alone, whole = np.concatenate(own), Together.of(groups)
        for net in self._rounds:
            table = np.concatenate([alone, round_columns(whole, chances)], 1)
            chances = [softmax(s) for s in np.split(net(table), ends)]
        return chances

    def confidence(self, chances: Floats, best: int, group: Group) -> float:
        """Calibrated probability that the best candidate is the place meant."""
        x = float(np.dot(self._calibration, confidence_signs(chances, best, group)))
        return 1 / (1 + float(np.exp(-x)))


def confidence_signs(chances: Floats, best: int, group: Group) -> list[float]:
    """What the calibration looks at: the chance, how the name fits, what parents are told, how many candidates."""
    pool = group.pool
    # A city and the province named after it are one answer: either leads to the same part of the map.
    one = (pool.provinces == pool.provinces[best]) & (pool.provinces[best] != 0)
    one[best] = True
    top = float(min(max(chances[one].sum(), 1e-3), 1 - 1e-3))
    figures = dict(zip(FIGURES, map(float, group.pool.figures[best]), strict=True))
    fits, unfit = map(float, kind_evidence(group)[best, :2])
    comma, _, inside, people = map(float, parent_evidence(group)[best])
    return [
        1.0, float(np.log(top / (1 - top))), figures["people"], figures["bare"], figures["loose"], figures["single"],
        figures["country"], figures["province"], fits, unfit, comma, max(inside, people), float(np.log(len(chances))),
        float(group.pool.candidates[best].country in group.homes),
        float(bool(group.homes) and group.pool.candidates[best].country not in group.homes), figures["spot"],
    ]  # fmt: skip


def own_columns(group: Group) -> Floats:
    """float32 (n, FIGURES and OWN_EVIDENCE) of a group by itself."""
    return np.concatenate([group.pool.figures, kind_evidence(group), parent_evidence(group)], 1)


def round_columns(whole: Together, chances: Sequence[Floats]) -> Floats:
    """float32 (all candidates, 1 and REPORT_EVIDENCE): how likely each is so far, and what the others say for it."""
    each = np.concatenate(list(chances))
    return np.concatenate([np.log(np.maximum(each, 1e-4))[:, None], report_evidence(whole, each)], 1)


def softmax(scores: Floats) -> Floats:
    e = np.exp(scores - scores.max())
    return np.asarray(e / e.sum(), np.float32)
