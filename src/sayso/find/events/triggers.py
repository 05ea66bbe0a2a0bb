"""Find the events of a report: triggers by the lexicon, parties by the clause, status by its words.

A trigger is a verb or noun of `data/events.toml`. Verbs that act on another event (threaten to attack,
refuse to meet) swallow it; deaths and injuries are joined to their cause; what is left is one mention an event.
"""

from __future__ import annotations

import msgspec

from sayso.find.events.auxiliaries import owes
from sayso.find.events.captures import Captures
from sayso.find.events.charges import Charges
from sayso.find.events.complements import Complements
from sayso.find.events.contexts import Contexts
from sayso.find.events.firing import firing
from sayso.find.events.flights import Flights
from sayso.find.events.further import keepers, named_after, owners_of_object
from sayso.find.events.habits import of_habit
from sayso.find.events.lasting import lasting
from sayso.find.events.lexicon import Frame, Lexicon, VerbSense
from sayso.find.events.operators import GIVING, YIELDING, foreseen, wish_mode
from sayso.find.events.partakers import Partakers, foes
from sayso.find.events.play import Play
from sayso.find.events.purposes import is_purpose
from sayso.find.events.reading import Reading
from sayso.find.events.retold import Retold
from sayso.find.events.strife import Strife
from sayso.find.events.unhurt import spared, unhurt
from sayso.find.events.untrue import lacks_proof
from sayso.find.events.uses import Uses, keeps_silent
from sayso.find.events.wishes import as_wished
from sayso.types import Effect, EventMention, EventType, Parsed, PartyMention, Status

# Events are read among the first so many words of a sentence. The longest sentences people write have some
# hundred; what is longer is a list or text without marks, whose cost grows with the square of its length.
LONGEST_SENTENCE = 2000
# An event noun alone is less sure than a verb, unless a verb of doing has it as its object.
NOUN_SURE = 0.85
ABOUT_THINGS = frozenset({"ACCUSE", "SUPPORT", "REJECT", "PROTEST", "CONCEDE"})
# Bodies of several states: who will send troops to one threatens nobody.
JOINED = frozenset({"mission", "force", "peacekeeper", "contingent", "coalition", "alliance"})
BARE = frozenset({"ASSAULT", "PROTEST", "CONTROL", "DISPLACE", "MOBILIZE", "RETREAT"})
FALLBACK = frozenset(
    {"AID", "AGREE", "SANCTION", "RETREAT", "MOBILIZE", "SUPPORT", "CONCEDE", "REQUEST", "CONSULT", "REJECT", "ACCUSE"}
)

# Who does this in a deed is one of its doers.
PARTAKING = frozenset({"aid", "assist", "help", "participate", "take"})
# "Was not authorized to speak to the media" says why somebody goes unnamed.
SPEAKING = frozenset({"speak", "talk", "comment", "discuss", "brief", "address"})
# Verbs by which talks are said to be or to come.
OPENING = frozenset({"open", "begin", "start", "resume", "continue", "conclude", "reconvene"})
ARRANGING = frozenset({"hold", "schedule", "set", "plan", "arrange", "convene", "fix", "agree"})
# Who is to do something first: "will not end the strike until the council pays".
UNTIL = frozenset({"if", "unless", "until"})
# Nouns for violence that was only tried: "an assassination attempt", "an attempt on the life of".
TRYING = frozenset({"attempt", "bid"})
# Where a noun stands.
NOMINAL = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
# What only orders a deed.
ORDERS = frozenset({"warrant", "warrants"})


class EventFinder:
    """Reads the events of parsed reports. The lexicon is loaded once."""

    def __init__(self, lexicon: Lexicon | None = None, contexts: Contexts | None = None) -> None:
        self._lexicon = lexicon or Lexicon.load()
        self._contexts = contexts or Contexts.load()

    def find(self, parsed: Parsed) -> list[EventMention]:
        """Events in order of the text."""
        reading = Reading(parsed, self._lexicon)
        reader = _Reader(reading, self._contexts)
        events = [event for number in range(len(parsed.sentences)) for event in reader.sentence(number)]
        return Charges(reading.grammar, self._lexicon, reading.parties).joined(events)


