"""Periods that a report of business compares: the quarter whose figures it gives, and the one a year before."""

from __future__ import annotations

from datetime import date, timedelta

from sayso.find.times.forms import TimeForm
from sayso.resolve.dates.calendar import Stretch, containing, period_of, stepped, year_of
from sayso.resolve.dates.outlook import day_tense
from sayso.types import Parsed, TimeMention

# "The quarter" is one of the last three, not one of the year before told for comparison.
RECENT_DAYS = 270
# Firms close their books up to a month beside the calendar: a quarter is the one in which its middle lies.
HALF_QUARTER_DAYS = 45
# Words between "compared with" or "from" and the figure that ends in "last year".
COMPARED_WORDS = 8
COMPARING = frozenset({"from", "with", "than", "against"})
FIGURES = frozenset({"million", "billion", "trillion", "share", "%", "percent", "cents"})


class Accounts:
    """Hears the periods of one report in order."""

    def __init__(self, parsed: Parsed, day: date | None) -> None:
        self.parsed = parsed
        self.day = day
        self.quarter: Stretch | None = None
        """The quarter that the report gives figures of."""
        self.by_months = False
        """Whether figures of half a year or three quarters ("in the nine months") were told last."""
        self._reported = False
        self._fiscal = False

    def hear(self, mention: TimeMention, form: TimeForm, stretch: Stretch | None) -> None:
        """Takes note of a period; one that is only expected or looked back to is not what the report is about."""
        if form.kind == "duration" and form.value in ("P6M", "P9M") and self.quarter is not None:
            words = {t.lower for t in self.parsed.tokens[mention.first : mention.last + 1]}
            self.by_months = self.by_months or bool(words & {"the", "first", "latest"})
        if stretch is None or stretch.unit != "Q" or form.steps == -4 or self.day is None:
            return
        if stretch.first > self.day or (self.day - stretch.last).days >= RECENT_DAYS:
            return
        reported = stretch.last < self.day or day_tense(self.parsed, mention) == "past"
        fiscal = any(t.lower == "fiscal" for t in self.parsed.tokens[mention.first : mention.last + 1])
        first = self.quarter is None or not self._reported
        if first or (reported and (fiscal or self.quarter is None or stretch.first >= self.quarter.first)):
            self._fiscal = fiscal or (self._fiscal and stretch == self.quarter)
            self.quarter, self._reported, self.by_months = stretch, reported, False

    def in_year(self, year: int) -> Stretch:
        """The 1988 period: the same quarter of that year, or all of it where more was compared."""
        if self.quarter is None or self.by_months:
            return year_of(year)
        return period_of(year, "Q", int(self.quarter.value[-1]))

    def quarter_told(self, mention: TimeMention, form: TimeForm, closing: date | None) -> Stretch | None:
        """The quarter, the latest quarter, the year-ago quarter; `closing` is the last day where it is told.

        Of a "period" it is not known that it is a quarter, unless one was told.
        """
        steps = form.steps or 0
        if self.day is None:
            return None
        if form.value == "period" and (self.quarter is None or self.by_months) and closing is None:
            return year_of(self.day.year + steps // 4)
        told = self.quarter
        if closing is not None and not (self._fiscal and told is not None):
            told = containing(closing - timedelta(HALF_QUARTER_DAYS), "Q")
        if told is None:
            told = containing(stepped(self.day, "Q", -1), "Q")
        if steps == -4 and self.is_year_back(told):
            return told  # "the 1988 period ...; the year-ago quarter": told once already
        return containing(stepped(told.first, "Q", steps), "Q")

    def is_year_back(self, told: Stretch) -> bool:
        """Whether a period told is itself the one of the year before."""
        return self.day is not None and (self.day - told.last).days > RECENT_DAYS

    def compares(self, mention: TimeMention) -> bool:
        """Whether "last year" ends a figure held against that of the quarter: "from $3 million last year"."""
        if self.quarter is None or self.by_months:
            return False
        before = [t.lower for t in self.parsed.tokens[max(mention.first - COMPARED_WORDS, 0) : mention.first]]
        return bool(before) and before[-1] in FIGURES and not COMPARING.isdisjoint(before)


def ends_a_period(parsed: Parsed, mention: TimeMention) -> bool:
    """Whether a date is the last day of a period told before it: "the year ended June 30"."""
    return mention.first > 0 and parsed.tokens[mention.first - 1].lower in ("ended", "ending")
