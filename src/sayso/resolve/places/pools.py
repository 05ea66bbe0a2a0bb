"""Candidate pools: all places one name may stand for, with the figures the ranker looks at."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sayso.knowledge.gazetteer import ABBREVIATION, BARE, LOOSE, MAIN, OTHER, Candidate, Gazetteer
from sayso.knowledge.spelling import TRANSLITERATED, fold, loosen, words

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

# Classes of places in the ranker's eyes.
CLASSES = 8
COUNTRY, PROVINCE, DISTRICT, CAPITAL, TOWN, NATURE, CONTINENT, SPOT = range(CLASSES)

SPOT_FEATURES = frozenset(
    "AIRP AIRB AIRF INSM CMPRF CMP BDG DAM PS HSP CH MSQE BLDG PRT CSTM PSTB TOWR SQR STDM UNIV".split()
)

# A name of a place this large is hardly ever another's, however spelt.
SMALL_PEOPLE = 300_000
# Villages of countries of other scripts are in few gazetteers: a namesake abroad of less people is not the one.
VILLAGE_PEOPLE = 60_000
# Such a town is known in the countries around.
TOWN_PEOPLE = 20_000
# A shorter name sounds like too many villages: a town of so many people is meant by it, or none.
LEAST_LOOSE, HEARD_PEOPLE = 6, 50_000
# Where a report tells of no country: the kinds by which a town or province is heard, and how far it outdoes others.
HEARD_KINDS, HEARD_TIMES = frozenset({"city", "town", "province"}), 5
# Shortened words of names.
FIRST_WORDS = {"n.": "North", "s.": "South", "e.": "East", "w.": "West", "mt.": "Mount", "ft.": "Fort", "pt.": "Point"}
LAST_WORDS = {"co.": "County", "twp.": "Township", "twp": "Township", "dist.": "District", "prov.": "Province"}
DIRECTIONS = frozenset({"northern", "southern", "eastern", "western"})
# A city of the world, and how many times smaller a namesake abroad is that nobody means.
WORLD_PEOPLE, OUTSHONE = 1_000_000, 20
# Towns abroad of less people than these are not meant where a country told of has a namesake.
STRANGER_PEOPLE = 50_000
LARGE = frozenset({COUNTRY, PROVINCE, CAPITAL, CONTINENT})

# Kinds that the words give, and the classes that fit them.
FITTING = {
    "province": {PROVINCE}, "district": {DISTRICT}, "city": {CAPITAL, TOWN}, "town": {CAPITAL, TOWN}, "village": {TOWN},
    "neighbourhood": {TOWN}, "region": {PROVINCE, NATURE, DISTRICT}, "countryside": {TOWN, CAPITAL, PROVINCE},
    "camp": {SPOT, TOWN}, "airport": {SPOT}, "base": {SPOT}, "crossing": {SPOT}, "structure": {SPOT}, "river": {NATURE},
    "lake": {NATURE}, "sea": {NATURE}, "island": {NATURE, PROVINCE, COUNTRY}, "valley": {NATURE}, "desert": {NATURE},
    "mountain": {NATURE}, "country": {COUNTRY},
}  # fmt: skip

MATCHES, KINDS = np.array([MAIN, OTHER, BARE, LOOSE]), np.arange(CLASSES)


class Pool(NamedTuple):
    """Places of one name. Arrays have one row a candidate."""

    candidates: tuple[Candidate, ...]
    figures: Floats
    """float32 (n, FIGURES): see `figures`."""
    classes: Integers
    ids: Integers
    countries: Integers
    """Number of the country (of its two letters), 0 for none."""
    provinces: Integers
    """Id of the first-level unit, 0 for none."""
    districts: Integers
    unit: Floats
    """float32 (n, 3): the point on a sphere of radius 1."""


FIGURES = (
    "people", "share", "most", "main", "other", "bare", "loose", "country", "province", "district", "capital", "town",
    "nature", "continent", "spot", "single", "nobody",
)  # fmt: skip


def country_number(alpha2: str) -> int:
    return (ord(alpha2[0]) << 8 | ord(alpha2[1])) if len(alpha2) == 2 else 0


def class_of(c: Candidate) -> int:
    """Class of a candidate."""
    return code_class(c.feature)


@lru_cache(maxsize=1024)
def code_class(feature: str | None) -> int:
    """Class of a GeoNames feature code."""
    code = feature or ""
    if code.startswith("PCL") or code == "TERR":
        return COUNTRY
    if code == "ADM1":
        return PROVINCE
    if code.startswith("ADM"):
        return DISTRICT
    if code == "PPLC":
        return CAPITAL
    if code.startswith("PPL") or code.startswith("STLMT"):
        return TOWN
    if code == "CONT":
        return CONTINENT
    return SPOT if code in SPOT_FEATURES else NATURE


class Pools:
    """Pools by name, kept in memory up to a bound."""

    def __init__(self, gazetteer: Gazetteer, generic: frozenset[str] = frozenset()) -> None:
        self.gazetteer = gazetteer
        self._generic = generic
        self.of = lru_cache(maxsize=4096)(self._of)

    def _of(self, name: str) -> Pool | None:
        """All places of this name; None where the gazetteer knows none."""
        found = self._candidates(name)
        return _pool(found) if found else None

    def of_country(self, alpha2: str) -> Pool | None:
        """The pool of a country alone."""
        alpha3 = self.gazetteer.alpha3(alpha2)
        country = self.gazetteer.country(alpha3) if alpha3 else None
        return _pool((country,)) if country is not None else None

    def units(self, pool: Pool, name: str | None = None) -> Pool:
        """The first-level units of a pool where it has any: "Homs province" is not the city.

        Where it has none, those whose names sound like this: "Zabol Province" is Zabul, not the city of Zabol.
        """
        kept = tuple(c for c in pool.candidates if class_of(c) == PROVINCE)
        if not kept and name is not None:
            alike = self.gazetteer.lookup_loosely(_bare(name, self._generic) or name)
            kept = tuple(c for c in alike if class_of(c) == PROVINCE)
        return _pool(kept) if kept and kept != pool.candidates else pool

    def at_home(
        self, name: str, pool: Pool, homes: frozenset[str], kind: str | None = None, *, sure: bool = False
    ) -> Pool | None:
        """The pool in a report that tells of some countries; `kind` is what the words say the place is.

        Names that only sound alike count in those countries and the ones around them. A small place abroad does not
        shut out one at home that is spelt otherwise. None where nothing is left; with `sure`, also where all that is
        left is a village abroad and the report is from where villages are seldom in gazetteers.
        """
        if not homes:
            return pool if pool.candidates[0].match != LOOSE else _alone_alike(pool, kind)
        if pool.candidates[0].match == LOOSE:
            kept = tuple(c for c in pool.candidates if c.country in homes)
            if not kept and len(homes) == 1:
                (home,) = homes
                around = (c for c in pool.candidates if self.gazetteer.borders(c.country, home))
                kept = tuple(c for c in around if c.population >= HEARD_PEOPLE or class_of(c) == PROVINCE)
            return pool if len(kept) == len(pool.candidates) else _pool(kept) if kept else None
        abroad = not any(c.country in homes or not c.country for c in pool.candidates)
        if abroad and pool.candidates[0].population < SMALL_PEOPLE and class_of(pool.candidates[0]) not in LARGE:
            near = tuple(c for c in self.gazetteer.lookup_loosely(name) if c.country in homes)
            if sure and not near and self._elsewhere(name, pool.candidates[0], homes):
                return None
            return _pool((*pool.candidates, *near)) if near else pool
        pool = _without_strangers(pool, homes)
        least = pool.candidates[0].population // OUTSHONE
        if least * OUTSHONE >= WORLD_PEOPLE and pool.candidates[0].country not in homes:
            # London is not the one in Ontario where nothing of Canada is told.
            kept = tuple(c for c in pool.candidates if c.country in homes or c.population >= least)
            return pool if len(kept) == len(pool.candidates) else _pool(kept)
        return pool

    def _elsewhere(self, name: str, c: Candidate, homes: frozenset[str]) -> bool:
        """Whether a village abroad is hardly meant: another is, of countries whose villages are seldom known.

        A town next door may be where people crossed the border to.
        """
        if c.population >= VILLAGE_PEOPLE:
            return False
        alias = c.match == OTHER and c.feature.startswith("PPL")
        if alias and c.country not in TRANSLITERATED:  # "Khan" is hardly the German town of Haan
            return not self.gazetteer.borders_any(c.country, homes)
        if not homes <= TRANSLITERATED:
            return False
        told = called_so(name, c) or (c.match == BARE and c.feature == "ADM2")  # "Sele" of "Sele District"
        town = told and c.population >= TOWN_PEOPLE
        return not (town and self.gazetteer.borders_any(c.country, homes))

    def _candidates(self, name: str) -> tuple[Candidate, ...]:
        forms = _forms(name)
        bare = _bare(name, self._generic)
        short = name.endswith(".") or "." in name[1:3] or (name.isupper() and len(name) <= 3)
        for form in (*forms, *([bare] if bare else [])):
            strict = self.gazetteer.lookup(form)
            if short and any(c.match == ABBREVIATION for c in strict):
                return tuple(
                    c for c in strict if c.match == ABBREVIATION or (class_of(c) == COUNTRY and c.match == MAIN)
                )
            kept = tuple(c for c in strict if c.match != ABBREVIATION)
            if any(class_of(c) == COUNTRY and c.match == MAIN for c in kept):  # Iraq is not what Arak is called too
                kept = tuple(c for c in kept if class_of(c) not in (TOWN, DISTRICT) or c.match != OTHER)
            if kept:
                return kept
        heard = (form for form in (name, bare, _short_direction(name)) if form)
        loose = next((found for form in heard if (found := self.gazetteer.lookup_loosely(form))), ())
        least = HEARD_PEOPLE if len(name) < LEAST_LOOSE else 0
        return tuple(c for c in loose if c.population >= least)


def _alone_alike(pool: Pool, kind: str | None) -> Pool | None:
    """Of names that only sound alike the one place of the kind told that outdoes all others; None where none does.

    A name without its kind that only sounds like one is that of anything.
    """
    if kind not in HEARD_KINDS:
        return None
    fitting = [c for c in pool.candidates if class_of(c) in FITTING[kind]]
    if not fitting or (kind != "province" and fitting[0].population < HEARD_PEOPLE):
        return None
    others = [c for c in pool.candidates if c is not fitting[0]]
    outdone = all(c.population * HEARD_TIMES <= fitting[0].population for c in others)
    return _pool((fitting[0],)) if outdone or (kind == "province" and len(fitting) == 1) else None


def _without_strangers(pool: Pool, homes: frozenset[str]) -> Pool:
    """The pool without small places abroad where a country that the report tells of has one of the very name.

    GeoNames knows no people of many a town that a war made known: by size a larger namesake would be meant.
    """
    if not _settled(pool):
        return pool
    best = min((c.match for c in pool.candidates if c.country in homes), default=LOOSE)
    if best > OTHER:
        return pool
    kept = tuple(c for c in pool.candidates if c.country in homes or c.match < best or c.population >= STRANGER_PEOPLE)
    return pool if len(kept) == len(pool.candidates) else _pool(kept)


def called_so(name: str, c: Candidate) -> bool:
    """Whether a name is a place's own, or its own in another spelling: Kiryat for Qiryat Shmona."""
    return c.match == MAIN or (c.match == OTHER and loosen(name) == loosen(c.name))


