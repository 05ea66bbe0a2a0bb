"""Reads one time expression that begins at a given word: recursive descent over word classes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.find.time_forms import Anchor, TimeForm
from sayso.find.time_numbers import amount, clock, day_number, numeric_date, ordinal, spoken_year, year_number
from sayso.find.time_words import HYPHENS, SHORT_UNITS, TimeWords
from sayso.types import Token

Read = tuple[int, TimeForm] | None

DETERMINERS = frozenset({"the", "this", "that", "these", "those", "a", "an", "its", "his", "their", "our"})
ARTICLES = frozenset({"the", "a", "an"})
EVERY = frozenset({"every", "each", "per"})


class TimeGrammar:
    """The words of a report; positions count them without line ends."""

    def __init__(self, words: TimeWords, tokens: Sequence[Token], *, business: bool = False) -> None:
        self.words = words
        self.tokens = tokens
        self.business = business
        self.lower = [t.lower for t in tokens] + ["", "", "", ""]
        self.size = len(tokens)

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
        if found is None:
            return None
        end, form = self._extended(*found)
        return end, replace(form, mod=mod) if mod else form

    def _phrase(self, entries: list[tuple[tuple[str, ...], str]], i: int) -> tuple[int, str] | None:
        for words, value in entries:
            end = self._match(words, i)
            if end is not None:
                return end, value
        return None

    def _match(self, words: tuple[str, ...], i: int) -> int | None:
        """End of the phrase at i; hyphens in the text are passed over."""
        for n, word in enumerate(words):
            while n and self.lower[i] in HYPHENS and i < self.size:
                i += 1
            if self.lower[i] != word:
                return None
            i += 1
        return i

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
        for phrase, day in words.named.get(word, ()):
            end = self._match(phrase, i)
            if end is not None and self._capital(i, end):
                return self._with_year(end, TimeForm("named", named=day))
        if word[0].isdigit() or word[0] in "'’":
            return self._digits(i)
        if word in words.deictic:
            part = "TNI" if word == "tonight" else None
            return i + 1, TimeForm("step", unit="D", steps=words.deictic[word], part=part)
        if word in words.weekdays:
            return self._weekday(i, None)
        if word in words.months:
            return self._month(i, None)
        if word in words.sets:
            return i + 1, TimeForm("set", value=words.sets[word])
        if word in EVERY:
            return self._every(i)
        return self._worded(i)

    def _worded(self, i: int) -> Read:
        """Expressions that begin with a determiner, a number word, a unit, a part of the day or a season."""
        word, words = self.lower[i], self.words
        found: Read = None
        if word in DETERMINERS or word in words.direction or word in words.filler:
            found = self._determined(i)
        if found is None and (word in words.numbers or word in words.vague or word in ("a", "an", "half")):
            found = self._amount(i)
        if found is None and word in words.ordinals:
            found = self._ordinal(i, None)
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
        if found is None and word in words.references:
            ref = self._phrase(words.references[word], i)
            found = (ref[0], TimeForm("reference", value=ref[1])) if ref else None
        return found

    def _capital(self, first: int, end: int) -> bool:
        return any(t.text[:1].isupper() for t in self.tokens[first:end])

    # ------------------------------------------------------------ numbers first

    def _digits(self, i: int) -> Read:
        """Clock times, numeric dates, "15 March", years, decades, amounts in digits."""
        hour = clock(self.tokens, self.lower, i)
        if hour is not None:
            return hour[0], TimeForm("part", part=hour[1])
        date = numeric_date(self.tokens, self.lower, i)
        if date is not None:
            return date[0], TimeForm("date", year=date[1], month=date[2], day=date[3])
        day = day_number(self.lower[i])
        if day is not None:
            found = self._day_first(i, day)
            if found is not None:
                return found
        found = self._amount(i) or self._ordinal(i, None)
        return found or self._year(i)

    def _day_first(self, i: int, day: int) -> Read:
        """15 March 2011, 15th of March, 15-16 March."""
        j, day_to = i + 1, None
        if self.lower[j] in HYPHENS or self.lower[j] == "to":
            day_to = day_number(self.lower[j + 1])
            j = j + 2 if day_to else j
        if self.lower[j] == "of":
            j += 1
        if self.lower[j] in HYPHENS:
            j += 1
        if self.lower[j] not in self.words.months or not self.tokens[j].text[:1].isupper():
            return None
        form = TimeForm("date", month=self.words.months[self.lower[j]], day=day, day_to=day_to)
        end, dated = self._with_year(j + 1, form)
        if dated.year is None and dated.steps is None:
            year = self._short_year(end + 1 if self.lower[end] in HYPHENS else end)
            if year:
                return (end + 2 if self.lower[end] in HYPHENS else end + 1), replace(dated, year=year)
        return end, dated

    def _short_year(self, i: int) -> int | None:
        """Two digits after day and month, as in datelines: 3 JAN 90."""
        word = self.lower[i]
        if len(word) != 2 or not word.isascii() or not word.isdigit():
            return None
        return 1900 + int(word) if int(word) > 40 else 2000 + int(word)

    def _year(self, i: int) -> Read:
        """A bare year or decade, where the words around allow it."""
        found = year_number(self.words, self.tokens, self.lower, i)
        if found is None:
            return None
        end, year, decade = found
        if decade:
            if i and self.lower[i - 1] in ("his", "her", "their", "my", "your"):
                return None
            return end, TimeForm("date", unit="E", year=year)
        tail = self._ordinal(end, year)
        if tail is not None:
            return tail
        return end, TimeForm("date", year=year)

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

    # ------------------------------------------------------------ months, weekdays, seasons

    def _supported(self, i: int) -> bool:
        """Whether "may", "sun", "march" at i stands for a time: capital, and a number or preposition beside it."""
        token = self.tokens[i]
        if not token.text[:1].isupper():
            return False
        if self.lower[i] not in self.words.ambiguous:
            return True
        after = self.lower[i + 1]
        if day_number(after) is not None or year_number(self.words, self.tokens, self.lower, i + 1):
            return True
        if after in self.words.ordinals or after in self.words.months or day_number(self.lower[i - 1]):
            return True
        if token.tag == "MD" or self.lower[i] not in ("may", "march", "august"):
            return False
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
        if self.lower[j] in HYPHENS and day_number(self.lower[j + 1]) and not self._counts(j + 1):
            day_to, j = day_number(self.lower[j + 1]), j + 2
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
        if not self._supported(i):
            return None
        day = self.words.weekdays[word]
        if word.endswith("days"):
            part = self.words.parts.get(self.lower[i + 1])
            return (i + 2, TimeForm("set", value=f"XXXX-WXX-{day}{part}")) if part else (
                i + 1, TimeForm("set", value=f"XXXX-WXX-{day}")
            )  # fmt: skip
        form = TimeForm("weekday", weekday=day, direction=direction)
        j = i + 2 if self.lower[i + 1] in (",", "the", "(") else i + 1
        date: Read = None
        if self.lower[j] in self.words.months:
            date = self._month(j, None)
        elif self.lower[j][:1].isdigit():
            date = self._digits(j)
        if date is not None and date[1].kind == "date" and date[1].day is not None:
            return date[0], replace(date[1], weekday=day)
        return i + 1, form

    def _season(self, i: int, direction: int | None, *, supported: bool = False) -> Read:
        season = self.words.seasons[self.lower[i]]
        end, form = self._with_year(i + 1, TimeForm("date", unit=season, direction=direction))
        if self.lower[i + 1].isdigit() and form.year is None:
            return None
        known = supported or form.year is not None or form.steps is not None
        if not known and (self.lower[i - 1] != "in" or self.tokens[i].pos == "VERB" or i == 0):
            return None
        return end, form

    def _part_alone(self, i: int) -> bool:
        return self.lower[i] in ("noon", "midnight", "midday") or (
            i > 0 and self.lower[i - 1] in ("at", "by", "before", "after", "until", "since", "from", "around", "-")
        )

    # ------------------------------------------------------------ determiners and directions

    def _determined(self, i: int) -> Read:
        """the last two weeks, this year, that night, the previous day, the 1990s, the third quarter."""
        words, j, direction, told, mod = self.words, i, None, False, None
        while self.lower[j] in DETERMINERS or self.lower[j] in words.direction or self.lower[j] in words.filler:
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
        anchor: Anchor = "text" if told else "report"
        if j > i and word in words.weekdays:
            return self._with_anchor(self._weekday(j, direction), told)
        if j > i and word in words.months and (direction is not None or day_number(self.lower[j + 1])):
            return self._month(j, direction)
        if word in words.seasons:
            return self._season(j, direction, supported=True)
        if word in words.parts:
            return self._that_part(i, j, direction, anchor=anchor)
        if word in words.decades:
            return j + 1, TimeForm("date", unit="E", year=words.decades[word])
        if word in words.units:
            return self._period(i, j, direction, anchor=anchor)
        if word == "period" and self.lower[j - 1] in ("latest", "corresponding", "comparable", "current"):
            return j + 1, TimeForm("step", unit="Q", steps=0, anchor="text", value="the")
        if word and (word[0].isdigit() or word[0] in "'’"):
            year = self._year(j)
            if year is not None and (year[1].unit or direction is None):
                return year if year[1].unit else self._period_of_year(*year)
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

    def _period_of_year(self, end: int, form: TimeForm) -> Read:
        """the 1988 period: the same quarter of that year."""
        return (end + 1, replace(form, unit="Q")) if self.lower[end] in ("period", "quarter") else None

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
        if word in self.words.plurals:
            if direction:
                return j + 1, TimeForm("reference", value="PAST_REF" if direction < 0 else "FUTURE_REF")
            if self.lower[i] == "these" and word == "days":
                return j + 1, TimeForm("reference", value="PRESENT_REF")
            if self.lower[i] != "the" or (unit in SHORT_UNITS and self.lower[j + 1] != "before"):
                return None
            return j + 1, TimeForm("duration", value=_duration(None, unit))
        if unit in SHORT_UNITS:
            if self.lower[j + 1] in HYPHENS or self.lower[j - 1] in HYPHENS:
                return None
            if direction in (-1, 1):
                return j + 1, TimeForm("duration", value=_duration(1, unit), steps=direction)
            return self._amount(i)
        if direction is not None:
            if self.lower[j + 1] in HYPHENS or (self.tokens[j].text[:1].isupper() and self._title(j)):
                return None
            if unit == "E" and "past" in self.lower[i:j]:
                return j + 1, TimeForm("duration", value="P10Y", steps=-1)
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
            end = k + 1
            if self.lower[end] in ("quarter", "period") or (
                self.lower[end] in self.words.ordinals and self.lower[end + 1] == "quarter"
            ):
                end += 1 if self.lower[end] in ("quarter", "period") else 2
            if self.lower[j : j + 3] in (["day", "before", "yesterday"], ["day", "after", "tomorrow"]):
                return j + 3, TimeForm("step", unit="D", steps=2 * steps)
            if self.lower[k : k + 2] == ["before", "last"]:
                return k + 2, TimeForm("step", unit=unit, steps=-2)
            if after in ("before", "after") and self._governs(k):
                return (j + 1, TimeForm("step", unit=unit)) if unit == "D" else None
            if end > k + 1:
                return end, TimeForm("step", unit="Q", steps=4 * steps, anchor="text", value="the")
            return end, TimeForm("step", unit=unit, steps=steps, anchor="report" if after == "ago" else "text")
        if k > j + 1:
            return None
        if unit == "Q" and not self.business:
            return None
        if unit == "Y" and self.lower[k] and (year := self._numbered_year(k)) is not None:
            return year
        if unit == "Y" and after in ("ended", "ending"):
            return j + 1, TimeForm("duration", value="P1Y")
        if unit == "Y" and (
            self.lower[j - 1] in ("full", "whole", "current") or self.lower[j - 2] in ("of", "for", "in")
        ):
            return j + 1, TimeForm("step", unit="Y", steps=0)
        if unit in ("D", "Q", "WE", "W", "M"):
            return j + 1, TimeForm("step", unit=unit, steps=0, anchor="text", value="the")
        return j + 1, TimeForm("duration", value=_duration(1, unit))

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

    def _governs(self, i: int) -> bool:
        """Whether "before" or "after" at i has an object or clause: then it does not count from a time told."""
        if i + 1 >= self.size:
            return False
        after = self.tokens[i + 1]
        return not (after.pos in ("PUNCT", "ADP", "CCONJ", "AUX") or after.tag in ("VBD", "VBZ", "VBP", "MD", "IN"))

    # ------------------------------------------------------------ amounts

    def _amount(self, i: int) -> Read:
        """two days, 24-hour, a couple of years ago, five months later, 12-year-old (which is none)."""
        found = amount(self.words, self.lower, i)
        if found is None:
            return None
        j, number = found
        while self.lower[j] in HYPHENS or self.lower[j] in self.words.filler or self.lower[j] in ("of", "recent"):
            j += 1
        unit = self.words.units.get(self.lower[j])
        if unit is None:
            year = spoken_year(self.words, self.lower, i)
            return (year[0], TimeForm("date", year=year[1])) if year else None
        if unit == "Q" and number == 1:
            return None
        if self.lower[i] in ("a", "an") and j == i + 1 and self._rate(i, j):
            return None
        if self.tokens[j].text[:1].isupper() and not self.tokens[i - 1 if i else 0].text.isupper() and self._title(j):
            return None
        if unit == "S" and self.lower[j] == "second" and self.lower[i] in ("a", "one", "the"):
            return None
        k = j + 1
        if self.lower[k] in ("a", "per") and self.lower[k + 1] in self.words.units:
            return None
        if (self.lower[k] in HYPHENS and self.lower[k + 1] == "old") or self.lower[k] in ("old", "older"):
            return None
        if self.lower[k] == "and" and self.lower[k + 1] == "a" and self.lower[k + 2] == "half":
            k, number = k + 3, (number or 0) + 0.5
        elif self.lower[k] in ("or", "and") and self.lower[k + 1] in ("so", "two", "more") and number == 1:
            k, number = k + 2, (number if self.lower[k + 1] == "so" else None)
        return self._anchored(k, number, unit)

    def _rate(self, i: int, j: int) -> bool:
        """ "$35 a night", "four flights a week": no time, unless something after the unit makes it one."""
        if self.lower[j + 1] in ("ago", "earlier", "later", "before", "after", "from", "and", "or") or i == 0:
            return False
        before = self.tokens[i - 1]
        return before.pos in ("NOUN", "NUM", "PROPN", "SYM") and self.lower[j + 1] not in HYPHENS

    def _title(self, j: int) -> bool:
        """Whether a capital unit ("60 Minutes") is a name: the words around it are not all capitalised."""
        near = self.tokens[max(j - 8, 0) : j + 8]
        return j > 0 and any(t.text.isalpha() and t.text.islower() for t in near)

    def _anchored(self, k: int, number: float | None, unit: str) -> Read:
        """The word after an amount: ago, earlier, before, later, from now, ahead."""
        value = _duration(number, unit)
        after = self.lower[k + 1] if self.lower[k] in HYPHENS else self.lower[k]
        if after in ("ago", "earlier", "before", "previously", "later", "after", "afterwards", "hence"):
            k += 1 if self.lower[k] in HYPHENS else 0
            if after in ("before", "after") and self._governs(k):
                return k, TimeForm("duration", value=value)
            sign = 1 if after in ("later", "after", "afterwards", "hence") else -1
            anchor = "report" if after in ("ago", "hence") else "text"
            if after in ("earlier", "later") and self.lower[k + 1] == "than":
                return k, TimeForm("duration", value=value)
            return k + 1, _stepped(number, unit, sign, "report" if anchor == "report" else "text")
        if after == "from" and self.lower[k + 1] in ("now", "today"):
            return k + 2, _stepped(number, unit, 1, "report")
        return k, TimeForm("duration", value=value)

    def _bare_unit(self, i: int) -> Read:
        """weeks, months ago, year-end, year-earlier, year-ago quarter."""
        word, unit = self.lower[i], self.words.units[self.lower[i]]
        j = i + 2 if self.lower[i + 1] in HYPHENS else i + 1
        after = self.lower[j]
        if word == "year" and after in ("ago", "earlier"):
            end = j + 2 if self.lower[j + 1] in ("quarter", "period") else j + 1
            if end > j + 1:
                return end, TimeForm("step", unit="Q", steps=-4, anchor="text", value="the")
            return end, TimeForm("step", unit="Y", steps=-1, anchor="text")
        if word == "year" and after == "end":
            return j + 1, TimeForm("step", unit="Y", steps=0, mod="END")
        if word not in self.words.plurals:
            return None
        found = self._anchored(i + 1, None, unit)
        if found is None or found[1].kind != "duration":
            return found
        before = self.lower[i - 1] if i else ""
        if before[:1].isdigit() or before in self.words.numbers:
            return None
        if (
            self.tokens[i].tag == "NNS"
            and before not in ("the", "-", "'s", "recent")
            and unit != "S"
            and self.lower[i + 1] != "-"
        ):
            return found
        return None

    def _every(self, i: int) -> Read:
        """every day, each Thursday, every two weeks, per month."""
        j, number = i + 1, 1.0
        if self.lower[j] == "of":
            return None
        if self.lower[j] == "other":
            j, number = j + 1, 2.0
        word = self.lower[j]
        if word in self.words.weekdays:
            return j + 1, TimeForm("set", value=f"XXXX-WXX-{self.words.weekdays[word]}")
        if word in self.words.months and self.tokens[j].text[:1].isupper():
            return j + 1, TimeForm("set", value=f"XXXX-{self.words.months[word]:02}")
        if word in self.words.parts:
            return j + 1, TimeForm("set", value=f"XXXX-XX-XX{self.words.parts[word]}")
        if word in self.words.seasons:
            return j + 1, TimeForm("set", value=f"XXXX-{self.words.seasons[word]}")
        if word in self.words.units:
            return j + 1, TimeForm("set", value=_duration(number, self.words.units[word]))
        found = self._amount(j)
        return (found[0], TimeForm("set", value=found[1].value)) if found and found[1].kind == "duration" else None

    # ------------------------------------------------------------ quarters, halves, centuries

    def _ordinal(self, i: int, year: int | None) -> Read:
        """third quarter of 1989, third-quarter, first half, 20th century; `year` where it stood before."""
        j = i
        while (
            self.lower[j] in self.words.filler or self.lower[j] in HYPHENS or (year and self.lower[j] in ("'s", "’s"))
        ):
            j += 1
        end, number = ordinal(self.words, self.lower, j)
        if self.lower[j] == "last" and self.lower[j + 1] == "half":
            end, number = j + 1, 2
        if number is None:
            return None
        while self.lower[end] in HYPHENS or self.lower[end] in self.words.filler:
            end += 1
        word = self.lower[end]
        if word == "century":
            return end + 1, TimeForm("date", unit="C", ordinal=number)
        if (word == "quarter" and number <= 4) or (word == "half" and number <= 2):
            if word == "half" and self.lower[end + 1] != "of" and year is None:
                return None
            unit = "Q" if word == "quarter" else "H"
            return self._quarter_year(end + 1, TimeForm("date", unit=unit, ordinal=number, year=year))
        if year is None and self.lower[i] not in HYPHENS:
            counted = self._amount(end)
            if counted is not None and counted[1].kind == "duration" and self.lower[end] not in ("a", "an"):
                return counted
        return None

    def _quarter_year(self, i: int, form: TimeForm) -> Read:
        if form.year is None and self.lower[i] == "of":
            j = i + 2 if self.lower[i + 1] == "fiscal" else i + 1
            if self.lower[j].isdigit() and len(self.lower[j]) == 4:
                return j + 1, replace(form, year=int(self.lower[j]))
            if self.lower[j] in ("this", "last", "next", "the") and self.lower[j + 1] == "year":
                return j + 2, replace(form, steps=self.words.direction.get(self.lower[j], 0))
            if form.unit == "H":
                return None
        return i, form

    # ------------------------------------------------------------ dates with a part of the day

    def _extended(self, end: int, form: TimeForm) -> tuple[int, TimeForm]:
        """Joins a date and a part of the day, in either order."""
        if form.kind == "part" or (form.kind == "step" and form.part and form.value != "overnight"):
            return self._part_then_date(end, form)
        if form.kind == "step" and form.unit == "Y" and self.lower[end] in ("'s", "’s"):
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
        return date[0], replace(date[1], part=form.part)

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
            return j + 1, replace(form, part=part)
        if self.lower[j][:1].isdigit() and word in ("at", "around", "about", ","):
            hour = clock(self.tokens, self.lower, j)
            if hour is not None:
                return hour[0], replace(form, part=hour[1])
        return end, form


def _duration(number: float | None, unit: str) -> str:
    """TIMEX3 value of an amount: P2D, PT5H30M, PXY.

    >>> _duration(5.5, "H"), _duration(2, "WE"), _duration(None, "Y")
    ('PT5H30M', 'P2WE', 'PXY')
    """
    if unit == "E" and number is not None and number > 1 and number == int(number):
        number, unit = number * 10, "Y"
    if unit == "N":
        number, unit = (number * 2 if number else number), "W"
    letter = {"S": "S", "T": "M", "H": "H"}.get(unit)
    whole = "X" if number is None else f"{int(number)}"
    half = number is not None and number != int(number)
    if letter is not None:
        return f"PT{whole}{letter}" + ({"H": "30M", "T": "30S"}.get(unit, "") if half else "")
    if half and unit == "Y":
        return f"P{whole}Y{round((number or 0) % 1 * 12)}M"
    return f"P{number:g}{unit}" if half else f"P{whole}{unit}"


def _stepped(number: float | None, unit: str, sign: int, anchor: Anchor) -> TimeForm:
    """An amount away from the anchor; a vague one is only past or future."""
    if number is None:
        return TimeForm("reference", value="PAST_REF" if sign < 0 else "FUTURE_REF")
    if unit in SHORT_UNITS or number != int(number) or abs(number) > 100_000:
        return TimeForm(
            "step", unit=unit, steps=sign * min(int(number), 100_000), anchor=anchor, value=_duration(number, unit)
        )
    scale, of = {"N": (2, "W"), "E": (10, "Y"), "C": (100, "Y"), "L": (1000, "Y")}.get(unit, (1, unit))
    return TimeForm("step", unit=of, steps=sign * int(number) * scale, anchor=anchor)
