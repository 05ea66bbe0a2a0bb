"""Deeds that another is done for: "fired rockets in response to strikes", "shelled it in retaliation for an ambush"."""

from __future__ import annotations

from sayso.english import DEFINITE
from sayso.types import Parsed

ANSWERS = frozenset(["response", "retaliation", "revenge", "reprisal", "retribution", "answer"])
LINKS = frozenset(["to", "for"])


def answered(parsed: Parsed, i: int) -> bool:
    """Whether a token stands in what is answered: it tells another deed than the one above."""
    return _answered(parsed, i) is not None


def answers_new(parsed: Parsed, i: int) -> bool:
    """Whether what is answered was not told before: "in response to strikes", and not "to the attack"."""
    noun = _answered(parsed, i)
    return noun is not None and parsed.tokens[parsed.tokens[noun].left].lower not in DEFINITE


def _answered(parsed: Parsed, i: int) -> int | None:
    """The word behind "in response to" that a token is or hangs on."""
    tokens, above = parsed.tokens, parsed.above(i)
    for n, k in enumerate(above[2:], 2):
        if tokens[k].lemma in ANSWERS and tokens[k].dep == "pobj":
            link = tokens[above[n - 1]]
            return above[n - 2] if link.dep == "prep" and link.lower in LINKS else None
    return None
