"""Where somebody came from and went to, and the country of an event for which no place is named.

"The Syrian border" is a place though "Syrian" alone is a people; those who arrive "from Syria" are no longer there;
a report all of whose names are of one country is set in it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

import msgspec

from sayso.english import PLACING
from sayso.resolve.claims.distances import places_agree
from sayso.resolve.claims.wheres import CAPITAL
from sayso.resolve.places.anaphors import THERE
from sayso.types import EventMention, Place, PlaceMention, Token
from sayso.words import keys, listed

Placed = tuple[PlaceMention, Place]

COUNTRY, PROVINCE = 6, 4
IN_COUNTRY = frozenset(["in", "into", "to", "across", "inside", "throughout"])
# Between a way and its end, the ways, and what happens to people on them.
BOUND = frozenset(["to", "towards", "toward", "for"])
MARCHES = frozenset(
    ["march", "way", "journey", "trip", "procession", "route", "pilgrimage", "convoy", "head", "travel"]
)
WHERE_HELD = frozenset(["COERCE", "ASSAULT"])
# What a country has with another.
BORDERS = frozenset(["border", "frontier"])
FOR_WHOM = frozenset(["for", "against"])
ONWARD = frozenset(["into", "to", "onto", "in"])
FLED_TO = frozenset(["to", "towards", "toward"])
# A setting inferred from the names of the report is less sure than a place that is named.
OF_PEOPLE, OF_REPORT = 0.4, 0.3
# Bodies that each state has, in its capital.
STATE_BODIES = frozenset(
    ["ministry", "army", "military", "regime", "government", "parliament", "embassy", "airforce", "force", "troop"]
)
# Words between "from" and the place it governs: "from the Syrian city of".
FROM_REACH = 4


def is_land(tokens: Sequence[Token], mention: PlaceMention) -> bool:
    """True for "the Syrian border", "Chadian territory": ground that a people's name tells of."""
    after = mention.last + 1
    return (
        mention.demonym
        and not mention.within_body
        and after < len(tokens)
        and tokens[after].lemma in listed("places", "land", "words")
    )


def is_whose(tokens: Sequence[Token], placed: Placed) -> bool:
    """True for the country in "a Chad-brokered truce", "spied for Chad", "the border with Chad": whose it is."""
    mention, place = placed
    after = mention.last + 1
    if (place.precision or COUNTRY) != COUNTRY:
        return False
    before = tokens[tokens[mention.last].head]
    if before.lower == "with" and tokens[before.head].lemma in BORDERS:
        return True
    whom = mention.first > 0 and tokens[mention.first - 1].lower in FOR_WHOM and tokens[mention.last].dep == "pobj"
    if whom and not mention.demonym:
        return True
    return (
        after + 1 < len(tokens)
        and tokens[after].text == "-"
        and (tokens[after + 1].pos in {"VERB", "ADJ"} or tokens[after + 1].lower in listed("places", "fused", "words"))
    )


def of_state_body(tokens: Sequence[Token], placed: Placed) -> bool:
    """Whether a capital only tells whose ministry or army it is: "Moscow's Defence Ministry said"."""
    mention, place = placed
    head = tokens[tokens[mention.last].head]
    own = tokens[mention.last].dep in {"poss", "compound", "nmod"} and head.i > mention.last
    return place.feature == CAPITAL and own and head.lemma.lower() in STATE_BODIES


def of_visitor(tokens: Sequence[Token], mention: PlaceMention) -> bool:
    """Whether a people's name only says where somebody is from who may well be abroad: "two Indian engineers"."""
    if not mention.demonym and not as_people(tokens, mention):
        return False
    head = tokens[tokens[mention.last].head]
    return tokens[mention.last].dep in ("amod", "compound") and head.lemma in listed("places", "visitors", "words")


def as_people(tokens: Sequence[Token], mention: PlaceMention) -> bool:
    """Whether a land's letters stand for the name of its people: "three U.S. soldiers", but "the U.S. border"."""
    name = tokens[mention.last]
    if name.lower not in listed("places", "visitors", "letters") or name.dep not in ("amod", "compound", "nmod"):
        return False
    head = tokens[name.head]
    return head.i > name.i and head.pos == "NOUN" and head.lemma not in _grounds()


@cache
def _grounds() -> frozenset[str]:
    return listed("places", "land", "words") | keys("places", "kinds")


def names_place(tokens: Sequence[Token], event: EventMention, mention: PlaceMention) -> bool:
    """True where the mention may say where the event was, not who or of what body it was.

    People cross a border; a battle near one is on either side.
    """
    if as_people(tokens, mention) or _there_of_another(tokens, event, mention):
        return False
    if mention.demonym:
        return event.type == "DISPLACE" and is_land(tokens, mention)
    if mention.within_body and not _of_site(tokens, event, mention):
        return False
    return not (_headed_for(tokens, event, mention) or fled_to(tokens, event, mention))


def _there_of_another(tokens: Sequence[Token], event: EventMention, mention: PlaceMention) -> bool:
    """Whether "there" hangs on another verb: "fled to Velia and was arrested there"."""
    verb = tokens[mention.first].head
    return mention.text.lower() == THERE and not (
        event.first <= verb <= event.last or verb in (event.head, *event.others)
    )


