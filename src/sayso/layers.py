"""One layer of the pipeline at a time: rows for `sayso places`, `times`, `attributions`, `labels`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from sayso.find.attribution.finder import AttributionFinder, attribution_layer
from sayso.find.labels import LabelFinder
from sayso.knowledge.gazetteer import Gazetteer
from sayso.learned.reader import EventReader
from sayso.parse import Parser
from sayso.resolve.dates import time_lines
from sayso.resolve.places import place_layer
from sayso.types import Report

Row = dict[str, Any]


def place_rows(
    reports: Iterable[Report],
    given: Mapping[str, Sequence[tuple[int, int]]] | None = None,
    *,
    own: Path | None = None,
) -> Iterator[Row]:
    """Every place named, resolved. With `given` (spans by report id) those spans, each with a row, found or not."""
    gazetteer = Gazetteer.open(extra=[own] if own else [])
    return place_layer(Parser().parse_all(reports), gazetteer, given)


def time_rows(reports: Iterable[Report]) -> Iterator[Row]:
    """Every time expression with its TIMEX3 type and value."""
    for parsed in Parser().parse_all(reports):
        yield from time_lines(parsed)


def attribution_rows(reports: Iterable[Report]) -> Iterator[Row]:
    """Every attribution: source, cue and content spans."""
    finder, reader = AttributionFinder(), EventReader.open()
    for parsed in Parser().parse_all(reports):
        readings = reader.read([parsed.text[s.start : s.end] for s in parsed.sentences])
        yield from attribution_layer(parsed, finder.find(parsed, [r.tags for r in readings]))


def label_rows(reports: Iterable[Report], *, own: Path | None = None) -> Iterator[Row]:
    """Every loaded name with the neutral one; `own` is a user's table of such names."""
    finder = LabelFinder(own=own)
    for parsed in Parser().parse_all(reports):
        for mention in finder.find(parsed):
            row = msgspec.to_builtins(mention.label)
            del row["party"]  # only a claim has parties to point to
            yield {"report": parsed.report.id, **row}
