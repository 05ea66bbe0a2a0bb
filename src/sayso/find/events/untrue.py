"""What is called untrue or lacks all proof: "dismissed reports that", "found no evidence that"."""

from __future__ import annotations

from sayso.find.events.grammar import Grammar
from sayso.types import Token

# Words for what somebody else says, and the verbs that call it untrue: "dismissed reports that".
REPORTS = frozenset(
    {"report", "claim", "allegation", "accusation", "charge", "suggestion", "rumor", "rumour", "assertion"}
)
DENYING = frozenset({"deny", "reject", "dismiss", "refute", "rebut", "repudiate"})
# What a claim is that somebody calls untrue.
UNTRUE = frozenset({"false", "untrue", "baseless", "unfounded", "groundless", "fabricated", "bogus", "fake", "lie",
                    "fiction", "propaganda", "nonsense", "fabrication", "wrong", "incorrect"})  # fmt: skip
PROOFS = frozenset({"evidence", "proof", "sign", "indication", "trace"})
BEARING_OUT = frozenset({"support", "back", "confirm", "substantiate", "corroborate", "prove"})


def called_untrue(grammar: Grammar, clause: int) -> bool:
    """Whether a clause hangs on a denial, or on reports, claims or charges that somebody denies."""
    tokens = grammar.tokens
    noun = tokens[tokens[clause].head]
    if noun.lemma == "denial":
        return True
    verb = tokens[noun.head]
    if noun.dep in ("oprd", "attr") and verb.dep in ("ccomp", "pcomp"):  # "rejected what it called claims that"
        return noun.lemma in REPORTS and tokens[verb.head].lemma in DENYING
    if noun.lemma in REPORTS and noun.dep == "nsubj" and verb.lemma == "be":  # "the claim that it did is false"
        return any(tokens[c].lemma in UNTRUE for c in grammar.children[verb.i])
    return noun.lemma in REPORTS and noun.dep in ("dobj", "nsubjpass") and verb.lemma in DENYING


def no_proof(grammar: Grammar, noun: int) -> bool:
    """Whether a word for proof says that there is none: "no evidence"."""
    proof = grammar.tokens[noun].lemma in PROOFS
    return proof and any(grammar.tokens[c].lower == "no" for c in grammar.children[noun])


def lacks_proof(grammar: Grammar, clause: int) -> bool:
    """Whether a clause is what there is no proof of: "found no evidence that they met"."""
    token = grammar.tokens[clause]
    return token.dep == "acl" and token.tag not in ("VB", "VBG") and no_proof(grammar, token.head)


def unsupported(grammar: Grammar, claim: Token) -> bool:
    """Whether a claim is told to lack all proof: "no evidence to support the allegation that"."""
    verb = grammar.tokens[claim.head]
    bears_out = claim.lemma in REPORTS and claim.dep == "dobj" and verb.lemma in BEARING_OUT
    return bears_out and verb.dep == "acl" and no_proof(grammar, verb.head)
