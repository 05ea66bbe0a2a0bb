"""Where a sentence must begin, whatever the words say: behind a paragraph's end, a heading, a dateline, a list's mark.

The pipeline was taught on running text. Left alone it reads "For Immediate Release", a headline without a full stop and
"OSLO, Norway (May 3, 2011) - " into the sentence behind them, whose subject they then are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from sayso.parse.hidden import LIST_MARK
from sayso.words import listed

_LINE_END = re.compile(r"[\n\u2028\u2029]\s*")
# A line that goes on in lower case: the lines of this text end where the page did, not where a sentence does.
_WRAPPED = re.compile(r"[^\s.!?:;] ?\n ?[a-z]")

_NAME = r"[A-Z][\w'’.-]{0,30}"
_CAPITALS = r"[A-Z][A-Z'’.-]{2,30}"
_WHOLE = rf"{_CAPITALS}(?:[ /]{_CAPITALS}){{0,3}}(?:, {_NAME}(?: {_NAME}){{0,2}}){{0,2}}"
_MONTH = r"(?i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[A-Za-z]{0,6}\.?"
_DAY = rf"(?:{_MONTH} \d{{1,2}}(?:, ?\d{{4}})?|\d{{1,2}} {_MONTH}(?:,? \d{{2}}(?:\d{{2}})?)?)"
# A full stop swallowed by that of an abbreviation: "armed by the U.S. Lena was bombed", where "in Lena" stands too.
_SWALLOWED = re.compile(r"\b[Tt]he (?:U\.S|U\.N|U\.K|E\.U)\. (?=([A-Z][a-z'’-]{2,20})\b)")
_PLACED = r"\b(?:in|near|outside|around|to|from|over) "
# What does stand behind "the U.S.", and behind "in" as well.
_BODIES = frozenset(
    "Congress Senate House Army Navy Air Marine Marines Treasury Capitol Embassy Central South West".split()
)
_DASH = r"(?:--|[-–—])"
_AGENCY = r"[A-Z][\w. /&-]{1,30}"
_TOWN = rf"{_NAME}(?: {_NAME}){{0,2}}(?:, {_NAME}(?: {_NAME})?)?"
_OPENS = r"(?=[A-Z0-9\"“‘'])"
# "OSLO, May 3 - ", "OSLO: ", "Oslo, May 3 (Agency) ", "Oslo (Agency) - ", "Oslo, Norway — ": where a line begins.
_BARE = re.compile(
    rf"{_WHOLE},?(?: {_DAY})?(?: ?{_DASH}|:)\s+(?=\S)"
    rf"|{_TOWN}, {_DAY},? ?(?:\({_AGENCY}\)(?:\.? ?{_DASH})?|{_DASH})\s+{_OPENS}"
    rf"|{_TOWN} ?\({_AGENCY}\)\.? ?{_DASH}\s+{_OPENS}"
    rf"|{_TOWN}(?: ?(?:—|--)\s*| – ){_OPENS}(?=[^\n]{{60}})(?![^.\n]{{0,200}}(?:—|--| – ))"
)


@cache
def _dateline() -> re.Pattern[str]:
    """ "OSLO, Norway (May 3, 2011)", "OSLO (Agency) - ", and of known agencies without a dash: wherever they stand."""
    known = "|".join(re.escape(name) for name in sorted(listed("attribution", "voices", "agencies")))
    agency = rf"\({_AGENCY}\)\.? ?{_DASH}(?=\s)|\((?:{known})\)(?= [A-Z])"
    return re.compile(rf"\b{_WHOLE},? ?(?:{_DAY},? ?)?(?:\({_DAY}\)(?: ?{_DASH}(?=\s))?|{agency})\s*")


def sentence_starts(text: str, around: Iterable[tuple[int, int]]) -> list[int]:
    """Characters at which a sentence must begin, in order; the beginning of the text is not among them.

    `around` are the pieces of what the page prints around its report, as `furniture` finds them.
    """
    found: set[int] = set()
    lines = [0, *_line_starts(text)]
    found.update(lines)
    for start in lines:
        if match := LIST_MARK.match(text, start) or _BARE.match(text, start):
            found.add(match.end())
    for piece in around:
        found.update(_begun(text, piece))
    for match in _SWALLOWED.finditer(text):
        if match[1] not in _BODIES and re.search(_PLACED + re.escape(match[1]) + r"\b", text):
            found.add(match.end())
    for match in _dateline().finditer(text):
        found.update((match.start(), match.end()))
    return sorted(place for place in found if 0 < place < len(text))


def _begun(text: str, piece: tuple[int, int]) -> tuple[int, int]:
    """Where a page's mark begins, and the first character behind it."""
    start, end = piece
    return start, end + len(text[end:]) - len(text[end:].lstrip())


def _line_starts(text: str) -> Iterator[int]:
    """The first character of each line that begins a paragraph, a heading or a sentence."""
    if "\n" not in text and "\u2028" not in text and "\u2029" not in text:
        return
    wrapped = _WRAPPED.search(text) is not None
    for match in _LINE_END.finditer(text):
        goes_on = text[match.end() : match.end() + 1].islower()
        if not goes_on and (not wrapped or match.group().count("\n") != 1):
            yield match.end()
