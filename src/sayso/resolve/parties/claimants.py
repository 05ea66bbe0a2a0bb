"""Whose words a clause holds ("the Front's claim that it shot down a jet"), and of which sex somebody is told to be."""

from __future__ import annotations

from collections.abc import Collection

from sayso.resolve.parties.pronouns import HE, SHE
from sayso.types import Parsed, Token

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


def goes_on(parsed: Parsed, token: Token, sex: Collection[str], people: Collection[int]) -> bool:
    """Whether its sentence goes on with a pronoun of this sex, with nobody between: "Ana says her brother"."""
    last = parsed.sentences[token.sentence].last
    for t in parsed.tokens[token.i + 1 : last + 1]:
        if t.lower in HE | SHE or t.i in people:
            return t.lower in sex
    return False
