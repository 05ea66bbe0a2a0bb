"""Which of a report's places is the one where an event happened."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

from sayso.find.attribution.quotations import dateline_end
from sayso.resolve.claims.attach import BETWEEN, Attacher
from sayso.resolve.claims.holding import (
    BY,
    COUNTRY,
    LINKS,
    POSSESSIVES,
    PROVINCE,
    Grain,
    holds,
    key,
    links,
    may_hold,
    told_by,
)
from sayso.resolve.claims.lands import (
    OF_REPORT,
    as_country,
    as_people,
    fled_to,
    is_whose,
    left_behind,
    of_visitor,
    only_country,
    stands,
)
from sayso.resolve.claims.stories import Told
from sayso.resolve.claims.wheres import CAPITAL, as_government, governs, opens_scene
from sayso.resolve.places.anaphors import THERE
from sayso.types import Attribution, Parsed, Party, Place, PlaceMention

Placed = tuple[PlaceMention, Place]

# Places farther from every telling of an event than this are looked at only where the report opens with them.
REACH_SENTENCES = 3
OPENING_SENTENCES = 2
# Tellings of one event that are looked at together.
TELLINGS = 20
# Edges of the dependency tree: a place this near stands in the event's own clause.
NEAR_COST = 4.0
FAR_COST = 8.0
# Below this the gazetteer's choice among namesakes is hardly more than a guess.
SURE = 0.5
# From here on the place beside an event stands, whatever lands the report tells of besides.
CERTAIN = 0.85


# Heads up which a place is followed to the deed done there.
DEEP = 8
CONTINENT = "CONT"
PREPOSITIONS = {
    "in": "in", "at": "in", "inside": "in", "outside": "near", "near": "near", "around": "near", "of": "of",
    "from": "from", "to": "to", "into": "to", "towards": "to", "toward": "to", "on": "on", "by": "by",
    "between": "between", "with": "with", "through": "in", "across": "in",
}  # fmt: skip


# Before a country in which something is told to have been done.
WITHIN_LAND = frozenset(["in", "inside", "within", "across", "throughout"])
# Before a place that a clause tells of.
IN_CLAUSE = frozenset(["ADP", "VERB", "DET", "ADJ", "NOUN"])
# How a land hangs on its sentence that does, owns or suffers something.
PARTY_DEPS = frozenset(["nsubj", "nsubjpass", "dobj", "poss"])
PARTY_LINKS = frozenset(["from", "with", "by", "against", "for"])

# GeoNames' class of a region with a name of its own: "the Sahel", no side of a country.
NAMED_REGION = "RGN"


class Scenes:
    """The weights of `data/scene_model.json`: a choice among the places of a report, each with a chance."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = weights

    @staticmethod
    @cache
    def open() -> Scenes:
        """The weights in the package."""
        return Scenes(
            json.loads(files("sayso.data").joinpath("scene_model.json").read_text(encoding="utf-8"))["weights"]
        )

    def pick(self, item: Told, tellings: Sequence[Told], stage: Stage) -> Placed | None:
        """The likeliest place of one telling, its confidence lowered by the doubt about the choice.

        None where the report names no place near any telling of the event.
        """
        around = stage.around(item, tellings)
        open_to = stage.candidates(around)
        if not open_to:
            return None
        scores = [self.score(stage.features(around, n)) for n in open_to]
        best = max(range(len(scores)), key=lambda k: (scores[k], -open_to[k]))
        mention, place = stage.places[open_to[best]]
        own = item.values.place
        if own is not None and own[0] != mention and (_keeps(own[1], place) or stage.told_by(own[0], mention)):
            return own
        share = 1.0 / sum(math.exp(s - scores[best]) for s in scores)
        if (own is None or own[0] == mention) and stage.only_heads(open_to[best]):
            return mention, as_country((mention, place), share)
        sure = place.confidence
        return mention, msgspec.structs.replace(place, confidence=None if sure is None else round(sure * share, 3))

    def score(self, features: Iterable[str]) -> float:
        return sum(self._weights.get(name, 0.0) for name in features)


class Around(NamedTuple):
    """A telling with what the others of its story say of where they are; tokens are counted in the report."""

    item: Told
    sentences: list[int]
    places: frozenset[tuple[int, int]]
    actors: list[tuple[int, int]]
    recipients: list[tuple[int, int]]


