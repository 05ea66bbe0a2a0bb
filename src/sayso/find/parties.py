"""Which noun phrases can be a party, and which characters name it."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.find.grammar import Grammar
from sayso.find.lexicon import Lexicon
from sayso.types import Effect, PartyMention

NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
NOT_NAMED = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL"})
BEFORE = frozenset({"det", "amod", "compound", "poss", "nummod", "quantmod", "nmod", "predet", "advmod", "case"})


class Parties:
    """Noun phrases of one report as parties."""

    def __init__(self, grammar: Grammar, lexicon: Lexicon) -> None:
        self.grammar = grammar
        self.lexicon = lexicon

    def mention(self, head: int, effect: Effect | None = None) -> PartyMention:
        """The phrase around a head: its left side, and "of" phrases on the right."""
        first, last = self._first(head), self._last(head)
        return PartyMention(first=first, last=last, head=self.grammar.counted(head), effect=effect)

    def _first(self, head: int) -> int:
        first = head
        for c in reversed(self.grammar.children[head]):
            token = self.grammar.tokens[c]
            if c < first and token.dep in BEFORE and token.right == first - 1:
                first = token.left
            elif c < first and token.dep == "punct" and token.lower in ("-", '"', "“", "'"):
                first = c
        tokens = self.grammar.tokens
        for i in range(head - 1, first, -1):  # a dateline runs into the name: "WASHINGTON - The president"
            if tokens[i].lower in ("-", "--", "–", "—") and tokens[i - 1].end < tokens[i].start:
                first = i + 1
                break
        while first < head and (tokens[first].pos in ("PUNCT", "CCONJ") or self.grammar.names.get(first) == "DATE"):
            first += 1
        return first

    def _last(self, head: int) -> int:
        last = head
        tokens = self.grammar.tokens
        for c in self.grammar.children[head]:
            token = tokens[c]
            if c <= head:
                continue
            if token.dep == "prep" and token.lower == "of" and c == last + 1:
                for p in self.grammar.inside(c):
                    if tokens[p].dep == "pobj" and tokens[p].lemma not in self.lexicon.event_nouns:
                        last = max(last, self._last(p))
            elif token.dep in ("nummod", "compound", "nmod", "flat") and c == last + 1:
                last = c
            else:
                break
        return last

    def named(self, i: int) -> bool:
        return self.grammar.names.get(i) in NAMED

    def official(self, i: int) -> bool:
        """Somebody who speaks or travels for a state or body: a named person, a minister, a delegation."""
        token = self.grammar.tokens[i]
        if self.grammar.names.get(i) == "PERSON":
            return True
        return token.lemma in self.lexicon.officials

    def can_be(self, i: int) -> bool:
        """Whether the noun can be somebody, or a body, or a vehicle or place that acts or is acted upon."""
        i = self.grammar.counted(i)
        token = self.grammar.tokens[i]
        label = self.grammar.names.get(i)
        if label in NOT_NAMED or token.pos not in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
            return False
        if label in NAMED:
            return token.lower not in self.lexicon.nobody or token.pos == "PROPN"
        if token.pos == "PRON":
            return token.lower not in ("this", "that", "which", "what", "there", "these", "those", "itself", "everything",
                                       "nothing", "something", "anything", "himself", "themselves", "herself")  # fmt: skip
        if token.pos == "ADJ":
            return False
        lemma = token.lemma
        if lemma in self.lexicon.nobody or (lemma in self.lexicon.event_nouns and token.pos == "NOUN"):
            return False
        if lemma in self.lexicon.abstract_parties:
            return True
        return not (token.pos == "NOUN" and lemma.endswith(self.lexicon.abstract_endings))

    def mentions(self, heads: Iterable[int], effect: Effect | None = None) -> tuple[PartyMention, ...]:
        """Each conjunct that can be a party, once, in order of the text."""
        found: dict[int, PartyMention] = {}
        for head in heads:
            for c in self.grammar.conjuncts(head):
                if self.can_be(c):
                    found.setdefault(c, self.mention(c, effect))
        return tuple(found[c] for c in sorted(found))
