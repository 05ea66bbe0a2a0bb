"""GDELT 2.0 events: 61 columns, tab separated, no header.

CAMEO codes come from the crosswalk (`data/cameo.csv`). What GDELT measures and Sayso does not (tone, ethnic and
religious codes, the places of the two actors) is empty. Times are those of the reports: no clock of ours.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import BinaryIO

from sayso.export.crosswalks import cameo, cameo_role
from sayso.export.rows import (
    Cell,
    Whole,
    countries,
    days_of,
    party_name,
    serial_number,
    sides_of,
    took_place,
    write_tabs,
)
from sayso.export.selection import Selection
from sayso.store import IncidentQuery, Store
from sayso.types import IncidentParty, Report

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "Fullname", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")

COLUMNS = (
    "GlobalEventID", "Day", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{x}" for x in _ACTOR),
    *(f"Actor2{x}" for x in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"Actor1Geo_{x}" for x in _GEO),
    *(f"Actor2Geo_{x}" for x in _GEO),
    *(f"ActionGeo_{x}" for x in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip

# GDELT's kinds of places.
COUNTRY, US_STATE, US_CITY, WORLD_CITY, WORLD_STATE = 1, 2, 3, 4, 5


def write(
    store: Store, out: BinaryIO, of: str = "incidents", filters: IncidentQuery | None = None, *, bom: bool = False
) -> None:
    """Incidents that took place, or claims that did, each as an event. `bom` has no place in a file without a head."""
    chosen = (w for w in Selection(store, filters).wholes(of) if took_place(w.incident))
    write_tabs(out, ([cells.get(c) for c in COLUMNS] for cells in map(row, chosen)))


def row(whole: Whole) -> dict[str, Cell]:
    incident = whole.incident
    first, second = sides_of(incident)
    code = cameo(incident.type, incident.mode, incident.contexts)
    last = last_report(whole)
    return {
        "GlobalEventID": serial_number(incident.id),
        **_day(days_of(incident)[0]),
        **_actor("Actor1", first),
        **_actor("Actor2", second),
        "IsRootEvent": int(any(c.main for c in whole.claims)),
        # As text: the zero before "030" is part of the code.
        "EventCode": code.code,
        "EventBaseCode": code.base,
        "EventRootCode": code.root,
        "QuadClass": code.quad,
        "GoldsteinScale": code.score,
        "NumMentions": len(incident.claims),
        "NumSources": len(incident.outlets) or 1,
        "NumArticles": len(incident.reports),
        "Actor1Geo_Type": 0,
        "Actor2Geo_Type": 0,
        **_action(whole),
        "DATEADDED": moment(last.published if last else None),
        "SOURCEURL": (last.url or last.outlet) if last else None,
    }


def last_report(whole: Whole) -> Report | None:
    """The report published last."""
    return max(whole.reports.values(), key=lambda r: (r.published or "", r.id), default=None)


def _day(day: date | None) -> dict[str, Cell]:
    if day is None:
        return {}
    fraction = day.year + (day.month * 30 + day.day) / 365
    return {
        "Day": int(day.strftime("%Y%m%d")),
        "MonthYear": int(day.strftime("%Y%m")),
        "Year": day.year,
        "FractionDate": round(fraction, 4),
    }


def _actor(prefix: str, parties: tuple[IncidentParty, ...]) -> dict[str, Cell]:
    """The first party of a side; GDELT has no room for the others."""
    if not parties:
        return {}
    party = parties[0]
    role = None if party.kind == "state" else cameo_role(party.sector)
    return {
        f"{prefix}Code": f"{party.country or ''}{role or ''}",
        f"{prefix}Name": party_name(party).upper(),
        f"{prefix}CountryCode": party.country,
        f"{prefix}Type1Code": role,
    }


def _action(whole: Whole) -> dict[str, Cell]:
    place = whole.incident.place
    country = countries().get(place.country) if place and place.country else None
    if place is None:
        return {"ActionGeo_Type": 0}
    fips = country.fips if country else ""
    american = fips == "US"
    state = (place.admin1_code or "").removeprefix("US-") if american else ""
    unit = fips + state
    names = [place.name, place.admin1, country.name if country else None]
    if place.precision == 6 or (place.feature or "").startswith("PCL"):
        kind, feature = COUNTRY, fips
    elif place.feature == "ADM1":
        kind, feature = US_STATE if american else WORLD_STATE, unit
    else:
        kind, feature = US_CITY if american else WORLD_CITY, ""
    return {
        "ActionGeo_Type": kind,
        "ActionGeo_Fullname": ", ".join(dict.fromkeys(n for n in names if n)),
        "ActionGeo_CountryCode": fips,
        "ActionGeo_ADM1Code": unit,
        "ActionGeo_Lat": place.lat,
        "ActionGeo_Long": place.lon,
        "ActionGeo_FeatureID": feature,
    }


def moment(published: str | None) -> int | None:
    """YYYYMMDDHHMMSS; midnight where only the day is known.

    >>> moment("2031-05-06"), moment("2031-05-06T18:30:00Z")
    (20310506000000, 20310506183000)
    """
    if published is None:
        return None
    try:
        return int(datetime.fromisoformat(published).strftime("%Y%m%d%H%M%S"))
    except ValueError:
        return None
