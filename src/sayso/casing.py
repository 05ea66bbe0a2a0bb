"""Letters back to size: texts in capitals (old wire copy) or without any (scraped pages) as news would write them.

The parser was trained on mixed case; a text in one case is parsed as badly as if its commas were gone.
Length never changes, so every offset still counts for the report's own text.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from sayso.headlines import lowered

# Shares of capitals among the letters of a text's head, beyond which it is in one case. News has 3 to 8 %.
CAPITALS_SHARE = 0.7
SMALLS_SHARE = 0.004
HEAD_CHARACTERS = 4000
LEAST_LETTERS = 60

_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"(?:^|[.!?:]['\"”’)\]]*\s|\n|--\s)\W*$")
# Letters that open a sentence behind another; where so many, and such a share, are small, it has no capitals.
_OPENING = re.compile(r"[.!?]['\"”’)]? {1,2}['\"“‘(]?([^\W\d_])")
LEAST_OPENINGS = 3
SMALL_OPENINGS = 0.75
# Words the table does not know are names, unless they end as English words do.
_ENGLISH = re.compile(r"(?:ing|ed|ly|tion|tions|ness|ment|ments|able|ible|ous|ful|ism|ists?|ity|ers?|ized|ised)$")


# Letters that are words, in English or between Spanish names; any other alone before a word is an initial: "v p rao".
_LONE = frozenset("aieyo")
_INITIAL = re.compile(r"\.? ?[^\W\d_]")


@cache
def known_words() -> dict[str, str]:
    """Words of news in small letters, and how it writes each: l lower, t Title, u UPPER."""
    rows = (files("sayso") / "data" / "casing.tsv").read_text(encoding="utf-8").split("\n")
    return dict(row.split("\t") for row in rows if row and not row.startswith("#"))


class Caser:
    """The table of `data/casing.tsv`, loaded once."""

    def __init__(self) -> None:
        self._forms = known_words()

    def recase(self, text: str) -> str:
        """The text as it is where it is in mixed case; else of the same length, in the likeliest case."""
        head = [c for c in text[:HEAD_CHARACTERS] if c.isalpha()]
        share = sum(c.isupper() for c in head) / max(len(head), 1)
        if SMALLS_SHARE <= share <= CAPITALS_SHARE and not _no_capitals(text):
            return lowered(text, self._forms)
        if len(head) < LEAST_LETTERS and share < 1:
            return text
        return _WORD.sub(lambda match: self._word(match, text), text)

    def _word(self, match: re.Match[str], text: str) -> str:
        word = match.group()
        low = word.lower()
        if len(low) != len(word):
            return word
        if len(low) == 1:
            before = text[match.start() - 1 : match.start()]
            if low not in _LONE and before in ("", " ") and _INITIAL.match(text, match.end()):
                return low.upper()
            return "I" if low == "i" and before in ("", " ", "\n", '"') else low
        form = self._forms.get(low) or ("l" if _ENGLISH.search(low) else "t")
        if form == "u":
            return low.upper() if len(low.upper()) == len(low) else word
        starts = _SENTENCE_END.search(text, max(match.start() - 12, 0), match.start()) is not None or not match.start()
        return low[0].upper() + low[1:] if (form == "t" or starts) and len(low[0].upper()) == 1 else low


def _no_capitals(text: str) -> bool:
    """Sentences open without a capital, though a page's furniture may hold some: "share on Facebook Twitter"."""
    opens = _OPENING.findall(text[:HEAD_CHARACTERS])
    small = sum(letter.islower() for letter in opens)
    return small >= max(LEAST_OPENINGS, SMALL_OPENINGS * len(opens)) and text.lstrip()[:1].islower()