def _settled(pool: Pool) -> bool:
    """Whether towns and districts alone have the name."""
    return bool(((pool.classes == TOWN) | (pool.classes == DISTRICT)).all())


def among(values: Integers, wanted: Collection[int]) -> Bools:
    """Which of the values are wanted. There are few of both: quicker than numpy's own."""
    return np.array([value in wanted for value in values.tolist()], np.bool_)


def told_inside(pool: Pool, parents: Sequence[tuple[str, frozenset[int]]]) -> Pool:
    """The places of a pool that lie where the words put them: of "Madaya in Syria" those in Syria, if any."""
    for how, ids in parents:
        if how != "in" or not _settled(pool):
            continue
        inside = among(pool.countries, ids) & ~among(pool.ids, ids)
        if inside.any() and not inside.all():
            pool = _pool(tuple(c for c, kept in zip(pool.candidates, inside.tolist(), strict=True) if kept))
    return pool


def _forms(name: str) -> list[str]:
    """The name, and the ways to shorten it, the fullest first."""
    forms = [name]
    parts = words(name)
    if parts and parts[0] in ("the",):
        forms.append(" ".join(parts[1:]))
    if "," in name:
        forms.append(name.split(",")[0])
    if "/" in name:
        forms.append(name.split("/")[0])
    if parts and (spelt := _spelt_out(name)) != name:
        forms.append(spelt)
    if name.endswith(("'s", "’s")):
        forms.append(name[:-2])
    if "(" in name:
        forms.append(name.split("(")[0])
    return [f for f in forms if fold(f)]