class Stage:
    """The places of one report with what is the same for all its events."""

    def __init__(
        self,
        parsed: Parsed,
        places: Sequence[Placed],
        attributions: Sequence[Attribution],
        attacher: Attacher,
        stories: Sequence[Sequence[Told]] = (),
    ) -> None:
        """`stories` are the tellings of each event."""
        self._parsed = parsed
        self.tokens = parsed.tokens
        self._attacher = attacher
        places = [placed for placed in places if not is_whose(parsed.tokens, placed)]
        self.places = [
            (m, p)
            for m, p in places
            if not (m.demonym or m.within_body or governs(parsed.tokens, m) or as_government(parsed.tokens, m, p))
            and not as_people(parsed.tokens, m)
        ]
        self._country = only_country(places)
        self._visitors = [placed for placed in places if of_visitor(parsed.tokens, placed[0])]
        self._named = places = [placed for placed in places if placed not in self._visitors]
        self._peoples = [(m, p) for m, p in places if m.demonym]
        self._sentences = [parsed.tokens[m.first].sentence for m, _ in self.places]
        self._by_sentence: dict[int, list[int]] = {}
        for n, sentence in enumerate(self._sentences):
            self._by_sentence.setdefault(sentence, []).append(n)
        self._told = Grain([p for _, p in self.places])
        self._owners: dict[tuple[int, int], set[int]] = {}
        for number, told in enumerate(stories):
            for item in told:
                if item.values.place is not None:
                    self._owners.setdefault(_where(item.values.place[0]), set()).add(number)
        self._story_of = {id(item): number for number, told in enumerate(stories) for item in told}
        times = Counter(key(p) for _, p in self.places)
        countries = Counter(p.country for _, p in self.places if p.country)
        self._one_province = (
            len({p.admin1 or p.name for _, p in self.places if (p.precision or COUNTRY) <= PROVINCE}) == 1
        )
        self._setting = _most(countries)
        spoken = [a.source for a in attributions if a.source is not None]
        self._fixed = [
            self._own_features(n, times[key(p)], any(s.start <= m.start < s.end for s in spoken))
            for n, (m, p) in enumerate(self.places)
        ]

    def around(self, item: Told, tellings: Sequence[Told]) -> Around:
        """A telling among those of its story that stand nearest: enough to judge by, however long the report."""
        near = sorted(tellings, key=lambda t: abs(t.sentence - item.sentence))[:TELLINGS]
        others = [t for t in near if t is not item]
        events = [t.values.event for t in (item, *others)]
        return Around(
            item=item,
            sentences=sorted({t.sentence for t in others}),
            places=frozenset(_where(t.values.place[0]) for t in others if t.values.place is not None),
            actors=[(p.first, p.last) for e in events for p in e.actor],
            recipients=[(p.first, p.last) for e in events for p in e.recipient],
        )

    def candidates(self, around: Around) -> list[int]:
        """Places near a telling, and those the report opens with."""
        item = around.item
        sentences = set(range(OPENING_SENTENCES))
        for at in (item.sentence, *around.sentences):
            sentences.update(range(at - REACH_SENTENCES, at + REACH_SENTENCES + 1))
        own = item.values.place
        near = [n for s in sentences for n in self._by_sentence.get(s, ())]
        if item.unknown is not None:
            near = [n for n in near if self._may_stand_for(around, n)]
        # A continent, or "there", is the place only of what its own words put there.
        found = sorted(
            n
            for n in near
            if ((own and own[0] == self.places[n][0]) or not self._only_of_own(n))
            and not left_behind(self.tokens, item.values.event, self.places[n][0])
            and not fled_to(self.tokens, item.values.event, self.places[n][0])
            and not (self._sentences[n] == item.sentence and (self._elsewhere(item, n) or self._is_end(item, n)))
            and (self._sentences[n] == item.sentence or not self._is_party(n))
        )
        land = self._land(item)
        if land is not None:
            found = [n for n in found if self.places[n][1].country == land]
        found = self._without_speakers(item, found)
        before = [n for n in found if self._sentences[n] <= item.sentence and self._is_scene(n)]
        return [n for n in found if not (before and self._is_later(item, n, before))]

    def _only_of_own(self, n: int) -> bool:
        mention, place = self.places[n]
        return place.feature == CONTINENT or mention.text.lower() == THERE

    def _without_speakers(self, item: Told, found: Sequence[int]) -> list[int]:
        """Places without a capital from which somebody only spoke: another is told, or the one hit was of its country.

        "A Velian engineer was shot dead, the ministry in Velia's capital said. He had lived in Sele."
        """
        event = item.values.event
        spoken = [
            n for n in found if self.places[n][1].feature == CAPITAL and self._attacher.speaks(event, self.places[n][0])
        ]
        others = [n for n in found if n not in spoken]
        if any(self._is_scene(n) for n in others):
            return others
        sent = {p.country for m, p in self._visitors if self.tokens[m.first].sentence == item.sentence}
        return [n for n in found if n not in spoken or self.places[n][1].country not in sent]

    def _land(self, item: Told) -> str | None:
        """The country that a telling's own words put it in, whatever towns abroad the report names: "shot in Kenya"."""
        own = item.values.place
        if own is None or (own[1].precision or COUNTRY) != COUNTRY:
            return None
        mention, place = own
        before = [t.lower for t in self.tokens[max(mention.first - 2, 0) : mention.first] if t.lower != "the"]
        return place.country if before and before[-1] in WITHIN_LAND and self._hangs_on(item, mention) else None

    def _hangs_on(self, item: Told, mention: PlaceMention) -> bool:
        """Whether nothing but nouns stands between a place and the word of the deed, no other deed or aside."""
        token = self.tokens[mention.last]
        for _ in range(DEEP):
            if token.head == item.values.event.head:
                return True
            if token.head == token.i or token.dep == "appos":
                return False
            token = self.tokens[token.head]
            if token.pos in ("VERB", "AUX"):
                return False
        return False

    def _is_scene(self, n: int) -> bool:
        """Whether a place is finer than a country and told in a clause: no dateline."""
        mention, place = self.places[n]
        before = self._parsed.tokens[max(mention.first - 1, 0)]
        return (place.precision or COUNTRY) < COUNTRY and mention.first > 0 and before.pos in IN_CLAUSE

    def _is_later(self, item: Told, n: int, before: Sequence[int]) -> bool:
        """Whether a place is told only further on, of another event alone, and lies in none of those told before."""
        mention, place = self.places[n]
        owners = self._owners.get(_where(mention), set())
        if self._sentences[n] <= item.sentence or self._story_of.get(id(item)) in owners:
            return False
        if not owners and not opens_scene(self._parsed, mention):
            return False
        return not any(holds(self.places[k][1], place) for k in before)

    def _elsewhere(self, item: Told, n: int) -> bool:
        """Whether a place of the telling's sentence is where others went, or that of who tells of one elsewhere."""
        (mention, place), event, own = self.places[n], item.values.event, item.values.place
        if self._attacher.passes(event, mention):
            return True
        fine = own is not None and (own[1].precision or COUNTRY) <= PROVINCE
        other = own is not None and own[0] != mention and (fine or own[1].country != place.country)
        hidden = item.unknown is not None and (place.precision or COUNTRY) == COUNTRY
        return (other or hidden) and self._attacher.speaks(event, mention)

    def _is_end(self, item: Told, n: int) -> bool:
        """Whether a place is one end of the road of which the telling's own place tells more exactly where."""
        own = item.values.place
        if own is None or (own[1].precision or COUNTRY) > PROVINCE:
            return False
        return self.places[n][0].relation == BETWEEN != own[0].relation and self.places[n][1].country == own[1].country

    def _is_party(self, n: int) -> bool:
        """Whether a land is told of as a party: "criticism from France", "France and Niger urged"."""
        mention, place = self.places[n]
        if (place.precision or COUNTRY) < COUNTRY:
            return False
        tokens = self._parsed.tokens
        before = [t.lower for t in tokens[max(mention.first - 2, 0) : mention.first] if t.lower != "the"]
        return tokens[mention.last].dep in PARTY_DEPS or bool(before and before[-1] in PARTY_LINKS)

    def _may_stand_for(self, around: Around, n: int) -> bool:
        """Whether a place can hold one that nobody knows: its own sentence or story names it, or it is a province.

        Of a report that tells of several provinces none.
        """
        mention, place = self.places[n]
        own = self._sentences[n] == around.item.sentence or _where(mention) in around.places
        precision = place.precision or COUNTRY
        return own or precision > PROVINCE or (precision == PROVINCE and self._one_province)

    def whole(self, placed: Placed) -> Place:
        """The place with the town or district that the words beside it say holds it: "Rabat quarter of Sele"."""
        mention, place = placed
        if place.within is not None:
            return place
        sentence = self._parsed.tokens[mention.first].sentence
        for n in self._by_sentence.get(sentence, ()):
            other, holder = self.places[n]
            after = self._parsed.tokens[mention.last + 1 : other.first]
            before = self._parsed.tokens[other.last + 1 : mention.first]
            linked = (mention.last < other.first and links(after, LINKS)) or (
                other.last < mention.first and links(before, POSSESSIVES)
            )
            if linked and other.relation not in BY and may_hold(holder, place):
                return msgspec.structs.replace(place, within=holder.name)
        return place

    def only_heads(self, n: int) -> bool:
        """Whether a place is a capital that the report names in its dateline alone: where it was filed."""
        mention, place = self.places[n]
        if place.feature != CAPITAL or any(p.name == place.name for k, (_, p) in enumerate(self.places) if k != n):
            return False
        return self._is_filed(mention)

    def _is_filed(self, mention: PlaceMention) -> bool:
        """Whether a place stands in a dateline."""
        end = dateline_end(self._parsed.text, mention.start)
        return end is not None and mention.end <= end

    def _acts(self, mention: PlaceMention, place: Place) -> bool:
        """Whether a capital stands for its government: "Velia's capital set up a crisis team"."""
        return as_government(self.tokens, mention, place) and not self._is_filed(mention)

    def told_by(self, one: PlaceMention, other: PlaceMention) -> bool:
        """Whether the words put one place in or by the other, which is then not the exact one."""
        here = self._by_sentence.get(self.tokens[one.first].sentence, ())
        return told_by(self.tokens, one, other, [self.places[n][0] for n in here])

    def at_home(self, place: Place) -> Place:
        """A sea, region or desert of no one country, told of in a report on one: its part of that."""
        return place if place.country or not self._country else msgspec.structs.replace(place, country=self._country)

    def country(self, item: Told, *, besides: Sequence[Party] = ()) -> Place | None:
        """The country that all names of the report agree on, by the name nearest to the telling.

        Where the names `besides` these parties' own speak for it.
        Of displacement the one that at least half of the places lie in, or whose bodies alone are named.
        """
        meant, moved = self._country, item.values.event.type == "DISPLACE"
        if moved:  # a war drives people out where it is, and a state's own forces move them at home
            meant = (
                meant or self._setting or only_country([(m, p) for m, p in self._named if m.within_body], bodies=True)
            )
        of_it = [(m, p) for m, p in self._named if p.country is not None and p.country == meant]
        named = [
            (m, p) for m, p in of_it
            if not (m.within_body or m.text.islower() or self._acts(m, p))
        ]  # fmt: skip
        if besides and all(_inside(m, besides) for m, _ in named):
            return None
        if item.unknown is not None:  # the village of which the ministry of another state tells
            named = [(m, p) for m, p in named if not self._attacher.speaks(item.values.event, m)]
        elif meant in {p.country for _, p in self._visitors}:  # "an engineer from Velia died, Velia's ministry said"
            named = [
                (m, p) for m, p in named if not (p.feature == CAPITAL and self._attacher.speaks(item.values.event, m))
            ]
        if moved and not named:
            named = of_it
        if not named:
            return None
        at = self._parsed.tokens
        nearest = min(
            named,
            key=lambda x: ((x[1].precision or 0) < COUNTRY, abs(at[x[0].first].sentence - item.sentence), x[0].first),
        )
        return as_country(nearest, OF_REPORT)

    def moved(self, own: Placed, picked: Placed | None) -> Placed:
        """Where people were displaced: beside what the words say, unless that is a doubtful place abroad."""
        if picked is None or picked[1].country == own[1].country:
            return picked or own
        return own if stands(self._parsed.tokens, own, self.places) else picked

    def peoples(self, item: Told) -> list[Placed]:
        """The names of peoples in the telling's sentence, and their countries."""
        return [(m, p) for m, p in self._peoples if self._parsed.tokens[m.first].sentence == item.sentence]

    def _own_features(self, n: int, times: int, spoken: bool) -> list[str]:
        mention, place = self.places[n]
        precision = place.precision or COUNTRY
        tokens = self._parsed.tokens
        before = tokens[mention.first - 1].lower if mention.first else ""
        found = [
            f"precision={precision}",
            f"opening={min(self._sentences[n], 3)}",
            f"told={min(times, 3)}",
            f"before={PREPOSITIONS.get(before, 'none')}",
            f"relation={mention.relation or 'none'}",
            f"kind={'named' if mention.kind else 'none'}",
        ]
        if self._setting is not None:
            at_home = "setting" if place.country == self._setting else "abroad"
            found += [at_home, f"{at_home}|precision={precision}"]
        if spoken:
            found.append("speaker")
        if mention.first < 2:
            found.append("first word")
        if place.confidence is not None and place.confidence < SURE:
            found.append("unsure")
        if self._told.finer(place):
            found.append("holds finer")
        if self._told.wider(place):
            found.append("held")
        return found

    def features(self, around: Around, n: int) -> list[str]:
        """Names of what speaks for or against place n as the place of a telling, for the weights to sum."""
        mention, place = self.places[n]
        sentence, where, item = self._sentences[n], _where(mention), around.item
        gap = max(-REACH_SENTENCES - 1, min(sentence - item.sentence, REACH_SENTENCES + 1))
        nearest = min((abs(sentence - at) for at in around.sentences), default=REACH_SENTENCES + 1)
        found = [*self._fixed[n], f"gap={gap}", f"story={min(nearest, REACH_SENTENCES + 1)}"]
        own = item.values.place
        if own is not None and _where(own[0]) == where:
            found += ["own", f"own|precision={place.precision or COUNTRY}"]
        elif own is not None:
            found.append(_to(own[1], place))
        elif gap == 0:
            found.append("beside")
        if where in around.places:
            found.append("of another telling")
        if gap == 0:
            cost = self._attacher.distance(item.values.event, mention.first, mention.last)
            near = "none" if cost is None else "near" if cost <= NEAR_COST else "far" if cost <= FAR_COST else "afar"
            found.append(f"cost={near}")
        if any(first <= mention.first <= last for first, last in around.actors):
            found.append("in actor")
        if any(first <= mention.first <= last for first, last in around.recipients):
            found.append("in recipient")
        return found


