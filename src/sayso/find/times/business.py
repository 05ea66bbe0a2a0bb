"""Reads the periods of business news: the latest period, the comparable period last year, the 1988 quarter, Q4."""

from __future__ import annotations

from dataclasses import replace

from sayso.find.times.amounts import AmountReader
from sayso.find.times.dates import Read
from sayso.find.times.forms import TimeForm


class PeriodReader(AmountReader):
    """Adds periods that are told by comparing them."""

    def _period_of_year(self, end: int, form: TimeForm) -> Read:
        """the 1988 period: the same quarter of that year."""
        return (end + 1, replace(form, unit="Q")) if self.lower[end] in ("period", "quarter") else None

    def _business_period(self, j: int) -> Read:
        """the latest period, the comparable period, the same period last year."""
        which = self.lower[j - 1]
        if which in ("corresponding", "comparable", "same"):
            end = self._year_back(j + 1)
            if end is None and which != "same":
                end = j + 1
            if end is not None:
                return end, TimeForm("step", unit="Q", steps=-4, anchor="text", value="period")
        if which in ("latest", "current"):
            return j + 1, TimeForm("step", unit="Q", steps=0, anchor="text", value="the")
        return None

    def _year_back(self, i: int) -> int | None:
        """End of words for the year before: last year, a year earlier, of the previous year."""
        i += 1 if self.lower[i] in ("of", "in") else 0
        pair, third = tuple(self.lower[i : i + 2]), self.lower[i + 2]
        if pair == ("last", "year"):
            return i + 2
        told = pair == ("a", "year") and third in ("ago", "earlier", "before")
        told = told or (pair == ("the", "year") and third in ("before", "earlier"))
        return i + 3 if told or (pair in (("the", "previous"), ("the", "prior")) and third == "year") else None
