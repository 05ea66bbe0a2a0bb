"""Times that are told together: "from June 3 to June 9", "between June and August 2012"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from sayso.find.times.forms import ReadTime, TimeForm
from sayso.resolve.dates.calendar import stepped
from sayso.resolve.dates.report_dates import published_day
from sayso.types import Parsed, TimeMention, When

# What joins two times to one stretch; "and" does behind "between" alone.
UP_TO = frozenset({"to", "until", "till", "through", "-", "–"})
LISTING = frozenset({"and", "or", ","})
# What may stand before the later of two times without being part of it.
EARLIER_PART = frozenset({"and", "or", "early", "late", "mid", "the"})
# Times that can be the ends of a stretch of days whose year nobody tells.
CALENDAR = frozenset({"date", "weekday", "named"})


def with_shared_years(parsed: Parsed, mentions: Sequence[TimeMention]) -> list[TimeForm | None]:
    """Readings; "June" of "between June and August 2012" takes the year that follows it."""
    forms = [m.form if isinstance(m, ReadTime) else None for m in mentions]
    for n in range(len(forms) - 2, -1, -1):
        form, after = forms[n], forms[n + 1]
        if form is None or after is None or form.kind != "date" or after.kind != "date":
            continue
        told = after.year is not None or after.steps is not None
        if form.month is None or after.month is None or not told or not _yearless(form):
            continue
        between = parsed.tokens[mentions[n].last + 1 : mentions[n + 1].first]
        listed = len(between) == 2 and between[1].lower not in EARLIER_PART
        if not 1 <= len(between) <= 2 or listed or between[0].lower not in UP_TO | LISTING:
            continue
        if after.year is None:
            forms[n] = replace(form, steps=after.steps)
            continue
        back = form.month > after.month and (between[0].lower in UP_TO or _opens(parsed, mentions[n]))
        forms[n] = replace(form, year=after.year - 1 if back else after.year)
    return forms


def joined_ranges(
    parsed: Parsed, mentions: Sequence[TimeMention], forms: Sequence[TimeForm | None]
) -> list[TimeMention]:
    """ "from June 3 to June 9", "between 2010 and 2012": both mentions stand for the whole range.

    Where no year is known the range has its words alone.
    """
    done = list(mentions)
    for n in range(len(done) - 1):
        a, b = done[n], done[n + 1]
        if not _linked(parsed, a, b) or a.when is None or b.when is None:
            continue
        days = _days(a.when, b.when, forms[n])
        if days is None and not (_open_ended(a.when, forms[n]) and _open_ended(b.when, forms[n + 1])):
            continue
        span = parsed.span(a.first, b.last)
        first, last = days or (None, None)
        when = When(
            text=span.text, start=span.start, end=span.end, from_=first, to=last, precision="range" if days else None
        )
        done[n], done[n + 1] = _with(a, when), _with(b, when)
    return done


def _linked(parsed: Parsed, a: TimeMention, b: TimeMention) -> bool:
    """Whether the words between and before two times make them the ends of one stretch."""
    between = parsed.tokens[a.last + 1 : b.first]
    if len(between) == 2 and between[1].lower == "the":
        between = between[:1]
    if len(between) != 1 or a.since or "DURATION" in (a.type, b.type):
        return False
    return between[0].lower in UP_TO or (between[0].lower == "and" and _opens(parsed, a))


def _opens(parsed: Parsed, mention: TimeMention) -> bool:
    return mention.first > 0 and parsed.tokens[mention.first - 1].lower == "between"


def _days(a: When, b: When, form: TimeForm | None) -> tuple[str, str] | None:
    """First and last day; a first end without a year is the one before the last end."""
    first, last = published_day(a.from_), published_day(b.to)
    if first is None or last is None:
        return None
    if first > last and form is not None and _yearless(form):
        first = _before(first, form)
    return (first.isoformat(), last.isoformat()) if first <= last else None


def _before(day: date, form: TimeForm) -> date:
    """The same weekday a week before, the same day of the year before."""
    if form.kind == "weekday":
        return day - timedelta(7)
    return stepped(day, "Y", -1) if form.month is not None else day


def _open_ended(when: When, form: TimeForm | None) -> bool:
    """Whether a day or month is told of which the year is not known."""
    return when.from_ is None and form is not None and form.kind in CALENDAR


def _yearless(form: TimeForm) -> bool:
    return form.year is None and form.steps is None and form.direction is None


def _with(mention: TimeMention, when: When) -> TimeMention:
    return TimeMention(
        first=mention.first, last=mention.last, start=mention.start, end=mention.end, text=mention.text,
        type=mention.type, value=mention.value, when=when, since=mention.since,
    )  # fmt: skip
