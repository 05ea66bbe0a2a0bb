"""The gazetteer: places of the world by name, one SQLite file in the package, with others laid over it.

The file ships unpacked and is read in place (26 MB, opened read-only and immutable): nothing is unpacked, built or
downloaded at run time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from sayso.errors import DataBroken
from sayso.knowledge.spelling import TRANSLITERATED, fold, loosen
from sayso.sums import checked

FORMAT = "1"

# Most candidates looked at for one name: 400 holds every San Antonio; more would only be hamlets.
MOST_CANDIDATES = 400

# Shorter keys bring together names that have nothing to do with each other.
LEAST_LOOSE_LETTERS = 4

_FIND = (
    "SELECT p.id, p.name, p.lat, p.lon, p.population, p.feature, p.country, p.admin1, p.admin2, n.kind"
    " FROM name n JOIN place p ON p.id = n.place WHERE n.key = ? ORDER BY p.population DESC, p.id LIMIT ?"
)
_ONE = "SELECT id, name, lat, lon, population, feature, country, admin1, admin2, 0 FROM place WHERE id = ?"

MAIN, OTHER, BARE, LOOSE, ABBREVIATION = range(5)


class Candidate(NamedTuple):
    """A place that a name may stand for; `id` is its GeoNames id, or below 0 where it has none."""

    id: int
    name: str
    lat: float
    lon: float
    population: int
    feature: str
    country: str
    """ISO 3166-1 alpha-2, or empty for what belongs to no one country."""
    admin1: int | None
    admin2: int | None
    match: int
    """How the name fits: 0 main name, 1 other name, 2 without its generic word, 3 loose spelling, 4 abbreviation."""


class Gazetteer:
    """Names to candidates. Open it once and pass it on; lookups are kept in memory up to a bound."""

    def __init__(self, layers: Sequence[sqlite3.Connection]) -> None:
        self._layers = tuple(layers)
        first = self._layers[0]
        self._alpha3 = dict(first.execute("SELECT alpha2, alpha3 FROM country"))
        self._neighbours = {
            a: frozenset(n.split(",")) - {""} for a, n in first.execute("SELECT alpha2, neighbours FROM country")
        }
        self._countries: dict[str, int] = dict(
            first.execute("SELECT alpha3, place FROM country WHERE place IS NOT NULL")
        )
        self._capitals: dict[str, int] | None = None  # looked for when first asked for: it takes a pass over the file
        self._found = lru_cache(maxsize=8192)(self._find)
        self._strict = lru_cache(maxsize=16384)(self._not_by_sound)
        self.place = lru_cache(maxsize=8192)(self._place)
        self.iso_code = lru_cache(maxsize=4096)(self._iso_code)

    @classmethod
    def open(cls, path: Path | str | None = None, *, extra: Sequence[Path | str] = ()) -> Gazetteer:
        """The gazetteer of the package, or the one at `path`, with `extra` ones laid over it.

        Raises DataBroken where a file is missing or of another format, and where the package's is not as published.
        """
        main = Path(str(files("sayso") / "data" / "gazetteer.sqlite")) if path is None else Path(path)
        if path is None:
            checked(main)
        return cls([_connect(Path(p)) for p in (main, *extra)])

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        """Places called this, whatever the case, marks, hyphens and apostrophes; most people first."""
        return self._strict(fold(name))

    def lookup_loosely(self, name: str) -> tuple[Candidate, ...]:
        """Places whose names sound like this when written from Arabic, Persian, Slavic and like scripts."""
        key = loosen(name)
        if len(key) < LEAST_LOOSE_LETTERS:
            return ()
        return tuple(c._replace(match=LOOSE) for c in self._found(key) if c.country in TRANSLITERATED)

    def alpha3(self, alpha2: str) -> str | None:
        return self._alpha3.get(alpha2)

    def country(self, alpha3: str) -> Candidate | None:
        """A country by ISO 3166-1 alpha-3."""
        known = self._countries.get(alpha3)
        return None if known is None else self.place(known)

    def capital(self, alpha2: str) -> Candidate | None:
        """The capital of a country."""
        if self._capitals is None:
            rows = self._layers[0].execute("SELECT country, id FROM place WHERE feature = 'PPLC' ORDER BY population")
            self._capitals = {str(country): int(identity) for country, identity in rows}
        known = self._capitals.get(alpha2)
        return None if known is None else self.place(known)

    def borders(self, one: str, other: str) -> bool:
        """Whether two countries (alpha-2) share a land border."""
        return other in self._neighbours.get(one, ())

    def borders_any(self, one: str, others: Iterable[str]) -> bool:
        """Whether a country shares a land border with one of others."""
        return any(self.borders(one, other) for other in others)

    def _iso_code(self, unit: int) -> str | None:
        """ISO 3166-2 code of a first-level unit."""
        for layer in reversed(self._layers):
            row = layer.execute("SELECT iso FROM unit WHERE place = ?", (unit,)).fetchone()
            if row is not None:
                return str(row[0]) if row[0] else None
        return None

    def pcode(self, place: int) -> str | None:
        """OCHA P-code of a place, where an added table gave one."""
        for layer in reversed(self._layers[1:]):
            row = layer.execute("SELECT pcode FROM pcode WHERE place = ?", (place,)).fetchone()
            if row is not None:
                return str(row[0])
        return None

    def info(self) -> dict[str, int]:
        """Places in the package's gazetteer and in each layer of the user's own."""
        counts = [int(layer.execute("SELECT count(*) FROM place").fetchone()[0]) for layer in self._layers]
        return {"places": counts[0], **{f"places of your own, layer {n}": c for n, c in enumerate(counts[1:], 1)}}

    def close(self) -> None:
        for layer in self._layers:
            layer.close()

    def _not_by_sound(self, key: str) -> tuple[Candidate, ...]:
        return tuple(c for c in self._found(key) if c.match != LOOSE)

    def _find(self, key: str) -> tuple[Candidate, ...]:
        if len(key) < 2:
            return ()
        found: dict[int, Candidate] = {}
        for layer in self._layers:
            for row in layer.execute(_FIND, (key, MOST_CANDIDATES)):
                found[row[0]] = _candidate(row)
        if len(self._layers) == 1:
            return tuple(found.values())
        return tuple(sorted(found.values(), key=lambda c: (-c.population, c.id)))

    def _place(self, identity: int) -> Candidate | None:
        """A place by its id."""
        for layer in reversed(self._layers):
            row = layer.execute(_ONE, (identity,)).fetchone()
            if row is not None:
                return _candidate(row)
        return None


def _candidate(row: tuple[int, str, int, int, int, str, str, int | None, int | None, int]) -> Candidate:
    return Candidate(row[0], row[1], row[2] / 1e5, row[3] / 1e5, *row[4:])


def _connect(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise DataBroken(path, "no gazetteer here")
    try:
        layer = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        layer.execute("PRAGMA mmap_size = 67108864")
        row = layer.execute("SELECT value FROM about WHERE key = 'format'").fetchone()
    except sqlite3.DatabaseError as error:
        raise DataBroken(path, f"not a gazetteer ({error})") from error
    if row is None or row[0] != FORMAT:
        raise DataBroken(path, f"a gazetteer of format {row[0] if row else 'unknown'}, not {FORMAT}")
    return layer
