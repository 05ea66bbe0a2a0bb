"""How many, as all voices together tell it.

The rule. Of one voice, its latest report stands; in one report, its largest figure for the same
people is the total and smaller ones are parts. Copies of one text are one voice, and unnamed sources
speak with the voice of the text that quotes them. `best` is the
figure that most voices can mean ("at least 16" may mean 16 to 24, "about 50" a tenth more or less);
of equals the one given exactly by more, then the later, then the larger. `low` is the least of the
voices' figures and `high` the greatest, None where the greatest is a floor ("at least").
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping

import msgspec

from sayso.link.compare import reach
from sayso.link.lexicon import Lexicon
from sayso.link.telling import Toll
from sayso.link.voices import Voice, may_be_one
from sayso.types import Claim, CountWhat, Disagreement, Figure, IncidentCount, Report, Variant

_ONE = re.compile(r"\d|\b(?:one|single|lone|sole)\b", re.IGNORECASE)


class Given(msgspec.Struct, frozen=True):
    """One figure as one voice gave it in one report."""

    toll: Toll
    voice: Voice
    claim: str
    day: str
    """When it was published, to the minute where that is known."""
    report: str
    main: bool = True
    counted: bool = True
    """False for "a commander was killed": one who was, not how many were."""

    @property
    def size(self) -> float:
        t = self.toll
        return float(next((x for x in (t.best, t.low, t.high) if x is not None), 0))


def given_figures(claims: list[Claim], voices: dict[str, Voice], reports: Mapping[str, Report]) -> list[Given]:
    """Every figure for the event itself, in a stable order."""
    rows = []
    for claim in claims:
        report = reports.get(claim.report)
        day = (report.published if report else None) or ""
        for n in claim.counts:
            if not n.cumulative and claim.status not in ("negated", "denied"):
                toll = Toll(n.what, n.who, _float(n.low), _float(n.best), _float(n.high))
                counted = n.best != 1 or bool(_ONE.search(n.text))
                rows.append(Given(toll, voices[claim.id], claim.id, day, claim.report, claim.main, counted))
    return sorted(rows, key=lambda g: (g.toll.what, g.toll.who, g.day, g.report, g.claim, g.size))


def reconcile_counts(rows: list[Given]) -> tuple[IncidentCount, ...]:
    groups: dict[tuple[CountWhat, str], list[Given]] = defaultdict(list)
    for row in rows:
        groups[row.toll.what, row.toll.who].append(row)
    return tuple(_count(what, who, groups[what, who]) for what, who in sorted(groups))


def _count(what: CountWhat, who: str, rows: list[Given]) -> IncidentCount:
    low, best, high = settle([g.toll for g in standing(rows)])
    by_number: dict[tuple[float | None, float | None, float | None], list[Given]] = defaultdict(list)
    for row in rows:
        by_number[row.toll.low, row.toll.best, row.toll.high].append(row)
    values = [
        Figure(low=n[0], best=n[1], high=n[2], claims=_claims(given), speakers=_speakers(given))
        for n, given in by_number.items()
    ]
    values.sort(key=lambda f: (f.best or f.low or f.high or 0, f.low or 0, f.high or math.inf))
    return IncidentCount(what=what, who=who, low=low, best=best, high=high, values=tuple(values))


def _claims(rows: list[Given]) -> tuple[str, ...]:
    return tuple(sorted({g.claim for g in rows}))


def _speakers(rows: list[Given]) -> tuple[str, ...]:
    return tuple(sorted({g.voice.name for g in rows}))


def standing(rows: list[Given]) -> list[Given]:
    """The figure each voice stands by: the largest of its latest report. Later ones last."""
    kept: dict[str, Given] = {}
    for row in rows:
        before = kept.get(row.voice.origin)
        if before is None or (row.day, row.size) > (before.day, before.size):
            kept[row.voice.origin] = row
    return sorted(kept.values(), key=lambda g: (g.day, g.report, g.claim, g.size))


def _float(number: float | None) -> float | None:
    """A whole number given as such is written as every other figure."""
    return None if number is None else float(number)


def settle(tolls: list[Toll]) -> tuple[float | None, float | None, float | None]:
    """Low, best and high of figures from independent voices, earliest first."""
    lows = [x for t in tolls if (x := t.low if t.low is not None else t.best) is not None]
    closed = [
        x
        for t in tolls
        if (x := t.high if t.high is not None else t.best if t.low is None or t.best is None else None) is not None
    ]
    floors = [t.low for t in tolls if t.low is not None and t.high is None]
    high = max(closed, default=None)
    if high is not None and any(f > high for f in floors):
        high = None
    best: float | None = None
    rank: tuple[int, int, int, float] | None = None
    for order, toll in enumerate(tolls):
        if toll.best is None:
            continue
        able = sum(low <= toll.best <= top for low, top in map(reach, tolls))
        exact = sum(t.best == toll.best for t in tolls)
        if rank is None or (able, exact, order, toll.best) > rank:
            best, rank = toll.best, (able, exact, order, toll.best)
    return min(lows, default=None), best, high


def count_disagreements(rows: list[Given], lexicon: Lexicon) -> list[Disagreement]:
    """One disagreement per `what` on which standing figures of two voices cannot both be meant.

    What a report tells in passing may be of another day of the same war: it is kept among the figures, and
    quarrels only where no report is about the event.
    """
    found = []
    rows = [g for g in rows if g.main] or rows
    for what in lexicon.quarrel:
        clashing: set[int] = set()
        of_what = [g for g in rows if g.toll.what == what and g.counted]
        for who in sorted({lexicon.who_class(g.toll.who) for g in of_what} & {"all", "fighters"}):
            voices = standing(_wholes([g for g in of_what if lexicon.who_class(g.toll.who) == who]))
            for i, a in enumerate(voices):
                for b in voices[i + 1 :]:
                    (low1, top1), (low2, top2) = reach(a.toll), reach(b.toll)
                    if (low1 > top2 or low2 > top1) and not may_be_one(a.voice, b.voice):
                        clashing |= {id(a), id(b)}
        told = [g for g in of_what if id(g) in clashing]
        if told:
            found.append(Disagreement(f"counts.{what}", _variants(told)))
    return found


def _wholes(rows: list[Given]) -> list[Given]:
    """The figures without those that a report itself, or a source it does not name, gives below its greatest: parts."""
    most: dict[str, float] = {}
    for row in rows:
        most[row.report] = max(row.size, most.get(row.report, 0))
    return [g for g in rows if g.size == most[g.report] or not (g.voice.own or g.voice.key != g.voice.origin)]


def _variants(rows: list[Given]) -> tuple[Variant, ...]:
    by_value: dict[tuple[str, float | None, float | None, float | None], list[Given]] = defaultdict(list)
    for g in rows:
        by_value[g.toll.who, g.toll.low, g.toll.best, g.toll.high].append(g)
    return tuple(
        Variant(value={"who": k[0], "low": k[1], "best": k[2], "high": k[3]}, claims=_claims(v), speakers=_speakers(v))
        for k, v in sorted(by_value.items(), key=lambda kv: (kv[1][0].size, kv[0][0]))
    )
