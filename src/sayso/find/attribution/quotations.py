"""Quotations: where the words between quotation marks begin and end, in whatever marks a report uses.

Straight, curly and low double marks, doubled single ones, guillemets and single marks; nested
quotations stay inside the outer one. A quotation that never closes ends at its paragraph, and
goes on in the next one where that begins with an opening mark.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

import msgspec

# One alternative a family of marks; two single marks in a row are one double mark, and so are doubled double ones,
# as tables leave them.
_MARKS = re.compile(r"''|``|\"{2,3}|[\"“”„‟«»‘’‚']|´´")
_PARAGRAPH = re.compile(r"\n[ \t\xa0]*\n\s*|(?<=[.?!\"”’'])[ \t]*\n\s*|\r\n?\s*|\u2029")
_ELIDED = re.compile(r"['’](?:\d\ds?|em|til|tis|twas|cause|round|n)\b", re.I)
_GUILLEMETS = frozenset("«»")
_SINGLE = frozenset("‘’‚'")
# More apostrophes than this between two single marks, and they are no pair.
_APOSTROPHES_WITHIN = 60
_SENTENCE_ENDS = re.compile(r"(?<=[a-z\d)])[.?!] +(?=[A-Z])")
# A quotation that stays open for more characters ends with its sentence: the text has lost its paragraphs.
_LONGEST_OPEN = 800
_ENDS_WORDS = frozenset(".,?!…")


class Quotation(msgspec.Struct, frozen=True, gc=False):
    """Characters `start` to `end`, marks included. `paragraph` counts paragraphs of the text."""

    start: int
    end: int
    paragraph: int
    closed: bool
    continues: bool
    """True where it goes on with the quotation left open by the paragraph before."""
    single: bool = False


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Start and end of each paragraph, the blank between them left out."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in _PARAGRAPH.finditer(text):
        if match.start() > start:
            found.append((start, match.start()))
        start = match.end()
    if start < len(text):
        found.append((start, len(text)))
    return found


def find_quotations(text: str, blocks: list[tuple[int, int]] | None = None) -> list[Quotation]:
    """Outermost quotations in order.

    >>> [(q.start, q.end) for q in find_quotations('"We left," she said.')]
    [(0, 10)]
    """
    found: list[Quotation] = []
    left_open = False
    for number, (start, end) in enumerate(paragraphs(text) if blocks is None else blocks):
        marks = list(_MARKS.finditer(text, start, end))
        doubles = [m for m in marks if m.group() not in _SINGLE]
        if any(m.group().startswith('""') for m in doubles):  # the lone ones bound the cell of a table
            doubles = [m for m in doubles if m.group() != '"']
        here = list(_double_quotations(text, (start, end), doubles, number, left_open))
        here += _single_quotations(text, (start, end), [m for m in marks if m.group() in _SINGLE], number, here)
        here.sort(key=lambda q: q.start)
        left_open = bool(here) and not here[-1].closed
        found.extend(here)
    return found


def _opens(text: str, mark: re.Match[str], block: tuple[int, int]) -> bool:
    """True where an undirected mark stands at the beginning of words."""
    before = text[mark.start() - 1] if mark.start() > block[0] else " "
    after = text[mark.end()] if mark.end() < block[1] else " "
    return not after.isspace() and (before.isspace() or before in "([{—–-/:,;‘'")


def _closes(text: str, mark: re.Match[str], block: tuple[int, int]) -> bool:
    """True where a mark stands at the end of words."""
    after = text[mark.end()] if mark.end() < block[1] else " "
    before = text[mark.start() - 1] if mark.start() > block[0] else " "
    return not before.isspace() and not after.isalnum()


def _double_quotations(
    text: str, block: tuple[int, int], marks: list[re.Match[str]], number: int, left_open: bool
) -> Iterator[Quotation]:
    opened: re.Match[str] | None = None
    depth = 0
    for mark in marks:
        sign = mark.group()
        if opened is None:
            if sign not in ("“", "„", "«", "``") and _closes(text, mark, block):
                continue  # a stray end, or inches
            opened, depth = mark, 0
            continue
        if depth == 0 and sign == opened.group() and _never_closed(text, opened, mark):
            yield Quotation(opened.start(), _sentence_end(text, opened.end(), mark.start()), number, False, False)
            opened = mark
            continue
        if (sign in _GUILLEMETS) != (opened.group() in _GUILLEMETS):
            continue
        if sign in ("“", "„", "«", "``") and not (sign != "«" and _closes(text, mark, block)):
            depth += 1
        elif depth and (sign in ("”", "»") or not _opens(text, mark, block)):
            depth -= 1
        elif sign in ("”", "»") or not _opens(text, mark, block) or opened.group() == sign != "“":
            goes_on = left_open and opened.start() == block[0]
            yield Quotation(opened.start(), mark.end(), number, True, goes_on)
            opened = None
    if opened is not None and opened.end() < block[1]:
        goes_on = left_open and opened.start() == block[0]
        stop = _trimmed(text, opened.end(), block[1])
        if stop - opened.end() > _LONGEST_OPEN:
            stop = _sentence_end(text, opened.end(), stop)
        yield Quotation(opened.start(), stop, number, False, goes_on)


def _never_closed(text: str, opened: re.Match[str], mark: re.Match[str]) -> bool:
    """True where a mark plainly opens the next quotation, sentences after one whose end was lost."""
    before, after = text[max(mark.start() - 2, 0) : mark.start()], text[mark.end() : mark.end() + 1]
    opens = len(before) == 2 and before[0].isalnum() and before[1] == " " and after.isalnum()
    return opens and _SENTENCE_ENDS.search(text, opened.end(), mark.start()) is not None


def _sentence_end(text: str, start: int, end: int) -> int:
    """End of the first sentence in a stretch, or its end."""
    stop = _SENTENCE_ENDS.search(text, start, end)
    return stop.start() + 1 if stop else _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _covered(outer: list[Quotation], starts: list[int], position: int) -> bool:
    i = bisect_right(starts, position) - 1
    return i >= 0 and position < outer[i].end


def _single_quotations(
    text: str, block: tuple[int, int], marks: list[re.Match[str]], number: int, outer: list[Quotation]
) -> list[Quotation]:
    """Single marks used as quotation marks, outside of double ones, apostrophes told apart."""
    found: list[Quotation] = []
    starts = [q.start for q in outer]
    free = [m for m in marks if not _covered(outer, starts, m.start())]
    at = 0
    while at < len(free):
        mark = free[at]
        at += 1
        if mark.group() == "’" or not _opens(text, mark, block) or _ELIDED.match(text, mark.start()):
            continue
        following = bisect_right(starts, mark.start())
        limit = starts[following] if following < len(starts) else block[1]
        closing = [
            i for i in range(at, min(len(free), at + _APOSTROPHES_WITHIN))
            if free[i].group() != "‘" and free[i].start() < limit and _closes(text, free[i], block)
        ]  # fmt: skip
        stop = next((i for i in closing if text[free[i].start() - 1] in _ENDS_WORDS), None)
        plain = next((i for i in closing if text[free[i].start() - 1] not in "sS"), None)
        first = min((i for i in (stop, plain) if i is not None), default=closing[0] if closing else None)
        if first is not None:
            found.append(Quotation(mark.start(), free[first].end(), number, True, False, single=True))
            at = first + 1
    return found


# "KARSA, March 7 (Agency) - ", "Karsa, 7 March 1990 -- ": who and where the report comes from, no words of anybody.
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'\-]{1,29},?(?: [A-Z][A-Z.'\-]{0,29},?){0,4}(?:,? [A-Z][\w.]{1,29}){0,3},?(?: \d{1,2}\b)?,? ?"
    r"(?:\([A-Za-z ./]{2,30}\))?"
    r"|[A-Z][\w.'\-]{1,29}(?: [A-Z][\w.'\-]{0,29}){0,3}(?:, [A-Z][\w.]{1,29})?, "
    r"\d{1,2} [A-Z][a-zA-Z]{2,8}\.?,?(?: \d{2,4})? ?(?:\([A-Za-z ./]{2,30}\))?"
    r"|\([A-Za-z ./]{2,30}\))\.? ?[-–—]{1,2} ?"
    r"|[A-Z][\w.'\-]{1,29}(?: [A-Z][\w.'\-]{0,29}){0,3}(?:, [A-Z][\w.]{1,29})?, "
    r"(?:\d{1,2} [A-Z][a-zA-Z]{2,8}\.?|[A-Z][a-zA-Z]{2,8}\.? \d{1,2}),?(?: \d{2,4})? ?\([A-Za-z ./]{2,30}\) (?=[A-Z])"
)
# "new tarn: " before a text without capitals: scraped pages open so, and no speaker of a headline is written small.
_PLACE_COLON = re.compile(r"[\"“]?[a-z][a-z.'\-]{1,29}(?: [a-z][a-z.'\-]{1,29}){0,2}: ?(?=[a-z\"“])")
# A line whose beginning lies further back has no dateline near the place in question.
_LONGEST_DATELINE = 120


def dateline_end(text: str, position: int) -> int | None:
    """End of the dateline that opens the line around a character; None where there is none."""
    start = text.rfind("\n", max(0, position - _LONGEST_DATELINE), position + 1) + 1
    if start == 0 and position > _LONGEST_DATELINE:
        return None
    match = _DATELINE.match(text, start, start + _LONGEST_DATELINE)
    if match is None and start == 0:
        match = _PLACE_COLON.match(text)
    return match.end() if match else None
