"""Reads amounts of time and what counts in them: durations, "two days ago", sets, quarters, centuries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.find.times.dates import DateReader, Read
from sayso.find.times.forms import Anchor, TimeForm
from sayso.find.times.numbers import amount, ordinal, spoken_year, year_number
from sayso.find.times.words import HYPHENS, LONGEST_ROW, SHORT_UNITS

# Years in a decade, a century, a millennium.
TENFOLD = {"E": 10, "C": 100, "L": 1000}


# Units that may follow one in "three years and six months".
SMALLER = {"Y": "MWD", "M": "WD", "W": "D", "D": "H", "H": "T", "T": "S"}


class AmountReader(DateReader):
    """Adds amounts and ordinals to dates."""

    def _amount(self, i: int) -> Read:
        """two days, 24-hour, a couple of years ago, five months later, 12-year-old (which is none)."""
        found = amount(self.words, self.lower, i)
        if found is None:
            return None
        j, number = found
        stop = j + LONGEST_ROW
        while j < stop and (
            self.lower[j] in HYPHENS or self.lower[j] in self.words.filler or self.lower[j] in ("of", "recent")
        ):
            j += 1
        unit = self.words.units.get(self.lower[j])
        if unit is None:
            year = spoken_year(self.words, self.lower, i)
            return (year[0], TimeForm("date", year=year[1])) if year else None
        if unit == "Q" and (number == 1 or self._fraction(j)):
            return None
        if self.lower[i] in ("a", "an") and j == i + 1 and self.lower[i - 1] in ("once", "twice", "times", "thrice"):
            return j + 1, TimeForm("set", value=duration_value(1, unit))
        if self.lower[i] in ("a", "an") and j == i + 1 and self._rate(i, j):
            return None
        if self.tokens[j].text[:1].isupper() and not self.tokens[i - 1 if i else 0].text.isupper() and self._title(j):
            return None
        if unit == "Y" and number and 1900 <= number <= 2100 and "fiscal" in self.lower[i:j]:
            return j + 1, TimeForm("date", year=int(number))  # "the 1989 fiscal year"
        if unit == "S" and self.lower[j] == "second" and self.lower[j - 1] not in HYPHENS:
            return None  # "two second sergeants"
        k = j + 1
        if self.lower[k] in ("a", "per") and self.lower[k + 1] in self.words.units:
            return None
        if (self.lower[k] in HYPHENS and self.lower[k + 1] == "old") or self.lower[k] in ("old", "older"):
            return None
        if self.lower[k] == "and" and self.lower[k + 1] == "a" and self.lower[k + 2] == "half":
            k, number = k + 3, (number or 0) + 0.5
        elif self.lower[k] in ("or", "and") and self.lower[k + 1] in ("so", "two", "more") and number == 1:
            k, number = k + 2, (number if self.lower[k + 1] == "so" else None)
        return self._with_smaller(k, number, unit) or self._anchored(k, number, unit)

    def _with_smaller(self, k: int, number: float | None, unit: str) -> Read:
        """Three years and six months, two hours 15 minutes; k is behind the first unit."""
        parts = [] if number is None or number != int(number) else [(int(number), unit)]
        while parts and len(parts) <= len(SMALLER):
            j = k + 1 if self.lower[k] in ("and", ",") else k
            found = amount(self.words, self.lower, j) if self.lower[j] not in ("a", "an") else None
            end, count = found if found is not None else (k, None)
            smaller = self.words.units.get(self.lower[end])
            if count is None or count != int(count) or smaller is None or smaller not in SMALLER.get(parts[-1][1], ""):
                break
            k, parts = end + 1, [*parts, (int(count), smaller)]
        if len(parts) < 2 or self.lower[k] in ("ago", "earlier", "later", "before", "after", *HYPHENS):
            return None
        return k, TimeForm("duration", value=summed_value(parts))

    def _fraction(self, j: int) -> bool:
        """ "three-quarters of the food", but "two quarters of 1989"."""
        after = self.lower[j + 2]
        return self.lower[j + 1] == "of" and not (after.isdigit() or after in self.words.direction or after == "fiscal")

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

    def _governs(self, i: int) -> bool:
        """Whether "before" or "after" at i has an object or clause: then it does not count from a time told."""
        if i + 1 >= self.size:
            return False
        after = self.tokens[i + 1]
        return not (after.pos in ("PUNCT", "ADP", "CCONJ", "AUX") or after.tag in ("VBD", "VBZ", "VBP", "MD", "IN"))

    def _anchored(self, k: int, number: float | None, unit: str) -> Read:
        """The word after an amount: ago, earlier, before, later, from now, ahead."""
        value = duration_value(number, unit)
        if self.lower[k] in HYPHENS and self.lower[k + 1] == "long":
            return k + 2, TimeForm("duration", value=value)
        after = self.lower[k + 1] if self.lower[k] in HYPHENS else self.lower[k]
        if after in ("ago", "earlier", "before", "previously", "later", "after", "afterwards", "hence"):
            k += 1 if self.lower[k] in HYPHENS else 0
            if after in ("before", "after") and self._governs(k):
                return k, TimeForm("duration", value=value)
            sign = 1 if after in ("later", "after", "afterwards", "hence") else -1
            anchor = "report" if after in ("ago", "hence") else "text"
            if after in ("earlier", "later") and self.lower[k + 1] == "than":
                return k, TimeForm("duration", value=value)
            weekday = self.words.weekdays.get(self.lower[k + 1])
            if weekday and unit == "W" and after == "ago" and number:  # "a week ago Monday"
                return k + 2, TimeForm("weekday", weekday=weekday, steps=-int(number))
            return k + 1, _stepped(number, unit, sign, "report" if anchor == "report" else "text")
        if after == "from" and unit == "W" and number and (weekday := self.words.weekdays.get(self.lower[k + 1])):
            return k + 2, TimeForm("weekday", weekday=weekday, steps=int(number))
        if after == "from" and self.lower[k + 1] in ("now", "today"):
            return k + 2, _stepped(number, unit, 1, "report")
        return k, TimeForm("duration", value=value)

    def _bare_unit(self, i: int) -> Read:
        """weeks, months ago, year-end, year-earlier, year-ago quarter."""
        word, unit = self.lower[i], self.words.units[self.lower[i]]
        j = i + 2 if self.lower[i + 1] in HYPHENS else i + 1
        after = self.lower[j]
        if word == "year" and after in ("ago", "earlier"):
            return self._compared(j + 1) or (j + 1, TimeForm("step", unit="Y", steps=-1, anchor="text"))
        if word == "year" and after in ("'s", "’s") and self.lower[j + 1] == "end":
            j, after = j + 1, "end"
        if word == "year" and after == "end":
            return j + 1, TimeForm("step", unit="Y", steps=0, mod="END")
        if after == "long" and j == i + 2:
            return j + 1, TimeForm("duration", value=duration_value(None if word in self.words.plurals else 1, unit))
        if word not in self.words.plurals:
            return None
        found = self._anchored(i + 1, None, unit)
        if found is None or found[1].kind != "duration":
            return found
        before = self.lower[i - 1] if i else ""
        if unit == "WE" and before in ("on", "at", "during"):
            return i + 1, TimeForm("set", value="XXXX-WXX-WE")
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

    def _compared(self, i: int, steps: int = -4) -> Read:
        """What follows "year-earlier": quarter, third quarter, period, nine months."""
        if self.lower[i] in ("quarter", "period"):
            value = "the" if self.lower[i] == "quarter" else "period"
            return i + 1, TimeForm("step", unit="Q", steps=steps, anchor="text", value=value)
        if self.lower[i] in self.words.ordinals and self.lower[i + 1] == "quarter":
            return i + 2, TimeForm("step", unit="Q", steps=steps, anchor="text", value="the")
        counted = self._amount(i) if self.lower[i] in self.words.numbers else None
        return counted if counted is not None and counted[1].kind == "duration" else None

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
        if word in self.words.months and self._upper(j):
            return j + 1, TimeForm("set", value=f"XXXX-{self.words.months[word]:02}")
        if word in self.words.parts:
            return j + 1, TimeForm("set", value=f"XXXX-XX-XX{self.words.parts[word]}")
        if word in self.words.seasons:
            return j + 1, TimeForm("set", value=f"XXXX-{self.words.seasons[word]}")
        if word in self.words.units:
            return j + 1, TimeForm("set", value=duration_value(number, self.words.units[word]))
        found = self._amount(j)
        return (found[0], TimeForm("set", value=found[1].value)) if found and found[1].kind == "duration" else None

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

    def _ordinal(self, i: int, year: int | None) -> Read:
        """third quarter of 1989, third-quarter, first half, 20th century; `year` where it stood before."""
        j = i
        stop = j + LONGEST_ROW
        while j < stop and (
            self.lower[j] in self.words.filler or self.lower[j] in HYPHENS or (year and self.lower[j] == "'s")
        ):
            j += 1
        end, number = ordinal(self.words, self.lower, j)
        if self.lower[j] == "last" and self.lower[j + 1] == "half":
            end, number = j + 1, 2
        if number is None:
            return None
        stop = end + LONGEST_ROW
        while end < stop and (self.lower[end] in HYPHENS or self.lower[end] in self.words.filler):
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


def duration_value(number: float | None, unit: str) -> str:
    """TIMEX3 value of an amount: P2D, PT5H30M, PXY.

    >>> duration_value(5.5, "H"), duration_value(2, "WE"), duration_value(None, "Y")
    ('PT5H30M', 'P2WE', 'PXY')
    """
    if unit in TENFOLD and number is not None and (number != int(number) or (unit == "E" and number > 1)):
        number, unit = number * TENFOLD[unit], "Y"  # half a century
    if unit == "N":
        number, unit = (number * 2 if number else number), "W"
    letter = {"S": "S", "T": "M", "H": "H"}.get(unit)
    whole = "X" if number is None else f"{int(number)}"
    half = number is not None and number != int(number)
    if letter is not None:
        parts = f"PT{whole}{letter}" + ({"H": "30M", "T": "30S"}.get(unit, "") if half else "")
        return parts.replace(f"PT0{letter}3", "PT3")  # half an hour
    if half and unit == "Y":
        return f"P{whole}Y{round((number or 0) % 1 * 12)}M".replace("P0Y", "P")
    return f"P{number:g}{unit}" if half else f"P{whole}{unit}"


def summed_value(parts: Sequence[tuple[int, str]]) -> str:
    """TIMEX3 value of amounts in falling units.

    >>> summed_value([(3, "Y"), (6, "M")]), summed_value([(1, "D"), (2, "H"), (15, "T")])
    ('P3Y6M', 'P1DT2H15M')
    """
    days = "".join(f"{number}{unit}" for number, unit in parts if unit not in SHORT_UNITS)
    hours = "".join(f"{number}{'M' if unit == 'T' else unit}" for number, unit in parts if unit in SHORT_UNITS)
    return f"P{days}T{hours}" if hours else f"P{days}"


def _stepped(number: float | None, unit: str, sign: int, anchor: Anchor) -> TimeForm:
    """An amount away from the anchor; a vague one is only past or future."""
    if number is None:
        return TimeForm("reference", value="PAST_REF" if sign < 0 else "FUTURE_REF")
    if unit in SHORT_UNITS or number != int(number) or abs(number) > 100_000:
        return TimeForm(
            "step", unit=unit, steps=sign * min(int(number), 100_000), anchor=anchor, value=duration_value(number, unit)
        )
    scale, of = {"N": (2, "W"), "E": (10, "Y"), "C": (100, "Y"), "L": (1000, "Y")}.get(unit, (1, unit))
    return TimeForm("step", unit=of, steps=sign * int(number) * scale, anchor=anchor)
