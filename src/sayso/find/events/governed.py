"""Who does what a clause without a subject tells, by the word that governs it: a noun, a verb or a preposition.

Each function answers None where the clause is not of its kind, and nobody where it is told of none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.find.events.shared import TENSED, planner
from sayso.types import Token

if TYPE_CHECKING:
    from sayso.find.events.grammar import Grammar

# What people ride who do something.
RIDDEN = frozenset(
    {"motorbike", "motorcycle", "bike", "scooter", "car", "vehicle", "pickup", "truck", "boat", "horse", "camel"}
)
# What two sides do to each other.
FIGHTING = frozenset({"clash", "fight", "battle", "skirmish", "scuffle"})
# Words that the parser takes for the noun before "accused" or "suspect".
FOREMOST = frozenset({"prime", "main", "key", "chief", "principal"})
# Who does this to an attempt or a plot is not the one who tries: "police foiled an attempt to blow up a bridge".
HINDERING = frozenset(
    "contain foil thwart prevent avert stop block disrupt repel repulse frustrate hinder intercept uncover unearth "
    "discover detect expose reveal denounce condemn criticise criticize investigate oppose reject resist survive "
    "escape".split()
)
# Behind these stands a deed that others do: always, and where something was done to them or they fled.
AMID = frozenset({"amid", "amidst", "because", "despite"})
BEFALLING = frozenset({"by", "in", "during", "from", "after", "following"})
# Vehicles are followed to their riders so far.
DEEP = 6


def just_before(grammar: Grammar, v: int, depth: int) -> list[int] | None:
    """The noun right before a participle that the parser took for a clause of its own."""
    token, before = grammar.tokens[v], grammar.tokens[v - 1]
    if token.tag == "VBN" and before.dep == "dobj" and grammar.tokens[before.head].lemma == "leave":
        return [before.i]  # "leaving two others wounded"
    if token.tag == "VBG" and token.dep == "advcl" and before.dep == "pobj" and _acting(grammar, before):
        return [before.i]  # "died in government shelling"
    return None


def of_noun(grammar: Grammar, v: int, depth: int) -> list[int] | None:
    """The noun that the clause hangs on, or who has it: "the men who shot him", "rebel plans to attack"."""
    token, head = grammar.tokens[v], grammar.tokens[grammar.tokens[v].head]
    if token.dep == "relcl" or (token.dep == "acl" and token.tag in ("VBG", "VBN")):
        if head.lemma in RIDDEN and token.dep == "acl":
            return _rider(grammar, head.i)
        lone = head.dep == "appos" and (head.pos == "ADJ" or head.lower in FOREMOST)  # "X, prime accused in"
        return [head.head if lone else head.i]
    return _owner(grammar, head.i, depth) if token.dep == "acl" else None


def of_clause(grammar: Grammar, v: int, depth: int) -> list[int] | None:
    """Who it is in a clause that is said or held of somebody, where the parser lost him."""
    token, head = grammar.tokens[v], grammar.tokens[grammar.tokens[v].head]
    if token.dep != "ccomp":
        return None
    passive = grammar.child(v, "auxpass")
    if head.pos == "ADJ" and passive and grammar.child(head.i, "nsubj"):
        return grammar.subject(head.i, depth + 1)  # "the man responsible for it was arrested"
    if head.lemma not in grammar.lexicon.saying:
        return None
    if passive:
        return []  # "sources said many more were hurt": who says it is not who was hurt
    if head.i > v and grammar.child(v, "aux"):
        aside = grammar.child(v, "parataxis")  # "X, believed to be a spy, may have ordered it, police said"
        return grammar.subject(aside.i, depth + 1) if aside is not None and aside.i < v else []
    return None


def after_deed(grammar: Grammar, v: int, depth: int) -> list[int] | None:
    """Who does what goes on behind another deed that is not his alone."""
    token, head = grammar.tokens[v], grammar.tokens[grammar.tokens[v].head]
    if token.dep == "conj" and token.tag in TENSED and head.dep == "xcomp" and head.tag == "VB":
        return grammar.subject(head.head, depth + 1)  # "urged both sides to show restraint and offered to mediate"
    if token.dep == "advcl" and token.lemma in grammar.lexicon.resulting and head.lemma in FIGHTING:
        return []  # "clashed with police, leaving 34 dead": by whom is not told
    return None


def of_verb(grammar: Grammar, v: int, depth: int) -> list[int] | None:
    """Who does what the clause is joined to or part of, or to whom that is done: "ordered the men to fire"."""
    tokens, token = grammar.tokens, grammar.tokens[v]
    head = tokens[token.head]
    complement, under_verb = token.dep == "xcomp", head.pos in ("VERB", "AUX")
    if complement and head.lemma == "use" and grammar.passive(head.i) and (users := grammar.agents(head.i)):
        return users  # "the hill was used by rebels to shell the town"
    if token.dep in ("conj", "ccomp", "advcl", "xcomp", "dep", "prep") and under_verb:
        small = complement and token.tag == "VBN" and grammar.child(head.i, "dobj") is not None
        if small or (complement and head.lemma in grammar.lexicon.object_control):
            found = grammar.patients(head.i) if not grammar.passive(head.i) else grammar.subject(head.i, depth + 1)
            if found:
                return found
        return grammar.subject(head.i, depth + 1)
    if complement and head.pos in ("ADJ", "NOUN"):
        found = grammar.subject(head.i, depth + 1)
        return [s for s in found if tokens[s].lower != "it"]  # "it is not possible to discuss"
    return grammar.subject(head.i, depth + 1) if token.dep in ("acomp", "attr") and under_verb else None


def of_preposition(grammar: Grammar, v: int, depth: int) -> list[int] | None:
    """Who does what stands behind a preposition: "accused of shelling the town", "plans for invading it"."""
    token, head = grammar.tokens[v], grammar.tokens[grammar.tokens[v].head]
    if token.dep == "pcomp":
        above = grammar.tokens[head.head]
        if _befalls(grammar, v, above):
            return []
        if above.lemma in grammar.lexicon.object_blamed:
            return grammar.patients(above.i)
        verb = above.pos in ("VERB", "AUX")
        return grammar.subject(above.i, depth + 1) if verb else _owner(grammar, above.i, depth)
    return grammar.subject(head.i, depth + 1) if token.dep == "conj" and head.dep == "pcomp" else None


def _befalls(grammar: Grammar, v: int, above: Token) -> bool:
    """Whether a deed came over whoever the clause is about: "families were displaced by shelling", "fled amid it"."""
    token, before, types = grammar.tokens[v], grammar.tokens[grammar.tokens[v].head], grammar.lexicon.verb_types
    if token.tag != "VBG" or grammar.child(v, "dobj") is not None or "ASSAULT" not in types(token.lemma):
        return False
    if before.lower in AMID or (before.lower == "of" and grammar.tokens[before.i - 1].lower == "because"):
        return True
    return before.lower in BEFALLING and (
        grammar.passive(above.i) or above.lemma == "die" or "DISPLACE" in types(above.lemma)
    )


def _acting(grammar: Grammar, token: Token) -> bool:
    """A word for people who act, or the adjective of a people: "Azeri shelling"."""
    return token.lemma in grammar.lexicon.acting or token.lower in grammar.lexicon.peoples


def _rider(grammar: Grammar, vehicle: int) -> list[int]:
    """Who does it, where the parser took the vehicle for the doer: "gunmen riding on motorbikes shot"."""
    token = grammar.tokens[vehicle]
    for _ in range(DEEP):
        token = grammar.tokens[token.head]
        if token.pos in ("NOUN", "PROPN"):
            return [token.i]
        if token.dep not in ("prep", "acl", "pcomp"):
            break
    return [vehicle]


def _owner(grammar: Grammar, noun: int, depth: int) -> list[int]:
    """Whose plan "a plan to attack" is: the possessor's, or the subject's of the verb that has it."""
    owner = grammar.child(noun, "poss")
    if owner:
        return [owner.i]
    if whose := planner(grammar, noun):
        return whose
    above = grammar.governor(noun)
    if above is None or grammar.tokens[above].lemma in HINDERING:
        return []
    if grammar.tokens[above].lemma in grammar.lexicon.object_blamed:  # "charged two men with a plot to bomb a church"
        return grammar.patients(above)
    return grammar.subject(above, depth + 1)
