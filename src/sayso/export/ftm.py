"""FollowTheMoney entities as JSON Lines: events, the reports that prove them, and the parties by name.

Parties without a name are told in the event's `notes`, not made entities. Entities come before the
events that point to them, each once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import msgspec

from sayso.export.rows import Whole, countries, party_name, sentence
from sayso.export.selection import Selection
from sayso.store import IncidentQuery, Store
from sayso.types import STATE_SECTORS, IncidentParty, Report
from sayso.wikidata import item_of

PUBLIC = STATE_SECTORS | {"IGO"}

# People who act together without a name of their own are told, not kept as bodies.
NO_ENTITIES = frozenset({"crowd", "facility", "vehicle", "area"})

Entity = dict[str, Any]


def write(
    store: Store, out: BinaryIO, of: str = "incidents", filters: IncidentQuery | None = None, *, bom: bool = False
) -> None:
    """Incidents, or each claim as an event of its own, whatever its status. `bom` is ignored."""
    written: set[str] = set()
    for whole in Selection(store, filters).wholes(of):
        for entity in entities(whole):
            if entity["id"] not in written:
                written.add(entity["id"])
                out.write(msgspec.json.encode(entity) + b"\n")


def entities(whole: Whole) -> Iterator[Entity]:
    """Reports, then parties, then the event."""
    i = whole.incident
    reports = {r.id: _report(r) for r in sorted(whole.reports.values(), key=lambda r: r.id)}
    yield from reports.values()
    involved: dict[str, Entity] = {}
    unnamed = []
    for party in (*i.actor, *i.recipient):
        entity = _party(party)
        if entity is None:
            unnamed.append(party_name(party))
        else:
            involved[entity["id"]] = entity
    yield from involved.values()
    place, when, country = i.place, i.when, whole.country
    spot = [place.name, place.within, place.admin1, country.name if country else None] if place else []
    told = f"Also involved: {', '.join(unnamed)}." if any(unnamed) else None
    yield _entity(
        f"event:{i.id}",
        "Event",
        name=[_name(whole)],
        startDate=[when.from_ if when else None],
        endDate=[when.to if when else None],
        location=[", ".join(dict.fromkeys(s for s in spot if s))],
        country=[_land(place.country if place else None)],
        involved=list(involved),
        proof=[e["id"] for e in reports.values()],
        publisher=list(i.outlets),
        sourceUrl=[r.url for r in whole.reports.values()],
        summary=[sentence(whole)],
        keywords=[i.type, i.mode, *i.contexts, f"status: {i.status}"],
        notes=[told, *(c.evidence.text for c in whole.claims)],
        recordId=[i.id],
    )


def _name(whole: Whole) -> str:
    i = whole.incident
    deed = i.type.lower() + (f" ({i.mode})" if i.mode else "")
    place = f" in {i.place.name}" if i.place and i.place.name else ""
    day = f", {i.when.from_}" if i.when and i.when.from_ else ""
    return f"{deed.capitalize()}{place}{day}"


def _report(report: Report) -> Entity:
    return _entity(
        f"report:{report.id}",
        "Article",
        title=[report.title or report.id],
        fileName=[report.id],
        publisher=[report.outlet],
        publishedAt=[report.published],
        sourceUrl=[report.url],
        language=[report.language],
    )


def _party(party: IncidentParty) -> Entity | None:
    """A named body or person; None for people without a name, and for things."""
    if not party.name or party.kind in NO_ENTITIES:
        return None
    schema = (
        "Person" if party.kind == "person"
        else "PublicBody" if party.kind == "state" or (party.kind == "organization" and party.sector in PUBLIC)
        else "Organization" if party.kind in ("organization", "group")
        else "LegalEntity"
    )  # fmt: skip
    key = party.id or f"{party.country or ''}:{party.name}"
    more = {"position": [party.role]} if schema == "Person" else {}
    land = [_land(party.country)]
    return _entity(
        f"party:{schema}:{key}", schema, name=[party.name], country=land, sector=[party.sector],
        wikidataId=[item_of(party.id, party.name)], **more,
    )  # fmt: skip


def _land(alpha3: str | None) -> str | None:
    country = countries().get(alpha3 or "")
    return country.alpha2.lower() if country else None


def _entity(key: str, schema: str, **properties: Iterable[str | None]) -> Entity:
    """An entity with an id of its own making, and only the properties that have values."""
    digest = hashlib.sha1(key.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()
    values = {k: list(dict.fromkeys(v for v in vs if v)) for k, vs in properties.items()}
    return {"id": digest, "schema": schema, "properties": {k: v for k, v in values.items() if v}}
