"""Places inside others by the words between them: "Rabat quarter of Sele", "Masi village, Tel State".

A place that the gazetteer does not know, or knows only in another part of the world, lies where the town, district or
province lies that holds it, as exactly as that is known.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

import msgspec

from sayso.resolve.places.pools import kilometres
from sayso.types import Parsed, Place, PlaceMention, Token
from sayso.words import listed

# Words between a place and what holds it, and how many there may be ("X quarter of the city of Y").
LINKS = frozenset(
    [",", "in", "of", "the", "city", "town", "district", "area", "village", "quarter", "neighbourhood", "neighborhood",
     "suburb", "part", "municipality", "region", "county", "capital", "port", "local", "government", "state",
     "province", "governorate", "community", "locality", "'s", "’s"]
)  # fmt: skip
LINK_TOKENS = 6
# A quarter lies no farther than this from the point of its town, a village from that of its district or province.
HELD_KM = {1: 60.0, 2: 60.0, 3: 120.0, 4: 450.0}
# A place is told by another no farther off: near it, from the point of a distance and a direction, in another country.
NEAR_KM, MEASURED_KM, ABROAD_KM = 120.0, 60.0, 150.0
# How many times a distance told may be wrong by, and from how many km away a place may lie in another province.
GUESSED, ELSEWHERE_KM = 1.5, 60.0
# Borders of provinces shift, but not as far as this from the province's middle.
NAMESAKE_KM = 150.0
# The holder's confidence is lent at a loss.
LENT = 0.7
PART, COUNTRY = 5, 6
# What may stand for a place that no gazetteer has.
SMALL_KINDS = frozenset({"village", "town", "city", "district", "neighbourhood", "area", "camp", None})


def held(
    parsed: Parsed, mentions: Sequence[PlaceMention], found: Sequence[Place | None], shared: Collection[int] = ()
) -> list[Place | None]:
    """The places, those inside another put there; chains are followed from the largest to the smallest.

    `shared` are the numbers of the mentions whose name several places of that country bear.
    """
    out = list(found)
    for i in range(len(mentions) - 2, -1, -1):
        one, other = mentions[i], mentions[i + 1]
        holder = out[i + 1]
        if holder is None or one.demonym or other.demonym or one.within_body:
            continue
        if (holder.precision or 0) >= PART and _linked(parsed.tokens[one.last + 1 : other.first]):
            out[i] = _at_home(one, out[i], holder)
        if other.relation in ("near", "displaced"):
            if _astray(parsed.tokens[one.last + 1 : other.first], one, out[i], other, holder):
                out[i] = _lent_beside(one, holder, other)
            continue
        if holder.precision not in HELD_KM:
            continue
        if not _linked(parsed.tokens[one.last + 1 : other.first]) or one.kind not in SMALL_KINDS:
            continue
        place = out[i]
        if place is None or not _inside(place, holder, shared=i in shared):
            out[i] = _lent(one, holder)
        elif (holder.precision or COUNTRY) < 4 and place.within is None and (place.precision or COUNTRY) < 4:
            out[i] = msgspec.structs.replace(place, within=holder.name)
    return out


def _astray(between: Sequence[Token], one: PlaceMention, place: Place | None, other: PlaceMention, by: Place) -> bool:
    """Whether the place is told to lie by another and nobody knows it, or only one of its name elsewhere."""
    if one.kind not in SMALL_KINDS or (by.precision or COUNTRY) > 3 or len(between) > LINK_TOKENS:
        return False
    if not all(t.lower in _beside() for t in between):
        return False
    if place is None or None in (place.lat, place.lon, by.lat, by.lon) or (place.precision or COUNTRY) > 3:
        return place is None
    far = kilometres(place.lat or 0.0, place.lon or 0.0, by.lat or 0.0, by.lon or 0.0)
    if other.relation == "near":
        return far > NEAR_KM
    if other.distance_km is not None:  # by road it is farther than on the map, and many a distance is a guess
        return far > max(MEASURED_KM, GUESSED * other.distance_km)
    return far > ABROAD_KM and place.country != by.country


@cache
def _beside() -> frozenset[str]:
    return LINKS | listed("places", "beside", "words")


def _at_home(mention: PlaceMention, place: Place | None, holder: Place) -> Place | None:
    """Nothing in place of a name only like the one told, in another country than the words say."""
    if place is None or None in (place.country, holder.country) or place.country == holder.country:
        return place
    return place if (place.name or "").lower() == mention.name.lower() else None


def _linked(between: Sequence[Token]) -> bool:
    """True where nothing but linking words, one of them no article, stands between two names."""
    return 0 < len(between) <= LINK_TOKENS and all(t.lower in LINKS for t in between) and between[-1].lower != "'s"


def _inside(place: Place, holder: Place, *, shared: bool) -> bool:
    """Whether the gazetteer's point may lie in the holder."""
    if (place.precision or COUNTRY) >= (holder.precision or COUNTRY) and (place.precision or COUNTRY) > 3:
        return True
    if place.lat is None or place.lon is None or holder.lat is None or holder.lon is None:
        return True
    if place.country != holder.country:
        return False
    if holder.precision == 4 and place.admin1 is not None and place.admin1 == holder.admin1:
        return True
    far = kilometres(place.lat, place.lon, holder.lat, holder.lon)
    if shared and holder.precision == 4 and None not in (place.admin1, holder.admin1) and far > NAMESAKE_KM:
        return False  # one of the same name in another province
    return far <= HELD_KM[holder.precision or 1]


def _lent(mention: PlaceMention, holder: Place) -> Place:
    sure = holder.confidence
    precision = max(2, holder.precision or 1)
    return msgspec.structs.replace(
        holder, text=mention.text, start=mention.start, end=mention.end, name=mention.name, geonameid=None,
        feature=None,
        within=holder.name if precision <= 3 else None, precision=precision,
        confidence=None if sure is None else round(sure * LENT, 3),
    )  # fmt: skip


def _lent_beside(mention: PlaceMention, by: Place, other: PlaceMention) -> Place:
    """A place at the point that is told from another, which does not hold it: "Masi, 120 km north of Sele"."""
    place = msgspec.structs.replace(_lent(mention, by), within=None)
    if other.distance_km is None or other.distance_km <= ELSEWHERE_KM:
        return place
    return msgspec.structs.replace(place, admin1=None, admin1_code=None)
