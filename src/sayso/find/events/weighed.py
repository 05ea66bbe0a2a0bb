"""The events of the rules weighed against the learned reader's: each is sure where the other is not.

Rules read several events of a sentence, their modes and their status; the reader knows which two
parties a sentence is about and, better than a lexicon, what lies between them. Where both see the same
parties their confidence is joined and the reader may overrule the type; parties that only the reader sees
fill an open slot or make an event of their own (`alone`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import msgspec

from sayso.find.events.alone import MATERIAL, Alone
from sayso.find.events.arguments import CIRCUMSTANCES
from sayso.find.events.clauses import Clauses
from sayso.find.events.contexts import Contexts
from sayso.find.events.grammar import HINDERING, Grammar
from sayso.find.events.lexicon import Lexicon
from sayso.find.events.parties import Parties
from sayso.find.events.play import Play
from sayso.find.events.status import StatusReader
from sayso.learned.reader import Reading
from sayso.learned.spans import TaggedSpan
from sayso.types import EventMention, Parsed, PartyMention

# The reader overrules the rules' type where its own is this likely, and the rules' this much less so.
SURE = 0.55
MARGIN = 0.35
# A rule's event in a sentence that the reader thinks tells none loses this share of its confidence at most.
DOUBT = 0.4

# Pieces of one phrase that the reader saw apart lie at most so many tokens from each other.
GAP = 4

# What the reader says of a sentence that tells a deed inside of a denial or a charge.
TURNED: dict[str | None, frozenset[str]] = {
    "denies": frozenset({"REJECT"}), "accuses": frozenset({"ACCUSE"}),
    "claims-responsibility": frozenset({"ACCUSE", "CONCEDE", "AGREE", "SUPPORT"}),
}  # fmt: skip
# What the reader learned under a wider type is the rules' narrower one.
NARROWER = frozenset([("CONTROL", "ASSAULT"), ("DISPLACE", "SANCTION")])

# A reader this sure of the type completes the recipients of acts that are words or measures towards somebody.
COMPLETE = 0.8
TOWARDS = frozenset(["ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "CONCEDE", "AID", "SANCTION", "COERCE"])
# Acts that befall people, and nobody of whom another clause of the sentence speaks.
BODILY = frozenset(["ASSAULT", "COERCE"])

# A deed's subject that the reader may have named by words before it: "X's president says it will".
PRONOUNS = frozenset(["it", "they", "he", "she", "we"])

VERBAL = frozenset(["ACCUSE", "REJECT", "REQUEST", "THREATEN"])
# Modes of people taken, which no territory is.
LEGAL = frozenset(["convict", "allege", "investigate"])
CAUGHT = frozenset(["abduct", "arrest"])
# Words of these kinds head no party.
NO_NOUN = frozenset(["ADP", "SCONJ", "CCONJ", "PART", "AUX", "DET", "PUNCT"])
# Behind these below a verb stands where something was done, not who did it.
WHEREABOUTS = frozenset(["in", "at", "near", "inside", "outside", "around"])

ATTRIBUTES = frozenset(["amod", "compound", "nmod"])

# Two equal sides: the reader's recipient is one of the actors.
EQUAL = frozenset(["CONSULT", "AGREE", "COOPERATE"])


class Weigher:
    """Joins both readings of a report."""

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self._lexicon = lexicon or Lexicon.load()
        self._contexts = Contexts.load()

    def join(
        self,
        parsed: Parsed,
        events: Sequence[EventMention],
        readings: Sequence[Reading],
    ) -> list[EventMention]:
        """Events in order of their triggers; `readings` are those of the report's sentences."""
        by_sentence: dict[int, list[EventMention]] = {}
        for event in events:
            by_sentence.setdefault(parsed.tokens[event.head].sentence, []).append(event)
        scene = _Scene(parsed, self._lexicon, self._contexts)
        joined = [
            event
            for number, reading in enumerate(readings)
            for event in scene.sentence(number, reading, by_sentence.get(number, []))
        ]
        return sorted(joined, key=lambda e: (e.head, e.first, e.type))


