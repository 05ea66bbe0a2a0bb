"""Doers told as one or another: "carried out by Saudi or Emirati warplanes". Each is only suspected of it."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.english import DEFINITE, PAST
from sayso.types import EventMention, Parsed, PartyMention, Token

# Parts of speech inside of such a phrase, and what stands between its words.
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET"})
JOINTS = frozenset({"-", "'s", "’s", "'", "led", "backed"})
# Tokens of one phrase.
LONGEST = 12
ASKING = frozenset({"whether", "if"})
PLURAL = frozenset({"NNS", "NNPS"})


def either(parsed: Parsed, event: EventMention, doers: Sequence[PartyMention]) -> list[PartyMention]:
    """Each of those between whom the words leave it open who did it, in order; none where they do not.

    States that share a noun, "Saudi or Emirati jets", are one mention.
    """
    tokens = parsed.tokens
    for doer in doers:
        first, last = _phrase(tokens, doer)
        if first < event.first <= last:
            last = event.first - 1
        ors = [i for i in range(first, last + 1) if tokens[i].lower == "or"]
        if not ors:
            continue
        found = []
        for start, stop in zip([first, *(i + 1 for i in ors)], [*(i - 1 for i in ors), last], strict=True):
            start += tokens[start].lower in ("either", "by")
            heads = [i for i in range(start, stop + 1) if tokens[i].pos != "DET" and tokens[i].lower not in JOINTS]
            if not heads:
                return []
            found.append(PartyMention(first=start, last=stop, head=heads[-1]))
        if tokens[found[-1].head].tag in PLURAL and all(
            m.first == m.last and _of_people(tokens[m.head]) for m in found[:-1]
        ):
            return [PartyMention(first=found[0].first, last=found[-1].last, head=found[-1].head)]
        return found
    return []


def left_open(parsed: Parsed, event: EventMention) -> bool:
    """Whether only whose an attack was is not known: "unclear whether X or Y carried out the raid"."""
    tokens, noun = parsed.tokens, parsed.tokens[event.head]
    if noun.pos != "NOUN" or not any(tokens[c].lower in DEFINITE for c in parsed.children[noun.i]):
        return False
    verb = tokens[noun.head]
    below = [tokens[c] for c in parsed.children[verb.i]]
    asked = any(t.dep == "mark" and t.lower in ASKING for t in below)
    return verb.tag in PAST and asked and not any(t.tag == "MD" for t in below)


def _phrase(tokens: Sequence[Token], doer: PartyMention) -> tuple[int, int]:
    """First and last token of the words around a doer that name him and the others."""
    first, last = doer.first, doer.last
    while first > 0 and doer.last - first < LONGEST and _goes_on(tokens[first - 1], tokens[doer.head]):
        first -= 1
    while last + 1 < len(tokens) and last - doer.first < LONGEST and _goes_on(tokens[last + 1], tokens[doer.head]):
        last += 1
    while tokens[last].lower == "or" and last > first:
        last -= 1
    while tokens[first].lower == "or" and first < last:
        first += 1
    return first, last


def _of_people(token: Token) -> bool:
    return token.pos == "ADJ" or (token.pos == "PROPN" and token.dep in ("amod", "conj", "compound", "nmod"))


def _goes_on(token: Token, doer: Token) -> bool:
    inside = token.pos in NOMINAL or token.lower in JOINTS or token.lower == "or"
    return inside and token.sentence == doer.sentence
