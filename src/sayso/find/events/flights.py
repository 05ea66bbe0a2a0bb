"""Who flees: people driven out, fighters that give up a place, or doers who only get away."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.find.events.clauses import FORCE
from sayso.find.events.grammar import Grammar
from sayso.find.events.lexicon import Lexicon
from sayso.types import EventMention
from sayso.words import listed

# Armed people of a body, whose flight from a place gives it up; others of the lexicon's are armed for one deed.
TROOPS = frozenset(
    "rebel militant insurgent fighter militia militiaman guerrilla jihadist islamist extremist soldier troop army "
    "terrorist".split()
)
# Whoever is wanted for a deed.
WANTED = frozenset("suspect culprit perpetrator killer murderer thief kidnapper shooter hijacker".split())


class Flights:
    """Tells the flights of one report's sentences apart."""

    def __init__(self, grammar: Grammar, lexicon: Lexicon) -> None:
        self._grammar = grammar
        self._lexicon = lexicon

    def told(self, events: Sequence[EventMention]) -> list[EventMention]:
        """The events of a sentence without getaways; fighters who flee from somewhere retreat."""
        tokens, strife = self._grammar.tokens, self._lexicon.strife  # "people fled because of fighting": not theirs
        doers = {p.head for e in events if e.type in FORCE and tokens[e.head].lemma not in strife for p in e.actor}
        found: list[EventMention] = []
        for event in events:
            if event.type != "DISPLACE" or event.mode != "flee" or not self._fleeing(event):
                found.append(event)
            elif any(p.head in doers for p in event.recipient) or self._all_of(event, WANTED):
                continue
            elif self._all_of(event, TROOPS):
                found.append(
                    msgspec.structs.replace(
                        event, type="RETREAT", mode="withdraw", actor=event.recipient, recipient=(), effect=None
                    )
                )
            elif not self._all_of(event, self._lexicon.armed):
                found.append(event)
        return found

    def _fleeing(self, event: EventMention) -> bool:
        return bool(event.recipient) and self._grammar.tokens[event.head].lemma in listed("events", "harm", "fleeing")

    def _all_of(self, event: EventMention, words: frozenset[str]) -> bool:
        return all(self._lemmas(p.head) & words for p in event.recipient)

    def _lemmas(self, i: int) -> set[str]:
        """The word itself, and the one it only describes: "the attackers, four men in a car, fled"."""
        token = self._grammar.tokens[i]
        return {token.lemma} | ({self._grammar.tokens[token.head].lemma} if token.dep == "appos" else set())
