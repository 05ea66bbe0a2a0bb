"""Places a name may stand for, the likely first, to choose from when a place is set right."""

from __future__ import annotations

from functools import cache
from typing import Any

from sayso.errors import SaysoError
from sayso.knowledge.gazetteer import Candidate, Gazetteer
from sayso.web.told import country_name

MOST_CANDIDATES = 8

# UCDP's where_prec by the kind of GeoNames feature: a town is exact, a district or province is not.
KINDS = (("PPL", 1, "town"), ("PCL", 6, "country"), ("ADM1", 4, "province"), ("ADM", 3, "district"))


@cache
def _gazetteer() -> Gazetteer | None:
    try:
        return Gazetteer.open()
    except SaysoError:
        return None


def candidates(name: str, country: str | None) -> list[dict[str, Any]]:
    """Places by a name, those in `country` (alpha-3) first, then the larger. Empty without a gazetteer."""
    gazetteer = _gazetteer()
    if gazetteer is None or not name.strip() or len(name) > 100:
        return []
    found = gazetteer.lookup(name) or gazetteer.lookup_loosely(name)
    rows = [(gazetteer.alpha3(c.country), c) for c in found]
    rows.sort(key=lambda r: (r[0] != country, r[1].match > 1, -r[1].population))
    return [_row(c, alpha3) for alpha3, c in rows[:MOST_CANDIDATES]]


def _row(c: Candidate, alpha3: str | None) -> dict[str, Any]:
    found = next((k for k in KINDS if c.feature.startswith(k[0])), None)
    precision, kind = (found[1], found[2]) if found else (2, "place")
    return {
        "name": c.name, "lat": round(c.lat, 4), "lon": round(c.lon, 4), "country": alpha3, "feature": c.feature,
        "geonameid": c.id if c.id > 0 else None, "precision": precision, "population": c.population,
        "kind": kind, "country_name": country_name(alpha3) if alpha3 else None,
    }  # fmt: skip
