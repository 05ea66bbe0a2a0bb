"""Feasts and other named days: when they fall around a report, and whether a clause looks forward to one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sayso.find.times.forms import TimeForm
from sayso.resolve.dates.calendar import Stretch, Tables, day_of, named_days
from sayso.types import Token

# "A truce was agreed for Eid", "shoppers were killed ahead of the Eid holiday": the verb is past, the feast may not be.
FORWARD = frozenset({"for", "before", "until", "till"})
FORWARD_PAIRS = frozenset({("ahead", "of"), ("eve", "of"), ("up", "to"), ("advance", "of"), ("preparing", "for")})
# Words between these and the feast's name.
REACH = 4


def feast_days(form: TimeForm, day: date, tables: Tables) -> list[Stretch]:
    """When the named day of a form falls in its year, else in the years around a day; in order."""
    if form.named is None:
        return []
    if form.year is not None:
        years = range(form.year, form.year + 1)
    elif form.steps is not None:
        years = range(day.year + form.steps, day.year + form.steps + 1)
    else:
        years = range(day.year - 1, day.year + 2)
    found = sorted((s for year in years for s in named_days(form.named, year, tables)), key=lambda s: s.first)
    return found if form.ordinal is None else [of for s in found if (of := _day_within(s, form.ordinal)) is not None]


def _day_within(feast: Stretch, number: int) -> Stretch | None:
    """The first, second, ... day of a feast; None where it has none such."""
    day = feast.first + timedelta(number - 1)
    return day_of(day) if day <= feast.last else None


def looks_forward(tokens: Sequence[Token], first: int) -> bool:
    """Whether the words before a feast say that it was still to come."""
    for k in range(first - 1, max(first - 1 - REACH, -1), -1):
        word = tokens[k].lower
        if word in FORWARD or (k > 0 and (tokens[k - 1].lower, word) in FORWARD_PAIRS):
            return True
        if tokens[k].pos not in {"DET", "ADJ", "NOUN", "PROPN", "ADP"} or word in {"in", "on", "during", "after", "at"}:
            return False
    return False
