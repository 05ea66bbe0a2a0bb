"""Every incident in one line, in memory: filtered, ordered, put on the map and the timeline within milliseconds.

Columns are numpy arrays in the store's order (by date, those without one last), so a filter over
100,000 incidents is a few comparisons and reads nothing from disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from sayso.store import Brief, Store
from sayso.types import Struct
from sayso.web.filters import Filter
from sayso.web.ledger import Standing

PAGE = 50

# No day: below every day that is asked for.
NEVER = -(10**7)

# Filters whose answer is kept: the list, the map and the timeline ask the same question one after another.
KEPT = 8

OPEN, RIGHT, WRONG = 0, 1, 2
VERDICTS = {None: OPEN, "right": RIGHT, "wrong": WRONG}

Rows = NDArray[np.int64]
Mask = NDArray[np.bool_]


class Progress(Struct, frozen=True):
    decided: int
    checked: int
    total: int


class Overview:
    """The incidents of a store at one linking, and how each stands."""

    def __init__(self, briefs: Sequence[Brief], texts: Sequence[str]) -> None:
        self.briefs, self._texts = briefs, texts
        self.row_of = {b.id: n for n, b in enumerate(self.briefs)}
        self.types = _words(b.type for b in self.briefs)
        self.countries = _words(b.country or "" for b in self.briefs)
        self._type = _codes(self.types, [b.type for b in self.briefs])
        self._country = _codes(self.countries, [b.country or "" for b in self.briefs])
        self.first = _days([b.date_from for b in self.briefs])
        self.last = np.maximum(self.first, _days([b.date_to for b in self.briefs]))
        self.lat = _numbers([b.latitude for b in self.briefs])
        self.lon = _numbers([b.longitude for b in self.briefs])
        self.killed = np.nan_to_num(_numbers([_toll(b) for b in self.briefs]))
        self.precision = np.array([b.precision or 1 for b in self.briefs], dtype=np.int8)
        self.differ = np.array([bool(b.disagreements) for b in self.briefs], dtype=np.bool_)
        self._told = np.array([b.report_count for b in self.briefs], dtype=np.int64)
        count = len(self.briefs)
        self.coder, self.reviewer = np.zeros(count, np.int8), np.zeros(count, np.int8)
        self._flags = {name: np.zeros(count, np.bool_) for name in ("disputed", "changed", "noted")}
        self._orders: dict[str, Rows] = {}
        self._kept: dict[Filter, Rows] = {}

    @classmethod
    def of(cls, briefs: Sequence[Brief]) -> Overview:
        """Incidents without their headlines."""
        return cls(briefs, _search_texts(briefs, (), str))

    @classmethod
    def read(cls, store: Store, country_name: Callable[[str], str]) -> Overview:
        """All incidents of a store."""
        briefs = list(store.briefs())
        return cls(briefs, _search_texts(briefs, store.headlines(), country_name))

    def stand(self, incident: str, standing: Standing) -> None:
        """Write down how an incident stands."""
        row = self.row_of.get(incident)
        if row is None:
            return
        self.coder[row] = VERDICTS[standing.coder.word if standing.coder else None]
        self.reviewer[row] = VERDICTS[standing.reviewer.word if standing.reviewer else None]
        self._flags["disputed"][row] = standing.disputed
        self._flags["changed"][row] = standing.changed
        self._flags["noted"][row] = bool(standing.edits or standing.comments or standing.pairs)
        self._kept.clear()

    def flags(self, row: int) -> dict[str, bool]:
        return {name: bool(values[row]) for name, values in self._flags.items()}

    def progress(self) -> Progress:
        decided = int(np.count_nonzero(self.coder | self.reviewer))
        return Progress(decided, int(np.count_nonzero(self.reviewer)), len(self.briefs))

    def select(self, asked: Filter) -> Rows:
        """Rows that answer the filter, in its order, of all pages."""
        key = msgspec.structs.replace(asked, page=1)
        if key not in self._kept:
            while len(self._kept) >= KEPT:
                self._kept.pop(next(iter(self._kept)))
            order = self._order(asked.sort)
            self._kept[key] = order[self._mask(asked)[order]]
        return self._kept[key]

    def page(self, asked: Filter) -> list[int]:
        """Rows of one page of the list."""
        start = (asked.page - 1) * PAGE
        return [int(r) for r in self.select(asked)[start : start + PAGE]]

    def next_open(self, asked: Filter, after: str | None, *, reviewer: bool) -> str | None:
        """The next incident of the list that the coder (or reviewer) has not decided, going round at its end."""
        rows = self.select(asked)
        undecided = self.reviewer[rows] == OPEN if reviewer else (self.coder[rows] | self.reviewer[rows]) == OPEN
        at = np.flatnonzero(rows == self.row_of.get(after or "", -1))
        here = int(at[0]) if at.size else -1
        places = np.flatnonzero(undecided)
        places = places[places != here]
        if not places.size:
            return None
        later = places[places > here]
        return self.briefs[int(rows[later[0] if later.size else places[0]])].id

    def beside(self, asked: Filter, id: str, step: int) -> str | None:
        """The incident before or after one in the list."""
        rows = self.select(asked)
        at = np.flatnonzero(rows == self.row_of.get(id, -1))
        to = (int(at[0]) + step) if at.size else 0
        return self.briefs[int(rows[to])].id if 0 <= to < len(rows) else None

    def page_of(self, asked: Filter, id: str | None) -> int:
        """The page of the list on which an incident stands; 1 where it stands on none."""
        at = np.flatnonzero(self.select(asked) == self.row_of.get(id or "", -1))
        return int(at[0]) // PAGE + 1 if at.size else 1

    def _mask(self, asked: Filter) -> Mask:
        mask = np.ones(len(self.briefs), np.bool_)
        if asked.type:
            mask &= self._type == _index(self.types, asked.type)
        if asked.country:
            mask &= self._country == _index(self.countries, asked.country)
        if asked.since:
            mask &= self.last >= date.fromisoformat(asked.since).toordinal()
        if asked.until:
            mask &= (self.first <= date.fromisoformat(asked.until).toordinal()) & (self.first > NEVER)
        if asked.differ:
            mask &= self.differ
        if asked.state:
            mask &= self._in_state(asked.state)
        if asked.box:
            mask &= in_box(self.lon, self.lat, asked.box)
        if asked.words:
            for word in asked.words.casefold().split():
                mask &= np.fromiter((word in text for text in self._texts), np.bool_, len(self._texts))
        return mask

    def _in_state(self, state: str) -> Mask:
        decided: Mask = (self.coder | self.reviewer) != OPEN
        found: dict[str, Mask] = {
            "open": ~decided,
            "decided": decided,
            "coded": (self.coder != OPEN) & (self.reviewer == OPEN),
            "checked": self.reviewer != OPEN,
            **self._flags,
        }
        return found[state]

    def _order(self, sort: str) -> Rows:
        """Row numbers in an order of SORTS; equal ones newest first."""
        if sort not in self._orders:
            old = np.arange(len(self.briefs), dtype=np.int64)
            new = np.lexsort((old, -self.first))
            keys: dict[str, Any] = {"toll": -self.killed, "told": -self._told, "differ": ~self.differ}
            if sort in keys:
                self._orders[sort] = new[np.argsort(keys[sort][new], kind="stable")]
            else:
                self._orders[sort] = old if sort == "old" else new
        return self._orders[sort]


def in_box(lon: NDArray[np.float64], lat: NDArray[np.float64], box: tuple[float, float, float, float]) -> Mask:
    """Points inside a box, which may reach over the 180th meridian."""
    west, south, east, north = box
    turned = (lon - west) % 360
    found: Mask = (lat >= south) & (lat <= north) & (turned <= east - west)
    return found


def _toll(b: Brief) -> float | None:
    return next((x for x in (b.killed_best, b.killed_low, b.killed_high) if x is not None), None)


def _words(values: Iterable[str]) -> list[str]:
    return sorted(set(values))


def _index(words: list[str], word: str) -> int:
    return words.index(word) if word in words else -1


def _codes(words: list[str], values: Sequence[str]) -> NDArray[np.int16]:
    at = {w: n for n, w in enumerate(words)}
    return np.array([at[v] for v in values], dtype=np.int16)


def _numbers(values: Sequence[float | None]) -> NDArray[np.float64]:
    return np.array([np.nan if v is None else v for v in values], dtype=np.float64)


def _days(values: Sequence[str | None]) -> NDArray[np.int64]:
    return np.array([day_number(v) for v in values], dtype=np.int64)


def day_number(text: str | None) -> int:
    """A day as a number that grows by one a day; NEVER for no day."""
    try:
        return date.fromisoformat(text[:10]).toordinal() if text else NEVER
    except ValueError:
        return NEVER


def _search_texts(
    briefs: Sequence[Brief], titles: Iterable[tuple[str, str]], country_name: Callable[[str], str]
) -> list[str]:
    """What a search looks through: who, whom, what, where, and the headlines of the reports."""
    headlines: dict[str, list[str]] = {}
    for incident, title in titles:
        headlines.setdefault(incident, []).append(title)
    texts = []
    for b in briefs:
        country = country_name(b.country) if b.country else None
        parts = (b.type, b.mode, b.actor, b.recipient, b.place, b.admin1, country, b.id, *headlines.get(b.id, ()))
        texts.append("\n".join(p for p in parts if p).casefold())
    return texts
