"""Whether a harm told beside a deed is another deed, by others or of another day."""

from __future__ import annotations

from sayso.english import NOUNS
from sayso.find.counts.people import person_words
from sayso.find.events.grammar import Grammar, much_later
from sayso.types import EventMention

# What opens a clause of what was before, or moved somebody to act.
OPENING = frozenset({"after", "before", "when", "because", "once", "since"})
# Verbs that only say when something was.
COMING = frozenset({"come", "follow", "happen", "occur"})


def apart(grammar: Grammar, deed: EventMention, harm: EventMention) -> bool:
    """Whether a harm did not come of the deed that its sentence tells beside it."""
    return _by_others(grammar, deed, harm) or _came_after(grammar, deed, harm)


def _by_others(grammar: Grammar, deed: EventMention, harm: EventMention) -> bool:
    """Whether each is done by people of its own: "police opened fire after protesters killed an officer"."""
    tokens, clause = grammar.tokens, grammar.tokens[harm.head]
    opened = any(c < clause.i and tokens[c].lower in OPENING for c in grammar.children[clause.i])
    beside = clause.dep == "conj" or (clause.dep == "advcl" and opened)
    if not beside or deed.head in grammar.parsed.subtree(clause.i) or grammar.child(clause.i, "dobj") is None:
        return False
    own, doers = grammar.child(clause.i, "nsubj"), {tokens[p.head].lemma for p in deed.actor}
    if own is None or own.pos not in NOUNS or own.lemma in doers or all(p.head != own.i for p in harm.actor):
        return False
    owned = any(tokens[c].dep == "poss" for c in grammar.children[own.i])  # "their fighters"
    return bool(doers) and not owned and (_people(grammar, own.lemma) or own.i in grammar.names)


def _came_after(grammar: Grammar, deed: EventMention, harm: EventMention) -> bool:
    """Whether one only came after the other: "the attack came a day after police shot a protester"."""
    tokens = grammar.tokens
    for k in grammar.parsed.above(harm.head):
        if deed.head in grammar.parsed.subtree(k):
            return False
        after = next((c for c in grammar.children[k] if c < k and tokens[c].lower == "after"), None)
        if after is None or tokens[k].dep != "advcl" or deed.head > k:
            continue
        if tokens[tokens[k].head].lemma in COMING or much_later(tokens, after):
            return True
    return False


def _people(grammar: Grammar, lemma: str) -> bool:
    lexicon = grammar.lexicon
    return lemma in lexicon.acting | lexicon.moving | lexicon.officials or lemma in person_words()
