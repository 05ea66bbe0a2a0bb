"""Words of a text with the weight each has for telling events apart."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from sayso.errors import DataBroken

# A word in no report counted is taken to be in two.
UNSEEN_REPORTS = 2.0

_WORD = re.compile(r"[^\W_]{2,40}")

# Words above this weight are names and other rare words: fewer than one report in fifty has them.
RARE_WEIGHT = 3.9


# One report of the store at hand says as much of how common a word is there as this many others.
STORE_REPORTS = 5.0


class Weights:
    """Inverse document frequencies: counted over a large mixed collection, and over the reports at hand.

    The first keeps words apart in a store of ten reports; the second, in a store about one war, takes
    the war's own words for the common ones they are there.
    """

    def __init__(self, counts: dict[str, float], reports: float):
        self._counts, self._reports = counts, reports

    def __getitem__(self, word: str) -> float:
        return math.log(self._reports / max(self._counts.get(word, 0.0), UNSEEN_REPORTS))

    def joined(self, texts: Iterable[str]) -> Weights:
        """These weights with the words of the given texts (each text once, whatever its copies) counted in."""
        counts = dict(self._counts)
        total = self._reports
        for text in texts:
            total += STORE_REPORTS
            for word in {stem(w) for w in _WORD.findall(text.lower())}:
                counts[word] = counts.get(word, UNSEEN_REPORTS) + STORE_REPORTS
        return Weights(counts, total)

    def rare(self, word: str) -> bool:
        return self[stem(word.lower())] >= RARE_WEIGHT

    def rarity(self, name: str) -> float:
        """0 to 1 for the rarest word of a name, 1 for one never counted."""
        rarest = max((self[stem(w)] for w in _WORD.findall(name.lower())), default=0.0)
        return min(1.0, rarest / math.log(self._reports / UNSEEN_REPORTS))

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
    path = files("sayso.data") / "word_counts.tsv"
    counts: dict[str, float] = {}
    try:
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                word, value = line.split("\t")
                counts[word] = float(value)
        return Weights(counts, counts.pop("<reports>"))
    except (OSError, KeyError, ValueError) as error:
        raise DataBroken(path, f"unreadable word counts ({error})") from error
