"""Whether the clause around a word tells what has been, what is or what will be."""

from __future__ import annotations

from typing import Literal

from sayso.find.times.words import time_words
from sayso.types import Parsed, Token

Tense = Literal["past", "present", "future"]

# Longest way up the tree; guards against parses without end.
DEPTH = 25


def tense_at(parsed: Parsed, i: int, *, finite: bool = False) -> Tense | None:
    """Tense of the verb that governs token i; None where no verb tells. `finite`: infinitives are passed over."""
    for verb in _verbs(parsed, i):
        if (finite and verb.tag == "VB") or _behind_that(parsed, i, verb):
            continue
        found = _tense_of(parsed, verb)
        if found is not None:
            return found
    return None


def _behind_that(parsed: Parsed, i: int, verb: Token) -> bool:
    """Whether the verb stands in a clause that begins behind token i: "warned on Thursday that it could do harm"."""
    return verb.i > i and any(
        parsed.tokens[c].dep == "mark" and parsed.tokens[c].lower == "that" and c > i for c in parsed.children[verb.i]
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
    if verb.tag == "VBN":
        return "past"
    if verb.tag == "VB":
        if "to" not in lowers:
            return "future" if any(a.tag == "MD" for a in auxiliaries) else None
        above = parsed.tokens[verb.head]
        if above.lemma in words.done or (above.tag == "VBD" and above.lemma not in words.forward):
            return None
        return "future"
    if verb.tag == "VBG":
        if any(a.tag in ("VBZ", "VBP") for a in auxiliaries):
            return "past" if lowers & {"has", "have", "'ve"} else "future"
        return None
    return "present" if verb.tag in ("VBZ", "VBP") else None
