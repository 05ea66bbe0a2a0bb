"""JSON: one object, a list of objects, or JSON Lines split at \\n alone (other separators occur in strings)."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sayso.errors import BadReport
from sayso.read.fields import Fields, named
from sayso.read.inputs import Input
from sayso.settings import LARGEST_FILE_BYTES, LARGEST_LINE_BYTES


def read_json(item: Input) -> Iterator[Fields | BadReport]:
    """Reports of a JSON file, whichever of the three it is; a broken line is named and the rest read."""
    first = item.stream.readline(LARGEST_LINE_BYTES + 1)
    whole = _decoded(first)
    if isinstance(whole, dict) or (first.lstrip().startswith(b"{") and _looks_like_line(first)):
        yield from _lines(item, first)
    else:
        yield from _document(item, first)


def _looks_like_line(first: bytes) -> bool:
    """A broken first line of JSON Lines still holds a key and its value; a pretty-printed object opens alone."""
    return b'"' in first and b":" in first


def _lines(item: Input, first: bytes) -> Iterator[Fields | BadReport]:
    number, line = 1, first
    while line:
        where = f"{item.name} line {number}"
        if len(line) > LARGEST_LINE_BYTES:
            yield BadReport(where, f"is longer than {LARGEST_LINE_BYTES:,} bytes")
            while line and not line.endswith(b"\n"):
                line = item.stream.readline(LARGEST_LINE_BYTES)
        elif line.strip():
            yield _fields(where, _decoded(line))
        line, number = item.stream.readline(LARGEST_LINE_BYTES + 1), number + 1


def _document(item: Input, first: bytes) -> Iterator[Fields | BadReport]:
    rest = item.stream.read(LARGEST_FILE_BYTES + 1)
    if len(rest) > LARGEST_FILE_BYTES:
        yield BadReport(item.name, f"is larger than {LARGEST_FILE_BYTES:,} bytes; write JSON Lines, they are streamed")
        return
    if not (first + rest).strip():
        yield BadReport(item.name, "is empty")
        return
    value = _decoded(first + rest)
    if isinstance(value, list):
        for number, row in enumerate(value, 1):
            yield _fields(f"{item.name} item {number}", row)
    else:
        yield _fields(item.name, value)


def _decoded(data: bytes) -> object:
    """The value, or the message why there is none. Python's own parser, since it keeps lone surrogates."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        why = "nested too deep" if isinstance(error, RecursionError) else str(error)[:80]
        return BadReport("", f"is broken JSON ({why})")


def _fields(where: str, value: object) -> Fields | BadReport:
    if isinstance(value, BadReport):
        return BadReport(where, value.why)
    if not isinstance(value, dict):
        return BadReport(where, f"is no JSON object but {type(value).__name__}")
    return Fields(where, named(value))
