"""The parties of the rules' events under the phrases that the learned reader saw."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from sayso.find.events.arguments import WORDS_ABOUT
from sayso.find.events.clauses import Clauses
from sayso.find.events.governed import FIGHTING
from sayso.find.events.lexicon import Lexicon
from sayso.find.events.matching import EQUAL
from sayso.find.events.parties import Parties
from sayso.find.events.seen import WHEREABOUTS, extent, meet, wider
from sayso.find.events.shared import joint, laid_on
from sayso.types import EventMention, PartyMention

# A deed's subject that the reader may have named by words before it: "X's president says it will".
PRONOUNS = frozenset(["it", "they", "he", "she", "we"])
# Acts that are words or measures towards somebody.
TOWARDS = frozenset(
    [
        "ACCUSE",
        "REQUEST",
        "REJECT",
        "THREATEN",
        "SUPPORT",
        "CONCEDE",
        "AID",
        "SANCTION",
        "COERCE",
        "RETREAT",
        "AGREE",
        "PROTEST",
    ]
)
# What stands in a clause for itself.
ARGUMENTS = frozenset(["nsubj", "nsubjpass", "dobj"])
OWNING = frozenset(["poss", "compound", "nmod", "amod"])


class Alignment:
    """Brings the parties of one report's events into line with the reader's actors and recipients."""

    def __init__(self, parties: Parties, lexicon: Lexicon, clauses: Clauses) -> None:
        self.parties = parties
        self.parsed = parties.grammar.parsed
        self.lexicon = lexicon
        self.clauses = clauses

    def told(self, event: EventMention, actors: list[PartyMention], recipients: list[PartyMention]) -> EventMention:
        """The event with what the parser's slips made of its doers mended, before it is compared."""
        return self._parted(
            self._named(self._one_side(event, actors, recipients), actors, recipients), actors, recipients
        )

    def _one_side(
        self, event: EventMention, actors: list[PartyMention], recipients: list[PartyMention]
    ) -> EventMention:
        """Whom a parser's slip makes both doer and sufferer, as the sufferer where the reader sees only that."""
        hit = {p.head for p in event.recipient} & {p.head for p in recipients} - {p.head for p in actors}
        return replace(event, actor=tuple(p for p in event.actor if p.head not in hit))

    def _named(self, event: EventMention, actors: list[PartyMention], recipients: list[PartyMention]) -> EventMention:
        """A deed of "it" or "they" to the reader's recipient, with the reader's actor before it among their names."""
        if len(event.actor) != 1 or len(actors) != 1 or not meet(event.recipient, recipients):
            return event
        own, seen = event.actor[0], actors[0]
        if self.parsed.tokens[own.head].lower not in PRONOUNS or extent(seen)[1] >= own.first:
            return event
        return replace(event, actor=(wider(own, *extent(seen)),))

    def _parted(self, event: EventMention, actors: list[PartyMention], recipients: list[PartyMention]) -> EventMention:
        """Two sides that the parser took for one phrase, where the reader sees both: "Cabinet and Senate envoys"."""
        if len(event.actor) != 1 or len(actors) != 1:
            return event
        own, one = event.actor[0], actors[0]
        other = next((p for p in recipients if own.first < p.first and p.head <= own.last), None)
        if other is None or one.first != own.first or not extent(one)[1] < other.first:
            return event
        if event.type in EQUAL:
            return replace(event, actor=(one, other))
        return replace(event, actor=(one,), recipient=(other, *event.recipient))

    def aligned(self, event: EventMention, actors: list[PartyMention], recipients: list[PartyMention]) -> EventMention:
        """The event's parties with the longer phrases that the reader saw around them; a party that only owns
        the one the reader saw ("X" of "X's offer") gives way to it. Of two sides of an act that has no equal sides
        the reader's recipient is one. The deed itself suffers nothing, whatever of it the reader saw."""
        recipients = [q for q in recipients if q.head != event.head]
        claimed = event.stance == "claims-responsibility"  # whoever speaks for a body, the deed is the body's
        actor = event.actor if claimed else self._stretched(event.actor, actors)
        recipient = self._stretched(
            event.recipient, recipients, towards=event.type in TOWARDS, told=event.type in WORDS_ABOUT
        )
        if not recipient and len(actor) > 1 and event.type not in EQUAL:
            fight = event.type == "ASSAULT" and self.parsed.tokens[event.head].lemma in FIGHTING
            owns = self.parsed.tokens[actor[0].head].dep in OWNING  # "Chadian and Velian air strikes"
            together = fight or owns or joint(self.parties.grammar, actor[0].head, event.type)
            hit = {
                q.head for q in recipients
                if not (together and self._beside(q.head, actor)) and not self._with(q, actor)
            }  # fmt: skip
            recipient = tuple(p for p in actor[1:] if p.head in hit)
            actor = tuple(p for p in actor if p not in recipient)
        elif not recipient or event.type in EQUAL:
            actor = self._stretched(actor, recipients)
        return replace(event, actor=actor, recipient=recipient)

    def _beside(self, i: int, actor: Sequence[PartyMention]) -> bool:
        """Joined to another doer: "rebels and troops clashed" are two sides of one act."""
        token = self.parsed.tokens[i]
        return token.dep == "conj" and any(p.head == token.head for p in actor)

    def _with(self, seen: PartyMention, actor: Sequence[PartyMention]) -> bool:
        """Named with another before the deed that is both's: "government and Velian air strikes"."""
        owner = self.parsed.tokens[seen.head].dep in OWNING
        before = self.parsed.tokens[seen.first - 1].lower == "and"
        return owner and before and any(p.last == seen.first - 2 for p in actor)

    def _stretched(
        self, parties: Sequence[PartyMention], seen: list[PartyMention], *, towards: bool = False, told: bool = False
    ) -> tuple[PartyMention, ...]:
        found: list[PartyMention] = []
        for party in parties:
            match = next((q for q in seen if extent(q)[0] <= party.head <= extent(q)[1]), None)
            if match is None and towards and (owner := self._behind_words(party, seen)) is not None:
                found.append(owner)
            elif match is None or (party.head != match.head and self.is_means(match.head)):
                found.append(party)
            elif party.head == match.head or (match.first <= party.head <= match.last and party.last == match.last):
                found.append(wider(party, *max(extent(match), extent(party), key=lambda e: e[1] - e[0])))
            elif towards and self._laid(party.head, match.head):
                found.append(party)
            elif self._owns(party.head, match.head) and not any(p.head == match.head for p in (*parties, *found)):
                kept = told and self._whose_word(party.head, match.head)
                found.append(wider(party, *extent(match)) if kept else replace(match, effect=party.effect))
            else:
                found.append(party)
        return tuple(found)

    def _behind_words(self, party: PartyMention, seen: list[PartyMention]) -> PartyMention | None:
        """Whose word or act a phrase is that is nobody: "supports the Union's call"."""
        if self.parties.personal(party.head):
            return None
        before = (c for c in self.parsed.children[party.head] if self.parsed.tokens[c].dep in OWNING)
        whose = {*before, *self.parties.grammar.after(party.head, ("of",))}
        owner = next((q for q in seen if q.head in whose), None)
        return None if owner is None else wider(owner, *extent(party))

    def _laid(self, i: int, deed: int) -> bool:
        """Somebody on whom a deed is laid, where the reader saw the deed: "blamed the attack on rebels"."""
        return i in laid_on(self.parties.grammar, self.parsed.tokens[deed].head)

    def _whose_word(self, i: int, word: int) -> bool:
        """Somebody beside a word or act of his, which is nobody: "condemned Bor's decision", "a call by Bor"."""
        owner = self.parsed.tokens[i]
        undertaken = self.parsed.tokens[word].lemma in self.lexicon.undertakings
        before = owner.head == word and (owner.dep == "poss" or (owner.dep in OWNING and undertaken))
        behind = undertaken and i in self.parties.grammar.after(word, ("by", "from"))
        own = (before and self.parties.personal(i)) or (behind and self.parties.can_be(i))
        return own and not self.parties.can_be(word)

    def is_means(self, i: int) -> bool:
        """A weapon, which is no party beside whom it was used against: "fired drones at X"."""
        return self.parsed.tokens[i].lemma in self.lexicon.means

    def _owns(self, i: int, other: int) -> bool:
        """Whether a party hangs on what the reader saw, not beside it: "in Lena a woman was killed"."""
        tokens = self.parsed.tokens
        if tokens[i].dep == "nsubjpass" and self.clauses.between(i, other):
            return False  # "days after an attack on a church a woman was killed", which the parser takes for one phrase
        if i in self.parsed.subtree(other):
            return True
        where = tokens[other].dep == "pobj" and tokens[tokens[other].head].lower in WHEREABOUTS
        return not where and tokens[i].dep not in ARGUMENTS
