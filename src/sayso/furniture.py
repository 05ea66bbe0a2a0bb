"""What a page prints around its report and that ran into the text: links to share, rows of tags, credits of pictures.

None of it says anything or is anybody; where it stands a sentence ends, and behind it one begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from sayso.words import table

# Words of the longest row of tags.
LONGEST_ROW = 25
_WORD = re.compile(r"\S+")
_CREDIT = re.compile(
    r"(?:(?:AP|AFP|EPA|REUTERS|Reuters) Photo(?: ?[/:])? ?[A-Z][\w'’-]{1,20}(?: [A-Z]\.)? [A-Z][\w'’-]{1,20}"
    r"|Date of publication:? \d{1,2} [A-Z][a-z]{2,8},? \d{4})(?= |$)"
)
_SAID = frozenset(["say", "says", "said", "has", "have", "was", "were", "is", "are", "will"])


def furniture(text: str) -> list[tuple[int, int]]:
    """First character of each piece and the one behind it, in order, none inside another.

    >>> text = "Two men died. Tags Velia Sele air strike At least ten died. Read more Share this"
    >>> [text[start:end] for start, end in furniture(text)]
    ['Tags Velia Sele air strike', 'Read more', 'Share this']
    """
    found = sorted([*_marked(text), *((m.start(), m.end()) for m in _CREDIT.finditer(text)), *_rows(text)])
    apart: list[tuple[int, int]] = []
    for start, end in found:
        if not apart or apart[-1][1] <= start:
            apart.append((start, end))
    return apart


def _marked(text: str) -> Iterator[tuple[int, int]]:
    """Links, and headlines of other stories behind them."""
    for match in _marks().finditer(text):
        yield match.start(), match.end()
    for match in _others().finditer(text):
        yield match.start(), match.end()


def _rows(text: str) -> Iterator[tuple[int, int]]:
    """Rows of tags: to the word that opens a sentence, or to whoever does what the first verb tells."""
    words = table("headlines")
    openings = tuple(w.split()[0] for w in words["opening"])
    verbs = {v for v in words["verbs"] if v.endswith("ed")} | _SAID
    for match in _tags().finditer(text):
        row = [m for _, m in zip(range(LONGEST_ROW), _WORD.finditer(text, match.end()), strict=False)]
        end, named = None, None
        for n, word in enumerate(row):
            if n and word.group() in openings:
                end = word.start()
            elif word.group().rstrip(".,;:") in verbs and named is not None:
                end = named
            elif word.group()[-1] in ".!?" and "\n" not in text[match.end() : word.start()]:
                break  # a sentence, and no row: "Tags are what a page prints."
            if end is not None:
                break
            if word.group()[:1].isupper():
                named = word.start()
        if end is not None and end > match.end() + 1:
            yield match.start(), len(text[:end].rstrip())


def any_of(name: str) -> str:
    """A list of `data/headlines.toml` as the alternatives of a pattern, longest first."""
    return "|".join(map(re.escape, sorted(table("headlines")[name], key=len, reverse=True)))


@cache
def _marks() -> re.Pattern[str]:
    """Each behind the end of a sentence or another mark, so that no sentence is cut that has the words in it."""
    return re.compile(rf"(?:(?<=^)|(?<=[.!?\n\"”] )|(?<=\n)|(?<=[a-z]{{4}} ))(?:{any_of('marks')})(?= [A-Z\d]|\s*$)")


@cache
def _others() -> re.Pattern[str]:
    return re.compile(rf"(?:(?<=^)|(?<=[.!?\n\"”] )|(?<=\n))(?:{any_of('other_story')}): ?[^\n.!?]{{5,200}}[\n.!?]")


@cache
def _tags() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{any_of('tags')}):?(?= [A-Z])")
