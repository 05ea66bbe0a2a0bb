"""Reads one time expression that begins at a given word: recursive descent over word classes."""

from __future__ import annotations

from dataclasses import replace

from sayso.find.times.amounts import duration_value
from sayso.find.times.business import PeriodReader
from sayso.find.times.dates import Read
from sayso.find.times.forms import Anchor, TimeForm
from sayso.find.times.numbers import clock, day_number, decade, ordinal, spoken_year
from sayso.find.times.words import HYPHENS, LONGEST_ROW, SHORT_UNITS

DETERMINERS = frozenset({"the", "this", "that", "these", "those", "a", "an", "its", "his", "their", "our"})
MOST_WEEKS = 5
EVERY = frozenset({"every", "each", "per"})


class TimeGrammar(PeriodReader):
    """The whole grammar."""

    def read(self, i: int) -> Read:
        """End (exclusive) and reading of the expression that begins with word i; None if there is none."""
        about = self._phrase(self.words.approximate.get(self.lower[i], []), i)
        if about is not None:
            counted = self._core(about[0]) if self.lower[about[0]] not in ("the", "this", "that") else None
            amounts = (
                counted is not None and counted[1].kind in ("duration", "step", "part") and not counted[1].direction
            )
            if (
                counted is not None
                and amounts
                and (counted[1].unit != "D" or self.lower[about[0]] in self.words.numbers)
            ):
                return self._extended(*counted)
        j, mod = self._modifier(i)
        found = self._core(j)
        if found is None or (found[1].kind == "date" and self._names_body(*found)):
            return None
        end, form = self._extended(*found)
        return end, replace(form, mod=mod) if mod else form

    def _names_body(self, end: int, form: TimeForm) -> bool:
        """Whether "19 April" is followed by "Movement"."""
        if form.month is None or form.year is not None:
            return False
        k = end + 1 if self.lower[end] in (*HYPHENS, "]", ")", "revolutionary", "martyrs") else end
        return self.lower[k] in self.words.bodies and self._upper(k)

    def _modifier(self, i: int) -> tuple[int, str | None]:
        found = self._phrase(self.words.modifiers.get(self.lower[i], []), i)
        if found is None:
            return i, None
        end, mod = found
        if self.lower[end] in HYPHENS or self.lower[end] == "on":
            end += 1
        return end, mod

    def _core(self, i: int) -> Read:
        word, words = self.lower[i], self.words
        if not word:
            return None
        named = self._feast(i)
        if named is not None:
            return named
        if word[0].isdigit() or word[0] in "'’":
            return self._digits(i)
        if word.startswith("mid-"):
            return self._mid(i, word[4:])
        if (word in words.deictic or word in words.sets) and self._names(i):
            return None
        if word in words.deictic:
            part = "TNI" if word == "tonight" else None
            return i + 1, TimeForm("step", unit="D", steps=words.deictic[word], part=part)
        if word in words.weekdays:
            return self._weekday(i, None)
        if word in words.months:
            return self._month(i, None)
        if word in words.quarters and self._upper(i):
            return self._short_quarter(i)
        if word in words.sets:
            return i + 1, TimeForm("set", value=words.sets[word])
        if word in EVERY:
            return self._every(i)
        return self._worded(i)

    def _names(self, i: int) -> bool:
        """Whether a capital makes a name of the word: "the Orlu Daily Post", "Marn Today"."""
        if not self.tokens[i].text[:1].isupper() or not self._title(i):
            return False
        if self.lower[i] in self.words.sets:
            return i + 1 < self.size and self.tokens[i + 1].text[:1].isupper()
        before, here = self.tokens[i - 1], self.tokens[i]
        return before.pos == "PROPN" and before.sentence == here.sentence and before.end + 1 == here.start

    def _feast(self, i: int) -> Read:
        """A named day, no part of a person's name ("Bassam Eid")."""
        for phrase, day in self.words.named.get(self.lower[i], ()):
            end = self._match(phrase, i)
            if end is None or not self._capital(i, end):
                continue
            person = phrase == ("eid",) and i > 0 and self.tokens[i - 1].pos == "PROPN" and self._upper(i - 1)
            return None if person else self._with_year(end, TimeForm("named", named=day))
        return None

    def _mid(self, i: int, rest: str) -> Read:
        """mid-November, mid-1990s, mid-2014, written as one word."""
        if rest in self.words.months:
            end, form = self._with_year(i + 1, TimeForm("date", month=self.words.months[rest]))
            return end, replace(form, mod="MID")
        if rest in self.words.parts:
            return i + 1, TimeForm("part", part=self.words.parts[rest], mod="MID")
        his = len(rest) <= 4 and self.lower[i - 1] != "the"  # a man in his mid-20s
        if not his and (told := decade([rest, ""], 0)) is not None:
            return i + 1, TimeForm("date", year=told[1], unit="E", mod="MID")
        if len(rest) != 4 or not rest.isascii() or not rest.isdigit():
            return None
        return i + 1, TimeForm("date", year=int(rest), mod="MID")

    def _worded(self, i: int) -> Read:
        """Expressions that begin with a determiner, a number word, a unit, a part of the day or a season."""
        word, words = self.lower[i], self.words
        found: Read = self._one_day(i)
        if word in DETERMINERS or word in words.direction or word in words.filler:
            found = self._determined(i)
        if found is None and (word in words.numbers or word in words.vague or word in ("a", "an", "half")):
            found = self._amount(i)
        if found is None and word in words.ordinals:
            found = self._week_of_month(i) or self._ordinal(i, None)
        if found is None and word in words.parts and self._part_alone(i):
            found = i + 1, TimeForm("part", part=words.parts[word])
        if found is None and word == "overnight":
            found = i + 1, TimeForm("step", unit="D", steps=0, part="TNI", value="overnight")
        if found is None and word in words.seasons:
            found = self._season(i, None)
        if found is None and word in words.units:
            found = self._bare_unit(i)
        if found is None and word in words.decades and self.lower[i - 1] in ("the", "early", "late", "-", "mid"):
            found = i + 1, TimeForm("date", unit="E", year=words.decades[word])
        if found is None and word == "future" and self.lower[i + 1] in words.plurals:
            found = i + 2, TimeForm("reference", value="FUTURE_REF")
        if found is None and word == "soon" and self._lies_ahead(i):
            found = i + 1, TimeForm("reference", value="FUTURE_REF")
        if found is None and word in words.references:
            ref = self._phrase(words.references[word], i)
            owned = ref is not None and self.lower[ref[0] - 1] == "future" and self.lower[ref[0]] == "of"
            found = (ref[0], TimeForm("reference", value=ref[1])) if ref and not owned else None
        return found

    def _lies_ahead(self, i: int) -> bool:
        """Whether "soon" is told of the future, on its own: not "as soon as", "soon after", "he soon fled"."""
        if i == 0 or self.lower[i - 1] in ("as", "so", "how", "too") or self.lower[i + 1] in ("as", "after"):
            return False
        return self.lower[i - 1] == "enough" or any(t.tag in ("MD", "TO") for t in self.tokens[max(i - 4, 0) : i + 2])

    def _one_day(self, i: int) -> Read:
        """ "will one day be free": some day to come."""
        if self.lower[i] not in ("one", "some") or self.lower[i + 1] != "day" or i + 2 >= self.size:
            return None
        ahead = any(t.tag in ("MD", "TO") for t in self.tokens[max(i - 2, 0) : i]) and self.tokens[i + 2].tag == "VB"
        return (i + 2, TimeForm("reference", value="FUTURE_REF")) if ahead else None

    def _digits(self, i: int) -> Read:
        """Clock times, numeric dates, "15 March", years, decades, amounts in digits."""
        if self.lower[i] in self.words.quarters and self.tokens[i].text[-1] == "Q":
            return self._short_quarter(i)
        hour = clock(self.tokens, self.lower, i)
        if hour is not None:
            return hour[0], TimeForm("part", part=hour[1])
        return self._date_digits(i) or self._amount(i) or self._ordinal(i, None) or self._year(i)

    def _part_alone(self, i: int) -> bool:
        if self.lower[i - 1] == "high" and i:
            return False  # high noon
        return self.lower[i] in ("noon", "midnight", "midday") or (
            i > 0 and self.lower[i - 1] in ("at", "by", "before", "after", "until", "since", "from", "around", "-")
        )

    def _determined(self, i: int) -> Read:
        """the last two weeks, this year, that night, the previous day, the 1990s, the third quarter."""
        words, j, direction, told, mod = self.words, i, None, False, None
        hours = self._phrase(words.hours.get(self.lower[i + 1], []), i + 1) if self.lower[i] == "the" else None
        if hours is not None:
            return hours[0], TimeForm("part", part=hours[1])  # the early morning hours
        if self.lower[i] == "following" and (self.lower[i + 1] in DETERMINERS or self.lower[i + 1] in words.direction):
            return None  # the preposition
        if self.lower[i] == "past" and self.lower[i + 1] in DETERMINERS:
            return None  # "past the Nov. 1 deadline"
        if self.lower[i] == "that" and (self.lower[i + 1] in DETERMINERS or self.lower[i + 1] in ("last", "next")):
            return None  # "said that last week", "said that a Saturday raid"
        while j < i + LONGEST_ROW and (
            self.lower[j] in DETERMINERS or self.lower[j] in words.direction or self.lower[j] in words.filler
        ):
            if self.lower[j] == "last" and self.lower[j + 1] == "half":
                break
            if self.lower[j] in words.direction and direction in (None, 0):
                direction = words.direction[self.lower[j]]
            told = told or self.lower[j] in words.told
            j += 1
            if self.lower[j] in HYPHENS:
                j += 1
        if self.lower[j] in ("early", "late", "mid") and j > i:
            mod = words.modifiers[self.lower[j]][0][1]
            j += 2 if self.lower[j + 1] in HYPHENS else 1
        found = self._after_determiner(i, j, direction, told=told)
        return (found[0], replace(found[1], mod=mod)) if found and mod else found

    def _after_determiner(self, i: int, j: int, direction: int | None, *, told: bool) -> Read:
        words, word = self.words, self.lower[j]
        narrated = self.lower[i] == "the" and self.lower[j - 1] == "next" and (word == "day" or word in words.parts)
        anchor: Anchor = "text" if told or narrated else "report"
        if j > i and word in words.weekdays:
            if self.lower[j - 1] == "last" and (nth := self._nth_weekday(j, -1)) is not None:
                return nth
            return self._with_anchor(self._weekday(j, direction), told)
        if j > i and word in words.months and (direction is not None or day_number(self.lower[j + 1])):
            return self._with_anchor(self._month(j, direction), told)
        if word in words.seasons:
            return self._with_anchor(self._season(j, direction, supported=True), told)
        if word.startswith("mid-"):
            return self._mid(j, word[4:])
        if word in words.parts:
            return self._that_part(i, j, direction, anchor=anchor)
        if word in words.decades:
            return j + 1, TimeForm("date", unit="E", year=words.decades[word])
        start = j - 1 if self.lower[j - 1] == "last" else j
        if (week := self._week_of_month(start)) is not None:
            return week
        if word in words.ordinals and (nth := self._nth_weekday(j + 1, words.ordinals[word])) is not None:
            return nth
        if word in words.units and not (word in words.ordinals and self.lower[j + 1] in HYPHENS):
            return self._period(i, j, direction, anchor=anchor)
        if word == "period":
            return self._business_period(j)
        if word and (word[0].isdigit() or word[0] in "'’"):
            year = self._year(j)
            if year is not None and (year[1].unit or direction is None):
                return year if year[1].unit else self._period_of_year(*year)
        if word in words.ordinals and (feast := self._day_of_feast(j)) is not None:
            return feast
        if word in words.ordinals or word[:1].isdigit() or word == "last":
            found = self._ordinal(j, None)
            if found is not None:
                return found[0], replace(found[1], direction=direction)
            if day_number(word) and word[-1].isalpha():
                return self._day_first(j, day_number(word) or 0)
        counted = self._amount(j) if (direction is not None or self.lower[i] not in ("a", "an")) else None
        if counted is not None and counted[1].kind == "duration" and direction:
            return counted[0], replace(counted[1], steps=direction, anchor=anchor)
        return counted

    def _day_of_feast(self, i: int) -> Read:
        """the fifth day of Ramadan"""
        end, number = ordinal(self.words, self.lower, i)
        if number is None or self.lower[end : end + 2] != ["day", "of"]:
            return None
        start = end + 2
        while start < end + LONGEST_ROW and self.lower[start] in ("the", "holy", "month", "of", "muslim", "fasting"):
            start += 1
        feast = self._feast(start)
        return None if feast is None else (feast[0], replace(feast[1], ordinal=number))

    def _that_part(self, i: int, j: int, direction: int | None, *, anchor: Anchor) -> Read:
        """this morning, last night, the same evening, the night before."""
        part, after = self.words.parts[self.lower[j]], self.lower[j + 1]
        if direction is None and self.lower[i] in ("a", "an"):
            return None
        if after in ("before", "earlier") and direction is None and not self._governs(j + 1):
            return j + 2, TimeForm("step", unit="D", steps=-1, anchor="text", part=part)
        if direction is None:
            anchor = "text"
        return j + 1, TimeForm("step", unit="D", steps=direction or 0, anchor=anchor, part=part, direction=direction)

    def _with_anchor(self, found: Read, told: bool) -> Read:
        return (found[0], replace(found[1], anchor="text")) if found and told else found

    def _period(self, i: int, j: int, direction: int | None, *, anchor: Anchor) -> Read:
        """A determiner before a unit: last week, the past year, recent months, the day before, the year."""
        word, unit = self.lower[j], self.words.units[self.lower[j]]
        if direction is None and self.lower[j + 1] in HYPHENS and self.lower[j + 2] == "long":
            return j + 3, TimeForm("duration", value=duration_value(None if word in self.words.plurals else 1, unit))
        if word in self.words.plurals:
            if direction:
                return j + 1, TimeForm("reference", value="PAST_REF" if direction < 0 else "FUTURE_REF")
            if word == "years" and self.lower[i] == "the" and self._year(j + 1) is not None:
                return None  # "the years 1990 to 1995"
            if self.lower[i] == "these" and word == "days":
                return j + 1, TimeForm("reference", value="PRESENT_REF")
            if self.lower[i] != "the" or (unit in SHORT_UNITS and self.lower[j + 1] != "before"):
                return None
            return j + 1, TimeForm("duration", value=duration_value(None, unit))
        if unit in SHORT_UNITS:
            if self.lower[j + 1] in HYPHENS or self.lower[j - 1] in HYPHENS:
                return None
            if direction in (-1, 1):
                return j + 1, TimeForm("duration", value=duration_value(1, unit), steps=direction)
            return self._amount(i)
        if direction is not None:
            if "the" in self.lower[max(i - 1, 0) : j] and self.lower[j - 1] == "last" and self.lower[j + 1] == "of":
                return None  # "the last week of January": none that counts from today
            if self.lower[j + 1] in HYPHENS or (self.tokens[j].text[:1].isupper() and self._title(j)):
                return None
            if unit in ("D", "W", "M", "E") and "past" in self.lower[i:j]:  # seven days, not the calendar week before
                value = "P10Y" if unit == "E" else duration_value(1, unit)
                return j + 1, TimeForm("duration", value=value, steps=-1)
            if unit == "Q" and self.lower[j - 1] == "same" and self.lower[j + 1] in ("in", "of"):
                year = self._year(j + 2)
                if year is not None and year[1].unit is None:
                    return year[0], replace(year[1], unit="Q")  # "the same quarter in 2024"
            if unit == "Q" and self.lower[j - 1] == "same" and (end := self._year_back(j + 1)) is not None:
                return end, TimeForm("step", unit="Q", steps=-4, anchor="text", value="the")
            if unit == "Q" and self.lower[j - 1] in ("latest", "same", "that"):
                return j + 1, TimeForm("step", unit="Q", steps=0, anchor="text", value="the")
            return j + 1, TimeForm("step", unit=unit, steps=direction, anchor=anchor, direction=direction)
        if self.lower[i] != "the":
            return self._amount(i)
        return self._the_unit(j, unit)

    def _the_unit(self, j: int, unit: str) -> Read:
        """the day before, the year-ago quarter, the weekend, the year."""
        k = j + 1
        if self.lower[k] in HYPHENS:
            k += 1
        after = self.lower[k]
        if after in ("before", "earlier", "ago", "after", "later"):
            steps = 1 if after in ("after", "later") else -1
            if self.lower[j : j + 3] in (["day", "before", "yesterday"], ["day", "after", "tomorrow"]):
                return j + 3, TimeForm("step", unit="D", steps=2 * steps)
            if after in ("before", "after") and unit == "D" and (beside := self._beside(k + 1, steps)) is not None:
                return beside
            if self.lower[k : k + 2] == ["before", "last"]:
                return k + 2, TimeForm("step", unit=unit, steps=-2)
            if after in ("before", "after") and self._governs(k):
                return (j + 1, TimeForm("step", unit=unit)) if unit == "D" else None
            if unit == "Y" and (compared := self._compared(k + 1, 4 * steps)) is not None:
                return compared
            return k + 1, TimeForm("step", unit=unit, steps=steps, anchor="report" if after == "ago" else "text")
        if k > j + 1:
            return None
        if unit == "Q" and self.lower[k : k + 2] == ["a", "year"] and self.lower[k + 2] in ("ago", "earlier"):
            return k + 3, TimeForm("step", unit="Q", steps=-4, anchor="text", value="the")
        if unit == "Q" and not self.business:
            return None
        if after == "of" and unit == "W" and (week := self._week_of(k + 1)) is not None:
            return week
        if unit == "Y" and self.lower[k] and (year := self._numbered_year(k)) is not None:
            return year
        if unit in ("Y", "W", "M") and after in ("ended", "ending"):
            return j + 1, TimeForm("duration", value=duration_value(1, unit))
        if unit == "Y" and (
            self.lower[j - 1] in ("full", "whole", "current") or self.lower[j - 2] in ("of", "for", "in")
        ):
            return j + 1, TimeForm("step", unit="Y", steps=0)
        if unit in ("D", "Q", "WE", "W", "M"):
            return j + 1, TimeForm("step", unit=unit, steps=0, anchor="text", value="the")
        return j + 1, TimeForm("duration", value=duration_value(1, unit))

    def _week_of(self, i: int) -> Read:
        """Behind "the week of": June 3, 4 to 10 March."""
        found = self._month(i, None) if self.lower[i] in self.words.months else self._date_digits(i)
        if found is None or found[1].day is None:
            return None
        return found if found[1].day_to else (found[0], replace(found[1], unit="W"))

    def _week_of_month(self, i: int) -> Read:
        """First week of March, the last week of January 2014."""
        number = -1 if self.lower[i] == "last" else self.words.ordinals.get(self.lower[i], 0)
        if self.lower[i + 1] != "week" or self.lower[i + 2] not in ("of", "in") or not 0 < abs(number) < MOST_WEEKS:
            return None
        month = self.words.months.get(self.lower[i + 3])
        if month is None or not self._upper(i + 3):
            return None
        return self._with_year(i + 4, TimeForm("date", month=month, unit="W", ordinal=number))

    def _beside(self, i: int, steps: int) -> Read:
        """The day before last Tuesday, the day after Christmas: `i` is where the other day begins."""
        found = self._core(i) if self.lower[i] not in ("a", "an", "the") else None
        if found is None or found[1].part or found[1].day_to:
            return None
        daily = found[1].kind in ("weekday", "named") or (found[1].kind == "date" and found[1].day is not None)
        return (found[0], replace(found[1], shift=steps)) if daily else None

    def _numbered_year(self, i: int) -> Read:
        """ "the year two thousand", "the year 1999"."""
        if self.lower[i : i + 2] == ["two", "thousand"] and self.lower[i + 2] not in self.words.numbers:
            return i + 2, TimeForm("date", year=2000)
        spoken = spoken_year(self.words, self.lower, i)
        if spoken is not None:
            return spoken[0], TimeForm("date", year=spoken[1])
        word = self.lower[i]
        return (
            (i + 1, TimeForm("date", year=int(word))) if len(word) == 4 and word.isascii() and word.isdigit() else None
        )

    def _extended(self, end: int, form: TimeForm) -> tuple[int, TimeForm]:
        """Joins a date and a part of the day, in either order."""
        if form.value == "overnight":
            j = end + 1 if self.lower[end] in ("on", "from", "into") else end
            dated = self.lower[j] in self.words.weekdays or self.lower[j] in self.words.months
            night = self._core(j) if dated else None
            return (night[0], replace(night[1], part="TNI")) if night and not night[1].part else (end, form)
        if form.kind == "part" or (form.kind == "step" and form.part and form.value != "overnight"):
            return self._part_then_date(end, form)
        if form.kind == "step" and form.unit == "Y" and self.lower[end] in ("'s", "’s"):
            if form.steps == -1 and self.lower[end + 1] in ("quarter", "period"):
                return end + 2, TimeForm("step", unit="Q", steps=-4, anchor="text", value="period")
            tail = self._ordinal(end + 1, 1)
            if tail is not None and tail[1].unit in ("Q", "H"):
                return tail[0], replace(tail[1], year=None, steps=form.steps)
        if form.kind in ("date", "weekday", "step", "named") and form.part is None:
            return self._date_then_part(end, form)
        return end, form

    def _part_then_date(self, end: int, form: TimeForm) -> tuple[int, TimeForm]:
        j = end
        if self.lower[j] == "(" and (zone := clock(self.tokens, self.lower, j + 1)) and self.lower[zone[0]] == ")":
            j = zone[0] + 1
        if self.lower[j] in ("on", ",", "of", "(") and j + 1 < self.size:
            j += 1
        date = self._core(j) if self.lower[j] else None
        if date is None or date[1].part or date[1].kind not in ("date", "weekday", "step", "named"):
            return end, form
        if (date[1].kind == "date" and date[1].day is None) or date[1].unit not in (None, "D"):
            return end, form
        twice = self.lower[date[0]] in self.words.parts and form.part is not None and ":" in form.part
        return date[0] + twice, replace(date[1], part=form.part)  # "12:13 a.m. Thursday morning"

    def _dated(self, i: int) -> Read:
        """The date behind the comma at i: "Thursday morning, October 15"."""
        found = self._month(i + 1, None) if self.lower[i + 1] in self.words.months else self._date_digits(i + 1)
        return found if found is not None and found[1].kind == "date" and found[1].day is not None else None

    def _date_then_part(self, end: int, form: TimeForm) -> tuple[int, TimeForm]:
        daily = form.day is not None or form.weekday is not None or form.unit == "D" or form.kind == "named"
        if not daily:
            return end, form
        if form.value == "the" and self.lower[end] not in self.words.parts:
            return end, form
        word, j = self.lower[end], end
        if word in ("early", "late", "mid"):
            j += 2 if self.lower[end + 1] in HYPHENS else 1
        elif word in ("at", "around", "about", ",", "before", "in") and j + 1 < self.size:
            j += 1
            if word == "in" and self.lower[j] == "the":
                j += 1
        part = self.words.parts.get(self.lower[j])
        if part is not None and (word != ",") and word != "before":
            dated = self._dated(j + 1) if form.kind == "weekday" and self.lower[j + 1] == "," else None
            return (dated[0], replace(dated[1], part=part)) if dated else (j + 1, replace(form, part=part))
        if self.lower[j][:1].isdigit() and word in ("at", "around", "about", ","):
            hour = clock(self.tokens, self.lower, j)
            if hour is not None:
                return hour[0], replace(form, part=hour[1])
        return end, form
