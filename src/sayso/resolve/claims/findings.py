"""What the finders hand over: everything found in one report, before it is put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.resolve.dates import ReportDate
from sayso.types import (
    Attribution,
    CountMention,
    EventMention,
    LabelMention,
    Parsed,
    Place,
    PlaceMention,
    ThingMention,
    TimeMention,
)


@dataclass
class Findings:
    """All that the finders say of one report, and its day; places resolved, times dated."""

    parsed: Parsed
    events: Sequence[EventMention]
    places: Sequence[tuple[PlaceMention, Place]]
    dated_on: ReportDate
    times: Sequence[TimeMention]
    counts: Sequence[CountMention]
    things: Sequence[ThingMention]
    attributions: Sequence[Attribution]
    labels: Sequence[LabelMention]
    unplaced: Sequence[PlaceMention] = ()
    """Names of places that no gazetteer has, or that could be anywhere."""
