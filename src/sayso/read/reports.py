"""Every report of every input, in order; what cannot be read comes out as an error and the rest goes on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from sayso.errors import BadReport
from sayso.read.feed import read_feed
from sayso.read.fields import Fields, report_of
from sayso.read.html import read_html
from sayso.read.inputs import Input, open_inputs
from sayso.read.jsonl import read_json
from sayso.read.language import detect_language
from sayso.read.parquet import read_parquet
from sayso.read.table import read_table
from sayso.read.text import read_text
from sayso.read.warc import read_warc
from sayso.settings import LONGEST_REPORT_CHARACTERS
from sayso.types import Report

READERS = {
    "json": read_json,
    "table": read_table,
    "html": read_html,
    "feed": read_feed,
    "warc": read_warc,
    "parquet": read_parquet,
    "text": read_text,
}


def read_reports(inputs: Iterable[str | Path], *, stdin: BinaryIO | None = None) -> Iterator[Report | BadReport]:
    """Reports of files, folders, globs and `-` (standard input), each with an id and a language.

    A second report with an id already seen is refused, unless it is the very same file named twice.
    """
    seen: dict[str, str] = {}
    for item in open_inputs(inputs, stdin=stdin):
        if isinstance(item, BadReport):
            yield item
        else:
            yield from read_input(item, seen)


def read_input(item: Input, seen: dict[str, str]) -> Iterator[Report | BadReport]:
    """Reports of one opened input. `seen` holds the ids used so far, with where they stand, and grows."""
    for found in _rows(item):
        yield found if isinstance(found, BadReport) else _checked(found, seen)


def _rows(item: Input) -> Iterator[Fields | BadReport]:
    try:
        yield from READERS[item.kind](item)
    except OSError as error:
        yield BadReport(item.name, error.strerror or str(error))
    except MemoryError:
        yield BadReport(item.name, "does not fit into memory; split the file")


def _checked(fields: Fields, seen: dict[str, str]) -> Report | BadReport:
    """The finished report, or what is wrong with it."""
    made = report_of(fields)
    if isinstance(made, BadReport):
        return made
    if not made.text.strip():
        return BadReport(fields.where, "holds no text")
    if len(made.text) > LONGEST_REPORT_CHARACTERS:
        return BadReport(
            fields.where,
            f"is {len(made.text):,} characters long, more than {LONGEST_REPORT_CHARACTERS:,}; split it into reports",
        )
    report = made if made.id.strip() else msgspec.structs.replace(made, id=_made_id(made))
    if report.id in seen:
        return BadReport(fields.where, f"has the id {report.id!r}, already used by {seen[report.id]}; left out")
    seen[report.id] = fields.where
    if not report.language:
        report = msgspec.structs.replace(report, language=detect_language(report.text))
    return report


def _made_id(report: Report) -> str:
    """An id from outlet, date and text, the same on every machine."""
    key = "\x1f".join([report.outlet or "", report.published or "", report.text])
    return "r" + hashlib.sha256(key.encode("utf-8")).hexdigest()[:15]
