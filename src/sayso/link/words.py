"""Words of a text with the weight each has for telling events apart."""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import cache
from importlib.resources import files

from sayso.errors import DataBroken

_WORD = re.compile(r"[^\W_]{2,40}")

# Words above this weight are names and other rare words: fewer than one report in fifty has them.
RARE_WEIGHT = 3.9


class Weights:
    """Inverse document frequencies measured once over a large mixed collection, so that the
    likeness of two reports does not depend on what else is in the store."""

    def __init__(self, weights: dict[str, float], unseen: float):
        self._weights, self.unseen = weights, unseen

    def __getitem__(self, word: str) -> float:
        return self._weights.get(word, self.unseen)

    def rare(self, word: str) -> bool:
        return self[word] >= RARE_WEIGHT

    def vector(self, text: str, keep: int) -> dict[str, float]:
        """The heaviest words of a text with weights of unit length, heaviest first."""
        counts = Counter(stem(w) for w in _WORD.findall(text.lower()))
        rows = [(w, (1 + math.log(n)) * self[w]) for w, n in counts.items()]
        rows = sorted((r for r in rows if r[1] > 0.7), key=lambda r: (-r[1], r[0]))[:keep]
        length = math.sqrt(sum(v * v for _, v in rows))
        return {w: v / length for w, v in rows} if length else {}


def stem(word: str) -> str:
    """The word without the plural or possessive ending that reports differ over."""
    if len(word) > 4 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def likeness(a: dict[str, float], b: dict[str, float]) -> float:
    """Cosine of two vectors, 0 to 1."""
    # Sorted, since floating-point sums depend on the order and sets have none.
    return sum(a[w] * b[w] for w in sorted(a.keys() & b.keys()))


@cache
def load_weights() -> Weights:
    """The weights that ship with the package."""
    path = files("sayso.data") / "word_weights.tsv"
    weights, unseen = {}, 0.0
    try:
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                word, value = line.split("\t")
                weights[word] = float(value)
    except (OSError, ValueError) as error:
        raise DataBroken(path, f"unreadable word weights ({error})") from error
    unseen = weights.pop("<unseen>", max(weights.values(), default=1.0))
    return Weights(weights, unseen)
