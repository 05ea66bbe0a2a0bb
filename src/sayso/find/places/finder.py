"""Place mentions of a report: names the parser found, names the gazetteer knows, peoples, and the words around them."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from importlib.resources import files

from sayso.find.names import in_capitals, of_continent
from sayso.find.places.peopled import is_no_place, is_peopled, is_struck
from sayso.find.places.shortened import shortened
from sayso.find.places.signs import PLACE_LABELS, Surroundings, signs, surroundings
from sayso.find.places.spots import Spot, apart, one_in_another, runs, told_places, trimmed
from sayso.find.places.words import PlaceWords, is_road, is_unit, kind_phrase, qualified, says_unit
from sayso.knowledge.gazetteer import BARE, Gazetteer
from sayso.knowledge.spelling import TRANSLITERATED
from sayso.types import Name, Parsed, PlaceMention, Token
from sayso.words import table

# Bearers of a name among which a capital is looked for.
NEAR_NAMES = 4
LONGEST_NAME_TOKENS = 8


# A dateline ends with one of these, this many tokens into the report at most.
DATELINE_ENDS = frozenset({":", "(", "-", "–", "—", "--"})
DATELINE_TOKENS = 5
# A city of this size has a north and a south.
PARTED_PEOPLE = 100_000
# A body's name before "of": two words and the "of".
OF_BODY = 3
# A report in capitals throughout shows it in its first tokens.
SAMPLE = 60

# A name after "in" that the parser has no label for is believed from this chance and this size on.
LEAST_TOLD = 0.05
TOLD_PEOPLE = 50_000

# The labelled texts tell mostly of America and Europe. Names of towns in Arabic, Persian and like languages, which
# the parser
# takes for persons, are believed from this chance on where the report tells of their country; single words only of
# this size.
LEAST_OF_WAR = 0.03
VILLAGE_PEOPLE = 10_000


class PlaceFinder:
    """Finds every mention of a place."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        data = files("sayso") / "data"
        self._gazetteer = gazetteer
        self._words = PlaceWords(table("places"))
        model = json.loads((data / "place_finder.json").read_text(encoding="utf-8"))
        self._weights: dict[str, float] = model["weights"]
        self._least: float = model["least"]

    def find(self, parsed: Parsed) -> list[PlaceMention]:
        """Mentions in order of the text; they do not overlap."""
        around = surroundings(parsed, self._words, self._gazetteer)
        out = [(spot, False) for spot in told_places(parsed, self._words, around)]
        out += [(spot, False) for spot in self._dateline(parsed)]
        capitals = in_capitals(parsed, SAMPLE)
        plain = self._words.alone_in_capitals if capitals else self._words.alone
        surnames, letters = _surnames(parsed), shortened(parsed, self._gazetteer)
        for spot, people in self.spots(parsed, around):
            if spot.first == spot.last and parsed.tokens[spot.first].lower in plain:
                continue
            if parsed.span(spot.first, spot.last).text in letters:
                continue
            if not capitals and self._is_acronym(parsed, spot, around):
                continue
            if not people and (self._is_surname(parsed, spot, surnames) or _acts_by_name(parsed, spot, around)):
                continue
            if not people and is_no_place(parsed.tokens, spot, self._words):
                continue
            chance = 1.0 if people else self.chance(parsed, spot, around)
            if (
                chance >= self._least
                or (chance >= LEAST_OF_WAR and self._is_village(parsed, spot, around))
                or self._is_told(parsed, spot, around, chance)
                or is_peopled(parsed, spot, self._words, around.labels, self._gazetteer)
                or is_struck(parsed, spot, self._words, around.labels, around.homes, self._gazetteer)
            ):
                out.append((spot, people))
        return [
            qualified(
                parsed,
                spot.first,
                spot.last,
                self._words,
                demonym=people,
                body=_is_origin(parsed.tokens, spot, self._words)
                or _in_body(parsed.tokens, spot, around, self._words)
                or self._is_seat(parsed, spot),
            )
            for spot, people in apart([(self._owned(parsed, spot), people) for spot, people in out])
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

    def _is_surname(self, parsed: Parsed, spot: Spot, surnames: frozenset[str]) -> bool:
        """Whether a name is that of somebody the report gives in full: Garner beside "Ana Garner", but "in Garner"."""
        if spot.first != spot.last or parsed.tokens[spot.first].text not in surnames:
            return False
        before = parsed.tokens[spot.first - 1] if spot.first else None
        return before is None or (before.lower not in self._words.strong and before.tag not in ("NNP", ","))

    def _dateline(self, parsed: Parsed) -> Iterator[Spot]:
        """The city that a report opens with: "Indore: ", "BEIRUT (Reuters)", in whatever case."""
        tokens = parsed.tokens[:DATELINE_TOKENS]
        for t in tokens[1:]:
            if t.text in DATELINE_ENDS and parsed.text[tokens[0].start : t.start].strip():
                found = self._gazetteer.lookup(parsed.text[tokens[0].start : tokens[t.i - 1].end])
                alone = t.i == 1 and tokens[0].lower in self._words.alone
                if found and found[0].match <= BARE and found[0].population >= TOLD_PEOPLE and not alone:
                    yield Spot(0, t.i - 1)
                return

    def _is_acronym(self, parsed: Parsed, spot: Spot, around: Surroundings) -> bool:
        """Whether capitals throughout stand for a body's name, not a town's: "membership of NATO", but "in the UAE"."""
        text, label = parsed.tokens[spot.first].text, around.labels.get(spot.first)
        if spot.first < spot.last or not text.isupper() or len(text) < 2 or label is None or label.label != "ORG":
            return False
        found = self._gazetteer.lookup(text)
        return bool(found) and all(c.feature.startswith("PPL") for c in found)

    def _is_seat(self, parsed: Parsed, spot: Spot) -> bool:
        """Whether a capital stands for its government: "accused Addis Ababa of", "a charge New Delhi rejected"."""
        token = parsed.tokens[spot.last]
        if not self._governs(parsed.tokens, token):
            return False
        found = self._gazetteer.lookup(parsed.text[parsed.tokens[spot.first].start : token.end])
        return any(c.feature == "PPLC" for c in found[:NEAR_NAMES])

    def _governs(self, tokens: tuple[Token, ...], token: Token) -> bool:
        """Whether a name stands where only a government does: what it says, owns, lends or is told."""
        above, words = tokens[token.head], self._words
        match token.dep:
            case "nsubj":
                return above.pos == "VERB" and above.lemma in words.speaking
            case "dobj":
                return above.pos == "VERB" and above.lemma in words.addressing
            case "poss":
                return above.lemma in words.governed
            case "pobj":
                behind = tokens[above.head].lemma
                return (above.lower == "on" and behind == "call") or (above.lower == "from" and behind in words.lending)
        return False

    def _owned(self, parsed: Parsed, spot: Spot) -> Spot:
        """The name alone: Idlib of "Syrias Idlib", where an apostrophe is lost; Sele of "Sele Local Government"."""
        for i in range(spot.first + 1, spot.last + 1):
            if kind_phrase(parsed.tokens, i, self._words) is not None:
                return Spot(spot.first, i - 1)
        first = parsed.tokens[spot.first].text
        if spot.first < spot.last and first.lower() in self._words.directions:  # "Southern Velia" is no name of its own
            land = self._gazetteer.lookup(parsed.span(spot.first + 1, spot.last).text)
            whole = self._gazetteer.lookup(parsed.span(spot.first, spot.last).text)
            large = bool(land) and (land[0].feature == "PCLI" or land[0].population >= PARTED_PEOPLE)
            return Spot(spot.first + 1, spot.last) if large and not whole else spot
        if spot.first == spot.last or not first.endswith("s") or self._gazetteer.lookup(first):
            return spot
        owner = self._gazetteer.lookup(first[:-1])
        return Spot(spot.first + 1, spot.last) if owner and owner[0].feature == "PCLI" else spot

    def _is_told(self, parsed: Parsed, spot: Spot, around: Surroundings, chance: float) -> bool:
        """Whether a known name that the parser has no label for stands where a place does.

        "in Donetsk", "on the outskirts of Karachi"; "of Kaduna State" with a unit's own word.
        """
        tokens, words = parsed.tokens, self._words
        label, unit = around.labels.get(spot.first), says_unit(tokens, spot, words)
        longer = label is not None and (label.first < spot.first or label.last > spot.last)
        if spot.first == 0 or (longer and not is_unit(tokens, spot, words)):
            return False
        before, after = tokens[spot.first - 1], tokens[min(spot.last + 1, len(tokens) - 1)]
        goes_on = after.i > spot.last and after.text[0].isupper() and after.lower not in words.kinds
        if goes_on and not (unit and _opens_time(around, after.i)) and kind_phrase(tokens, after.i, words) is None:
            return False
        low = tokens[spot.first].lower
        moved = _moved_to(tokens, spot.first, words)
        if low in words.never or not (moved or before.lower in words.locative or before.text == ","):
            return False
        found = self._gazetteer.lookup(parsed.text[tokens[spot.first].start : tokens[spot.last].end])
        if not found or found[0].match > BARE:
            return False
        if unit:
            return any(c.feature in ("ADM1", "ADM2") for c in found[:4])
        outside = before.lower == "of" and tokens[spot.first - 2].lower in words.outskirts
        told = before.lower in words.strong or outside or moved
        return told and chance >= LEAST_TOLD and found[0].population >= TOLD_PEOPLE and low not in around.small

    def spots(self, parsed: Parsed, around: Surroundings) -> Iterator[tuple[Spot, bool]]:
        """Everything that may be a place, longer before shorter, and whether it is the name of a people."""
        seen: set[Spot] = set()
        for name in parsed.names:
            if name.label in PLACE_LABELS:
                for first, last in one_in_another(parsed.tokens, name.first, name.last):
                    spot = trimmed(parsed.tokens, first, last)
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
        start = tokens[first]
        opening = start.tag == "IN" and (first == parsed.sentence_of(first).first or start.text[0].islower())
        if opening or start.lower == "a" or not start.text[0].isalpha():  # neither "In Shan state" nor "on IS", "A US"
            return None
        if of_continent(tokens, first) or of_continent(tokens, first + 1):
            return None
        for end in range(min(last, first + LONGEST_NAME_TOKENS - 1), first - 1, -1):
            if not tokens[end].text[0].isupper() or tokens[end].tag == "IN":
                continue
            text = parsed.text[tokens[first].start : tokens[end].end]
            known = text.lower() in self._words.demonyms or (len(text) > 1 and self._gazetteer.lookup(text))
            if known and not self._is_half(parsed, end, last):
                return Spot(first, end)
        return None

    def _is_half(self, parsed: Parsed, end: int, last: int) -> bool:
        """Whether a hyphen joins the name to no known name, or to a small one: Sole in "Sole-Vemay"."""
        tokens = parsed.tokens
        if end + 2 > last or tokens[end + 1].text != "-" or tokens[end + 1].start != tokens[end].end:
            return False
        other = tokens[end + 2]
        if other.start != tokens[end + 1].end or other.lower in self._words.origin:
            return False
        spot = self._longest(parsed, end + 2, last)
        if spot is None:
            return True
        found = self._gazetteer.lookup(parsed.text[tokens[spot.first].start : tokens[spot.last].end])
        return bool(found) and max(c.population for c in found) < TOLD_PEOPLE


def _surnames(parsed: Parsed) -> frozenset[str]:
    """Last words of the persons' names of a report that have more than one, and are no words of places beside them."""
    tokens = parsed.tokens
    placed = {t.text for n in parsed.names if n.label == "GPE" for t in tokens[n.first : n.last + 1]}
    told = {tokens[n.last].text for n in parsed.names if n.label == "PERSON" and n.last > n.first}
    return frozenset(told - placed)


def _acts_by_name(parsed: Parsed, spot: Spot, around: Surroundings) -> bool:
    """Whether a name is the last word of somebody's who does or says something: "said Ana Garner of the hospital"."""
    label = around.labels.get(spot.first)
    if label is None or label.label != "PERSON" or label.first >= spot.first or label.last != spot.last:
        return False
    return parsed.tokens[spot.last].dep == "nsubj" and parsed.tokens[spot.first - 1].pos == "PROPN"


def _moved_to(tokens: tuple[Token, ...], first: int, words: PlaceWords) -> bool:
    """Whether a name is the object of a verb for going there or away: "left Karova", "left eastern Karova"."""
    i = first - 1
    if i > 0 and tokens[i].lower in words.directions:
        i -= 1
    return i >= 0 and tokens[i].lemma in words.motion and tokens[i].pos == "VERB"


def _in_body(tokens: tuple[Token, ...], spot: Spot, around: Surroundings, words: PlaceWords) -> bool:
    """Whether the place is part of the name of an organisation, a person, a work or an event.

    What only says what kind of place it is makes no body: "Sele Local Government Area".
    """
    if _of_body(tokens, spot.first, words):
        return True
    name = around.labels.get(spot.first)
    if name is None or name.label in PLACE_LABELS or name.label == "NORP" or _are_several(tokens, name, words):
        return False
    longer = not all(t.lower in ("the", "of") for t in tokens[name.first : spot.first])
    if longer and not is_unit(tokens, spot, words):
        return True
    rest = tokens[spot.last + 1 : name.last + 1]
    if not rest:
        return False
    phrase = kind_phrase(tokens, spot.last + 1, words)
    if phrase is not None and phrase[1] < name.last and tokens[phrase[1] + 1].lower == "of":
        return False
    return (phrase is None or phrase[1] < name.last) and not all(t.lower in words.kinds for t in rest)


def _are_several(tokens: tuple[Token, ...], name: Name, words: PlaceWords) -> bool:
    """Whether the parser took the names of two places for one of something: "between Sele and Karova"."""
    inside = tokens[name.first : name.last + 1]
    between = name.first > 0 and tokens[name.first - 1].lower == "between" and any(t.lower == "and" for t in inside)
    return between or any(is_road(tokens, t.i, words) for t in inside)


def _opens_time(around: Surroundings, i: int) -> bool:
    """Whether a day or hour begins at a token: "in Sele State Saturday"."""
    name = around.labels.get(i)
    return name is not None and name.label in ("DATE", "TIME") and name.first == i


def _of_body(tokens: tuple[Token, ...], first: int, words: PlaceWords) -> bool:
    """Whether a name that the parser took apart goes on here: "Islamic State in Iraq", "Liberation Front of Velia"."""
    if first < OF_BODY:
        return False
    before = first - (tokens[first - 1].lower == "the") - 1
    if tokens[before].lower == "and":  # "Islamic State in Iraq and the Levant"
        return _of_body(tokens, before - 1, words)
    kind, body, link = tokens[first - 3 : first]
    if not (kind.text[0].isupper() and body.text[0].isupper() and kind.sentence == link.sentence):
        return False
    if (kind.lower, body.lower) == ("islamic", "state"):
        return link.lower in ("in", "of")
    return body.lower in words.armed and link.lower in ("of", "for") and kind.lower != "the"


def _is_origin(tokens: tuple[Token, ...], spot: Spot, words: PlaceWords) -> bool:
    """Whether the name says where somebody is from, or is a medium's own: "London-based", "the Sele newspaper"."""
    after = [t.lower for t in tokens[spot.last + 1 : spot.last + 3]]
    if not after:
        return False
    medium = after[0] in words.media or (after[0] == "news" and after[-1] in words.media)
    return medium or after[0] == "based" or (after[0] in ("-", "–") and after[-1] in words.origin)
