"""Stretches of days: weeks, months, quarters, seasons, named days, and steps between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.find.times.words import NamedDay
from sayso.types import WhenPrecision

Tables = Mapping[str, Mapping[int, tuple[tuple[int, int], ...]]]

# Northern seasons by first month; TIMEX3 has no hemisphere.
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days `first` to `last`, both inclusive, and their TIMEX3 value."""

    first: date
    last: date
    precision: WhenPrecision
    value: str
    unit: str
    """D, W, WE, M, Q, H, Y, E, C, L or a season."""


def day_of(day: date) -> Stretch:
    return Stretch(day, day, "day", day.isoformat(), "D")


def days_of(first: date, last: date) -> Stretch:
    """A range; its value is that of the first day."""
    return Stretch(first, last, "range", first.isoformat(), "D") if last > first else day_of(first)


def week_of(day: date) -> Stretch:
    year, week, weekday = day.isocalendar()
    first = day - timedelta(weekday - 1)
    return Stretch(first, first + timedelta(6), "week", f"{year}-W{week:02}", "W")


def weekend_of(day: date) -> Stretch:
    """Saturday and Sunday of the ISO week."""
    week = week_of(day)
    return Stretch(week.first + timedelta(5), week.last, "range", f"{week.value}-WE", "WE")


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    """First and last day of `count` months from the given one."""
    after = year * 12 + month - 1 + count
    return date(year, month, 1), date(after // 12, after % 12 + 1, 1) - timedelta(1)


def month_of(year: int, month: int) -> Stretch:
    first, last = _months(year, month, 1)
    return Stretch(first, last, "month", f"{year:04}-{month:02}", "M")


def period_of(year: int, unit: str, number: int) -> Stretch:
    """Quarter ("Q") or half ("H") of a year."""
    count = 3 if unit == "Q" else 6
    first, last = _months(year, (number - 1) * count + 1, count)
    return Stretch(first, last, "range", f"{year:04}-{unit}{number}", unit)


def season_of(year: int, season: str) -> Stretch:
    """Winter begins in December of its year."""
    first, last = _months(year, SEASONS[season], 3)
    return Stretch(first, last, "range", f"{year:04}-{season}", season)


def year_of(year: int) -> Stretch:
    return Stretch(date(year, 1, 1), date(year, 12, 31), "year", f"{year:04}", "Y")


def years_of(first: int, count: int) -> Stretch:
    """Decade, century or millennium; the value leaves out the last digits."""
    digits = {10: 1, 100: 2, 1000: 3}[count]
    unit = {10: "E", 100: "C", 1000: "L"}[count]
    return Stretch(date(first, 1, 1), date(first + count - 1, 12, 31), "range", f"{first:04}"[:-digits], unit)


def containing(day: date, unit: str) -> Stretch:
    """The period of the given unit in which the day lies."""
    if unit == "W":
        return week_of(day)
    if unit == "WE":
        return weekend_of(day)
    if unit == "M":
        return month_of(day.year, day.month)
    if unit == "Q":
        return period_of(day.year, "Q", (day.month - 1) // 3 + 1)
    if unit == "H":
        return period_of(day.year, "H", (day.month - 1) // 6 + 1)
    if unit == "Y":
        return year_of(day.year)
    if unit in ("E", "C", "L"):
        count = {"E": 10, "C": 100, "L": 1000}[unit]
        return years_of(max(day.year // count * count, 1), count)
    if unit in SEASONS:
        return season_of(day.year, unit)
    return day_of(day)


def stepped(day: date, unit: str, steps: int) -> date:
    """The day moved by whole units; the 31st becomes the last day of a shorter month.

    Raises OverflowError or ValueError outside the years 1 to 9999.

    >>> stepped(date(2024, 3, 31), "M", -1)
    datetime.date(2024, 2, 29)
    """
    if unit in ("D", "W", "WE"):
        return day + timedelta(steps * (1 if unit == "D" else 7))
    months = steps * {"M": 1, "Q": 3, "H": 6, "Y": 12, "E": 120, "C": 1200, "L": 12000}.get(unit, 12)
    total = day.year * 12 + day.month - 1 + months
    last = _months(total // 12, total % 12 + 1, 1)[1]
    return last.replace(day=min(day.day, last.day))


def valid(year: int, month: int, day: int) -> date | None:
    """None for 31 February."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def easter(year: int) -> date:
    """Western Easter Sunday, by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, ch. 8).

    >>> easter(2019)
    datetime.date(2019, 4, 21)
    """
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    month, day = divmod(h + weekday - 7 * ((a + 11 * h + 22 * weekday) // 451) + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the Julian calendar, in Gregorian dates of 1900 to 2099 (Meeus, ch. 8).

    >>> orthodox_easter(2019)
    datetime.date(2019, 4, 28)
    """
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(13)


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date:
    """The second Sunday of May; `number` -1 is the last, and a fifth that is none lies in the next month.

    >>> nth_weekday(2014, 5, 7, 2)
    datetime.date(2014, 5, 11)
    """
    first, last = _months(year, month, 1)
    if number < 0:
        return last - timedelta((last.isoweekday() - weekday) % 7)
    return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (number - 1))


def named_days(named: NamedDay, year: int, tables: Tables) -> list[Stretch]:
    """When the named day falls in a year: once, twice or, where the tables end, never."""
    if named.dated is not None:
        day = date.fromisoformat(named.dated)
        return [day_of(day)] if day.year == year else []
    if named.fixed is not None:
        return [day_of(date(year, *named.fixed))]
    if named.easter is not None:
        return [day_of(easter(year) + timedelta(named.easter))]
    if named.orthodox is not None:
        return [day_of(orthodox_easter(year) + timedelta(named.orthodox))]
    if named.nth is not None:
        return [day_of(nth_weekday(year, *named.nth))]
    if named.table is None:
        return []
    table, shift, length = named.table
    days = [md for name in table.split("|") for md in tables.get(name, {}).get(year, ())]
    starts = sorted(date(year, *md) + timedelta(shift) for md in days)
    return [days_of(start, start + timedelta(length - 1)) for start in starts]
