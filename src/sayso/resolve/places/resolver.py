"""Which place of the world each place mention of a report means."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any

import msgspec
import numpy as np

from sayso.find.places.finder import PlaceFinder
from sayso.find.places.words import PlaceWords, qualified
from sayso.knowledge.gazetteer import Candidate, Gazetteer
from sayso.knowledge.spelling import fold
from sayso.resolve.places.evidence import Group, parents_of
from sayso.resolve.places.pools import COUNTRY, DISTRICT, NATURE, PROVINCE, Pools, class_of, displaced
from sayso.resolve.places.ranker import Ranker
from sayso.types import Parsed, Place, PlaceMention

# Below this confidence no place is given.
LEAST_CONFIDENCE = 0.15

# "South of Mosul" without a distance stays at Mosul's point.
PRECISION = {COUNTRY: 6, PROVINCE: 4, DISTRICT: 3, NATURE: 5}


class PlaceResolver:
    """Resolves all place mentions of a report together."""

    def __init__(self, gazetteer: Gazetteer, ranker: Ranker | None = None) -> None:
        self._gazetteer = gazetteer
        self._pools = Pools(gazetteer)
        self._ranker = ranker or Ranker.open()
        self._words = PlaceWords(tomllib.loads((files("sayso") / "data" / "places.toml").read_text(encoding="utf-8")))

    def resolve(self, parsed: Parsed, mentions: Sequence[PlaceMention]) -> list[Place | None]:
        """One place a mention, in order; None where the gazetteer has none or the choice is unsure."""
        found: list[Place | None] = [None] * len(mentions)
        groups = self.groups(parsed, mentions)
        for i, m in enumerate(mentions):
            people = self._people(m)
            if people is not None:
                found[i] = self._place(m, people, 0.95)
        if not groups:
            return found
        for group, chances in zip(groups, self._ranker.chances(groups), strict=True):
            best = int(np.argmax(chances))
            confidence = self._ranker.confidence(chances, best, group)
            if confidence >= LEAST_CONFIDENCE:
                for i in group.mentions:
                    found[i] = self._place(mentions[i], group.pool.candidates[best], confidence)
        return found

    def groups(self, parsed: Parsed, mentions: Sequence[PlaceMention]) -> list[Group]:
        """Mentions of one name and kind together, each with its pool; peoples and unknown names left out."""
        by_name: dict[tuple[str, str | None], list[int]] = defaultdict(list)
        for i, m in enumerate(mentions):
            if self._people(m) is None:
                by_name[fold(m.name), m.kind].append(i)
        groups = []
        for (_, kind), members in by_name.items():
            pool = self._pools.of(mentions[members[0]].name)
            if pool is None and kind is not None:
                pool = self._pools.of(mentions[members[0]].text)
            if pool is None:
                pool = self._pools.of(_capitalised(mentions[members[0]].name))
            if pool is None:
                continue
            parents = [p for i in members for p in parents_of(parsed, mentions[i], self._pools, self._words.demonyms)]
            groups.append(Group(pool, mentions[members[0]].name, kind, tuple(members), tuple(parents)))
        return groups

    def mention(self, parsed: Parsed, start: int, end: int) -> PlaceMention | None:
        """The mention at given characters; None where no word begins or ends in them."""
        inside = [t.i for t in parsed.tokens if t.start < end and t.end > start and t.text.strip()]
        if not inside:
            return None
        m = qualified(parsed, inside[0], inside[-1], self._words, grow=False)
        text = parsed.text[start:end]
        demonym = text.lower() in self._words.demonyms
        return msgspec.structs.replace(m, start=start, end=end, text=text, name=self._bare(text), demonym=demonym)

    def _bare(self, text: str) -> str:
        """A given span without the direction before it: Idlib of "northern Idlib"."""
        parts = text.split()
        while len(parts) > 1 and parts[0].lower() in (*self._words.directions, "the") and self._pools.of(text) is None:
            parts = parts[1:]
            text = " ".join(parts)
        return text

    def _people(self, m: PlaceMention) -> Candidate | None:
        """The country (or part of one) of a people's name."""
        if not m.demonym:
            return None
        place = self._words.demonyms.get(m.name.lower())
        if place is None:
            return None
        return self._gazetteer.country(place) if place.isalpha() else self._gazetteer.place(int(place))

    def _place(self, m: PlaceMention, c: Candidate, confidence: float) -> Place:
        kind = class_of(c)
        lat, lon, precision = c.lat, c.lon, PRECISION.get(kind, 1)
        if m.relation in ("near", "displaced", "outskirts", "between") and precision == 1:
            precision = 2
        if m.relation == "direction" and precision in (4, 6):
            precision = 5 if precision == 6 else 4
        if m.distance_km is not None and m.bearing_deg is not None and precision <= 2:
            lat, lon = displaced(lat, lon, m.distance_km, m.bearing_deg)
        province = self._gazetteer.place(c.admin1) if c.admin1 else None
        return Place(
            text=m.text, start=m.start, end=m.end, name=c.name, within=None,
            geonameid=c.id if c.id > 0 else None, lat=round(lat, 5), lon=round(lon, 5),
            country=self._gazetteer.alpha3(c.country), admin1=province.name if province else None,
            admin1_code=self._gazetteer.iso_code(c.admin1) if c.admin1 else None, feature=c.feature,
            precision=precision, confidence=round(confidence, 3),
        )  # fmt: skip


def _capitalised(name: str) -> str:
    """A name without the words in small letters at its end: Kano of "Kano metropolis"."""
    parts = name.split()
    while parts and parts[-1].islower():
        parts.pop()
    return " ".join(parts)


def place_layer(
    parsed_reports: Iterable[Parsed],
    gazetteer: Gazetteer,
    given: Mapping[str, Sequence[tuple[int, int]]] | None = None,
) -> Iterator[dict[str, Any]]:
    """One JSON object a mention, for `sayso places`.

    With `given` (report id to spans) the spans are resolved instead of found, and each gets a line, in order;
    without it, mentions that stay unresolved are given with null values.
    """
    finder, resolver = PlaceFinder(gazetteer), PlaceResolver(gazetteer)
    for parsed in parsed_reports:
        if given is None:
            mentions: list[PlaceMention] = finder.find(parsed)
            spans = [(m.start, m.end) for m in mentions]
        else:
            spans = list(given.get(parsed.report.id, ()))
            mentions = [m for m in (resolver.mention(parsed, a, b) for a, b in spans) if m is not None]
        places = {(m.start, m.end): p for m, p in zip(mentions, resolver.resolve(parsed, mentions), strict=True)}
        for start, end in spans:
            place = places.get((start, end))
            text = parsed.text[start:end]
            row: dict[str, Any] = msgspec.to_builtins(place or Place(text=text, start=start, end=end))
            yield {"report": parsed.report.id, **row}
