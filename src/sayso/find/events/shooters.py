"""Who fires what a noun tells of, by the words behind it: "sniper fire of rebels", "the shelling of X by artillery"."""

from __future__ import annotations

from sayso.english import NOUNS
from sayso.find.events.grammar import Grammar

# Nouns of shots, which are theirs of whom they are told to be; and those that aircraft fly.
SHOTS = frozenset({"fire", "gunfire", "shot", "bullet"})
FLOWN = frozenset({"bombardment", "raid", "strike", "airstrike", "shelling", *SHOTS})


def fires(grammar: Grammar, i: int, n: int) -> bool:
    """Whether the noun behind "of" is who fires or flies: "sniper fire of rebels", "bombardment of warplanes"."""
    token = grammar.tokens[i]
    lemma, shots = token.lemma, grammar.tokens[n].lemma
    if grammar.tokens[token.head].lower != "of" or shots not in FLOWN:
        return False
    flies = grammar.lexicon.means.get(lemma) == "aerial" and token.pos == "NOUN"
    return flies or (shots in SHOTS and (lemma in grammar.lexicon.armed or lemma in grammar.lexicon.acting))


def by_behind(grammar: Grammar, n: int) -> list[int]:
    """Who stands behind a "by" that hangs on what was hit: "the shelling of homes in X by Chadian artillery"."""
    tokens = grammar.tokens
    for c in range(n + 2, tokens[n].right):
        above = tokens[tokens[c].head]
        if tokens[c].lower == "by" and above.pos in NOUNS and above.i >= n:
            return [p for p in grammar.inside(c) if tokens[p].dep == "pobj" and _armed(grammar, p)]
    verb = tokens[n].head
    if tokens[n].dep != "dobj" or grammar.passive(verb):
        return []
    behind = [c for c in grammar.children[verb] if c > n and tokens[c].lower == "by"]  # "condemned the raid on X by Y"
    return [p for c in behind for p in grammar.inside(c) if tokens[p].dep == "pobj" and _armed(grammar, p)]


def _armed(grammar: Grammar, i: int) -> bool:
    """A word for who bears arms, or whose arms they are by the name of a people: "Chadian artillery"."""
    lexicon, lemma = grammar.lexicon, grammar.tokens[i].lemma
    people = any(grammar.tokens[c].lower in lexicon.peoples for c in grammar.children[i])
    return people or lemma in lexicon.armed or lemma in lexicon.acting
