"""Whose deed a clause tells that has no subject of its own, or the wrong one by the way it was parsed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.english import ANY_SUBJECTS, NOUNS
from sayso.types import Token

if TYPE_CHECKING:
    from sayso.find.events.grammar import Grammar

# Verbs of asking, which no thing does.
ASKING = frozenset(
    "call urge demand ask appeal condemn denounce accuse vow pledge blame criticize criticise reject deny praise "
    "thank".split()
)
# What is laid on somebody who is accused.
BLAME = frozenset({"blame", "finger"})
WAYS = frozenset({"way", "return", "trip", "journey"})
MEANWHILE = frozenset({"as", "while"})
# What a headline's second verb goes on from: taking and fighting for something.
FORCE = frozenset({"CONTROL", "ASSAULT"})
# Clauses without a subject are followed so deep.
DEEP = 6


def lent(grammar: Grammar, v: int, depth: int) -> list[int] | None:
    """Who does it, where the parser hung the clause on another deed than its doer's. None where it did not."""
    found = (
        sayer(grammar, v, depth)
        or blamer(grammar, v, depth)
        or on_the_way(grammar, v)
        or who_then(grammar, v, depth)
        or paired(grammar, v, depth)
    )
    if found is None:
        found = struck(grammar, v)
    if found is None:
        found = told(grammar, v, depth)
    return before_speaker(grammar, v, depth) if found is None else found


def told(grammar: Grammar, v: int, depth: int) -> list[int] | None:
    """Who does what somebody says: "police say a gang beat and killed him". None where the sayer may be meant."""
    tokens, token = grammar.tokens, grammar.tokens[v]
    head = tokens[token.head]
    if head.lemma not in grammar.lexicon.saying or token.tag != "VBD" or head.i >= v:
        return None
    if token.dep == "ccomp":  # its subject is sometimes read as a word before the verb
        return [c for c in grammar.children[v] if c == v - 1 and tokens[c].pos in NOUNS]
    if token.dep == "conj" and head.tag != token.tag:
        clause = grammar.child(head.i, "ccomp")
        if clause is None or not head.i < clause.i < v:
            return None
        if clause.tag == token.tag:
            return grammar.subject(clause.i, depth + 1)
        if clause.pos == "NOUN" and clause.i == v - 2 and tokens[v - 1].lower == "and":  # "beat", taken for a noun
            return [c for c in grammar.children[clause.i] if c == clause.i - 1 and tokens[c].pos in NOUNS]
    return None


def sayer(grammar: Grammar, v: int, depth: int) -> list[int] | None:
    """Who asks, where the parser hung it on what was said: "X said the trials were unfair and called on"."""
    token, head = grammar.tokens[v], grammar.tokens[grammar.tokens[v].head]
    above, lexicon = grammar.tokens[head.head], grammar.lexicon
    if token.dep != "conj" or head.dep != "ccomp" or above.lemma not in lexicon.saying or above.i > head.i:
        return None
    if token.tag == "VBN" and grammar.passive(head.i) and grammar.child(v, "dobj", "xcomp", "ccomp") is None:
        return None  # "X said his son had been arrested and accused of theft"
    subject = grammar.child(head.i, *ANY_SUBJECTS)
    asks = token.lemma in ASKING and subject is not None and subject.pos == "NOUN"
    dead = asks and subject is not None and subject.lemma not in lexicon.acting | lexicon.officials
    return grammar.subject(above.i, depth + 1) if dead else None


def blamer(grammar: Grammar, v: int, depth: int) -> list[int] | None:
    """Who blames, where the parser hung it on what was said: "X said ten people died in the raid, blaming Y"."""
    tokens, lexicon = grammar.tokens, grammar.lexicon
    token, head = tokens[v], tokens[tokens[v].head]
    if token.tag != "VBG" or token.dep not in ("advcl", "xcomp", "ccomp"):
        return None
    laid = any(tokens[c].dep == "dobj" and tokens[c].lemma in BLAME for c in grammar.children[v])
    if not (laid or "accuse" in lexicon.operator_verbs.get(token.lemma, ())):
        return None
    if head.lemma in lexicon.saying and token.dep == "xcomp" and head.i < v:
        return grammar.subject(head.i, depth + 1)  # "told the council blaming Y"
    above, subject = tokens[head.head], grammar.child(head.i, *ANY_SUBJECTS)
    if head.dep != "ccomp" or above.lemma not in lexicon.saying or above.i > head.i or subject is None:
        return None
    blames = subject.lemma in lexicon.acting | lexicon.officials or grammar.names.get(subject.i) in ("PERSON", "ORG")
    return None if blames else grammar.subject(above.i, depth + 1)


def while_others(grammar: Grammar, v: int, depth: int) -> list[int] | None:
    """What hit them, for what came of it: the shell of "a shell hit a school as pupils left it, killing two"."""
    tokens, lexicon = grammar.tokens, grammar.lexicon
    token, head = tokens[v], tokens[tokens[v].head]
    if token.tag != "VBG" or token.lemma not in lexicon.resulting or token.dep not in ("advcl", "acl"):
        return None
    clause = tokens[head.head] if head.pos == "NOUN" else head
    marked = any(
        tokens[c].dep in ("mark", "advmod") and tokens[c].lower in MEANWHILE for c in grammar.children[clause.i]
    )
    subject = grammar.child(clause.i, *ANY_SUBJECTS)
    if clause.dep != "advcl" or not marked or subject is None or clause.head > clause.i:
        return None
    return None if subject.lemma in lexicon.acting else grammar.subject(clause.head, depth + 1)


