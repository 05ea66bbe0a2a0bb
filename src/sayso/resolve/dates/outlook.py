"""Whether the words around a day tell that it has been or lies ahead: "Monday's attack", "ahead of Sunday's vote"."""

from __future__ import annotations

from sayso.find.times.forms import ReadTime
from sayso.find.times.words import time_words
from sayso.resolve.dates.feasts import FORWARD_PAIRS
from sayso.resolve.dates.tense import Tense, auxiliaries, tense_at, verb_above
from sayso.types import Parsed, TimeMention, Token

# Words between a day and the noun it belongs to ("Monday's deadly suicide car bombing"), or between it and "ahead of".
NEAR_WORDS = 6
POSSESSIVE = ("'s", "’s")
UNTIL = ("until", "till", "through")


def day_tense(parsed: Parsed, mention: TimeMention) -> Tense | None:
    """Tense of the clause around a time, or of what the time belongs to; None where nothing tells."""
    words, tokens = time_words(), parsed.tokens
    after = tokens[mention.last + 1].lower if mention.last + 1 < len(tokens) else ""
    before = tokens[mention.first - 1].lower if mention.first else ""
    owner = _owner(parsed, mention.last)
    arranged = owner is not None and owner.lemma in words.arranged
    daily = isinstance(mention, ReadTime) and mention.form.kind in ("weekday", "date", "named")
    if daily and owner is not None and owner.lemma in words.happened:
        return "past"
    finite = after in POSSESSIVE and not arranged
    tense = tense_at(parsed, mention.last, finite=finite)
    if before not in words.limits or tense is None or finite:
        return tense
    verb = verb_above(parsed, mention.first)
    lasting = before in UNTIL and (verb.tag in ("VBZ", "VBP") or _now(parsed, verb))
    return "future" if lasting or verb.lemma in words.deferring or tense == "future" else None


def _now(parsed: Parsed, verb: Token) -> bool:
    """ "Schools are shut", "the road has been closed"."""
    return any(a.tag in ("VBZ", "VBP") for a in auxiliaries(parsed, verb))


def _owner(parsed: Parsed, i: int) -> Token | None:
    """The noun that the day at i belongs to: Monday's attack, the Friday night game."""
    token = parsed.tokens[i]
    head = parsed.tokens[token.head]
    behind = 0 < head.i - i <= NEAR_WORDS and head.pos in ("NOUN", "PROPN")
    return head if behind and token.dep in ("poss", "compound", "nmod", "npadvmod", "amod") else None


def led_up_to(parsed: Parsed, mention: TimeMention) -> bool:
    """Whether a deed was before the day: ahead of Sunday's vote, in the run-up to talks on Monday."""
    words, first = time_words(), mention.first
    owner = _owner(parsed, mention.last)
    if first and parsed.tokens[first - 1].lower == "before" and owner is not None and owner.lemma in words.arranged:
        return True
    for k in range(first - 1, max(first - 1 - NEAR_WORDS, 0), -1):
        token = parsed.tokens[k]
        if (parsed.tokens[k - 1].lower, token.lower) in FORWARD_PAIRS:
            return True
        if k == first - 1 and token.lower == "on":
            continue
        if token.pos not in ("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM") or token.lemma in words.happened:
            return False
    return False
