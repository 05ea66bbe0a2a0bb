"""What the words of a time expression say, before it is known which day the report means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.find.times.words import NamedDay
from sayso.types import TimeMention

Kind = Literal["date", "weekday", "step", "named", "part", "reference", "duration", "set"]
Anchor = Literal["report", "text"]


@dataclass(frozen=True, slots=True)
class TimeForm:
    """One reading. Fields that the words leave open are None.

    date       year, month, day, or period (unit with `ordinal`: Q3, H1; a season) of a year
    weekday    `weekday` (1 Monday), moved by `direction`; with unit W that of last, this or next week
    step       the `unit` that lies `steps` away from the anchor: last week, two days ago, the day before
    named      a named day
    part       a part of the day alone: at dawn, 10:30
    reference  `value` is PAST_REF, PRESENT_REF or FUTURE_REF
    duration   `value` is P2D; `steps` with a sign where it ends or begins at the anchor (the last two days)
    set        `value` is P1D, XXXX-WXX-5
    """

    kind: Kind
    value: str | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    day_to: int | None = None
    """Last day of "June 3-9"."""
    unit: str | None = None
    ordinal: int | None = None
    steps: int | None = None
    anchor: Anchor = "report"
    weekday: int | None = None
    direction: int | None = None
    """-1 last, 0 this, 1 next; None where the words do not say."""
    named: NamedDay | None = None
    part: str | None = None
    """TMO, TNI, T10:30, ...: makes a TIME of a date."""
    mod: str | None = None
    """START, MID, END."""
    either: bool = False
    """True where day and month of a date in digits may as well stand the other way round."""
    shift: int = 0
    """Days to go on from the day told: "the day before last Tuesday"."""


class ReadTime(TimeMention, kw_only=True, frozen=True):
    """A time mention as found, with its reading; its `value` is not final."""

    form: TimeForm
