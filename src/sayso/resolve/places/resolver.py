"""Which place of the world each place mention of a report means."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any

import msgspec
import numpy as np

from sayso.find.names import in_capitals, of_continent, read_names
from sayso.find.places.finder import PlaceFinder
from sayso.find.places.signs import CITY_PEOPLE
from sayso.find.places.titled import titled
from sayso.find.places.words import PlaceWords, qualified
from sayso.knowledge.actors import Actor, ActorBase
from sayso.knowledge.gazetteer import LOOSE, MAIN, Candidate, Gazetteer
from sayso.knowledge.spelling import fold
from sayso.resolve.places.anaphors import (
    ENVOYS,
    MODIFIERS,
    abroad,
    describes,
    is_local,
    joined,
    last_told,
    nouns,
    sided,
    taken_up,
    there,
)
from sayso.resolve.places.evidence import IS_TOWN, Group, parents_of
from sayso.resolve.places.held import held
from sayso.resolve.places.pools import (
    CAPITAL,
    COUNTRY,
    DISTRICT,
    NATURE,
    PROVINCE,
    TOWN,
    Floats,
    Pool,
    Pools,
    class_of,
    code_class,
    displaced,
    told_inside,
)
from sayso.resolve.places.ranker import Ranker
from sayso.resolve.places.strangers import KNOWN_PEOPLE, far, is_believed, is_part, is_peoples, is_stranger
from sayso.types import Parsed, Place, PlaceMention, Token
from sayso.words import table

# Below this confidence no place is given.
LEAST_CONFIDENCE = 0.15

# A city is meant sooner than the province named after it, from this chance on.
LEAST_SEAT = 0.25

# Words that only a unit has, never its seat ("state" and "department" may be a body's).
UNIT_WORDS = ("province", "provinces", "governorate", "governorates", "oblast", "prefecture", "wilaya")

# Kinds that no village abroad has: of "Panyang county" in a report on one country the county is meant, known or not.
UNITS = frozenset({"province", "district"})

# Kinds of what lies in a country, or flows through several, that is called after it.
LAND_AND_WATER = frozenset({"river", "valley", "lake", "sea", "desert", "mountain"})

# What is left of a place's confidence where a common noun takes it up.
TOLD_AGAIN = 0.8

# Actors that say by being named where a report plays; outlets and international bodies do not.
LOCAL_SECTORS = frozenset({"REB", "UAF", "PAR", "PRM", "CRM", "OPP", "PTY", "MIL", "COP"})
# Sectors of bodies that work in many lands.
WORLD_SECTORS = frozenset({"NGO", "IGO", "HRI"})

# "South of Mosul" without a distance stays at Mosul's point.
PRECISION = {COUNTRY: 6, PROVINCE: 4, DISTRICT: 3, NATURE: 5}


# GeoNames' codes of a state's capital and of the seat of its government.
SEATS_OF_STATES = frozenset({"PPLC", "PPLG"})


class PlaceResolver:
    """Resolves all place mentions of a report together.

    With `actors` the countries of the armed groups, bodies and outlets that a report names count as told.
    """

    def __init__(self, gazetteer: Gazetteer, ranker: Ranker | None = None, *, actors: ActorBase | None = None) -> None:
        self._gazetteer = gazetteer
        self._words = PlaceWords(table("places"))
        self._pools = Pools(gazetteer, frozenset(self._words.kinds))
        self._ranker = ranker or Ranker.open()
        self._actors = actors
        self._parts = country_parts()

    def resolve(self, parsed: Parsed, mentions: Sequence[PlaceMention], *, given: bool = False) -> list[Place | None]:
        """One place a mention, in order; None where the gazetteer has none or the choice is unsure.

        Of mentions that are `given` it is known that they name places, whole.
        """
        return self._chosen(parsed, mentions, given=given)[0]

    def _chosen(
        self, parsed: Parsed, mentions: Sequence[PlaceMention], *, given: bool = False
    ) -> tuple[list[Place | None], frozenset[int]]:
        """The places, and which of them are strangers that are not to be believed."""
        found: list[Place | None] = [None] * len(mentions)
        strange: set[int] = set()
        shared: set[int] = set()
        groups = self.groups(parsed, mentions)
        for i, m in enumerate(mentions):
            people = self._people(m)
            if people is not None:
                found[i] = self._place(m, people, 0.95)
        if not groups:
            return found, frozenset()
        recased = in_capitals(parsed)
        units = {_first_word(g.name) for g in groups if g.kind == "province"}
        # Whose embassy it is says nothing of where the other places are.
        envoys = frozenset(i for i, m in enumerate(mentions) if abroad(parsed.tokens, m))
        apart = [g for g in groups if g.mentions and envoys.issuperset(g.mentions)]
        groups = [g for g in groups if not (g.mentions and envoys.issuperset(g.mentions))]
        weighed = list(zip(groups, self._ranker.chances(groups) if groups else (), strict=True))
        for group, chances in (*weighed, *((g, self._ranker.chances([g])[0]) for g in apart)):
            if not group.mentions:
                continue
            best = int(np.argmax(chances))
            if _first_word(group.name) not in units:  # where "Homs province" is told of, "Homs" may be the province
                best = _seat(group, chances, best)
            confidence = self._ranker.confidence(chances, best, group)
            if confidence < LEAST_CONFIDENCE or (not given and group.kind == "structure" and far(group, best)):
                continue  # "Aden Square in Baghdad" is not in Aden
            if group.pool.classes[best] == COUNTRY and _is_of_land(mentions[group.mentions[0]]):
                continue  # the Jordan Valley is not Jordan
            chosen = group.pool.candidates[best]
            stranger = is_stranger(group, best)
            for i in group.mentions:
                if given or not (stranger and is_part(parsed, mentions[i], self._words)):
                    found[i] = self._place(mentions[i], chosen, confidence)
            if sum(c.country == chosen.country for c in group.pool.candidates) > 1:
                shared.update(group.mentions)
            # In capitals a family's name or a common word looks like any town's.
            if stranger and (recased or not is_believed(group, best, self._gazetteer)):
                strange.update(group.mentions)
            elif group.pool.classes[best] in (TOWN, DISTRICT) and far(group, best):
                strange.update(i for i in group.mentions if is_peoples(parsed, mentions[i], self._words))
        out = held(parsed, mentions, found, shared)
        return out, frozenset(i for i in strange if out[i] is found[i])

    def placed(self, parsed: Parsed, mentions: Sequence[PlaceMention]) -> list[tuple[PlaceMention, Place]]:
        """The mentions that are resolved, and the nouns that tell one of their places again, in order of the text.

        Small places far from all that the report tells of are left out.
        """
        mentions = self._without_bodies(parsed, mentions)
        resolved, strange = self._chosen(parsed, mentions)
        pairs = enumerate(zip(mentions, resolved, strict=True))
        named = [(m, p) for i, (m, p) in pairs if p is not None and i not in strange]
        taken = frozenset(i for m, _ in named for i in range(m.first, m.last + 1))
        classed = [(m, p, code_class(p.feature)) for m, p in named]
        again = []
        for noun in nouns(parsed, taken):
            m = qualified(parsed, noun.i, noun.i, self._words)
            if noun.lower == "capital":
                place = self._capital(parsed, noun, m, named)
            else:
                found = taken_up(parsed, noun, classed)
                place = None if found is None else _told_again(m, found[1])
            if place is not None:
                again.append((m, place))
        for adverb in there(parsed):
            if (told := last_told(parsed, adverb, named)) is not None:
                m = qualified(parsed, adverb.i, adverb.i, self._words)
                again.append((m, _told_again(m, told[1])))
        return sorted((*named, *again), key=lambda pair: pair[0].first)

    def _without_bodies(self, parsed: Parsed, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
        """Without names of armed groups and parties that a place has besides its own, as Hamm has Hamas.

        And without those of aid bodies and the like, in full: the Red Cross is no village of that name.
        """
        if self._actors is None:
            return list(mentions)
        known = [(s.first, s.last, s.chosen) for s in read_names(parsed, self._actors).spans if s.chosen is not None]
        bodies = {
            i: actor for first, last, actor in known if actor.sector in LOCAL_SECTORS for i in range(first, last + 1)
        }
        worldwide = {(first, last) for first, last, actor in known if actor.sector in WORLD_SECTORS and first < last}
        named = [(m, bodies.get(m.first)) for m in mentions if (m.first, m.last) not in worldwide]
        return [m for m, body in named if body is None or m.last not in bodies or not self._by_the_way(m.name, body)]

    def _by_the_way(self, name: str, body: Actor) -> bool:
        """Whether a body's name is a place's besides its own, or that of a place in another land."""
        found = self._gazetteer.lookup(name)
        if not found or found[0].match != MAIN:
            return bool(found)
        return body.country is not None and all(self._gazetteer.alpha3(c.country) != body.country for c in found)

    def _capital(
        self, parsed: Parsed, noun: Token, m: PlaceMention, named: Sequence[tuple[PlaceMention, Place]]
    ) -> Place | None:
        """The city that "the capital" means: of the country or province told with it, else just before it."""
        tokens = parsed.tokens
        beside = [p for n, p in named if noun.i - MODIFIERS <= n.first < noun.i and joined(tokens, n.last, noun.i)]
        before = [p for n, p in named if n.first < noun.i and not n.within_body and not abroad(tokens, n)]
        plain = [p for n, p in named if n.first < noun.i and not n.within_body and not describes(tokens, n)]
        seats = [p for p in plain if p.feature in SEATS_OF_STATES]
        if seats and not beside and not is_local(tokens, noun):
            return _told_again(m, seats[-1])
        lent = beside[-1:] or plain[-1:] or before[-1:] or [p for _, p in named[:1]]
        if not lent or lent[0].country is None:
            return None
        if is_local(tokens, noun):
            unit = next((p for p in reversed(before) if p.admin1 is not None), None)
            towns = self._gazetteer.lookup(unit.admin1) if unit is not None and unit.admin1 else ()
            seat = next((c for c in towns if unit and c.feature.startswith("PPL") and self._in_unit(c, unit)), None)
        else:
            country = self._gazetteer.country(lent[0].country)
            seat = self._gazetteer.capital(country.country) if country is not None else None
        return self._place(m, seat, TOLD_AGAIN * (lent[0].confidence or 0)) if seat is not None else None

    def _in_unit(self, c: Candidate, unit: Place) -> bool:
        province = self._gazetteer.place(c.admin1) if c.admin1 else None
        return (
            province is not None and province.name == unit.admin1 and self._gazetteer.alpha3(c.country) == unit.country
        )

    def groups(self, parsed: Parsed, mentions: Sequence[PlaceMention]) -> list[Group]:
        """Mentions of one name and kind together, each with its pool; peoples and unknown names left out.

        The countries whose peoples the report names, and those of its title, are groups without mentions.
        """
        by_name: dict[tuple[str, str | None], list[int]] = defaultdict(list)
        for i, m in enumerate(mentions):
            if self._people(m) is None:
                by_name[fold(m.name), m.kind].append(i)
        pools: list[tuple[tuple[int, ...], PlaceMention, Pool]] = []
        for same in by_name.values():
            pool = self._pool(mentions[same[0]])
            if pool is not None:
                pools.append((tuple(same), mentions[same[0]], pool))
        envoys = frozenset(m.first for m in mentions if abroad(parsed.tokens, m))  # an embassy is in another state
        homely = [m for m in mentions if m.first not in envoys and not sided(parsed.tokens, m.first)]
        told = {p.country for m in homely if (p := self._people(m)) is not None and p.country}
        told.update(titled(parsed.report.title, self._words, self._gazetteer))
        peoples = sorted(told.union(self._peoples(parsed)))  # "Sri Lankan" is two words
        spoken = [pool for same, _, pool in pools if not envoys.issuperset(mentions[i].first for i in same)]
        votes = Counter(v for pool in spoken if (v := self._votes(pool)))
        named = frozenset([*votes, *peoples])
        bodies = self._actor_countries(parsed)
        votes.update({*peoples, *bodies})
        outlet = None if peoples or bodies else self._outlet_country(parsed)
        groups = []
        for members, m, pool in pools:
            own = self._votes(pool)
            told_of = self._words.told_with(c for c, n in votes.items() if n > (c == own))
            homes = told_of | {outlet} if outlet else told_of
            heard = told_of if pool.candidates[0].match == LOOSE else homes  # an outlet writes of names from anywhere
            better = self._pools.at_home(m.name, pool, heard, m.kind, sure=self._actors is not None)
            if better is None or (m.kind in UNITS and self._village_abroad(better, homes & named)):
                continue
            parents = [p for i in members for p in parents_of(parsed, mentions[i], self._pools, self._words.demonyms)]
            better = told_inside(better, parents)
            groups.append(Group(better, m.name, m.kind, members, tuple(parents), homes, told_of))
        if groups:
            alone = ((country, self._pools.of_country(country)) for country in peoples)
            groups += [Group(pool, country, "country", (), ()) for country, pool in alone if pool is not None]
        return groups

    def _pool(self, m: PlaceMention) -> Pool | None:
        pool = self._pools.of(m.name)
        if pool is None and m.kind is not None:
            pool = self._pools.of(m.text)
        if pool is None:
            pool = self._pools.of(_capitalised(m.name))
        if pool is None:
            return None
        river = m.kind == "province" and pool.classes[0] == NATURE  # "Blue Nile state"
        unit = m.text.lower().endswith(UNIT_WORDS)
        return self._pools.units(pool, m.name if unit else None) if river or unit else pool

    def _village_abroad(self, pool: Pool, homes: frozenset[str]) -> bool:
        """Whether a unit's name is known only as that of towns far from the countries that the report tells of."""
        return bool(homes) and all(
            kind == TOWN and c.country not in homes and not self._gazetteer.borders_any(c.country, homes)
            for c, kind in zip(pool.candidates, pool.classes.tolist(), strict=True)
        )

    def _peoples(self, parsed: Parsed) -> list[str]:
        """Countries (alpha-2) whose people the report names, in order of the code."""
        tokens, demonyms = parsed.tokens, self._words.demonyms
        named = (
            t for t in tokens
            if t.lower in demonyms and t.text[0].isupper() and tokens[t.head].lemma.lower() not in ENVOYS
            and not of_continent(tokens, t.i) and not sided(tokens, t.i)
        )  # fmt: skip
        codes = {demonyms[t.lower] for t in named}
        places = [self._gazetteer.country(c) if c.isalpha() else self._gazetteer.place(int(c)) for c in sorted(codes)]
        return sorted({p.country for p in places if p is not None and p.country})

    def _actor_countries(self, parsed: Parsed) -> set[str]:
        """Countries (alpha-2) of the armed groups and parties that the report names."""
        if self._actors is None:
            return set()
        chosen = [span.chosen for span in read_names(parsed, self._actors).spans]
        told = {a.country for a in chosen if a is not None and a.sector in LOCAL_SECTORS}
        places = [self._gazetteer.country(alpha3) for alpha3 in told if alpha3]
        return {p.country for p in places if p is not None}

    def _outlet_country(self, parsed: Parsed) -> str | None:
        """The country (alpha-2) of the report's outlet; None for an unknown one."""
        known = self._actors.find(parsed.report.outlet) if self._actors and parsed.report.outlet else None
        place = self._gazetteer.country(known.country) if known is not None and known.country else None
        return place.country if place is not None else None

    def _votes(self, pool: Pool) -> str | None:
        """The country (alpha-2) that a name tells of by itself: of a country, a province, a great city, or of a town
        without a namesake abroad."""
        c = pool.candidates[0]
        only = c.match == MAIN and c.population >= KNOWN_PEOPLE and all(o.country == c.country for o in pool.candidates)
        large = pool.classes[0] in (COUNTRY, PROVINCE, CAPITAL) or c.population >= CITY_PEOPLE
        return c.country or None if c.match < LOOSE and (large or only) else None

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
        if m.kind in ("district", "province") and precision <= 2:
            precision = 3 if m.kind == "district" else 4  # the town lends its point to the unit named after it
        if m.relation == "direction" and kind == COUNTRY and m.bearing_deg is not None:
            lat, lon = self._parts.get((c.country, int(m.bearing_deg)), (lat, lon))
        if m.distance_km is not None and m.bearing_deg is not None and precision <= 2:
            lat, lon = displaced(lat, lon, m.distance_km, m.bearing_deg)
        province = self._gazetteer.place(c.admin1) if c.admin1 else None
        return Place(
            text=m.text, start=m.start, end=m.end, name=c.name, within=None,
            geonameid=c.id if c.id > 0 else None, lat=round(lat, 5), lon=round(lon, 5),
            country=self._gazetteer.alpha3(c.country), admin1=province.name if province else None,
            admin1_code=self._gazetteer.iso_code(c.admin1) if c.admin1 else None, feature=c.feature,
            precision=precision, confidence=round(confidence, 3), pcode=self._gazetteer.pcode(c.id),
        )  # fmt: skip


