"""Reads calendar dates word by word: months, days, years, weekdays, seasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.find.times.forms import TimeForm
from sayso.find.times.numbers import day_number, numeric_date, ordinal, spoken_year, year_number
from sayso.find.times.words import HYPHENS, TimeWords
from sayso.types import Token

Read = tuple[int, TimeForm] | None
"""End (exclusive) and reading; None where the words are no time."""


MONTHS = 12
# Fewer capitals than that are what is left of a text in lower case (a headline, a name).
CASED_SHARE = 0.03


class DateReader:
    """The words of a report; positions count them without line ends."""

    def __init__(self, words: TimeWords, tokens: Sequence[Token], *, business: bool = False) -> None:
        self.words = words
        self.tokens = tokens
        self.business = business
        self.lower = [t.lower.replace("’", "'") for t in tokens] + [""] * 24
        self.size = len(tokens)
        # Texts stored in lower case throughout tell nothing by a small letter.
        self.cased = sum(t.text[:1].isupper() for t in tokens) >= CASED_SHARE * len(tokens)

    def _phrase(self, entries: list[tuple[tuple[str, ...], str]], i: int) -> tuple[int, str] | None:
        for words, value in entries:
            end = self._match(words, i)
            if end is not None:
                return end, value
        return None

    def _match(self, words: tuple[str, ...], i: int) -> int | None:
        """End of the phrase at i; hyphens in the text are passed over."""
        for n, word in enumerate(words):
            if n and self.lower[i] in HYPHENS:
                i += 1
            if self.lower[i] != word:
                return None
            i += 1
        return i

    def _capital(self, first: int, end: int) -> bool:
        return any(self._upper(n) or self.tokens[n].text[:1].isdigit() for n in range(first, min(end, self.size)))

    def _upper(self, i: int) -> bool:
        return not self.cased or self.tokens[i].text[:1].isupper()

    def _date_digits(self, i: int) -> Read:
        """A numeric date or "15 March"."""
        date = numeric_date(self.tokens, self.lower, i)
        if date is not None:
            either = date[3] <= MONTHS and self.lower[i][:4] != str(date[1])
            return date[0], TimeForm("date", year=date[1], month=date[2], day=date[3], either=either)
        day = day_number(self.lower[i])
        return self._day_first(i, day) if day is not None else None

    def _day_first(self, i: int, day: int) -> Read:
        """15 March 2011, 15th of March, 15-16 March."""
        j, day_to = i + 1, None
        if (
            self.lower[j] in HYPHENS
            or self.lower[j] == "to"
            or (self.lower[j] == "and" and i and self.lower[i - 1] == "between")
        ):
            day_to = day_number(self.lower[j + 1])
            j = j + 2 if day_to else j
        if self.lower[j] == "of":
            j += 1
        if self.lower[j] in HYPHENS:
            j += 1
        if self.lower[j] not in self.words.months or not self._upper(j):
            return None
        form = TimeForm("date", month=self.words.months[self.lower[j]], day=day, day_to=day_to)
        end, dated = self._with_year(j + 1, form)
        if dated.year is None and dated.steps is None and len(self.lower[j]) <= 4:
            year = self._short_year(end + 1 if self.lower[end] in HYPHENS else end)
            if year and not self._counts(end):
                return (end + 2 if self.lower[end] in HYPHENS else end + 1), replace(dated, year=year)
        return end, dated

    def _short_year(self, i: int) -> int | None:
        """Two digits after day and month, as in datelines: 3 JAN 90."""
        word = self.lower[i]
        if len(word) != 2 or not word.isascii() or not word.isdigit():
            return None
        return 1900 + int(word) if int(word) > 40 else 2000 + int(word)

    def _with_year(self, i: int, form: TimeForm) -> tuple[int, TimeForm]:
        """The year after a month, a day or a named day: ", 2011", "of 1999", "this year", "last year"."""
        j = i
        if self.lower[j] in (",", "of", "in"):
            j += 1
        word = self.lower[j]
        if len(word) == 4 and word.isascii() and word.isdigit() and 1000 <= int(word) <= 2100:
            return j + 1, replace(form, year=int(word))
        spoken = spoken_year(self.words, self.lower, j)
        if spoken is not None and form.kind == "date":
            return spoken[0], replace(form, year=spoken[1])
        if word[:1] in "'’" and len(word) == 3 and word[1:].isdigit():
            return j + 1, replace(form, year=1900 + int(word[1:]) if int(word[1:]) > 40 else 2000 + int(word[1:]))
        if word in ("this", "last", "next") and self.lower[j + 1] == "year" and self.lower[j - 1] != "in":
            return j + 2, replace(form, steps=self.words.direction[word], anchor="report")
        return i, form

    def _supported(self, i: int) -> bool:
        """Whether "may", "sun", "march" at i stands for a time: capital, and a number or preposition beside it."""
        token = self.tokens[i]
        if self.lower[i] not in self.words.ambiguous:
            return len(token.text) > 4 or self._upper(i)
        if not self._upper(i):
            return False
        after = self.lower[i + 1]
        if day_number(after) is not None or year_number(self.words, self.tokens, self.lower, i + 1):
            return True
        if after in self.words.ordinals or after in self.words.months or day_number(self.lower[i - 1]):
            return True
        if token.tag == "MD" or self.lower[i] not in ("may", "march", "august"):
            return False
        summit = i > 0 and self.lower[i - 1] == "the" and token.tag == "NNP" and i + 1 < self.size
        if summit and self.tokens[i + 1].tag == "NN":
            return True  # "the March summit"
        if self.lower[i + 2] == "year" or self.lower[i - 2] in self.words.months:
            return True
        return i > 0 and self.lower[i - 1] in self.words.before and self.lower[i - 1] not in ("the", "to", "for", "at")

    def _month(self, i: int, direction: int | None) -> Read:
        if not self._supported(i):
            return None
        form = TimeForm("date", month=self.words.months[self.lower[i]], direction=direction)
        j = i + 1
        if self.lower[j] == "the":
            j += 1
        day = day_number(self.lower[j]) or ordinal(self.words, self.lower, j)[1]
        if day is None or not 1 <= day <= 31 or self._counts(j):
            return self._with_year(i + 1, form)
        j += 1 if day_number(self.lower[j]) else ordinal(self.words, self.lower, j)[0] - j
        day_to = None
        until = day_number(self.lower[j + 1])
        linked = self.lower[j] in ("to", "and") and self.lower[j + 2] not in self.words.months
        ranged = self.lower[j] in HYPHENS or (linked and self.lower[j + 1].isdigit())
        if until and until > day and ranged and not self._counts(j + 1):
            day_to, j = until, j + 2
        return self._with_year(j, replace(form, day=day, day_to=day_to))

    def _counts(self, i: int) -> bool:
        """Whether the number at i counts what follows ("in May 20 people were killed")."""
        token = self.tokens[i]
        after = self.lower[i + 1]
        if after == "%" or after in self.words.measured:
            return True
        return (
            token.dep == "nummod"
            and token.head > token.i
            and self.tokens[i].head == token.i + 1
            and (self.tokens[i + 1].tag == "NNS" if i + 1 < self.size else False)
        )

    def _weekday(self, i: int, direction: int | None) -> Read:
        word = self.lower[i]
        if not self._supported(i) or (i and self.lower[i - 1] in ("bloody", "black") and self._upper(i - 1)):
            return None
        day = self.words.weekdays[word]
        if word.endswith("days"):
            part = self.words.parts.get(self.lower[i + 1])
            return (i + 2, TimeForm("set", value=f"XXXX-WXX-{day}{part}")) if part else (
                i + 1, TimeForm("set", value=f"XXXX-WXX-{day}")
            )  # fmt: skip
        nights = i + 3 if self.lower[i + 1] == "and" and self.lower[i + 2] in self.words.weekdays else i + 1
        part = self.words.parts.get(self.lower[nights])
        if part is not None and self.lower[nights].endswith("s"):  # "Tuesday nights", "Monday and Tuesday nights"
            return (i + 2 if nights == i + 1 else i + 1), TimeForm("set", value=f"XXXX-WXX-{day}{part}")
        form = TimeForm("weekday", weekday=day, direction=direction)
        week = i + 2 if self.lower[i + 1] == "of" else i + 1
        if direction is None and self.lower[week] in ("last", "this", "next") and self.lower[week + 1] == "week":
            return week + 2, replace(form, unit="W", direction=self.words.direction[self.lower[week]])
        j = i + 2 if self.lower[i + 1] in (",", "the", "(") else i + 1
        date: Read = None
        if self.lower[j] in self.words.months:
            date = self._month(j, None)
        elif self.lower[j][:1].isdigit():
            date = self._date_digits(j)
        if date is not None and date[1].kind == "date" and date[1].day is not None:
            return date[0], replace(date[1], weekday=day)
        return i + 1, form

    def _nth_weekday(self, i: int, number: int) -> Read:
        """Behind "second" or "last" (`number` -1): Sunday in May, Monday of March 2014."""
        if self.lower[i] not in self.words.weekdays or self.lower[i + 1] not in ("of", "in") or not 0 < abs(number) < 6:
            return None
        month = self.words.months.get(self.lower[i + 2])
        if month is None or not self._upper(i + 2):
            return None
        day = self.words.weekdays[self.lower[i]]
        return self._with_year(i + 3, TimeForm("date", month=month, weekday=day, ordinal=number))

    def _short_quarter(self, i: int) -> Read:
        """Q4, 1Q, Q1 2013, Q3 of 2012"""
        form = TimeForm("date", unit="Q", ordinal=self.words.quarters[self.lower[i]])
        return self._with_year(i + 1, form)

    def _season(self, i: int, direction: int | None, *, supported: bool = False) -> Read:
        season = self.words.seasons[self.lower[i]]
        end, form = self._with_year(i + 1, TimeForm("date", unit=season, direction=direction))
        if self.lower[i + 1].isdigit() and form.year is None:
            return None
        if self.lower[i] == "fall" and self.lower[i + 1] == "of" and form.year is None:
            return None
        known = supported or form.year is not None or form.steps is not None
        if not known and (self.lower[i - 1] != "in" or self.tokens[i].pos == "VERB" or i == 0):
            return None
        return end, form
