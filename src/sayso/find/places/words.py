"""The words around a place name: what it is, and where from it ("northern Idlib", "20 km south of Mosul")."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Any

from sayso.types import Parsed, PlaceMention, Token

HYPHENS = frozenset("-–‑")
# Before a name that ends a road there are two words at least; from the word for the road to its end so many at most.
LEAST_ROAD, LONGEST_ROAD = 2, 7


class PlaceWords:
    """The lists of places.toml and the names of peoples."""

    def __init__(self, table: dict[str, Any]) -> None:
        self.kinds: dict[str, str] = table["kinds"]
        self.kind_phrases = {tuple(p.split()): kind for p, kind in table["kind_phrases"].items()}
        self.kind_openers = frozenset(p[0] for p in self.kind_phrases)
        self.of = frozenset(table["of"]["words"])
        self.sure = frozenset(table["of"]["sure"])
        self.origin = frozenset(table["origin"]["words"])
        self.speaking = frozenset(table["seat"]["speaking"])
        self.lending = frozenset(table["seat"]["lending"])
        self.governed = frozenset(table["seat"]["governed"])
        self.addressing = frozenset(table["seat"]["addressing"])
        self.media = frozenset(table["origin"]["media"])
        self.directions: dict[str, float] = table["directions"]
        self.near = frozenset(table["near"]["words"])
        self.near_phrases = tuple(tuple(p.split()) for p in table["near"]["phrases"])
        self.outskirts = frozenset(table["outskirts"]["words"])
        self.roads = frozenset(table["roads"]["words"])
        self.strong = frozenset(table["locative"]["strong"])
        self.locative = frozenset(table["locative"]["words"])
        self.motion = frozenset(table["locative"]["motion"])
        self.given = frozenset(table["struck"]["given"])
        self.struck = frozenset(table["struck"]["land"])
        self.taken = frozenset(table["struck"]["anything"])
        self.aimed, self.aiming = frozenset(table["struck"]["aimed"]), frozenset(table["struck"]["aiming"])
        self.uprooted = frozenset(table["peopled"]["uprooted"])
        self.whereabouts = frozenset(table["peopled"]["whereabouts"])
        self.dwellers = frozenset(table["peopled"]["dwellers"])
        self.tribes = frozenset(table["peopled"]["tribes"])
        self.members = frozenset(table["peopled"]["members"])
        self.onward = frozenset(table["peopled"]["onward"])
        self.hosting = frozenset(table["peopled"]["hosting"])
        self.units: dict[str, float] = table["units"]
        self.inner = frozenset(table["inner"]["words"])
        self.titles = frozenset(table["titles"]["words"])
        self.bodies = frozenset(table["bodies"]["words"])
        self.never = frozenset(table["never"]["words"])
        self.armed = frozenset(table["bodies"]["armed"])
        self.alone = frozenset(table["alone"]["words"])
        self.alone_in_capitals = self.alone | frozenset(table["alone"]["capitals"])
        self.demonyms = demonyms()
        self._together: dict[str, list[str]] = table["together"]

    def told_with(self, lands: Iterable[str]) -> frozenset[str]:
        """Countries (alpha-2) told of, and those that news tells of along with them: "Israeli troops in Sele"."""
        told = frozenset(lands)
        return told.union(*(self._together.get(land, ()) for land in told))


def demonyms() -> dict[str, str]:
    """Names of peoples in small letters to ISO 3166-1 alpha-3."""
    found: dict[str, str] = {}
    with (files("sayso") / "data" / "demonyms.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(line for line in lines if not line.startswith("#")):
            found[row["word"].lower()] = row["place"]
    return found


def qualified(
    parsed: Parsed,
    first: int,
    last: int,
    words: PlaceWords,
    *,
    demonym: bool = False,
    body: bool = False,
    grow: bool = True,
) -> PlaceMention:
    """The mention of the name at tokens first to last, with what the words around it say.

    With `grow` its span takes in the words that belong to it ("northern", "20 km south of", "province").
    """
    tokens = parsed.tokens
    if not demonym:
        first, last = _bare(tokens, first, last, words)
    name = parsed.text[tokens[first].start : tokens[last].end]
    if demonym or body:
        return _mention(parsed, (first, last), name, demonym=demonym, within_body=body)
    left, right = first, last
    kind, left, right = _kind(tokens, first, last, words)
    relation, distance, bearing, begin = _relation(tokens, left, words)
    if relation is None and on_road(tokens, (first, last), words):
        relation = "between"
    if relation is None and right > last and tokens[right].lower in words.outskirts:
        relation = "outskirts"
    if relation is None:
        bearing = _part(tokens, last, words)
        relation = None if bearing is None else "direction"
        begin = left
    if not grow:
        left, right = first, last
    elif relation in ("direction", "displaced"):
        left = begin
    return _mention(
        parsed, (left, right), name, kind=kind, relation=relation, distance_km=distance, bearing_deg=bearing
    )


def _bare(tokens: tuple[Token, ...], first: int, last: int, words: PlaceWords) -> tuple[int, int]:
    """The name without words in small letters that only say what and where it is: "northern", "province"."""
    while last > first and tokens[last].lower in words.kinds and tokens[last].text[0].islower():
        last -= 1
    while last > first and tokens[first].lower in words.directions and tokens[first].text[0].islower():
        first += 1
    return first, last


def _mention(parsed: Parsed, span: tuple[int, int], name: str, **more: Any) -> PlaceMention:
    start, end = parsed.tokens[span[0]].start, parsed.tokens[span[1]].end
    return PlaceMention(
        first=span[0], last=span[1], start=start, end=end, text=parsed.text[start:end], name=name, **more
    )


def _kind(tokens: tuple[Token, ...], first: int, last: int, words: PlaceWords) -> tuple[str | None, int, int]:
    """What the words say the place is, and the span with the word that says so."""
    phrase = kind_phrase(tokens, last + 1, words)
    if phrase is not None:
        return phrase[0], first, phrase[1]
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if after is not None and after.lower in words.kinds and after.sentence == tokens[last].sentence:
        return words.kinds[after.lower], first, last + 1
    inside = tokens[last].lower if last > first else ""
    if inside in words.kinds:
        return words.kinds[inside], first, last
    named = first > 2 and tokens[first - 3].pos == "PROPN"  # "Rabat quarter of Sele": the kind is the other's
    if first > 1 and tokens[first - 1].lower == "of" and tokens[first - 2].lower in words.of and not named:
        return words.kinds.get(tokens[first - 2].lower, "town"), first, last
    if first > 0 and tokens[first - 1].lower in words.kinds and tokens[first - 1].pos in ("NOUN", "PROPN"):
        return words.kinds[tokens[first - 1].lower], first, last
    head = tokens[first].lower if last > first else ""
    return (words.kinds[head] if head in ("lake", "mount", "gulf", "camp") else None), first, last


def kind_phrase(tokens: Sequence[Token], at: int, words: PlaceWords) -> tuple[str, int] | None:
    """The kind that several words say ("local government area"), and the last of them."""
    if at >= len(tokens) or tokens[at].lower not in words.kind_openers:
        return None
    for size in (3, 2):
        phrase = tuple(t.lower for t in tokens[at : at + size])
        kind = words.kind_phrases.get(phrase)
        if kind is not None:
            return kind, at + len(phrase) - 1
    return None


def says_unit(tokens: Sequence[Token], span: tuple[int, int], words: PlaceWords) -> bool:
    """Whether a name ends with, or is followed by, the word for a unit: "Sele State", "Sele Local Government Area"."""
    first, last = span
    inside = last > first and tokens[last].lower in words.kinds
    return inside or kind_phrase(tokens, last + 1, words) is not None


def of_unit(tokens: Sequence[Token], first: int, words: PlaceWords) -> bool:
    """Whether a name is what a unit belongs to: Sele of "Masi Local Government Area of Sele State"."""
    if first < 3 or tokens[first - 1].lower != "of":
        return False
    return kind_phrase(tokens, first - 3, words) is not None or kind_phrase(tokens, first - 4, words) is not None


def is_unit(tokens: Sequence[Token], span: tuple[int, int], words: PlaceWords) -> bool:
    """Whether a name with a unit's word stands where a unit does: behind "in" and the like, or of another unit."""
    first, _ = span
    return says_unit(tokens, span, words) and (tokens[first - 1].lower in words.strong or of_unit(tokens, first, words))


