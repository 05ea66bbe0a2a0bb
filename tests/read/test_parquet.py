"""Reports as Parquet: columns under any of the known names, parts of a file, broken files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from sayso.errors import BadReport
from sayso.read import read_reports
from sayso.read.inputs import Input
from sayso.read.reports import read_input

BODY = "Two people were hurt in the town of Norvale on Tuesday, the police said. The road was closed."


def table(path: Path, count: int, group: int = 3) -> None:
    rows = [{"doc_id": f"n{i}", "body": BODY, "date": dt.date(2024, 3, i + 1), "size": i} for i in range(count)]
    pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=group)


def test_columns_are_read_under_their_other_names(tmp_path: Path) -> None:
    """Dates of Arrow's own type come out as ISO days; columns that say nothing of a report are left."""
    table(tmp_path / "a.parquet", 5)
    reports = list(read_reports([tmp_path]))
    assert [(r.id, r.published) for r in reports if not isinstance(r, BadReport)] == [
        (f"n{i}", f"2024-03-0{i + 1}") for i in range(5)
    ]


def test_parts_of_a_file_make_the_whole(tmp_path: Path) -> None:
    """Whatever the row groups, parts side by side hold each row once."""
    table(tmp_path / "a.parquet", 10)
    found = []
    for rows in ((0, 4), (4, 5), (5, 10)):
        with (tmp_path / "a.parquet").open("rb") as stream:
            found += list(read_input(Input("a", "parquet", stream, None, rows), {}))
    assert [r.id for r in found if not isinstance(r, BadReport)] == [f"n{i}" for i in range(10)]


def test_a_broken_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1 and then nothing of the kind")
    pq.write_table(pa.table({"id": ["x"]}), tmp_path / "b.parquet")
    broken, bare = read_reports([tmp_path])
    assert isinstance(broken, BadReport) and "broken Parquet" in str(broken)
    assert isinstance(bare, BadReport) and "no column for the text" in str(bare)
