"""Plain text, one file a report, with an optional head of `key: value` lines or a sidecar of JSON.

outlet: The Valley Courier
published: 2024-03-07
title: Five hurt in market blast

The body follows after an empty line.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from sayso.errors import BadReport
from sayso.read.decode import decode
from sayso.read.fields import FIELD_OF, Fields, named
from sayso.read.inputs import Input


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
                values |= named(msgspec.json.decode(side.read_bytes(), type=dict[str, object]))
            except msgspec.DecodeError as error:
                yield BadReport(str(side), f"is no JSON object: {error}")
    yield Fields(item.name, {**values, "text": body})


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
