"""Whose words a clause holds: the Front's in "the army says the Front's claim that it shot down a jet is false"."""

from __future__ import annotations

from sayso.types import Parsed

# What somebody's words may be called, with what they say behind.
CLAIMS = frozenset(
    "claim assertion statement allegation announcement denial admission declaration argument insistence promise "
    "pledge vow threat warning belief suspicion".split()
)


def claimant(parsed: Parsed, i: int) -> int | None:
    """The owner of the claim in which a pronoun is the subject; None elsewhere."""
    tokens = parsed.tokens
    verb = tokens[tokens[i].head]
    if tokens[i].dep != "nsubj" or verb.dep not in ("acl", "ccomp", "relcl"):
        return None
    if tokens[verb.head].lemma not in CLAIMS:
        return None
    return next((c for c in parsed.children[verb.head] if tokens[c].dep == "poss"), None)
