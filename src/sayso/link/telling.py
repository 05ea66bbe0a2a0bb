"""What one report tells of one event, boiled down to what linking compares.

Claims of one report that share an incident number are one telling. Tellings are small on
purpose: a store keeps them beside the claims, and reads no text again to compare them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import groupby

import msgspec

from sayso.link.words import Vector, Weights, load_weights
from sayso.types import LAW_TYPES, Claim, CountWhat, Party, Place, Report, When

# A report tells of fresh events; where it gives no date of one, this is how far back that may lie.
FRESH_DAYS = 3

# A month or year that was over so long before the report, without a trial or a look back that would explain it, is
# hardly the event's ("the worst attack since December"). A day or a week is believed whenever it was.
NEWS_DAYS = 60
WEEK_DAYS = 6

# Deeds that courts come to speak of; an arrest or a conviction is itself the matter of law, and fresh.
COURT_TYPES = frozenset({"ASSAULT", "PROTEST"})

# Characters of a report that a main event is compared by: the lead and the body below it, not the history at the end.
BODY_CHARACTERS = 3000
LEAD_CHARACTERS = 300
KEPT_WORDS = 120

# A flash of a sentence or two: what it shares with another are senses sooner than words.
FLASH_CHARACTERS = 400
KEPT_NAMES = 40
KEPT_LEAD_WORDS = 24

# "Al", "bin" and the like are part of many names.
NAME_LETTERS = 4

_CAPITAL = re.compile(r"\b[A-Z][\w'’-]*[a-z]\w*")


class Toll(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """One own figure of a telling."""

    what: CountWhat
    who: str
    low: float | None
    best: float | None
    high: float | None


class Telling(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """One report's telling of one event. Days are proleptic ordinals, None where unknown."""

    key: str
    report: str
    claims: tuple[str, ...]
    main: bool
    historical: bool
    types: tuple[str, ...]
    modes: tuple[str, ...]
    status: str
    denied: bool
    published: int | None
    first_day: int | None
    last_day: int | None
    dated: bool
    """True where the claims give the day themselves; else the days are guessed from the publication."""
    lat: float | None
    lon: float | None
    precision: int | None
    country: str | None
    place_name: str | None
    place_rarity: float
    """0 to 1: to be in a village that no other report names says more than to be in the capital."""
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    tolls: tuple[Toll, ...]
    instruments: tuple[str, ...]
    names: Vector
    """Rare capitalised words, of people, facilities and small places."""
    words: Vector
    lead: Vector
    place_words: tuple[int, ...] = ()
    """The rare words of the place's name, as numbers: a telling of the same event holds one of them."""
    text: str = ""
    """Key of the group of copies its report belongs to."""
    persons: tuple[str, ...] = ()
    """The names, word by word, of persons who did it or to whom it was done."""
    senses: Vector = {}
    """Of a flash, the senses of its words: "robbed" and "robbers" are one."""
    held: bool = False
    """True where all that was done was done by the law: somebody was arrested, charged or judged."""


def day_of(iso: str | None) -> int | None:
    """Ordinal of an ISO date or date-time; None where there is none or it is no date."""
    if not iso:
        return None
    try:
        return date.fromisoformat(iso[:10]).toordinal()
    except ValueError:
        return None


def iso_of(day: int) -> str:
    return (date.min + timedelta(days=day - 1)).isoformat()


def tellings(claims: Iterable[Claim], reports: Mapping[str, Report], texts: Mapping[str, str]) -> list[Telling]:
    """All tellings, sorted by key. Claims whose report is gone are told by their evidence alone."""
    rows = sorted(claims, key=lambda c: (c.report, c.incident, c.evidence.start, c.id))
    weights = load_weights()
    found = []
    for (report, number), group in groupby(rows, key=lambda c: (c.report, c.incident)):
        found.append(_telling(number, list(group), reports.get(report), texts.get(report, ""), weights))
    return sorted(found, key=lambda t: t.key)


