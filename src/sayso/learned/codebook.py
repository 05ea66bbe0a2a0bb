"""Types of one's own: a small head over the encoder, taught with a few hundred labelled sentences, without a GPU.

The encoder stays as it is; only one weight a state and type is learned, in seconds. Weights go into one file that
knows which encoder they belong to.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from sayso.errors import BadReport, DataBroken, SaysoError
from sayso.files import whole_file
from sayso.learned.encoder import Card, data_folder, read_card
from sayso.learned.relate import GivenPair, Pair, Relater, given_pairs, read_pairs
from sayso.learned.spans import Floats, softmax

# Pull of the weights towards zero. On the labelled PLOVER sentences 0.01 to 0.1 hardly differ.
RIDGE = 0.03
# Full-batch steps; the loss is flat long before.
STEPS = 400
# Every fifth sentence (by a hash of its text) is left out of a first training, for the figures and the temperature.
FOLDS = 5
FEWEST_LINES = 20


class TooFewLines(SaysoError):
    def __init__(self, lines: int, kinds: int) -> None:
        super().__init__(
            f"{lines} labelled lines of {kinds} types: give at least {FEWEST_LINES} lines and two types to learn from"
        )


class LabelledPair(GivenPair, frozen=True, kw_only=True):
    """A line {id, text, actor, recipient, type}; the spans may be left out."""

    id: str = ""
    type: str


class Lesson(msgspec.Struct, frozen=True):
    """What was learned: types with their number of lines, and how well the lines left out were read."""

    types: dict[str, int]
    lines: int
    aside: int
    accuracy: float
    macro_f1: float


class Codebook:
    """A learned set of types. `relate` gives the likeliest and its probability."""

    def __init__(self, relater: Relater, types: tuple[str, ...], weights: Floats, temperature: float) -> None:
        self._relater, self.types, self._weights, self._temperature = relater, types, weights, temperature

    def relate(self, pairs: Sequence[Pair]) -> list[tuple[str, float]]:
        """Type and calibrated probability of each pair."""
        chances = softmax(_scores(self._relater.states(pairs), self._weights) / self._temperature)
        best = chances.argmax(axis=1) if len(pairs) else []
        return [(self.types[int(i)], round(float(row[i]), 4)) for i, row in zip(best, chances, strict=True)]

    @classmethod
    def open(cls, path: Path, *, encoder: Path | None = None) -> Codebook:
        """A file that `train_codebook` wrote. Raises DataBroken."""
        folder = encoder or data_folder()
        try:
            with np.load(path, allow_pickle=False) as stored:
                types = tuple(str(t) for t in stored["types"])
                weights, temperature = stored["weights"].astype(np.float32), float(stored["temperature"])
                made_for = str(stored["encoder"])
        except FileNotFoundError as error:
            raise DataBroken(path, "there is no such model") from error
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
            raise DataBroken(path, "not a model that sayso train wrote, or cut short") from error
        if made_for != _encoder_mark(read_card(folder)):
            raise DataBroken(path, "made for the encoder of another version; train it again")
        return cls(Relater.open(folder), types, weights, temperature)


def codebook_rows(lines: Iterable[bytes], model: Path) -> Iterator[dict[str, Any] | BadReport]:
    """Rows {id, type, confidence} for lines {id, text, actor, recipient}; a BadReport for a line in error."""
    codebook = Codebook.open(model)
    for waiting in read_pairs(lines):
        answers = iter(codebook.relate([item[1] for item in waiting if not isinstance(item, BadReport)]))
        for item in waiting:
            if isinstance(item, BadReport):
                yield item
            else:
                kind, confidence = next(answers)
                yield {"id": item[0], "type": kind, "confidence": confidence}


def train_codebook(lines: Iterable[bytes], out: Path, *, encoder: Path | None = None) -> tuple[Lesson, list[BadReport]]:
    """Learn the types of labelled JSON lines and write them to `out`; the lines that could not be read come back.

    Raises TooFewLines where there is nothing to learn from.
    """
    folder = encoder or data_folder()
    pairs, labels, bad = _read(lines)
    types = tuple(sorted(set(labels)))
    if len(pairs) < FEWEST_LINES or len(types) < 2:
        raise TooFewLines(len(pairs), len(types))
    states = Relater.open(folder).states(pairs)
    gold = np.array([types.index(label) for label in labels])
    aside = np.array([_fold(pair.text) == 0 for pair in pairs])
    first = _fit(states[~aside], gold[~aside], len(types))
    scores = _scores(states[aside], first)
    temperature = _temperature(scores, gold[aside])
    said = scores.argmax(axis=1) if aside.any() else np.zeros(0, dtype=int)
    lesson = Lesson(
        types={t: labels.count(t) for t in types},
        lines=len(pairs),
        aside=int(aside.sum()),
        accuracy=round(float((said == gold[aside]).mean()), 3) if aside.any() else 0.0,
        macro_f1=round(_macro_f1(gold[aside], said), 3),
    )
    with whole_file(out) as file:
        np.savez(
            file,
            types=np.array(types),
            weights=_fit(states, gold, len(types)),
            temperature=np.array(temperature),
            encoder=np.array(_encoder_mark(read_card(folder))),
        )
    return lesson, bad


def _read(lines: Iterable[bytes]) -> tuple[list[Pair], list[str], list[BadReport]]:
    pairs: list[Pair] = []
    labels: list[str] = []
    bad: list[BadReport] = []
    for item in given_pairs(lines, LabelledPair):
        if isinstance(item, BadReport):
            bad.append(item)
        else:
            labels.append(item[0].type)
            pairs.append(item[1])
    return pairs, labels, bad


def _fold(text: str) -> int:
    return int(hashlib.sha1(text.encode("utf-8", "replace")).hexdigest(), 16) % FOLDS


def _encoder_mark(card: Card) -> str:
    return card.files["relate.onnx"].sha256


def _scores(states: Floats, weights: Floats) -> Floats:
    """Scores (n, types) of states; the last row of the weights is the bias."""
    return np.asarray(states @ weights[:-1] + weights[-1], dtype=np.float32)


def _fit(states: Floats, gold: np.typing.NDArray[np.int64], types: int) -> Floats:
    """Softmax regression by Adam over all lines at once; each type weighs as much as the root of its lines."""
    width = states.shape[1]
    scale = float(np.abs(states).mean()) or 1.0
    x = np.concatenate([states / scale, np.ones((len(states), 1), dtype=np.float32)], axis=1)
    target = np.eye(types, dtype=np.float32)[gold]
    share = 1.0 / np.sqrt(np.maximum(np.bincount(gold, minlength=types), 1))[gold]
    share = (share / share.sum()).astype(np.float32)[:, None]
    weights = np.zeros((width + 1, types), dtype=np.float32)
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        slope = x.T @ ((softmax(x @ weights) - target) * share) + RIDGE * weights / width
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope * slope
        pace = 0.02 * (1 - step / (STEPS + 1))
        weights -= pace * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    weights[:-1] /= scale
    return np.asarray(weights, dtype=np.float32)


def _temperature(scores: Floats, gold: np.typing.NDArray[np.int64]) -> float:
    """The temperature with the least log loss; 1 where there is nothing to tell it by."""
    if len(scores) < 10:
        return 1.0
    rows = np.arange(len(gold))
    losses = {t: float(-np.log(softmax(scores / t)[rows, gold] + 1e-9).mean()) for t in np.arange(0.5, 5.01, 0.1)}
    return round(float(min(losses, key=losses.__getitem__)), 2)


def _macro_f1(gold: np.typing.NDArray[np.int64], said: np.typing.NDArray[np.int64]) -> float:
    kinds = sorted(set(gold.tolist()))
    scores = [2 * ((gold == k) & (said == k)).sum() / max((gold == k).sum() + (said == k).sum(), 1) for k in kinds]
    return float(np.mean(scores)) if scores else 0.0
