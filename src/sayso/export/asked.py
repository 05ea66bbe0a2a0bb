"""Filters out of the words of a command line."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

from sayso.errors import SaysoError
from sayso.export.rows import countries
from sayso.export.selection import Filters, State
from sayso.types import EventType


def read_filters(
    *,
    since: str | None = None,
    until: str | None = None,
    country: str | None = None,
    box: str | None = None,
    type: str | None = None,
    confidence: float | None = None,
    state: str | None = None,
    redact: str | None = None,
) -> Filters:
    """Filters from words. Raises SaysoError with the word that is not understood."""
    return Filters(
        since=_day(since),
        until=_day(until),
        country=_country(country),
        box=_box(box),
        type=_one_of("type", type and type.upper(), get_args(EventType)),
        confidence=confidence,
        state=_one_of("state of review", state, get_args(State)),
        redact=_one_of("kind of names to redact", redact, ("persons",)),
    )


def _day(text: str | None) -> str | None:
    try:
        return text and date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise SaysoError(f"{text!r} is no day; write it as 2024-03-07") from error


def _country(text: str | None) -> str | None:
    """A country by its name or either of its ISO codes."""
    if text is None:
        return None
    wanted = text.casefold()
    for c in countries().values():
        if wanted in (c.alpha3.casefold(), c.alpha2.casefold(), c.name.casefold()):
            return c.alpha3
    raise SaysoError(f"no country {text!r}; give its English name or ISO code, such as SYR")


def _box(text: str | None) -> tuple[float, float, float, float] | None:
    if text is None:
        return None
    try:
        west, south, east, north = (float(x) for x in text.split(","))
    except ValueError as error:
        raise SaysoError(f"{text!r} is no box; give west,south,east,north in degrees") from error
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise SaysoError(f"{text!r} is no box on the globe; give west,south,east,north in degrees")
    return west, south, east, north


def _one_of(what: str, word: str | None, known: tuple[str, ...]) -> Any:
    if word is not None and word not in known:
        raise SaysoError(f"no {what} {word!r}; there are {', '.join(known)}")
    return word
