"""HXL: a CSV for humanitarian data exchange, its second row of hashtags telling what each column holds.

The same row goes under the heads of other tables (`tags_of`), where it is asked for.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import BinaryIO

from sayso.errors import DataBroken
from sayso.export.rows import Cell, Whole, party_names, sentence, total, write_table
from sayso.export.selection import Selection
from sayso.store import IncidentQuery, Store

COLUMNS = {
    "event_id": "#event+code",
    "date": "#date+occurred",
    "date_start": "#date+start",
    "date_end": "#date+end",
    "type": "#event+type",
    "actor": "#group+name+first",
    "recipient": "#group+name+second",
    "country": "#country+name",
    "country_code": "#country+code",
    "admin1": "#adm1+name",
    "admin2": "#adm2+name",
    "place": "#loc+name",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "source": "#meta+source",
    "notes": "#description",
    "killed": "#affected+killed",
    "injured": "#affected+injured",
    "displaced_people": "#affected+idps+individuals",
    "displaced_households": "#affected+idps+households",
}

# Displaced people are counted by head or by household.
HOUSEHOLDS = frozenset({"households", "families"})


def write(
    store: Store, out: BinaryIO, of: str = "incidents", filters: IncidentQuery | None = None, *, bom: bool = False
) -> None:
    """Incidents, or each claim as an event of its own, whatever its status: the notes tell it."""
    chosen = Selection(store, filters).wholes(of)
    write_table(out, tuple(COLUMNS), map(row, chosen), bom=bom, second=tuple(COLUMNS.values()))


def row(whole: Whole) -> dict[str, Cell]:
    i, place, when, country = whole.incident, whole.incident.place, whole.incident.when, whole.country
    first, last = (when.from_, when.to) if when else (None, None)
    houses = next((c for c in i.counts if c.what == "displaced" and c.who in HOUSEHOLDS), None)
    by_head = any(c.what == "displaced" and c.who not in HOUSEHOLDS for c in i.counts)
    return {
        "event_id": i.id,
        "date": first if first == last else None,
        "date_start": first,
        "date_end": last,
        "type": f"{i.type} {i.mode}" if i.mode else i.type,
        "actor": party_names(i.actor),
        "recipient": party_names(i.recipient),
        "country": country.name if country else None,
        "country_code": country.alpha3 if country else None,
        "admin1": place.admin1 if place else None,
        "admin2": place.within if place and place.within != place.admin1 else None,
        "place": place.name if place else None,
        "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
        "source": "; ".join(i.outlets),
        "notes": sentence(whole),
        "killed": _likely(total(i, "killed")),
        "injured": _likely(total(i, "injured")),
        "displaced_people": _likely(total(i, "displaced")) if by_head else None,
        "displaced_households": _likely((houses.low, houses.best, houses.high)) if houses else None,
    }


def _likely(figures: tuple[float | None, float | None, float | None]) -> float | None:
    """One figure of three: the best, else the least."""
    low, best, _ = figures
    return best if best is not None else low


def tags_of(format: str, columns: Sequence[str]) -> tuple[str, ...]:
    """The row of hashtags under the head of another table."""
    tags = _tags()[format]
    return tuple(tags.get(c, "") for c in columns)


@cache
def _tags() -> dict[str, dict[str, str]]:
    path = files("sayso.data") / "hxl.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataBroken(path, f"unreadable hashtags ({error})") from error
