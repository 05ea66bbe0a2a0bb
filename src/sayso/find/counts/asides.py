"""Figures told beside the one meant: what a share is taken of, how many a day, a toll since overtaken."""

from __future__ import annotations

from sayso.find.counts.amounts import Amount, words_about_numbers
from sayso.types import Parsed, Token

SHARE_REACH = 5
"""Tokens between "two-thirds of" and the figure ("of the city's remaining 90,000")."""
RATE_REACH = 9
"""Tokens behind a figure in which "a day" still belongs to it."""
TOLD_BEFORE_REACH = 8
"""Tokens between "an earlier toll" and its figure."""
EACH = frozenset({"each", "every", "per"})
# "Five were killed a day after", "a week earlier": a time, no rate.
STEPS = frozenset({"after", "before", "later", "earlier", "ago", "since", "from", "prior", "following", "previously"})
TOLLS = frozenset({"toll", "count", "figure", "estimate", "tally", "total", "number"})
LINKS = frozenset({"of", "at", "put"})


def told_aside(parsed: Parsed, amount: Amount) -> bool:
    """Whether the figure is no count of its own: it stands beside the one meant."""
    return _shared_out(parsed, amount) or _rate(parsed, amount) or _overtaken(parsed, amount)


def _shared_out(parsed: Parsed, amount: Amount) -> bool:
    """ "A third of the 90 prisoners", "two-thirds of the city's 90,000 people": the whole of an unknown part."""
    tokens = parsed.tokens
    shares = words_about_numbers()["shares"]
    for k in range(amount.first - 1, max(amount.first - 1 - SHARE_REACH, 0), -1):
        if tokens[k].lower == "of":
            return tokens[k - 1].lower in shares
        owner = tokens[k].pos in {"NOUN", "PROPN"} and tokens[k + 1].tag == "POS"  # "the city's"
        if not owner and tokens[k].pos not in {"DET", "PRON", "PART", "ADJ"}:
            return False
    return False


def _rate(parsed: Parsed, amount: Amount) -> bool:
    """ "An average of 30", "killing 30 people a day", "30 are dying every month"."""
    tokens, periods = parsed.tokens, words_about_numbers()["periods"]
    if tokens[amount.first - 1].lower == "of" and amount.first > 1 and tokens[amount.first - 2].lower == "average":
        return True
    end = min(amount.last + RATE_REACH, parsed.sentence_of(amount.last).last)
    for k in range(amount.last + 1, end):
        word, after = tokens[k].lower, tokens[k + 1].lower
        if word in EACH and after in periods:
            return True
        if word in {"a", "an"} and after in periods:
            return tokens[k - 1].pos != "ADP" and not _dated(tokens, k + 2)
        if tokens[k].pos in {"NUM", "PUNCT", "CCONJ", "SCONJ"}:
            return False
    return False


def _dated(tokens: tuple[Token, ...], k: int) -> bool:
    """Whether "a day" goes on as a point in time: "a day after", "a week and a half ago"."""
    return k < len(tokens) and (tokens[k].lower in STEPS or tokens[k].lower in {"and", "of", "or", "-"})


def _overtaken(parsed: Parsed, amount: Amount) -> bool:
    """ "Updating its earlier toll of 112 dead": what was said before, and is no longer."""
    tokens = parsed.tokens
    first = max(amount.first - TOLD_BEFORE_REACH, parsed.sentence_of(amount.first).first)
    for k in range(amount.first - 1, first, -1):
        if tokens[k].lower in TOLLS:
            named = range(max(k - 2, first), k)
            return any(tokens[j].lower in words_about_numbers()["overtaken"] for j in named)
        if tokens[k].lower not in LINKS:
            return False
    return False
