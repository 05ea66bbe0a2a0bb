"""GeoJSON (RFC 7946): one feature per incident, or per claim, with flat properties; longitude first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

import msgspec

from sayso.errors import SaysoError
from sayso.export.rows import party_name, total
from sayso.export.selection import Selection
from sayso.store import IncidentQuery, Store
from sayso.types import Claim, Incident, IncidentPlace, Place


def write(
    store: Store, out: BinaryIO, of: str = "incidents", filters: IncidentQuery | None = None, *, bom: bool = False
) -> None:
    """A FeatureCollection. What has no place is a feature without geometry. `bom` is ignored."""
    if of not in ("incidents", "claims"):
        raise SaysoError(f"the geojson format holds incidents or claims, not {of}")
    chosen = Selection(store, filters)
    features: Iterable[dict[str, object]] = (
        map(incident_feature, chosen.incidents()) if of == "incidents" else map(claim_feature, chosen.claims())
    )
    out.write(b'{"type":"FeatureCollection","features":[')
    for chunk in _joined(features):
        out.write(chunk)
    out.write(b"\n]}\n")


def _joined(features: Iterable[dict[str, object]]) -> Iterator[bytes]:
    comma = b"\n"
    for feature in features:
        yield comma + msgspec.json.encode(feature)
        comma = b",\n"


def _geometry(place: Place | IncidentPlace | None) -> dict[str, object] | None:
    if place is None or place.lat is None or place.lon is None:
        return None
    return {"type": "Point", "coordinates": [place.lon, place.lat]}


def incident_feature(incident: Incident) -> dict[str, object]:
    place, when = incident.place, incident.when
    tolls: dict[str, object] = {}
    for what in ("killed", "injured", "displaced", "detained"):
        low, best, high = total(incident, what)
        tolls |= {f"{what}_low": low, f"{what}_best": best, f"{what}_high": high}
    return {
        "type": "Feature",
        "id": incident.id,
        "geometry": _geometry(place),
        "properties": {
            "type": incident.type,
            "mode": incident.mode,
            "status": incident.status,
            "date_from": when.from_ if when else None,
            "date_to": when.to if when else None,
            "actor": "; ".join(map(party_name, incident.actor)) or None,
            "recipient": "; ".join(map(party_name, incident.recipient)) or None,
            "place": place.name if place else None,
            "admin1": place.admin1 if place else None,
            "country": place.country if place else None,
            "place_precision": place.precision if place else None,
            **tolls,
            "outlets": "; ".join(incident.outlets),
            "reports": len(incident.reports),
            "independent": incident.independent,
            "copies": incident.copies,
            "disagreements": "; ".join(d.field for d in incident.disagreements) or None,
            "confidence": incident.confidence,
        },
    }


def claim_feature(claim: Claim) -> dict[str, object]:
    place, when = claim.place, claim.when
    return {
        "type": "Feature",
        "id": claim.id,
        "geometry": _geometry(place),
        "properties": {
            "report": claim.report,
            "type": claim.type,
            "mode": claim.mode,
            "status": claim.status,
            "main": claim.main,
            "historical": claim.historical,
            "trigger": claim.trigger.text,
            "date_from": when.from_ if when else None,
            "date_to": when.to if when else None,
            "actor": "; ".join(p.name or p.text for p in claim.actor) or None,
            "recipient": "; ".join(p.name or p.text for p in claim.recipient) or None,
            "place": (place.name or place.text) if place else None,
            "country": place.country if place else None,
            "place_precision": place.precision if place else None,
            "counts": "; ".join(f"{c.what} {c.who}: {c.text}" for c in claim.counts) or None,
            "outlet": claim.source.outlet,
            "speakers": "; ".join(s.name or s.text for s in claim.source.speakers) or None,
            "stance": claim.source.stance,
            "confidence": claim.confidence,
        },
    }