def _telling(number: int, claims: list[Claim], report: Report | None, text: str, weights: Weights) -> Telling:
    main = any(c.main for c in claims)
    lead_claims = [c for c in claims if c.main] or claims
    published = day_of(report.published) if report else None
    historical = all(c.historical or _running(c) for c in claims)
    first, last, dated = _days(lead_claims, published, fresh=not historical and not _in_court(lead_claims))
    place = _place(lead_claims)
    held = all(c.type in LAW_TYPES for c in lead_claims)
    evidence = " ".join(dict.fromkeys(c.evidence.text for c in claims))
    body = f"{report.title or ''}. {report.text[:BODY_CHARACTERS]}" if main and report else evidence
    lead = f"{report.title or ''}. {report.text[:LEAD_CHARACTERS]}" if main and report else evidence
    return Telling(
        key=f"{claims[0].report}#{number:04d}",
        report=claims[0].report,
        claims=tuple(c.id for c in claims),
        main=main,
        historical=historical,
        types=tuple(sorted({c.type for c in lead_claims})),
        modes=tuple(sorted({c.mode for c in lead_claims if c.mode})),
        status=lead_claims[0].status,
        denied=all(c.status in ("denied", "negated") for c in claims),
        published=published,
        first_day=first,
        last_day=last,
        dated=dated,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        precision=place.precision if place else None,
        country=(place.country if place else None) or _country(lead_claims),
        place_name=place.name if place else None,
        place_rarity=weights.rarity(place.text) if place else 0.0,
        actors=_keys(p for c in claims for p in c.actor),
        recipients=_keys(p for c in claims for p in c.recipient),
        tolls=_tolls(claims),
        instruments=tuple(sorted({t.kind for c in claims for t in c.instruments if t.kind != "other"})),
        names=weights.vector(_rare_names(f"{body} {evidence}", weights), KEPT_NAMES),
        words=weights.vector(body, KEPT_WORDS),
        lead=weights.vector(lead, KEPT_LEAD_WORDS),
        place_words=weights.rare_words(place.name or place.text) if place and (place.precision or 1) < 4 else (),
        text=text,
        persons=_held(lead_claims) if held else _persons(claims),
        senses=weights.sense_vector(body, KEPT_WORDS) if main and report and len(body) <= FLASH_CHARACTERS else {},
        held=held,
    )


def _rare_names(text: str, weights: Weights) -> str:
    return " ".join(w for w in _CAPITAL.findall(text) if weights.rare(w))


def _keys(parties: Iterable[Party]) -> tuple[str, ...]:
    return tuple(sorted({k for p in parties if (k := party_key(p))}))


def _persons(claims: Iterable[Claim]) -> tuple[str, ...]:
    """Words of the names of single persons; "Brandt" is "Ilse Brandt" where either is all that is told."""
    return _name_words(p for c in claims for p in (*c.actor, *c.recipient))


def _held(claims: Iterable[Claim]) -> tuple[str, ...]:
    """The same of whom the law first did something to: of others a report tells that they were arrested too."""
    return next((words for c in claims if (words := _name_words(c.recipient))), ())


def _name_words(parties: Iterable[Party]) -> tuple[str, ...]:
    named = {p.name for p in parties if p.kind == "person" and p.name}
    return tuple(sorted({w.casefold() for name in named for w in _CAPITAL.findall(name) if len(w) >= NAME_LETTERS}))


def party_key(party: Party) -> str | None:
    """What makes two parties the same: their id, else their name, else the words of a described body."""
    if party.id:
        return party.id
    if party.name:
        return party.name.casefold()
    return f"{party.country}/{party.sector}" if party.country and party.sector else None


def _in_court(claims: Iterable[Claim]) -> bool:
    """True where a deed of force is told in matters of law: charges and trials come days or years after it."""
    return any("legal" in c.contexts and c.type in COURT_TYPES for c in claims)


def _running(claim: Claim) -> bool:
    """True of a claim of nothing but what a war or a campaign has cost so far."""
    return bool(claim.counts) and all(n.cumulative for n in claim.counts)


def _days(claims: list[Claim], published: int | None, *, fresh: bool) -> tuple[int | None, int | None, bool]:
    """First and last day of the event: of the times that most claims can mean, the narrowest."""
    spans = [s for c in claims if c.when and (s := _when(c.when))]
    if fresh and published is not None:
        recent = [s for s in spans if s[1] - s[0] <= WEEK_DAYS or s[1] >= published - NEWS_DAYS]
        if spans and not recent:
            return None, None, False
        spans = recent
    if spans:
        able = {s: sum(s[0] <= last and first <= s[1] for first, last in spans) for s in spans}
        first, last = min(spans, key=lambda s: (-able[s], s[1] - s[0], s))
        return first, last, True
    if published is None or not fresh:
        return None, None, False
    planned = any(c.status == "planned" for c in claims)
    return published - FRESH_DAYS, published + (30 if planned else 0), False


def _when(when: When) -> tuple[int, int] | None:
    first, last = day_of(when.from_), day_of(when.to)
    first, last = (last if first is None else first), (first if last is None else last)
    if first is None or last is None:
        return None
    return (first, last) if first <= last else (last, first)


def _place(claims: list[Claim]) -> Place | None:
    """The most precise place that the claims give; the commonest of equals, then the first told."""
    places = [c.place for c in claims if c.place]
    if not places:
        return None
    names = [p.name or p.text for p in places]
    return min(places, key=lambda p: (p.precision or 9, p.lat is None, -names.count(p.name or p.text), p.start))


def _country(claims: list[Claim]) -> str | None:
    """The only country among the claims' recipients, as a last resort."""
    found = {p.country for c in claims for p in c.recipient if p.country}
    return found.pop() if len(found) == 1 else None


def _tolls(claims: list[Claim]) -> tuple[Toll, ...]:
    rows = {
        Toll(n.what, n.who, n.low, n.best, n.high)
        for c in claims
        for n in c.counts
        if not n.cumulative and c.status not in ("denied", "negated")
    }
    return tuple(sorted(rows, key=lambda t: (t.what, t.who, t.best or t.low or t.high or 0, t.low or 0, t.high or 0)))
