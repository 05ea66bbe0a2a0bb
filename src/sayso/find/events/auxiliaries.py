"""What the words of its own clause say of a verb's deed: auxiliaries, negation and the mark that opens it."""

from __future__ import annotations

from sayso.english import FUTURE
from sayso.find.events.grammar import Grammar
from sayso.types import Status, Token

DOUBT = frozenset({"can", "could", "may", "might", "must", "should", "ought"})
# Of these, what says that somebody has it to do.
OWED = frozenset({"must", "should", "ought"})
IF = frozenset({"if", "unless", "whether", "should", "lest", "until", "till"})
# What stands before a verb of what is to come.
TO_BE = FUTURE | {"would"}
# Who is told to have done nothing, or what was done by nobody; a toll of nobody is counted, and its attack was.
NO_ONE = frozenset({"nobody", "nothing", "none"})
# Auxiliaries that open a condition: "were the army to attack".
INVERTED = frozenset({"had", "were", "should"})


def owes(grammar: Grammar, v: int) -> bool:
    """Whether somebody has it still to do, as others see it: "must be examined", "has to be looked into"."""
    tokens, children = grammar.tokens, grammar.children[v]
    if any(tokens[c].dep == "aux" and tokens[c].lower in OWED for c in children):
        return not is_perfect(grammar, v)
    return has_to(grammar, v) or (tokens[tokens[v].head].lemma == "need" and tokens[v].dep == "xcomp")


def has_to(grammar: Grammar, v: int) -> bool:
    """ "Has to leave" is not yet done; "had to leave" was."""
    tokens = grammar.tokens
    above = tokens[tokens[v].head]
    now = above.lemma == "have" and above.tag in ("VBZ", "VBP", "VB") and tokens[v].dep == "xcomp"
    return now and any(tokens[c].lower == "to" for c in grammar.children[v])


def is_perfect(grammar: Grammar, v: int) -> bool:
    """Whether something may have been done: "may have killed"."""
    return any(grammar.tokens[c].lower in ("have", "'ve", "’ve") for c in grammar.children[v])


def clause_status(grammar: Grammar, v: int) -> Status:
    """Status of a verb's deed, as far as its own clause tells it."""
    reported = False
    status: Status = "happened"
    marked_to = False
    for c in grammar.children[v]:
        token = grammar.tokens[c]
        if token.dep == "neg" or (token.dep == "advmod" and token.lower == "never") or _no_one(grammar, v, token):
            return "negated"
        if token.lower == "neither" and token.dep in ("preconj", "cc") and c < v:
            return "negated"  # "neither confirmed nor denied it"
        if token.dep in ("aux", "auxpass"):
            if token.lower in INVERTED and c == grammar.tokens[v].left and _before_subject(grammar, v, c):
                return "hypothetical"  # "had the bomb gone off"
            if token.lower in FUTURE:
                status = "planned"
            elif token.lower in DOUBT:
                status = "hypothetical"
            elif token.lower in ("would", "'d"):
                reported = True
            elif token.lower == "to":
                marked_to = True
        if token.dep == "mark" and token.lower in IF:
            return "hypothetical"
    if reported:
        head = grammar.tokens[grammar.tokens[v].head]
        status = "planned" if head.lemma in grammar.lexicon.saying else "hypothetical"
    token = grammar.tokens[v]
    if token.dep == "conj" and any(grammar.tokens[c].lower == "nor" for c in grammar.children[token.head] if c < v):
        return "negated"
    marked_to = marked_to and not is_perfect(grammar, v)  # "the first to have been killed"
    if status == "happened" and marked_to and token.dep in ("advcl", "relcl"):
        return "planned"
    if status == "happened" and token.dep == "ROOT" and marked_to:
        return "planned"
    return status


def _no_one(grammar: Grammar, v: int, token: Token) -> bool:
    """Whether a verb is done by or to nobody: "stormed nothing", "no one attacked it", "no trial will be held"."""
    if token.dep not in ("nsubj", "nsubjpass", "dobj"):
        return False
    if any(grammar.tokens[c].lower == "neither" for c in grammar.children[token.i]):
        return True  # "neither the army nor the rebels attacked", "neither man was hurt"
    if grammar.tokens[v].lemma in grammar.lexicon.tolling:
        return False
    to_come = any(grammar.tokens[c].lower in TO_BE for c in grammar.children[v])
    if to_come and any(grammar.tokens[c].lower == "no" for c in grammar.children[token.i]):
        return True
    return token.lower in NO_ONE or (token.lower == "one" and grammar.tokens[token.i - 1].lower == "no")


def _before_subject(grammar: Grammar, v: int, aux: int) -> bool:
    """Whether a clause that is no question begins with its auxiliary."""
    subject = grammar.child(v, "nsubj", "nsubjpass")
    return subject is not None and aux < subject.i and grammar.tokens[v].dep == "advcl"
