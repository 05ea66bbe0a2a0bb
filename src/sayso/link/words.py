"""Words of a text, and their senses, with the weight each has for telling events apart.

The weights are counted once, over a large mixed collection, and ship with the package. Weights of the
reports at hand would change with every report added, and every comparison made before with them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable
from functools import cache, cached_property
from hashlib import blake2b
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from sayso.errors import DataBroken

# A word in no report counted is taken to be in two.
UNSEEN_REPORTS = 2.0

_WORD = re.compile(r"[^\W_]{2,40}")

# Words above this weight are names and other rare words: fewer than one report in fifty has them.
RARE_WEIGHT = 3.9

# Below this a word is in half of all reports and says nothing.
LEAST_WEIGHT = 0.7

# Vectors are whole thousandths: their sums are exact in any order, and half the size.
UNIT = 1000

# Words met before are kept ready; so many are a few dozen MB.
KNOWN_WORDS = 200_000

Vector = dict[int, int]
"""Words (as 32-bit numbers) with weights in thousandths, of unit length, heaviest first."""


Weighed = tuple[int, float]
"""Number and weight of a word, or of a sense."""


class Weights:
    """Inverse document frequencies of words, and of the senses that some of them share."""

    def __init__(self, counts: dict[str, float], reports: float, senses: dict[str, str]):
        self._counts, self.reports = counts, reports
        numbered = sorted((number_of(w), max(n, UNSEEN_REPORTS)) for w, n in counts.items())
        self._numbers = np.array([n for n, _ in numbered], dtype=np.uint32)
        self._seen = np.array([n for _, n in numbered])
        self._known: dict[str, Weighed] = {}
        self._named = senses

    def __getitem__(self, word: str) -> float:
        return math.log(self.reports / max(self._counts.get(word, 0.0), UNSEEN_REPORTS))

    def seen_in(self, words: NDArray[np.uint32]) -> NDArray[np.float64]:
        """In how many of the reports counted each word (by number) is, at least UNSEEN_REPORTS."""
        at = np.minimum(np.searchsorted(self._numbers, words), len(self._numbers) - 1)
        return np.where(self._numbers[at] == words, self._seen[at], UNSEEN_REPORTS)

    def rare(self, word: str) -> bool:
        return self._entry(word.lower())[1] >= RARE_WEIGHT

    def rare_words(self, name: str) -> tuple[int, ...]:
        """The rare words of a name, as numbers."""
        found = {self._entry(w) for w in _WORD.findall(name.lower())}
        return tuple(sorted(number for number, weight in found if weight >= RARE_WEIGHT))

    def rarity(self, name: str) -> float:
        """0 to 1 for the rarest word of a name, 1 for one never counted."""
        rarest = max((self._entry(w)[1] for w in _WORD.findall(name.lower())), default=0.0)
        return min(1.0, rarest / math.log(self.reports / UNSEEN_REPORTS))

    def vector(self, text: str, keep: int) -> Vector:
        """The heaviest words of a text."""
        return self._vector(text, keep, self._entry)

    def sense_vector(self, text: str, keep: int) -> Vector:
        """The heaviest senses of a text: words of one sense count as one word."""
        return self._vector(text, keep, self._sense)

    def _vector(self, text: str, keep: int, entry: Callable[[str], Weighed]) -> Vector:
        counts = Counter(map(entry, _WORD.findall(text.lower())))
        rows = [(-(1 + math.log(n)) * weight, word) for (word, weight), n in counts.items() if weight > LEAST_WEIGHT]
        rows.sort()
        del rows[keep:]
        length = math.sqrt(sum(v * v for v, _ in rows))
        return {word: round(-v / length * UNIT) for v, word in rows}

    @cached_property
    def _senses(self) -> dict[str, Weighed]:
        """Words to their senses; a sense weighs what its commonest word does. Only flashes ask for it."""
        commonest: dict[str, float] = {}
        for word, sense in self._named.items():
            commonest[sense] = min(commonest.get(sense, self[stem(sense)]), self[stem(word)])
        named = self._named | {sense: sense for sense in commonest}
        return {word: (number_of(f"sense {s}"), commonest[s]) for word, s in named.items()}

    def _sense(self, word: str) -> Weighed:
        """Number and weight of a word's sense; of a word that shares its sense with none, its own."""
        return self._senses.get(word) or self._senses.get(stem(word)) or self._entry(word)

    def _entry(self, word: str) -> Weighed:
        """Number and weight of a word, whatever its ending."""
        found = self._known.get(word)
        if found is None:
            plain = stem(word)
            if len(self._known) >= KNOWN_WORDS:
                self._known.clear()
            found = self._known[word] = number_of(plain), self[plain]
        return found


def number_of(word: str) -> int:
    """32 bits of a word, the same in every process."""
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "little")


def stem(word: str) -> str:
    """The word without the plural or possessive ending that reports differ over."""
    if len(word) > 4 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def likeness(a: Vector, b: Vector) -> float:
    """Cosine of two vectors, 0 to 1."""
    return sum([a[w] * b[w] for w in a.keys() & b.keys()]) / (UNIT * UNIT)


@cache
def load_weights() -> Weights:
    """The weights that ship with the package."""
    counts = {word: float(value) for word, value in _pairs("word_counts.tsv").items()}
    return Weights(counts, counts.pop("<reports>"), _pairs("word_senses.tsv"))


def _pairs(name: str) -> dict[str, str]:
    """The lines of a table of two columns."""
    path = files("sayso.data") / name
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return dict(line.split("\t", 1) for line in lines if not line.startswith("#"))
    except (OSError, ValueError) as error:
        raise DataBroken(path, f"unreadable table of words ({error})") from error