def _inside(mention: PlaceMention, parties: Sequence[Party]) -> bool:
    return any(p.start <= mention.start < p.end for p in parties)


def _where(mention: PlaceMention) -> tuple[int, int]:
    return mention.first, mention.last


def _most(countries: Counter[str]) -> str | None:
    """The country of at least half of the places."""
    if not countries:
        return None
    country, times = max(sorted(countries.items()), key=lambda pair: pair[1])
    return country if 2 * times >= countries.total() else None


def _keeps(own: Place, picked: Place) -> bool:
    """True where the place beside the event stands: told exactly, in the same country.

    The weights are learnt from what reports are about; an event told in passing has a place of its own.
    """
    if is_certain(own):
        return True
    exact = (own.precision or COUNTRY) < PROVINCE
    region = own.feature == NAMED_REGION and (picked.precision or COUNTRY) >= PROVINCE
    return key(own) == key(picked) or (own.country == picked.country and (exact or region))


def is_certain(place: Place) -> bool:
    """A town or site of which the gazetteer leaves hardly a doubt."""
    return (place.precision or COUNTRY) < PROVINCE and (place.confidence or 0.0) >= CERTAIN


def _to(own: Place, place: Place) -> str:
    """How a place lies to the one that stands beside the event."""
    if key(own) == key(place):
        return "own again"
    if holds(own, place):
        return "in own"
    if holds(place, own):
        return "around own"
    return "apart" if own.country == place.country else "other country"
