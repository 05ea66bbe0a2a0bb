"""What the clauses around a pronoun say of whom it means: who cannot be meant, and who is described there."""

from __future__ import annotations

from sayso.english import SUBJECTS
from sayso.resolve.parties.deeds import RAIDS, attacks
from sayso.resolve.parties.pronouns import REFLEXIVE
from sayso.types import Parsed

# What a pronoun is that suffers a deed, and what hangs between them.
UNDER = frozenset({"dobj", "dative", "pobj", "prep", "nummod"})
# Edges from a pronoun up to the noun that its clause describes.
LONGEST_WAY_UP = 8


def subjects_over(parsed: Parsed, i: int) -> frozenset[int]:
    """Who does what the pronoun suffers: "police arrested 11 of them" are others than the police.

    Also where a verb before lends its subject: "a group of gunmen stopped a bus and burned it".
    """
    tokens = parsed.tokens
    j = i
    while tokens[j].dep in UNDER and tokens[j].head != j and tokens[j].pos != "VERB":
        j = tokens[j].head
    small = tokens[tokens[j].head]  # "leaving many of them dead"
    if tokens[j].dep == "nsubj" and small.dep in ("ccomp", "oprd") and tokens[small.head].lemma == "leave":
        j = small.head
    if j == i or tokens[j].pos != "VERB" or tokens[i].lower in REFLEXIVE:
        return frozenset()
    for _ in range(LONGEST_WAY_UP):
        found = [c for c in parsed.children[j] if tokens[c].dep in SUBJECTS]
        if tokens[j].dep == "pcomp" and not found:  # "caught two soldiers before killing them"
            small, j = tokens[tokens[j].head], tokens[tokens[j].head].head
            thanked = [c for c in parsed.children[j] if tokens[c].dep == "dobj"] if small.lower == "for" else []
            if thanked:
                return frozenset(thanked)  # "thanked the crowd for cheering him"
            continue
        if found or tokens[j].dep not in ("conj", "xcomp", "advcl") or tokens[tokens[j].head].pos != "VERB":
            return frozenset(k for c in found if tokens[c].dep == "nsubj" for k in _named_by(parsed, c))
        j = tokens[j].head
    return frozenset()


def named_again(parsed: Parsed, i: int) -> frozenset[str]:
    """Nouns of what the pronoun does to others, who are not it: the army of "they have raided army posts"."""
    tokens = parsed.tokens
    verb = tokens[i].head
    objects = (c for c in parsed.children[verb] if tokens[c].dep == "dobj")
    if tokens[i].dep != "nsubj" or not (attacks(parsed, verb) or any(tokens[c].lemma in RAIDS for c in objects)):
        return frozenset()
    inside = range(i + 1, tokens[verb].right + 1)
    return frozenset(tokens[k].lower for k in inside if tokens[k].pos in ("NOUN", "PROPN"))


def described_here(parsed: Parsed, i: int) -> frozenset[int]:
    """Nouns whose relative clause holds the pronoun; it means somebody else: "Kenya, where they were held"."""
    tokens = parsed.tokens
    found, j = set(), i
    for _ in range(8):
        if tokens[j].head == j:
            break
        if tokens[j].dep == "relcl":
            found.add(tokens[j].head)
        j = tokens[j].head
    return frozenset(found)


def _named_by(parsed: Parsed, i: int) -> list[int]:
    """A subject with what it counts and is joined to: "a group of gunmen"."""
    tokens, found = parsed.tokens, [i]
    for j in found:
        for c in parsed.children[j]:
            if tokens[c].dep == "conj":
                found.append(c)
            elif tokens[c].lower == "of":
                found += [k for k in parsed.children[c] if tokens[k].dep == "pobj"]
    return found


def holders(parsed: Parsed, i: int) -> frozenset[int]:
    """Nouns over the clause of a place that the pronoun stands in: refugees in "refugees in Chad, where they"."""
    tokens = parsed.tokens
    found, j, where = set(), i, False
    for _ in range(LONGEST_WAY_UP):
        if tokens[j].head == j:
            break
        if tokens[j].dep == "relcl":
            where = any(tokens[c].lower == "where" for c in parsed.children[j])
        elif where and tokens[j].pos in ("NOUN", "PROPN"):
            found.add(j)
        j = tokens[j].head
    return frozenset(found)