def _of_site(tokens: Sequence[Token], event: EventMention, mention: PlaceMention) -> bool:
    """Whether a town stands in the name of what was hit there: "shelled Damascus Central Prison"."""
    return any(
        p.first <= mention.first <= mention.last < p.head
        and tokens[p.head].lower in listed("events", "acting", "sites")
        for p in event.recipient
    )


def told_elsewhere(tokens: Sequence[Token], event: EventMention, own: Placed | None, other: Placed) -> bool:
    """Whether another place of the sentence is that of another deed: "killed in X and a shop was hit in Y".

    `own` hangs on the verb of the event by a word for where, the other on a verb of its own; neither holds the other.
    """
    if own is None or own[0].first == other[0].first or places_agree(own[1], other[1]):
        return False
    near, far = tokens[own[0].last], tokens[other[0].last]
    if near.sentence != tokens[event.head].sentence or far.sentence != near.sentence:
        return False
    return _governor(tokens, near) == event.head and _governor(tokens, far) not in (None, event.head)


def _governor(tokens: Sequence[Token], place: Token) -> int | None:
    """The verb that a place hangs on by a word for where: "in X", "near the town of X"; None where it is no verb."""
    for _ in range(FROM_REACH):
        above = tokens[place.head]
        if above.pos == "VERB" and place.dep == "prep":
            return above.i if place.lower in PLACING else None
        if above.i == place.i:
            return None
        place = above
    return None


def _headed_for(tokens: Sequence[Token], event: EventMention, mention: PlaceMention) -> bool:
    """Whether it is where others than the event were bound: "held on a march to Sele"."""
    to = tokens[mention.first - 1] if mention.first > 0 else None
    if to is None or to.lower not in BOUND or event.type not in WHERE_HELD:
        return False
    return tokens[to.head].lemma in MARCHES and not event.first <= to.head <= event.last


def stands(tokens: Sequence[Token], own: Placed, places: Sequence[Placed]) -> bool:
    """True where the place beside a displacement is not to be given up for one in another country.

    It is where it is a province or a country with a preposition, or another place of the report lies in its country;
    a town abroad of which nothing else is told may be a namesake.
    """
    mention, place = own
    precision = place.precision or COUNTRY
    if precision == COUNTRY and not mention.demonym:
        return mention.first > 0 and tokens[mention.first - 1].lower in IN_COUNTRY
    return precision >= PROVINCE or any(
        p.name != place.name and not m.demonym and p.country == place.country and (p.precision or COUNTRY) < COUNTRY
        for m, p in places
    )


def left_behind(tokens: Sequence[Token], event: EventMention, mention: PlaceMention) -> bool:
    """True for a place from which somebody arrived or something was done elsewhere.

    "2,000 Karovans returned from Sele"; "driven out by shelling from Sele into Tobar".
    """
    source = _led_by(tokens, mention, ["from"]) if event.type in {"DISPLACE", "ASSAULT"} else None
    if source is None or mention.relation == "between":  # "a bus was hit on the road from Sele to Tobar"
        return False
    if event.type == "DISPLACE" and arrives(tokens[event.head]):
        return True
    after = mention.last + 1
    onward = after < len(tokens) and tokens[after].lower in ONWARD and tokens[after].lower != "in"
    own = event.first <= tokens[source].head <= event.last
    return onward and (event.type == "ASSAULT" or not own)


def fled_to(tokens: Sequence[Token], event: EventMention, mention: PlaceMention) -> bool:
    """Whether people went there from where it happened: "fled north to Sele"; those who arrive are there."""
    to = _led_by(tokens, mention, FLED_TO) if event.type == "DISPLACE" else None
    return to is not None and event.first <= tokens[to].head <= event.last and not arrives(tokens[event.head])


def arrives(token: Token) -> bool:
    """True of a verb or noun for those who come: return, arrive, cross."""
    return token.lemma in listed("displacement", "arrival", "words")


def _led_by(tokens: Sequence[Token], mention: PlaceMention, words: Collection[str]) -> int | None:
    """The "from" or "to" that governs a place."""
    for k in range(mention.first - 1, max(mention.first - 1 - FROM_REACH, -1), -1):
        if tokens[k].lower in words:
            return k
        if tokens[k].pos not in {"DET", "ADJ", "NOUN", "ADP", "PROPN"} or tokens[k].lower in ONWARD:
            return None
    return None


def only_country(places: Sequence[Placed], *, bodies: bool = False) -> str | None:
    """The country that all names of places and peoples agree on, those of "the Velian Government" included.

    With `bodies` also those in the names of bodies: "the Velia Defence Forces".
    """
    countries = {p.country for m, p in places if p.country and (bodies or m.demonym or not m.within_body)}
    return countries.pop() if len(countries) == 1 else None


def as_country(placed: Placed, confidence: float) -> Place:
    """A place taken for its country alone: where exactly is not told."""
    place = placed[1]
    sure = None if place.confidence is None else round(place.confidence * confidence, 3)
    if (place.precision or COUNTRY) == COUNTRY:
        return msgspec.structs.replace(place, confidence=sure)
    return Place(
        text=place.text, start=place.start, end=place.end, country=place.country, precision=COUNTRY, confidence=sure
    )
