"""Parquet with the nested schema of the published types, zstd, row groups of at most 100,000 rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO

import msgspec
import pyarrow as pa
import pyarrow.json as pj
import pyarrow.parquet as pq
from msgspec import inspect

from sayso.errors import SaysoError
from sayso.export.selection import Selection
from sayso.store import IncidentQuery, Store, encode
from sayso.types import Claim, Incident, Report

# Rows held in memory at a time, and the size of a row group: a claim takes some kilobytes.
GROUP_ROWS = 20_000

# One thread's share of a lot for Arrow's JSON reader; a longer row makes it larger.
BLOCK_BYTES = 1 << 22


def write(
    store: Store, out: BinaryIO, of: str = "incidents", filters: IncidentQuery | None = None, *, bom: bool = False
) -> None:
    """Incidents, claims or reports. `bom` has no meaning here and is ignored."""
    write_rows(chosen_rows(store, of, filters), _kind(of), out)


def to_arrow(store: Store, of: str = "incidents", filters: IncidentQuery | None = None) -> pa.Table:
    """Incidents, claims or reports as one Arrow table, for pandas (`.to_pandas()`), Polars (`polars.from_arrow`),
    DuckDB or a notebook. All rows are held in memory."""
    schema = arrow_schema(_kind(of))
    lots = _lots(iter(chosen_rows(store, of, filters)))
    return pa.concat_tables([schema.empty_table(), *(_table(lot, _kind(of), schema) for lot in lots)])


def _kind(of: str) -> type[msgspec.Struct]:
    kinds: dict[str, type[msgspec.Struct]] = {"incidents": Incident, "claims": Claim, "reports": Report}
    if of not in kinds:
        raise SaysoError(f"the parquet format holds {', '.join(kinds)}, not {of}")
    return kinds[of]


def chosen_rows(store: Store, of: str, filters: IncidentQuery | None = None) -> Iterable[msgspec.Struct]:
    """The incidents, claims or reports that pass the filters. Raises SaysoError for anything else."""
    _kind(of)
    chosen = Selection(store, filters)
    return chosen.incidents() if of == "incidents" else chosen.claims() if of == "claims" else chosen.reports()


def write_rows(rows: Iterable[msgspec.Struct], kind: type[msgspec.Struct], out: BinaryIO) -> None:
    """Rows of one published type as one Parquet file."""
    schema = arrow_schema(kind)
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for lot in _lots(iter(rows)):
            writer.write_table(_table(lot, kind, schema), row_group_size=GROUP_ROWS)


def _table(lot: list[msgspec.Struct], kind: type[msgspec.Struct], schema: pa.Schema) -> pa.Table:
    """By Arrow's own JSON reader, many times as fast as from Python objects; it knows no field of several types."""
    line = _incident_line if kind is Incident else encode
    lines = [line(row).encode() for row in lot]
    longest = max(map(len, lines), default=0)
    how = pj.ParseOptions(explicit_schema=schema, unexpected_field_behavior="error")
    blocks = pj.ReadOptions(block_size=max(BLOCK_BYTES, longest + 2))
    return pj.read_json(pa.BufferReader(b"\n".join(lines)), read_options=blocks, parse_options=how).cast(schema)


def _incident_line(incident: Any) -> str:
    """As the schema has it: the one field of several types, the value of a disagreement's variant, is JSON text."""
    if not incident.disagreements:
        return encode(incident)
    row = msgspec.to_builtins(incident)
    for quarrel in row["disagreements"]:
        for variant in quarrel["values"]:
            variant["value"] = msgspec.json.encode(variant["value"]).decode()
    return msgspec.json.encode(row).decode()


def _lots(rows: Iterator[msgspec.Struct]) -> Iterator[list[msgspec.Struct]]:
    while lot := list(islice(rows, GROUP_ROWS)):
        yield lot


def arrow_schema(kind: type[msgspec.Struct]) -> pa.Schema:
    """The Arrow schema of a published type."""
    info = inspect.type_info(kind)
    assert isinstance(info, inspect.StructType)
    return pa.schema([_field(f) for f in info.fields])


def _field(field: inspect.Field, *, inner: bool = False) -> pa.Field:
    """Fields of inner structs may be null: Arrow's JSON reader wants them so where the struct itself may be."""
    kind = field.type
    nullable = isinstance(kind, inspect.UnionType) and kind.includes_none
    return pa.field(field.encode_name, _arrow(kind), nullable=nullable or not field.required or inner)


def _arrow(kind: inspect.Type) -> pa.DataType:
    """Arrow type of a field's type; a union of several is kept as JSON text."""
    if isinstance(kind, inspect.UnionType):
        some = [t for t in kind.types if not isinstance(t, inspect.NoneType)]
        return _arrow(some[0]) if len(some) == 1 else pa.string()
    if isinstance(kind, inspect.StructType):
        return pa.struct([_field(f, inner=True) for f in kind.fields])
    if isinstance(kind, inspect.VarTupleType | inspect.ListType):
        return pa.list_(_arrow(kind.item_type))
    if isinstance(kind, inspect.BoolType):
        return pa.bool_()
    if isinstance(kind, inspect.IntType):
        return pa.int64()
    if isinstance(kind, inspect.FloatType):
        return pa.float64()
    return pa.string()
