"""JSON Lines: everything that Sayso knows, one row a line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

import msgspec

from sayso.errors import SaysoError
from sayso.store import IncidentQuery, Store, encode


def write(
    store: Store, out: BinaryIO, of: str = "incidents", filters: IncidentQuery | None = None, *, bom: bool = False
) -> None:
    """Incidents, claims, reports or judgements. `bom` has no meaning in JSON and is ignored."""
    rows: dict[str, Iterable[msgspec.Struct]] = {
        "incidents": store.incidents(filters) if of == "incidents" else (),
        "claims": store.claims() if of == "claims" else (),
        "reports": store.reports() if of == "reports" else (),
        "judgements": store.judgements() if of == "judgements" else (),
    }
    if of not in rows:
        raise SaysoError(f"no rows called {of!r}; there are {', '.join(rows)}")
    for row in rows[of]:
        out.write(encode(row).encode() + b"\n")
