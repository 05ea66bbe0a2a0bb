"""Deeds by which another is dated: "a week after gunmen killed ten", "the 30th anniversary of the massacre"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import msgspec

from sayso.find.times.numbers import amount, ordinal
from sayso.find.times.words import time_words
from sayso.resolve.claims.attach import Attached
from sayso.resolve.claims.tree import Tree
from sayso.resolve.dates.calendar import containing, stepped
from sayso.resolve.dates.report_dates import published_day
from sayso.resolve.dates.values import amount_of
from sayso.types import Parsed, TimeMention, When

# What ended longer ago than this is a look back (as in `background`).
LOOK_BACK = timedelta(days=30)
AFTER = frozenset({"after", "since"})
ANNIVERSARIES = frozenset({"anniversary", "anniversaries"})
# Words from "30th" to its "anniversary": "the tenth grim anniversary".
NUMBER_REACH = 3


def with_elapsed(tree: Tree, values: Attached, times: Sequence[TimeMention], day: date | None) -> None:
    """Gives such a deed its time, counted back from the time of the other or from the `day` of the report."""
    marked = _anniversary(tree, values.event.head)
    if marked is not None:
        _of_anniversary(tree, values, marked, day)
    elif values.time is None:
        _of_measure(tree, values, times, day)


def _of_measure(tree: Tree, values: Attached, times: Sequence[TimeMention], day: date | None) -> None:
    apart = tree.time_apart(values.event.head)
    if apart is None or tree.parsed.tokens[apart.start].lower not in AFTER:
        return
    measure = next((t for t in times if t.type == "DURATION" and t.last == apart.start - 1), None)
    step = amount_of(measure.value) if measure is not None and not measure.value.startswith("PT") else None
    if measure is None or step is None:
        return
    told = [t.when for t in times if t.first not in apart and t.when is not None and t.when.from_ is not None]
    base = published_day(told[0].from_) if told else day
    exact = len(told) == 1 and told[0].precision == "day"
    if base is None or len(told) > 1 or (step[1] == "D" and not exact):
        return  # so many days after what nobody dates
    _put_back(values, measure, step, base)


def _put_back(values: Attached, words: TimeMention, step: tuple[int, str], base: date) -> None:
    """The time so long before a day; its words are those that say how long."""
    number, unit = step
    try:
        then = stepped(base, unit, -number)
    except (OverflowError, ValueError):
        return
    stretch = containing(then, unit)
    ends = (stretch.first.isoformat(), stretch.last.isoformat())
    when = When(
        text=words.text, start=words.start, end=words.end, from_=ends[0], to=ends[1], precision=stretch.precision
    )
    values.time = msgspec.structs.replace(words, type="DATE", value=stretch.value, when=when, since=False)
    if base - then > LOOK_BACK:
        values.event = msgspec.structs.replace(values.event, historical=True)


def _anniversary(tree: Tree, head: int) -> int | None:
    """The "anniversary" that the deed at `head` is of."""
    tokens = tree.parsed.tokens
    pairs = pairwise(tree.above(head))
    return next((up for low, up in pairs if tokens[low].lower == "of" and tokens[up].lower in ANNIVERSARIES), None)


def _of_anniversary(tree: Tree, values: Attached, noun: int, day: date | None) -> None:
    """Long over, so many years ago where it is said which anniversary it is."""
    own = values.time is not None and values.time.first > noun
    values.event = msgspec.structs.replace(values.event, historical=True)
    if own:
        return
    values.time = None
    first, years = _years(tree.parsed, noun)
    if years and day is not None:
        span = tree.parsed.span(first, noun)
        words = TimeMention(
            first=first, last=noun, start=span.start, end=span.end, text=span.text, type="DATE", value=""
        )
        _put_back(values, words, (years, "Y"), day)


def _years(parsed: Parsed, noun: int) -> tuple[int, int | None]:
    """First token and number of "30th anniversary", "ten-year anniversary"."""
    lower = [t.lower for t in parsed.tokens[: noun + 1]] + [""] * NUMBER_REACH
    for k in range(noun - 1, max(noun - 1 - NUMBER_REACH, -1), -1):
        number = ordinal(time_words(), lower, k)[1]
        if number is not None:
            return k, number
        if lower[k] == "year" and k > 1 and lower[k - 1] == "-":
            told = amount(time_words(), lower, k - 2)
            return k - 2, int(told[1]) if told is not None and told[1] else None
    return noun, None
