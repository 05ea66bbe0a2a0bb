"""Who did what a noun tells, where other words than its owner's say so: a clause on it, or a verb above."""

from __future__ import annotations

from sayso.find.events.grammar import Grammar
from sayso.find.events.lexicon import Lexicon
from sayso.find.events.parties import Parties

# How a fight is told beside what was won in it; the last for "days of clashes".
FOUGHT_BEFORE = frozenset({"after", "in", "following", "during", "amid", "of"})
# The same of talks, and verbs by which they end.
MET_BEFORE = frozenset({"after", "during", "following", "in", "at"})
CLOSING = frozenset({"wrap", "end", "conclude", "finish", "leave", "cut"})
# Verbs by which somebody is only taken for who did it.
THINKING = frozenset({"suspect", "believe", "think", "presume", "assume", "allege"})


class NounDoers:
    """Reads the doers of event nouns in one report."""

    def __init__(self, grammar: Grammar, parties: Parties, lexicon: Lexicon) -> None:
        self.grammar = grammar
        self.parties = parties
        self.lexicon = lexicon

    def involved(self, n: int) -> list[int]:
        """The sides of "a clash involving X and Y"."""
        clauses = [c for c in self.grammar.children[n]
                   if self.grammar.tokens[c].dep == "acl" and self.grammar.tokens[c].lower == "involving"]  # fmt: skip
        return [p for c in clauses for p in self.grammar.patients(c) if self.parties.can_be(p)]

    def taking(self, n: int) -> int | None:
        """The verb whose doer is the other side of "took the town after two days of clashes with the army"."""
        tokens = self.grammar.tokens
        for _ in range(2):  # "two days of clashes"
            above = tokens[tokens[n].head]
            if tokens[n].dep != "pobj" or above.lower not in FOUGHT_BEFORE:
                return None
            n = above.head
            if tokens[n].pos == "VERB":
                return n if "CONTROL" in self.lexicon.verb_types(tokens[n].lemma) else None
        return None

    def who_met(self, n: int) -> list[int]:
        """The other side of "said so after a meeting with X", "wrapped up talks with X": who said so or ended them."""
        tokens, token = self.grammar.tokens, self.grammar.tokens[n]
        above = tokens[token.head]
        if token.dep == "pobj" and above.lower in MET_BEFORE:
            verb = tokens[above.head]
        elif token.dep == "dobj" and above.lemma in CLOSING:
            verb = above
        else:
            return []
        subject = self.grammar.subject(verb.i)
        return [s for s in subject if tokens[s].pos == "PRON" or self.parties.official(s) or self.parties.person(s)]

    def participle(self, n: int) -> list[int]:
        """Doers of a participle on the noun: "an attack claimed by X", "carried out by X"."""
        for c in self.grammar.children[n]:
            token = self.grammar.tokens[c]
            if token.dep in ("acl", "relcl") and token.lemma in self.lexicon.doing | {"claim", "blame"}:
                doers = self.grammar.agents(c) if self.grammar.passive(c) else []
                return [d for d in doers if d != n] or self.grammar.after(c, ("on",) if token.lemma == "blame" else ())
        return []

    def taken_for(self, n: int) -> list[int]:
        """Who is thought to have done it: "the raid was believed to have been carried out by X"."""
        token, verb = self.grammar.tokens[n], self.grammar.tokens[self.grammar.tokens[n].head]
        done = self.grammar.child(verb.i, "xcomp") if token.dep == "nsubjpass" and verb.lemma in THINKING else None
        if done is None or done.lemma not in self.lexicon.doing or not self.grammar.passive(done.i):
            return []
        return [p for p in self.grammar.agents(done.i) if p != n]
