"""Letters that a report itself spells out: USIS behind "the United States Information Service (USIS)" is no town."""

from __future__ import annotations

from sayso.knowledge.gazetteer import Gazetteer
from sayso.types import Parsed
from sayso.words import listed

SHORTEST, LONGEST = 2, 8


def shortened(parsed: Parsed, gazetteer: Gazetteer) -> frozenset[str]:
    """Names in capitals that stand in brackets behind the words whose first letters they are, where these are no place:
    UAE behind "United Arab Emirates" is one."""
    tokens = parsed.tokens
    found = set()
    for t in tokens[2:-1]:
        if tokens[t.i - 1].text not in ("(", "[") or tokens[t.i + 1].text not in (")", "]"):
            continue
        letters = parsed.span(t.i, t.i).text
        if not (SHORTEST <= len(letters) <= LONGEST and letters.isalpha() and letters.isupper()):
            continue
        first = _spelt_from(parsed, t.i - 2, letters)
        if first is not None and not gazetteer.lookup(parsed.span(first, t.i - 2).text):
            found.add(letters)
    return frozenset(found)


def _spelt_from(parsed: Parsed, last: int, letters: str) -> int | None:
    """The first of the words up to `last` that the letters stand for; None where they stand for none of them."""
    uncounted = listed("places", "letters", "uncounted")
    i, left = last, len(letters)
    while i >= 0 and left:
        word = parsed.span(i, i).text
        if word[0].upper() == letters[left - 1] and (word[0].isupper() or word.lower() not in uncounted):
            left -= 1
        elif word.lower() not in uncounted:
            return None
        i -= 1
    return None if left else i + 1
