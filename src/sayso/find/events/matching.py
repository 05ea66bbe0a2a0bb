"""Of which of the rules' events in a sentence the learned reader speaks."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.find.events.arguments import CIRCUMSTANCES
from sayso.find.events.clauses import Clauses
from sayso.find.events.governed import HINDERING
from sayso.find.events.lexicon import Lexicon
from sayso.find.events.seen import meet
from sayso.learned.reader import Reading
from sayso.types import EventMention, Parsed, PartyMention

# Of a second attack in a sentence the reader must be this sure.
APART = 0.9
# Two equal sides: the reader's recipient is one of the actors.
EQUAL = frozenset(["CONSULT", "AGREE", "COOPERATE"])
# Both are to yield, in word or in deed.
YIELDING = frozenset(["CONCEDE", "RETREAT"])


def akin(kind: str, seen: str) -> bool:
    """Whether the rules' type and the reader's are the same or nearly."""
    return kind == seen or {kind, seen} <= YIELDING


class Matches:
    """Compares the events of one report with what the reader saw: its actors and its recipients."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon, clauses: Clauses) -> None:
        self.parsed = parsed
        self.lexicon = lexicon
        self.clauses = clauses

    def apart(
        self,
        reading: Reading,
        actors: list[PartyMention],
        recipients: list[PartyMention],
        events: Sequence[EventMention],
    ) -> bool:
        """Whether the reader surely sees an attack between others than those of the sentence's attacks."""
        attacks = [e for e in events if e.type == "ASSAULT"]
        if not attacks:
            return True
        if reading.confidence < APART or not actors or not recipients:
            return False
        return all(e.actor and not meet((*e.actor, *e.recipient), [*actors, *recipients]) for e in attacks)

    def bare(self, reading: Reading, events: Sequence[EventMention]) -> EventMention | None:
        """The only attack of a sentence, of which the rules know neither side and the reader is sure."""
        attacks = [e for e in events if e.type == "ASSAULT"]
        if reading.type != "ASSAULT" or reading.confidence < APART or len(attacks) != 1:
            return None
        (attack,) = attacks
        return None if attack.actor or attack.recipient else attack

    def doubles(self, own: EventMention, told: EventMention) -> bool:
        """Whether the reader's event is what the rules tell with the same word: of one type, or a protest of those
        arrested at it ("six protesters were held") or of those who announce it."""
        if own.head != told.head:
            return False
        protest = own.type == "PROTEST" and (told.type == "THREATEN" or meet(own.actor, told.recipient))
        return own.type == told.type or protest

    def lacks(self, told: EventMention, own: EventMention) -> bool:
        """Whether the rules' event of the same word has but one of the reader's sides, which has both."""
        if told.head != own.head or told.mode is not None or not (own.actor and own.recipient):
            return False
        one_side = not told.actor or not told.recipient
        return one_side and all(meet(a, b) for a, b in ((told.actor, own.actor), (told.recipient, own.recipient)) if a)

    def same(
        self,
        event: EventMention,
        actors: list[PartyMention],
        recipients: list[PartyMention],
    ) -> bool:
        """Both readings speak of the same two parties."""
        if len(event.actor) > 1 and recipients and not event.recipient:
            return meet(event.actor, actors) and meet(event.actor, recipients)
        if event.type in EQUAL and recipients:
            return meet(event.actor, actors) and meet((*event.actor, *event.recipient), recipients)
        return (meet(event.actor, actors) if actors else not event.actor) and (
            meet(event.recipient, recipients) if recipients else not event.recipient
        )

    def half(
        self,
        event: EventMention,
        actors: list[PartyMention],
        recipients: list[PartyMention],
    ) -> bool:
        """One party is the same and the other slot open."""
        told = event.recipient or self.clauses.where(event.head)  # "a town where the army fights rebels"
        return (meet(event.actor, actors) and not told) or (
            meet(event.recipient, recipients)
            and not event.actor
            and not self._aside(event, actors)
            and not self._only_said(event, actors)
            and not any(self._hinders(event, p) for p in actors)
            and not all(self.clauses.does_else(event, p.head) for p in actors)
        )

    def _hinders(self, event: EventMention, actor: PartyMention) -> bool:
        """Whoever keeps others from it: "police foiled an attempt to blow up a bridge"."""
        tokens = self.parsed.tokens
        above = tokens[tokens[actor.head].head]
        above = tokens[above.head] if above.lower == "by" else above
        return above.i != event.head and above.lemma in HINDERING

    def _aside(self, event: EventMention, actors: list[PartyMention]) -> bool:
        """An event behind "after" or "amid" below a verb whose own doer is the reader's actor."""
        tokens = self.parsed.tokens
        i, behind = event.head, False
        while tokens[i].head != i:
            behind = behind or (tokens[i].dep == "prep" and tokens[i].lower in CIRCUMSTANCES)
            i = tokens[i].head
            if behind and tokens[i].pos == "VERB":
                return any(tokens[p.head].head == i and tokens[p.head].dep == "nsubj" for p in actors)
        return False

    def owed(self, event: EventMention, actors: list[PartyMention], recipients: list[PartyMention]) -> bool:
        """The same party does it, and what the reader takes for the recipient hangs on the event's own words."""
        if event.recipient or event.type in EQUAL or not meet(event.actor, actors):
            return False
        below = self.parsed.subtree(event.head)
        words = range(event.first, event.last + 1)
        return any(p.head in below and p.head not in words for p in recipients)

    def _only_said(self, event: EventMention, actors: list[PartyMention]) -> bool:
        """A deed told by a noun in what the reader's actor says of something else: "said its treaty covers attacks"."""
        tokens = self.parsed.tokens
        i, within = event.head, False
        if tokens[i].pos != "NOUN":
            return False
        while tokens[i].head != i:
            within = within or tokens[i].dep == "ccomp"
            i = tokens[i].head
            if within and any(tokens[p.head].head == i and tokens[p.head].dep == "nsubj" for p in actors):
                return not self._declared(event.head, i)
        return False

    def _declared(self, n: int, v: int) -> bool:
        """Whether a verb of doing only seems to speak of another clause: "declared a state of siege to begin"."""
        clause = self.parsed.tokens[self.parsed.tokens[n].head]
        return clause.head == v and clause.tag == "VB" and self.parsed.tokens[v].lemma in self.lexicon.doing

    def near(
        self,
        event: EventMention,
        actors: list[PartyMention],
        recipients: list[PartyMention],
    ) -> bool:
        """The same party does it, to somebody else."""
        return meet(event.actor, actors)
