"""Deeds that another is done for: "fired rockets in response to strikes", "killed ten to avenge their leader's death".

What is answered was done by others: the doer of the answer is not its doer, and whom it hit is not hit again.
"""

from __future__ import annotations

from sayso.english import DEFINITE
from sayso.types import Parsed, Token

ANSWERS = frozenset(["response", "retaliation", "revenge", "reprisal", "retribution", "vengeance", "answer"])
LINKS = frozenset(["to", "for"])
# Verbs of the same, with what is answered for their object or behind "for".
AVENGING = frozenset(["avenge", "retaliate"])
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
    """The word behind "in response to", or "avenge", that a token is or hangs on; None elsewhere."""
    tokens = parsed.tokens
    word = link = i
    for _ in range(DEEP):
        above = tokens[link].head
        if above == link:
            return None
        token = tokens[above]
        behind = tokens[link].dep == "prep" and tokens[link].lower in LINKS and word != link
        if behind and _answer(tokens[link - 1]):  # which the parser often hangs on the verb
            return word
        if _answer(token):
            return word if behind else None
        if token.lemma in AVENGING and token.pos == "VERB":
            return word if behind else link if tokens[link].dep == "dobj" else None
        word, link = link, above
    return None


def _answer(token: Token) -> bool:
    return token.lemma in ANSWERS and token.dep == "pobj"
