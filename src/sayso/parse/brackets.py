"""Names told again before their noun, "Kurdistan Workers' Party (PKK) militants".

Shown the bracket, the pipeline takes the name and the noun behind it for two.
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


def told_again(text: str) -> Iterator[tuple[int, int]]:
    """Where such brackets begin, and end.

    >>> text = "Allied Democratic Forces (ADF) rebels fled (to Beni) on foot."
    >>> [text[start:end] for start, end in told_again(text)]
    ['(ADF)']
    """
    if "(" in text:
        yield from (match.span() for match in _AGAIN.finditer(text))
