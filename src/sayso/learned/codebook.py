"""Types of one's own for given pairs: a small head over the encoder of `relate`, which stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from sayso.errors import BadReport, DataBroken
from sayso.learned.encoder import data_folder, read_card
from sayso.learned.model_file import Arrays, read_model
from sayso.learned.regression import Classes, fit, left_out, rare_count_more, scores
from sayso.learned.relate import WEIGHTS, Pair, Relater, read_pairs
from sayso.learned.spans import Floats, softmax

# Pull of the weights towards zero. On the labelled PLOVER sentences 0.01 to 0.1 hardly differ.
RIDGE = 0.03
STORED = {"types": "types", "weights": "weights", "temperature": "temperature", "encoder": "encoder"}


class TypesLesson(msgspec.Struct, frozen=True):
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
        chances = softmax(scores(self._relater.states(pairs), self._weights) / self._temperature)
        best = chances.argmax(axis=1) if len(pairs) else []
        return [(self.types[int(i)], round(float(row[i]), 4)) for i, row in zip(best, chances, strict=True)]

    @classmethod
    def open(cls, path: Path, *, encoder: Path | None = None) -> Codebook:
        """The types in a file of `sayso train`. Raises DataBroken."""
        folder = encoder or data_folder()
        mark = read_card(folder).files[WEIGHTS].sha256
        stored = read_model(path, STORED, mark, "it holds no types: too few of its lines had one")
        try:
            types = tuple(str(t) for t in stored["types"])
            weights, temperature = stored["weights"].astype(np.float32), float(stored["temperature"])
        except (TypeError, ValueError) as error:
            raise DataBroken(path, "not a model that sayso train wrote") from error
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


def learn_types(pairs: Sequence[Pair], labels: Sequence[str], folder: Path) -> tuple[Arrays, TypesLesson]:
    """What the model file keeps of the types, and how well they were learned."""
    types = tuple(sorted(set(labels)))
    states = Relater.open(folder).states(pairs)
    gold = np.array([types.index(label) for label in labels])
    aside = left_out([pair.text for pair in pairs])
    first = scores(states[aside], _fit(states[~aside], gold[~aside], len(types)))
    said = first.argmax(axis=1) if aside.any() else np.zeros(0, dtype=int)
    arrays: Arrays = {
        "types": np.array(types),
        "weights": _fit(states, gold, len(types)),
        "temperature": np.array(_temperature(first, gold[aside])),
        "encoder": np.array(read_card(folder).files[WEIGHTS].sha256),
    }
    return arrays, TypesLesson(
        types={t: labels.count(t) for t in types},
        lines=len(pairs),
        aside=int(aside.sum()),
        accuracy=round(float((said == gold[aside]).mean()), 3) if aside.any() else 0.0,
        macro_f1=round(_macro_f1(gold[aside], said), 3),
    )


def _fit(states: Floats, gold: Classes, types: int) -> Floats:
    """Weights of the states; those are brought to one size first, so that the pace fits any encoder."""
    scale = float(np.abs(states).mean()) or 1.0
    known = np.zeros((len(states), types), dtype=np.float32)
    weights = fit(states / scale, gold, known, rare_count_more(gold), pull=RIDGE / states.shape[1])
    weights[:-1] /= scale
    return weights


def _temperature(found: Floats, gold: Classes) -> float:
    """The temperature with the least log loss; 1 where there is nothing to tell it by."""
    if len(found) < 10:
        return 1.0
    rows = np.arange(len(gold))
    losses = {t: float(-np.log(softmax(found / t)[rows, gold] + 1e-9).mean()) for t in np.arange(0.5, 5.01, 0.1)}
    return round(float(min(losses, key=losses.__getitem__)), 2)


def _macro_f1(gold: Classes, said: Classes) -> float:
    kinds = sorted(set(gold.tolist()))
    each = [2 * ((gold == k) & (said == k)).sum() / max((gold == k).sum() + (said == k).sum(), 1) for k in kinds]
    return float(np.mean(each)) if each else 0.0
