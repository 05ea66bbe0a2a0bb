"""Whose deed a noun tells, by the words before it: the possessor, a people, a group."""

from __future__ import annotations

import itertools
from collections.abc import Collection

from sayso.english import OWNERS
from sayso.find.events.grammar import Grammar
from sayso.find.events.lexicon import Lexicon
from sayso.find.events.parties import Parties

# How the words for an owner hang on the noun.
BESIDE = frozenset({"compound", "amod", "nmod"})
# Tokens from a leader to the body it leads: "US-led international coalition".
LED_BEFORE = 4
# Who goes home after "their attacks" is not who made them.
HARMLESS = frozenset(
    "civilian resident villager refugee family inhabitant household evacuee rescuer medic paramedic".split()
)
# Behind these stands who did what was done to people.
DONE_BY = frozenset({"by", "in", "from", "during", "after"})


class Owners:
    """Reads whose the event nouns of one report are."""

    def __init__(self, grammar: Grammar, parties: Parties, lexicon: Lexicon) -> None:
        self.grammar = grammar
        self.parties = parties
        self.lexicon = lexicon

    def of(self, n: int, first: int, *, other_than: Collection[int] = ()) -> list[int]:
        """Whose it is: possessor, nationality or group before the noun ("Russian air strikes", "rebel attack")."""
        found: list[int] = []
        run: list[int] = []
        leaders: list[int] = []
        for c in self.grammar.children[n]:
            token = self.grammar.tokens[c]
            if c in other_than:
                continue
            if token.dep == "poss":
                found += self._whose(c, n)
            elif token.lemma in ("lead", "led") and token.dep == "amod":  # "US-led strikes"
                leaders += [k for k in self.grammar.children[c] if self.parties.named(k)]
            elif (token.dep in BESIDE or self._slipped(c, n)) and c < first and token.text[:1].isalnum():
                if self.grammar.tokens[c + 1].lower == "-" or (c and self.grammar.tokens[c - 1].lower == "-"):
                    continue  # "pro-X rally", "post-Y war"
                if self.grammar.names.get(c) in ("NORP", "ORG", "PERSON") or self._acts(c):
                    run.append(c)
        if run:  # "Syrian army air strikes" is one doer
            whole = all(self.grammar.tokens[b].left <= a + 1 for a, b in itertools.pairwise(run))
            led = leaders[:1] if leaders and leaders[0] < run[0] <= leaders[0] + LED_BEFORE else []
            found += [self.parties.start(run[-1], (led or run)[0])] if whole else run  # "US-led coalition strikes"
            leaders = leaders[len(led) :]
        return [*leaders, *(self._joined(n) if run else ()), *found]

    def sufferers(self, n: int) -> list[int]:
        """The person before a noun of a fate: "X's murder", "her kidnapping"; a body before it is who does it."""
        tokens, persons, acting = self.grammar.tokens, self.lexicon.persons, self.lexicon.acting
        return [
            c for c in self.grammar.children[n]
            if (tokens[c].dep == "poss" and tokens[c].lower in ("his", "her"))
            or (tokens[c].dep in ("poss", "compound") and c < n and self.parties.person(c))
            or (tokens[c].dep == "poss" and tokens[c].lemma in persons and tokens[c].lemma not in acting)
        ]  # fmt: skip

    def _joined(self, n: int) -> list[int]:
        """Who owns a deed with another, taken for the deed's equal: "killed in regime and Velian air strikes"."""
        tokens, noun = self.grammar.tokens, self.grammar.tokens[n]
        other = tokens[noun.head]
        together = noun.dep == "conj" and other.dep == "pobj" and noun.left == other.i + 2
        if not together or tokens[other.i + 1].lower != "and" or tokens[other.head].lower not in DONE_BY:
            return []
        return [other.i] if other.lemma in self.lexicon.acting else []

    def _slipped(self, i: int, n: int) -> bool:
        """A noun right before another that the parser took for its subject: "a Velian regime offensive"."""
        tokens = self.grammar.tokens
        return tokens[i].dep == "nsubj" and i == n - 1 and tokens[i].pos == tokens[n].pos == "NOUN"

    def _whose(self, owner: int, n: int) -> list[int]:
        """The possessor; for "its", the subject of the verb that governs the noun."""
        if self.grammar.tokens[owner].lower not in OWNERS:
            return [owner]
        above = self.grammar.governor(n)
        subjects = self.grammar.agents(above) if above is not None else []
        subjects = [s for s in subjects if self.grammar.tokens[s].lemma not in HARMLESS]
        return [s for s in subjects if s < owner and self.parties.can_be(s)] or [owner]

    def _acts(self, i: int) -> bool:
        token = self.grammar.tokens[i]
        if token.lemma == "force" and self.grammar.child(i, "compound"):  # "air force raids"
            return True
        return token.lemma in self.lexicon.acting and token.pos in ("NOUN", "PROPN", "ADJ")
