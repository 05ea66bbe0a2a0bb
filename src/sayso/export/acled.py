"""ACLED-shaped CSV: 31 columns, one row per event, day and place.

Only what ACLED records: events with an ACLED type that happened. Fatalities are the lowest
standing figure, dozens as 12 and hundreds as 100, as ACLED has it; but 0 only where none were stated,
and an empty cell where nobody says.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, BinaryIO

from sayso.errors import DataBroken
from sayso.export.hxl import tags_of
from sayso.export.rows import HAPPENED, Cell, Whole, days_of, party_name, sentence, total, who_acts, write_table
from sayso.export.selection import Selection
from sayso.store import IncidentQuery, Store
from sayso.types import Acled, IncidentParty

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip

TIME_PRECISION = {"day": 1, "week": 2, "month": 3, "year": 3}
GEO_PRECISION = {1: 1, 2: 1, 3: 2, 4: 3, 5: 3, 6: 3}

# A stretch of days up to this long was an event each day; a longer one is a vague date.
SPLIT_DAYS = 14


def write(
    store: Store,
    out: BinaryIO,
    of: str = "incidents",
    filters: IncidentQuery | None = None,
    *,
    bom: bool = False,
    hxl: bool = False,
) -> None:
    """Incidents as ACLED rows, or each claim as an event of its own."""
    chosen = Selection(store, filters).wholes(of)
    second = tags_of("acled", COLUMNS) if hxl else ()
    write_table(out, COLUMNS, (row for whole in chosen for row in rows(whole)), bom=bom, second=second)


def rows(whole: Whole) -> Iterator[dict[str, Cell]]:
    """The rows of one incident: none where ACLED has no such event, one a day where it lasted some days."""
    kind = acled_type(whole)
    incident = whole.incident
    if kind is None or incident.status not in HAPPENED:
        return
    row = _shared(whole, kind)
    first, last, precision = days_of(whole.incident)
    days = [first] if first is None or last is None else [first + timedelta(n) for n in range((last - first).days + 1)]
    if len(days) > 1 and (precision != "range" or len(days) > SPLIT_DAYS):
        precision, days = precision if precision != "range" else "month" if len(days) > 7 else "week", days[:1]
    elif len(days) > 1:
        precision = "day"
    for number, day in enumerate(days):
        deaths: dict[str, Cell] = {"fatalities": row["fatalities"] if number == 0 else None}
        note = "" if len(days) == 1 else f" Day {number + 1} of {len(days)}; deaths of all days stand with the first."
        yield (
            row
            | deaths
            | {
                "event_id_cnty": f"{row['event_id_cnty']}{f'-{number + 1}' if len(days) > 1 else ''}",
                "event_date": day.isoformat() if day else None,
                "year": day.year if day else None,
                "time_precision": TIME_PRECISION.get(precision or "", 3) if day else None,
                "notes": f"{row['notes']}{note}",
            }
        )


def acled_type(whole: Whole) -> Acled | None:
    """The type most claims have, of claims of the incident's own PLOVER type where there are any."""
    told = [c for c in whole.claims if c.acled and c.type == whole.incident.type] or [
        c for c in whole.claims if c.acled
    ]
    votes = Counter((c.acled.event_type, c.acled.sub_event_type) for c in told if c.acled)
    return Acled(*min(votes, key=lambda k: (-votes[k], k))) if votes else None


def _shared(whole: Whole, kind: Acled) -> dict[str, Cell]:
    incident, place, country = whole.incident, whole.incident.place, whole.country
    code, name = (country.alpha3, country.name) if country else ("", None)
    words = acled_words()
    actors, recipients = who_acts(incident, incident.actor), who_acts(incident, incident.recipient)
    # In a battle both sides act: the second actor is ACLED's actor2 where no recipient is told.
    if not recipients and len(actors) > 1:
        actors, recipients = actors[:1], actors[1:]
    inter1 = _inter(actors, words, code, words["inter_of_event"].get(kind.event_type))
    inter2 = _inter(recipients, words, code, None) if recipients else None
    low = total(incident, "killed")[0]
    published = max((r.published for r in whole.reports.values() if r.published), default=None)
    people = next((c for c in incident.counts if c.what == "participants"), None)
    size = None if people is None else people.best if people.best is not None else people.low
    civilians = inter2 == "Civilians" and "Political" in words["disorder_type"].get(kind.event_type, "")
    disorder = words["disorder_type"].get(kind.sub_event_type) or words["disorder_type"].get(kind.event_type)
    return {
        "event_id_cnty": f"{code}{incident.id}",
        "disorder_type": disorder,
        "event_type": kind.event_type,
        "sub_event_type": kind.sub_event_type,
        "actor1": _actor(actors, inter1, words, name),
        "assoc_actor_1": "; ".join(party_name(p) for p in actors[1:]),
        "inter1": inter1,
        "actor2": _actor(recipients, inter2, words, name) if recipients else None,
        "assoc_actor_2": "; ".join(party_name(p) for p in recipients[1:]),
        "inter2": inter2,
        "interaction": f"{inter1}-{inter2}" if inter1 and inter2 else f"{inter1} only" if inter1 else None,
        "civilian_targeting": "Civilian targeting" if civilians else None,
        "iso": int(country.numeric) if country and country.numeric else None,
        "region": country.acled_region if country else None,
        "country": name,
        "admin1": place.admin1 if place else None,
        "admin2": place.within if place and place.within != place.admin1 else None,
        "location": place.name if place else None,
        "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
        "geo_precision": GEO_PRECISION.get(place.precision or 0) if place else None,
        "source": "; ".join(incident.outlets),
        "notes": sentence(whole),
        "fatalities": None if low is None else words["vague"].get(f"{low:g}", low) if _vague(whole, low) else low,
        "tags": f"crowd size={size:g}" if size is not None else None,
        "timestamp": _seconds(published),
    }


def _vague(whole: Whole, low: float) -> bool:
    """True where the lowest figure is a word such as "dozens", not a number."""
    values = [v for c in whole.incident.counts if c.what == "killed" for v in c.values if v.low == low]
    return bool(values) and all(v.best is None and v.high is None for v in values)


def _inter(parties: list[IncidentParty], words: dict[str, Any], country: str, of_event: str | None) -> str | None:
    """ACLED's kind of the first party. A foreign state's forces are external."""
    if of_event:
        return of_event
    if not parties:
        return None
    first = parties[0]
    kind: str | None = words["inter"].get(first.sector or "")
    if kind == "State forces" and first.country and country and first.country != country:
        return "External/Other forces"
    return kind


def _actor(parties: list[IncidentParty], inter: str | None, words: dict[str, Any], country: str | None) -> str | None:
    """The first party's name, else ACLED's name for an unnamed one of its kind."""
    if parties and parties[0].name:
        return parties[0].name
    generic = words["unnamed"].get(inter or "")
    if generic:
        return f"{generic} ({country})" if country else str(generic)
    return parties[0].text if parties else None


def _seconds(published: str | None) -> int | None:
    """Unix time of the last report: no clock of ours, so that the same store gives the same file."""
    if published is None:
        return None
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return None
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


@cache
def acled_words() -> dict[str, Any]:
    path = files("sayso.data") / "acled_columns.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataBroken(path, f"unreadable ACLED words ({error})") from error
