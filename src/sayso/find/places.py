"""Place mentions of a report: names the parser found, names the gazetteer knows, peoples, and the words around them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import files

from sayso.find.place_words import PlaceWords, qualified
from sayso.resolve.gazetteer import Gazetteer
from sayso.types import Name, Parsed, PlaceMention, Token

# A name of the gazetteer that the parser took for nothing is taken for a place by itself only from this many people on.
KNOWN_TOWN_PEOPLE = 50_000

LONGEST_NAME_TOKENS = 8


class PlaceFinder:
    """Finds every mention of a place."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._words = PlaceWords(tomllib.loads((files("sayso") / "data" / "places.toml").read_text(encoding="utf-8")))

    def find(self, parsed: Parsed) -> list[PlaceMention]:
        """Mentions in order of the text; they do not overlap."""
        labels = _labels(parsed)
        taken: set[int] = set()
        spans: list[tuple[int, int, bool]] = []
        for first, last, demonym in [*self._named(parsed), *self._known(parsed, labels)]:
            if taken.isdisjoint(range(first, last + 1)):
                taken.update(range(first, last + 1))
                spans.append((first, last, demonym))
        return [qualified(parsed, first, last, self._words, demonym=demonym) for first, last, demonym in sorted(spans)]

    def _named(self, parsed: Parsed) -> Iterator[tuple[int, int, bool]]:
        """Names that the parser calls a place."""
        for name in parsed.names:
            if name.label in ("GPE", "LOC", "FAC"):
                span = _trimmed(parsed.tokens, name.first, name.last)
                if span is not None and parsed.tokens[span[0]].lower not in self._words.never:
                    yield (*span, False)
            elif name.label == "NORP" and parsed.tokens[name.last].lower in self._words.demonyms:
                yield name.last, name.last, True

    def _known(self, parsed: Parsed, labels: dict[int, Name]) -> Iterator[tuple[int, int, bool]]:
        """Names of the gazetteer that the parser missed."""
        for first, last in runs(parsed.tokens, self._words.inner):
            i = first
            while i <= last:
                end = self._longest(parsed, i, last)
                if end is not None and self._is_place(parsed, i, end, labels):
                    yield i, end, False
                    i = end + 1
                elif parsed.tokens[i].lower in self._words.demonyms and i not in labels:
                    yield i, i, True
                    i += 1
                else:
                    i += 1

    def _longest(self, parsed: Parsed, first: int, last: int) -> int | None:
        """Last token of the longest known name that begins at `first`."""
        for end in range(min(last, first + LONGEST_NAME_TOKENS - 1), first - 1, -1):
            if parsed.tokens[end].text[0].isupper() or parsed.tokens[end].text.isalpha():
                text = parsed.text[parsed.tokens[first].start : parsed.tokens[end].end]
                if self._gazetteer.lookup(text):
                    return end
        return None

    def _is_place(self, parsed: Parsed, first: int, last: int, labels: dict[int, Name]) -> bool:
        tokens, words = parsed.tokens, self._words
        if first == last and (tokens[first].lower in words.never or len(tokens[first].text) < 3):
            return False
        before = tokens[first - 1].lower if first else ""
        after = tokens[last + 1].lower if last + 1 < len(tokens) else ""
        label = labels.get(first)
        if label is not None and (label.first != first or label.last != last):
            return False
        if before.rstrip(".") in words.titles or after in words.bodies:
            return False
        if (
            before in words.strong
            or after in words.kinds
            or (before == "of" and first > 1 and tokens[first - 2].lower in words.kinds)
        ):
            return True
        if label is not None:
            return False
        best = self._gazetteer.lookup(parsed.text[tokens[first].start : tokens[last].end])[0]
        return best.population >= KNOWN_TOWN_PEOPLE and all(t.pos == "PROPN" for t in tokens[first : last + 1])


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
    text = tokens[i].text
    if text[0].isupper():
        return True
    return (
        tokens[i].lower in inner
        and i + 2 < len(tokens)
        and tokens[i + 1].text == "-"
        and tokens[i + 2].text[0].isupper()
    )


def _labels(parsed: Parsed) -> dict[int, Name]:
    return {i: name for name in parsed.names for i in range(name.first, name.last + 1)}


def _trimmed(tokens: tuple[Token, ...], first: int, last: int) -> tuple[int, int] | None:
    """A name without its article, its possessive and stray punctuation; None where no capitalised word is left."""
    while first <= last and (tokens[first].lower in ("the", "a", "an") or not tokens[first].text[0].isalnum()):
        first += 1
    while first <= last and (
        tokens[last].tag == "POS" or (not tokens[last].text[-1].isalnum() and tokens[last].text[-1] != ".")
    ):
        last -= 1
    if first > last or not any(t.text[0].isupper() for t in tokens[first : last + 1]):
        return None
    return first, last
