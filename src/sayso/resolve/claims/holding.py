"""Which place of a report lies in which other, as far as the gazetteer and the words between them say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from sayso.resolve.claims.distances import distance_km
from sayso.types import Place, PlaceMention, Token
from sayso.words import listed

# A quarter or village lies no farther than this from the town or seat of the district that holds it.
HELD_KM = 60.0
# Words between a place and what holds it, and how many there may be ("X quarter of the city of Y").
LINKS = frozenset(
    [",", "in", "of", "the", "city", "town", "district", "area", "village", "quarter", "neighbourhood", "neighborhood",
     "suburb", "part", "municipality", "region", "county", "capital", "port"]
)  # fmt: skip
POSSESSIVES = frozenset(["'s", "’s", "'"])
# All that may stand between the two, whichever comes first.
BETWEEN = LINKS | POSSESSIVES
LINK_TOKENS = 5
# How a place is told to lie by another one, and words that put it in one.
BY = frozenset(["displaced", "near"])
INSIDE = frozenset(["in", "of", "within", "inside"])
# Words that say what is named behind them: "the Arab town of Sele", but "Masi town of Sele district".
NAMING = frozenset(["town", "city", "village", "hamlet", "towns", "cities", "villages"])
UNITS = frozenset(["district", "province", "region"])
# Long things, in which nothing is told exactly.
STRETCHES = frozenset(["river", "sea", "desert", "mountain", "lake", "valley"])
# Steps of precision, as places have them.
COUNTRY, REGION, PROVINCE = 6, 5, 4


class Grain:
    """How finely a report tells of each country and province; what `holds` says of all its pairs of places."""

    def __init__(self, places: Sequence[Place]) -> None:
        self._finest: dict[tuple[str, str | None], int] = {}
        self._widest: dict[str, int] = {}
        self._provinces: set[tuple[str, str | None]] = set()
        for place in places:
            if place.country is None:
                continue
            precision = place.precision or COUNTRY
            for land in ((place.country, None), (place.country, place.admin1)):
                self._finest[land] = min(precision, self._finest.get(land, COUNTRY))
            self._widest[place.country] = max(precision, self._widest.get(place.country, 0))
            if precision == PROVINCE:
                self._provinces.add((place.country, place.admin1))

    def finer(self, place: Place) -> bool:
        """True where the report names a finer place in this one."""
        precision = place.precision or COUNTRY
        if place.country is None or precision < PROVINCE or (precision == PROVINCE and place.admin1 is None):
            return False
        return self._finest[place.country, place.admin1 if precision == PROVINCE else None] < precision

    def wider(self, place: Place) -> bool:
        """True where the report names a country, region or province that holds this one."""
        if place.country is None:
            return False
        precision, widest = place.precision or COUNTRY, self._widest[place.country]
        in_province = place.admin1 is not None and (place.country, place.admin1) in self._provinces
        return (widest > PROVINCE and widest > precision) or (precision < PROVINCE and in_province)


def links(between: Sequence[Token], words: frozenset[str]) -> bool:
    """True where nothing but linking words, at least one, stands between two names."""
    return 0 < len(between) <= LINK_TOKENS and all(t.lower in words for t in between)


def told_by(tokens: Sequence[Token], one: PlaceMention, other: PlaceMention, here: Iterable[PlaceMention]) -> bool:
    """Whether the words put one place in or by the one behind it: "Masi, 20 km north of Sele", "Masi in rural Sele".

    Others of the places `here` may stand between the two.
    """
    if one.last >= other.first or tokens[one.first].sentence != tokens[other.last].sentence:
        return False
    names = {i for m in here for i in range(m.first, m.last + 1)}
    between = [t.lower for t in tokens[one.last + 1 : other.first] if t.i not in names]
    named_behind = between[:1] == ["of"] and tokens[one.last].lower in NAMING and other.kind not in UNITS
    if len(between) > LINK_TOKENS or named_behind or one.kind in STRETCHES:
        return False
    if other.relation in BY:
        return _beside().issuperset(between)
    return not INSIDE.isdisjoint(between) and BETWEEN.issuperset(between)


@cache
def _beside() -> frozenset[str]:
    return BETWEEN | listed("places", "beside", "words")


def may_hold(holder: Place, place: Place) -> bool:
    """True where a town or district near enough may hold the other place; provinces stand in `admin1`."""
    if (holder.precision or COUNTRY) >= PROVINCE or (place.precision or COUNTRY) >= PROVINCE:
        return False
    if holder.name is None or key(holder) == key(place) or holder.country != place.country:
        return False
    if holder.lat is None or holder.lon is None or place.lat is None or place.lon is None:
        return True
    return distance_km(holder.lat, holder.lon, place.lat, place.lon) <= HELD_KM


def key(place: Place) -> object:
    return place.geonameid or place.name or place.text


def holds(wide: Place, fine: Place) -> bool:
    """True where one place may lie in the other, as far as country and province say."""
    a, b = wide.precision or COUNTRY, fine.precision or COUNTRY
    if a < PROVINCE or a <= b or wide.country is None or wide.country != fine.country:
        return False
    return a != PROVINCE or (wide.admin1 is not None and wide.admin1 == fine.admin1)
