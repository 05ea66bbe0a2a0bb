"""One layer of the pipeline at a time: rows for `sayso places`, `times`, `attributions`, `labels`, `relate`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from sayso.find.attribution import AttributionFinder
from sayso.find.labels import LabelFinder
from sayso.find.places import PlaceFinder
from sayso.find.times import TimeFinder
from sayso.parse import Parser
from sayso.resolve.dates import resolve_dates
from sayso.resolve.gazetteer import Gazetteer
from sayso.resolve.places import PlaceResolver, given_mentions
from sayso.types import Report, Span

Row = dict[str, Any]


def place_rows(
    reports: Iterable[Report], gazetteer: Gazetteer, given: dict[str, list[Span]] | None = None
) -> Iterator[Row]:
    """Every place named, resolved. With `given` (spans by report id) those spans, each with a row, found or not."""
    finder, resolver = PlaceFinder(gazetteer), PlaceResolver(gazetteer)
    for parsed in Parser().parse_all(reports):
        mentions = finder.find(parsed) if given is None else given_mentions(parsed, given.get(parsed.report.id, []))
        for mention, place in zip(mentions, resolver.resolve(parsed, mentions), strict=True):
            if place is not None:
                yield {"report": parsed.report.id, **msgspec.to_builtins(place)}
            elif given is not None:
                span = {"text": mention.text, "start": mention.start, "end": mention.end}
                yield {"report": parsed.report.id, **span, "geonameid": None, "lat": None, "lon": None}


def time_rows(reports: Iterable[Report]) -> Iterator[Row]:
    """Every time expression with its TIMEX3 type and value, and the days it stands for."""
    finder = TimeFinder()
    for parsed in Parser().parse_all(reports):
        for m in resolve_dates(parsed, finder.find(parsed)):
            yield {
                "report": parsed.report.id, "text": m.text, "start": m.start, "end": m.end, "type": m.type,
                "value": m.value, "from": m.when.from_ if m.when else None, "to": m.when.to if m.when else None,
            }  # fmt: skip


def attribution_rows(reports: Iterable[Report]) -> Iterator[Row]:
    """Every attribution: source, cue and content spans."""
    finder = AttributionFinder()
    for parsed in Parser().parse_all(reports):
        for a in finder.find(parsed):
            yield {
                "report": parsed.report.id, "source": _span(a.source), "cue": _span(a.cue),
                "content": [_span(c) for c in a.content], "stance": a.stance,
            }  # fmt: skip


def label_rows(reports: Iterable[Report]) -> Iterator[Row]:
    """Every loaded name with the neutral one."""
    finder = LabelFinder()
    for parsed in Parser().parse_all(reports):
        for m in finder.find(parsed):
            row = msgspec.to_builtins(m.label)
            row.pop("party")
            yield {"report": parsed.report.id, **row}


def _span(span: Span | None) -> Row | None:
    return None if span is None else {"text": span.text, "start": span.start, "end": span.end}
