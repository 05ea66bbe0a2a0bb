"""Find the events of a report: triggers by the lexicon, parties by the clause, status by its words.

A trigger is a verb or noun of `data/events.toml`. Verbs that act on another event (threaten to attack,
refuse to meet) swallow it; deaths and injuries are joined to their cause; what is left is one mention an event.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from sayso.find.arguments import Arguments
from sayso.find.casualties import Casualties
from sayso.find.contexts import Contexts
from sayso.find.grammar import SUBJECTS, Grammar
from sayso.find.lexicon import Frame, Lexicon, NounSense, VerbSense
from sayso.find.operators import GIVING, SWALLOWS, YIELDING, combine, foreseen, wish_mode
from sayso.find.parties import Parties
from sayso.find.status import StatusReader
from sayso.types import EventMention, EventType, Parsed, PartyMention, Status

# Sentences longer than this are lists or broken text; their tails are not read.
LONGEST_SENTENCE = 400
COMPLEMENT_PREPOSITIONS = ("of", "from", "for", "against", "to", "about", "with", "in", "on", "over")
LEAST_SURE = 0.2


class EventFinder:
    """Reads the events of parsed reports. The lexicon is loaded once."""

    def __init__(self, lexicon: Lexicon | None = None, contexts: Contexts | None = None) -> None:
        self._lexicon = lexicon or Lexicon.load()
        self._contexts = contexts or Contexts.load()

    def find(self, parsed: Parsed) -> list[EventMention]:
        """Events in order of the text."""
        reading = _Reading(parsed, self._lexicon, self._contexts)
        return [event for sentence in range(len(parsed.sentences)) for event in reading.sentence(sentence)]


@dataclass
class _Reading:
    """One report being read."""

    parsed: Parsed
    lexicon: Lexicon
    contexts: Contexts
    read: dict[int, EventMention | None] = field(default_factory=dict)
    swallowed: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.grammar = Grammar(self.parsed)
        self.parties = Parties(self.grammar, self.lexicon)
        self.arguments = Arguments(self.grammar, self.parties, self.lexicon)
        self.status = StatusReader(self.grammar, self.lexicon)
        self.casualties = Casualties(self.grammar, self.lexicon)

    # ------------------------------------------------------------ a sentence

    def sentence(self, number: int) -> list[EventMention]:
        bounds = self.parsed.sentences[number]
        last = min(bounds.last, bounds.first + LONGEST_SENTENCE)
        self.read, self.swallowed = {}, set()
        order = sorted(range(bounds.first, last + 1), key=self._depth)
        for i in order:
            self.event(i)
        events = [e for i, e in sorted(self.read.items()) if e is not None and i not in self.swallowed]
        events = self.casualties.merge(events)
        events = self._distinct(events)
        if not events:
            return []
        told = self.contexts.of(self.parsed, number)
        return [
            msgspec.structs.replace(
                e, contexts=self.contexts.join(e.contexts, told), historical=self.status.historical(e.head)
            )
            for e in events
        ]

    def _depth(self, i: int) -> tuple[int, int]:
        depth, token = 0, self.grammar.tokens[i]
        while token.head != token.i and depth < 40:
            token = self.grammar.tokens[token.head]
            depth += 1
        return depth, i

    def _distinct(self, events: list[EventMention]) -> list[EventMention]:
        """Without party-less nouns beside a fuller event of the same type, and without the unsure."""
        kept = []
        for e in events:
            bare = not e.actor and not e.recipient
            twin = any(o is not e and o.type == e.type and (o.actor or o.recipient) for o in events)
            if (bare and twin) or e.confidence < LEAST_SURE:
                continue
            kept.append(e)
        return kept

    # ------------------------------------------------------------ a trigger

    def event(self, i: int) -> EventMention | None:
        """The event that token i tells, if any."""
        if i in self.read:
            return self.read[i]
        self.read[i] = None  # against circles in broken trees
        token = self.grammar.tokens[i]
        found: EventMention | None = None
        if token.pos == "VERB" and token.dep not in ("amod", "aux", "auxpass", "compound"):
            found = self._verb(i)
        elif token.pos in ("NOUN", "PROPN", "VERB"):
            found = self._noun(i)
        self.read[i] = found
        return found

    def _verb(self, v: int) -> EventMention | None:
        token = self.grammar.tokens[v]
        sense, wanted = self._sense(v)
        kinds = self.lexicon.operator_verbs.get(token.lemma, ())
        if kinds and not (sense and sense.objects is not None):
            found = self._operator(v, kinds, sense)
            if found is not None:
                return found
        must = self._must(v)
        if must is not None:
            return must
        if sense is None or not self._needs(v, sense.frame):
            return None
        return self._plain_verb(v, sense, wanted)

    def _plain_verb(self, v: int, sense: VerbSense, wanted: int | None) -> EventMention | None:
        frame = sense.frame
        actor, recipient = self.arguments.of_verb(v, sense, wanted)
        if not recipient and frame.type in ("ACCUSE", "SUPPORT", "REJECT", "REQUEST", "PROTEST", "CONCEDE"):
            recipient = self._owners_of_object(v, wanted)
        type_, mode = frame.type, frame.mode
        if type_ == "ASSAULT" and mode is None:
            mode = self.casualties.means(v, v, v)
        status = self.status.of_verb(v)
        type_, mode, status = self._shifted(v, type_, mode, status)
        if not actor and not recipient and type_ not in ("ASSAULT", "CONTROL", "PROTEST", "DISPLACE", "COERCE"):
            return None
        last = max([v, *(c for c in self.grammar.children[v] if self.grammar.tokens[c].dep == "prt" and c - v <= 3)])
        first = v
        if wanted is not None and 0 < wanted - v <= 5:
            last = max(last, wanted)
        return EventMention(
            first=first, last=last, head=v, type=type_, mode=mode, actor=actor, recipient=recipient, status=status,
            contexts=frame.contexts, effect=frame.effect, certainty=self._certainty(v, actor),
            confidence=self._sure(frame, actor, recipient), others=() if wanted is None else (wanted,),
        )  # fmt: skip

    def _shifted(self, v: int, type_: EventType, mode: str | None, status: Status) -> tuple[EventType, str | None, Status]:
        """PLOVER's types for acts to come and acts refused."""
        if status == "planned":
            new, new_mode = foreseen(type_, mode)
            if new == "THREATEN" and type_ != "PROTEST":
                return new, new_mode, "threatened"
            return new, new_mode, "planned"
        if status == "negated" and (type_ in GIVING or type_ in YIELDING):
            return "REJECT", wish_mode(type_), "happened"
        return type_, mode, status

    def _noun(self, n: int) -> EventMention | None:
        token = self.grammar.tokens[n]
        found = self._noun_operator(n)
        if found is not None:
            return found
        sense = self._noun_sense(n)
        if sense is None or (token.dep == "compound" and self.grammar.tokens[token.head].pos in ("NOUN", "PROPN")):
            return None
        frame = sense.frame
        first = n - len(sense.before)
        actor, recipient = self.arguments.of_noun(n, frame, first)
        if not actor and not recipient and not self._stands_alone(n, frame):
            return None
        mode = frame.mode
        if frame.type == "ASSAULT" and mode is None:
            mode = self.casualties.means(n, first, n)
        status = self.status.of_noun(n)
        type_ = frame.type
        if status == "planned":
            type_, mode = foreseen(type_, mode) if type_ != "AGREE" else (type_, mode)
            status = "threatened" if type_ == "THREATEN" else status
        return EventMention(
            first=first, last=n, head=n, type=type_, mode=mode, actor=actor, recipient=recipient, status=status,
            contexts=frame.contexts, effect=frame.effect, certainty=self._certainty(n, actor),
            confidence=round(0.85 * self._sure(frame, actor, recipient), 3),
        )  # fmt: skip

    def _stands_alone(self, n: int, frame: Frame) -> bool:
        """A bare event noun counts where a clause is about it."""
        if frame.type not in ("ASSAULT", "PROTEST", "CONTROL", "DISPLACE", "MOBILIZE", "RETREAT"):
            return False
        return self.grammar.tokens[n].dep in ("nsubj", "nsubjpass", "ROOT", "attr", "dobj", "pobj", "agent")

    # ------------------------------------------------------------ senses

    def _sense(self, v: int) -> tuple[VerbSense | None, int | None]:
        senses = self.lexicon.verbs.get(self.grammar.tokens[v].lemma)
        if not senses:
            return None, None
        beside = self._beside(v)
        objects = self._objects(v)
        for sense in senses:
            if any(p not in beside for p in sense.particles):
                continue
            around = objects | {
                w: i for p in sense.particles if p in beside for i in self.grammar.inside(beside[p])
                for w in self._head_words(i)
            }  # fmt: skip
            if sense.objects is not None:
                hit = next((around[w] for w in around if w in sense.objects), None)
                if hit is not None:
                    return sense, hit
            elif not any(w in sense.not_objects for w in (*objects, *beside)):
                return sense, None
        return None, None

    def _beside(self, v: int) -> dict[str, int]:
        """Words that hang on the verb or follow it at once, by form and lemma."""
        found: dict[str, int] = {}
        for c in self.grammar.children[v]:
            token = self.grammar.tokens[c]
            if token.dep not in SUBJECTS or token.dep == "nsubjpass":
                found.setdefault(token.lower, c)
                found.setdefault(token.lemma, c)
            if token.dep in ("prt", "advmod", "prep", "acomp"):
                for g in self.grammar.children[c]:
                    found.setdefault(self.grammar.tokens[g].lower, g)
        for i in range(v + 1, min(v + 3, len(self.grammar.tokens))):
            found.setdefault(self.grammar.tokens[i].lower, i)
        return found

    def _objects(self, v: int) -> dict[str, int]:
        """Lemmas of the object (its head, modifiers, what it counts) to the head they belong to."""
        words: dict[str, int] = {}
        for i in self.grammar.patients(v):
            for c in self.grammar.conjuncts(i):
                for w in self._head_words(c):
                    words.setdefault(w, c)
        for c in self.grammar.children[v]:
            if self.grammar.tokens[c].dep in ("acomp", "oprd", "attr", "ccomp", "dobj"):
                words.setdefault(self.grammar.tokens[c].lower, c)
        return words

    def _head_words(self, i: int) -> list[str]:
        counted = self.grammar.counted(i)
        words = [self.grammar.tokens[i].lemma, self.grammar.tokens[i].lower, self.grammar.tokens[counted].lemma]
        words += [self.grammar.tokens[c].lemma for c in self.grammar.children[counted]
                  if self.grammar.tokens[c].dep in ("compound", "amod", "nmod")]  # fmt: skip
        return words

    def _noun_sense(self, n: int) -> NounSense | None:
        token = self.grammar.tokens[n]
        senses = self.lexicon.nouns.get(token.lemma) or self.lexicon.nouns.get(token.lower)
        for sense in senses or ():
            k = len(sense.before)
            if k and tuple(t.lower for t in self.grammar.tokens[max(0, n - k) : n]) != sense.before:
                continue
            if sense.after is not None:
                inner = self.grammar.after(n, (sense.link or "of",))
                if not any(sense.after in (self.grammar.tokens[p].lemma, self.grammar.tokens[p].lower) for p in inner):
                    continue
            return sense
        return None

    def _needs(self, v: int, frame: Frame) -> bool:
        """Whether what the frame asks for is there."""
        if frame.needs is None:
            return not (frame.effect == "killed" and self._accident(v))
        if frame.needs in ("violence",):
            return not self._accident(v) and self._violent(v)
        near = [*self.grammar.patients(v), *self.grammar.after(v, ("in", "to", "with"))]
        if frame.needs == "party":
            return any(self.parties.named(c) for p in near for c in self.grammar.conjuncts(p)) and bool(
                self.grammar.agents(v)
            )
        if frame.needs == "people":
            people = [*self.grammar.subject(v), *self.grammar.patients(v)]
            return any(self.grammar.tokens[self.grammar.counted(p)].lemma in self.lexicon.moving for p in people)
        return True

    def _violent(self, v: int) -> bool:
        bounds = self.parsed.sentence_of(v)
        window = self.grammar.tokens[max(bounds.first, v - 30) : min(bounds.last, v + 30) + 1]
        return any(t.lemma in self.lexicon.means or t.lemma in self.lexicon.violent for t in window)

    def _accident(self, v: int) -> bool:
        """Whether the clause gives a cause that nobody meant."""
        near = [*self.grammar.agents(v), *self.grammar.after(v, ("in", "by", "from", "of", "to", "after", "when", "during"))]
        for c in self.grammar.children[v]:
            if self.grammar.tokens[c].dep == "advcl":
                near += [c, *self.grammar.subject(c)]
        words = {w for p in near for i in self.grammar.conjuncts(p) for w in self._head_words(i)}
        return bool(words & self.lexicon.accident) and not words & self.lexicon.means.keys()

    # ------------------------------------------------------------ operators

    def _operator(self, v: int, kinds: tuple[str, ...], sense: VerbSense | None) -> EventMention | None:
        """The event a verb makes of its complement; None where it is an ordinary verb here."""
        kind = self._fitting(v, kinds)
        if kind is None:
            return None
        inner_at = self._complement(v)
        if kind == "claim":
            return self._claimed(v)
        if inner_at is None:
            return None
        inner = self.event(inner_at)
        if kind == "accuse":
            return self._accused(v, inner, inner_at, sense)
        if kind == "deny":
            if inner is not None:
                self.read[inner_at] = msgspec.structs.replace(
                    inner, status="denied", stance="denies", actor=inner.actor or self._actors(v))
            return None
        if kind == "fail" and inner is not None and inner.type in ("AGREE", "CONSULT", "COOPERATE"):
            return self._make(v, "REJECT", wish_mode(inner.type), inner, inner_at)
        if kind not in SWALLOWS:
            return None
        made = combine(kind, inner.type if inner else None, inner.mode if inner else None)
        if made is None or (inner is None and not self._alone(kind, v, inner_at)):
            return None
        return self._make(v, made[0], made[1], inner, inner_at, kind=kind)

    def _alone(self, kind: str, v: int, inner_at: int) -> bool:
        """Whether the operator tells an event even if its complement tells none."""
        verbal = self.grammar.tokens[inner_at].pos in ("VERB", "AUX")
        return verbal and kind in ("agree", "promise", "threaten", "request", "refuse", "allow", "prevent")

    def _fitting(self, v: int, kinds: tuple[str, ...]) -> str | None:
        """The kind that the verb's particles allow."""
        beside = self._beside(v)
        lemma = self.grammar.tokens[v].lemma
        for kind in kinds:
            if lemma == "call":
                ok = "off" in beside if kind == "stop" else bool({"on", "upon", "for"} & beside.keys())
            elif lemma == "rule":
                ok = "out" in beside
            elif lemma in ("vote",):
                ok = "against" in beside
            elif lemma == "push":
                ok = "for" in beside
            elif lemma in ("set", "gear", "mean"):
                ok = self.grammar.child(v, "xcomp") is not None
            elif lemma == "announce":
                ok = self.grammar.child(v, "dobj", "nsubjpass") is not None
            elif lemma == "tell":
                ok = self.grammar.child(v, "xcomp") is not None
            elif lemma == "seek":
                ok = kind == "attempt" and self.grammar.child(v, "xcomp") is not None
            elif kind == "prevent" and lemma in ("stop", "block", "ban"):
                ok = "from" in beside
            else:
                ok = True
            if ok:
                return kind
        return None

    def _complement(self, v: int) -> int | None:
        """The verb or noun that a verb acts on."""
        grammar = self.grammar
        for c in grammar.children[v]:
            token = grammar.tokens[c]
            if token.dep in ("xcomp", "ccomp") and token.pos in ("VERB", "AUX") and c > v:
                return self._through(c)
        for c in grammar.children[v]:
            if grammar.tokens[c].dep in ("prep", "agent") and grammar.tokens[c].lower in COMPLEMENT_PREPOSITIONS:
                for p in grammar.inside(c):
                    if grammar.tokens[p].dep == "pcomp":
                        return self._through(p)
        nouns = [c for p in grammar.patients(v) for c in grammar.conjuncts(p)]
        nouns += [c for p in grammar.after(v, COMPLEMENT_PREPOSITIONS) for c in grammar.conjuncts(p)]
        for n in nouns:
            if n != v and (self._noun_sense(n) or grammar.tokens[n].lemma in self.lexicon.operator_nouns):
                return n
        for c in grammar.children[v]:
            if grammar.tokens[c].dep == "advcl" and grammar.tokens[c].tag == "VB" and c > v:
                return self._through(c)
        return None

    def _through(self, v: int) -> int:
        """Past "begin to", "continue to" to the verb that tells the event."""
        for _ in range(4):
            kinds = self.lexicon.operator_verbs.get(self.grammar.tokens[v].lemma, ())
            inner = self.grammar.child(v, "xcomp")
            if "begin" not in kinds or inner is None or inner.pos != "VERB":
                return v
            v = inner.i
        return v

    def _actors(self, v: int) -> tuple[PartyMention, ...]:
        return self.parties.mentions(self.arguments._speaking(v, self.grammar.agents(v)))

    def _make(
        self, v: int, type_: EventType, mode: str | None, inner: EventMention | None, inner_at: int, *, kind: str = ""
    ) -> EventMention | None:
        actor = self._actors(v)
        recipient = self._targets(v, inner, inner_at, kind, actor)
        if not actor and not recipient:
            return None
        self.swallowed.add(inner_at)
        status = self.status.of_verb(v)
        negated = status == "negated"
        if negated and type_ in ("AGREE", "CONCEDE", "RETREAT", "SUPPORT"):
            type_, mode, status = "REJECT", wish_mode(inner.type if inner else None), "happened"
        elif type_ in ("AGREE", "CONCEDE") and status == "happened":
            status = "planned"
        elif type_ == "THREATEN" and status == "happened":
            status = "threatened"
        frame_sure = 0.75 if inner else 0.55
        return EventMention(
            first=v, last=max(v, self._particle(v)), head=v, type=type_, mode=mode, actor=actor, recipient=recipient,
            status=status, contexts=inner.contexts if inner else (), certainty=self._certainty(v, actor),
            confidence=round(frame_sure * (1.0 if actor and recipient else 0.75), 3),
            others=(inner_at,) if inner else (),
        )  # fmt: skip

    def _particle(self, v: int) -> int:
        particle = self.grammar.child(v, "prt")
        return particle.i if particle and particle.i - v <= 3 else v

    def _targets(
        self, v: int, inner: EventMention | None, inner_at: int, kind: str, actor: tuple[PartyMention, ...]
    ) -> tuple[PartyMention, ...]:
        """Recipients of an operator: its own object, else those of the act foreseen."""
        heads = {p.head for p in actor}
        own: list[int] = []
        if kind in ("request", "threaten", "allow", "prevent", "must", "refuse"):
            own = [p for p in self.grammar.patients(v) if p != inner_at]
            own += [c for c in self.grammar.children[v] if self.grammar.tokens[c].dep == "dative"]
            if kind == "request":
                own += [p for p in self.grammar.after(v, ("on", "upon", "to")) if p != inner_at]
            subject = self.grammar.child(inner_at, "nsubj", "nsubjpass") if self._is_clause(inner_at) else None
            own += [subject.i] if subject else []
        found = tuple(p for p in self.parties.mentions(own) if p.head not in heads)
        if not found and inner is not None:
            found = tuple(p for p in inner.recipient if p.head not in heads) or tuple(
                p for p in inner.actor if p.head not in heads
            )
        if not found:
            found = tuple(p for p in self._generic(inner_at) if p.head not in heads)
        if not found and kind in ("agree", "request"):
            found = tuple(p for p in self.parties.mentions(self.grammar.after(v, ("with", "to"))) if p.head not in heads)
        return found

    def _is_clause(self, i: int) -> bool:
        return self.grammar.tokens[i].pos in ("VERB", "AUX")

    def _generic(self, i: int) -> tuple[PartyMention, ...]:
        """The party a complement speaks of: its object, then a name behind a preposition, then one inside it."""
        grammar = self.grammar
        slots = ("to", "with", "for", "against", "from", "on", "in", "of", "into", "by")
        near = [*(grammar.patients(i) if self._is_clause(i) else [i]), *grammar.after(i, slots)]
        deeper = [q for p in near for q in grammar.after(p, slots)]
        owners = [c for p in near for c in grammar.children[p] if grammar.tokens[c].dep in ("poss", "compound", "amod", "nmod")]
        for group in (near, [*owners, *deeper]):
            named = [p for p in group if self.parties.named(grammar.counted(p)) or (grammar.counted(p) == p and self.parties.named(p))]
            if named:
                return self.parties.mentions(named[:1])
        found = self.parties.mentions(near[:1])
        if found:
            return found
        token = grammar.tokens[i]
        for k in range(token.left, min(token.right, i + 40) + 1):
            if self.parties.named(k) and grammar.tokens[k].dep not in ("compound",):
                return self.parties.mentions([k])
        return ()

    def _owners_of_object(self, v: int, wanted: int | None) -> tuple[PartyMention, ...]:
        """For "condemned X's decision", "rejected the offer by X": X; else the thing itself."""
        objects = [wanted] if wanted is not None else self.grammar.patients(v)
        for o in objects:
            owners = [c for c in self.grammar.children[o] if self.grammar.tokens[c].dep == "poss"]
            owners += [c for c in self.grammar.children[o]
                       if self.grammar.tokens[c].dep in ("compound", "amod", "nmod") and self.parties.named(c)]  # fmt: skip
            owners += self.grammar.after(o, ("by", "from", "of", "against", "on", "to", "for", "in", "with"))
            found = self.parties.mentions(owners[:1])
            if found:
                return found
        if wanted is None and objects and self.grammar.tokens[objects[0]].pos in ("NOUN", "PROPN"):
            return (self.parties.mention(objects[0]),)
        return ()

    def _accused(self, v: int, inner: EventMention | None, inner_at: int, sense: VerbSense | None) -> EventMention | None:
        """Two events: the accusation, and the deed with the accused as its actor."""
        accused = [p for p in self.grammar.patients(v) if p != inner_at] or [
            p for p in self.grammar.after(v, ("on",)) if p != inner_at]  # fmt: skip
        if inner is not None and inner.type in ("ASSAULT", "COERCE", "CONTROL", "DISPLACE", "PROTEST", "AID", "MOBILIZE", "SANCTION"):
            parties = self.parties.mentions(accused)
            heads = {p.head for p in parties}
            self.read[inner_at] = msgspec.structs.replace(
                inner, stance="accuses", certainty="claimed", status="happened" if inner.status != "attempted" else inner.status,
                actor=parties or inner.actor, recipient=tuple(p for p in inner.recipient if p.head not in heads),
            )  # fmt: skip
        if sense is None:
            return None
        return self._plain_verb(v, sense, None)

    def _claimed(self, v: int) -> EventMention | None:
        """"Claimed responsibility for the attack", "admitted killing": the deed by who claims it."""
        grammar = self.grammar
        targets: list[int] = []
        for p in grammar.patients(v):
            if grammar.tokens[p].lemma == "responsibility":
                targets += [*grammar.after(p, ("for",)), *grammar.after(v, ("for",))]
        if not targets and grammar.tokens[v].lemma != "claim":
            inner = self._complement(v)
            targets = [inner] if inner is not None else []
        for t in targets:
            event = self.event(t)
            if event is not None and event.type in ("ASSAULT", "COERCE", "CONTROL", "PROTEST", "DISPLACE"):
                actor = self._actors(v)
                negated = any(grammar.tokens[c].dep == "neg" or grammar.tokens[c].lower == "no" for c in grammar.children[v])
                if actor and not negated:
                    self.read[t] = msgspec.structs.replace(
                        event, actor=actor, stance="claims-responsibility", certainty="claimed", status="happened")
                return None
        return None

    def _must(self, v: int) -> EventMention | None:
        """"X said Y must leave": a demand."""
        token = self.grammar.tokens[v]
        if token.lemma not in self.lexicon.saying:
            return None
        clause = self.grammar.child(v, "ccomp")
        if clause is None or clause.pos not in ("VERB", "AUX"):
            return None
        aux = [self.grammar.tokens[c].lower for c in self.grammar.children[clause.i] if self.grammar.tokens[c].dep == "aux"]
        if not any(a in ("must", "should", "ought") for a in aux) or self.grammar.child(clause.i, "nsubj", "nsubjpass") is None:
            return None
        return self._make(v, "REQUEST", "change", self.event(clause.i), clause.i, kind="must")

    def _noun_operator(self, n: int) -> EventMention | None:
        """"Its threat to bomb Y", "calls for a ceasefire" as a noun with a doer."""
        grammar = self.grammar
        kinds = self.lexicon.operator_nouns.get(grammar.tokens[n].lemma, ())
        kind = next((k for k in kinds if k in ("threaten", "request", "refuse", "agree", "promise")), None)
        if kind is None:
            return None
        inner_at = next((c for c in grammar.children[n] if grammar.tokens[c].dep == "acl" and grammar.tokens[c].tag == "VB"), None)
        if inner_at is None:
            inner_at = next((p for p in grammar.after(n, ("for", "of")) if self._noun_sense(p)), None)
        if inner_at is None:
            return None
        inner = self.event(inner_at)
        made = combine(kind, inner.type if inner else None, inner.mode if inner else None)
        if made is None:
            return None
        frame = Frame(type=made[0], mode=made[1], of=("to", "against", "on"), by=("by", "of", "from"))
        actor, recipient = self.arguments.of_noun(n, frame, n)
        heads = {p.head for p in actor}
        if not recipient and inner is not None:
            recipient = tuple(p for p in inner.recipient if p.head not in heads)
        if not actor:
            return None
        self.swallowed.add(inner_at)
        status: Status = "threatened" if made[0] == "THREATEN" else "planned" if made[0] in ("AGREE", "CONCEDE") else "happened"
        return EventMention(
            first=n, last=n, head=n, type=made[0], mode=made[1], actor=actor, recipient=recipient, status=status,
            confidence=0.5 if recipient else 0.35, others=(inner_at,),
        )  # fmt: skip

    # ------------------------------------------------------------ judgement

    def _certainty(self, i: int, actor: tuple[PartyMention, ...]) -> str:
        for p in actor:
            words = {self.grammar.tokens[k].lower for k in range(p.first, p.head + 1)}
            if words & {"suspected", "alleged", "presumed", "supposed"}:
                return "suspected"
        words = {self.grammar.tokens[c].lower for c in self.grammar.children[i]}
        return "suspected" if words & {"allegedly", "reportedly", "suspected", "alleged", "apparently", "presumably"} - {"reportedly"} else "stated"

    @staticmethod
    def _sure(frame: Frame, actor: tuple[PartyMention, ...], recipient: tuple[PartyMention, ...]) -> float:
        both = bool(actor) + (bool(recipient) or (frame.equal and len(actor) > 1))
        return round(frame.sure * (1.0, 0.9, 0.6)[2 - both], 3)
