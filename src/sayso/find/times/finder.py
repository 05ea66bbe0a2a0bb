"""Finds the time expressions of a report: dates, times of day, durations, sets.

Every sentence is first tested for any word of time at all; in the others each word that may
begin an expression is read by the grammar, the longest reading from the left.
"""

from __future__ import annotations

from typing import Literal

from sayso.find.times.forms import ReadTime, TimeForm
from sayso.find.times.grammar import TimeGrammar
from sayso.find.times.words import TimeWords, time_words
from sayso.types import Parsed, TimeMention, Token

SINCE = frozenset({"since"})
# So many words of business make a report of business.
BUSINESS_WORDS = 4
DROPPED = frozenset({"the", "a", "an", "its", "his", "their", "our"})


class TimeFinder:
    """Finds times; holds the vocabulary."""

    def __init__(self, words: TimeWords | None = None) -> None:
        self._words = words or time_words()

    def find(self, parsed: Parsed) -> list[TimeMention]:
        """Mentions in order of the text; their values are final only after `resolve_dates`."""
        triggers, starters = self._words.triggers, self._words.starters
        timed = {
            t.sentence for t in parsed.tokens if t.lower in triggers or t.lower[:1].isdigit() or t.lower[:4] == "mid-"
        }
        if not timed:
            return []
        # Line ends inside a paragraph and sentence ends as parsed may fall inside a date: they do not bound it.
        tokens = [t for t in parsed.tokens if not t.text.isspace() or t.text.count("\n") > 1]
        money = sum(t.lower in self._words.business for t in tokens) >= BUSINESS_WORDS
        grammar = TimeGrammar(self._words, tokens, business=money)
        mentions: list[TimeMention] = []
        i, size = 0, len(tokens)
        while i < size:
            word = tokens[i].lower
            found: tuple[int, TimeForm] | None = None
            if tokens[i].sentence in timed and (
                word in starters or word[:1].isdigit() or word[:1] in "'’" or word[:4] == "mid-"
            ):
                found = grammar.read(i)
            if found is None or found[0] > size:
                i += 1
                continue
            mentions.append(_mention(parsed, tokens, i, found))
            i = found[0]
        return mentions


def _mention(parsed: Parsed, tokens: list[Token], i: int, found: tuple[int, TimeForm]) -> ReadTime:
    end, form = found
    # "the third-quarter results", "its Friday meeting": the determiner belongs to the noun.
    inside = tokens[i].lower not in DROPPED or i + 1 == end or tokens[i].head <= tokens[end - 1].i
    first, last = tokens[i if inside else i + 1].i, tokens[end - 1].i
    span = parsed.span(first, last)
    return ReadTime(
        first=first, last=last, start=span.start, end=span.end, text=span.text, type=_type(form),
        value=form.value or "", since=i > 0 and tokens[i - 1].lower in SINCE, form=form,
    )  # fmt: skip


def _type(form: TimeForm) -> Literal["DATE", "TIME", "DURATION", "SET"]:
    if form.kind == "duration":
        return "DURATION"
    if form.kind == "set":
        return "SET"
    return (
        "TIME" if form.kind == "part" or form.part or (form.unit in ("S", "T", "H") and form.kind == "step") else "DATE"
    )
