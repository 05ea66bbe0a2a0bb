"""Whom a pronoun that does something stands for, where only its own sentence can say: "X says it will"."""

from __future__ import annotations

from sayso.find.events.grammar import Grammar
from sayso.find.events.lexicon import Lexicon
from sayso.find.events.parties import Parties
from sayso.words import listed

# Titles that tell a woman or a man.
TITLES = frozenset(["mrs", "ms", "miss", "mr"])
# Whom each of two, told by a pronoun, may hit of whom the other pronoun tells.
HIT_BY = {"he": "her", "she": "him"}


class Pronouns:
    """Reads the pronouns that are subjects in one report."""

    def __init__(self, grammar: Grammar, parties: Parties, lexicon: Lexicon) -> None:
        self.grammar = grammar
        self.parties = parties
        self.lexicon = lexicon

    def meant(self, v: int, doers: list[int]) -> list[int]:
        """For "X says it will": X, where the clause's own subject is a pronoun that can only be the speaker."""
        if len(doers) != 1 or self.grammar.tokens[doers[0]].lower not in ("it", "they", "he", "she", "we", "i"):
            return doers
        if self.grammar.tokens[doers[0]].lower not in ("we", "i") and self.grammar.parsed.is_quoted(doers[0]):
            return doers  # "They burned it," one said
        fronted = self._fronted(self.grammar.tokens[doers[0]].head, doers[0])
        if fronted:
            return fronted
        clause = self.grammar.tokens[v]
        for _ in range(6):
            head = self.grammar.tokens[clause.head]
            if clause.dep == "ccomp" and head.lemma in self.lexicon.saying:
                speakers = self.grammar.agents(head.i)
                if self.grammar.tokens[doers[0]].lower == "they" and any(s > doers[0] for s in speakers):
                    return doers  # "they opened fire, police said"
                if len(speakers) == 1 and self.parties.can_be(speakers[0]):
                    return speakers if self._alike(doers[0], speakers[0]) else doers
                return doers
            if head.i == clause.i or clause.dep not in ("conj", "xcomp", "ccomp", "advcl"):
                break
            if clause.dep == "advcl" and (topic := self._topic(head.i, doers[0])):
                return topic
            clause = head
        return doers

    def _topic(self, v: int, pronoun: int) -> list[int]:
        """For "rebels killed nine when they opened fire, police said": whom the clause above is about."""
        subject = self.grammar.child(v, "nsubj")
        if subject is None or subject.i > pronoun or subject.pos not in ("NOUN", "PROPN"):
            return []
        return [subject.i] if self._as_many(subject.i, pronoun) and self.parties.can_be(subject.i) else []

    def _as_many(self, i: int, pronoun: int) -> bool:
        """Whether "they" are several, and "it" is one."""
        token, word = self.grammar.tokens[i], self.grammar.tokens[pronoun].lower
        several = token.tag in ("NNS", "NNPS") or len(self.grammar.conjuncts(i)) > 1
        return word in ("it", "they") and several == (word == "they")

    def _alike(self, pronoun: int, speaker: int) -> bool:
        """Whether the pronoun may mean the speaker: no "it" for a minister, no "they" for "she" or one by name."""
        grammar, word = self.grammar, self.grammar.tokens[pronoun].lower
        token = grammar.tokens[speaker]
        if word in ("he", "she") and (self._of_other_sex(word, speaker) or self._hits_speaker(pronoun, word)):
            return False
        if word == "it":
            people = token.tag == "NNS" and token.lemma != "police"
            person = grammar.names.get(speaker) == "PERSON" and not self._based(speaker)
            return not people and token.lemma not in self.lexicon.officials and not person
        single = token.tag == "NN" and token.lemma in self.lexicon.persons
        one = token.lower in ("he", "she") or single or (token.tag in ("NN", "NNP") and self.parties.person(speaker))
        several = token.tag in ("NNS", "NNPS")
        return not (word == "they" and one) and not (word in ("he", "she") and several)

    def _of_other_sex(self, word: str, speaker: int) -> bool:
        """Whether "he" would mean a woman, or "she" a man: "she said he had beaten her", "Mrs Orne said he"."""
        tokens = self.grammar.tokens
        others = listed("roles", "sexes", "women" if word == "he" else "men")
        titles = {tokens[c].lower.rstrip(".") for c in self.grammar.children[speaker]}
        if tokens[speaker].lower in ("he", "she"):
            return tokens[speaker].lower != word
        return tokens[speaker].lemma in others or not titles.isdisjoint(others & TITLES)

    def _hits_speaker(self, pronoun: int, word: str) -> bool:
        """Whether a deed by force befalls one of the other sex, who tells it: "Ana Sol said he had beaten her"."""
        grammar, verb = self.grammar, self.grammar.tokens[pronoun].head
        if grammar.tokens[verb].lemma not in self.lexicon.forcing:
            return False
        return any(grammar.tokens[p].lower == HIT_BY[word] for p in grammar.patients(verb))

    def _based(self, i: int) -> bool:
        """A body told by where it is: "Nigeria-based Ansar al-Hudu"."""
        return any(self.grammar.tokens[c].lower == "based" for c in self.grammar.children[i])

    def _fronted(self, v: int, pronoun: int) -> list[int]:
        """For "while X's jets were not there, they struck Y": the subject of the clause before, alike in number."""
        tokens = self.grammar.tokens
        if tokens[pronoun].lower not in ("it", "they"):
            return []
        for c in self.grammar.children[v]:
            subject = self.grammar.child(c, "nsubj", "nsubjpass") if tokens[c].dep == "advcl" and c < pronoun else None
            if subject is None or subject.pos not in ("NOUN", "PROPN") or not self.parties.can_be(subject.i):
                continue
            if self._as_many(subject.i, pronoun):
                return [subject.i]
        return []
