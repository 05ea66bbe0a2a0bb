"""How sure an event mention is: a rule's own score turned into a probability.

Measured on development sentences with one marked relation each: the share of mentions whose type and
both parties were right, by score and by type (`[confidence]` of `data/events.toml`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence


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
