"""Stretches of days."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.find.times.words import time_words
from sayso.resolve.dates.calendar import containing, easter, named_days, orthodox_easter, stepped

NAMED = [
    ("ramadan", 2023, [(date(2023, 3, 23), date(2023, 4, 21))]),
    ("thanksgiving", 2023, [(date(2023, 11, 23), date(2023, 11, 23))]),
    ("memorial", 2023, [(date(2023, 5, 29), date(2023, 5, 29))]),
    ("good", 2024, [(date(2024, 3, 29), date(2024, 3, 29))]),
    ("ashura", 1900, []),
]


@pytest.mark.parametrize(("word", "year", "expected"), NAMED)
def test_named_days_fall_where_calendars_say(word: str, year: int, expected: list[tuple[date, date]]) -> None:
    """Fixed, counted and tabulated days; none outside the tables."""
    words = time_words()
    day = words.named[word][0][1]
    assert [(s.first, s.last) for s in named_days(day, year, words.tables)] == expected


def test_tables_hold_every_year_in_order() -> None:
    """A gap in a table would make a feast unknown without a sign."""
    for name, years in time_words().tables.items():
        assert sorted(years) == list(range(1985, 2041)), name


@pytest.mark.parametrize(("year", "western", "eastern"), [(2016, (3, 27), (5, 1)), (2017, (4, 16), (4, 16))])
def test_easter_of_both_churches(year: int, western: tuple[int, int], eastern: tuple[int, int]) -> None:
    """Well-known Sundays."""
    assert easter(year) == date(year, *western)
    assert orthodox_easter(year) == date(year, *eastern)


@pytest.mark.parametrize("unit", ["D", "W", "WE", "M", "Q", "H", "Y", "E", "C", "L", "SP", "WI"])
def test_periods_are_ordered_and_steps_invert(unit: str) -> None:
    """A step forth and back stays in the same period."""
    day = date(2024, 2, 29)
    stretch = containing(day, unit)
    assert stretch.first <= stretch.last
    assert containing(stepped(stepped(day, unit, 1), unit, -1), unit) == stretch