def _first_word(name: str) -> str:
    return fold(name.split()[0]) if name.split() else ""


def _is_of_land(m: PlaceMention) -> bool:
    """Whether a river or valley is called after a country, as "Velia Valley" is; not "Velia Gulf states"."""
    last = m.text.rsplit(maxsplit=1)[-1]
    return m.kind in LAND_AND_WATER and (last.islower() or m.name.endswith(f" {last}"))


def _seat(group: Group, chances: Floats, best: int) -> int:
    """The city, where a name without its kind may be that of a city or of the province around it."""
    pool = group.pool
    if group.kind is not None or pool.classes[best] != PROVINCE:
        return best
    seats = [
        i
        for i in np.flatnonzero((pool.provinces == pool.ids[best]) & IS_TOWN[pool.classes]).tolist()
        if chances[i] >= LEAST_SEAT
    ]
    return max(seats, key=lambda i: float(chances[i])) if seats else best


def _told_again(m: PlaceMention, place: Place) -> Place:
    """The place under the words that take it up; displaced where they say so."""
    lat, lon, precision = place.lat, place.lon, place.precision
    if m.relation in ("near", "displaced", "outskirts") and precision == 1:
        precision = 2
    if m.distance_km is not None and m.bearing_deg is not None and lat is not None and lon is not None:
        lat, lon = displaced(lat, lon, m.distance_km, m.bearing_deg)
    sure = place.confidence
    return msgspec.structs.replace(
        place, text=m.text, start=m.start, end=m.end, lat=lat, lon=lon, precision=precision,
        confidence=None if sure is None else round(TOLD_AGAIN * sure, 3),
    )  # fmt: skip


def country_parts() -> dict[tuple[str, int], tuple[float, float]]:
    """Country (alpha-2) and direction in degrees to a point of that part of it."""
    with (files("sayso") / "data" / "country_parts.csv").open(encoding="utf-8") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        return {(r["country"], int(r["bearing"])): (float(r["lat"]), float(r["lon"])) for r in rows}


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
        places = {
            (m.start, m.end): p
            for m, p in zip(mentions, resolver.resolve(parsed, mentions, given=given is not None), strict=True)
        }
        for start, end in spans:
            place = places.get((start, end))
            text = parsed.text[start:end]
            row: dict[str, Any] = msgspec.to_builtins(place or Place(text=text, start=start, end=end))
            yield {"report": parsed.report.id, **row}
