"""Numbers in words and digits: "at least 1,200", "two dozen", "between 270,000 and 330,000".

Usable alone: `parse_quantity("more than half a million")`. Whether a number counts people, or is an
age, a year or a calibre, is not decided here but in `sayso.find.counts.amounts`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sayso.types import Quantity

UNITS = {
    word: float(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS = {w: 10.0 * (i + 2) for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())}
TENS["fourty"] = 40.0
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "lakh": 1e5, "lac": 1e5, "million": 1e6, "mln": 1e6, "crore": 1e7, "billion": 1e9,
    "bn": 1e9, "trillion": 1e12, "dozen": 12.0, "k": 1e3,
}  # fmt: skip
# Open-ended words stand for the least they can mean (docs/data.md).
VAGUE = {
    "dozens": 24.0, "scores": 40.0, "hundreds": 200.0, "thousands": 2e3, "millions": 2e6, "billions": 2e9, "lakhs": 2e5,
    "tens": 20.0, "several": 3.0, "handful": 3.0, "couple": 2.0, "few": 3.0, "multiple": 3.0, "numerous": 4.0,
}  # fmt: skip
PLURAL_SCALES = {"thousands": 1e3, "millions": 1e6, "hundreds": 1e2, "billions": 1e9, "lakhs": 1e5}
GROUPS = {"pair": 2.0, "duo": 2.0, "trio": 3.0, "both": 2.0, "twin": 2.0, "twins": 2.0}

# What the words before a number do to it. Longest first when looked up.
LOW = (
    "at least", "no fewer than", "no less than", "not less than", "not fewer than", "a minimum of", "minimum of",
    "more than", "over", "upwards of", "upward of", "above", "in excess of", "exceeding", "well over", "just over",
    "well above",
    "far more than", "not fewer", "at the very least",
)  # fmt: skip
HIGH = (
    "up to", "as many as", "as much as", "at most", "no more than", "not more than", "a maximum of", "maximum of",
    "fewer than", "less than", "under", "below", "anything up to",
)  # fmt: skip
ABOUT = (
    "about", "around", "some", "roughly", "approximately", "approx", "an estimated", "estimated", "nearly", "almost",
    "close to", "nearing", "circa", "close on", "just under", "in the region of", "somewhere around", "~",
    "an approximate",
)  # fmt: skip
MODIFIERS: dict[tuple[str, ...], str] = {
    tuple(phrase.split()): effect
    for effect, phrases in (("low", LOW), ("high", HIGH), ("about", ABOUT))
    for phrase in phrases
}
LONGEST_MODIFIER = max(len(m) for m in MODIFIERS)
DASHES = {"-", "–", "—", "‑"}
PLURAL_AFTER_OF = {"dozens", "hundreds", "thousands", "tens", "scores", "millions"}

_DIGITS = re.compile(r"\d{1,3}(?:[,'’]\d{2,3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}|\d+(?:[.,]\d+)?")
_RANGE = re.compile(r"(\d[\d,.]*)[-–—](\d[\d,.]*)")


class Reading(Quantity, frozen=True):
    """A Quantity, with whether its wording makes it approximate ("about 16")."""

    approximate: bool = False


class Number(NamedTuple):
    """A bare number: words up to `end` (exclusive); `vague` where only its least is known ("dozens")."""

    value: float
    end: int
    vague: bool = False
    scaled: bool = False


def parse_quantity(words: str | Sequence[str]) -> Reading | None:
    """Read how many from the beginning of a count phrase; None where the wording is not understood.

    >>> parse_quantity("at least 1,200 people")
    Reading(low=1200.0, best=1200.0, high=None, approximate=False)
    >>> parse_quantity("between 330,000 and 270,000")
    Reading(low=270000.0, best=None, high=330000.0, approximate=False)
    """
    listed = split_words(words) if isinstance(words, str) else [w.lower() for w in words]
    found = read_quantity(listed, 0)
    return found[0] if found else None


def split_words(text: str) -> list[str]:
    """Lower-case words as the tokenizer would have them: hyphens apart, figures whole.

    >>> split_words("Twenty-five (or 1,200)")
    ['twenty', '-', 'five', '(', 'or', '1,200', ')']
    """
    return re.findall(r"\d[\d,.'’]*\d|\d|[^\W\d_]+|[^\w\s]", text.lower())


def read_quantity(words: Sequence[str], i: int) -> tuple[Reading, int] | None:
    """The quantity whose words begin at `i`, modifiers included, and the index after it."""
    effects: set[str] = set()
    while (step := _modifier(words, i)) is not None:
        effect, i = step
        effects.add(effect)
    span = _span(words, i)
    if span is None:
        return None
    low, high, end = span
    if high is not None:
        lower, upper = sorted((low.value, high.value))
        return Reading(lower, None, upper, "about" in effects), end
    end, effects = _after(words, end, effects)
    return _reading(low, effects), end


def _reading(number: Number, effects: set[str]) -> Reading:
    value = number.value
    about = "about" in effects
    if "low" in effects:
        return Reading(value, None if number.vague else value, None, about)
    if "high" in effects:
        return Reading(value if number.vague else None, None, None if number.vague else value, about)
    if number.vague:
        return Reading(value, None, None, about)
    if about:
        return Reading(None, value, None, True)
    return Reading(value, value, value)


def _modifier(words: Sequence[str], i: int) -> tuple[str, int] | None:
    for size in range(LONGEST_MODIFIER, 0, -1):
        effect = MODIFIERS.get(tuple(words[i : i + size]))
        if effect is not None:
            return effect, i + size
    return None


def _after(words: Sequence[str], end: int, effects: set[str]) -> tuple[int, set[str]]:
    """Words behind a number that open it: "16 or more", "100+", "20-odd", "a dozen or so"."""
    pair = tuple(words[end : end + 2])
    if pair in {("or", "more"), ("and", "more"), ("or", "over")}:
        return end + 2, effects | {"low"}
    if pair in {("or", "so"), ("-", "odd")}:
        return end + 2, effects | {"about"}
    if pair in {("or", "fewer"), ("or", "less")}:
        return end + 2, effects | {"high"}
    if end < len(words) and words[end] in {"+", "plus"}:
        return end + 1, effects | {"low"}
    return end, effects


def _span(words: Sequence[str], i: int) -> tuple[Number, Number | None, int] | None:
    """One number, or the two ends of a range."""
    if i >= len(words):
        return None
    joined = _RANGE.fullmatch(words[i])
    if joined:
        ends = [digits(part) for part in joined.groups()]
        if ends[0] is not None and ends[1] is not None:
            return _stretch(Number(ends[0], i + 1), _scaled(words, ends[1], i + 1))
    opener = words[i]
    start = i + 1 if opener in {"between", "from"} else i
    first = read_number(words, start)
    if first is None:
        return None
    joiner = words[first.end] if first.end < len(words) else ""
    joiners = {"between": {"and", "to"} | DASHES, "from": {"to"} | DASHES}.get(opener, {"to", "or"} | DASHES)
    if joiner in joiners and not first.vague:
        second = read_number(words, first.end + 1)
        if second is not None and not second.vague and (joiner != "or" or second.value > first.value):
            return _stretch(first, second)
    return (first, None, first.end) if start == i else None


def _stretch(first: Number, second: Number) -> tuple[Number, Number | None, int]:
    """Both ends of a range; "2 to 3 million" gives the scale to both."""
    if second.scaled and not first.scaled and first.value < 1000:
        for scale in (1e9, 1e7, 1e6, 1e5, 1e3, 1e2, 12.0):
            if second.value >= scale:
                return Number(first.value * scale, first.end), second, second.end
    return first, second, second.end


def digits(word: str) -> float | None:
    """The value of a figure, with any grouping of thousands; None if it is none.

    >>> [digits(w) for w in ("1,200", "1,00,000", "1.200.000", "12.000", "1.2", "Su-24")]
    [1200.0, 100000.0, 1200000.0, 12000.0, 1.2, None]
    """
    if not word or not word[0].isdigit() or not word.isascii() or not _DIGITS.fullmatch(word) or len(word) > 18:
        return None
    plain = word.replace("'", ",")
    if "," in plain:
        head, *groups = plain.split(",")
        if len(groups) == 1 and len(groups[0]) != 3 and "." not in plain:
            return float(f"{head}.{groups[0]}") if len(groups[0]) == 1 else None
        return float(plain.replace(",", ""))
    parts = plain.split(".")
    # Nobody counts people in thousandths: three digits behind a lone point are a group.
    if len(parts) > 2 or (len(parts) == 2 and len(parts[1]) == 3 and parts[0] != "0" and len(parts[0]) <= 3):
        return float("".join(parts))
    return float(plain)


def read_number(words: Sequence[str], i: int) -> Number | None:
    """The number whose words begin at `i`, without modifiers."""
    word = words[i] if i < len(words) else ""
    if word in {"a", "an", "the"} or word == "half":
        return _counted_noun(words, i)
    if word in VAGUE:
        return _vague(words, i)
    if word in GROUPS:
        return Number(GROUPS[word], i + 1)
    value = digits(word)
    if value is not None:
        return _scaled(words, *_spaced(words, value, i + 1))
    if word[:1].isdigit() and word.endswith("k") and (value := digits(word[:-1])) is not None:
        return Number(value * 1000, i + 1, scaled=True)
    return _spelled(words, i)


def _counted_noun(words: Sequence[str], i: int) -> Number | None:
    """ "a dozen", "half a million", "a few hundred", "a couple of"."""
    if words[i] == "half":
        j = i + 1 if words[i + 1 : i + 2] and words[i + 1] not in {"a", "an"} else i + 2
        scale = SCALES.get(words[j]) if j < len(words) else None
        return Number(scale / 2, j + 1, scaled=True) if scale else None
    following = words[i + 1] if i + 1 < len(words) else ""
    if list(words[i : i + 5]) == ["a", "quarter", "of", "a", "million"]:
        return Number(SCALES["million"] / 4, i + 5, scaled=True)
    if following == "half" and words[i] == "a":
        return _counted_noun(words, i + 1)
    if following == "further" and words[i] == "a":
        return read_number(words, i + 2)
    if following in {"couple", "few", "handful"} and words[i] != "the":
        return _vague(words, i + 1)
    if following == "number" and words[i] == "a" and words[i + 2 : i + 3] == ["of"]:
        return Number(2.0, i + 2, vague=True)
    if following in {"pair", "trio", "duo"}:
        return Number(GROUPS[following], i + 2)
    if words[i] != "the" and following in SCALES and following != "k":
        return _spelled(["one", *words[i + 1 : i + 8]], 0, shift=i)
    return None


def _vague(words: Sequence[str], i: int) -> Number | None:
    """ "dozens", "tens of thousands", "several hundred"."""
    word, end = words[i], i + 1
    value = VAGUE[word]
    if word == "few" and not (i and words[i - 1] in {"a", "the"}):
        return None
    skip = 1 if words[end : end + 1] and words[end] == "of" else 0
    following = words[end + skip] if end + skip < len(words) else ""
    if word in PLURAL_AFTER_OF and skip and following in PLURAL_SCALES:
        return Number(value * PLURAL_SCALES[following], end + 2, vague=True)
    if word in {"several", "few", "couple", "handful"} and following in SCALES and following != "k":
        return Number(value * SCALES[following], end + skip + 1, vague=True)
    return Number(value, end, vague=True)


def _spaced(words: Sequence[str], value: float, end: int) -> tuple[float, int]:
    """Thousands set apart by spaces: "10 000", "1 500 000"."""
    if value < 1000 and value == int(value) and value > 0:
        j = end
        while j < len(words) and len(words[j]) == 3 and words[j].isascii() and words[j].isdigit():
            j += 1
        if j > end and (words[j - 1] == "000" or j - end > 1):
            return float(str(int(value)) + "".join(words[end:j])), j
    return value, end


def _scaled(words: Sequence[str], value: float, end: int) -> Number:
    """The scale word behind a figure: "1.2 million", "3 lakh"."""
    scaled = False
    while end < len(words) and words[end] in SCALES and words[end] != "k":
        value *= SCALES[words[end]]
        end, scaled = end + 1, True
    return Number(round(value, 6), end, scaled=scaled)


def _spelled(words: Sequence[str], i: int, *, shift: int = 0) -> Number | None:
    """A number in words: "two hundred and fifty", "twenty-five", "one and a half million"."""
    total = current = 0.0
    last, j, scaled = "", i, False
    while j < len(words):
        word = words[j]
        if word in UNITS and last in {"", "scale", "tens"} and not (last == "tens" and UNITS[word] > 9):
            current, last = current + UNITS[word], "unit"
        elif word in TENS and last in {"", "scale"}:
            current, last = current + TENS[word], "tens"
        elif word in SCALES and last and word != "k":
            scale, scaled, last = SCALES[word], True, "scale"
            if scale in {100.0, 12.0}:
                current *= scale
            else:
                total, current = total + (current or 1.0) * scale, 0.0
        elif (word in DASHES and last and j + 1 < len(words) and _continues(words[j + 1], last)) or (
            word == "and" and last == "scale" and j + 1 < len(words) and (words[j + 1] in UNITS or words[j + 1] in TENS)
        ):
            pass
        elif word == "and" and list(words[j + 1 : j + 3]) == ["a", "half"] and last == "unit":
            current, j = current + 0.5, j + 2
        else:
            break
        j += 1
    if not last:
        return None
    return Number(total + current, j + shift, scaled=scaled)


def _continues(word: str, last: str) -> bool:
    return (last == "tens" and 0 < UNITS.get(word, 0) < 10) or word in SCALES
