"""Words broken by print: "fami-lies" at the end of a line, "con ict" and "ee" where the letters fl were one sign."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise

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
# A part of a word broken in two, and the word, have so many letters.
LEAST_PART, LEAST_PARTED = 3, 7
# Words that come right with a sign put back where a text has lost its signs; one alone may be a slip.
LEAST_LOST = 2

_HYPHEN = re.compile(r"(?<![\w-])([a-z]{2,20})- ?([a-z]{2,20})(?![\w-])")
_LIGATURE = re.compile(r"[A-Za-z]{0,20}[\ufb00-\ufb04][A-Za-z\ufb00-\ufb04]{0,20}")
_SIGN_APART = re.compile(r"(?<![\w'’.-])(?:([a-z]{1,12}) )?(fi|fl|ff|ffi|ffl) ([a-z]{1,20})(?![\w'’-])")
_NUMBER = re.compile(r"(?<![\d,.])\d{1,3}(?: ,\d{3}|, 000)(?![\d,])")
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
    found = [
        *_hyphened(text),
        *_signed(text),
        *_numbers(text),
        *_parted(text),
        *(lost if _has_lost(text, lost) else []),
    ]
    return _apart(sorted(found))


def _has_lost(text: str, lost: list[Change]) -> bool:
    """Whether a text has lost its signs: several words come right with them, one of them of two pieces."""
    return len(lost) >= LEAST_LOST and any(" " in text[c.start : c.end] for c in lost)


def _apart(found: list[Change]) -> list[Change]:
    """The changes without those that begin inside one before."""
    kept: list[Change] = []
    for change in found:
        if not kept or kept[-1].end <= change.start:
            kept.append(change)
    return kept


def _signed(text: str) -> Iterator[Change]:
    """Signs that are no letters ("ﬂed"), or stand apart ("con fl ict")."""
    if not text.isascii():
        for match in _LIGATURE.finditer(text):
            yield Change(match.start(), match.end(), unicodedata.normalize("NFKC", match.group()))
    for match in _SIGN_APART.finditer(text):
        left, sign, right = match.group(1) or "", match.group(2), match.group(3)
        whole = left + sign + right
        if _is_word(whole):
            yield Change(match.start(), match.end(), whole)
        elif left and _is_word(sign + right):
            yield Change(match.start(2), match.end(), sign + right)


def _parted(text: str) -> Iterator[Change]:
    """ "dis placed": two pieces that are no words and make one."""
    known, common = known_words(), common_words()
    pieces = list(_PIECE.finditer(text))
    for left, right in pairwise(pieces):
        one, two = left.group(), right.group()
        if text[left.end() : right.start()] != " " or min(len(one), len(two)) < LEAST_PART:
            continue
        odd = one not in known and one not in common, two not in known and two not in common
        if any(odd) and len(one) + len(two) >= LEAST_PARTED and _is_common(one + two):
            yield Change(left.start(), right.end(), one + two)


def _is_common(word: str) -> bool:
    """A word of many reports, or one of its forms."""
    return any(word.removesuffix(ending) in common_words() for ending in ("", "s", "d"))


def _numbers(text: str) -> Iterator[Change]:
    """ "12 ,000", "12, 000"."""
    for match in _NUMBER.finditer(text):
        yield Change(match.start(), match.end(), match.group().replace(" ", ""))


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
            whole = _with_sign(here.group(), beside.group())
            if whole is not None:
                yield Change(here.start(), beside.end(), whole)
                at += 2
                continue
        if (
            len(here.group()) >= LEAST_LETTERS
            and here.group() not in common
            and (whole := _with_sign("", here.group())) is not None
        ):
            yield Change(here.start(), here.end(), whole)
        at += 1


def _is_word(word: str) -> bool:
    return word in common_words() or word.removesuffix("s") in common_words()


def _with_sign(left: str, right: str) -> str | None:
    """The one common word that the pieces make with a sign between."""
    made = [word for sign in SIGNS if _is_word(word := left + sign + right)]
    return made[0] if len(made) == 1 else None
