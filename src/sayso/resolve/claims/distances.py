"""How far apart places are, and whether two of them can be the place of one event."""

from __future__ import annotations

import math

from sayso.types import Place

# Two places of one report nearer than this may be one event told with a town and its suburb.
NEAR_KM = 25.0


def places_agree(a: Place, b: Place) -> bool:
    """True where both can be the place of one event: near, or one holds the other."""
    if a.country and b.country and a.country != b.country:
        return False
    if 6 in (a.precision, b.precision):
        return True
    named_alike = any(p.name is not None and p.name == p.admin1 for p in (a, b))  # a town's name may mean its province
    if named_alike or 4 in (a.precision, b.precision) or 3 in (a.precision, b.precision):
        return a.admin1 is None or b.admin1 is None or a.admin1 == b.admin1
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return True
    return distance_km(a.lat, a.lon, b.lat, b.lon) <= NEAR_KM


def distance_km(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """Great-circle distance of two points in degrees (haversine, mean earth radius 6,371 km)."""
    p, q = math.radians(lat), math.radians(lat2)
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(lon2 - lon) / 2) ** 2
    return 12_742 * math.asin(min(1.0, math.sqrt(h)))
