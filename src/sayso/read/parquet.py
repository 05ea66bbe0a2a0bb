"""Parquet with one report a row, such as `sayso export --of reports --format parquet` writes; read by row groups."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from sayso.errors import BadReport
from sayso.read.fields import FIELD_OF, Fields, named
from sayso.read.inputs import Input

# A report takes some kilobytes, and two megabytes at most; so many are in memory at a time.
ROWS = 64


def read_parquet(item: Input) -> Iterator[Fields | BadReport]:
    """Reports of a table, or of the rows that the input names. Columns as in CSV; others are not read."""
    try:
        file = pq.ParquetFile(item.stream)
        columns = [name for name in file.schema_arrow.names if name.strip().lower() in FIELD_OF]
        if "text" not in named(dict.fromkeys(columns, "x")):
            yield BadReport(item.name, "has no column for the text (text, body or content)")
            return
        first, last = item.rows or (0, file.metadata.num_rows)
        row = 0
        for group in range(file.num_row_groups):
            held = file.metadata.row_group(group).num_rows
            if row + held > first and row < last:
                yield from _group(item.name, file, group, columns, (first, last), row)
            row += held
    except (pa.ArrowException, OSError, ValueError) as error:
        yield BadReport(item.name, f"is broken Parquet ({str(error)[:80]}); what came before is read")


def _group(
    name: str, file: pq.ParquetFile, group: int, columns: list[str], wanted: tuple[int, int], row: int
) -> Iterator[Fields]:
    """The wanted rows of one group, which begins at `row` of the file."""
    for batch in file.iter_batches(ROWS, row_groups=[group], columns=columns):
        start, end = max(wanted[0] - row, 0), min(wanted[1] - row, batch.num_rows)
        for number, values in enumerate(batch.slice(start, max(0, end - start)).to_pylist(), row + start + 1):
            yield Fields(f"{name} row {number}", named({k: _told(v) for k, v in values.items()}))
        row += batch.num_rows


def _told(value: object) -> object:
    """Days and times of Arrow's own types as ISO text."""
    return value.isoformat() if hasattr(value, "isoformat") else value
