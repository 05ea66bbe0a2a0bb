"""What is only asked, and what nobody knows to have befallen any: "did they attack?", "any soldiers wounded"."""

from __future__ import annotations

from sayso.find.events.grammar import SUBJECTS, Grammar
from sayso.types import Token

# Words with which a question takes for granted that it happened: "who killed him?".
GRANTING = frozenset({"WP", "WP$", "WRB", "WDT"})
# How a deed hangs on the verb of its question, which asks for the deed as well: "is it true that", "do you think that".
ASKED_WITH = frozenset({"ccomp", "xcomp", "conj"})
# How a noun of a deed does: "was there an attack?", "did you hear of an attack?".
NOUN_ASKED_WITH = ASKED_WITH | {"attr", "dobj", "pobj", "prep", "nsubj"}
QUOTES = frozenset({'"', "“", "”", "'", "’", "''", "``", ")", "]", "\n"})
DEEP = 8


def only_asked(grammar: Grammar, i: int, *, noun: bool = False) -> bool:
    """Whether a sentence asks whether a deed was done; `noun` for a deed told by one."""
    tokens, sentence = grammar.tokens, grammar.parsed.sentence_of(i)
    ends = (t.text for t in reversed(tokens[sentence.first : sentence.last + 1]) if t.text.strip())
    if next((text for text in ends if text not in QUOTES), None) != "?":
        return False
    links = NOUN_ASKED_WITH if noun else ASKED_WITH
    token = tokens[i]
    for _ in range(DEEP):
        if token.pos in ("VERB", "AUX") and _turned_round(grammar, token):
            return True
        if token.dep not in links or token.head == token.i:
            return False
        token = tokens[token.head]
    return False


def _turned_round(grammar: Grammar, verb: Token) -> bool:
    """Whether a clause begins with its auxiliary or copula, and with no word that asks for somebody or something."""
    tokens, children = grammar.tokens, grammar.children[verb.i]
    subjects = [c for c in children if tokens[c].dep in (*SUBJECTS, "expl", "attr")]
    subject = min(subjects, default=None)
    first = next((c for c in children if tokens[c].dep in ("aux", "auxpass")), verb.i if verb.lemma == "be" else None)
    if subject is None or first is None or first > subject:
        return False
    before = tokens[verb.left : first]
    return all(t.tag not in GRANTING for t in before)


def of_any(grammar: Grammar, v: int) -> bool:
    """Whether a deed befell or was done by "any" of whom nothing is known: "do not know of any soldiers being hurt"."""
    tokens = grammar.tokens
    below = [c for c in grammar.children[v] if tokens[c].dep in (*SUBJECTS, "dobj")]
    if tokens[v].dep == "acl":  # "any soldiers wounded"
        below.append(tokens[v].head)
    if not any(tokens[d].lower == "any" for c in below for d in grammar.children[c] if tokens[d].dep == "det"):
        return False
    token = tokens[v]
    for _ in range(DEEP):
        token = tokens[token.head]
        if any(tokens[c].dep == "neg" for c in grammar.children[token.i]):
            return True
        if token.pos in ("VERB", "AUX") and _turned_round(grammar, token):
            return True
        if token.head == token.i:
            return False
    return False
