"""Doers of an attack that the clause of its verb does not name: who fights whom, and who stands behind a "by".

"Five were killed in tribal clashes", "... when fighting broke out between herders and farmers", "killed on Friday
and two hurt by gunmen": read by the order of the words, and only where no attack of the sentence has a doer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from sayso.english import FINITE
from sayso.find.events.lexicon import Lexicon
from sayso.find.events.parties import Parties
from sayso.types import EventMention, PartyMention, Sentence

# Words before a noun of strife that are looked through: "renewed inter-clan and sectarian fighting".
FAR_BEFORE = 6
# Words from it to the "between" of its sides: "fighting that broke out late on Friday between".
FAR_BEHIND = 12
# Words that open the sides of a fight.
LINKING = frozenset({"between", "among", "pitting", "pitted", "involving"})
INSIDE = frozenset({"ADJ", "NOUN", "ADV"})


class Strife:
    """Reads the doers of one report's sentences."""

    def __init__(self, parties: Parties, lexicon: Lexicon) -> None:
        self._grammar = parties.grammar
        self._tokens = parties.grammar.tokens
        self._parties, self._lexicon = parties, lexicon

    def joined(self, sentence: Sentence, events: Sequence[EventMention]) -> list[EventMention]:
        """The events of a sentence: its attacks with doers where none of them has any, its fights with both sides."""
        attacks = [e for e in events if e.type == "ASSAULT" and e.mode != "abduct" and e.status != "negated"]
        if not attacks:
            return list(events)
        events = self._with_both(sentence, events)
        attacks = [e for e in events if e.type == "ASSAULT" and e.mode != "abduct" and e.status != "negated"]
        if any(e.actor for e in attacks):
            return list(events)
        heads = self._sides(sentence) or self._behind_by(sentence, attacks)
        taken = {p.head for e in attacks for p in e.recipient}
        doers = self._parties.mentions(h for h in heads if h not in taken)
        if not doers and len(heads) == 1 and self._related(heads[0]):
            doers = (PartyMention(first=heads[0], last=heads[0], head=heads[0]),)
        if not doers:
            return list(events)
        return [msgspec.structs.replace(e, actor=doers) if any(e is a for a in attacks) else e for e in events]

    def _with_both(self, sentence: Sentence, events: Sequence[EventMention]) -> list[EventMention]:
        """Fights "between X and Y" of which one side alone, or neither, was read."""
        for noun, link in self._links(sentence):
            heads = self._both(link, sentence.last)
            doers = self._parties.mentions(heads)
            if doers:
                return [
                    msgspec.structs.replace(e, actor=doers) if self._lacks_side(e, noun, heads) else e for e in events
                ]
        return list(events)

    def _lacks_side(self, event: EventMention, noun: int, heads: Sequence[int]) -> bool:
        if event.type != "ASSAULT" or event.mode == "abduct" or any(p.head in heads for p in event.recipient):
            return False
        own = noun in range(event.first, event.last + 1) or noun in event.others
        return own and len(event.actor) < 2

    def _links(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """Nouns of strife with the "between" or "involving" of their sides."""
        for i in range(sentence.first, sentence.last + 1):
            plain = self._tokens[i].lemma == "attack" and i < sentence.last and self._tokens[i + 1].lower == "between"
            if not (plain or self._is_strife(i)):
                continue
            for k in range(i + 1, min(i + FAR_BEHIND, sentence.last) + 1):
                token = self._tokens[k]
                if token.lower in LINKING:
                    yield i, k
                    break
                if token.lower in (".", ";", "said") or (token.tag == "VBN" and token.lower != "reported"):
                    break  # "in a town divided between X and Y"

    def _both(self, link: int, last: int) -> list[int]:
        """The heads of two sides by the order of the words: "between residents of X and police"."""
        one = self._head(link + 1, last)
        if one is None:
            return []
        for k in range(one + 1, min(one + FAR_BEHIND, last) + 1):
            token = self._tokens[k]
            if token.lower in ("and", "against", "versus"):
                other = self._head(k + 1, last)
                told = other is not None and self._folk(other) and self._people(other)
                if other is not None and told and self._tokens[other].left <= one:
                    return [other]  # "Ketu and Arimi herders" is one phrase
                if other is not None and told and self._people(one):
                    return [one, other]
                break
            if token.tag in FINITE or token.lower in (".", ";", ",", "when", "that"):
                break
        return []

    def _folk(self, i: int) -> bool:
        """A noun for people, or the name of some: "soldiers", "Muslims"."""
        return self._tokens[i].pos == "NOUN" or self._grammar.names.get(i) == "NORP"

    def _head(self, first: int, last: int) -> int | None:
        """The last noun of the words from `first` on that may be one phrase."""
        found = None
        for k in range(first, min(first + FAR_BEFORE, last) + 1):
            token = self._tokens[k]
            if token.pos in ("NOUN", "PROPN"):
                found = k
            elif token.pos not in ("DET", "ADJ", "NUM") and token.tag not in ("VBN", "VBG", "HYPH", "PRP$", "POS"):
                break
        return found

    def _sides(self, sentence: Sentence) -> list[int]:
        """Who fights each other in this sentence."""
        for i in range(sentence.first, sentence.last + 1):
            if self._is_strife(i) and not self._only_feared(i):
                found = self._between(i, sentence.last) or self._community(i)
                if found:
                    return found
        return []

    def _is_strife(self, i: int) -> bool:
        """A noun of strife, or "fighting" where it is one in all but its tag."""
        token = self._tokens[i]
        noun = token.pos in ("NOUN", "PROPN") or (token.tag == "VBG" and token.dep in ("pobj", "nsubj", "dobj"))
        return noun and (token.lemma in self._lexicon.strife or token.lower in self._lexicon.strife)

    def _only_feared(self, noun: int) -> bool:
        """Strife that has not come: "raising fears of sectarian violence"."""
        above = self._tokens[self._tokens[noun].head]
        return above.dep == "prep" and self._tokens[above.head].lemma in self._lexicon.unreal_nouns

    def _between(self, noun: int, last: int) -> list[int]:
        for i in range(noun + 1, min(noun + FAR_BEHIND, last) + 1):
            if self._tokens[i].lower in LINKING:
                inside = [c for c in self._grammar.children[i] if self._tokens[c].dep in ("pobj", "dobj")]
                return [p for c in inside for p in self._grammar.conjuncts(c) if self._people(p)]
            if self._tokens[i].lower in (".", ";", "said"):
                break
        return []

    def _people(self, i: int) -> bool:
        return self._parties.can_be(i) and self._grammar.names.get(i) not in ("GPE", "LOC", "FAC")

    def _related(self, i: int) -> bool:
        """ "Clan-related violence": no word by itself, but people."""
        behind = [t.lower for t in self._tokens[i + 1 : i + 3]]
        return behind == ["-", "related"] and self._tokens[i].lower in self._lexicon.communities

    def _community(self, noun: int) -> list[int]:
        """The word before a noun of strife that says what kind of people fight."""
        for i in range(noun - 1, max(noun - 1 - FAR_BEFORE, -1), -1):
            if self._tokens[i].lower in self._lexicon.communities:
                return [i]
            if self._tokens[i].pos not in INSIDE and self._tokens[i].lower not in ("-", "and", "/", "related"):
                break
        return []

    def _behind_by(self, sentence: Sentence, attacks: Sequence[EventMention]) -> list[int]:
        """Armed people behind a "by" whose last verb tells the attack or its doing."""
        told = {i for e in attacks for i in (*range(e.first, e.last + 1), *e.others)}
        verb = None
        for i in range(sentence.first, sentence.last + 1):
            token = self._tokens[i]
            if token.tag in ("VBN", "VBD") and token.pos == "VERB":
                verb = i
            if token.lower == "by" and token.pos == "ADP" and verb is not None:
                lemma = self._tokens[verb].lemma  # who holds a town that is shelled does not shell it
                deed = verb in told or (lemma in self._lexicon.doing and lemma != "hold")
                found = [p for p in self._grammar.inside(i) if self._armed(p)]
                if deed and found:
                    return found
        return []

    def _armed(self, i: int) -> bool:
        """A word for armed people in the phrase: "by an armed group", "by alleged rebels"."""
        tokens = self._tokens
        words = {t.lemma for t in tokens[max(tokens[i].left, i - FAR_BEFORE) : i + 1]}
        return self._parties.can_be(i) and not words.isdisjoint(self._lexicon.armed)
