"""The numbers inside time expressions: amounts, days, years, clock times, dates in digits."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.find.times.words import HYPHENS, TimeWords
from sayso.types import Token

YEARS = range(1000, 2101)
# Earlier ones are bare numbers as often as years; they need a preposition.
PLAIN_YEARS = range(1900, 2041)
DEFINITE = frozenset({"the", "its", "his", "her", "their", "those", "'s", "’s"})
STRONG = frozenset({"in", "since", "of", "by", "until", "till", "from", "during", "before", "after", "early", "late"})

_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\Z")
_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)\Z")
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?::\d{2})?(am|pm|hrs|h)?\Z")
_HOUR = re.compile(r"(\d{1,2})(am|pm|a\.m\.?|p\.m\.?)\Z")
_DATE = re.compile(r"(\d{1,4})([-./])(\d{1,2})\2(\d{1,4})\Z")
_DECADE = re.compile(r"['’]?(\d{2}|\d{4})['’]?s\Z")
_AT = frozenset({"at", "by", "around", "about", "until", "from", "since", "before", "after"})
_AFTER_HOUR = frozenset({"on", "(", "[", ",", ".", "today", "yesterday", "and", "this", "local", "when"})
_AM_PM = frozenset({"am", "pm", "a.m.", "p.m.", "a.m", "p.m"})
_ZONES = frozenset({"gmt", "est", "edt", "et", "pst", "pdt", "cet", "utc", "bst", "ist", "hrs", "hours", "local"})


def day_number(word: str) -> int | None:
    """A day of the month in digits, with or without "th".

    >>> day_number("15th"), day_number("32")
    (15, None)
    """
    match = _DAY.match(word) if len(word) <= 4 and word.isascii() else None
    return int(match.group(1)) if match and 1 <= int(match.group(1)) <= 31 else None


def ordinal(words: TimeWords, lower: Sequence[str], i: int) -> tuple[int, int | None]:
    """End and value of an ordinal at i: third, 20th, twenty-first."""
    word = lower[i]
    if word in words.ordinals:
        return i + 1, words.ordinals[word]
    if words.numbers.get(word, 0) >= 20 and lower[i + 1] in HYPHENS and words.ordinals.get(lower[i + 2], 99) < 10:
        return i + 3, words.numbers[word] + words.ordinals[lower[i + 2]]
    match = _ORDINAL.match(word) if len(word) <= 5 and word.isascii() else None
    return (i + 1, int(match.group(1))) if match else (i, None)


def amount(words: TimeWords, lower: Sequence[str], i: int) -> tuple[int, float | None] | None:
    """End and value of the number at i; the value is None for "several", "a few"."""
    word = lower[i]
    if word[:1].isdigit():
        return _digits(lower, i)
    if word in ("a", "an") and lower[i + 1] in words.vague:
        i, word = i + 1, lower[i + 1]
    if word in words.vague:
        j = i + 2 if lower[i + 1] == "of" else i + 1
        return j, (2.0 if word == "couple" else None)
    if word in ("a", "an") and lower[i + 1] == "half":
        return (i + 3 if lower[i + 2] in HYPHENS else i + 2), 0.5
    if word == "half":
        j = i + 2 if lower[i + 1] in HYPHENS else i + 1
        return (j + 1, 0.5) if lower[j] in ("a", "an") else (j, 0.5) if j == i + 2 else None
    if word in ("a", "an"):
        return _scaled(lower, i + 1, 1.0)
    if word not in words.numbers:
        return None
    value, j = float(words.numbers[word]), i + 1
    if value >= 20:
        k = j + 1 if lower[j] in HYPHENS else j
        if 0 < words.numbers.get(lower[k], 0) < 10:
            value, j = value + words.numbers[lower[k]], k + 1
    return _ranged(words, lower, *_scaled(lower, j, value))


def _scaled(lower: Sequence[str], i: int, value: float) -> tuple[int, float]:
    """Hundred, thousand, "and a half", "1/2" after a number."""
    stop = i + 3
    while i < stop and lower[i] in ("hundred", "thousand", "dozen"):
        value *= {"hundred": 100, "thousand": 1000, "dozen": 12}[lower[i]]
        i += 1
    if lower[i] == "1/2":
        return i + 1, value + 0.5
    if lower[i] in HYPHENS and lower[i + 1] in ("1/2", "½"):
        return i + 2, value + 0.5
    j = i
    for word in ("and", "a", "half"):  # "two and a half", "two-and-a-half"
        j += 1 if lower[j] in HYPHENS else 0
        if lower[j] != word:
            return i, value
        j += 1
    return j, value + 0.5


def _ranged(words: TimeWords, lower: Sequence[str], j: int, value: float | None) -> tuple[int, float | None]:
    """ "two to three", "12 or 13": the amount is open."""
    if lower[j] in ("to", "or") and (lower[j + 1] in words.numbers or lower[j + 1].isdigit()):
        return j + 2, None
    return j, value


def _digits(lower: Sequence[str], i: int) -> tuple[int, float | None] | None:
    word = lower[i].replace(",", "")
    if not word.isascii() or len(word) > 9 or word.count(".") > 1 or not word.replace(".", "").isdigit():
        return None
    j, value = _scaled(lower, i + 1, float(word))
    if lower[j] in ("to", "or", *HYPHENS) and lower[j + 1].isdigit() and lower[j + 1].isascii():
        return j + 2, None
    return j, value


def spoken_year(words: TimeWords, lower: Sequence[str], i: int) -> tuple[int, int] | None:
    """nineteen ninety-six, two thousand eleven."""
    century = words.numbers.get(lower[i], 0)
    if century == 2 and lower[i + 1] == "thousand":
        rest = words.numbers.get(lower[i + 2], 0)
        return (i + 3, 2000 + rest) if 0 < rest < 20 else None
    if century not in (18, 19, 20):
        return None
    tens = words.numbers.get(lower[i + 1], 0)
    if tens < 10:
        return None
    end, year = i + 2, century * 100 + tens
    k = end + 1 if lower[end] in HYPHENS else end
    if tens >= 20 and 0 < words.numbers.get(lower[k], 0) < 10:
        end, year = k + 1, year + words.numbers[lower[k]]
    return end, year


def year_number(
    words: TimeWords, tokens: Sequence[Token], lower: Sequence[str], i: int
) -> tuple[int, int, bool] | None:
    """End, year and whether it is a decade; None where the number at i is something else."""
    word = lower[i]
    years = decade(lower, i)
    if years is not None:
        return years[0], years[1], True
    if word[:1] in "'’" and len(word) == 3 and word[1:].isdigit():
        return (i + 1, 1900 + int(word[1:]), False) if i and lower[i - 1] in STRONG else None
    if len(word) != 4 or not word.isascii() or not word.isdigit() or int(word) not in YEARS:
        return None
    before, after = lower[i - 1] if i else "", lower[i + 1]
    if after in HYPHENS and lower[i + 3] in HYPHENS and tokens[i + 1].start == tokens[i].end:
        return None  # a serial number: 2011-01-S-228
    if before in words.amount or after in words.measured or before in "$£€#@":
        return None if before else _unless_counted(words, tokens, i)
    if i > 1 and before in HYPHENS and lower[i - 2].isdigit() and len(lower[i - 2]) != 4:
        return None  # a telephone number: 504-555-1911
    strong = before in STRONG or lower[i - 1] in HYPHENS
    if int(word) not in PLAIN_YEARS and not strong:
        return None
    return (i + 1, int(word), False) if strong else _unless_counted(words, tokens, i)


def _unless_counted(words: TimeWords, tokens: Sequence[Token], i: int) -> tuple[int, int, bool] | None:
    token = tokens[i]
    # "The 2011 protests" are of a year; the press writes "the 2,011 marchers", and round numbers count.
    known = i > 0 and tokens[i - 1].lower in DEFINITE and int(token.lower) % 100 != 0
    if known and i + 1 < len(tokens) and tokens[i + 1].lower in words.yearly:
        return i + 1, int(token.lower), False
    if token.dep == "nummod" and i + 1 < len(tokens) and token.head == token.i + 1 and tokens[i + 1].tag == "NNS":
        return None
    if i + 1 < len(tokens) and tokens[i + 1].lower[:1].isdigit() and tokens[i + 1].start == token.end:
        return None
    return i + 1, int(token.lower), False


def decade(lower: Sequence[str], i: int) -> tuple[int, int] | None:
    """End of 1990s, '80s, 80's and the first year of the decade."""
    word, end = lower[i], i + 1
    if word in "'’" and lower[i + 1][:2].isdigit():
        word, end = lower[i + 1], i + 2
    match = _DECADE.match(word) if len(word) <= 7 and word.isascii() else None
    if match is None:
        return None
    digits = match.group(1)
    year = int(digits) if len(digits) == 4 else 1900 + int(digits)
    return (end, year) if year % 10 == 0 and year in YEARS else None


_HALVES = (
    (("in", "the", "morning"), "am"), (("in", "the", "afternoon"), "pm"), (("in", "the", "evening"), "pm"),
    (("at", "night"), "pm"),
)  # fmt: skip


def clock(tokens: Sequence[Token], lower: Sequence[str], i: int) -> tuple[int, str] | None:
    """End and TIMEX3 time of 10:30, 3 p.m., 3pm, 0914 GMT, 10 o'clock, 4 in the morning."""
    word = lower[i]
    if not word.isascii():
        return None
    match, after = _CLOCK.match(word), lower[i + 1]
    if match is not None and (":" in word or after in _AM_PM or after in _ZONES or match.group(3)):
        half = match.group(3) if match.group(3) in ("am", "pm") else after
        end = i + 2 if after in _AM_PM else i + 1
        return _clock_value(int(match.group(1)), int(match.group(2)), half, _zone(lower, end))
    hour = _HOUR.match(word)
    if hour is not None:
        return _clock_value(int(hour.group(1)), 0, hour.group(2), _zone(lower, i + 1))
    if word.isdigit() and len(word) <= 2 and after in _AM_PM:
        return _clock_value(int(word), 0, after, _zone(lower, i + 2))
    if word.isdigit() and len(word) <= 2 and after in ("o'clock", "o’clock"):
        return _clock_value(int(word), 0, *_half(lower, i + 2))
    if word.isdigit() and 1 <= int(word) <= 12 and (told := _half(lower, i + 1))[0]:
        return _clock_value(int(word), 0, *told)
    if word.isdigit() and len(word) == 4 and after in _ZONES and (after != "hours" or lower[i - 1] in _AT):
        return _clock_value(int(word[:2]), int(word[2:]), "", _zone(lower, i + 1))
    if word.isdigit() and len(word) == 4 and i and lower[i - 1] == "at" and after in _AFTER_HOUR:
        return _clock_value(int(word[:2]), int(word[2:]), "", i + 1)
    return None


