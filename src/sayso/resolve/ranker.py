"""The trained ranker of place candidates: two small layers of weights, read from JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from sayso.errors import DataBroken
from sayso.resolve.evidence import OWN_EVIDENCE, REPORT_EVIDENCE, Group, kind_evidence, parent_evidence, report_evidence
from sayso.resolve.pools import FIGURES, Floats

COLUMNS = (*FIGURES, *OWN_EVIDENCE, *REPORT_EVIDENCE)


class Ranker:
    """Scores candidates: first each name by itself, then every name in the light of the others."""

    def __init__(self, weights: dict[str, Any]) -> None:
        if tuple(weights["columns"]) != COLUMNS:
            raise ValueError("weights of other columns")
        self._alone = np.array(weights["alone"], np.float32)
        self._linear = np.array(weights["linear"], np.float32)
        self._hidden = np.array(weights["hidden"], np.float32)
        self._bias = np.array(weights["bias"], np.float32)
        self._out = np.array(weights["out"], np.float32)
        self._calibration: list[float] = weights["calibration"]

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
        alone = [softmax(table @ self._alone) for table in own]
        report = report_evidence(groups, alone)
        tables = [np.concatenate([a, b], 1) for a, b in zip(own, report, strict=True)]
        every = np.concatenate(tables)
        scores = every @ self._linear + np.tanh(every @ self._hidden + self._bias) @ self._out
        ends = np.cumsum([len(t) for t in tables])[:-1]
        return [softmax(s) for s in np.split(scores, ends)]

    def confidence(self, chances: Floats, best: int, group: Group) -> float:
        """Calibrated probability that the best candidate is the place meant."""
        top = float(min(max(chances[best], 1e-4), 1 - 1e-4))
        figures = group.pool.figures[best]
        a, b, people, bare, loose = self._calibration
        x = a + b * float(np.log(top / (1 - top))) + people * float(figures[0]) + bare * float(figures[5]) + loose * float(figures[6])
        return 1 / (1 + float(np.exp(-x)))


def own_columns(group: Group) -> Floats:
    """float32 (n, FIGURES and OWN_EVIDENCE) of a group by itself."""
    return np.concatenate([group.pool.figures, kind_evidence(group), parent_evidence(group)], 1)


def softmax(scores: Floats) -> Floats:
    e = np.exp(scores - scores.max())
    return np.asarray(e / e.sum(), np.float32)
