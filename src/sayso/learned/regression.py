"""Softmax regression on the states of encoders that stay as they are: the one kind of learning Sayso does by itself."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.learned.spans import Floats, softmax

# Full-batch steps; the loss is flat long before.
STEPS = 400
PACE = 0.02
# Every fifth line (by a hash of its text) is left out of a first training, for the figures.
FOLDS = 5

Classes = NDArray[np.int64]


def fit(states: Floats, gold: Classes, known: Floats, share: Floats, *, pull: float) -> Floats:
    """Weights (d + 1, classes), the last row the bias, of states (n, d) with their right classes (n,), by Adam.

    Their scores are added to those that are `known` before (n, classes); `share` (n,) says how much each row counts,
    1 in sum. `pull` draws the weights towards zero.
    """
    x = np.concatenate([states, np.ones((len(states), 1), dtype=np.float32)], axis=1)
    target = np.eye(known.shape[1], dtype=np.float32)[gold]
    weights = np.zeros((x.shape[1], known.shape[1]), dtype=np.float32)
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        said = softmax(np.asarray(known + x @ weights, dtype=np.float32))
        slope = x.T @ ((said - target) * share[:, None]) + pull * weights
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope * slope
        pace = PACE * (1 - step / (STEPS + 1))
        weights -= pace * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return np.asarray(weights, dtype=np.float32)


def scores(states: Floats, weights: Floats) -> Floats:
    """Scores (n, classes) of states (n, d)."""
    return np.asarray(states @ weights[:-1] + weights[-1], dtype=np.float32)


def rare_count_more(gold: Classes) -> Floats:
    """Shares by which each class weighs as much as the root of its rows."""
    share = 1.0 / np.sqrt(np.maximum(np.bincount(gold), 1))[gold]
    return np.asarray(share / share.sum(), dtype=np.float32)


def left_out(texts: Sequence[str]) -> NDArray[np.bool_]:
    """Which lines the figures are made on."""
    folds = (int(hashlib.sha1(text.encode("utf-8", "replace")).hexdigest(), 16) % FOLDS for text in texts)
    return np.array([fold == 0 for fold in folds], dtype=bool)
