"""Events by the word that tells them, which the learned reader sees and the rules do not know.

The rules know some words for each type; the reader has seen how news tells events in any words. A word that it is
sure of and that no event of the sentence is told by makes one, between the parties that grammar or reader give it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from sayso.find.events.accidents import Accidents
from sayso.find.events.alone import MATERIAL, OF_ANYTHING, Alone
from sayso.find.events.arguments import Arguments
from sayso.find.events.parties import Parties
from sayso.find.events.seen import meet
from sayso.learned.reader import Reading
from sayso.learned.spans import EventWord
from sayso.types import EventMention, EventType, PartyMention

# A word must tell its type this likely.
LEAST = 0.6
# Displacement is told by words of its own, with its numbers (`resolve/claims/displacement`).
ELSEWHERE = frozenset(["DISPLACE"])
# Words that can tell an event.
TELLING = frozenset(["VERB", "NOUN"])


class Worded:
    """Makes the events of one report that only a word of the reader's tells."""

    def __init__(self, parties: Parties, alone: Alone) -> None:
        self.parties, self.alone = parties, alone
        self.grammar, self.lexicon = parties.grammar, alone.lexicon
        self.accidents = Accidents(self.grammar, self.lexicon)
        self.arguments = Arguments(self.grammar, parties, self.lexicon)

    def events(
        self,
        number: int,
        reading: Reading,
        known: Sequence[EventMention],
        actors: Sequence[PartyMention],
        recipients: Sequence[PartyMention],
    ) -> list[EventMention]:
        """The further events of a sentence, `known` being those that are told already."""
        sure = [w for w in reading.words if w.score >= LEAST and w.type not in ELSEWHERE]
        words = [(w, i) for w in sure if (i := self._token(number, w)) is not None]
        told = {i for _, i in words}
        heads = {e.head for e in known} | told
        found: list[EventMention] = []
        for word, i in words:
            if self._is_told(i, word.type, [*known, *found], told):
                continue
            own = self._event(word, i, self._of(i, actors, heads), self._of(i, recipients, heads))
            if own is not None:
                found.append(own)
        return found

    def _token(self, number: int, word: EventWord) -> int | None:
        """The token that a word is, where that can tell an event."""
        at = self.grammar.parsed.sentences[number].start + word.start
        token = self.grammar.tokens[bisect_right(self.grammar.tokens, at, key=lambda t: t.start) - 1]
        return token.i if at < token.end and token.pos in TELLING else None

    def _is_told(self, i: int, kind: str, known: Sequence[EventMention], told: set[int]) -> bool:
        """Whether an event is told by this word, or by another word for it that the reader does not count."""
        tokens, verb = self.grammar.tokens, self.grammar.tokens[i].pos == "VERB"
        for e in known:
            if i == e.head or i in e.others or e.first <= i <= e.last:
                return True
            if e.type == kind and e.head not in told and not told & set(e.others):
                return True
            if e.type == kind and self._joined(i, e.head) and not (verb and self.grammar.patients(i)):
                return True  # "beat and killed four farmers"
            if kind == "REJECT" and e.status == "denied":
                return True  # the denial of a deed
            if e.type == "ACCUSE" and tokens[i].dep == "pcomp" and tokens[tokens[i].head].head == e.head:
                return True  # of what somebody is accused, where it is no deed that the rules know
        return False

    def _joined(self, i: int, other: int) -> bool:
        tokens = self.grammar.tokens
        return any(tokens[a].dep == "conj" and tokens[a].head == b for a, b in ((i, other), (other, i)))

    def _of(self, i: int, parties: Sequence[PartyMention], heads: set[int]) -> list[PartyMention]:
        """The parties that hang on this word and on no other event's."""
        return [p for p in parties if next((a for a in self.grammar.parsed.above(p.head) if a in heads), None) == i]

    def _event(
        self, word: EventWord, i: int, actors: list[PartyMention], recipients: list[PartyMention]
    ) -> EventMention | None:
        token = self.grammar.tokens[i]
        verb = token.pos == "VERB"
        if verb:
            actors = [*self.parties.mentions(self.arguments.doers(i))] or actors
            hit = self.parties.mentions(self.grammar.patients(i))
            recipients = [p for p in hit if not meet([p], actors)] or recipients
        recipients = [p for p in recipients if p.head != i and not meet([p], actors)]  # no massacre of the massacre
        if word.type == "ASSAULT" and (not (actors or self.alone.tells_violence(i)) or self.accidents.told(i)):
            return None  # "miners were trapped"
        if word.type in MATERIAL and token.lemma in OF_ANYTHING:
            return None  # "lost 600 men", "found 90 telephones"
        if self.alone.spelt_out(actors, recipients):
            return None
        if word.type == "AID" and verb and actors and not any(self.parties.personal(p.head) for p in actors):
            return None  # "the school sheltered families"
        if not (actors or recipients) or not self.alone.can_tell(i, word.type, actors):
            return None
        kind: EventType = word.type  # type: ignore[assignment]
        return self.alone.mention(i, kind, actors, recipients, status=self.alone.status_of(i), sure=word.score)
