"""Incidents by day, month or year, as bars."""

from __future__ import annotations

from datetime import date

import numpy as np

from sayso.types import Struct
from sayso.web.overview import NEVER, Overview, Rows

# Bars that stay wide enough to hit; more days are shown by month, more months by year.
MOST_BARS = 130


class Bar(Struct, frozen=True):
    """One day, month or year: the days it spans, both inclusive, and how many incidents began in it."""

    label: str
    since: str
    until: str
    count: int
    height: float
    """0 to 100."""


class Timeline(Struct, frozen=True):
    unit: str
    bars: tuple[Bar, ...]
    undated: int


def timeline(overview: Overview, rows: Rows) -> Timeline:
    """Bars from the first to the last of the incidents of `rows`, the empty ones included."""
    days = overview.first[rows]
    undated = int(np.count_nonzero(days == NEVER))
    days = days[days != NEVER]
    if not len(days):
        return Timeline("day", (), undated)
    first, last = date.fromordinal(int(days.min())), date.fromordinal(int(days.max()))
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    unit = "day" if (last - first).days < MOST_BARS else "month" if months <= MOST_BARS else "year"
    starts = _starts(first, last, unit)
    edges = np.array([d.toordinal() for d in starts], dtype=np.int64)
    counts = np.bincount(np.searchsorted(edges, days, side="right") - 1, minlength=len(starts))
    top = int(counts.max())
    bars = []
    for n, start in enumerate(starts):
        end = _next(start, unit).toordinal() - 1
        label = start.isoformat()[: {"day": 10, "month": 7, "year": 4}[unit]]
        count = int(counts[n])
        until = date.fromordinal(min(end, date.max.toordinal()))
        bars.append(Bar(label, start.isoformat(), until.isoformat(), count, 100 * count / top))
    return Timeline(unit, tuple(bars), undated)


def _starts(first: date, last: date, unit: str) -> list[date]:
    day = first if unit == "day" else first.replace(day=1) if unit == "month" else first.replace(month=1, day=1)
    starts = [day]
    while (day := _next(day, unit)) <= last and len(starts) < 10 * MOST_BARS:
        starts.append(day)
    return starts


def _next(day: date, unit: str) -> date:
    if unit == "day":
        return date.fromordinal(min(day.toordinal() + 1, date.max.toordinal()))
    if unit == "month":
        year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
        return date(year, month, 1) if year <= date.max.year else date.max
    return date(day.year + 1, 1, 1) if day.year < date.max.year else date.max
