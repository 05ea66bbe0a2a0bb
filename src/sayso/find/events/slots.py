"""Who stands in the slots that a verb's frame opens: behind its prepositions, and behind those of its object."""

from __future__ import annotations

from sayso.english import AT
from sayso.find.events.governed import RIDDEN
from sayso.find.events.grammar import Grammar
from sayso.find.events.lexicon import Lexicon
from sayso.find.events.parties import Parties

PLACED = ("in", "at", "near", "around", "across", "through", "along")


class Slots:
    """Reads the slots of verbs in one report."""

    def __init__(self, grammar: Grammar, parties: Parties, lexicon: Lexicon) -> None:
        self.grammar = grammar
        self.parties = parties
        self.lexicon = lexicon

    def of(self, v: int, wanted: int | None, slots: tuple[str, ...]) -> list[int]:
        """Heads in the slots of a verb and of its object `wanted`, the noun that its sense asked for."""
        found: list[int] = []
        if "dative" in slots:
            found += [c for c in self.grammar.children[v]
                      if self.grammar.tokens[c].dep == "dative" and self.grammar.tokens[c].pos != "ADP"]  # fmt: skip
        found += [p for p in self.grammar.after(v, slots) if not (self._ahead(v, p) or self._ridden(v, p))]
        if wanted is not None:
            # "hit a quarter on the city's outskirts"
            ground = AT | {"on"} if self.is_area(wanted) else frozenset[str]()
            found += self.grammar.after(wanted, tuple(s for s in slots if s not in ground))
            found = found or self._behind_place(v, wanted, slots)
            if not found and "of" not in slots:
                owner = self.grammar.child(wanted, "poss")
                gives = self.grammar.tokens[wanted].lemma in self.lexicon.sympathy  # "pledged Norland's support"
                found += [owner.i] if owner and self.parties.named(owner.i) and not gives else []
            if not found and "dative" in slots:
                found += self._given(wanted)
        return found

    def is_area(self, i: int) -> bool:
        """A place by name or by its noun."""
        return self.grammar.names.get(i) in ("GPE", "LOC", "FAC") or self.grammar.tokens[i].lemma in self.lexicon.areas

    def _ahead(self, v: int, i: int) -> bool:
        """What stands before the subject is where it was, if an object says to whom: "at a shop, he attacked a man"."""
        tokens = self.grammar.tokens
        link, subject = tokens[tokens[i].head], self.grammar.child(v, "nsubj", "nsubjpass")
        told = self.grammar.passive(v) or self.grammar.child(v, "dobj") is not None
        return told and link.head == v and link.lower in AT and subject is not None and i < subject.i < v

    def _ridden(self, v: int, i: int) -> bool:
        """How they came, and not whom they hit: "stormed the village on motorcycles"."""
        tokens = self.grammar.tokens
        hit, bare = self.grammar.child(v, "dobj") is not None, not self.grammar.children[i]
        return hit and bare and tokens[i].lemma in RIDDEN and tokens[tokens[i].head].lower in ("on", "in")

    def _behind_place(self, v: int, wanted: int, slots: tuple[str, ...]) -> list[int]:
        """Whom a deed is against, where the parser hangs it on the place: "a campaign in the desert against X"."""
        if "against" not in slots:
            return []
        where = [*self.grammar.after(wanted, PLACED), *(p for p in self.grammar.patients(v) if p != wanted)]
        return [p for w in where if not self.parties.personal(w) for p in self.grammar.after(w, ("against",))]

    def _given(self, wanted: int) -> list[int]:
        """For "gave the CIA access", which the parser takes for one noun phrase: the CIA."""
        before = wanted - 1
        phrase = self.grammar.tokens[wanted]
        token = self.grammar.tokens[max(before, 0)]
        if token.dep != "compound" or token.head != wanted or not self.parties.named(token.i):
            return []
        if self.grammar.tokens[phrase.left].lower != "the":
            return []
        return [self.parties.start(token.i, phrase.left)]
