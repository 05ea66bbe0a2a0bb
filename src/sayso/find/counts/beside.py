"""Figures and fates side by side: "five people were killed", "killing five", "13 wounded"; then the nearest."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import TypeVar

from sayso.find.counts.amounts import Amount, words_about_numbers
from sayso.find.counts.clauses import BE, is_passive
from sayso.find.counts.fates import Fate
from sayso.types import Parsed, Token

T = TypeVar("T")

AHEAD = 9
NEAR_AHEAD, NEAR_BEHIND = 22, 16
"""Tokens looked through for the nearest fate: one long clause each way."""
OTHER_STATES = frozenset({"injured", "wounded", "hurt", "missing", "dead"})
PLACING = frozenset({"in", "at", "near"})
STOPS = frozenset({";", "while", "whereas", "but", "although", "when", "after", "before"})


def fate_ahead(parsed: Parsed, amount: Amount, fates: Mapping[int, Fate]) -> Fate | None:
    """The fate told right behind a figure: "five people were killed", "12 dead", "2,000 fled"."""
    tokens = parsed.tokens
    end = parsed.sentence_of(amount.first).last
    helped, words = False, words_about_numbers()
    for k in range(amount.last + 1, min(amount.last + AHEAD, end) + 1):
        token = tokens[k]
        fate = fates.get(k)
        if fate is not None:
            return fate if _told_of(parsed, fate, helped, k == amount.last + 1) else None
        if token.lower in BE:
            helped = True
        if token.lower not in words["between"] and token.lower not in BE and token.pos != "ADV":
            return None
    return None


def _told_of(parsed: Parsed, fate: Fate, helped: bool, adjacent: bool) -> bool:
    token = parsed.tokens[fate.i]
    if "subject" in fate.roles and not token.lower.endswith("ing"):
        return True
    if "subject" in fate.roles:
        return helped or token.dep in {"acl", "ROOT", "relcl"}
    if "state" in fate.roles and "object" not in fate.roles:
        return True
    if "object" in fate.roles:
        if token.lower.endswith("ing"):
            return helped and is_passive(parsed, fate.i)
        if helped:
            return True
        return not _takes_object(parsed, fate.last) and (token.tag in {"VBN", "JJ"} or adjacent)
    return False


def _takes_object(parsed: Parsed, i: int) -> bool:
    """True where a noun phrase follows at once: the verb is active."""
    if i + 1 >= len(parsed.tokens):
        return False
    follow = parsed.tokens[i + 1]
    if follow.pos == "NUM" and any(t.lower in OTHER_STATES for t in parsed.tokens[i + 2 : i + 4]):
        return False  # a headline without commas: "nine killed 12 injured"
    if follow.pos in {"ADP", "ADV"} and any(t.pos == "NUM" for t in parsed.tokens[i + 2 : i + 4]):
        return follow.lower in {"at", "more", "up", "over", "some", "about", "around", "nearly", "almost", "as"}
    return (
        follow.pos in {"NUM", "DET", "NOUN", "PROPN", "PRON", "ADJ"}
        and follow.tag not in {"WP", "WDT"}
        and follow.lower not in {"that", "others"}
    )


def fate_behind(parsed: Parsed, amount: Amount, fates: Mapping[int, Fate]) -> Fate | None:
    """The fate told right before a figure: "killing five", "wounded another 12", "the death of three people"."""
    tokens = parsed.tokens
    start, words = parsed.sentence_of(amount.first).first, words_about_numbers()
    for k in range(amount.first - 1, max(amount.first - 5, start - 1), -1):
        fate = fates.get(k) or _ended_at(fates, k)
        if fate is not None:
            of = amount.first - 1 > fate.last and tokens[fate.last + 1].lower == "of"
            return fate if _tells_next(parsed, fate, of) else None
        if tokens[k].lower not in words["before"] and tokens[k].pos != "ADV":
            return None
    return None


def _ended_at(fates: Mapping[int, Fate], k: int) -> Fate | None:
    for back in range(1, 4):
        fate = fates.get(k - back)
        if fate is not None:
            return fate if fate.last == k else None
    return None


def _tells_next(parsed: Parsed, fate: Fate, of: bool) -> bool:
    token = parsed.tokens[fate.i]
    if of:
        return bool(fate.roles & {"noun", "through", "object"}) and "subject" not in fate.roles
    if token.lower == "killing" or (token.lower in {"wounds", "hurts"} and token.tag == "NNS"):
        return True  # "bomb kills 13, wounds 31"
    if "object" in fate.roles and token.pos in {"VERB", "AUX", "NOUN", "ADJ", "PROPN"}:
        # A figure right behind the verb is its object, whatever the parse, unless "were" stands before.
        return fate.what == "casualties" or not _was(parsed.tokens, fate.i, 4)
    return False


def fate_near(parsed: Parsed, amount: Amount, others: Container[int], fates: Mapping[int, Fate]) -> Fate | None:
    """The nearest fitting fate of the sentence; no other figure (`others`: first tokens), no new clause between."""
    if amount.bare and _stray(parsed, amount):
        return None
    tokens, sentence = parsed.tokens, parsed.sentence_of(amount.first)
    for k in range(amount.last + 1, min(amount.last + NEAR_AHEAD, sentence.last) + 1):
        if k in others or tokens[k].lower in STOPS:
            break
        fate = fates.get(k)
        if fate is None:
            continue
        if (
            "object" in fate.roles
            and tokens[k].tag in {"VBN", "VBD"}
            and _was(tokens, k, k - amount.last)
            and not _takes_number(tokens, fate.last)
        ):
            return fate
        if "subject" in fate.roles and tokens[k].tag in {"VBD", "VBP", "VBN", "VBZ"}:
            return fate
        break
    for k in range(amount.first - 1, max(amount.first - NEAR_BEHIND, sentence.first - 1), -1):
        if k in others or tokens[k].lower in STOPS or tokens[k].lower == "by":
            break
        fate = fates.get(k)
        if fate is not None:
            active = (
                "object" in fate.roles
                and not _was(tokens, k, 4)
                and not is_passive(parsed, k)
                and tokens[k].pos == "VERB"
            )
            near = k + 1 < amount.first and amount.last - k < NEAR_BEHIND
            return fate if active and near and not _of_other_verb(tokens, amount, k) else None
    return None


def _of_other_verb(tokens: tuple[Token, ...], amount: Amount, k: int) -> bool:
    """Whether another verb behind token k has the figure: "arrested a man who had robbed two women"."""
    noun = tokens[amount.head]
    return noun.dep == "dobj" and k < noun.head < amount.first and tokens[noun.head].pos == "VERB"


def _stray(parsed: Parsed, amount: Amount) -> bool:
    """A bare number that counts nothing near: "one", or a figure with a new phrase behind it."""
    follow = parsed.tokens[amount.last + 1].pos if amount.last + 1 < len(parsed.tokens) else "PUNCT"
    return parsed.tokens[amount.first].lower == "one" or follow in {"DET", "PRON", "NOUN", "PROPN"}


def _was(tokens: tuple[Token, ...], k: int, reach: int) -> bool:
    """Whether a form of "be" stands among the `reach` tokens before k."""
    return any(t.lower in BE for t in tokens[max(k - reach, 0) : k])


def _takes_number(tokens: tuple[Token, ...], i: int) -> bool:
    return i + 1 < len(tokens) and tokens[i + 1].pos == "NUM"


def beside_counted(parsed: Parsed, amount: Amount, ends: Mapping[int, T]) -> T | None:
    """What ends just before a figure and is joined to it: the two of "killing two bombers and six people"."""
    k = amount.first - 1
    while k > amount.first - 4 and k > 0 and parsed.tokens[k].lower in {",", "and", "also", "another", "as", "well"}:
        k -= 1
    return None if k == amount.first - 1 else ends.get(k)


def behind_place(parsed: Parsed, amount: Amount) -> int:
    """Last token of the figure whose place stands between: "12 people in Marn, seven in Ostin and"; -1 if none.

    A place must follow this one as well: "12 in Marn, seven of them soldiers" are no more than twelve.
    """
    tokens, k = parsed.tokens, amount.first - 1
    behind = tokens[amount.last + 1 : amount.last + 3]
    if len(behind) < 2 or behind[0].lower not in PLACING or not behind[1].text[:1].isupper():
        return -1
    while k > 0 and tokens[k].lower in {",", "and"}:
        k -= 1
    place = k
    while place > 0 and tokens[place].text[:1].isupper():
        place -= 1
    return place - 1 if place < k < amount.first - 1 and tokens[place].lower in PLACING else -1