def _half(lower: Sequence[str], i: int) -> tuple[str, int]:
    """The half of the day of an hour told in words ("in the morning", "at night"), and the end after it."""
    for phrase, half in _HALVES:
        if tuple(lower[i : i + len(phrase)]) == phrase:
            return half, i + len(phrase)
    return "", i


def _zone(lower: Sequence[str], i: int) -> int:
    """End after the words of a time zone."""
    if lower[i] == "local" and lower[i + 1] == "time":
        return i + 2
    return i + 1 if lower[i] in _ZONES and lower[i] != "local" else i


def _clock_value(hour: int, minute: int, half: str, end: int) -> tuple[int, str] | None:
    if half.startswith("p") and hour < 12:
        hour += 12
    elif half.startswith("a") and hour == 12:
        hour = 0
    return (end, f"T{hour:02}:{minute:02}") if hour <= 24 and minute < 60 else None


def numeric_date(tokens: Sequence[Token], lower: Sequence[str], i: int) -> tuple[int, int, int, int] | None:
    """End, year, month and day of a date in digits. Day and month are told apart where one is above 12;
    else the month stands first after a slash (as in American papers) and second after "." or "-"."""
    word, end = lower[i], i + 1
    if word.isdigit() and lower[i + 1] in ("-", "/") and lower[i + 3] == lower[i + 1] and i + 4 < len(tokens):
        word, end = "".join(lower[i : i + 5]), i + 5
    match = _DATE.match(word) if 6 <= len(word) <= 10 and word.isascii() else None
    if match is None:
        return None
    first, second, third = int(match.group(1)), int(match.group(3)), int(match.group(4))
    if len(match.group(1)) == 4:
        return (end, first, second, third) if 1 <= second <= 12 and 1 <= third <= 31 else None
    if len(match.group(4)) not in (2, 4):
        return None
    if len(match.group(4)) == 2:
        if match.group(2) == ".":
            return None
        third += 1900 if third > 40 else 2000
    month, day = (first, second) if match.group(2) == "/" else (second, first)
    if month > 12:
        month, day = day, month
    return (end, third, month, day) if 1 <= month <= 12 and 1 <= day <= 31 and third in YEARS else None
