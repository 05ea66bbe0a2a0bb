"""The vocabulary of time, read once from `data/times.toml` and keyed by lower-case word."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeVar

from sayso.words import table

V = TypeVar("V")

# No expression has so many determiners, fillers or hyphens in a row; keeps reading linear in hostile text.
LONGEST_ROW = 8
SHORT_UNITS = frozenset("STH")
HYPHENS = frozenset("-–—")


@dataclass(frozen=True)
class NamedDay:
    """How the date of a named day is found; one of the fields is set."""

    dated: str | None = None
    """ISO date of a day of one year."""
    fixed: tuple[int, int] | None = None
    """Month and day."""
    easter: int | None = None
    """Days from Western Easter Sunday."""
    orthodox: int | None = None
    """Days from Orthodox Easter Sunday."""
    nth: tuple[int, int, int] | None = None
    """Month, weekday (1 Monday), which one (-1 the last)."""
    table: tuple[str, int, int] | None = None
    """Table of dates by year ("fitr|adha": either), days to add, length in days."""


@dataclass(frozen=True)
class TimeWords:
    """Dictionaries from lower-case words (months and weekdays also with their full stop)."""

    months: dict[str, int]
    weekdays: dict[str, int]
    units: dict[str, str]
    plurals: frozenset[str]
    seasons: dict[str, str]
    parts: dict[str, str]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    quarters: dict[str, int]
    decades: dict[str, int]
    vague: frozenset[str]
    deictic: dict[str, int]
    direction: dict[str, int]
    told: frozenset[str]
    filler: frozenset[str]
    sets: dict[str, str]
    ambiguous: frozenset[str]
    before: frozenset[str]
    amount: frozenset[str]
    measured: frozenset[str]
    yearly: frozenset[str]
    future: frozenset[str]
    foreseen: frozenset[str]
    done: frozenset[str]
    alike: frozenset[str]
    calling: frozenset[str]
    sensed: frozenset[str]
    happened: frozenset[str]
    arranged: frozenset[str]
    forward: frozenset[str]
    states: frozenset[str]
    limits: frozenset[str]
    deferring: frozenset[str]
    speech: frozenset[str]
    business: frozenset[str]
    bodies: frozenset[str]
    cited: frozenset[str]
    stamped: frozenset[str]
    approximate: dict[str, list[tuple[tuple[str, ...], str]]]
    modifiers: dict[str, list[tuple[tuple[str, ...], str]]]
    hours: dict[str, list[tuple[tuple[str, ...], str]]]
    references: dict[str, list[tuple[tuple[str, ...], str]]]
    named: dict[str, list[tuple[tuple[str, ...], NamedDay]]]
    tables: dict[str, dict[int, tuple[tuple[int, int], ...]]]
    triggers: frozenset[str] = field(default=frozenset())
    """A sentence without any of these words and without digits has no time in it."""
    starters: frozenset[str] = field(default=frozenset())
    """Words with which a time expression may begin."""


def _phrases(table: dict[str, V]) -> dict[str, list[tuple[tuple[str, ...], V]]]:
    """Phrases by first word, longest first; hyphens left out."""
    by: dict[str, list[tuple[tuple[str, ...], V]]] = {}
    for phrase, value in table.items():
        words = tuple(phrase.replace("'s", " 's").replace("-", " ").split())
        by.setdefault(words[0], []).append((words, value))
    for entries in by.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return by


def _month_day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)


def _named(raw: dict[str, Any]) -> dict[str, NamedDay]:
    days = {name: NamedDay(fixed=_month_day(date)) for name, date in raw["fixed"].items()}
    days |= {name: NamedDay(dated=date) for name, date in raw["dated"].items()}
    days |= {name: NamedDay(easter=shift) for name, shift in raw["easter"].items()}
    days |= {name: NamedDay(orthodox=shift) for name, shift in raw["orthodox"].items()}
    days |= {name: NamedDay(nth=(m, w, n)) for name, (m, w, n) in raw["weekday_of_month"].items()}
    return days | {name: NamedDay(table=(t, s, n)) for name, (t, s, n) in raw["movable"].items()}


def _dotted(table: dict[str, int]) -> dict[str, int]:
    return table | {f"{word}.": value for word, value in table.items() if len(word) <= 5}


@lru_cache(maxsize=1)
def time_words() -> TimeWords:
    """The vocabulary; the file is read on the first call."""
    raw = table("times")
    units = dict(raw["units"])
    plurals = {f"{word}s" for word in raw["units"] if not word.endswith(("a", "s"))} | {"centuries", "millennia", "yrs"}
    units |= {f"{word}s": unit for word, unit in raw["units"].items() if not word.endswith(("a", "s", "ies"))}
    weekdays = _dotted(raw["weekdays"]) | {f"{d}s": n for d, n in raw["weekdays"].items() if d.endswith("day")}
    months, named = _dotted(raw["months"]), _phrases(_named(raw))
    references, modifiers = _phrases(raw["references"]), _phrases(raw["modifiers"])
    approximate = _phrases(dict.fromkeys(raw["approximate"]["words"], ""))
    tables = {
        name: {int(year): tuple(_month_day(d) for d in dates) for year, dates in years.items()}
        for name, years in raw["tables"].items()
    }
    content = (
        months,
        weekdays,
        units,
        raw["parts"],
        raw["seasons"],
        raw["deictic"],
        raw["sets"],
        raw["decades"],
        raw["quarters"],
    )
    triggers = {word for table in content for word in table} | set(named) | {"overnight", "o'clock"}
    triggers |= {words[-1] for entries in references.values() for words, _ in entries} | {"nineteen"}
    triggers |= {"soon"}
    triggers -= {"the"}
    grammar = (raw["numbers"], raw["ordinals"], raw["direction"], modifiers, references, approximate)
    starters = triggers | {word for words in grammar for word in words} | set(raw["vague"]["words"])
    starters |= {"the", "a", "an", "these", "those", "every", "each", "half", "its", "per", "fiscal"}
    return TimeWords(
        months=months, weekdays=weekdays, units=units, plurals=frozenset(plurals), seasons=raw["seasons"],
        parts=raw["parts"], numbers=raw["numbers"], ordinals=raw["ordinals"], quarters=raw["quarters"],
        decades=raw["decades"],
        vague=frozenset(raw["vague"]["words"]), deictic=raw["deictic"], direction=raw["direction"],
        told=frozenset(raw["told"]["words"]), filler=frozenset(raw["filler"]["words"]), sets=raw["sets"],
        ambiguous=frozenset(raw["ambiguous"]["words"]), before=frozenset(raw["before"]["words"]),
        amount=frozenset(raw["before"]["amount"]), measured=frozenset(raw["before"]["measured"]),
        yearly=frozenset(raw["before"]["yearly"]),
        **{name: frozenset(told) for part in ("tense", "papers") for name, told in raw[part].items()},
        business=frozenset(raw["business"]["words"]), bodies=frozenset(raw["bodies"]["words"]),
        approximate=approximate, modifiers=modifiers, hours=_phrases(raw["hours"]),
        references=references, named=named, tables=tables,
        triggers=frozenset(triggers), starters=frozenset(starters),
    )  # fmt: skip
