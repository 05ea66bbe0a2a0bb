"""JSON Lines: everything that Sayso knows, one row a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import BinaryIO

import msgspec

from sayso.errors import SaysoError
from sayso.export.selection import Selection
from sayso.store import IncidentQuery, Store, encode


def write(
    store: Store, out: BinaryIO, of: str = "incidents", filters: IncidentQuery | None = None, *, bom: bool = False
) -> None:
    """Incidents, claims, reports or judgements. `bom` has no meaning in JSON and is ignored."""
    chosen = Selection(store, filters)
    rows: dict[str, Callable[[], Iterable[msgspec.Struct]]] = {
        "incidents": chosen.incidents,
        "claims": chosen.claims,
        "reports": chosen.reports,
        "judgements": chosen.judgements,
    }
    if of not in rows:
        raise SaysoError(f"no rows called {of!r}; there are {', '.join(rows)}")
    for row in rows[of]():
        out.write(encode(row).encode() + b"\n")
