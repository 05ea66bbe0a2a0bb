"""Gazetteers of the user's own: GeoNames country dumps and OCHA unit tables (COD-AB), layered over the package's."""

from __future__ import annotations

import csv
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from sayso.errors import DataBroken
from sayso.knowledge.gazetteer import FORMAT, Gazetteer
from sayso.knowledge.spelling import TRANSLITERATED, fold, loosen

GEONAMES_COLUMNS = 19

# Places filed at once.
STRETCH = 50_000

# Classes of GeoNames that news tells of: units, waters, parks and regions, towns, spots, mountains; no roads, no
# plants.
CLASSES = frozenset("AHLPST")

# Ids of places without a GeoNames id count down from here, one stretch a layer, so that layers do not collide.
FIRST_OWN_ID = -1_000_000

_SCHEMA = """
CREATE TABLE IF NOT EXISTS place (id INTEGER PRIMARY KEY, name TEXT NOT NULL, lat INTEGER NOT NULL,
    lon INTEGER NOT NULL, population INTEGER NOT NULL,
    feature TEXT NOT NULL, country TEXT NOT NULL, admin1 INTEGER, admin2 INTEGER);
CREATE TABLE IF NOT EXISTS name (key TEXT NOT NULL, place INTEGER NOT NULL, kind INTEGER NOT NULL,
    PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS country (alpha2 TEXT PRIMARY KEY, alpha3 TEXT NOT NULL, place INTEGER,
    neighbours TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS unit (place INTEGER PRIMARY KEY, iso TEXT);
CREATE TABLE IF NOT EXISTS pcode (place INTEGER PRIMARY KEY, pcode TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


class Broken(NamedTuple):
    """A row that was left out, and why."""

    file: str
    line: int
    why: str


class Added(NamedTuple):
    """What came of adding one file."""

    places: int
    broken: tuple[Broken, ...]


class Entry(NamedTuple):
    """A place of a user's file."""

    id: int
    name: str
    others: tuple[str, ...]
    lat: float
    lon: float
    population: int
    feature: str
    country: str
    admin1: int | None
    admin2: int | None
    pcode: str | None


def add(file: Path, layer: Path, gazetteer: Gazetteer) -> Added:
    """Add the places of a file to the layer at `layer`, made where there is none; broken rows are told, the rest is
    kept.

    A file of 19 tab columns is a GeoNames dump; a comma or tab table whose header has P-codes is a COD-AB table.
    Raises DataBroken where it is neither, or the layer is not a gazetteer.
    """
    with file.open(encoding="utf-8-sig", newline="", errors="replace") as lines:
        first = lines.readline()
        lines.seek(0)
        broken: list[Broken] = []
        db = _open(layer)
        try:
            if first.count("\t") == GEONAMES_COLUMNS - 1 and first.split("\t")[0].strip().isdigit():
                entries = _geonames(lines, file.name, broken, gazetteer)
            elif _pcode_columns(re.split(r"[,\t;]", first.strip())):
                entries = _units(lines, file.name, broken, gazetteer, _lowest(db))
            else:
                raise DataBroken(file, "neither a GeoNames dump (19 tab columns) nor a table with P-code columns")
            count = _write(db, entries)
            db.commit()
        finally:
            db.close()
    return Added(count, tuple(broken))


def _open(layer: Path) -> sqlite3.Connection:
    layer.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(layer)
    try:
        # The layer is written in one go and can be made again from its files: no waiting for the disk.
        db.execute("PRAGMA synchronous = OFF")
        db.execute("PRAGMA cache_size = -64000")
        db.executescript(_SCHEMA)
        db.execute("INSERT OR IGNORE INTO about VALUES ('format', ?)", (FORMAT,))
        if db.execute("SELECT value FROM about WHERE key = 'format'").fetchone()[0] != FORMAT:
            raise DataBroken(layer, f"a gazetteer of another format than {FORMAT}")
    except sqlite3.DatabaseError as error:
        db.close()
        raise DataBroken(layer, f"not a gazetteer ({error})") from error
    return db


