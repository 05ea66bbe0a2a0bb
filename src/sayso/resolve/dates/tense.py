"""Whether the clause around a word tells what has been, what is or what will be."""

from __future__ import annotations

from typing import Literal

from sayso.english import PERFECT
from sayso.find.times.words import time_words
from sayso.types import Parsed, Token

Tense = Literal["past", "present", "future"]

# Longest way up the tree; guards against parses without end.
DEPTH = 25
# Before a verb, the words among which its subject and what denies it stand.
CLAUSE_WORDS = 12
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "no", "nobody", "none", "nothing"})
HAVING = PERFECT | {"had", "having"}


def tense_at(parsed: Parsed, i: int, *, finite: bool = False) -> Tense | None:
    """Tense of the verb that governs token i; None where no verb tells. `finite`: infinitives are passed over."""
    for verb in _verbs(parsed, i):
        if (finite and verb.tag == "VB") or _behind_that(parsed, i, verb):
            continue
        found = "future" if _plans(parsed, i, verb) else _tense_of(parsed, verb)
        if found is not None:
            return found
    return None


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


def auxiliaries(parsed: Parsed, verb: Token) -> list[Token]:
    """The auxiliaries of a verb, "to" of an infinitive among them."""
    return [parsed.tokens[c] for c in parsed.children[verb.i] if parsed.tokens[c].dep in ("aux", "auxpass")]


def verb_above(parsed: Parsed, i: int) -> Token:
    """The verb above token i; the top of the sentence where it has none."""
    token = parsed.tokens[i]
    for _ in range(DEPTH):
        if token.pos in ("VERB", "AUX"):
            break
        token = parsed.tokens[token.head]
    return token


def _tense_of(parsed: Parsed, verb: Token) -> Tense | None:
    words = time_words()
    helping = auxiliaries(parsed, verb)
    lowers = {a.lower for a in helping}
    if lowers & words.future or verb.lower in words.future:
        return "future"
    told = any(a.tag == "VBD" for a in helping)  # "a record was set for the first time"
    if verb.lemma == "set" and told:
        return "past"
    if verb.lemma == "set" and parsed.tokens[min(verb.i + 1, len(parsed.tokens) - 1)].lower not in ("for", "to"):
        return "past"
    if verb.lemma in words.foreseen and verb.tag in ("VBN", "JJ"):
        return "future"
    if told or verb.tag == "VBD":
        return "past"
    if verb.tag in ("VB", "VBN") and not lowers & HAVING:
        if any(a.tag == "MD" for a in helping):
            return "past" if "could" in lowers and _could_then(parsed, verb) else "future"
        if "to" in lowers:
            return _infinitive(parsed, verb)
        if verb.tag == "VB":
            return None
    if verb.tag == "VBN" or (verb.tag == "VBP" and verb.lower in words.alike):
        return "past"
    if verb.tag == "VBG":
        if any(a.tag in ("VBZ", "VBP") for a in helping):
            return "past" if lowers & HAVING else "future"
        return None
    if verb.tag not in ("VBZ", "VBP"):
        return None
    return "future" if verb.lemma == "be" and _is_due(parsed, verb) else "present"


def _could_then(parsed: Parsed, verb: Token) -> bool:
    """ "Residents could hear shelling", "he could not be reached": what could be done, not what might come."""
    before = parsed.tokens[max(verb.i - CLAUSE_WORDS, 0) : verb.i]
    denied = any(t.lower in NEGATIONS and t.sentence == verb.sentence for t in before)
    return denied or verb.lemma in time_words().sensed


def _infinitive(parsed: Parsed, verb: Token) -> Tense | None:
    """ "Talks are to resume", "he is expected to be freed", but "managed to flee"."""
    words, above = time_words(), parsed.tokens[verb.head]
    if above.lemma == "be" and above.tag in ("VBZ", "VBP") and verb.dep == "xcomp":
        return "future"
    if above.lemma in words.done or (above.tag == "VBD" and above.lemma not in words.forward):
        return None
    return "future"


def _is_due(parsed: Parsed, verb: Token) -> bool:
    """The envoy is due in Orlu; the vote is on Sunday."""
    words = time_words()
    return any(
        (t.dep == "acomp" and t.lemma in words.foreseen) or (t.dep == "nsubj" and t.lemma in words.arranged)
        for t in (parsed.tokens[c] for c in parsed.children[verb.i])
    )
