"""Claims and incidents in the formats of the field: one file a format, one `write` each."""

from __future__ import annotations

from importlib import import_module
from typing import BinaryIO

from sayso.errors import SaysoError
from sayso.store import IncidentQuery, Store

FORMATS = ("jsonl", "acled", "ucdp", "gdelt", "gdelt-mentions", "polecat", "plover", "hxl", "geojson", "ftm", "parquet")

# Tables that take a row of HXL hashtags under their head.
TAGGED = frozenset({"acled", "ucdp"})


def export_store(
    store: Store,
    out: BinaryIO,
    *,
    format: str = "jsonl",
    of: str = "incidents",
    bom: bool = False,
    filters: IncidentQuery | None = None,
    hxl: bool = False,
) -> None:
    """Write rows of a store to a binary file in one of FORMATS. Raises SaysoError for another.

    `hxl` puts HXL hashtags under the head of a table.
    """
    if format not in FORMATS:
        raise SaysoError(f"no format {format!r}; there are {', '.join(FORMATS)}")
    if hxl and format not in {*TAGGED, "hxl"}:
        raise SaysoError(f"the {format} format takes no row of HXL hashtags; {', '.join(sorted(TAGGED))} and hxl do")
    more = {"hxl": True} if hxl and format in TAGGED else {}
    import_module(f"sayso.export.{format.replace('-', '_')}").write(store, out, of, filters, bom=bom, **more)


__all__ = ["FORMATS", "TAGGED", "export_store"]