def _relation(
    tokens: tuple[Token, ...], first: int, words: PlaceWords
) -> tuple[str | None, float | None, float | None, int]:
    """Relation, distance in km, bearing in degrees, and the first token that says so."""
    i = first - 1
    while i >= 0 and tokens[i].lower in ("the", "city", "town", "village", "of", "capital", "-") and first - i < 6:
        if tokens[i].lower == "of" and i > 0 and tokens[i - 1].lower in words.directions:
            return _displaced(tokens, i - 1, words)
        if tokens[i].lower == "of" and i > 0 and tokens[i - 1].lower in words.outskirts:
            return "outskirts", None, None, first
        i -= 1
    if i < 0:
        return None, None, None, first
    word = tokens[i].lower
    bearing, begin = _bearing(tokens, i, words)
    if begin <= i and i == first - 1:
        return "direction", None, bearing, begin
    if word == "from" and i > 0:
        found = _displaced(tokens, i, words)
        if found[1] is not None:
            return found
    if word == "between":
        return "between", None, None, first
    if word == "and" and any(t.lower == "between" for t in tokens[max(0, i - 6) : i]):
        return "between", None, None, first
    if word in words.near:
        return "near", None, None, first
    if any(tuple(t.lower for t in tokens[i + 1 - len(p) : i + 1]) == p for p in words.near_phrases):
        return "near", None, None, first
    return None, None, None, first