def _spelt_out(name: str) -> str:
    """A name with the shortened words at its ends in full.

    >>> _spelt_out("W. Norvale"), _spelt_out("Arden Co."), _spelt_out("St. Mark")
    ('West Norvale', 'Arden County', 'St. Mark')
    """
    first, _, rest = name.partition(" ")
    if rest:
        name = f"{FIRST_WORDS.get(first.lower(), first)} {rest}"
    front, _, last = name.rpartition(" ")
    return f"{front} {LAST_WORDS.get(last.lower(), last)}" if front else name


def _short_direction(name: str) -> str | None:
    """A name by its direction's shorter word: South Kurdufan of "Southern Kurdufan"; None where it has none."""
    first, _, rest = name.partition(" ")
    return f"{first[:-3]} {rest}" if rest and first.lower() in DIRECTIONS else None


def _bare(name: str, generic: frozenset[str]) -> str | None:
    """The name without the word at its end that says what it is: Sele of "Sele Province"; None where it has none."""
    parts = name.split()
    while len(parts) > 1 and parts[-1].lower().rstrip(".") in generic:
        parts.pop()
    bare = " ".join(parts)
    return bare if bare != name and fold(bare) else None


def _pool(found: tuple[Candidate, ...]) -> Pool:
    n = len(found)
    people = np.array([max(c.population, 0) for c in found], np.float64)
    classes = np.array([class_of(c) for c in found], np.int64)
    match = np.array([c.match for c in found], np.int64)
    figures = np.zeros((n, len(FIGURES)), np.float32)
    figures[:, 0] = np.log10(people + 1) / 8
    figures[:, 1] = people / max(1.0, people.sum())
    figures[:, 2] = people == people.max()
    figures[:, 3:7] = match[:, None] == MATCHES
    figures[:, 7:15] = classes[:, None] == KINDS
    figures[:, 15] = n == 1
    figures[:, 16] = people == 0
    lat, lon = np.radians([c.lat for c in found]), np.radians([c.lon for c in found])
    unit = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], 1).astype(np.float32)
    return Pool(
        found, figures, classes,
        np.array([c.id for c in found], np.int64),
        np.array([country_number(c.country) for c in found], np.int64),
        np.array([c.admin1 or 0 for c in found], np.int64),
        np.array([c.admin2 or 0 for c in found], np.int64),
        unit,
    )  # fmt: skip


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance on a sphere of radius 6371 km."""
    p1, p2 = math.radians(lat1), math.radians(lat2)
    a = math.sin((p2 - p1) / 2) ** 2 + math.cos(p1) * math.cos(p2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(a)))


def displaced(lat: float, lon: float, km: float, bearing_deg: float) -> tuple[float, float]:
    """The point `km` away along a great circle.

    >>> displaced(0.0, 0.0, 111.19, 0.0)
    (1.0, 0.0)
    """
    d, b = km / 6371, math.radians(bearing_deg)
    p, q = math.radians(lat), math.radians(lon)
    lat2 = math.asin(math.sin(p) * math.cos(d) + math.cos(p) * math.sin(d) * math.cos(b))
    lon2 = q + math.atan2(math.sin(b) * math.sin(d) * math.cos(p), math.cos(d) - math.sin(p) * math.sin(lat2))
    return round(math.degrees(lat2), 4), round((math.degrees(lon2) + 180) % 360 - 180, 4)