def _lowest(db: sqlite3.Connection) -> int:
    """The next free id of places without a GeoNames id."""
    lowest = db.execute("SELECT min(id) FROM place WHERE id < 0").fetchone()[0]
    return FIRST_OWN_ID if lowest is None else int(lowest) - 1


def _write(db: sqlite3.Connection, entries: Iterable[Entry]) -> int:
    """File the places under all their names, in stretches sorted by key, which the index takes fastest."""
    count = 0
    left = iter(entries)
    while stretch := list(islice(left, STRETCH)):
        db.executemany(
            "INSERT OR REPLACE INTO place VALUES (?,?,?,?,?,?,?,?,?)",
            [
                (
                    e.id,
                    e.name,
                    round(e.lat * 1e5),
                    round(e.lon * 1e5),
                    e.population,
                    e.feature,
                    e.country,
                    e.admin1,
                    e.admin2,
                )
                for e in stretch
            ],
        )
        db.executemany("INSERT OR REPLACE INTO name VALUES (?,?,?)", sorted(row for e in stretch for row in _keys(e)))
        db.executemany(
            "INSERT OR REPLACE INTO pcode VALUES (?,?)", [(e.id, e.pcode) for e in stretch if e.pcode is not None]
        )
        count += len(stretch)
    return count


def _keys(e: Entry) -> Iterator[tuple[str, int, int]]:
    """Key, place and kind of each of a place's names."""
    keys = {fold(other): 1 for other in e.others} | {fold(e.name): 0}
    if e.country in TRANSLITERATED:
        keys.setdefault(loosen(e.name), 3)
    return ((key, e.id, kind) for key, kind in keys.items() if len(key) > 1)


def _geonames(lines: Iterable[str], file: str, broken: list[Broken], gazetteer: Gazetteer) -> Iterator[Entry]:
    """Places of a GeoNames dump; the first-level unit is that of the nearest way: the package's unit of the same id."""
    units: dict[tuple[str, str], int] = {}
    rows: list[tuple[int, list[str]]] = []
    for number, line in enumerate(lines, 1):
        row = line.rstrip("\r\n").split("\t")
        if len(row) != GEONAMES_COLUMNS:
            broken.append(Broken(file, number, f"{len(row)} columns, not {GEONAMES_COLUMNS}"))
            continue
        if row[7] == "ADM1" and row[0].isdigit():
            units[row[8], row[10]] = int(row[0])
        rows.append((number, row))
    for number, row in rows:
        point, why = _point(row[4], row[5])
        if point is None or not row[0].isdigit() or not row[1].strip():
            broken.append(Broken(file, number, why or "no id or no name"))
            continue
        if row[6] not in CLASSES:
            continue
        known = gazetteer.place(int(row[0]))
        others = [row[2], *row[3].split(",")]
        people = int(row[14]) if row[14].isdigit() else 0
        yield Entry(
            int(row[0]), row[1], tuple(o for o in others if fold(o)), *point, people, row[7] or "PPL", row[8],
            units.get((row[8], row[10])) or (known.admin1 if known else None), known.admin2 if known else None, None,
        )  # fmt: skip


def _point(lat: str, lon: str) -> tuple[tuple[float, float] | None, str | None]:
    try:
        point = float(lat), float(lon)
    except ValueError:
        return None, f"no coordinates in {lat!r}, {lon!r}"
    if not (-90 <= point[0] <= 90 and -180 <= point[1] <= 180):
        return None, f"coordinates out of range: {lat}, {lon}"
    return point, None


def _pcode_columns(header: list[str]) -> dict[int, dict[str, str]]:
    """Level to its columns (name, pcode), for the three generations of OCHA headers.

    `admin2Name_en`, `admin2Pcode`; `ADM2_EN`, `ADM2_PCODE`; `adm2_name`, `adm2_pcode`.
    """
    found: dict[int, dict[str, str]] = {}
    for column in (h.strip().strip('"') for h in header):
        match = re.fullmatch(r"(?i)adm(?:in)?([0-4])_?(name|pcode|[a-z]{2}|name_?[a-z]{2}|name\d?)", column)
        if match is None:
            continue
        level, what = int(match[1]), match[2].lower()
        key = "pcode" if what == "pcode" else "name"
        # The English name comes before names in other languages.
        if key == "pcode" or "name" not in found.get(level, {}) or what.endswith("en") or what == "name":
            found.setdefault(level, {})[key] = column
    return {level: columns for level, columns in found.items() if "pcode" in columns and "name" in columns}