def on_the_way(grammar: Grammar, v: int) -> list[int] | None:
    """Who was hit on his way from what he did: the nurse of "shot a nurse on her way home after vaccinating"."""
    tokens = grammar.tokens
    if tokens[v].tag != "VBG" or tokens[v].dep != "pcomp":
        return None
    above = tokens[v]
    for _ in range(DEEP):
        above = tokens[above.head]
        if above.pos == "VERB":
            break
    hit = [c for c in grammar.children[above.i] if tokens[c].dep == "dobj" and c < v]
    if above.pos != "VERB" or not hit or "ASSAULT" not in grammar.lexicon.verb_types(above.lemma):
        return None
    between = tokens[hit[0] + 1 : v]
    return hit if any(t.lemma in WAYS and tokens[t.i - 1].tag == "PRP$" for t in between) else None


def who_then(grammar: Grammar, v: int, depth: int) -> list[int] | None:
    """The attackers of "the attackers shouted that the villagers had helped the army, then shot the men"."""
    tokens = grammar.tokens
    token, head = tokens[v], tokens[tokens[v].head]
    above, subject = tokens[head.head], grammar.child(head.i, *ANY_SUBJECTS)
    then = any(c < v and tokens[c].lower == "then" for c in grammar.children[v])
    if not then or token.tag != "VBD" or head.dep != "ccomp" or above.tag != "VBD" or subject is None:
        return None
    return grammar.subject(above.i, depth + 1) if subject.lemma in grammar.lexicon.moving else None


def before_speaker(grammar: Grammar, v: int, depth: int) -> list[int] | None:
    """Who does what goes on behind the speaker: the jets of "jets hit the town, the mayor said, killing ten",
    the accused of "X accused Y of shelling the town, leaving ten dead". None elsewhere."""
    tokens, lexicon, token = grammar.tokens, grammar.lexicon, grammar.tokens[v]
    head = tokens[token.head]
    if token.dep != "advcl" or token.tag != "VBG" or head.i >= v or token.lemma in lexicon.saying:
        return None
    if tokens[token.left - 1].lower != "," or token.lemma not in lexicon.resulting:
        return None
    if head.lemma in lexicon.object_blamed:
        below = range(v - 1, head.i, -1)
        nearest = next((k for k in below if tokens[k].pos == "VERB" and tokens[k].dep != "amod"), None)
        return (grammar.agents(nearest) or None) if nearest is not None and depth <= DEEP else None
    clause = grammar.child(head.i, "ccomp")
    if head.lemma not in lexicon.saying or clause is None or clause.i > head.i or clause.pos != "VERB":
        return None
    return grammar.agents(clause.i) if depth <= DEEP else None


def struck(grammar: Grammar, v: int) -> list[int] | None:
    """Who did what a passive tells of, for what came of it: "a clinic was attacked by rebels, killing two"."""
    token, head = grammar.tokens[v], grammar.tokens[grammar.tokens[v].head]
    if token.dep != "advcl" or token.tag != "VBG" or head.i > v or token.lemma not in grammar.lexicon.resulting:
        return None
    forceful = "ASSAULT" in grammar.lexicon.verb_types(head.lemma)
    return grammar.agents(head.i) if forceful and grammar.passive(head.i) else None


def paired(grammar: Grammar, v: int, depth: int) -> list[int] | None:
    """Who does the second of two harms that stand together: "investigating a blast that killed six and hurt ten"."""
    tokens, token = grammar.tokens, grammar.tokens[v]
    if token.dep != "conj" or token.lemma not in grammar.lexicon.harming or tokens[v - 1].lower != "and":
        return None
    if tokens[token.head].lemma in grammar.lexicon.harming:
        return None
    near = next((k for k in range(v - 2, token.head, -1) if tokens[k].pos == "VERB"), None)
    if near is None or tokens[near].lemma not in grammar.lexicon.harming or tokens[near].tag != token.tag:
        return None
    return grammar.subject(near, depth + 1) if tokens[near].dep == "relcl" else None


def of_headline(grammar: Grammar, v: int, own: Token, depth: int) -> list[int] | None:
    """Who does what a headline tells on, where what he took was made the doer: "Army retakes town kills fifty"."""
    tokens, token = grammar.tokens, grammar.tokens[v]
    head = tokens[token.head]
    if token.dep == "ccomp" and head.i < v and own.left == head.i + 1 and _forces(grammar, head.lemma):
        place = own.lemma in grammar.lexicon.units or grammar.names.get(own.i) in ("GPE", "LOC")
        return grammar.subject(head.i, depth + 1) if place and grammar.child(head.i, "nsubj") else None
    for k in range(own.left + 1, own.i):
        word = tokens[k].text
        if not (word.istitle() and word.endswith("s") and tokens[k].pos in NOUNS):
            continue
        lemma, doer = word.lower().removesuffix("s"), tokens[k - 1]
        if not _taking(grammar, lemma):
            continue
        if doer.lemma in grammar.lexicon.acting or doer.lemma in grammar.lexicon.arrayed:
            grammar.headed[doer.i] = own.left
            return [doer.i]
    return None


def _taking(grammar: Grammar, lemma: str) -> bool:
    """A verb of taking, or one of force that is no noun too: "Velian Army Strikes" may be strikes."""
    types = grammar.lexicon.verb_types(lemma)
    return "CONTROL" in types or ("ASSAULT" in types and lemma not in grammar.lexicon.event_nouns)


def _forces(grammar: Grammar, lemma: str) -> bool:
    return not FORCE.isdisjoint(grammar.lexicon.verb_types(lemma))
