"""The countries that a report's title names, when it stands apart from its text: "Nigeria: ten killed in market"."""

from __future__ import annotations

import re

from sayso.find.places.words import PlaceWords
from sayso.knowledge.gazetteer import OTHER, Gazetteer

# A name of a country has so many words at most: "Democratic Republic of the Congo".
LONGEST_WORDS = 5
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")


def titled(title: str | None, words: PlaceWords, gazetteer: Gazetteer) -> frozenset[str]:
    """Countries (alpha-2) that a title names, or whose people; those that are people's names too are left out."""
    found: set[str] = set()
    parts = [m.group().removesuffix("'s").removesuffix("’s") for m in _WORD.finditer(title or "")]
    i = 0
    while i < len(parts):
        size = LONGEST_WORDS if parts[i][0].isupper() else 0
        while size and (country := _country(" ".join(parts[i : i + size]), words, gazetteer)) is None:
            size -= 1
        if size:
            found.add(country or "")
        i += max(size, 1)
    return frozenset(found)


def _country(name: str, words: PlaceWords, gazetteer: Gazetteer) -> str | None:
    """The country of a name or of a people's; None where it is neither, or also a first name or a pronoun."""
    people = words.demonyms.get(name.lower())
    if people is not None:
        place = gazetteer.country(people) if people.isalpha() else gazetteer.place(int(people))
        return place.country or None if place is not None else None
    if name.lower() in words.given or name.lower() in words.never:
        return None
    known = gazetteer.lookup(name)[:1]
    return next((c.country for c in known if c.feature == "PCLI" and c.match <= OTHER), None)
