"""UCDP GED-shaped CSV: 49 columns, lethal events only.

Whose side is whose follows from the parties' sectors (`data/ucdp.csv`). Numbers that UCDP gives to
conflicts and dyads are not known here and stay empty; those of armed groups are given where known.
"""

from __future__ import annotations

from math import floor
from typing import BinaryIO

import msgspec

from sayso.export.crosswalks import may_be_violence, side, ucdp_ids, violence
from sayso.export.hxl import tags_of
from sayso.export.rows import (
    HAPPENED,
    Cell,
    Whole,
    countries,
    days_of,
    number,
    party_name,
    serial_number,
    sides_of,
    total,
    who_acts,
    write_table,
)
from sayso.export.selection import Selection
from sayso.link.lexicon import load_lexicon
from sayso.store import IncidentQuery, Store
from sayso.types import Incident, IncidentParty

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity",
    "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best",
    "high", "low", "gwnoa", "gwnob",
)  # fmt: skip

# Half-degree cells, numbered from 1 in the south-west corner, row by row.
CELLS_A_ROW, ROWS = 720, 360

# People on a side, by the word they are counted as; fighters of an unknown side count as unknown.
OF_STATE = frozenset({"soldiers", "police"})
OF_ARMED = frozenset({"militants", "rebels"})


class Side(msgspec.Struct, frozen=True):
    kind: str | None
    name: str | None
    ucdp: str | None = None
    gwno: int | None = None


def write(
    store: Store,
    out: BinaryIO,
    of: str = "incidents",
    filters: IncidentQuery | None = None,
    *,
    bom: bool = False,
    hxl: bool = False,
) -> None:
    """Lethal incidents, or lethal claims as events of their own."""
    chosen = (r for whole in Selection(store, filters).wholes(of) if (r := row(whole)) is not None)
    write_table(out, COLUMNS, chosen, bom=bom, second=tags_of("ucdp", COLUMNS) if hxl else ())


def row(whole: Whole) -> dict[str, Cell] | None:
    """One event; None where nobody died by it, or it is no violence as UCDP counts it."""
    incident = whole.incident
    low, best, high = total(incident, "killed")
    lethal = (low or 0) > 0 or (best or 0) > 0 or (high or 0) > 0
    if not lethal or incident.status not in HAPPENED or not may_be_violence(incident.type):
        return None
    best = best if best is not None else low
    kind, a, b = _sides(incident)
    dyad = f"{a.name} - {b.name}" if a.name and b.name else None
    return {
        "id": serial_number(incident.id),
        "relid": incident.id,
        "code_status": "Check",
        "type_of_violence": kind,
        "conflict_name": dyad if kind in (2, 3) else None,
        "dyad_name": dyad,
        "side_a_new_id": int(a.ucdp) if a.ucdp else None,
        "side_a": a.name,
        "side_b_new_id": int(b.ucdp) if b.ucdp else None,
        "side_b": b.name,
        **_sources(whole),
        **_where(whole),
        **_when(incident),
        **_deaths(incident, best, kind, (a.kind, b.kind)),
        "best": best,
        "high": high,
        "low": low,
        "gwnoa": a.gwno,
        "gwnob": b.gwno,
    }


def _sides(incident: Incident) -> tuple[int | None, Side, Side]:
    """Type of violence and the two sides: a state first, civilians always second."""
    actors, recipients = sides_of(incident)
    a, b = _side(incident, actors), _side(incident, recipients, fighters_first=True)
    if b.kind is None and _civilians_died(incident):
        b = Side("civil", "Civilians")
    kind = violence(incident.type, a.kind, b.kind)
    if kind == 1 and (a.kind != "state" and b.kind == "state"):
        a, b = b, a
    if kind == 3:
        b = Side("civil", "Civilians")
    if kind == 1 and a.kind == b.kind and a.gwno == b.gwno:
        kind = None
    return kind, a, b


def _side(incident: Incident, parties: tuple[IncidentParty, ...], *, fighters_first: bool = False) -> Side:
    """The party that most voices name; of those who are hit, one that fights before civilians. Things are no side."""
    people = who_acts(incident, parties)
    if not people:
        return Side(next((k for p in parties if (k := side(p))), None), None)
    rank = ("state", "armed", "civil", None)
    party = min(people, key=lambda p: rank.index(side(p))) if fighters_first else people[0]
    kind = side(party)
    country = countries().get(party.country or "")
    if kind == "state" and country is not None:
        return Side(kind, f"Government of {country.name}", None, int(country.gwno) if country.gwno else None)
    return Side(kind, party_name(party) or None, ucdp_ids().get(party.id or ""))


