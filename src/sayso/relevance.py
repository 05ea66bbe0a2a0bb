"""Whether a report may tell an event at all: a cheap look in front of everything else.

Most news is of markets, matches and weather. A linear model on hashed words gives each sentence the chance that an
event is claimed in it; a report whose sentences together stay below a threshold is kept, but not read any further.
"""

from __future__ import annotations

import base64
import json
import math
import re
import zlib
from collections.abc import Iterator
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import numpy as np

from sayso.errors import DataBroken
from sayso.types import Report

# A short text costs little to read, and its few words are thin ground to judge by.
SHORTEST_CHARACTERS = 400
# A sentence with less than one chance in four does not speak for an event by itself (log odds).
UNLIKELY = -1.0
# Beginnings of words stand for their other forms.
STEM = 5

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[$%]")
_END = re.compile(r"(?<=[.!?])[\"”’')]*\s+|\n+")


def is_english(report: Report) -> bool:
    """True where nothing says that it is in another language."""
    return (report.language or "en").lower().replace("_", "-").split("-")[0] in {"en", "eng", "und"}


class Relevance:
    """The weights of `data/relevance.json`, opened once."""

    def __init__(self, weights: list[float], bias: float, threshold: float) -> None:
        self._weights, self._bias, self._threshold = weights, bias, threshold
        self._mask = len(weights) - 1

    @classmethod
    def open(cls, path: Path | None = None) -> Relevance:
        """The model of the package, or the one at `path`. Raises DataBroken where it is not whole."""
        source = path or files("sayso") / "data" / "relevance.json"
        try:
            card = json.loads(source.read_text(encoding="utf-8"))
            weights = np.frombuffer(base64.b64decode(card["weights"]), np.int8) * float(card["scale"])
            if len(weights) != 1 << int(card["bits"]):
                raise ValueError("weights are missing")
            return cls(weights.tolist(), float(card["bias"]), float(card["threshold"]))
        except (OSError, ValueError, KeyError) as error:
            raise DataBroken(source, f"no model of relevance ({error})") from error

    def may_tell(self, report: Report) -> bool:
        """False where the report tells no event, as far as its words show."""
        text = report.text
        if len(text) < SHORTEST_CHARACTERS:
            return True
        # Sentences that speak for an event add up; the first that is enough ends the look.
        return any(total >= self._threshold for total in self.totals(text))

    def totals(self, text: str) -> Iterator[float]:
        """After each sentence, minus the logarithm of the chance that none so far claims an event."""
        total = 0.0
        for sentence in sentences(text):
            total += math.log1p(math.exp(min(self.score(sentence), 30.0)))
            yield total

    def score(self, sentence: str) -> float:
        """Log odds that an event is claimed in it."""
        marks = features(sentence, self._mask)
        if not marks:
            return -math.inf
        return self._bias + sum(map(self._weights.__getitem__, marks)) / math.sqrt(len(marks))


def sentences(text: str) -> Iterator[str]:
    """The text cut at marks that end sentences, and at lines; empty ones too."""
    start = 0
    for match in _END.finditer(text):
        yield text[start : match.start()]
        start = match.end()
    yield text[start:]


def features(sentence: str, mask: int) -> set[int]:
    """Numbers of its words, their beginnings and its pairs of words; figures are all alike."""
    words = [word if word[0] > "9" or word[0] in "$%" else "0" for word in _WORD.findall(sentence.lower())]
    marks = {*words, *(f"{word[:STEM]}*" for word in words if len(word) > STEM)}
    marks.update(map(" ".join, pairwise(words)))
    return {zlib.crc32(mark.encode()) & mask for mark in marks}
