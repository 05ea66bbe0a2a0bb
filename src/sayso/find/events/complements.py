"""Verbs and nouns that act on another event: threats to attack, refusals to meet, accusations of shelling."""

from __future__ import annotations

import msgspec

from sayso.find.events.auxiliaries import owes
from sayso.find.events.blame import Blame
from sayso.find.events.lexicon import Frame, VerbSense
from sayso.find.events.operators import HARD, SWALLOWS, combine, foreseen, wish_mode
from sayso.find.events.reading import Reading
from sayso.types import EventMention, EventType, PartyMention, Status, Token

PREPOSITIONS = ("of", "from", "for", "against", "to", "about", "with", "in", "on", "over", "into")
# Who is held, and so may be let go.
HELD = frozenset({"hostage", "captive", "prisoner", "detainee"})
# Subjects of what is to be done that mean who is told of it: "told the council that it must act".
HEARERS = frozenset({"it", "they", "you", "we", "he", "she"})
ALONE = frozenset({"agree", "promise", "threaten", "request", "refuse", "allow", "prevent"})


class Complements:
    """Reads operators over the events of one report."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.grammar = reading.grammar
        self.lexicon = reading.lexicon
        self.blame = Blame(reading)

    def verb(self, v: int, kinds: tuple[str, ...], sense: VerbSense | None) -> EventMention | None:
        """The event a verb makes of its complement; None where it is an ordinary verb here."""
        kind = self._fitting(v, kinds)
        if kind is None:
            return None
        if kind == "claim":
            self.blame.claim(v, self.complement(v))
            return None
        inner_at = self.complement(v)
        if inner_at is None or self._only_says(v):
            return None
        inner = self.reading.deed(inner_at) if kind in ("accuse", "deny") else self.reading.event(inner_at)
        if kind == "accuse":
            self.blame.accuse(v, inner, inner_at)
            return None
        if kind == "deny":
            self.blame.deny(v, inner, inner_at)
            return self.blame.denies_clause(v, inner_at)
        if kind == "refuse" and self.blame.charge_denied(v, inner, inner_at):
            return None
        type_, mode = self.reading.type_of(inner_at, inner)
        if inner is None and self._is_clause(inner_at):  # the act has a type though its parties are not told
            sense, _ = self.reading.senses.verb(inner_at)
            type_, mode = (sense.frame.type, sense.frame.mode) if sense else (None, None)
        if kind == "fail":
            if type_ in ("AGREE", "CONSULT", "COOPERATE", "SUPPORT"):
                return self.make(v, ("REJECT", wish_mode(type_)), inner, inner_at)
            return None
        if kind not in SWALLOWS or (kind == "allow" and self.grammar.tokens[inner_at - 1].lower == "us"):
            return None
        lemma = self.grammar.tokens[v].lemma
        if (
            lemma in ("order", "approve", "authorize", "authorise")
            and inner
            and self.grammar.tokens[inner_at].pos != "VERB"
        ):
            self._own(v, inner, inner_at)
            return None
        if kind == "allow" and type_ in HARD:
            return None  # "which allowed them to kill" is no concession
        made = combine(kind, type_, mode)
        if made is None or (inner is None and not self._alone(kind, inner_at)):
            return None
        if lemma == "let" and self._freed(inner_at):
            made = ("RETREAT", "release")
        return self.make(v, made, inner, inner_at, kind=kind)

    def _only_says(self, v: int) -> bool:
        """For "insisted that they held the bridge": a saying; a demand has a bare verb ("insisted that he leave")."""
        clause = self.grammar.child(v, "ccomp") if self.grammar.tokens[v].lemma == "insist" else None
        told = clause is not None and clause.tag in ("VBD", "VBZ", "VBP", "VBN")
        return told and not self.grammar.after(v, ("on", "upon"))

    def _freed(self, inner_at: int) -> bool:
        """Whether people are let go: "let the hostages go"."""
        grammar = self.grammar
        where = any(grammar.tokens[c].dep == "prep" and grammar.tokens[c].lower in ("to", "into", "through")
                    for c in grammar.children[inner_at])  # fmt: skip
        people = any(self.reading.parties.personal(s) or grammar.tokens[grammar.counted(s)].lemma in HELD
                     for s in grammar.subject(inner_at))  # fmt: skip
        return grammar.tokens[inner_at].lemma == "go" and people and not where

    def must(self, v: int) -> EventMention | None:
        """A demand: "X said Y must leave"."""
        tokens = self.grammar.tokens
        if tokens[v].lemma not in self.lexicon.saying:
            return None
        clause = self.grammar.child(v, "ccomp")
        if clause is None or clause.pos not in ("VERB", "AUX"):
            return None
        owed = self.grammar.child(clause.i, "xcomp") if clause.lemma in ("have", "need") else clause
        if owed is None or not self._owed(clause.i, owed.i):
            return None
        return self.make(v, ("REQUEST", "change"), self.reading.event(owed.i), owed.i, kind="must")

    def _owed(self, clause: int, verb: int) -> bool:
        subject = self.grammar.child(clause, "nsubj", "nsubjpass")
        return subject is not None and owes(self.grammar, verb)

    def asked_for(self, v: int) -> tuple[PartyMention, ...]:
        """Whose words a clause under a verb of saying is: "..., the lawyer said"; nobody where no verb is above it."""
        tokens = self.grammar.tokens
        while tokens[v].dep in ("xcomp", "ccomp", "relcl", "attr", "conj") and tokens[v].head != v:
            v = tokens[v].head
            if tokens[v].lemma in self.lexicon.saying:
                return self.reading.actors(v)
        return ()

    def responsible(self, v: int) -> EventMention | None:
        """An accusation: "X said Y was responsible"."""
        clause = self.grammar.child(v, "ccomp")
        if clause is None or self.grammar.tokens[v].lemma not in self.lexicon.saying:
            return None
        tokens = self.grammar.tokens
        if not any(tokens[c].lower in ("responsible", "guilty", "behind") for c in self.grammar.children[clause.i]):
            return None
        return self.make(v, ("ACCUSE", "allege"), None, clause.i, kind="must")

    def willing(self, i: int) -> EventMention | None:
        """An offer by adjective: "X is ready to send Y"."""
        clause = self.grammar.child(i, "xcomp")
        if clause is None or clause.pos != "VERB":
            return None
        inner = self.reading.event(clause.i)
        type_, mode = self.reading.type_of(clause.i, inner)
        made = combine("refuse" if self.reading.status.negated(i) else "agree", type_, mode)
        if made is None or (type_ in HARD):
            return None
        return self.make(i, made, inner, clause.i, kind="agree")

    def noun(self, n: int) -> EventMention | None:
        """A noun with a doer: "its threat to bomb Y", "calls for a ceasefire"."""
        grammar = self.grammar
        wanted = ("threaten", "request", "refuse", "agree", "promise", "stop")
        kinds = self.lexicon.operator_nouns.get(grammar.tokens[n].lemma, ())
        kind = next((k for k in kinds if k in wanted), None)
        if kind is None or (kind == "threaten" and grammar.tokens[n].dep == "attr"):
            return None  # "extortion is a threat to security"
        clauses = (c for c in grammar.children[n] if grammar.tokens[c].dep == "acl" and grammar.tokens[c].tag == "VB")
        inner_at = next(clauses, None)
        if inner_at is None:
            inner_at = next((p for p in grammar.after(n, ("for", "of", "to")) if self.reading.senses.noun(p)), None)
        if inner_at is None:
            return None
        inner = self.reading.event(inner_at)
        made = combine(kind, *self.reading.type_of(inner_at, inner))
        if made is None:
            return None
        frame = Frame(type=made[0], mode=made[1], of=("to", "against", "on"), by=("by", "of", "from"))
        actor, recipient = self.reading.arguments.of_noun(n, frame, n)
        heads = {p.head for p in actor}
        if not recipient and inner is not None:
            recipient = tuple(p for p in inner.recipient or inner.actor if p.head not in heads)
        if not actor:
            return None
        self.reading.swallowed.add(inner_at)
        return EventMention(
            first=n, last=n, head=n, type=made[0], mode=made[1], actor=actor, recipient=recipient,
            status=_verbal_status(made[0], "happened"), confidence=0.5 if recipient else 0.35, others=(inner_at,),
        )  # fmt: skip

    def complement(self, v: int) -> int | None:
        """The verb or noun that a verb acts on."""
        grammar, tokens = self.grammar, self.grammar.tokens
        for c in grammar.children[v]:
            if tokens[c].dep in ("xcomp", "ccomp") and tokens[c].pos in ("VERB", "AUX") and c > v:
                return self._through(c)
        objects = grammar.patients(v)
        by = grammar.agents(v) if grammar.passive(v) else []  # "was accused by the groups of ordering ..."
        for i in (v, *objects, *by):
            for c in grammar.children[i]:
                if tokens[c].dep in ("prep", "agent") and tokens[c].lower in PREPOSITIONS:
                    for p in grammar.inside(c):
                        if tokens[p].dep == "pcomp" and tokens[p].pos == "VERB":
                            return self._through(p)
        nouns = [*objects, *grammar.after(v, PREPOSITIONS), *(p for o in objects for p in grammar.after(o, ("of",)))]
        for n in (c for p in nouns for c in grammar.conjuncts(p)):
            if n != v and (self.reading.senses.noun(n) or tokens[n].lemma in self.lexicon.operator_nouns):
                return n
        for c in grammar.children[v]:
            if tokens[c].dep == "advcl" and tokens[c].tag == "VB" and c > v:
                return self._through(c)
        return None

    def make(
        self, v: int, made: tuple[EventType, str | None], inner: EventMention | None, inner_at: int, *, kind: str = ""
    ) -> EventMention | None:
        """The operator's own event, the inner one swallowed."""
        actor = self.reading.actors(v)
        recipient = self._targets(v, inner, inner_at, kind, actor)
        if not actor and (kind not in ("request", "threaten") or not recipient):
            return None
        self.reading.swallowed.add(inner_at)
        type_, mode = made
        status = self.reading.status.of_verb(v)
        if status == "negated" and type_ in ("AGREE", "CONCEDE", "RETREAT", "SUPPORT"):
            type_, mode, status = "REJECT", wish_mode(self.reading.type_of(inner_at, inner)[0]), "happened"
        if status == "planned" and type_ == "RETREAT":
            type_, mode = foreseen(type_, mode)
        if status == "planned" and type_ in ("REQUEST", "REJECT") and self.grammar.tokens[v].dep == "advcl":
            status = "happened"  # "marched to demand": the demand is made
        status = _verbal_status(type_, status)
        if kind == "request" and self.grammar.passive(v) and self.reading.type_of(inner_at, inner)[0] == "DISPLACE":
            type_, mode, status = "DISPLACE", "evacuate", "planned"  # "188,000 people were ordered to evacuate"
        particle = self.grammar.child(v, "prt")
        sure = 0.75 if inner else 0.55
        return EventMention(
            first=v, last=particle.i if particle and 0 < particle.i - v <= 3 else v, head=v, type=type_, mode=mode,
            actor=actor, recipient=recipient, status=status, contexts=inner.contexts if inner else (),
            certainty=self.reading.certainty(v, actor),
            confidence=round(sure * (1.0 if actor and recipient else 0.75), 3), others=(inner_at,) if inner else (),
        )  # fmt: skip

    def generic(self, i: int) -> tuple[PartyMention, ...]:
        """The party a complement speaks of: its object, then a name behind a preposition, then one inside it."""
        grammar, parties = self.grammar, self.reading.parties
        slots = ("to", "with", "for", "against", "from", "on", "in", "of", "into", "by")
        near = [*(grammar.patients(i) if self._is_clause(i) else [i]), *grammar.after(i, slots)]
        owners = [c for p in near for c in grammar.children[p] if grammar.tokens[c].dep in ("poss", "compound", "nmod")]
        deeper = [q for p in near for q in grammar.after(p, slots)]
        for test, group in (
            (parties.named, near), (parties.named, [*owners, *deeper]), (parties.personal, [*near, *deeper])
        ):  # fmt: skip
            hits = [p for p in group if test(p) and parties.can_be(p)]
            if hits:
                return parties.mentions(hits[:1])
        token = grammar.tokens[i]
        for k in range(token.left, min(token.right, i + 40) + 1):
            if parties.named(k) and grammar.tokens[k].dep not in ("compound", "amod", "nmod"):
                return parties.mentions([k])
        return parties.mentions(near[:1])

    # ------------------------------------------------------------ parts

    def _targets(
        self, v: int, inner: EventMention | None, inner_at: int, kind: str, actor: tuple[PartyMention, ...]
    ) -> tuple[PartyMention, ...]:
        """Recipients of an operator: its own object, else those of the act foreseen."""
        grammar, parties = self.grammar, self.reading.parties
        heads = {p.head for p in actor}

        def others(found: tuple[PartyMention, ...]) -> tuple[PartyMention, ...]:
            return tuple(p for p in found if p.head not in heads)

        own: list[int] = []
        if kind == "refuse" and not self._is_clause(inner_at) and (whose := self.reading.arguments.voiced(inner_at)):
            own = whose[:1]
        elif kind == "agree" and (side := [p for p in grammar.after(v, ("with",)) if parties.personal(p)]):
            own = side
        elif kind == "must" and self._is_clause(inner_at):
            own = self._owing(v, inner_at)
        elif kind in ("request", "threaten", "allow", "prevent", "must", "refuse"):
            own = [p for p in grammar.patients(v) if p != inner_at]
            own += [c for c in grammar.children[v] if grammar.tokens[c].dep == "dative"]
            if kind == "request":
                own += [p for p in grammar.after(v, ("on", "upon", "to")) if p != inner_at]
            subject = grammar.child(inner_at, "nsubj", "nsubjpass") if self._is_clause(inner_at) else None
            if not (kind == "threaten" and inner is not None and inner.recipient and self._does(subject, inner)):
                own += [subject.i] if subject else []
        found = others(parties.mentions(own))
        if not found and inner is not None:
            sides = (
                (inner.actor, inner.recipient)
                if kind == "request" and inner.type in ("RETREAT", "CONCEDE")
                else (inner.recipient, inner.actor)
            )
            found = others(sides[0]) or others(sides[1])
        if not found and kind == "threaten":
            found = others(parties.mentions(self.reading.arguments.unless(v)))
        if not found:
            found = others(self.generic(inner_at))
        if not found and kind in ("agree", "request"):
            found = others(parties.mentions(grammar.after(v, ("with", "to"))))
        return found

    def _does(self, subject: Token | None, inner: EventMention) -> bool:
        """Who does what is threatened: "threatened that the navy would sink X" is a threat to X."""
        return subject is not None and any(p.head == subject.i for p in inner.actor)

    def _owing(self, v: int, inner_at: int) -> list[int]:
        """Who is to do it: the doer of the clause, not who was told of it; who was told where he is meant by "it"."""
        grammar, tokens = self.grammar, self.grammar.tokens
        if grammar.passive(inner_at) and (doers := grammar.agents(inner_at)):
            return doers
        found = grammar.child(inner_at, "nsubj", "nsubjpass") or grammar.child(tokens[inner_at].head, "nsubj")
        if found is not None and found.lower not in HEARERS:
            return [found.i]
        told = [p for p in grammar.patients(v) if p != inner_at]
        told += [c for c in grammar.children[v] if tokens[c].dep == "dative"]
        return told or ([found.i] if found is not None else [])

    def _is_clause(self, i: int) -> bool:
        return self.grammar.tokens[i].pos in ("VERB", "AUX")

    def _alone(self, kind: str, inner_at: int) -> bool:
        """Whether the operator tells an event even if its complement tells none."""
        return self._is_clause(inner_at) and kind in ALONE

    def _through(self, v: int) -> int:
        """Past "begin to", "continue to" to the verb that tells the event."""
        for _ in range(4):
            kinds = self.lexicon.operator_verbs.get(self.grammar.tokens[v].lemma, ())
            inner = self.grammar.child(v, "xcomp")
            if self.grammar.tokens[v].lemma in self.lexicon.doing:  # "of carrying out the attack"
                done = next((p for p in self.grammar.patients(v) if self.reading.senses.noun(p)), None)
                if done is not None:
                    return done
            if "begin" not in kinds or inner is None or inner.pos != "VERB":
                return v
            v = inner.i
        return v

    def _fitting(self, v: int, kinds: tuple[str, ...]) -> str | None:
        """The first kind that the verb's particles allow (`[particles]` of the lexicon)."""
        beside = self.reading.senses.beside(v)
        lemma = self.grammar.tokens[v].lemma
        if lemma == "warn" and not self.forceful(v):
            return None
        if lemma == "accept" and self.grammar.child(v, "xcomp", "ccomp") is None:
            return None
        for kind in kinds:
            asked = self.lexicon.operator_particles.get((lemma, kind))
            if asked is None:
                return kind
            clause = self.grammar.child(v, "xcomp") if "xcomp" in asked else None
            if clause is not None and clause.tag != "VBG":  # "told them blaming the army" asks nothing of them
                return kind
            if any(p in beside and not self._only_time(v, p) for p in asked):
                return kind
        return None

    def forceful(self, v: int) -> bool:
        """A warning to somebody, against something, or of what the speaker will do; not one of risks."""
        grammar = self.grammar
        warned = [p for p in grammar.patients(v) if self.reading.parties.can_be(p)]
        own = all(grammar.tokens[grammar.counted(p)].lemma in self.lexicon.moving for p in warned)
        own = own and not any(grammar.tokens[a].lemma in self.lexicon.acting for a in grammar.agents(v))
        if (warned and not own) or grammar.after(v, ("against",)):
            return True  # whoever warns civilians or residents cautions them
        if any(grammar.tokens[p].lemma in self.lexicon.forceful for p in grammar.after(v, ("of",))):
            return True
        clause = grammar.child(v, "ccomp")
        if clause and any(grammar.tokens[p].lemma in self.lexicon.forceful for p in grammar.after(clause.i, ("with",))):
            return True  # "that any breach would be met with force"
        subject = grammar.child(clause.i, "nsubj") if clause else None
        return subject is not None and subject.lower in ("it", "they", "he", "she", "we", "i")

    def _only_time(self, v: int, preposition: str) -> bool:
        """Whether only a date stands behind it: "called him on Wednesday" is no call on anybody."""
        behind = self.grammar.after(v, (preposition,))
        return bool(behind) and all(self.grammar.names.get(p) in ("DATE", "TIME") for p in behind)

    def _own(self, v: int, inner: EventMention, inner_at: int) -> None:
        """The act, by who ordered it, not yet told as done: "ordered the arrest of X"."""
        actor = self.reading.actors(v)
        heads = {p.head for p in actor}
        recipient = inner.recipient or tuple(p for p in inner.actor if p.head not in heads)
        if actor:
            type_, mode = self.reading.type_of(inner_at, inner)
            told: Status = "happened" if self._came_about(inner_at) else "planned"
            self.reading.read[inner_at] = msgspec.structs.replace(
                inner, type=type_ or inner.type, mode=mode, actor=actor, recipient=recipient,
                status="denied" if inner.status == "denied" else told,
                confidence=max(inner.confidence, 0.65),
            )  # fmt: skip

    def _came_about(self, i: int) -> bool:
        """Whether what was ordered is told to have happened: "ordered an attack that killed twelve"."""
        tokens = self.grammar.tokens
        return any(tokens[c].dep == "relcl" and tokens[c].tag == "VBD" for c in self.grammar.children[i])


def _verbal_status(type_: EventType, status: Status) -> Status:
    """Status of a verbal act is that of the act foreseen."""
    if status != "happened":
        return status
    if type_ in ("AGREE", "CONCEDE"):
        return "planned"
    return "threatened" if type_ == "THREATEN" else status
