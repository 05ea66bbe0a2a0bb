"""Whether a deed is only what another is done for: "went there to assist", "was sent so that he could help"."""

from __future__ import annotations

from sayso.find.events.grammar import Grammar

# What is done for an end, which it may miss.
UNDERTAKEN = frozenset(
    {"launch", "conduct", "carry", "mount", "stage", "undertake", "begin", "start", "organize", "organise"}
)
# Auxiliaries of what a purpose is: "so that he could help".
MAYBE = frozenset({"can", "could", "may", "might", "would"})


def is_purpose(grammar: Grammar, v: int) -> bool:
    """A clause of purpose: "to assist", "in order to capture"."""
    token = grammar.tokens[v]
    for _ in range(4):
        head = grammar.tokens[token.head]
        joined = token.dep == "conj" and grammar.child(token.i, "nsubj", "aux") is None
        goes_on = token.dep == "xcomp" and "begin" in grammar.lexicon.operator_verbs.get(head.lemma, ())
        if not (joined or goes_on):
            break
        token = head
    marks = {grammar.tokens[c].lower for c in grammar.children[token.i]}
    if token.dep == "advcl" and {"so", "that"} <= marks and not marks.isdisjoint(MAYBE):
        return True  # "so that he could help"
    if token.tag != "VB" or not _has_to(grammar, token.i):
        return False
    head = grammar.tokens[token.head]
    if token.dep == "xcomp" and head.lemma in UNDERTAKEN and grammar.passive(head.i):
        return True  # "an operation was launched to arrest X"
    return token.dep == "advcl" or (token.dep == "acl" and head.lemma == "order")


def _has_to(grammar: Grammar, v: int) -> bool:
    return any(grammar.tokens[c].lower == "to" and grammar.tokens[c].dep == "aux" for c in grammar.children[v])
