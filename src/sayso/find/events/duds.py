"""Bombs that were laid or thrown and never went off: "a device at the bank was defused", "failed to explode"."""

from __future__ import annotations

from sayso.find.events.grammar import Grammar

# What is done to a bomb before it goes off.
DEFUSING = frozenset({"defuse", "deactivate", "disarm", "dismantle", "neutralize", "neutralise", "disable"})
EXPLODING = frozenset({"explode", "detonate", "go", "blow", "ignite"})
# Words for a bomb told again: "planted a device, but it did not go off".
AGAIN = frozenset({"it", "they", "which", "that", "neither", "none", "both", "device", "bomb", "explosive", "charge"})


def came_to_nothing(grammar: Grammar, v: int) -> bool:
    """Whether the bomb that a verb lays is told in the same sentence to have been made harmless or to have failed."""
    tokens = grammar.tokens
    laid = [p for p in grammar.patients(v) if tokens[p].lemma in grammar.lexicon.means]
    if tokens[v].dep in ("acl", "relcl") and tokens[tokens[v].head].lemma in grammar.lexicon.means:
        laid.append(tokens[v].head)
    if not laid:
        return False
    besides = [c for c in grammar.children[v] if tokens[c].dep in ("conj", "advcl", "ccomp")]
    subjects = (tokens[p] for p in laid if tokens[p].dep in ("nsubj", "nsubjpass"))
    named = any(_harmless(grammar, t.head) for t in subjects if t.head != v)
    return named or any(_harmless(grammar, u) and _of_it(grammar, u, laid) for u in besides)


def _of_it(grammar: Grammar, u: int, laid: list[int]) -> bool:
    """Whether a verb behind speaks of the bomb, by itself or by a word for it."""
    subject = grammar.child(u, "nsubj", "nsubjpass")
    return subject is None or subject.lower in AGAIN or subject.lemma in AGAIN or subject.i in laid


def _harmless(grammar: Grammar, u: int) -> bool:
    tokens = grammar.tokens
    if tokens[u].lemma in DEFUSING:
        return grammar.child(u, "nsubjpass") is not None
    if tokens[u].lemma == "fail":
        inner = grammar.child(u, "xcomp")
        return inner is not None and inner.lemma in EXPLODING
    return tokens[u].lemma in EXPLODING and any(tokens[c].dep == "neg" for c in grammar.children[u])
