"""Dates that are those of a document or of the page: "(Red Cross update, 5 May 2031)", "Last updated at 5 May"."""

from __future__ import annotations

from sayso.find.times.words import time_words
from sayso.types import Parsed, TimeMention

# Tokens from the bracket that opens a reference to its date.
LONGEST_REFERENCE = 25
BETWEEN = frozenset({"at", "on", ":", ",", "-"})
BEFORE_STAMP = frozenset({"last", "first", ",", "|", ")", "•"})


def of_paper(parsed: Parsed, mention: TimeMention) -> bool:
    """True of the date of a document that the report refers to in brackets, and of the day the page was changed."""
    return _in_reference(parsed, mention) or _stamped(parsed, mention)


def _in_reference(parsed: Parsed, mention: TimeMention) -> bool:
    """Whether the brackets around a date name a document before it, or tell where it is kept."""
    tokens = parsed.tokens
    start = max(mention.first - LONGEST_REFERENCE, 0)
    opened = next((i for i in range(mention.first - 1, start - 1, -1) if tokens[i].text in "()"), None)
    if opened is None or tokens[opened].text == ")":
        return False
    cited = time_words().cited
    return any(t.lower in cited for t in tokens[opened + 1 : mention.first])


def _stamped(parsed: Parsed, mention: TimeMention) -> bool:
    tokens, i = parsed.tokens, mention.first - 1
    while i >= 0 and tokens[i].lower in BETWEEN:
        i -= 1
    if i < 0 or tokens[i].lower not in time_words().stamped:
        return False
    return i == parsed.sentence_of(i).first or tokens[i - 1].lower in BEFORE_STAMP
