"""Whether the clause around a word tells what has been, what is or what will be."""

from __future__ import annotations

from typing import Literal

from sayso.find.times.words import time_words
from sayso.types import Parsed, Token

Tense = Literal["past", "present", "future"]

# Words between a day and the noun it belongs to: "Monday's deadly suicide car bombing".
OWNER_WORDS = 6
# Longest way up the tree; guards against parses without end.
DEPTH = 25


def tense_at(parsed: Parsed, i: int, *, finite: bool = False) -> Tense | None:
    """Tense of the verb that governs token i; None where no verb tells. `finite`: infinitives are passed over."""
    for verb in _verbs(parsed, i):
        if (finite and verb.tag == "VB") or _behind_that(parsed, i, verb):
            continue
        found = "future" if _plans(parsed, i, verb) else _tense_of(parsed, verb)
        if found is not None:
            return found
    return None


def owner_of(parsed: Parsed, i: int) -> Token | None:
    """The noun that the day at i belongs to: Monday's attack, the Friday night game."""
    token = parsed.tokens[i]
    head = parsed.tokens[token.head]
    behind = 0 < head.i - i <= OWNER_WORDS and head.pos in ("NOUN", "PROPN")
    return head if behind and token.dep in ("poss", "compound", "nmod", "npadvmod", "amod") else None


def _behind_that(parsed: Parsed, i: int, verb: Token) -> bool:
    """Whether the verb stands in a clause that begins behind token i: "warned on Thursday that it could do harm"."""
    return verb.i > i and any(
        parsed.tokens[c].dep == "mark" and parsed.tokens[c].lower == "that" and c > i for c in parsed.children[verb.i]
    )


def _plans(parsed: Parsed, i: int, verb: Token) -> bool:
    """Whether the day at i is what the verb plans for: planned a march on Sunday, called a strike for Monday."""
    words = time_words()
    if verb.i > i or verb.tag == "VBN":
        return False
    if verb.lemma in words.calling and _preposition(parsed, i) == "for":
        return True
    if verb.lemma not in words.foreseen or verb.lemma == "set":
        return False
    if verb.tag in ("VBZ", "VBP", "VBG"):
        return True
    objects = [c for c in parsed.children[verb.i] if parsed.tokens[c].dep == "dobj" and verb.i < c < i]
    return any(not _definite(parsed, c) for c in objects)


def _preposition(parsed: Parsed, i: int) -> str:
    """The preposition of the phrase that ends at i; "" where it has none."""
    token = parsed.tokens[i]
    for _ in range(3):
        if token.pos == "ADP":
            return token.lower
        token = parsed.tokens[token.head]
    return ""


def _definite(parsed: Parsed, i: int) -> bool:
    """Whether a noun is one already spoken of: "planned the attack on Monday" tells when it was planned."""
    return any(
        parsed.tokens[c].dep in ("det", "poss") and parsed.tokens[c].lower not in ("a", "an", "another", "no")
        for c in parsed.children[i]
    )


def _verbs(parsed: Parsed, i: int) -> list[Token]:
    """The verbs above token i, nearest first."""
    foreseen = time_words().foreseen
    token, found = parsed.tokens[i], list[Token]()
    for _ in range(DEPTH):
        if token.pos in ("VERB", "AUX") or (token.lemma in foreseen and token.pos == "ADJ"):
            found.append(token)
        if token.head == token.i:
            break
        token = parsed.tokens[token.head]
    return found


def _tense_of(parsed: Parsed, verb: Token) -> Tense | None:
    words = time_words()
    auxiliaries = [parsed.tokens[c] for c in parsed.children[verb.i] if parsed.tokens[c].dep in ("aux", "auxpass")]
    lowers = {a.lower for a in auxiliaries}
    if lowers & words.future or verb.lower in words.future:
        return "future"
    told = any(a.tag == "VBD" for a in auxiliaries)  # "a record was set for the first time"
    if verb.lemma == "set" and told:
        return "past"
    if verb.lemma == "set" and parsed.tokens[min(verb.i + 1, len(parsed.tokens) - 1)].lower not in ("for", "to"):
        return "past"
    if verb.lemma in words.foreseen and verb.tag in ("VBN", "JJ"):
        return "future"
    if any(a.tag == "VBD" for a in auxiliaries) or verb.tag == "VBD":
        return "past"
    if verb.tag == "VBN" or (verb.tag == "VBP" and verb.lower in words.alike):
        return "past"
    if verb.tag == "VB":
        if "to" not in lowers:
            return "future" if any(a.tag == "MD" for a in auxiliaries) else None
        above = parsed.tokens[verb.head]
        if above.lemma == "be" and above.tag in ("VBZ", "VBP") and verb.dep == "xcomp":
            return "future"  # "talks are to resume on Monday"
        if above.lemma in words.done or (above.tag == "VBD" and above.lemma not in words.forward):
            return None
        return "future"
    if verb.tag == "VBG":
        if any(a.tag in ("VBZ", "VBP") for a in auxiliaries):
            return "past" if lowers & {"has", "have", "'ve"} else "future"
        return None
    return "present" if verb.tag in ("VBZ", "VBP") else None
