"""The order of the steps: read, parse, find, resolve. The only file that knows it."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from sayso.errors import BadReport
from sayso.find.attribution import AttributionFinder
from sayso.find.counts import CountFinder
from sayso.find.events import EventFinder, Weigher
from sayso.find.events.lexicon import Lexicon
from sayso.find.events.sureness import Sureness
from sayso.find.labels import LabelFinder
from sayso.find.places import PlaceFinder
from sayso.find.things import ThingFinder
from sayso.find.times import TimeFinder
from sayso.knowledge.actors import ActorBase
from sayso.knowledge.gazetteer import Gazetteer
from sayso.learned.reader import EventReader, Reading
from sayso.parse import Parser
from sayso.relevance import UNLIKELY, Relevance
from sayso.resolve.claims import Findings, Tools, make_claims
from sayso.resolve.claims.modes import Modes
from sayso.resolve.dates import report_date_among, resolve_dates
from sayso.resolve.parties import PartyResolver
from sayso.resolve.places import PlaceResolver
from sayso.resolve.voices import Carriers, heard
from sayso.settings import FEW_SENTENCES, Chosen
from sayso.types import Claim, EventMention, Parsed, Report

OWN_GAZETTEER, OWN_ACTORS, OWN_LABELS = "gazetteer.sqlite", "actors.csv", "labels.toml"


def own_files(own: Path | None) -> tuple[Path | None, Path | None]:
    """The gazetteer layer and the table of actors in a user's folder; None for what is not there."""
    if own is None:
        return None, None
    layer, table = own / OWN_GAZETTEER, own / OWN_ACTORS
    return layer if layer.is_file() else None, table if table.is_file() else None


def own_labels(own: Path | None) -> Path | None:
    """The table of loaded names in a user's folder; None where there is none."""
    return own / OWN_LABELS if own is not None and (own / OWN_LABELS).is_file() else None


class Weighed(NamedTuple):
    """The events of one report by rules and reader, before it is judged how sure they are."""

    events: list[EventMention]
    rules: Sequence[EventMention]
    """What the rules alone read."""
    readings: Sequence[Reading]
    scores: Sequence[float]
    """Log odds that each sentence claims an event, by its words alone."""


class Coder:
    """Reports to claims, one at a time. Opens every model and table once; safe to keep for millions of reports.

    `own` is a folder with the user's additions: a gazetteer layer, a table of actors, one of loaded names, any or none.
    With `every` all reports are read, also those whose words speak for no event. `model` is a file of `sayso train`,
    by whose lessons the reader finds parties and types.
    """

    def __init__(self, *, own: Path | None = None, every: bool = False, model: Path | None = None) -> None:
        self._relevance, self._every = Relevance.open(), every
        layer, table = own_files(own)
        self.gazetteer = Gazetteer.open(extra=[layer] if layer else [])
        self.actors = ActorBase.open(table)
        self.parser = Parser()
        lexicon = Lexicon.load()
        self._events = EventFinder(lexicon)
        self._reader = EventReader.open(model=model)
        self._weigher = Weigher(lexicon)
        self.sureness = Sureness.open(lexicon)
        self._places = PlaceFinder(self.gazetteer)
        self._times = TimeFinder()
        self._counts = CountFinder()
        self._things = ThingFinder()
        self._attributions = AttributionFinder()
        self._labels = LabelFinder(self.actors, own_labels(own))
        self._place_resolver = PlaceResolver(self.gazetteer, actors=self.actors)
        self._tools = Tools(PartyResolver(self.actors), Carriers(), Modes())

    @classmethod
    def of(cls, chosen: Chosen) -> Coder:
        """The coder that a run asks for."""
        return cls(own=chosen.own, every=chosen.every, model=chosen.model)

    def code(self, report: Report) -> tuple[Claim, ...]:
        """The claims of one report, in the order of their triggers."""
        return self.claims(self.parser.parse(report)) if self.may_tell(report) else ()

    def may_tell(self, report: Report) -> bool:
        """False for a report that is passed over, since its words speak for no event."""
        return self._every or self._relevance.may_tell(report)

    def code_all(self, reports: Iterable[Report]) -> Iterator[tuple[Report, tuple[Claim, ...] | BadReport]]:
        """Claims report by report, in order. A report that cannot be coded comes with the error instead."""
        line: deque[tuple[Report, bool]] = deque()

        def read() -> Iterator[Report]:
            for report in reports:
                line.append((report, self.may_tell(report)))
                if line[-1][1]:
                    yield report

        for parsed in self.parser.parse_all(read()):
            while not line[0][1]:
                yield line.popleft()[0], ()
            line.popleft()
            try:
                yield parsed.report, self.claims(parsed)
            except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError) as error:
                # One report in a shape nobody foresaw must not cost the others.
                yield (
                    parsed.report,
                    BadReport(parsed.report.id, f"could not be coded ({type(error).__name__}: {error})"),
                )
        for report, _ in line:
            yield report, ()

    def claims(self, parsed: Parsed) -> tuple[Claim, ...]:
        """Find, then resolve."""
        return make_claims(self.findings(parsed), self._tools)

    def weighed(self, parsed: Parsed) -> Weighed:
        """The events of one report, as rules and reader together have them."""
        rules = self._events.find(parsed)
        texts = [parsed.text[s.start : s.end] for s in parsed.sentences]
        scores = [self._relevance.score(text) for text in texts]
        readings = self._reader.read(texts, self._worth_reading(parsed, rules, scores))
        return Weighed(self._weigher.join(parsed, rules, readings), rules, readings, scores)

    def _worth_reading(
        self, parsed: Parsed, events: Sequence[EventMention], scores: Sequence[float]
    ) -> Collection[int] | None:
        """Sentences in which the rules see an event or the words speak for one, and those beside an event.

        All of them where there are few: whoever hands over a bare sentence asks what it tells.
        """
        if self._every or len(scores) <= FEW_SENTENCES:
            return None
        told = {parsed.tokens[event.head].sentence for event in events}
        near = told | {i - 1 for i in told} | {i + 1 for i in told}
        return {i for i, score in enumerate(scores) if i in near or score >= UNLIKELY}

    def findings(self, parsed: Parsed) -> Findings:
        """All that the finders say of one report, before it is put together."""
        places = self._places.find(parsed)
        weighed = self.weighed(parsed)
        events = self.sureness.judged(parsed, *weighed)
        times = self._times.find(parsed)
        dated_on = report_date_among(parsed, times)
        placed = self._place_resolver.placed(parsed, places)
        known = {mention.first for mention, _ in placed}
        return Findings(
            parsed=parsed,
            events=events,
            places=placed,
            dated_on=dated_on,
            times=resolve_dates(parsed, times, dated_on),
            counts=self._counts.find(parsed, events),
            things=self._things.find(parsed),
            attributions=heard(self._attributions.find(parsed, [r.tags for r in weighed.readings]), placed),
            labels=self._labels.find(parsed),
            unplaced=[m for m in places if m.first not in known],
        )
