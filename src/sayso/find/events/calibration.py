"""How sure an event mention is: a rule's own score turned into a probability, and what rules and reader together say.

The first was measured on development sentences with one marked relation each: the share of mentions whose type and
both parties were right, by score and by type (`[confidence]` of `data/events.toml`).
"""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from importlib.resources import files

# As sure or unsure as a claim can be: half of the last decimal of a confidence.
LEAST = 0.0005


class Calibration:
    """Monotone from score to probability, shifted by type."""

    def __init__(self, scores: Sequence[float], shares: Sequence[float], types: Mapping[str, float]) -> None:
        self._scores = list(scores)
        self._shares = list(shares)
        self._types = dict(types)

    def of(self, score: float, type_: str) -> float:
        """Probability between 0.02 and 0.98.

        >>> Calibration([0.0, 1.0], [0.0, 1.0], {"AID": 0.5}).of(0.8, "AID")
        0.4
        """
        share = self._between(score) * self._types.get(type_, 1.0)
        return round(min(0.98, max(0.02, share)), 3)

    def _between(self, score: float) -> float:
        """Straight lines between the measured points."""
        k = bisect_right(self._scores, score)
        if k == 0:
            return self._shares[0]
        if k == len(self._scores):
            return self._shares[-1]
        low, high = self._scores[k - 1], self._scores[k]
        part = (score - low) / (high - low)
        return self._shares[k - 1] + part * (self._shares[k] - self._shares[k - 1])


class Joined:
    """The joined confidence of rules and reader, as a probability that was counted: a straight line over log odds.

    Fitted on claims about sentences that no part learned from (`data/confidence.json`). It rises everywhere, and by
    more than the fourth decimal a thousandth, so no two claims change places.
    """

    def __init__(self, slope: float, shift: float) -> None:
        self._slope, self._shift = slope, shift

    @classmethod
    def load(cls) -> Joined:
        """The line shipped with the package."""
        table = json.loads(files("sayso").joinpath("data", "confidence.json").read_text(encoding="utf-8"))
        return cls(table["slope"], table["shift"])

    def of(self, confidence: float) -> float:
        """Probability, strictly between 0 and 1.

        >>> Joined(1.0, 0.0).of(0.8)
        0.8
        >>> Joined(1.0, 1.0).of(0.5)
        0.7311
        """
        sure = min(1 - LEAST, max(LEAST, round(confidence, 3)))
        odds = self._slope * math.log(sure / (1 - sure)) + self._shift
        return round(1 / (1 + math.exp(-odds)), 4)
