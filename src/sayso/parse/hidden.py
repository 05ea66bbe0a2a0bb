"""What the pipeline is not shown: names told again before their noun, "Lena Party (LP) militants", and marks of lists.

Shown the bracket, it takes the name and the noun behind it for two; the mark it takes for a word of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Two capitals at least: "(IED)", "(AfD)", "(IS, formerly ISIS/ISIL)".
_SHORT = r"[A-Z][A-Za-z]{0,9}[A-Z][A-Za-z.&/-]{0,9}(?:, [^()]{1,60})?"
# What the law of a country has outlets print behind a name: "(a group banned in Velia)".
_OUTLAWED = r"[^()]{0,60}\b(?:banned|outlawed|prohibited|designated|proscribed) in [^()]{1,40}"
# What no noun is: behind it the bracket parts the name from the clause, and the pipeline needs it for that.
_NO_NOUN = (
    r"(?:about|after|against|also|among|an?|and|are|as|at|because|before|being|but|by|can|could|did|during|for|from|had"
    r"|has|have|here|in|into|is|it|may|near|not|of|on|or|over|said|says|since|that|the|their|there|they|this|to|told"
    r"|under|until|was|we|were|when|where|which|while|who|whose|will|with|would|[a-z]+(?:ed|ing))\b"
)
_AGAIN = re.compile(rf"(?<=\w )\((?:{_SHORT}|{_OUTLAWED})\)(?= (?!{_NO_NOUN})[a-z])")
# Marks and numbers of a list, where a line begins.
LIST_MARK = re.compile(r"(?:[•●▪■◦○□‣⁃*–—-]|\d{1,2}[.)]|[a-z]\))\s+(?=\S)")
_MARKED_LINE = re.compile(r"(?<=\n)" + LIST_MARK.pattern)


def hidden(text: str) -> Iterator[tuple[int, int]]:
    """Where such brackets and marks begin, and end; a mark that opens the text is shown.

    >>> text = "Allied Democratic Forces (ADF) rebels fled (to Beni) on foot."
    >>> [text[start:end] for start, end in hidden(text)]
    ['(ADF)']
    """
    if "(" in text:
        yield from (match.span() for match in _AGAIN.finditer(text))
    for match in _MARKED_LINE.finditer(text):
        yield match.start(), match.start() + len(match.group().rstrip())