def on_road(tokens: Sequence[Token], span: tuple[int, int], words: PlaceWords) -> bool:
    """Whether a name is one end of a road: "the Sele-Karova road", "on the highway from Sele to Karova"."""
    first, last = span
    if any(is_road(tokens, other, words) for other in (first - 1, last + 1)):
        return True
    if first < LEAST_ROAD or tokens[first - 1].lower not in ("from", "to"):
        return False
    if tokens[first - 1].lower == "from":
        return tokens[first - 2].lower in words.roads
    behind = tokens[max(0, first - LONGEST_ROAD) : first]
    return any(t.lower in words.roads and tokens[t.i + 1].lower == "from" for t in behind)


def is_road(tokens: Sequence[Token], hyphen: int, words: PlaceWords) -> bool:
    """Whether a hyphen joins the two ends of a road: that of "the Sele-Karova road"."""
    if not 0 < hyphen < len(tokens) - 1 or tokens[hyphen].text not in HYPHENS or tokens[hyphen + 1].text[0].islower():
        return False
    behind = tokens[hyphen + 1 : hyphen + LONGEST_ROAD]
    road = next((t for t in behind if not t.text[0].isupper()), None)
    return tokens[hyphen - 1].text[0].isupper() and road is not None and road.lower in words.roads


def _part(tokens: tuple[Token, ...], last: int, words: PlaceWords) -> float | None:
    """Degrees of the part of a country that its possessive is followed by: "Pakistan's restive northwest"."""
    if last + 2 >= len(tokens) or tokens[last + 1].tag != "POS":
        return None
    for t in tokens[last + 2 : last + 5]:
        if t.lower in words.directions:
            return _bearing(tokens, t.i, words)[0]
        if t.pos not in ("ADJ", "ADV", "PUNCT", "VERB"):
            return None
    return None


def _displaced(
    tokens: tuple[Token, ...], at: int, words: PlaceWords
) -> tuple[str | None, float | None, float | None, int]:
    """The distance and direction that end at token `at`: "20 km (12 miles) to the south"."""
    bearing, begin = _bearing(tokens, at, words)
    begin = min(begin, at)
    i, distance = begin - 1, None
    while i >= 0 and at - i < 12 and tokens[i].sentence == tokens[at].sentence:
        t = tokens[i]
        if t.lower in words.units and i > 0:
            number = _number(tokens[i - 1].text)
            if number is None:
                break
            distance, begin = number * words.units[t.lower], i - 1
            i -= 2
            continue
        if t.text not in "()-/" and t.lower not in ("to", "the", "away", "about", "or"):
            break
        i -= 1
    return "displaced", distance, bearing, begin


def _bearing(tokens: tuple[Token, ...], at: int, words: PlaceWords) -> tuple[float | None, int]:
    """Degrees and first token of the direction that ends at a token; the token after it where there is none.

    The parser takes "north-east" apart.
    """
    begin, word = at, tokens[at].lower
    if at > 1 and tokens[at - 1].text == "-" and f"{tokens[at - 2].lower}-{word}" in words.directions:
        begin, word = at - 2, f"{tokens[at - 2].lower}-{word}"
    degrees = words.directions.get(word)
    if degrees is None:
        return None, at + 1
    return (degrees if degrees >= 0 else None), begin


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return None
