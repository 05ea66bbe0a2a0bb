"""Deeds that another is done for: "fired rockets in response to strikes", "shelled it in retaliation for an ambush"."""

from __future__ import annotations

from sayso.english import DEFINITE
from sayso.types import Parsed

ANSWERS = frozenset(["response", "retaliation", "revenge", "reprisal", "retribution", "answer"])
LINKS = frozenset(["to", "for"])
# Edges from a deed up to the word for an answer.
DEEP = 12


def answered(parsed: Parsed, i: int) -> bool:
    """Whether a token stands in what is answered: it tells another deed than the one above."""
    return _answered(parsed, i) is not None


def answers_new(parsed: Parsed, i: int) -> bool:
    """Whether what is answered was not told before: "in response to strikes", and not "to the attack"."""
    noun = _answered(parsed, i)
    return noun is not None and parsed.tokens[parsed.tokens[noun].left].lower not in DEFINITE


def _answered(parsed: Parsed, i: int) -> int | None:
    """The word behind "in response to" that a token is or hangs on."""
    tokens = parsed.tokens
    word = link = i
    for _ in range(DEEP):
        above = tokens[link].head
        if above == link:
            return None
        token = tokens[above]
        if token.lemma in ANSWERS and token.dep == "pobj":
            behind = tokens[link].dep == "prep" and tokens[link].lower in LINKS and word != link
            return word if behind else None
        word, link = link, above
    return None
