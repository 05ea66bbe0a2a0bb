"""CSV and TSV with named columns, one report a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import PurePath

from sayso.errors import BadReport
from sayso.read.fields import Fields, named
from sayso.read.inputs import Input
from sayso.settings import LARGEST_LINE_BYTES, LONGEST_REPORT_CHARACTERS


def read_table(item: Input) -> Iterator[Fields | BadReport]:
    """Reports of a table. A table without a text column is one error; a broken row is named by its line."""
    csv.field_size_limit(LONGEST_REPORT_CHARACTERS * 4)
    lines = io.TextIOWrapper(item.stream, encoding="utf-8-sig", errors="replace", newline="")
    tabs = ".tsv" in PurePath(item.name).suffixes
    rows = csv.DictReader(_bounded(lines), delimiter="\t" if tabs else ",")
    try:
        columns = rows.fieldnames
        if not columns:
            yield BadReport(item.name, "is empty")
            return
        if "text" not in named(dict.fromkeys(columns, "x")):
            named_columns = ", ".join(columns)[:100]
            yield BadReport(item.name, f"has no column for the text (text, body or content); it has {named_columns}")
            return
        while True:
            try:
                row = next(rows)
            except StopIteration:
                return
            yield Fields(f"{item.name} line {rows.line_num}", named(row))
    except csv.Error as error:
        where = f"{item.name} line {rows.line_num}"
        yield BadReport(where, f"is a broken row ({error}); the rest of the file is left out")
    finally:
        lines.detach()


def _bounded(lines: io.TextIOWrapper) -> Iterator[str]:
    """Line by line; csv itself would take a line of any length into memory."""
    while line := lines.readline(LARGEST_LINE_BYTES):
        if len(line) == LARGEST_LINE_BYTES:
            raise csv.Error(f"longer than {LARGEST_LINE_BYTES:,} characters")
        yield line
