"""Place mentions of a report: names the parser found, names the gazetteer knows, peoples, and the words around them."""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import NamedTuple

from sayso.find.places.signs import PLACE_LABELS, Surroundings, signs, surroundings
from sayso.find.places.words import PlaceWords, qualified
from sayso.knowledge.gazetteer import Gazetteer
from sayso.knowledge.spelling import TRANSLITERATED
from sayso.types import Parsed, PlaceMention, Token

LONGEST_NAME_TOKENS = 8

# The labelled texts tell mostly of America and Europe. Names of towns in Arabic, Persian and like languages, which
# the parser
# takes for persons, are believed from this chance on where the report tells of their country; single words only of
# this size.
LEAST_OF_WAR = 0.03
VILLAGE_PEOPLE = 10_000

# Names of several words are also looked for by their sound, from this length on.
LEAST_LOOSE_CHARACTERS = 9


class Spot(NamedTuple):
    """A stretch of tokens that may name a place."""

    first: int
    last: int


class PlaceFinder:
    """Finds every mention of a place."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        data = files("sayso") / "data"
        self._gazetteer = gazetteer
        self._words = PlaceWords(tomllib.loads((data / "places.toml").read_text(encoding="utf-8")))
        model = json.loads((data / "place_finder.json").read_text(encoding="utf-8"))
        self._weights: dict[str, float] = model["weights"]
        self._least: float = model["least"]

    def find(self, parsed: Parsed) -> list[PlaceMention]:
        """Mentions in order of the text; they do not overlap."""
        around = surroundings(parsed, self._words, self._gazetteer)
        out = []
        for spot, people in self.spots(parsed, around):
            chance = 1.0 if people else self.chance(parsed, spot, around)
            if chance >= self._least or (chance >= LEAST_OF_WAR and self._is_village(parsed, spot, around)):
                out.append((spot, people))
        return [
            qualified(parsed, spot.first, spot.last, self._words, demonym=people, body=_in_body(spot, around))
            for spot, people in _apart(out)
        ]

    def chance(self, parsed: Parsed, spot: Spot, around: Surroundings) -> float:
        """Probability that the words name a place."""
        weights = self._weights
        x = sum(weights.get(s, 0.0) for s in signs(parsed, spot, around, self._words, self._gazetteer))
        return 1 / (1 + math.exp(-x))

    def _is_village(self, parsed: Parsed, spot: Spot, around: Surroundings) -> bool:
        """Whether a name that the parser takes for a person's is a town of the country that the report tells of."""
        tokens = parsed.tokens
        text = parsed.text[tokens[spot.first].start : tokens[spot.last].end]
        before = tokens[spot.first - 1].lower.rstrip(".") if spot.first else ""
        if before in self._words.titles or tokens[spot.first].lower in self._words.never:
            return False
        found = self._gazetteer.lookup(text) or self._gazetteer.lookup_loosely(text)
        home = [c for c in found[:20] if c.country in around.homes and c.country in TRANSLITERATED]
        if spot.last > spot.first:
            return bool(home)
        joined = before in self._words.locative or before in ("for", "and", ",")
        return joined and any(c.population >= VILLAGE_PEOPLE for c in home)

    def spots(self, parsed: Parsed, around: Surroundings) -> Iterator[tuple[Spot, bool]]:
        """Everything that may be a place, longer before shorter, and whether it is the name of a people."""
        seen: set[Spot] = set()
        for name in parsed.names:
            if name.label in PLACE_LABELS:
                spot = _trimmed(parsed.tokens, name.first, name.last)
                if spot is not None and spot not in seen:
                    seen.add(spot)
                    yield spot, self._is_people(parsed, spot)
        for first, last in runs(parsed.tokens, self._words.inner):
            i = first
            while i <= last:
                spot = self._longest(parsed, i, last)
                if spot is None or spot in seen:
                    i = i + 1 if spot is None else spot.last + 1
                    continue
                seen.add(spot)
                yield spot, self._is_people(parsed, spot)
                i = spot.last + 1

    def _is_people(self, parsed: Parsed, spot: Spot) -> bool:
        text = parsed.text[parsed.tokens[spot.first].start : parsed.tokens[spot.last].end]
        return text.lower() in self._words.demonyms and text[0].isupper()

    def _longest(self, parsed: Parsed, first: int, last: int) -> Spot | None:
        """The longest known name, or name of a people, that begins at `first`."""
        tokens = parsed.tokens
        if not tokens[first].text[0].isalpha():
            return None
        for end in range(min(last, first + LONGEST_NAME_TOKENS - 1), first - 1, -1):
            if not tokens[end].text[0].isupper():
                continue
            text = parsed.text[tokens[first].start : tokens[end].end]
            if text.lower() in self._words.demonyms or (len(text) > 1 and self._gazetteer.lookup(text)):
                return Spot(first, end)
        return None


def _apart(found: list[tuple[Spot, bool]]) -> list[tuple[Spot, bool]]:
    """Spots in order of the text, the earlier found (then longer) kept where two overlap."""
    taken: set[int] = set()
    kept = []
    for spot, people in sorted(found, key=lambda f: (f[0].first - f[0].last, f[0].first)):
        tokens = range(spot.first, spot.last + 1)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            kept.append((spot, people))
    return sorted(kept)


def _in_body(spot: Spot, around: Surroundings) -> bool:
    """Whether the place is part of the name of an organisation, a person, a work or an event."""
    name = around.labels.get(spot.first)
    if name is None or name.label in PLACE_LABELS or name.label == "NORP":
        return False
    return name.last > spot.last or name.first < spot.first


def runs(tokens: tuple[Token, ...], inner: frozenset[str]) -> Iterator[tuple[int, int]]:
    """First and last token of each stretch of capitalised words with the small words and hyphens inside it."""
    i, n = 0, len(tokens)
    while i < n:
        if not _begins(tokens, i, inner):
            i += 1
            continue
        first = last = i
        i += 1
        while i < n and tokens[i].sentence == tokens[first].sentence:
            t = tokens[i]
            if t.text[0].isupper():
                last = i
            elif t.text != "-" and t.lower not in inner:
                break
            i += 1
        yield first, last
        i = last + 1


def _begins(tokens: tuple[Token, ...], i: int, inner: frozenset[str]) -> bool:
    """A capitalised word, or the small article of "al-Bab"."""
    if tokens[i].text[0].isupper():
        return True
    joined = i + 2 < len(tokens) and tokens[i + 1].text == "-" and tokens[i + 2].text[0].isupper()
    return joined and tokens[i].lower in inner


def _trimmed(tokens: tuple[Token, ...], first: int, last: int) -> Spot | None:
    """A name without its article, its possessive and stray punctuation; None where no capitalised word is left."""
    while first <= last and (tokens[first].lower in ("the", "a", "an") or not tokens[first].text[0].isalnum()):
        first += 1
    while first <= last and (
        tokens[last].tag == "POS" or (not tokens[last].text[-1].isalnum() and tokens[last].text[-1] != ".")
    ):
        last -= 1
    if first > last or not any(t.text[0].isupper() for t in tokens[first : last + 1]):
        return None
    return Spot(first, last)
