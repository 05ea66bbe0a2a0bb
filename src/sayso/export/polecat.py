"""POLECAT: 40 columns, tab separated; what is missing is the word None.

Intensity is the crosswalk's conflict-cooperation score (`data/cameo.csv`). DISPLACE and CONTROL, which
PLOVER does not have, are marked as Sayso's in `Version`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.metadata import version
from typing import BinaryIO

from sayso.export.crosswalks import cameo, cow_numbers, quad
from sayso.export.rows import Cell, Country, Whole, countries, days_of, took_place, write_tabs
from sayso.export.selection import Selection
from sayso.store import IncidentQuery, Store
from sayso.types import Claim, IncidentParty, Party

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip

MISSING = "None"
EXTENSIONS = frozenset({"DISPLACE", "CONTROL"})


def write(
    store: Store, out: BinaryIO, of: str = "incidents", filters: IncidentQuery | None = None, *, bom: bool = False
) -> None:
    """Incidents that took place, or claims that did, each as an event."""
    chosen = (w for w in Selection(store, filters).wholes(of) if took_place(w.incident))
    lines = ([cells.get(c) for c in COLUMNS] for cells in map(row, chosen))
    write_tabs(out, lines, head=COLUMNS, missing=MISSING, bom=bom)


def row(whole: Whole) -> dict[str, Cell]:
    i = whole.incident
    score = cameo(i.type, i.mode, i.contexts).score
    reports = sorted(whole.reports.values(), key=lambda r: (r.published or "", r.id))
    first = days_of(i)[0]
    own = f" ({i.type} is no PLOVER type)" if i.type in EXTENSIONS else ""
    return {
        "Event ID": i.id,
        "Event Date": first.isoformat() if first else None,
        "Event Type": i.type,
        "Event Mode": i.mode,
        "Intensity": score,
        "Quad Code": quad(i.type)[1],
        "Contexts": _list(i.contexts),
        **_party("Actor", i.actor, whole.claims, lambda c: c.actor),
        **_party("Recipient", i.recipient, whole.claims, lambda c: c.recipient),
        **_place(whole),
        "Source": _list(i.outlets),
        "Publication Date": next((r.published[:10] for r in reports if r.published), None),
        **_story(whole),
        "Language": next((r.language for r in reports if r.language), None),
        "Version": f"sayso {version('sayso')}{own}",
    }


def _party(
    side: str, parties: tuple[IncidentParty, ...], claims: tuple[Claim, ...], of: Callable[[Claim], tuple[Party, ...]]
) -> dict[str, Cell]:
    """All parties of a side, joined by semicolons; the words of the claims beside their names."""
    lands = [p.country for p in parties if p.country]
    sectors = [p.sector for p in parties if p.sector]
    return {
        f"{side} Name": _list(p.name for p in parties),
        f"{side} Country": _list(lands),
        f"{side} COW": _list(cow(countries()[c]) for c in lands if c in countries()),
        f"Primary {side} Sector": sectors[0] if sectors else None,
        f"{side} Sectors": _list(sectors),
        f"{side} Title": _list(p.role for p in parties),
        f"{side} Name Raw": _list(p.text for c in claims for p in of(c)),
    }


def cow(country: Country) -> str | None:
    """Correlates of War number; None for what is no state in it."""
    return cow_numbers().get(country.alpha3) or country.gwno or None


def _place(whole: Whole) -> dict[str, Cell]:
    place, country = whole.incident.place, whole.country
    if place is None:
        return {}
    town = (place.feature or "").startswith("PPL")
    district = place.name if place.feature == "ADM2" else place.within
    return {
        "Placename": ", ".join(dict.fromkeys(n for n in (place.name, country.name if country else None) if n)),
        "City": place.name if town else None,
        "District": district if district != place.admin1 else None,
        "Province": place.admin1,
        "Country": place.country,
        "Latitude": place.lat,
        "Longitude": place.lon,
        "GeoNames ID": place.geonameid,
        "Raw Placename": _list(c.place.text for c in whole.claims if c.place),
        "Feature Type": place.feature,
    }


def _story(whole: Whole) -> dict[str, Cell]:
    """Who and what the claims name beside the event's own parties."""
    parties = [p for c in whole.claims for p in (*c.actor, *c.recipient, *c.source.speakers)]
    bodies = ("organization", "group", "state")
    return {
        "Story People": _list(p.name for p in parties if p.kind == "person"),
        "Story Organizations": _list(p.name for p in parties if p.kind in bodies),
        "Story Locations": _list(c.place.name for c in whole.claims if c.place),
    }


def _list(values: Iterable[str | None]) -> str | None:
    return "; ".join(dict.fromkeys(v for v in values if v)) or None
