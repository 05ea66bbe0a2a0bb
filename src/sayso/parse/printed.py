"""Words broken by print: "fami-lies" at the end of a line, "con ict" and "ee" where the letters fl were one sign."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from sayso.casing import known_words
from sayso.neutral import Change

# Letters that print sets as one sign, which is lost where the text is copied.
SIGNS = ("fi", "fl", "ff", "ffi", "ffl")
# Parts that stand before a hyphen of their own.
OWN_HYPHEN = frozenset(
    "anti auto bi co counter cross de east eco ex extra half high inter intra long low macro mega mid micro mini multi "
    "neo non north off on over para pan post pre pro pseudo quasi re self semi short south sub super trans tri ultra "
    "un under up vice well west".split()
)
# Letters of a piece that stands alone, or behind another.
LEAST_LETTERS = 2
# A text has lost its signs where so many words come right with them; one alone may be a slip.
LEAST_LOST = 2

_HYPHEN = re.compile(r"(?<![\w-])([a-z]{2,20})-([a-z]{2,20})(?![\w-])")
_PIECE = re.compile(r"(?<![\w'’.-])[a-z]{1,20}(?![\w'’-])")


@cache
def common_words() -> frozenset[str]:
    """Words that many news reports have."""
    rows = (files("sayso") / "data" / "word_counts.tsv").read_text(encoding="utf-8").split("\n")
    return frozenset(row.split("\t")[0] for row in rows if row and row[0].isalpha())


def mended(text: str) -> list[Change]:
    """The broken words of a text with what they were, in order; words that may be whole are left.

    >>> [c.form for c in mended("Some fami-lies had to ee the con ict; co-operation is cross-border.")]
    ['families', 'flee', 'conflict']
    """
    lost = list(_lost(text))
    found = [*_hyphened(text), *(lost if len(lost) >= LEAST_LOST else [])]
    return sorted(found)


def _hyphened(text: str) -> Iterator[Change]:
    if "-" not in text:
        return
    known = known_words()
    for match in _HYPHEN.finditer(text):
        left, right = match.groups()
        whole = left + right
        halves = known.get(left) == "l" and known.get(right) == "l"
        if known.get(whole) == "l" and not halves and left not in OWN_HYPHEN:
            yield Change(match.start(), match.end(), whole)


def _lost(text: str) -> Iterator[Change]:
    """Pieces that are no words, with the sign put back before, or between them and the piece beside."""
    common = common_words()
    pieces = list(_PIECE.finditer(text))
    at = 0
    while at < len(pieces):
        here = pieces[at]
        beside = pieces[at + 1] if at + 1 < len(pieces) else None
        near = beside is not None and text[here.end() : beside.start()] == " "
        if (
            beside is not None
            and near
            and len(beside.group()) >= LEAST_LETTERS
            and not {here.group(), beside.group()} <= common
        ):
            whole = _with_sign(here.group(), beside.group(), common)
            if whole is not None:
                yield Change(here.start(), beside.end(), whole)
                at += 2
                continue
        if (
            len(here.group()) >= LEAST_LETTERS
            and here.group() not in common
            and (whole := _with_sign("", here.group(), common)) is not None
        ):
            yield Change(here.start(), here.end(), whole)
        at += 1


def _with_sign(left: str, right: str, common: frozenset[str]) -> str | None:
    """The one common word that the pieces make with a sign between."""
    made = [word for sign in SIGNS if (word := left + sign + right) in common or word.removesuffix("s") in common]
    return made[0] if len(made) == 1 else None
