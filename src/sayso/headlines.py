"""Headlines With Every Word Capitalised, in small letters as the sentence they are, for the parser's eyes.

The parser was trained on sentences; where every word has a capital it takes verbs and nouns for names.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cache

from sayso.neutral import changes
from sayso.words import table

# Words of a headline, and how many of them news would write small.
LEAST_WORDS = 5
LEAST_SMALL = 3
# What may stand between two words of one headline.
_WORD = re.compile(r"[^\W_][\w'’]*")
_TITLE = re.compile(r"[A-Z][a-z]+")
_BETWEEN = re.compile(r"[ ,:'\"‘’“”&/-]{1,3}")
# What stands before a headline: nothing, the end of a line or sentence, a date.
BEFORE = "\n\r.!?:|"
BLANKS = " \t'\"”’)"
LOOK_BACK = 6


def lowered(text: str, forms: Mapping[str, str]) -> str:
    """The text, same length, with the words of such headlines as news writes them inside of a sentence.

    >>> lowered("Rebels Kill Five Soldiers in Norvale Ambush. More.", {"rebels": "l", "kill": "l", "five": "l",
    ... "soldiers": "l", "ambush": "l"})
    'Rebels kill five soldiers in Norvale ambush. More.'
    """
    verbs, always = _words()["verbs"], _words()["capital"]
    if _titled().isdisjoint(_TITLE.findall(text)):
        return text
    found: list[tuple[int, int]] = []
    for run in _runs(text):
        small = [m for m in run if m.group()[:1].isupper() and forms.get(m.group().lower()) == "l"]
        if len(run) < LEAST_WORDS or len(small) < LEAST_SMALL:
            continue
        if not _opens(text, run[0].start()) or any(m.group() in _words()["lists"] for m in run):
            continue
        if any(m.group().lower() in verbs for m in small):
            found += [
                m.span() for m in small if m is not run[0] and m.group()[1:].islower() and m.group() not in always
            ]
    if not found:
        return text
    kept = changes(text)
    letters = list(text)
    for start, end in found:
        k = bisect_right(kept, start, key=lambda change: change.start) - 1
        if k < 0 or start >= kept[k].end or (kept[k].start, kept[k].end) == (start, end):
            letters[start:end] = text[start:end].lower()  # the names of armed bodies stay names
    return "".join(letters)


def _opens(text: str, start: int) -> bool:
    before = text[max(start - LOOK_BACK, 0) : start].rstrip(BLANKS)
    return before[-1:] in BEFORE or before[-1:].isdigit()


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Stretches of words that all begin with a capital or a digit, but for the little ones."""
    little = _words()["little"]
    run: list[re.Match[str]] = []
    for m in _WORD.finditer(text):
        word = m.group()
        fits = word[0].isupper() or word[0].isdigit() or word in little
        joined = bool(run) and _BETWEEN.fullmatch(text, run[-1].end(), m.start()) is not None
        if run and not (fits and joined):
            yield run
            run = []
        if fits and (run or word[0].isupper() or word[0].isdigit()):
            run.append(m)
    if run:
        yield run


@cache
def _titled() -> frozenset[str]:
    return frozenset(verb.capitalize() for verb in _words()["verbs"])


@cache
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in table("headlines").items()}
