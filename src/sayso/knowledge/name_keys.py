"""One spelling for the many spellings of a name, so that two can be compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Signs that part words and signs that only decorate them.
_SIGNS = str.maketrans(
    dict.fromkeys('-‐‑‒–—/,:;"“”«»()[]&+_·', " ")
    | dict.fromkeys("'’‘ʼʻ`´.ʿʾ")
    | {"\u200b": None, "\u200e": None, "\u200f": None}
)
# Names and words come again and again, in a report and from report to report.
RECENT = 8192
# The Arabic article and its assimilated forms.
ARTICLES = frozenset({"al", "el", "ul", "ad", "ar", "as", "ash", "at", "an", "az"})
_LOOSE = (
    (re.compile(r"ou|oo|o"), "u"),
    (re.compile(r"ai|ay|ei|ey|ee|ie|e|y"), "i"),
    (re.compile(r"q|kh|ck"), "k"),
    (re.compile(r"dh|th"), "d"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"h\b"), ""),
)


def plain(name: str) -> str:
    """Letters without accents; other scripts stay."""
    if name.isascii():
        return name
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


@lru_cache(RECENT)
def key(name: str) -> str:
    """The spelling under which a name is filed: lower case, no accents, no possessive, no article at the front.

    >>> key("The People's Protection Units")
    'people protection units'
    >>> key("U.S.")
    'us'
    """
    low = plain(name).lower().replace("’s", "'s")
    if "'s" in low:
        low = (low + " ").replace("'s ", " ")
    words = low.translate(_SIGNS).split()
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join("people" if word == "peoples" else word for word in words)


def loose_key(name: str) -> str:
    """A key under which the transliterations of one name fall together.

    >>> loose_key("Al Shabab") == loose_key("al-Shabaab")
    True
    """
    words = [word for word in key(name).split() if word not in ARTICLES]
    text = " ".join(words)
    for pattern, letter in _LOOSE:
        text = pattern.sub(letter, text)
    return text


def is_acronym(name: str) -> bool:
    """True for short forms in capitals, which mean something else in small letters (IS, US, WHO, MIT).

    >>> [is_acronym(n) for n in ("IS", "U.S.", "AQAP", "FARC-EP", "Fatah", "Hamas")]
    [True, True, True, True, False, False]
    """
    letters = [c for c in name if c.isalpha()]
    return (
        bool(letters)
        and " " not in name
        and sum(c.isupper() for c in letters) * 3 >= len(letters) * 2
        and len(letters) <= 8
    )
