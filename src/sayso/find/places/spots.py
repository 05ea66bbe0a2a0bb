"""Stretches of a text that may be the name of a place: by the parser's names, by capitals, by the words beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sayso.find.places.signs import Surroundings
from sayso.find.places.words import PlaceWords, is_road, kind_phrase
from sayso.knowledge.spelling import ARTICLES
from sayso.types import Parsed, Token

LONGEST_TOLD_TOKENS = 5
# Before a name that "village" or "quarter" follows.
BEFORE_TOLD = frozenset({"in", "at", "of", "near", "to", "from", "the", "on", "into", "inside", "and", ",", "around"})


class Spot(NamedTuple):
    """A stretch of tokens that may name a place."""

    first: int
    last: int


def one_in_another(tokens: Sequence[Token], first: int, last: int) -> list[tuple[int, int]]:
    """The names in what the parser took for one: "Bentiu in South Sudan" are two."""
    for i in range(first + 1, last):
        if tokens[i].text == "in" and tokens[i + 1].text[0].isupper():
            return [(first, i - 1), (i + 1, last)]
    return [(first, last)]


def apart(found: list[tuple[Spot, bool]]) -> list[tuple[Spot, bool]]:
    """Spots in order of the text, the earlier found (then longer) kept where two overlap."""
    taken: set[int] = set()
    kept = []
    for spot, people in sorted(found, key=lambda f: (f[0].first - f[0].last, f[0].first)):
        tokens = range(spot.first, spot.last + 1)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            kept.append((spot, people))
    return sorted(kept)


def told_places(parsed: Parsed, words: PlaceWords, around: Surroundings) -> Iterator[Spot]:
    """Names that the words beside them call a place: "the village of Beni Sele", "in Sele neighbourhood"."""
    tokens = parsed.tokens
    for t in tokens[1:]:
        if t.lower in words.sure and t.text.islower() and tokens[t.i - 1].tag in ("NNP", "NNPS"):
            first = t.i - 1
            while (
                first > 0 and tokens[first - 1].tag in ("NNP", "NNPS", "HYPH") and tokens[first - 1].text[0].isupper()
            ):
                first -= 1
            spot = Spot(first, t.i - 1)
            if first > 0 and tokens[first - 1].lower in BEFORE_TOLD and _may_be_told(parsed, spot, words, around):
                yield spot
    for t in tokens[2:]:
        if is_road(tokens, t.i, words):
            yield from _ends_of_road(tokens, t.i, words)
        if not t.text[0].isupper() or tokens[t.i - 1].lower != "of" or tokens[t.i - 2].lower not in words.sure:
            continue
        last = t.i
        while last + 1 < len(tokens) and tokens[last + 1].sentence == t.sentence and _goes_on(tokens, last + 1, words):
            last += 1
        while last > t.i and not tokens[last].text[0].isupper():
            last -= 1
        if t.lower not in words.never and last - t.i < LONGEST_TOLD_TOKENS:
            yield Spot(t.i, last)


def _ends_of_road(tokens: tuple[Token, ...], hyphen: int, words: PlaceWords) -> Iterator[Spot]:
    """The names on both sides of a hyphen."""
    first, last = hyphen - 1, hyphen + 1
    while first > 0 and tokens[first - 1].text[0].isupper() and tokens[first - 1].sentence == tokens[hyphen].sentence:
        first -= 1
    while tokens[last + 1].text[0].isupper() and tokens[last + 1].lower not in words.roads:
        last += 1
    yield Spot(first, hyphen - 1)
    yield Spot(hyphen + 1, last)


def _may_be_told(parsed: Parsed, spot: Spot, words: PlaceWords, around: Surroundings) -> bool:
    """Whether a name before "village" names it: no people's name, no person's, and the village goes on as no body."""
    label = around.labels.get(spot.first)
    if label is not None and (label.label in ("NORP", "PERSON", "DATE") or label.last > spot.last + 1):
        return False
    lowers = [parsed.tokens[i].lower for i in range(spot.first, spot.last + 1)]
    after = parsed.tokens[spot.last + 2 : spot.last + 3]
    if any(low in words.never or low in words.demonyms or low in words.directions for low in lowers):
        return False
    return not (after and after[0].pos in ("NOUN", "PROPN"))


def _goes_on(tokens: tuple[Token, ...], i: int, words: PlaceWords) -> bool:
    """Whether a name goes on with a token: a capitalised word that says no kind, or a hyphen or article inside it."""
    t = tokens[i]
    if t.text[0].isupper():
        return t.lower not in words.kinds and t.lower not in words.never and kind_phrase(tokens, i, words) is None
    return t.text == "-" or (t.lower in ARTICLES and i + 1 < len(tokens))


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
            elif t.text != "-" and t.lower not in inner and t.tag != "POS":
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


def trimmed(tokens: tuple[Token, ...], first: int, last: int) -> Spot | None:
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
