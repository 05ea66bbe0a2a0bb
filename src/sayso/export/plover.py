"""PLOVER JSON: a list of event records.

Every status is written, told in `comment`: PLOVER has no field for what is planned, denied or did not
happen, nor for whose word it is. `event_scale` is the crosswalk's score (`data/cameo.csv`).
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from typing import BinaryIO

import msgspec

from sayso.export.crosswalks import cameo, quad
from sayso.export.rows import Whole, days_of, party_name, sentence, total
from sayso.export.selection import Selection
from sayso.store import IncidentQuery, Store
from sayso.types import IncidentParty, IncidentPlace

EXTENSIONS = frozenset({"DISPLACE", "CONTROL"})


def write(
    store: Store, out: BinaryIO, of: str = "incidents", filters: IncidentQuery | None = None, *, bom: bool = False
) -> None:
    """Incidents, or each claim as an event of its own. `bom` has no meaning in JSON and is ignored."""
    out.write(b"[")
    comma = b"\n"
    for whole in Selection(store, filters).wholes(of):
        out.write(comma + msgspec.json.encode(record(whole)))
        comma = b",\n"
    out.write(b"\n]\n")


def record(whole: Whole) -> dict[str, object]:
    """One event. Keys without a value are null, so that all records have the same."""
    i = whole.incident
    first, last, _ = days_of(i)
    claims = sorted(whole.claims, key=lambda c: (not c.main, c.report, c.trigger.start))
    lead = claims[0] if claims else None
    return {
        "id": i.id,
        "has_event": 1,
        "date": first.isoformat() if first else None,
        "time": None,
        "enddate": last.isoformat() if last and last != first else None,
        "endtime": None,
        "actor": _parties(i.actor),
        "recipient": _parties(i.recipient),
        "event": i.type,
        "event_loc": _place(i.place),
        "event_text": lead.trigger.text if lead else None,
        "quad_code": quad(i.type)[0],
        "event_scale": cameo(i.type, i.mode, i.contexts).score,
        "mode": i.mode,
        "context": list(i.contexts),
        "size": {"dead": _likely(whole, "killed"), "injured": _likely(whole, "injured"),
                 "arrested": _likely(whole, "detained")},
        "link": sorted({r.url for r in whole.reports.values() if r.url}),
        "text": lead.evidence.text if lead else None,
        "text_info": {
            "sequence": None,
            "start": lead.evidence.start if lead else None,
            "end": lead.evidence.end if lead else None,
            "text_story": lead.report if lead else None,
        },
        "cite_info": "; ".join(_cite(whole)) or None,
        "coder": f"sayso {version('sayso')}",
        "coded_date": None,
        "coded_time": None,
        "comment": _comment(whole),
    }  # fmt: skip


def _parties(parties: Iterable[IncidentParty]) -> list[dict[str, object]]:
    return [
        {"name": party_name(p) or None, "country": p.country, "sector": p.sector, "title": p.role, "id": p.id}
        for p in parties
    ]


def _place(place: IncidentPlace | None) -> dict[str, object] | None:
    if place is None:
        return None
    return {
        "name": place.name,
        "admin1": place.admin1,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "geonameid": place.geonameid,
        "feature": place.feature,
    }


def _likely(whole: Whole, what: str) -> float | None:
    low, best, _ = total(whole.incident, what)
    return best if best is not None else low


def _cite(whole: Whole) -> list[str]:
    """Outlet, day and title of each report."""
    reports = sorted(whole.reports.values(), key=lambda r: (r.published or "", r.id))
    return [", ".join(x for x in (r.outlet, (r.published or "")[:10], r.title) if x) for r in reports]


def _comment(whole: Whole) -> str:
    parts = [sentence(whole)]
    if whole.incident.type in EXTENSIONS:
        parts.append(f"{whole.incident.type} is a type of Sayso's own, no PLOVER type.")
    return " ".join(parts)
