"""Plain text, one file a report, with an optional head of `key: value` lines or a sidecar of JSON.

outlet: The Valley Courier
published: 2024-03-07
title: Five hurt in market blast

The body follows after an empty line.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from sayso.errors import BadReport
from sayso.read.decode import decode
from sayso.read.fields import FIELD_OF, Fields, named
from sayso.read.inputs import Input
from sayso.settings import LARGEST_SIDECAR_BYTES


def read_text(item: Input) -> Iterator[Fields | BadReport]:
    """The one report of a text file; its id is the file's name where no other is given."""
    text = decode(item.content())
    values, body = _head(text)
    if item.stem is not None:
        values.setdefault("id", item.stem)
    if item.path is not None:
        side = item.path.with_suffix(item.path.suffix + ".json")
        if side.is_file():
            try:
                values |= _sidecar(side)
            except BadReport as error:
                yield error
    yield Fields(item.name, {**values, "text": body})


def _sidecar(side: Path) -> dict[str, object]:
    """What the file beside a text says of it. Raises BadReport."""
    if not Path(os.path.realpath(side)).is_relative_to(os.path.realpath(side.parent)):
        raise BadReport(str(side), "is a link out of the folder; left out")
    try:
        with side.open("rb") as file:
            data = file.read(LARGEST_SIDECAR_BYTES + 1)
    except OSError as error:
        raise BadReport(str(side), (error.strerror or str(error)).lower()) from error
    if len(data) > LARGEST_SIDECAR_BYTES:
        raise BadReport(str(side), f"is larger than {LARGEST_SIDECAR_BYTES:,} bytes; left out")
    try:
        return named(msgspec.json.decode(data, type=dict[str, object]))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadReport(str(side), f"is no JSON object: {error}") from error


def _head(text: str) -> tuple[dict[str, object], str]:
    """Values of the head and the body; an empty head where the first lines are not all `key: value`."""
    lines = text.split("\n")
    values: dict[str, object] = {}
    for number, line in enumerate(lines[:12]):
        if not line.strip():
            return (values, "\n".join(lines[number + 1 :])) if values else ({}, text)
        key, colon, value = line.partition(":")
        field = FIELD_OF.get(key.strip().lower())
        if not colon or field is None or field == "text":
            return {}, text
        if value.strip():
            values[field] = value.strip()
    return {}, text
