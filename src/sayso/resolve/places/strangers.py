"""Places that a report hardly means: small, and in none of the countries that anything else in it tells of."""

from __future__ import annotations

import re

from sayso.find.places.signs import CITY_PEOPLE
from sayso.find.places.words import PlaceWords
from sayso.knowledge.gazetteer import Gazetteer
from sayso.resolve.places.evidence import Group, lies_in_parent
from sayso.resolve.places.pools import DISTRICT, NATURE, TOWN, called_so
from sayso.types import Parsed, PlaceMention

# A town of so many people is no village, and tells of its country where it has no namesake in another; one of so many
# more is told of abroad too.
KNOWN_PEOPLE, KNOWN_ABROAD = 50_000, 100_000
# "Gulistan-e-Jauhar".
PERSIAN_JOINT = re.compile(r"-(?:e|i|ul|al|u)-\w")


def far(group: Group, best: int) -> bool:
    """Whether a place is in none of the countries that the report's other names tell of, nor where the words put it."""
    chosen = group.pool.candidates[best]
    return bool(group.told) and chosen.country not in group.told and not lies_in_parent(group, best)


def is_stranger(group: Group, best: int) -> bool:
    """Whether a place is far, and small."""
    small = group.pool.candidates[best].population < CITY_PEOPLE
    return small and group.pool.classes[best] in (TOWN, DISTRICT, NATURE) and far(group, best)


def is_believed(group: Group, best: int, gazetteer: Gazetteer) -> bool:
    """Whether a stranger is meant all the same: a town next door that is called just so or is no village, a city."""
    chosen = group.pool.candidates[best]
    if chosen.population >= KNOWN_ABROAD:
        return True
    known = called_so(group.name, chosen) or chosen.population >= KNOWN_PEOPLE
    return known and gazetteer.borders_any(chosen.country, group.told)


def is_peoples(parsed: Parsed, m: PlaceMention, words: PlaceWords) -> bool:
    """Whether a far name may be that of a people: the Kuki of "Kuki militants" in India, not the town in Japan."""
    after = parsed.tokens[m.last + 1 : m.last + 2]
    return any(t.lower in words.members or t.lower in words.tribes for t in after)


def is_part(parsed: Parsed, m: PlaceMention, words: PlaceWords) -> bool:
    """Whether a name is only part of a longer one: Tepa of "Charshanba Tepa", Gulistan of "Gulistan-e-Jauhar"."""
    if PERSIAN_JOINT.match(parsed.text, m.end):
        return True
    tokens = parsed.tokens
    before, after = tokens[max(m.first - 1, 0)], tokens[min(m.last + 1, len(tokens) - 1)]
    led = before.i < m.first and before.dep == "compound" and m.first <= before.head <= m.last
    leads = after.i > m.last and tokens[m.last].dep == "compound" and tokens[m.last].head == after.i
    return any(
        joins
        and t.pos == "PROPN"
        and t.text[0].isupper()
        and t.lower not in words.kinds
        and t.lower not in words.directions
        for joins, t in ((led, before), (leads, after))
    )
