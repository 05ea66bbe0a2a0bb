"""What has gone on from a day until now: "since May", "since the war began in 2011", "since the invasion of 2003"."""

from __future__ import annotations

from datetime import date

import msgspec

from sayso.english import SUPERLATIVE
from sayso.resolve.claims.tree import Tree
from sayso.resolve.dates.calendar import Stretch, month_of, year_of
from sayso.resolve.dates.report_dates import published_day
from sayso.types import EventMention, TimeMention

# "The deadliest day since May" lasts no longer than a day.
RARE_WORDS = frozenset(["first", "only"])
# Tokens from "the deadliest" to the "since" that it looks back to.
COMPARED = 9
YEAR_DIGITS = 4


def seen_from(
    tree: Tree, event: EventMention, mention: TimeMention, begin: int | None, day: date | None
) -> TimeMention | None:
    """The time as that of the event, in a report of `day`; None where the words only compare the event.

    `begin` is the "since" that it stands behind.
    Of "since May 10, when 110 people died" the day itself for those deaths, for all else the time from then on.
    """
    if begin is None:
        return mention
    if event.head in _told_of_then(tree, begin, mention):
        return _on_the_day(mention)
    return None if _compared(tree, begin) else _until(mention, day)


def beginning(tree: Tree, mention: TimeMention) -> int | None:
    """The "since" that a time stands behind, with no more than one verb in between."""
    tokens, children = tree.parsed.tokens, tree.parsed.children
    if mention.since:
        return mention.first - 1
    for k in tree.above(tree.head_of(mention.first, mention.last)):
        if tokens[k].lower == "since":
            return k
        mark = next((c for c in children[k] if tokens[c].lower == "since" and tokens[c].dep == "mark"), None)
        if mark is not None:
            return mark
        if tokens[k].pos in {"VERB", "AUX"}:
            return _beside(tree, k, mention)
    return None


def _beside(tree: Tree, verb: int, mention: TimeMention) -> int | None:
    """The "since" of "fled since the invasion in 2003", where the year hangs on the verb before it."""
    tokens = tree.parsed.tokens
    for c in tree.parsed.children[verb]:
        if tokens[c].lower == "since" and tokens[c].dep == "prep" and tokens[c].right + 2 == mention.first:
            return c
    return None


def _told_of_then(tree: Tree, begin: int, mention: TimeMention) -> range:
    """The words that tell of the beginning itself, not of what has gone on from then."""
    tokens = tree.parsed.tokens
    when = next((t for t in tokens[mention.last + 1 : mention.last + 3] if t.lower == "when"), None)
    if when is not None:
        return range(mention.last + 1, tokens[when.head].right + 1)
    if tokens[begin].dep == "mark" and not mention.since:
        clause = tokens[tokens[begin].head]
        return range(begin, clause.right + 1)
    return range(begin, mention.last + 1)


def _compared(tree: Tree, begin: int) -> bool:
    before = tree.parsed.tokens[max(begin - COMPARED, 0) : begin]
    return any(
        t.sentence == tree.parsed.tokens[begin].sentence and (t.tag in SUPERLATIVE or t.lower in RARE_WORDS)
        for t in before
    )


def _on_the_day(mention: TimeMention) -> TimeMention:
    when = mention.when
    if when is None or not mention.since:
        return mention
    stretch = _named(mention)
    end, precision = (stretch.last.isoformat(), stretch.precision) if stretch is not None else (when.from_, "day")
    return msgspec.structs.replace(
        mention, since=False, when=msgspec.structs.replace(when, to=end, precision=precision)
    )


def _named(mention: TimeMention) -> Stretch | None:
    """The whole year or month that a time names."""
    match mention.value.split("-"):
        case [year] if len(year) == YEAR_DIGITS and year.isdigit():
            return year_of(int(year))
        case [year, month] if len(year) == YEAR_DIGITS and year.isdigit() and month.isdigit():
            return month_of(int(year), int(month))
    return None


def _until(mention: TimeMention, day: date | None) -> TimeMention:
    when = mention.when
    first = published_day(when.from_) if when is not None else None
    if when is None or mention.since or first is None:
        return mention
    last = day.isoformat() if day is not None and day >= first else None
    return msgspec.structs.replace(mention, since=True, when=msgspec.structs.replace(when, to=last, precision="range"))