def _units(
    lines: Iterable[str], file: str, broken: list[Broken], gazetteer: Gazetteer, next_id: int
) -> Iterator[Entry]:
    """Units of a COD-AB table. Parents come from their own columns, never from cutting codes.

    A row is of its deepest level; where the table has no coordinates, the unit takes the point of its namesake in the
    package's gazetteer, and is told as broken where there is none.
    """
    text = list(lines)
    table = csv.DictReader(text, dialect=csv.excel_tab if "\t" in text[0] else csv.excel)
    levels = _pcode_columns(list(table.fieldnames or ()))
    seen: dict[str, Entry] = {}
    take = _coordinates(list(table.fieldnames or ()))
    for number, row in enumerate(table, 2):
        parents: dict[int, int] = {}
        for level in sorted(levels):
            name, code = (row.get(levels[level][k]) or "" for k in ("name", "pcode"))
            if not name.strip() or not code.strip():
                continue
            known = seen.get(code)
            if known is None:
                alpha2 = code[:2].upper() if level == 0 else _country(row, levels)
                point, why = take(row) if level == max(levels) else (None, None)
                namesake = _namesake(name, level, alpha2, gazetteer)
                if why is not None:
                    broken.append(Broken(file, number, f"{why} for {name} ({code})"))
                    continue
                if point is None and namesake is not None:
                    point = namesake
                if point is None:
                    if level == max(levels):
                        broken.append(Broken(file, number, f"no coordinates for {name} ({code})"))
                    continue
                feature = "PCLI" if level == 0 else f"ADM{level}"
                own = gazetteer_id(name, level, alpha2, gazetteer)
                identity = own if own is not None else next_id
                next_id -= own is None
                known = Entry(
                    identity, name, (), *point, 0, feature, alpha2,
                    identity if level == 1 else parents.get(1), identity if level == 2 else parents.get(2), code,
                )  # fmt: skip
                seen[code] = known
                yield known
            parents[level] = known.id


def _country(row: dict[str, str], levels: dict[int, dict[str, str]]) -> str:
    """Alpha-2 of a row: its country's P-code is that code."""
    code = row.get(levels[0]["pcode"], "") if 0 in levels else ""
    lowest = row.get(levels[min(levels)]["pcode"], "")
    return (code or lowest)[:2].upper()


def _coordinates(header: list[str]) -> Callable[[dict[str, str]], tuple[tuple[float, float] | None, str | None]]:
    """What reads a row's point; with the reason where it has coordinates that are none."""
    low = {h.strip().lower(): h for h in header}
    lat = next((low[k] for k in ("latitude", "lat", "center_lat", "y", "point_y") if k in low), None)
    lon = next((low[k] for k in ("longitude", "lon", "long", "center_lon", "x", "point_x") if k in low), None)

    def take(row: dict[str, str]) -> tuple[tuple[float, float] | None, str | None]:
        if lat is None or lon is None or not (row.get(lat) or "").strip():
            return None, None
        return _point(row.get(lat) or "", row.get(lon) or "")

    return take


def _namesake(name: str, level: int, alpha2: str, gazetteer: Gazetteer) -> tuple[float, float] | None:
    """The point of the unit, else of the town, of this name in the same country."""
    found = [c for c in gazetteer.lookup(name) if c.country == alpha2]
    found.sort(key=lambda c: c.feature != ("PCLI" if level == 0 else f"ADM{level}"))
    return (found[0].lat, found[0].lon) if found else None


def gazetteer_id(name: str, level: int, alpha2: str, gazetteer: Gazetteer) -> int | None:
    """GeoNames id of the one unit of this level and name in the country; None where there is none or several."""
    feature = "PCLI" if level == 0 else f"ADM{level}"
    found = {c.id for c in gazetteer.lookup(name) if c.country == alpha2 and c.feature == feature and c.id > 0}
    return found.pop() if len(found) == 1 else None
