"""The events of the rules weighed against the learned reader's: each is sure where the other is not.

Rules read several events of a sentence, their modes and their status; the reader knows which two
parties a sentence is about and, better than a lexicon, what lies between them. Where both see the same
parties their confidence is joined and the reader may overrule the type; parties that only the reader sees
fill an open slot or make an event of their own (`alone`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from sayso.find.events.alignment import TOWARDS, Alignment
from sayso.find.events.alone import MATERIAL, Alone
from sayso.find.events.auxiliaries import owes
from sayso.find.events.clauses import Clauses
from sayso.find.events.contexts import Contexts
from sayso.find.events.governed import FIGHTING
from sayso.find.events.grammar import Grammar
from sayso.find.events.lexicon import Lexicon
from sayso.find.events.matching import Matches, akin
from sayso.find.events.operators import FRIENDLY, GIVING
from sayso.find.events.parties import Parties
from sayso.find.events.play import Play
from sayso.find.events.seen import WHEREABOUTS, Seen, extent, meet
from sayso.find.events.status import StatusReader
from sayso.find.events.worded import LEAST, Worded
from sayso.learned.reader import Reading
from sayso.types import EventMention, Parsed, PartyMention
from sayso.words import listed

# The reader overrules the rules' type where its own is this likely, and the rules' this much less so.
SURE = 0.55
MARGIN = 0.35
# A rule's event in a sentence that the reader thinks tells none loses this share of its confidence at most.
DOUBT = 0.4

# Acts whose ground stands behind a preposition.
CHARGING = frozenset(["ACCUSE", "SANCTION", "COERCE"])
CHARGED_WITH = frozenset(["with", "of", "for", "over", "on"])

# Verbs whose object hears what is said.
ADDRESSING = frozenset(["tell", "inform", "brief", "assure", "remind", "address"])

# What the reader says of a sentence that tells a deed inside of a denial or a charge.
TURNED: dict[str | None, frozenset[str]] = {
    "denies": frozenset({"REJECT"}), "accuses": frozenset({"ACCUSE"}),
    "claims-responsibility": frozenset({"ACCUSE", "CONCEDE", "AGREE", "SUPPORT"}),
}  # fmt: skip
# What the reader learned under a wider type is the rules' narrower one.
NARROWER = frozenset([("CONTROL", "ASSAULT"), ("DISPLACE", "SANCTION"), ("AID", "RETREAT")])

# A reader this sure of the type completes the recipients of acts that are words or measures towards somebody.
COMPLETE = 0.8
# Acts that befall people, and nobody of whom another clause of the sentence speaks.
BODILY = frozenset(["ASSAULT", "COERCE"])

VERBAL = frozenset(["ACCUSE", "REJECT", "REQUEST", "THREATEN"])
# What is between sides that say so.
BETWEEN = frozenset(["AGREE", "CONSULT", "SUPPORT", "COOPERATE"])
# Modes of people taken, which no territory is.
LEGAL = frozenset(["convict", "allege", "investigate"])
# What stands before a charge.
CHARGED_OF = frozenset(["of", "for", "over"])
CAUGHT = frozenset(["abduct", "arrest"])

# Before a place that people march through.
WAYS = frozenset({"through", "across", "along", "around"})


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
        self.grammar = grammar = Grammar(parsed, lexicon)
        self.parties = Parties(grammar, lexicon)
        self.play = Play(parsed, lexicon)
        self.clauses = Clauses(grammar, lexicon)
        self.alone = Alone(self.parties, lexicon, StatusReader(grammar, lexicon), contexts)
        self.worded = Worded(self.parties, self.alone)
        self.seen = Seen(grammar, self.parties)
        self.matches = Matches(parsed, lexicon, self.clauses)
        self.alignment = Alignment(self.parties, lexicon, self.clauses)

    def sentence(self, number: int, reading: Reading, events: list[EventMention]) -> list[EventMention]:
        if self.play.only(number):
            return events
        base = self.parsed.sentences[number].start
        recipients = self.seen.recipients(reading.recipients, base)
        actors = self.seen.actors(reading.actors, base, events, recipients)
        joined = self._joined(number, reading, events, actors, recipients)
        return [*joined, *self.worded.events(number, reading, joined, actors, recipients)]

    def _joined(
        self,
        number: int,
        reading: Reading,
        events: list[EventMention],
        actors: list[PartyMention],
        recipients: list[PartyMention],
    ) -> list[EventMention]:
        """The rules' events with what the reader says of the sentence as a whole, and its own event."""
        if reading.type is None or not (actors or recipients):
            return [_with(e, confidence=e.confidence * (1 - DOUBT * reading.none)) for e in events]
        events = [self.alignment.told(e, actors, recipients) for e in events]
        same = [e for e in events if self.matches.same(e, actors, recipients)]
        elsewhere = any(e.type == reading.type for e in events) and not any(e.type == reading.type for e in same)
        if same and elsewhere:  # the reader speaks of the sentence's other event, between parties that it shares
            return [
                self.alignment.aligned(e, actors, recipients)
                if any(e is s for s in same)
                else self._completed(e, reading, recipients, events)
                if meet(e.actor, actors)
                else e
                for e in events
            ]
        if same:
            # Where several events join the parties the reader speaks of the one of its type, else of the surest.
            alike = [e for e in same if e.type == reading.type]
            meant = alike or [max(same, key=lambda e: (reading.types.get(e.type, 0.0), e.confidence, -e.head))]
            return [
                self._completed(
                    self.alignment.aligned(self._weighed(e, reading), actors, recipients), reading, recipients, events
                )
                if any(e is m for m in meant)
                else e
                for e in events
            ]
        for likely, joined in (
            (self.matches.half, self._filled),
            (self.matches.near, self._extended),
        ):
            event = next(
                (e for e in events if akin(e.type, reading.type) and likely(e, actors, recipients)),
                None,
            )
            if event is not None:
                hit = [p for p in recipients if not (_displaced(p, event, events) or self._only_by(p, event, events))]
                doers = [p for p in actors if not self._of_others(p, event, events)]
                both = self.alignment.aligned(joined(event, reading, doers, hit), doers, hit)
                return [both if e is event else e for e in events]
        return self._of_no_event_alike(number, reading, events, actors, recipients)

    def _of_no_event_alike(
        self,
        number: int,
        reading: Reading,
        events: list[EventMention],
        actors: list[PartyMention],
        recipients: list[PartyMention],
    ) -> list[EventMention]:
        """What the reader sees where no event of the rules has its parties: it fills one, or is one of its own."""
        bare = self.matches.bare(reading, events)
        if bare is not None:
            struck = tuple(
                p for p in recipients
                if self.parties.can_be(p.head, victim=True) and self.clauses.within(bare, p.head)
                and not self._of_nobody(p)
            )  # fmt: skip
            return [_with(e, recipient=struck) if e is bare else e for e in events]
        owed = next((e for e in events if self.matches.owed(e, actors, recipients)), None)
        if owed is not None and reading.confidence < SURE:  # else it speaks of another event
            below = self.parsed.subtree(owed.head)
            theirs = [p for p in recipients if p.head in below]
            both = self.alignment.aligned(self._filled_as_told(owed, reading, theirs), actors, recipients)
            return [both if e is owed else e for e in events]
        # An attack is told in many words, and the rules know most of them: a second one of the same
        # sentence is nearly always the first again.
        told = reading.type == "ASSAULT" and not self.matches.apart(reading, actors, recipients, events)
        # So is a deed whose sufferers the rules know and whose doer the reader took from another verb.
        told |= any(e.type == reading.type and not e.actor and meet(e.recipient, recipients) for e in events)
        # Likewise a refusal beside a deed that is told as denied is the denial.
        told |= reading.type == "REJECT" and any(e.status == "denied" for e in events)
        own = None if told else self.alone.event(number, reading, actors, recipients)
        if own is None and owed is not None:
            return [self._given(e, recipients) if e is owed else e for e in events]
        if own is None or any(self._reads_otherwise(e, own, reading) for e in events):
            return events
        of_nobody = next((e for e in events if _same_word(e, own) and not (e.actor or e.recipient)), None)
        if of_nobody is not None:  # "plans a march on the palace"
            both = _with(of_nobody, actor=own.actor, recipient=own.recipient, confidence=own.confidence)
            return [both if e is of_nobody else e for e in events]
        if any(self.matches.doubles(own, e) or (not recipients and e.first <= own.head <= e.last) for e in events):
            return events  # of words that the rules read too, the reader must say more than they
        return [*(e for e in events if not self.matches.lacks(e, own)), own]

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
        if event.status == "negated" and event.type in MATERIAL and best == "REJECT":
            return event  # likewise: "said the army would not attack"
        if (event.type, best) in NARROWER:
            return _with(event, confidence=1 - (1 - event.confidence) * (1 - reading.confidence))
        if best == event.type:
            return _with(event, confidence=1 - (1 - event.confidence) * (1 - own))
        # Several words together ("fired tear gas") leave no doubt of what was done; a sense with a mode little.
        kept = event.type == "MOBILIZE" and best == "AID" and "peacekeeping" in event.contexts  # troops for peace
        plain = event.mode is not None and event.last > event.first and not kept and not self._takes_in(event, best)
        caught = (
            (best == "CONTROL" and event.mode in CAUGHT)
            or (best == "ASSAULT" and event.mode in (*LEGAL, "release"))  # "the kidnapped girls were set free"
            or (best in ("SANCTION", "DISPLACE", "CONTROL") and self._pulls_back(event))
        )
        worded = event.type in VERBAL and best in MATERIAL and self._words_only(event.head)
        of_nobody = event.type == "REQUEST" and best == "ACCUSE" and not event.recipient
        asked_for = of_nobody and self.alone.tells_below(event.head, best)  # "called for an inquiry"
        asked_for |= event.type == "REQUEST" and owes(self.grammar, event.head)
        asked_for |= event.type == "REQUEST" and best == "ACCUSE" and self._asks(event)
        armed = any(self.alignment.is_means(p.head) for p in event.actor)  # jets arrest nobody
        fled = event.type == "DISPLACE" and event.mode is not None and best == "ASSAULT"  # from it
        stays = caught or worded or asked_for or fled or (armed and event.type == "ASSAULT")
        stays |= self._read_alike(event, reading) or self._undoes(event, best)
        stays |= event.type == "AID" and best == "MOBILIZE"  # arms and convoys that somebody is sent
        if stays or self._only_ready(event, best) or _fight_to_come(event, best):
            return _with(event, confidence=(event.confidence + own) / 2)
        surer = reading.confidence >= max(SURE, event.confidence if event.mode else 0.0)
        if surer and reading.confidence - own >= MARGIN and not plain:
            asked = event.type == "REQUEST" and best in MATERIAL and best != "PROTEST"  # "orders to arrest X"
            status = "planned" if asked and event.status == "happened" else event.status
            hit = tuple(msgspec.structs.replace(p, effect=None) for p in event.recipient)  # the old type's fate
            return _with(
                event,
                type=best,
                mode=self.alone.mode_of(event.head, best),
                effect=None,
                recipient=hit,
                status=status,
                confidence=reading.confidence,
            )
        return _with(event, confidence=(event.confidence + own) / 2)

    def _undoes(self, event: EventMention, best: str) -> bool:
        """Whether a word undoes what the reader sees: a court that acquits, talks that collapsed."""
        lemma = self.parsed.tokens[event.head].lemma
        if event.type == "CONCEDE" and best in CHARGING | {"ASSAULT"}:
            return lemma in listed("events", "words", "absolving")
        return event.type == "REJECT" and best in BETWEEN and self.alone.status.collapsed(event.head)

    def _reads_otherwise(self, told: EventMention, own: EventMention, reading: Reading) -> bool:
        """Whether the reader takes the word of its own event for what the rules tell: "called for a boycott"."""
        return told.head == own.head and told.type != own.type and self._word(told, reading) == told.type

    def _word(self, event: EventMention, reading: Reading) -> str | None:
        """The type that the reader surely gives the event's word; None where it gives none."""
        token = self.parsed.tokens[event.head]
        at = token.start - self.parsed.sentences[token.sentence].start
        return next((w.type for w in reading.words if w.start <= at < w.end and w.score >= LEAST), None)

    def _read_alike(self, event: EventMention, reading: Reading) -> bool:
        """Whether the reader, too, takes the noun of a deed for one, and only the sentence for words on it: "the arrest
        of the editor drew criticism"."""
        noun = self.parsed.tokens[event.head].pos == "NOUN"
        about = event.type in MATERIAL and reading.type not in MATERIAL
        return noun and about and self._word(event, reading) == event.type

    def _asks(self, event: EventMention) -> bool:
        """Whether somebody is asked to do something, whatever is said besides: "called on X to free them"."""
        tokens = self.parsed.tokens
        below = [c for c in self.parsed.children[event.head] if tokens[c].dep in ("xcomp", "ccomp", "advcl")]
        return bool(event.recipient) and any(
            tokens[v].tag == "VB" and any(tokens[k].lower == "to" for k in self.parsed.children[v]) for v in below
        )

    def _only_ready(self, event: EventMention, best: str) -> bool:
        """Who is ready, willing or prepared to help agrees to it and has not done it."""
        lemma = self.parsed.tokens[event.head].lemma
        return event.type == "AGREE" and best in FRIENDLY and lemma in self.lexicon.operator_adjectives

    def _takes_in(self, event: EventMention, best: str) -> bool:
        """Asylum, which is aid: "opened its borders to refugees"."""
        eased = event.type == "RETREAT" and best == "AID"
        return eased and any(self.parsed.tokens[p.head].lemma in self.lexicon.moving for p in event.recipient)

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
        apart = [e for e in events if e.head != event.head and e.type != event.type]
        taken = (*event.actor, *event.recipient, *(p for e in apart for p in e.recipient))
        theirs = {e.head for e in events if e.head != event.head}  # "fired the minister and dissolved parliament"
        own = [p for p in recipients if not self._object_of(p.head, theirs)]
        others = self._others(event, own, taken)
        return _with(event, recipient=(*event.recipient, *others)) if event.recipient and others else event

    def _others(
        self, event: EventMention, recipients: list[PartyMention], taken: Sequence[PartyMention]
    ) -> tuple[PartyMention, ...]:
        """The reader's recipients that are not taken; of what befalls people, those of its own clause."""
        bodily = event.type in BODILY
        return tuple(
            p for p in recipients
            if not meet([p], taken) and not (bodily and not self.clauses.within(event, p.head))
            and not self._beside(event, p.head) and not self._addressed(event, p.head)
            and not self._charged(event, p.head)
        )  # fmt: skip

    def _object_of(self, i: int, verbs: Collection[int]) -> bool:
        token = self.parsed.tokens[i]
        return token.dep == "dobj" and token.head in verbs

    def _addressed(self, event: EventMention, i: int) -> bool:
        """Who is told of a charge is not charged: "told the council, pinning the blame on the rebels"."""
        above = self.parsed.tokens[self.parsed.tokens[i].head]
        return event.type == "ACCUSE" and above.i != event.head and above.lemma in ADDRESSING

    def _charged(self, event: EventMention, i: int) -> bool:
        """Within what somebody is accused of: "blamed the other side for the attack on the convoy"."""
        if event.type != "ACCUSE":
            return False
        above, tokens = self.parsed.above(i), self.parsed.tokens
        objects = (c for c in self.parsed.children[event.head] if tokens[c].dep == "dobj")
        whom = (event.head, *(p.head for p in event.recipient), *objects)
        return any(tokens[k].lower in CHARGED_OF and tokens[k].head in whom and k > event.head for k in above)

    def _of_nobody(self, party: PartyMention) -> bool:
        """Behind the "of" of what is nobody: "the hallmarks of the Front"."""
        tokens = self.parsed.tokens
        link = tokens[tokens[party.head].head]
        return link.lower == "of" and tokens[party.head].dep == "pobj" and not self.parties.can_be(link.head)

    def _only_by(self, party: PartyMention, event: EventMention, events: Sequence[EventMention]) -> bool:
        """Whether a protest is not against it: the town it goes through, and those who were killed before."""
        tokens = self.parsed.tokens
        if event.type != "PROTEST":
            return False
        way = tokens[party.head].dep == "pobj" and tokens[tokens[party.head].head].lower in WAYS
        return way or any(e.type == "ASSAULT" and meet([party], e.recipient) for e in events)

    def _of_others(self, party: PartyMention, event: EventMention, events: Sequence[EventMention]) -> bool:
        """Whether it is a side of something else: of a deal ("hit X after a deal between the sides"), of a fight that
        went on ("struck a market as X fought with Y"), of what lies between ("a town split between X and Y")."""
        tokens = self.parsed.tokens
        link = tokens[tokens[party.head].head]
        if link.lower == "between" and not event.first <= link.head <= event.last:
            return all(link.head not in (e.head, *e.others) for e in events)
        return any(
            meet(e.actor, [party]) and self._apart(e, event)
            and ((e.type in BETWEEN and party.head in self.parsed.subtree(e.head))
                 or (tokens[e.head].lemma in FIGHTING and len(e.actor) > 1))
            for e in events if e is not event
        )  # fmt: skip

    def _apart(self, other: EventMention, event: EventMention) -> bool:
        """Whether a noun, or a clause beside the event's, tells another event, and the event stands not below it."""
        noun = self.parsed.tokens[other.head].pos == "NOUN"
        clause = self.parsed.tokens[other.head].dep == "advcl"
        return (noun or clause) and event.head not in self.parsed.subtree(other.head)

    def _undergoes(self, event: EventMention, i: int, recipients: Sequence[PartyMention]) -> bool:
        """Below "of" behind a deed, or within or behind what was hit: "shelling of a rebel bastion"."""
        tokens = self.parsed.tokens
        links = [c for c in self.parsed.children[event.head] if tokens[c].lower in ("of", "during")]
        if any(i in self.parsed.subtree(c) for c in links):
            return True
        owner = tokens[i].dep == "pobj" and tokens[tokens[i].head].lower == "of"
        return any(extent(q)[0] <= i <= extent(q)[1] and (i != q.head or owner) for q in recipients)

    def _beside(self, event: EventMention, i: int) -> bool:
        """Where somebody is charged, or with what: "was charged with fraud in Lagos"."""
        tokens = self.parsed.tokens
        link = tokens[tokens[i].head]
        if not event.recipient or tokens[i].dep != "pobj":
            return False
        if link.lower in WHEREABOUTS and event.type == "ACCUSE":
            return self.parties.grammar.names.get(i) == "GPE"
        return link.head == event.head and event.type in CHARGING and link.lower in CHARGED_WITH

    def _given(self, event: EventMention, recipients: list[PartyMention]) -> EventMention:
        """With the reader's recipients alone: no word tells what it took the deed for."""
        theirs = (p for p in recipients if self.clauses.within(event, p.head) and not meet([p], event.actor))
        return _with(event, recipient=tuple(theirs))

    def _filled_as_told(self, event: EventMention, reading: Reading, recipients: list[PartyMention]) -> EventMention:
        """With the reader's recipients, whatever type it gave."""
        others = tuple(p for p in recipients if not meet([p], event.actor))
        return _with(self._weighed(event, reading), recipient=others)

    def _filled(
        self,
        event: EventMention,
        reading: Reading,
        actors: list[PartyMention],
        recipients: list[PartyMention],
    ) -> EventMention:
        taken = [*event.actor, *event.recipient]
        others = tuple(
            p for p in actors
            if not meet([p], taken) and not self.clauses.does_else(event, p.head)
            and not self._undergoes(event, p.head, recipients)
        )  # fmt: skip
        certainty = event.certainty
        if not event.actor and certainty == "stated":
            certainty = self.alone.doubts.certainty(event.head, others)
        return _with(
            event,
            actor=event.actor or others,
            certainty=certainty,
            recipient=event.recipient
            or tuple(
                p
                for p in recipients
                if not meet([p], taken)
                and not self.clauses.found(event, p.head)
                and not self._charged(event, p.head)
                and not self.clauses.answers(event, p.head)
            ),
            confidence=1 - (1 - event.confidence) * (1 - reading.confidence),
        )


def _fight_to_come(event: EventMention, best: str) -> bool:
    """Violence that somebody announces is no promise: "the army will fight the rebels"."""
    violent = event.type == "ASSAULT" or (event.type, event.mode) == ("THREATEN", "violence")
    return violent and event.status in ("planned", "threatened") and best in GIVING


def _same_word(one: EventMention, other: EventMention) -> bool:
    return one.head == other.head and one.type == other.type


def _displaced(party: PartyMention, event: EventMention, events: Sequence[EventMention]) -> bool:
    """Who flees from a deed of the same sentence was not hit by it."""
    flights = (e for e in events if e.type == "DISPLACE" and e is not event)
    return event.type == "ASSAULT" and any(meet([party], (*e.actor, *e.recipient)) for e in flights)


def _with(event: EventMention, **changes: object) -> EventMention:
    confidence = changes.get("confidence")
    if isinstance(confidence, float):
        changes["confidence"] = round(confidence, 4)
    return msgspec.structs.replace(event, **changes)