def _civilians_died(incident: Incident) -> bool:
    lexicon = load_lexicon()
    killed = {c.who for c in incident.counts if c.what == "killed"}
    return bool(killed - {"people"}) and not any(lexicon.who_class(w) == "fighters" for w in killed)


def _sources(whole: Whole) -> dict[str, Cell]:
    reports = sorted(whole.reports.values(), key=lambda r: (r.published or "", r.id))
    voices = {
        s for c in whole.incident.counts if c.what == "killed" for v in c.values for s in v.speakers
    } or {s.name or s.text for c in whole.claims for s in c.source.speakers}  # fmt: skip
    parts = [(r.outlet or "", (r.published or "")[:10], r.title or "") for r in reports]
    return {
        "number_of_sources": len(whole.incident.reports),
        "source_article": "; ".join(f'"{",".join(p)}"' for p in parts),
        "source_office": "; ".join(sorted({p[0] for p in parts if p[0]})),
        "source_date": "; ".join(p[1] for p in parts if p[1]),
        "source_headline": "; ".join(p[2] for p in parts if p[2]),
        "source_original": "; ".join(sorted(voices)),
    }


def _where(whole: Whole) -> dict[str, Cell]:
    place, country = whole.incident.place, whole.country
    if place is None:
        return {}
    here = {"country": country.name, "region": country.ucdp_region} if country else {}
    spot: dict[str, Cell] = {}
    if place.lat is not None and place.lon is not None:
        spot = {
            "latitude": place.lat,
            "longitude": place.lon,
            "geom_wkt": f"POINT ({number(place.lon)} {number(place.lat)})",
            "priogrid_gid": priogrid(place.lat, place.lon),
        }
    within = [x for x in (place.name, place.within, place.admin1) if x]
    return {
        **here,
        **spot,
        "country_id": int(country.gwno) if country and country.gwno else None,
        "where_prec": place.precision,
        "where_coordinates": place.name,
        "where_description": ", ".join(dict.fromkeys(within)),
        "adm_1": place.admin1,
        "adm_2": place.within if place.within != place.admin1 else None,
    }


def priogrid(lat: float, lon: float) -> int:
    """Number of the PRIO-GRID cell that holds a point.

    >>> priogrid(-90, -180), priogrid(0.25, 32.75), priogrid(90, 180)
    (1, 130026, 259200)
    """
    row = min(floor((lat + 90) * 2), ROWS - 1)
    column = min(floor((lon + 180) * 2), CELLS_A_ROW - 1)
    return row * CELLS_A_ROW + column + 1


def _when(incident: Incident) -> dict[str, Cell]:
    first, last, precision = days_of(incident)
    if first is None or last is None:
        return {"event_clarity": 2}
    length = (last - first).days + 1
    exact = 1 if length == 1 else 2 if length < 7 else 3 if length == 7 else 4 if length <= 31 else 5
    known = {"day": 1, "week": 3, "month": 4, "year": 5}.get(precision or "", exact)
    return {
        "year": first.year,
        "event_clarity": 1 if known <= 2 else 2,
        "date_prec": known,
        "date_start": first.isoformat(),
        "date_end": last.isoformat(),
    }


def _deaths(
    incident: Incident, best: float | None, kind: int | None, sides: tuple[str | None, str | None]
) -> dict[str, Cell]:
    """Whose the dead were. All columns add up to best; the whole of it is unknown where the parts do not fit."""
    if best is None:
        return {}
    lexicon = load_lexicon()
    rows = {c.who: c.best or c.low or 0.0 for c in incident.counts if c.what == "killed" and c.who != "people"}
    state, armed = (sum(n for w, n in rows.items() if w in group) for group in (OF_STATE, OF_ARMED))
    fighters = sum(n for w, n in rows.items() if lexicon.who_class(w) == "fighters")
    parts = [n for w, n in rows.items() if lexicon.who_class(w) != "fighters"]
    civilians = rows.get("civilians", max(parts, default=0.0))
    if kind == 3:
        civilians = max(civilians, best - fighters)
    a = (state if sides[0] == "state" else 0) + (armed if sides[0] == "armed" and sides[1] != "armed" else 0)
    b = (armed if sides[1] == "armed" and sides[0] != "armed" else 0) + (
        state if sides[1] == "state" and sides[0] != "state" else 0
    )
    unknown = best - a - b - civilians
    if unknown < 0:
        a = b = civilians = 0
        unknown = best
    return {"deaths_a": a, "deaths_b": b, "deaths_civilians": civilians, "deaths_unknown": unknown}
