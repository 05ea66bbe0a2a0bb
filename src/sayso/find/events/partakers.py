"""Who has a part in a deed that other words tell: those involved, behind it, or suspected of it."""

from __future__ import annotations

import msgspec

from sayso.find.events.grammar import Grammar
from sayso.find.events.operators import DEEDS
from sayso.find.events.reading import Reading
from sayso.types import PartyMention

Mentions = tuple[PartyMention, ...]


class Partakers:
    """Gives the deeds of one report the doers that stand in another clause."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.grammar = reading.grammar

    def involved(self, i: int) -> bool:
        """A part in a deed: "X was involved in the killing"; told by the deed, with X as its doer."""
        return self._part(i, self.grammar.after(i, ("in",)), self.grammar.subject(i) or self._of_copula(i))

    def partaking(self, v: int) -> bool:
        """A hand in a deed: "aided in the kidnapping", "took part in the raid"; told by the deed."""
        within = self.grammar.after(v, ("in",))
        if not within:
            within = [p for o in self.grammar.patients(v) if self.grammar.tokens[o].lemma == "part"
                      for p in self.grammar.after(o, ("in",))]  # fmt: skip
        return self._part(v, within, self.reading.arguments.doers(v))

    def behind(self, be: int) -> bool:
        """ "X was behind the attack"."""
        return self._part(be, self.grammar.after(be, ("behind",)), self.grammar.subject(be))

    def answerable(self, i: int) -> bool:
        """Who is told to have done a deed: "the man responsible for the killing", "those behind the kidnapping"."""
        token = self.grammar.tokens[i]
        if token.pos == "ADP":
            return self._part(i, self.grammar.inside(i), self._known_as(token.head) or self._person(token.head))
        own = self.grammar.child(i, "nsubj")
        person = [own.i] if own else self._person(token.head) if token.dep in ("amod", "acl") else self._of_copula(i)
        targets = self.grammar.after(i, ("for",))
        found = self._part(i, targets, person)
        attribute = token.dep in ("amod", "acl") and self.grammar.tokens[token.head].dep != "ROOT"
        if not attribute:  # "X was responsible for the attack" lays it on him
            for t in targets:
                deed = self.reading.read.get(t)
                if deed is not None and deed.type in DEEDS and deed.actor:
                    self.reading.read[t] = msgspec.structs.replace(deed, stance="accuses", certainty="suspected")
        return found

    def _known_as(self, link: int) -> list[int]:
        """Who is told by a verb to be it: "jets confirmed as behind the raid", "named the Front as behind it"."""
        grammar, token = self.grammar, self.grammar.tokens[link]
        verb = grammar.tokens[token.head]
        if token.lower != "as" or verb.pos != "VERB":
            return []
        if verb.dep == "acl":
            return self._person(verb.head)
        return grammar.subject(verb.i) if grammar.passive(verb.i) else grammar.patients(verb.i)

    def _person(self, i: int) -> list[int]:
        return [i] if self.grammar.tokens[i].pos in ("NOUN", "PROPN", "PRON") else []

    def _of_copula(self, i: int) -> list[int]:
        above = self.grammar.tokens[i].head
        return self.grammar.subject(above) if self.grammar.tokens[above].lemma == "be" else []

    def _part(self, i: int, targets: list[int], subject: list[int]) -> bool:
        actor = self.reading.parties.mentions([p for p in subject if self.reading.parties.can_be(p)])
        target = next((t for t in targets if self.reading.senses.noun(t)), None)
        deed = self.reading.deed(target) if target is not None and actor else None
        if deed is None or target is None or deed.type not in DEEDS:
            return False
        heads = {p.head for p in actor}
        negated = self.reading.status.negated(i) or self.reading.status.of_verb(i) == "negated"
        self.reading.read[target] = msgspec.structs.replace(
            deed, actor=actor, recipient=tuple(p for p in deed.recipient if p.head not in heads),
            status="negated" if negated else deed.status, certainty=self.reading.certainty(i, actor),
        )  # fmt: skip
        return True

    def suspected(self, n: int) -> None:
        """The deed somebody is called a suspect in: "X, the main suspect in the murder of Y"."""
        token = self.grammar.tokens[n]
        target = next((t for t in self.grammar.after(n, ("in", "of")) if self.reading.senses.noun(t)), None)
        person = [token.head] if token.dep == "appos" else self._of_copula(n) if token.dep == "attr" else [n]
        actor = self.reading.parties.mentions(person)
        deed = self.reading.deed(target) if target is not None and actor else None
        if deed is None or target is None or deed.type not in DEEDS or deed.actor:
            return
        heads = {p.head for p in actor}
        self.reading.read[target] = msgspec.structs.replace(
            deed, actor=actor, certainty="suspected", recipient=tuple(p for p in deed.recipient if p.head not in heads)
        )


def foes(grammar: Grammar, v: int, actor: Mentions, recipient: Mentions) -> tuple[Mentions, Mentions]:
    """Who threatens to fight, apart from whom: "we will fight the gangs" is no threat of the gangs'."""
    near = (*grammar.patients(v), *grammar.after(v, ("with", "against")))
    heads = {c for p in near for c in grammar.conjuncts(p)}
    against = tuple(p for p in actor if p.head in heads)
    return tuple(p for p in actor if p not in against), (*recipient, *against)
