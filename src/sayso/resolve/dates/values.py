"""Values of time: the TIMEX3 value of a reading, the days of a date in a given year."""

from __future__ import annotations

from datetime import date, timedelta

from sayso.find.times.forms import TimeForm
from sayso.find.times.words import SHORT_UNITS
from sayso.resolve.dates.calendar import (
    SEASONS,
    Stretch,
    day_of,
    days_of,
    month_of,
    nth_weekday,
    period_of,
    season_of,
    valid,
    week_of,
    year_of,
)  # fmt: skip


def of_year(form: TimeForm, year: int) -> Stretch | None:
    """The date or period in a given year; None for 31 February."""
    if not 1 <= year <= 9998:
        return None
    if form.unit in SEASONS:
        return season_of(year, form.unit)
    if form.unit in ("Q", "H") and form.ordinal:
        return period_of(year, form.unit, form.ordinal)
    if form.month is None:
        return year_of(year)
    if form.weekday is not None and form.ordinal is not None:
        day = nth_weekday(year, form.month, form.weekday, form.ordinal)
        return day_of(day) if day.month == form.month else None
    if form.unit == "W" and form.ordinal:
        return _week_of_month(month_of(year, form.month), form.ordinal)
    if form.day is None:
        return month_of(year, form.month)
    first = valid(year, form.month, form.day)
    if first is None:
        return None
    if form.unit == "W":
        return week_of(first)  # the week of June 3
    last = valid(year, form.month, form.day_to) if form.day_to else None
    return days_of(first, last) if last is not None and last > first else day_of(first)


def _week_of_month(month: Stretch, number: int) -> Stretch:
    """The first, second, ... seven days of a month; `number` -1 are the last seven."""
    first = month.first + timedelta(7 * (number - 1)) if number > 0 else month.last - timedelta(6)
    return Stretch(first, first + timedelta(6), "week", week_of(first).value, "W")


def amount_of(value: str) -> tuple[int, str] | None:
    """Number and unit of a whole duration; hours are rounded up to days. None for PXD."""
    short = value.startswith("PT")
    digits, unit = value[2 if short else 1 : -1], value[-1:]
    if not digits.isdigit() or len(digits) > 5:
        return None
    if short:
        return max(1, -(-int(digits) // 24)) if unit == "H" else 1, "D"
    return int(digits), unit if unit in ("D", "W", "M", "Q", "Y") else {"E": "E", "C": "C"}.get(unit, "L")


def value_of(form: TimeForm, stretch: Stretch | None) -> str:
    """The TIMEX3 value."""
    if form.kind in ("reference", "duration", "set"):
        return form.value or ""
    part = "TNI" if form.value == "overnight" else form.part or ""
    if stretch is not None:
        return stretch.value + part
    if form.weekday is not None and form.day is None:
        return f"XXXX-WXX-{form.weekday}{part}"
    if form.kind == "date" and form.unit in ("Q", "H"):
        return f"XXXX-{form.unit}{form.ordinal}"
    if form.kind == "date" and form.unit in SEASONS:
        return f"XXXX-{form.unit}"
    if form.kind == "date":
        year = f"{form.year:04}" if form.year is not None else "XXXX"
        month = f"{form.month:02}" if form.month else "XX"
        return f"{year}-{month}" + (f"-{form.day:02}{part}" if form.day else "")
    shape = {"W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX", "H": "XXXX-HX", "Y": "XXXX"}
    return shape.get(form.unit or "D", "XXXX-XX-XX" if form.unit in ("D", None, *SHORT_UNITS) else "XXXX") + part


def days_off(stretch: Stretch, day: date) -> int:
    return max((stretch.first - day).days, (day - stretch.last).days, 0)
