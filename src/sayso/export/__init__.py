"""Claims and incidents in the formats of the field: one file a format, one `write` each."""

from __future__ import annotations

from importlib import import_module
from typing import BinaryIO

from sayso.errors import SaysoError
from sayso.store import IncidentQuery, Store

FORMATS = ("jsonl", "acled", "geojson", "parquet")


def export_store(
    store: Store,
    out: BinaryIO,
    *,
    format: str = "jsonl",
    of: str = "incidents",
    bom: bool = False,
    filters: IncidentQuery | None = None,
) -> None:
    """Write rows of a store to a binary file in one of FORMATS. Raises SaysoError for another."""
    if format not in FORMATS:
        raise SaysoError(f"no format {format!r}; there are {', '.join(FORMATS)}")
    import_module(f"sayso.export.{format}").write(store, out, of, filters, bom=bom)


__all__ = ["FORMATS", "export_store"]
