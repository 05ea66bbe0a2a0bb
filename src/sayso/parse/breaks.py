"""Where a sentence must begin, whatever the words say: behind the end of a paragraph, behind a heading, a dateline.

The pipeline was taught on running text. Left alone it reads "For Immediate Release", a headline without a full stop and
"OSLO, Norway (May 3, 2011) - " into the sentence behind them, whose subject they then are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LINE_END = re.compile(r"[\n\u2028\u2029]\s*")
# A line that goes on in lower case: the lines of this text end where the page did, not where a sentence does.
_WRAPPED = re.compile(r"[^\s.!?:;] ?\n ?[a-z]")

_NAME = r"[A-Z][\w'’.-]{0,30}"
_CAPITALS = r"[A-Z][A-Z'’.-]{2,30}"
_WHOLE = rf"{_CAPITALS}(?:[ /]{_CAPITALS}){{0,3}}(?:, {_NAME}(?: {_NAME}){{0,2}}){{0,2}}"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = rf"(?:{_MONTH} \d{{1,2}}(?:, ?\d{{4}})?|\d{{1,2}} {_MONTH}(?:,? \d{{4}})?)"
_DASH = r"(?:--|[-–—])"
_AGENCY = r"[A-Z][\w. /&-]{1,30}"
# "OSLO, Norway (May 3, 2011)", "OSLO (Agency) - ": wherever they stand.
_DATELINE = re.compile(
    rf"\b{_WHOLE},? ?(?:{_DAY},? ?)?(?:\({_DAY}\)(?: ?{_DASH}(?=\s))?|\({_AGENCY}\) ?{_DASH}(?=\s))\s*"
)
# "OSLO, May 3 - ", "OSLO: ": where a line begins.
_BARE = re.compile(rf"{_WHOLE},?(?: {_DAY})?(?: ?{_DASH}|:)\s+(?=\S)")


def sentence_starts(text: str) -> list[int]:
    """Characters at which a sentence must begin, in order; the beginning of the text is not among them."""
    found: set[int] = set()
    lines = [0, *_line_starts(text)]
    found.update(lines)
    for start in lines:
        if match := _BARE.match(text, start):
            found.add(match.end())
    for match in _DATELINE.finditer(text):
        found.update((match.start(), match.end()))
    return sorted(place for place in found if 0 < place < len(text))


def _line_starts(text: str) -> Iterator[int]:
    """The first character of each line that begins a paragraph, a heading or a sentence."""
    if "\n" not in text and "\u2028" not in text and "\u2029" not in text:
        return
    wrapped = _WRAPPED.search(text) is not None
    for match in _LINE_END.finditer(text):
        goes_on = text[match.end() : match.end() + 1].islower()
        if not goes_on and (not wrapped or match.group().count("\n") != 1):
            yield match.end()