class _Scene:
    """One report being weighed."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon, contexts: Contexts) -> None:
        self.parsed = parsed
        self.lexicon = lexicon
        self.contexts = contexts
        grammar = Grammar(parsed, lexicon)
        self.status = StatusReader(grammar, lexicon)
        self.parties = Parties(grammar, lexicon)
        self.play = Play(parsed, lexicon)
        self.clauses = Clauses(grammar, lexicon)
        self.alone = Alone(grammar, lexicon, self.status, contexts)
        self._starts = [t.start for t in parsed.tokens]

    def sentence(self, number: int, reading: Reading, events: list[EventMention]) -> list[EventMention]:
        if self.play.only(number):
            return events
        base = self.parsed.sentences[number].start
        seen = self._mentions(reading.actors, base)
        actors = [p for p in seen if self.parties.can_be(p.head) and not self._whereabouts(p.head, events)]
        recipients = [
            p
            for p in self._mentions(reading.recipients, base)
            if self.parsed.tokens[p.head].pos not in NO_NOUN and not self.parties.only_tells(p.head)
        ]
        if reading.type is None or not (actors or recipients):
            return [_with(e, confidence=e.confidence * (1 - DOUBT * reading.none)) for e in events]
        events = [self._named(e, actors, recipients) for e in events]
        same = [e for e in events if self._same(e, actors, recipients)]
        elsewhere = any(e.type == reading.type for e in events) and not any(e.type == reading.type for e in same)
        if same and elsewhere:  # the reader speaks of the sentence's other event, between parties that it shares
            return [
                self._aligned(e, actors, recipients)
                if any(e is s for s in same)
                else self._completed(e, reading, recipients, events)
                if _meet(e.actor, actors)
                else e
                for e in events
            ]
        if same:
            # Where several events join the parties the reader speaks of the one of its type, else of the surest.
            alike = [e for e in same if e.type == reading.type]
            meant = alike or [max(same, key=lambda e: (reading.types.get(e.type, 0.0), e.confidence, -e.head))]
            return [
                self._aligned(
                    self._completed(self._weighed(e, reading), reading, recipients, events), actors, recipients
                )
                if any(e is m for m in meant)
                else e
                for e in events
            ]
        for likely, joined in (
            (self._half, self._filled),
            (self._near, self._extended),
        ):
            event = next(
                (e for e in events if e.type == reading.type and likely(e, actors, recipients)),
                None,
            )
            if event is not None:
                both = self._aligned(joined(event, reading, actors, recipients), actors, recipients)
                return [both if e is event else e for e in events]
        owed = next((e for e in events if self._owed(e, actors, recipients)), None)
        if owed is not None and reading.confidence < SURE:  # else it speaks of another event
            below = self.parsed.subtree(owed.head)
            theirs = [p for p in recipients if p.head in below]
            both = self._aligned(self._filled_as_told(owed, reading, theirs), actors, recipients)
            return [both if e is owed else e for e in events]
        # An attack is told in many words, and the rules know most of them: a second one of the same
        # sentence is nearly always the first again.
        told = reading.type == "ASSAULT" and any(e.type == "ASSAULT" for e in events)
        own = None if told else self.alone.event(number, reading, actors, recipients)
        if own is None or any(
            self._doubles(own, e) or (not recipients and e.first <= own.head <= e.last) for e in events
        ):
            return events  # of words that the rules read too, the reader must say more than they
        return [*events, own]

    def _doubles(self, own: EventMention, told: EventMention) -> bool:
        """Whether the reader's event is what the rules tell with the same word: of one type, or a protest of those
        arrested at it ("six protesters were held") or of those who announce it."""
        if own.head != told.head:
            return False
        protest = own.type == "PROTEST" and (told.type == "THREATEN" or _meet(own.actor, told.recipient))
        return own.type == told.type or protest

    def _whereabouts(self, i: int, events: Sequence[EventMention]) -> bool:
        """A place or people that only tells where something was done: "was arrested in X", "a Y mosque bombing"."""
        token = self.parsed.tokens[i]
        attack = next((e for e in events if e.type == "ASSAULT" and e.first <= token.head <= e.last), None)
        if attack is not None and self.parties.only_where(i, token.head, attack.first, attack.mode):
            return True
        above = self.parsed.tokens[token.head]
        below_verb = self.parsed.tokens[above.head].pos in ("VERB", "AUX")
        return token.dep == "pobj" and above.lower in WHEREABOUTS and below_verb

    def _named(self, event: EventMention, actors: list[PartyMention], recipients: list[PartyMention]) -> EventMention:
        """A deed of "it" or "they" to the reader's recipient, with the reader's actor before it among their names."""
        if len(event.actor) != 1 or len(actors) != 1 or not _meet(event.recipient, recipients):
            return event
        own, seen = event.actor[0], actors[0]
        if self.parsed.tokens[own.head].lower not in PRONOUNS or _extent(seen)[1] >= own.first:
            return event
        return _with(event, actor=(_wider(own, *_extent(seen)),))

    def _same(
        self,
        event: EventMention,
        actors: list[PartyMention],
        recipients: list[PartyMention],
    ) -> bool:
        """Both readings speak of the same two parties."""
        if len(event.actor) > 1 and recipients and not event.recipient:
            return _meet(event.actor, actors) and _meet(event.actor, recipients)
        if event.type in EQUAL and recipients:
            return _meet(event.actor, actors) and _meet((*event.actor, *event.recipient), recipients)
        return (_meet(event.actor, actors) if actors else not event.actor) and (
            _meet(event.recipient, recipients) if recipients else not event.recipient
        )

    def _half(
        self,
        event: EventMention,
        actors: list[PartyMention],
        recipients: list[PartyMention],
    ) -> bool:
        """One party is the same and the other slot open."""
        return (_meet(event.actor, actors) and not event.recipient) or (
            _meet(event.recipient, recipients)
            and not event.actor
            and not self._aside(event, actors)
            and not self._only_said(event, actors)
            and not (event.status == "attempted" and any(self._hinders(event, p) for p in actors))
            and not all(self.clauses.does_else(event, p.head) for p in actors)
        )

    def _hinders(self, event: EventMention, actor: PartyMention) -> bool:
        """Whoever keeps others from it: "police foiled an attempt to blow up a bridge"."""
        tokens = self.parsed.tokens
        above = tokens[tokens[actor.head].head]
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

    def _owed(self, event: EventMention, actors: list[PartyMention], recipients: list[PartyMention]) -> bool:
        """The same party does it, and what the reader takes for the recipient hangs on the event's own words."""
        if event.recipient or event.type in EQUAL or not _meet(event.actor, actors):
            return False
        below = self.parsed.subtree(event.head)
        return any(p.head in below and not event.first <= p.head <= event.last for p in recipients)

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
                return True
        return False

    def _near(
        self,
        event: EventMention,
        actors: list[PartyMention],
        recipients: list[PartyMention],
    ) -> bool:
        """The same party does it, to somebody else."""
        return _meet(event.actor, actors)

    def _extended(
        self,
        event: EventMention,
        reading: Reading,
        actors: list[PartyMention],
        recipients: list[PartyMention],
    ) -> EventMention:
        others = self._others(event, recipients, (*event.actor, *event.recipient))
        return _with(self._weighed(event, reading), recipient=(*event.recipient, *others))

    def _weighed(self, event: EventMention, reading: Reading) -> EventMention:
        own, best = reading.types.get(event.type, 0.0), reading.type
        assert best is not None
        if event.stance in TURNED and best in TURNED[event.stance]:
            return event  # the reader read the denial or the charge around the deed, the rules the deed in it
        if (event.type, best) in NARROWER:
            return _with(event, confidence=1 - (1 - event.confidence) * (1 - reading.confidence))
        if best == event.type:
            return _with(event, confidence=1 - (1 - event.confidence) * (1 - own))
        # Several words together ("fired tear gas") leave no doubt of what was done; a sense with a mode little.
        kept = event.type == "MOBILIZE" and best == "AID" and "peacekeeping" in event.contexts  # troops for peace
        plain = event.mode is not None and event.last > event.first and not kept
        caught = (
            (best == "CONTROL" and event.mode in CAUGHT)
            or (best == "ASSAULT" and event.mode in LEGAL)
            or (best in ("SANCTION", "DISPLACE") and self._pulls_back(event))
        )
        worded = event.type in VERBAL and best in MATERIAL and self._words_only(event.head)
        if caught or worded:
            return _with(event, confidence=(event.confidence + own) / 2)
        surer = reading.confidence >= max(SURE, event.confidence if event.mode else 0.0)
        if surer and reading.confidence - own >= MARGIN and not plain:
            asked = event.type == "REQUEST" and event.status == "happened" and best in MATERIAL  # "orders to arrest X"
            status = "planned" if asked else event.status
            hit = tuple(msgspec.structs.replace(p, effect=None) for p in event.recipient)  # the old type's fate
            return _with(
                event, type=best, mode=None, effect=None, recipient=hit, status=status, confidence=reading.confidence
            )
        return _with(event, confidence=(event.confidence + own) / 2)

    def _pulls_back(self, event: EventMention) -> bool:
        """Fighters that leave a place, and no state that leaves a treaty."""
        return event.mode == "withdraw" and any(
            self.parsed.tokens[p.head].lemma in self.lexicon.acting for p in event.actor
        )

    def _words_only(self, i: int) -> bool:
        """A word of saying, charging or denying, which tells no deed by itself."""
        tokens = self.parsed.tokens
        lemma = tokens[i].lemma
        if any(tokens[c].dep == "dobj" and tokens[c].lemma in self.lexicon.charges for c in self.parsed.children[i]):
            return True  # "dismissed the reports"
        kinds = self.lexicon.operator_verbs.get(lemma, ())
        return lemma in self.lexicon.telling or "accuse" in kinds or "deny" in kinds

    def _completed(
        self, event: EventMention, reading: Reading, recipients: list[PartyMention], events: Sequence[EventMention]
    ) -> EventMention:
        """With the other recipients that a sure reader saw of the same words.

        None of those to whom another deed of the sentence was done: "accused the army of killing six".
        """
        if event.type != reading.type or reading.confidence < COMPLETE or event.type not in TOWARDS:
            return event
        taken = (*event.actor, *event.recipient, *(p for e in events if e.head != event.head for p in e.recipient))
        others = self._others(event, recipients, taken)
        return _with(event, recipient=(*event.recipient, *others)) if event.recipient and others else event

    def _others(
        self, event: EventMention, recipients: list[PartyMention], taken: Sequence[PartyMention]
    ) -> tuple[PartyMention, ...]:
        """The reader's recipients that are not taken; of what befalls people, those of its own clause."""
        bodily = event.type in BODILY
        return tuple(
            p for p in recipients
            if not _meet([p], taken) and not (bodily and not self.clauses.within(event, p.head))
        )  # fmt: skip

    def _filled_as_told(self, event: EventMention, reading: Reading, recipients: list[PartyMention]) -> EventMention:
        """With the reader's recipients, whatever type it gave."""
        others = tuple(p for p in recipients if not _meet([p], event.actor))
        return _with(self._weighed(event, reading), recipient=others)

    def _filled(
        self,
        event: EventMention,
        reading: Reading,
        actors: list[PartyMention],
        recipients: list[PartyMention],
    ) -> EventMention:
        taken = [*event.actor, *event.recipient]
        return _with(
            event,
            actor=event.actor
            or tuple(p for p in actors if not _meet([p], taken) and not self.clauses.does_else(event, p.head)),
            recipient=event.recipient
            or tuple(p for p in recipients if not _meet([p], taken) and not self.clauses.found(event, p.head)),
            confidence=1 - (1 - event.confidence) * (1 - reading.confidence),
        )

    def _mentions(self, spans: Sequence[TaggedSpan], base: int) -> list[PartyMention]:
        """One mention a span; a span that hangs on the one just before it only goes on with its phrase."""
        found: list[PartyMention] = []
        for span in spans:
            first = bisect_right(self._starts, base + span.start) - 1
            last = bisect_left(self._starts, base + span.end) - 1
            if not 0 <= first <= last:
                continue
            first = self._past_dateline(first, last)
            head = self.parties.noun_of(self._head(first, last))
            last = max(last, head)
            if found and first - _extent(found[-1])[1] <= GAP and head in self.parsed.subtree(found[-1].head):
                found[-1] = _wider(found[-1], _extent(found[-1])[0], last)
                continue
            last = max(last, self.parties.name_end(head))
            narrow = self.parties.mention(head)
            if narrow.last <= last and first <= narrow.head:
                found.append(_wider(narrow, min(first, narrow.first), last))
            else:
                found.append(PartyMention(first=first, last=last, head=head))
        return found

    def _past_dateline(self, first: int, last: int) -> int:
        """Where a span begins that runs over a dateline: "SELE (Herald) Rebel fighters"."""
        if self.parsed.tokens[first].sentence != 0:
            return first
        end = self.alone.grammar.dateline(0)
        return end + 1 if end is not None and first <= end < last else first

    def _head(self, first: int, last: int) -> int:
        """The token that hangs on none of the span; of several attributes of one noun the last."""
        tokens = self.parsed.tokens
        free = [i for i in range(first, last + 1) if not first <= tokens[i].head <= last]
        if not free or tokens[free[0]].dep not in ATTRIBUTES:
            # An adjective that the parser took for a noun: "Mali's paramilitary Red Force".
            named = [i for i in free if tokens[i].pos == "PROPN"] if free and tokens[free[0]].pos == "ADJ" else []
            return next(iter(named or free), last)
        return [i for i in free if tokens[i].dep in ATTRIBUTES and tokens[i].head == tokens[free[0]].head][-1]

    def _aligned(self, event: EventMention, actors: list[PartyMention], recipients: list[PartyMention]) -> EventMention:
        """The event's parties with the longer phrases that the reader saw around them; a party that only owns
        the one the reader saw ("X" of "X's offer") gives way to it. Of two sides of an act that has no equal sides
        the reader's recipient is one."""
        actor, recipient = (
            self._stretched(event.actor, actors),
            self._stretched(event.recipient, recipients),
        )
        if not recipient and len(actor) > 1 and event.type not in EQUAL:
            recipient = tuple(p for p in actor if _meet([p], recipients) and not _meet([p], actors))
            actor = tuple(p for p in actor if p not in recipient)
        elif not recipient or event.type in EQUAL:
            actor = self._stretched(actor, recipients)
        return _with(event, actor=actor, recipient=recipient)

    def _stretched(self, parties: Sequence[PartyMention], seen: list[PartyMention]) -> tuple[PartyMention, ...]:
        found: list[PartyMention] = []
        for party in parties:
            match = next((q for q in seen if _extent(q)[0] <= party.head <= _extent(q)[1]), None)
            if match is None or (party.head != match.head and self._is_means(match.head)):
                found.append(party)
            elif party.head == match.head or (match.first <= party.head <= match.last and party.last == match.last):
                found.append(_wider(party, *_extent(match)))
            elif self._owns(party.head, match.head) and not any(p.head == match.head for p in (*parties, *found)):
                found.append(msgspec.structs.replace(match, effect=party.effect))
            else:
                found.append(party)
        return tuple(found)

    def _is_means(self, i: int) -> bool:
        """A weapon, which is no party beside whom it was used against: "fired drones at X"."""
        return self.parsed.tokens[i].lemma in self.lexicon.means

    def _owns(self, i: int, other: int) -> bool:
        """Whether a party hangs on what the reader saw, not beside it: "in Lena a woman was killed"."""
        tokens = self.parsed.tokens
        above = tokens[tokens[other].head]
        if tokens[i].dep == "nsubjpass" and self.clauses.between(i, other):
            return False  # "days after an attack on a church a woman was killed", which the parser takes for one phrase
        return i in self.parsed.subtree(other) or not (tokens[other].dep == "pobj" and above.lower in WHEREABOUTS)


def _extent(party: PartyMention) -> tuple[int, int]:
    return party.wider or (party.first, party.last)


def _wider(party: PartyMention, first: int, last: int) -> PartyMention:
    return party if (first, last) == (party.first, party.last) else msgspec.structs.replace(party, wider=(first, last))


def _meet(a: Sequence[PartyMention], b: Sequence[PartyMention]) -> bool:
    return any(max(_extent(p)[0], _extent(q)[0]) <= min(_extent(p)[1], _extent(q)[1]) for p in a for q in b)


def _with(event: EventMention, **changes: object) -> EventMention:
    confidence = changes.get("confidence")
    if isinstance(confidence, float):
        changes["confidence"] = round(confidence, 4)
    return msgspec.structs.replace(event, **changes)
