"""From words of time to days: every mention gets its TIMEX3 value and the stretch of days it means.

Relative words count from the day of the report or from a time told before. Without a day of the
report they keep their words, and the ends of `when` are None.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from sayso.find.time_forms import ReadTime, TimeForm
from sayso.find.time_words import SHORT_UNITS, TimeWords, time_words
from sayso.find.times import TimeFinder
from sayso.resolve.calendar import (
    SEASONS,
    Stretch,
    containing,
    day_of,
    days_of,
    month_of,
    named_days,
    period_of,
    season_of,
    stepped,
    valid,
    year_of,
    years_of,
)  # fmt: skip
from sayso.resolve.report_dates import ReportDate, report_date_among
from sayso.resolve.tense import Tense, tense_at
from sayso.types import Parsed, TimeMention, When

WEEKEND = "WE"
# A day without a year is the last one in a clause of the past and the next one in a clause of the
# future, unless that lies this far off: "shares held on Dec. 15 were ..." in a report of November.
FAR_BACK_DAYS = 300
FAR_AHEAD_DAYS = 180
# "The quarter" is one of the last three, not one of the year before told for comparison.
RECENT_DAYS = 270
LIMITS = frozenset({"until", "till", "by", "through", "as"})
DEFERRING = frozenset(
    {"extend", "give", "postpone", "delay", "adjourn", "order", "tell", "ask", "demand", "defer", "set"}
)


def report_date(parsed: Parsed) -> ReportDate:
    """The day of the report, by its dateline or first line and by `published`."""
    return report_date_among(parsed, TimeFinder().find(parsed))


def resolve_dates(parsed: Parsed, mentions: Sequence[TimeMention]) -> list[TimeMention]:
    """The mentions with value and `when`, in the same order."""
    day = report_date_among(parsed, mentions).day
    resolver = _Resolver(parsed, day, time_words())
    return resolver.resolve(mentions)


class _Resolver:
    """Holds, while going through one report, the times told so far."""

    def __init__(self, parsed: Parsed, day: date | None, words: TimeWords) -> None:
        self.parsed = parsed
        self.day = day
        self.words = words
        self.told: Stretch | None = None
        self.told_day: date | None = None
        self.told_sentence = -9
        self.told_quarter: Stretch | None = None

    def resolve(self, mentions: Sequence[TimeMention]) -> list[TimeMention]:
        forms = _shared_years(self.parsed, mentions)
        done: list[TimeMention] = []
        for mention, form in zip(mentions, forms, strict=True):
            if form is None:
                done.append(mention)
                continue
            try:
                stretch = self._stretch(mention, form)
            except (OverflowError, ValueError):
                stretch = None
            self._remember(mention, form, stretch)
            done.append(self._mention(mention, form, stretch))
        return _joined(self.parsed, done)

    def _remember(self, mention: TimeMention, form: TimeForm, stretch: Stretch | None) -> None:
        if stretch is None or form.kind in ("duration", "reference"):
            return
        if form.kind == "step" and form.unit == "Y" and form.steps == -1:
            return  # "a year earlier" is said beside a time, the next one counts from that time too
        if form.kind == "step" and form.unit == "Q" and form.steps == -4:
            return
        recent = self.day is not None and stretch.first <= self.day and (self.day - stretch.last).days < RECENT_DAYS
        if stretch.unit == "Q" and recent:
            self.told_quarter = stretch
        self.told = stretch
        self.told_sentence = self.parsed.tokens[mention.first].sentence
        if stretch.first == stretch.last:
            self.told_day = stretch.first

    # ------------------------------------------------------------ the stretch of days

    def _stretch(self, mention: TimeMention, form: TimeForm) -> Stretch | None:
        if form.kind == "date":
            return self._date(mention, form)
        if form.kind == "weekday":
            return self._weekday(mention, form)
        if form.kind == "step":
            return self._step(mention, form)
        if form.kind == "named":
            return self._named(mention, form)
        if form.kind == "part":
            near = self.parsed.tokens[mention.first].sentence - self.told_sentence <= 1
            day = self.told_day if self.told_day is not None and near else self.day
            return day_of(day) if day else None
        if form.kind == "duration" and form.steps:
            return self._directed(form)
        return None

    def _tense(self, mention: TimeMention) -> Tense | None:
        tokens = self.parsed.tokens
        after = tokens[mention.last + 1].lower if mention.last + 1 < len(tokens) else ""
        before = tokens[mention.first - 1].lower if mention.first else ""
        finite = after in ("'s", "’s")
        tense = tense_at(self.parsed, mention.last, finite=finite)
        if before in LIMITS and tense is not None and not finite:
            verb = _verb_lemma(self.parsed, mention.first)
            return "future" if verb in DEFERRING or tense == "future" else None
        return tense

    def _date(self, mention: TimeMention, form: TimeForm) -> Stretch | None:
        year = form.year
        if year is None and form.unit == "C" and form.ordinal:
            return years_of(max((form.ordinal - 1) * 100, 1), 100)
        if year is not None and form.unit == "E":
            return years_of(year, 10)
        if year is None and form.steps is not None and self.day is not None:
            year = self.day.year + form.steps
        if year is not None and form.unit == "Q" and form.ordinal is None:
            number = int(self.told_quarter.value[-1]) if self.told_quarter else None
            return period_of(year, "Q", number) if number else year_of(year)
        if year is not None:
            return _of_year(form, year)
        if self.day is None:
            return None
        candidates = [s for y in range(self.day.year - 4, self.day.year + 5) if (s := _of_year(form, y)) is not None]
        return self._chosen(candidates, form, self._tense(mention))

    def _chosen(self, candidates: list[Stretch], form: TimeForm, tense: Tense | None) -> Stretch | None:
        """Of the yearly recurrences, the last or the next one seen from the report."""
        day = self.day
        if day is None or not candidates:
            return None
        begun = [s for s in candidates if s.first <= day]
        ahead = [s for s in candidates if s.first > day]
        ended = [s for s in candidates if s.last < day]
        current = [s for s in begun if s.last >= day]
        if form.direction == -1:
            return ended[-1] if ended else None
        if form.direction == 1:
            return ahead[0] if ahead else None
        nearest = min(candidates, key=lambda s: (_gap(s, day), s.first > day))
        if form.direction == 0:
            return next((s for s in reversed(candidates) if s.first.year == day.year), nearest)
        if form.unit == "Q":
            soon = ahead and tense == "future" and (ahead[0].first - day).days < 100
            return ahead[0] if soon else (begun[-1] if begun else nearest)
        if current or tense is None or tense == "present":
            return nearest
        if tense == "future":
            return ahead[0] if ahead and _gap(ahead[0], day) <= FAR_AHEAD_DAYS else nearest
        return begun[-1] if begun and _gap(begun[-1], day) <= FAR_BACK_DAYS else nearest

    def _weekday(self, mention: TimeMention, form: TimeForm) -> Stretch | None:
        base = self.told_day if form.anchor == "text" and self.told_day else self._spoken_day(mention)
        if base is None or form.weekday is None:
            return None
        back, ahead = (base.isoweekday() - form.weekday) % 7, (form.weekday - base.isoweekday()) % 7
        if form.anchor == "text" and form.direction:
            return day_of(base - timedelta(back or 7) if form.direction < 0 else base + timedelta(ahead or 7))
        if form.direction == -1:
            # "last Wednesday" in a report of Thursday is not yesterday, which is called "Wednesday".
            return day_of(base - timedelta(back if back > 1 else back + 7))
        if form.direction == 1:
            return day_of(base + timedelta(ahead or 7))
        if self._tense(mention) == "future":
            return day_of(base + timedelta(ahead))
        return day_of(base - timedelta(back))

    def _step(self, mention: TimeMention, form: TimeForm) -> Stretch | None:
        unit, steps = form.unit or "D", form.steps or 0
        if form.steps is None:
            return None  # the day after something: not told which
        if unit == "Q" and form.value == "the":
            quarter = self.told_quarter or (containing(stepped(self.day, "Q", -1), "Q") if self.day else None)
            return containing(stepped(quarter.first, "Q", steps), "Q") if quarter else None
        if unit in SHORT_UNITS:
            return self._hours(form, unit, steps)
        base = self._base(mention, form)
        if base is None:
            return None
        if form.value == "overnight":
            return Stretch(base - timedelta(1), base, "range", f"{base.isoformat()}", "D")
        quarter = self._same_period(mention, form) if unit == "Y" else None
        if quarter is not None:
            return containing(stepped(quarter.first, "Y", steps), quarter.unit)
        if unit == WEEKEND and form.direction is None and form.anchor == "text":
            return self._weekend(base, self._tense(mention))
        if unit == WEEKEND and steps == -1:
            return self._weekend(base, "past")
        return containing(stepped(base, unit, steps), unit)

    def _same_period(self, mention: TimeMention, form: TimeForm) -> Stretch | None:
        """Quarter or month of which "a year earlier" names the one a year before."""
        if form.steps not in (-1, 1) or form.direction is not None or self.told is None:
            return None
        if self.told.unit == "Q" or (self.told.unit == "M" and form.anchor == "text"):
            return self.told if self._close(mention) or self.told.unit == "Q" else None
        return self.told_quarter if self.told_quarter is not None and self.told.unit != "D" else None

    def _close(self, mention: TimeMention) -> bool:
        return self.parsed.tokens[mention.first].sentence - self.told_sentence <= 1

    def _weekend(self, base: date, tense: Tense | None) -> Stretch:
        """The weekend before a weekday; on Saturday and Sunday the present one."""
        if tense == "future" or base.isoweekday() > 5:
            return containing(base, WEEKEND)
        return containing(base - timedelta(7), WEEKEND)

    def _hours(self, form: TimeForm, unit: str, steps: int) -> Stretch | None:
        base = self.told_day if form.anchor == "text" and self.told_day else self.day
        if base is None:
            return None
        hours = steps / {"S": 3600, "T": 60, "H": 1}[unit]
        days = int(hours / 24)
        return day_of(base + timedelta(days))

    def _base(self, mention: TimeMention, form: TimeForm) -> date | None:
        if form.anchor == "text":
            if form.unit == WEEKEND:
                return self.day
            if form.unit not in ("D", None) and self.told is not None and self.told.unit != "D":
                return self.told.first
            return self.told_day or (self.told.first if self.told else None) or self.day
        return self._spoken_day(mention) if form.unit == "D" else self.day

    def _spoken_day(self, mention: TimeMention) -> date | None:
        """The day from which "today" counts; inside a quotation the day of speaking is not yet known here."""
        return self.day

    def _named(self, mention: TimeMention, form: TimeForm) -> Stretch | None:
        if form.named is None:
            return None
        if form.year is not None:
            found = named_days(form.named, form.year, self.words.tables)
            return found[0] if found else None
        if self.day is None:
            return None
        years = range(self.day.year - 1, self.day.year + 2)
        if form.steps is not None:
            years = range(self.day.year + form.steps, self.day.year + form.steps + 1)
        candidates = [s for year in years for s in named_days(form.named, year, self.words.tables)]
        return self._chosen(candidates, form, self._tense(mention))

    def _directed(self, form: TimeForm) -> Stretch | None:
        """The last two weeks, the next few days: ends or begins at the report (or at the time told)."""
        base = self.told_day if form.anchor == "text" and self.told_day else self.day
        parts = _amount_of(form.value or "")
        if base is None or parts is None:
            return None
        number, unit = parts
        other = stepped(base, unit, number if (form.steps or 0) > 0 else -number)
        return days_of(min(base, other), max(base, other))

    # ------------------------------------------------------------ the mention

    def _mention(self, mention: TimeMention, form: TimeForm, stretch: Stretch | None) -> TimeMention:
        value = _value(form, stretch)
        when: When | None = None
        if mention.type in ("DATE", "TIME") or stretch is not None:
            ends: tuple[str | None, str | None] = (
                (None, None) if stretch is None else (stretch.first.isoformat(), stretch.last.isoformat())
            )
            precision = stretch.precision if stretch is not None else None
            if mention.since and stretch is not None:
                today = self.day.isoformat() if self.day is not None and self.day >= stretch.first else None
                ends, precision = (stretch.first.isoformat(), today), "range"
            when = When(
                text=mention.text, start=mention.start, end=mention.end, from_=ends[0], to=ends[1], precision=precision
            )
        return TimeMention(
            first=mention.first, last=mention.last, start=mention.start, end=mention.end, text=mention.text,
            type=mention.type, value=value, when=when, since=mention.since,
        )  # fmt: skip


def _verb_lemma(parsed: Parsed, i: int) -> str:
    """Lemma of the verb above token i."""
    token = parsed.tokens[i]
    while token.pos not in ("VERB", "AUX") and token.head != token.i:
        token = parsed.tokens[token.head]
    return token.lemma


def _gap(stretch: Stretch, day: date) -> int:
    return max((stretch.first - day).days, (day - stretch.last).days, 0)


def _of_year(form: TimeForm, year: int) -> Stretch | None:
    """The date or period in a given year; None for 31 February."""
    if not 1 <= year <= 9998:
        return None
    if form.unit in SEASONS:
        return season_of(year, form.unit)
    if form.unit in ("Q", "H") and form.ordinal:
        return period_of(year, form.unit, form.ordinal)
    if form.month is None:
        return year_of(year)
    if form.day is None:
        return month_of(year, form.month)
    first = valid(year, form.month, form.day)
    if first is None:
        return None
    last = valid(year, form.month, form.day_to) if form.day_to else None
    return days_of(first, last) if last is not None and last > first else day_of(first)


def _amount_of(value: str) -> tuple[int, str] | None:
    """Number and unit of a whole duration; hours are rounded up to days. None for PXD."""
    short = value.startswith("PT")
    digits, unit = value[2 if short else 1 : -1], value[-1:]
    if not digits.isdigit() or len(digits) > 5:
        return None
    if short:
        return max(1, -(-int(digits) // 24)) if unit == "H" else 1, "D"
    return int(digits), unit if unit in ("D", "W", "M", "Q", "Y") else {"E": "E", "C": "C"}.get(unit, "L")


def _value(form: TimeForm, stretch: Stretch | None) -> str:
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


def _shared_years(parsed: Parsed, mentions: Sequence[TimeMention]) -> list[TimeForm | None]:
    """Readings; "June" of "between June and August 2012" takes the year that follows it."""
    forms = [m.form if isinstance(m, ReadTime) else None for m in mentions]
    for n in range(len(forms) - 2, -1, -1):
        form, after = forms[n], forms[n + 1]
        if form is None or after is None or form.kind != "date" or after.kind != "date":
            continue
        if form.year is None and form.month is not None and after.month is not None and after.year is not None:
            between = parsed.tokens[mentions[n].last + 1 : mentions[n + 1].first]
            if 1 <= len(between) <= 2 and between[0].lower in ("and", "to", "-", "–", "or", ",", "until", "through"):
                back = form.month > after.month and between[0].lower not in ("and", "or", ",")
                forms[n] = replace(form, year=after.year - 1 if back else after.year)
    return forms


def _joined(parsed: Parsed, mentions: list[TimeMention]) -> list[TimeMention]:
    """ "from June 3 to June 9", "between 2010 and 2012": both mentions stand for the whole range."""
    for n in range(len(mentions) - 1):
        a, b = mentions[n], mentions[n + 1]
        between = parsed.tokens[a.last + 1 : b.first]
        if len(between) != 1 or a.when is None or b.when is None or a.since or "DURATION" in (a.type, b.type):
            continue
        before = parsed.tokens[a.first - 1].lower if a.first else ""
        link = between[0].lower
        if not (link in ("to", "until", "till", "through", "-", "–") or (link == "and" and before == "between")):
            continue
        first, last = a.when.from_, b.when.to
        if first is None or last is None or first > last:
            continue
        span = parsed.span(a.first, b.last)
        when = When(text=span.text, start=span.start, end=span.end, from_=first, to=last, precision="range")
        mentions[n], mentions[n + 1] = _with(a, when), _with(b, when)
    return mentions


def _with(mention: TimeMention, when: When) -> TimeMention:
    return TimeMention(
        first=mention.first, last=mention.last, start=mention.start, end=mention.end, text=mention.text,
        type=mention.type, value=mention.value, when=when, since=mention.since,
    )  # fmt: skip


def time_lines(parsed: Parsed) -> list[dict[str, str | int]]:
    """The time layer of one report, for `sayso times`: report, text, start, end, type, value."""
    return [
        {"report": parsed.report.id, "text": m.text, "start": m.start, "end": m.end, "type": m.type, "value": m.value}
        for m in resolve_dates(parsed, TimeFinder().find(parsed))
    ]