class _Reader:
    """Reads one report sentence by sentence."""

    def __init__(self, reading: Reading, contexts: Contexts) -> None:
        self.reading = reading
        self.grammar = reading.grammar
        self.lexicon = reading.lexicon
        self.contexts = contexts
        self.complements = Complements(reading)
        self.strife = Strife(reading.parties, reading.lexicon)
        self.partakers = Partakers(reading)
        self.captures = Captures(reading)
        self.uses = Uses(reading)
        self.flights = Flights(reading.grammar, reading.lexicon)
        self.play = Play(reading.parsed, reading.lexicon)
        self.retold = Retold(reading.grammar, reading.lexicon, reading.casualties)
        reading.event = self.event

    # ------------------------------------------------------------ a sentence

    def sentence(self, number: int) -> list[EventMention]:
        reading = self.reading
        bounds = reading.parsed.sentences[number]
        last = min(bounds.last, bounds.first + LONGEST_SENTENCE)
        reading.read, reading.swallowed, reading.raw, reading.asked = {}, set(), {}, set()
        if self.play.only(number):
            return []
        for i in sorted(range(bounds.first, last + 1), key=self._depth):
            self.event(i)
        events = [e for i, e in sorted(reading.read.items()) if e is not None and i not in reading.swallowed]
        events = self.retold.once(reading.casualties.merge(events))
        events = [e for e in events if not self._mere_circumstance(e)]
        events = self._demands_of_protesters(self.retold.distinct(events))
        events = self.flights.told(self.strife.joined(bounds, events))
        if not events:
            return []
        told = self.contexts.of(reading.parsed, number)
        return [
            msgspec.structs.replace(
                e,
                contexts=self.contexts.join(e.contexts, told),
                historical=reading.age.historical(e.head),
                confidence=self.lexicon.calibration.of(e.confidence, e.type),
            )
            for e in events
        ]

    def _depth(self, i: int) -> tuple[int, int]:
        depth, token = 0, self.grammar.tokens[i]
        while token.head != token.i and depth < 40:
            token = self.grammar.tokens[token.head]
            depth += 1
        return depth, i

    def _mere_circumstance(self, e: EventMention) -> bool:
        """A noun without parties behind "in" or "during" that no casualties were joined to."""
        bare = not (e.actor or e.recipient or e.others) and e.head not in self.reading.asked
        return self.grammar.tokens[self.grammar.counting(e.head)].dep == "pobj" and bare

    def _demands_of_protesters(self, events: list[EventMention]) -> list[EventMention]:
        """What a protest demands or denounces is less of an event of its own."""
        crowds = [{p.head for p in e.actor} for e in events if e.type == "PROTEST" and e.actor]
        return [
            msgspec.structs.replace(e, confidence=round(0.75 * e.confidence, 3))
            if e.type in ("ACCUSE", "REQUEST", "REJECT") and {p.head for p in e.actor} in crowds
            else e
            for e in events
        ]

    # ------------------------------------------------------------ a trigger

    def event(self, i: int) -> EventMention | None:
        """The event that token i tells, if any."""
        if i in self.reading.read:
            return self.reading.read[i]
        self.reading.read[i] = None  # against circles in broken trees
        token = self.grammar.tokens[i]
        found: EventMention | None = None
        if self._people(i):
            return None  # "the wounded were taken to hospital"
        if token.pos == "VERB" and token.dep not in ("amod", "aux", "auxpass", "compound"):
            found = firing(self.reading, i) or self._verb(i)
        elif token.pos in ("NOUN", "PROPN", "VERB"):
            found = self._noun(i)
        elif token.pos == "AUX" and token.lemma == "be":
            self.partakers.behind(i)
        elif token.pos == "ADJ" and token.lower == "involved":
            self.partakers.involved(i)
        elif (token.pos == "ADJ" and token.lower == "responsible") or (token.pos == "ADP" and token.lower == "behind"):
            self.partakers.answerable(i)
        elif token.pos == "ADJ" and "agree" in self.lexicon.operator_adjectives.get(token.lemma, ()):
            found = None if keeps_silent(self.grammar, self.lexicon, i) else self.complements.willing(i)
        if found is None:
            found = unhurt(self.grammar, self.reading.parties, i)
        if found is not None or self.reading.read[i] is None:
            self.reading.read[i] = found if found is None else as_wished(self.reading, found)
        return self.reading.read[i]

    def _people(self, i: int) -> bool:
        """Whether a participle stands for people: "the wounded", which tells no deed anew."""
        token = self.grammar.tokens[i]
        if token.tag not in ("VBN", "VBD") or token.dep not in NOMINAL:
            return False
        return any(self.grammar.tokens[c].lower == "the" for c in self.grammar.children[i])

    def _verb(self, v: int) -> EventMention | None:
        lemma = self.grammar.tokens[v].lemma
        if (lemma == "involve" and self.partakers.involved(v)) or (lemma in PARTAKING and self.partakers.partaking(v)):
            return None
        if keeps_silent(self.grammar, self.lexicon, v):
            return None
        thing = self.reading.senses.idle_object(v)
        if thing is not None and self.grammar.child(v, "prt") is None:
            self.reading.swallowed.add(thing)
        if thing is not None or self.reading.senses.idle_by(v):
            return None
        if self.uses.enables(v) or self.uses.stays_unnamed(v) or self.uses.names_people(v) or self.uses.stands_over(v):
            return None
        inner = self.grammar.child(v, "xcomp")
        if lemma in ("authorize", "authorise") and inner is not None and inner.lemma in SPEAKING:
            return None
        sense, wanted = self.reading.senses.verb(v)
        kinds = self.lexicon.operator_verbs.get(lemma, ())
        if kinds and not (sense and sense.objects is not None):
            found = self.complements.verb(v, kinds, sense)
            if found is not None:
                return found
        if lemma == "warn" and not self.complements.forceful(v):
            return None
        found = self.complements.must(v) or self.complements.responsible(v)
        if found is not None:
            return found
        if sense is None:
            return None
        if wanted is not None and lemma in self.lexicon.doing:
            told = self.reading.senses.noun(wanted)
            if told and (told.frame.type == sense.frame.type or told.before):
                return None  # "launched an attack" is told by the attack
        return self._plain(v, sense, wanted)

    def _plain(self, v: int, sense: VerbSense, wanted: int | None) -> EventMention | None:
        """An ordinary verb of the lexicon."""
        frame = sense.frame
        if sense.objects is None and self.grammar.tokens[v].lemma == "deny" and self.uses.denied_below(v):
            return None
        actor, recipient, weaker = self._sides(v, sense, wanted)
        type_, mode = frame.type, frame.mode
        if type_ == "ASSAULT" and mode in (None, "destroy"):
            mode = self.reading.casualties.means(v, v, v) or mode
        effect = frame.effect or self._deadly(v, type_)
        if mode == "abduct" and self.grammar.tokens[v].lemma == "capture" and self.captures.wanted(v):
            type_, mode, effect = "COERCE", "arrest", None
            recipient = tuple(msgspec.structs.replace(p, effect=None) for p in recipient)
        status = self.reading.status.of_verb(v)
        if status == "happened" and effect is None and self.reading.arguments.by_nobody(v):
            status = "negated"
        if spared(self.grammar, v, status, effect):
            status, effect = "happened", "unharmed"
            recipient = tuple(msgspec.structs.replace(p, effect=effect) for p in recipient)
        status = of_habit(self.grammar, v, type_, lasting(self.grammar, v, mode, status))
        if wanted is not None and status == "happened" and self.grammar.tokens[wanted].lower in ORDERS:
            status = "planned"
        elif is_purpose(self.grammar, v):
            if type_ in GIVING or type_ in ("ACCUSE", "REQUEST", "REJECT"):
                return None
            done = mode == "crowd-control" and self.reading.status.of_verb(self.grammar.tokens[v].head) == "happened"
            if status in ("happened", "planned"):
                status = "happened" if done else "planned"  # "fired in the air to disperse them"
        else:
            self.reading.raw[v] = (type_, mode)
            joins = type_ == "MOBILIZE" and any(self.grammar.tokens[p.head].lemma in JOINED for p in recipient)
            type_, mode, status = self._shifted(
                v, "COOPERATE" if joins and status == "planned" else type_, mode, status
            )
            if frame.equal and type_ == "REJECT":  # "will not negotiate with the rebels"
                own = {p.head for p in self.reading.parties.mentions(self.reading.arguments.doers(v))}
                actor, recipient = (
                    tuple(p for p in actor if p.head in own),
                    (*(p for p in actor if p.head not in own), *recipient),
                )
            if (type_, mode) == ("ACCUSE", "investigate") and owes(self.grammar, v):
                type_, mode, status = "REQUEST", "change", "happened"  # nobody looks into it yet
                actor, recipient = self.complements.asked_for(v), actor
            if type_ == "THREATEN" and frame.equal:
                actor, recipient = foes(self.grammar, v, actor, recipient)
        if type_ == "REJECT" and not recipient and actor:
            recipient = self.reading.parties.mentions(self.reading.arguments.unless(v, UNTIL))
        if not actor and not recipient and type_ not in BARE | {"COERCE"}:
            return None
        if self._lacks_party(v, frame, actor, recipient):
            return None
        if wanted is not None and self.reading.senses.noun(wanted):
            self.reading.swallowed.add(wanted)
        return EventMention(
            first=v, last=self._last(v, wanted), head=v, type=type_, mode=mode, actor=actor, recipient=recipient,
            status=status, contexts=frame.contexts, effect=effect,
            certainty=self.reading.certainty(v, actor),
            confidence=round(weaker * self.reading.sure(frame, actor, recipient), 3),
            others=(*(() if wanted is None else (wanted,)), *self._copula(v)),
        )  # fmt: skip

    def _sides(
        self, v: int, sense: VerbSense, wanted: int | None
    ) -> tuple[tuple[PartyMention, ...], tuple[PartyMention, ...], float]:
        """Actor and recipient of a verb, also from further off, and by how much that makes the event less sure."""
        frame = sense.frame
        actor, recipient = self.reading.arguments.of_verb(v, sense, wanted)
        if not recipient and frame.type in ABOUT_THINGS:
            recipient = owners_of_object(self.reading, v, wanted, frame.type)
        if not actor and frame.type == "REJECT" and wanted is not None:
            actor = keepers(self.reading, v, wanted)
            kept = {p.head for p in actor}
            recipient = tuple(p for p in recipient if p.head not in kept)
        if not recipient and frame.type in FALLBACK and not (frame.equal and len(actor) > 1):
            return actor, named_after(self.reading, v, actor, frame.type), 0.85
        return actor, recipient, 1.0

    def _lacks_party(
        self, v: int, frame: Frame, actor: tuple[PartyMention, ...], recipient: tuple[PartyMention, ...]
    ) -> bool:
        """Whether somebody is missing without whom the verb tells no such event."""
        if not actor and frame.type == "AGREE" and self.grammar.child(v, "nsubj") is not None:
            return True  # "the emails offered a glimpse"
        return (  # "battled to save the bill"
            frame.equal
            and frame.type == "ASSAULT"
            and len(actor) + len(recipient) < 2
            and self.grammar.tokens[v].lemma != "clash"
            and not (actor and self.grammar.after(v, ("between",)))
            and not self.uses.for_area(v, actor)
        )

    def _copula(self, v: int) -> tuple[int, ...]:
        """The verb by which things are said to be among those it is done to: "rifles were among the items shown"."""
        tokens = self.grammar.tokens
        noun = tokens[tokens[v].head]
        above = tokens[noun.head]
        listed = tokens[v].dep == "acl" and noun.dep == "pobj" and above.lower == "among"
        return (above.head,) if listed and tokens[above.head].lemma == "be" else ()

    def _deadly(self, v: int, type_: EventType) -> Effect | None:
        """Killed, where the act is told with its end: "shot dead", "stoned to death"."""
        if type_ != "ASSAULT":
            return None
        tokens = self.grammar.tokens
        dead = any(tokens[c].lower == "dead" for c in self.grammar.children[v])
        return "killed" if dead or any(tokens[p].lemma == "death" for p in self.grammar.after(v, ("to",))) else None

    def _last(self, v: int, wanted: int | None) -> int:
        """End of the trigger: its particle or its object where close by."""
        particle = self.grammar.child(v, "prt")
        last = particle.i if particle and 0 < particle.i - v <= 3 else v
        return max(last, wanted) if wanted is not None and 0 < wanted - v <= 5 else last

    def _shifted(
        self, v: int, type_: EventType, mode: str | None, status: Status
    ) -> tuple[EventType, str | None, Status]:
        """PLOVER's types for acts to come and acts refused."""
        if status == "planned":
            new, new_mode = foreseen(type_, mode)
            if new == "THREATEN" and type_ == "ASSAULT" and not self.grammar.agents(v):
                plotted = self.grammar.tokens[v].dep == "acl"  # "a plot to bomb the embassy"
                return type_, mode, status if plotted else "hypothetical"  # "more will die": nobody says he will do it
            if new == "THREATEN" and not self.reading.status.announced(v):
                return type_, mode, status
            return new, new_mode, "threatened" if new == "THREATEN" and type_ != "PROTEST" else "planned"
        unproved = lacks_proof(self.grammar, v)
        if status == "negated" and (type_ in GIVING or type_ in YIELDING) and not unproved:
            return "REJECT", wish_mode(type_), "happened"
        return type_, mode, status

    def _noun(self, n: int) -> EventMention | None:
        token = self.grammar.tokens[n]
        if token.lemma == "suspect":
            self.partakers.suspected(n)
            return None
        found = self.complements.noun(n)
        if found is not None:
            return found
        if self.uses.speaks(n) or self.uses.published(n):
            return None
        sense = self.reading.senses.noun(n)
        if sense is None or (token.dep == "compound" and self.grammar.tokens[token.head].pos in ("NOUN", "PROPN")):
            return None
        frame = sense.frame
        accidents = self.reading.senses.accidents
        if frame.needs == "violence" and (not accidents.violent(n) or accidents.told(n)):
            return None
        first = n - len(sense.before)
        if frame.type == "ASSAULT" and accidents.caused(n):
            return None
        actor, recipient = self.reading.arguments.of_noun(n, frame, first)
        light = self.reading.arguments.light(n)
        weaker = 1.0 if light is not None else NOUN_SURE
        if actor and not recipient and frame.type in FALLBACK and not frame.equal:
            recipient, weaker = named_after(self.reading, n, actor, frame.type), 0.85 * weaker
        if not actor and not recipient and not self._stands_alone(n, frame):
            return None
        if frame.type == "CONTROL" and (fate := self.captures.caught(n)):
            frame = msgspec.structs.replace(frame, type=fate[0], mode=fate[1], effect=fate[2])
            actor, recipient = self.reading.arguments.of_noun(n, frame, first)
        mode = frame.mode
        if frame.type == "ASSAULT" and mode is None:
            mode = self.reading.casualties.means(n, first, n)
        status = self.reading.status.of_noun(n)
        if status == "happened" and token.lemma in TRYING and frame.type == "ASSAULT":
            status, frame = "attempted", msgspec.structs.replace(frame, effect=None)  # "an assassination attempt"
            recipient = tuple(msgspec.structs.replace(p, effect=None) for p in recipient)
        self.reading.raw[n] = (frame.type, mode)
        type_ = frame.type
        if light is not None and not light[1] and status == "planned":  # "will hold talks"
            type_, mode, status = self._shifted(light[0], type_, mode, self.reading.status.of_verb(light[0]))
        if mode == "ceasefire" and self.reading.status.collapsed(n):
            status = "negated"  # nobody yields any more
        if type_ in ("CONSULT", "AGREE") and self.reading.status.collapsed(n):
            told = self.reading.status.of_verb(token.head)
            type_, mode, status = "REJECT", "meet", told if told in ("hypothetical", "planned") else "happened"
        elif status == "planned" and self.reading.status.collapsed(n):
            status = "negated"  # "a planned march was called off"
        if light is not None and 0 < first - light[0] <= 4:
            first = light[0]
        sure = self.reading.sure(frame, actor, recipient) * weaker
        return EventMention(
            first=first, last=n, head=n, type=type_, mode=mode, actor=actor, recipient=recipient, status=status,
            contexts=frame.contexts, effect=frame.effect, certainty=self.reading.certainty(n, actor),
            stance="claims-responsibility" if self._claimed(n) else None,
            confidence=round(sure, 3), others=() if light is None else (light[0],),
        )  # fmt: skip

    def _claimed(self, n: int) -> bool:
        """Whether somebody claims it: "an attack claimed by X"."""
        return any(
            self.grammar.tokens[c].lemma == "claim" and self.grammar.tokens[c].dep == "acl" and self.grammar.passive(c)
            for c in self.grammar.children[n]
        )

    def _stands_alone(self, n: int, frame: Frame) -> bool:
        """A bare event noun counts where a clause is about it."""
        if n in self.reading.asked or (frame.type in ("CONSULT", "AGREE") and self.reading.status.collapsed(n)):
            return True
        if frame.type == "COERCE" and self.reading.arguments.light(n) is not None:
            return True  # "twenty arrests were made"
        token = self.grammar.tokens[self.grammar.counting(n)]
        if frame.type == "CONSULT":  # "no meeting has been set", "talks will be held", "talks resumed"
            verb = self.grammar.tokens[token.head].lemma
            return (token.dep == "nsubjpass" and verb in ARRANGING) or (token.dep == "nsubj" and verb in OPENING)
        if frame.type not in BARE:
            return False
        if token.dep == "pobj":
            return self.grammar.tokens[token.head].lower in ("in", "by", "during") and frame.type == "ASSAULT"
        return token.dep in ("nsubj", "nsubjpass", "ROOT", "attr", "dobj", "agent")
