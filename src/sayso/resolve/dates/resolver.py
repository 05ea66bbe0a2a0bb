"""From words of time to days: every mention gets its TIMEX3 value and the stretch of days it means.

Relative words count from the day of the report or from a time told before. Without a day of the
report they keep their words, and the ends of `when` are None.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from sayso.find.times.finder import TimeFinder
from sayso.find.times.forms import ReadTime, TimeForm
from sayso.find.times.words import SHORT_UNITS, TimeWords, time_words
from sayso.resolve.dates.accounts import Accounts, ends_a_period
from sayso.resolve.dates.calendar import (
    Stretch,
    containing,
    day_of,
    days_of,
    stepped,
    years_of,
)  # fmt: skip
from sayso.resolve.dates.feasts import feast_days, looks_forward
from sayso.resolve.dates.outlook import day_tense, led_up_to
from sayso.resolve.dates.ranges import joined_ranges, with_shared_years
from sayso.resolve.dates.report_dates import ReportDate, report_date_among
from sayso.resolve.dates.tense import Tense, verb_above
from sayso.resolve.dates.values import amount_of, days_off, of_year, value_of
from sayso.types import Parsed, TimeMention, When

WEEKEND = "WE"
QUOTES = re.compile("[\"“”]|``|''|\n[ \t]*\n")
# A day without a year is the last one in a clause of the past and the next one in a clause of the
# future, unless that lies this far off: "shares held on Dec. 15 were ..." in a report of November.
FAR_BACK_DAYS = 300
FAR_AHEAD_DAYS = 180
# How long what has been is told as news.
NEWS_DAYS = 2
# How many times on either side of one in a quotation may tell the day of speaking.
QUOTED_TIMES = 6
SPEECH_WORDS = 40


def resolve_dates(
    parsed: Parsed, mentions: Sequence[TimeMention], written: ReportDate | None = None
) -> list[TimeMention]:
    """The mentions with value and `when`, in the same order; `written` is the day of the report where it is known."""
    resolver = _Resolver(parsed, written or report_date_among(parsed, mentions), time_words())
    return resolver.resolve(mentions)


class _Resolver:
    """Holds, while going through one report, the times told so far."""

    def __init__(self, parsed: Parsed, written: ReportDate, words: TimeWords) -> None:
        self.parsed = parsed
        self.day = written.day
        self.head_end = written.span.end if written.span is not None else 0
        self.words = words
        self.told: Stretch | None = None
        self.told_day: date | None = None
        self.told_sentence = -9
        self.forms: list[tuple[TimeMention, TimeForm | None]] = []
        self.firsts: list[int] = []
        self.quotes: list[tuple[int, int]] | None = None
        self.accounts = Accounts(parsed, written.day)

    def resolve(self, mentions: Sequence[TimeMention]) -> list[TimeMention]:
        forms = with_shared_years(self.parsed, mentions)
        self.forms = list(zip(mentions, forms, strict=True))
        self.firsts = [mention.first for mention in mentions]
        done: list[TimeMention] = []
        for mention, form in self.forms:
            if form is None:
                done.append(mention)
                continue
            try:
                stretch = _shifted(self._stretch(mention, form), form.shift)
            except (OverflowError, ValueError):
                stretch = None
            self._remember(mention, form, stretch)
            done.append(self._mention(mention, form, stretch))
        return joined_ranges(self.parsed, done, forms)

    def _remember(self, mention: TimeMention, form: TimeForm, stretch: Stretch | None) -> None:
        self.accounts.hear(mention, form, stretch)
        if stretch is None or form.kind in ("duration", "reference"):
            return
        if form.kind == "step" and form.unit == "Y" and form.steps == -1:
            return  # "a year earlier" is said beside a time, the next one counts from that time too
        if form.kind == "step" and form.unit == "Q" and form.steps == -4:
            return
        if form.kind == "date" and ends_a_period(self.parsed, mention):
            return  # "the quarter ended Sept. 30": the quarter is told, not its last day
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

    def _date(self, mention: TimeMention, form: TimeForm) -> Stretch | None:
        year = form.year
        if year is None and form.unit == "C" and form.ordinal:
            return years_of(max((form.ordinal - 1) * 100, 1), 100)
        if year is not None and form.unit == "E":
            return years_of(year, 10)
        if year is None and form.steps is not None and self.day is not None:
            year = self.day.year + form.steps
        if year is not None and form.unit == "Q" and form.ordinal is None:
            return self.accounts.in_year(year)
        if year is not None:
            return self._either(mention, form, year)
        day = self.told.first if form.anchor == "text" and self.told is not None else self.day
        if day is None:
            return None
        candidates = [s for y in range(day.year - 4, day.year + 5) if (s := of_year(form, y)) is not None]
        if form.anchor == "text":
            return self._chosen(candidates, form, None, day)  # that summer, the previous May
        if form.weekday is not None and form.day_to is None:
            # "Thursday, 29 February": the weekday tells which year, if one of the next ones fits.
            fitting = [s for s in candidates if s.first.isoweekday() == form.weekday and days_off(s, day) < 400]
            candidates = fitting or candidates
        tense = "future" if led_up_to(self.parsed, mention) else day_tense(self.parsed, mention)
        if mention.since and form.direction is None:
            return next((s for s in reversed(candidates) if s.first <= day), None)
        return self._chosen(candidates, form, tense, day)

    def _either(self, mention: TimeMention, form: TimeForm, year: int) -> Stretch | None:
        """The date in its year; "12/03" that would lie ahead of the report is 12 March, if that does not."""
        told = of_year(form, year)
        if not form.either or told is None or self.day is None or told.first <= self.day:
            return told
        turned = of_year(replace(form, month=form.day, day=form.month), year)
        past = turned is not None and turned.first <= self.day and day_tense(self.parsed, mention) != "future"
        return turned if past else told

    def _chosen(self, candidates: list[Stretch], form: TimeForm, tense: Tense | None, day: date) -> Stretch | None:
        """Of the yearly recurrences, the last or the next one seen from a day."""
        if not candidates:
            return None
        begun = [s for s in candidates if s.first <= day]
        ahead = [s for s in candidates if s.first > day]
        ended = [s for s in candidates if s.last < day]
        current = [s for s in begun if s.last >= day]
        if form.direction == -1:
            return ended[-1] if ended else None
        if form.direction == 1:
            return ahead[0] if ahead else None
        nearest = min(candidates, key=lambda s: (days_off(s, day), s.first > day))
        if form.direction == 0:
            return next((s for s in reversed(candidates) if s.first.year == day.year), nearest)
        if form.unit == "Q":
            soon = ahead and tense == "future" and (ahead[0].first - day).days < 100
            return ahead[0] if soon else (begun[-1] if begun else nearest)
        if current or tense is None or tense == "present":
            return nearest
        if tense == "future":
            return ahead[0] if ahead and days_off(ahead[0], day) <= FAR_AHEAD_DAYS else nearest
        return begun[-1] if begun and days_off(begun[-1], day) <= FAR_BACK_DAYS else nearest

    def _weekday(self, mention: TimeMention, form: TimeForm) -> Stretch | None:
        base = self.told_day if form.anchor == "text" and self.told_day else self._spoken_day(mention)
        if base is None or form.weekday is None:
            return None
        back, ahead = (base.isoweekday() - form.weekday) % 7, (form.weekday - base.isoweekday()) % 7
        if form.unit == "W":  # "Tuesday last week"
            return day_of(base + timedelta(form.weekday - base.isoweekday() + 7 * (form.direction or 0)))
        if form.steps:  # "two weeks ago Monday", "a week from Friday"
            return day_of(base + timedelta(7 * form.steps + (ahead if form.steps > 0 else -back)))
        if form.anchor == "text" and form.direction:
            return day_of(base - timedelta(back or 7) if form.direction < 0 else base + timedelta(ahead or 7))
        if form.direction == -1:
            # "last Wednesday" in a report of Thursday is not yesterday, which is called "Wednesday".
            return day_of(base - timedelta(back if back > 1 else back + 7))
        if form.direction == 1:
            return day_of(base + timedelta(ahead or 7))
        if led_up_to(self.parsed, mention):  # two days after a vote, "ahead of Sunday's vote" is still said of that one
            return day_of(base - timedelta(back) if back <= NEWS_DAYS else base + timedelta(ahead))
        tense = day_tense(self.parsed, mention)
        if tense == "future" or (tense == "present" and back and self._arranged(mention)):
            return day_of(base + timedelta(ahead))
        return day_of(base - timedelta(back))

    def _arranged(self, mention: TimeMention) -> bool:
        """ "The envoys meet on Monday": a deed in the present tense on a day that is not today lies ahead."""
        token = self.parsed.tokens[mention.last]
        above = self.parsed.tokens[token.head]
        verb = self.parsed.tokens[above.head] if above.pos == "ADP" else above
        after = self.parsed.tokens[min(mention.last + 1, len(self.parsed.tokens) - 1)].lower
        told = verb.lemma in self.words.states or verb.lemma in self.words.speech or after in ("'s", "’s")
        return verb.tag in ("VBZ", "VBP") and not told

    def _step(self, mention: TimeMention, form: TimeForm) -> Stretch | None:
        unit, steps = form.unit or "D", form.steps or 0
        if form.steps is None:
            return None  # the day after something: not told which
        if unit == "Q" and form.value in ("the", "period"):
            return self.accounts.quarter_told(mention, form, self._closing_day(mention))
        if unit in SHORT_UNITS:
            return self._hours(form, unit, steps)
        base = self._base(mention, form)
        if base is None:
            return None
        if form.value == "overnight":
            return Stretch(base - timedelta(1), base, "range", f"{base.isoformat()}", "D")
        quarter = self._same_period(mention, form) if unit == "Y" else None
        if quarter is not None:
            back = steps == -1 and self.accounts.is_year_back(quarter)
            return quarter if back else containing(stepped(quarter.first, "Y", steps), quarter.unit)
        if unit == WEEKEND and form.direction is None and form.anchor == "text":
            return self._weekend(base, day_tense(self.parsed, mention))
        if unit == WEEKEND and steps == -1:
            return self._weekend(base, "past")
        return containing(stepped(base, unit, steps), unit)

    def _closing_day(self, mention: TimeMention) -> date | None:
        """The last day of "the quarter ended Sept. 29"."""
        at = bisect_right(self.firsts, mention.last)
        for other, form in self.forms[at : at + 1]:
            beside = other.first <= mention.last + 2 and ends_a_period(self.parsed, other)
            if beside and form is not None and form.kind == "date" and form.day is not None:
                told = self._stretch(other, form)
                return told.first if told is not None else None
        return None

    def _same_period(self, mention: TimeMention, form: TimeForm) -> Stretch | None:
        """Quarter or month of which "a year earlier" names the one a year before."""
        if form.direction == -1 and form.anchor == "report":
            return self.accounts.quarter if self.accounts.compares(mention) and self._close(mention) else None
        if form.steps not in (-1, 1) or form.direction is not None or self.told is None or self.accounts.by_months:
            return None
        if self.told.unit == "Q" or (self.told.unit == "M" and form.anchor == "text"):
            return self.told if self._close(mention) or self.told.unit == "Q" else None
        return self.accounts.quarter if self.told.unit != "D" else None

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
            if form.unit not in ("D", None) and self.told is not None:
                return self.told.first
            return self.told_day or self.day
        if form.direction == 1 and self.told is not None and self._narrated(mention):
            return self.told.first
        return self._spoken_day(mention) if form.unit == "D" else self.day

    def _narrated(self, mention: TimeMention) -> bool:
        """ "The next month they fled" counts from the time told; "over the next month", "next month" do not."""
        tokens = self.parsed.tokens
        led = mention.first > 0 and tokens[mention.first - 1].pos in ("ADP", "SCONJ")
        return tokens[mention.first].lower == "the" and not led and day_tense(self.parsed, mention) == "past"

    def _spoken_day(self, mention: TimeMention) -> date | None:
        """The day from which "today" counts; inside a quotation it is the day of speaking, where told."""
        if self.quotes is None:
            self.quotes = quotations(self.parsed.text)
        if not _inside(self.quotes, mention.start):
            return self.day
        for other, form in self._told_beside(mention):
            if verb_above(self.parsed, other.first).lemma in self.words.speech:
                return self._first_day(other, form)
        # "... were killed on Saturday, the army said. 'We struck today ...'": the day that is spoken of.
        today = isinstance(mention, ReadTime) and mention.form.steps == 0
        for other, form in self._told_beside(mention):
            if today and form.kind == "weekday" and other.first < mention.first and self._speaks(other):
                return self._first_day(other, form)
        return self.day

    def _first_day(self, mention: TimeMention, form: TimeForm) -> date | None:
        told = self._stretch(mention, form)
        return told.first if told is not None else self.day

    def _told_beside(self, mention: TimeMention) -> Iterator[tuple[TimeMention, TimeForm]]:
        """Days told outside quotations in the sentence of a mention and those beside it."""
        sentence = self.parsed.tokens[mention.first].sentence
        at = bisect_right(self.firsts, mention.first)
        for other, form in self.forms[max(at - QUOTED_TIMES, 0) : at + QUOTED_TIMES]:
            near = abs(self.parsed.tokens[other.first].sentence - sentence) <= 1 and other.start >= self.head_end
            if not near or form is None or form.part is not None or _inside(self.quotes or [], other.start):
                continue
            if form.kind == "weekday" or (form.kind == "date" and form.day is not None):
                yield other, form

    def _speaks(self, mention: TimeMention) -> bool:
        """Whether the sentence of a mention has a verb of speaking within some words after it."""
        tokens = self.parsed.tokens[mention.last + 1 : mention.last + SPEECH_WORDS]
        sentence = self.parsed.tokens[mention.first].sentence
        return any(t.lemma in self.words.speech and t.pos == "VERB" for t in tokens if t.sentence == sentence)

    def _named(self, mention: TimeMention, form: TimeForm) -> Stretch | None:
        if form.named is None or (self.day is None and form.year is None):
            return None
        day = self.day or date(form.year or 1, 1, 1)
        if form.named.dated is not None and form.year is None:
            return day_of(date.fromisoformat(form.named.dated))
        candidates = feast_days(form, day, self.words.tables)
        if form.year is not None:
            return candidates[0] if candidates else None
        tense = None if looks_forward(self.parsed.tokens, mention.first) else day_tense(self.parsed, mention)
        if tense == "past" and form.direction is None:
            return next((s for s in reversed(candidates) if s.first <= day), None)
        return self._chosen(candidates, form, tense, day)

    def _directed(self, form: TimeForm) -> Stretch | None:
        """The last two weeks, the next few days: ends or begins at the report (or at the time told)."""
        base = self.told_day if form.anchor == "text" and self.told_day else self.day
        parts = amount_of(form.value or "")
        if base is None or parts is None:
            return None
        number, unit = parts
        other = stepped(base, unit, number if (form.steps or 0) > 0 else -number)
        return days_of(min(base, other), max(base, other))

    # ------------------------------------------------------------ the mention

    def _mention(self, mention: TimeMention, form: TimeForm, stretch: Stretch | None) -> TimeMention:
        value = value_of(form, stretch)
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


def _shifted(stretch: Stretch | None, days: int) -> Stretch | None:
    return day_of(stretch.first + timedelta(days)) if stretch is not None and days else stretch


def quotations(text: str) -> list[tuple[int, int]]:
    """Characters between quotation marks; straight ones are paired within a paragraph."""
    found: list[tuple[int, int]] = []
    start: int | None = None
    for match in QUOTES.finditer(text):
        mark = match.group()
        if mark.startswith("\n"):
            start = None
        elif start is None and mark not in ("”", "''"):
            start = match.end()
        elif start is not None and mark not in ("“", "``"):
            found.append((start, match.start()))
            start = None
    return found


def _inside(spans: list[tuple[int, int]], at: int) -> bool:
    n = bisect_right(spans, (at, sys.maxsize)) - 1
    return n >= 0 and at < spans[n][1]


def time_lines(parsed: Parsed) -> list[dict[str, str | int]]:
    """The time layer of one report, for `sayso times`: report, text, start, end, type, value.

    Where the report states its day in a dateline or first line, that row has `states_day`; where it lies more than
    two days from the day it came with, also `published`, which it overrules.
    """
    mentions = TimeFinder().find(parsed)
    written, rows = report_date_among(parsed, mentions), list[dict[str, str | int]]()
    for m in resolve_dates(parsed, mentions, written):
        row: dict[str, str | int] = {
            "report": parsed.report.id, "text": m.text, "start": m.start, "end": m.end, "type": m.type,
            "value": m.value,
        }  # fmt: skip
        if written.span is not None and written.stated is not None and m.start == written.span.start:
            row["states_day"] = written.stated.isoformat()
            if written.conflict and written.published is not None:
                row["published"] = written.published.isoformat()
        rows.append(row)
    return rows
