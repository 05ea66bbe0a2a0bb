"""Events that only the learned reader sees: which word tells them, and which of them nobody tells.

The reader knows two parties and a type, and takes them from the whole passage. What it says holds where a word
that governs both can tell such a deed; where that word only says, is or counts, the deed is told elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.find.events.accidents import is_mishap
from sayso.find.events.age import Age
from sayso.find.events.auxiliaries import owes
from sayso.find.events.clauses import SEEKING
from sayso.find.events.contexts import Contexts
from sayso.find.events.doubts import Doubts
from sayso.find.events.grammar import SUBJECTS
from sayso.find.events.habits import of_habit
from sayso.find.events.lexicon import Lexicon
from sayso.find.events.operators import GIVING as PEACEFUL
from sayso.find.events.parties import Parties
from sayso.find.events.seen import extent, meet
from sayso.find.events.senses import Senses
from sayso.find.events.shared import joint
from sayso.find.events.status import StatusReader
from sayso.find.events.uses import keeps_silent
from sayso.learned.reader import Reading
from sayso.types import EventMention, EventType, PartyMention, Status
from sayso.words import listed

# An event that only the reader sees must be this likely.
ALONE = 0.25
# The rules know the words for attacks; one that they do not see must be likelier.
ALONE_ATTACK = 0.45

# A reader this sure that something is asked of somebody is believed, whatever verb tells it.
ASKED = 0.4

# One done to nobody must be likelier than not.
TO_NOBODY = 0.5

# What is done, not said: no verb of saying tells it.
MATERIAL = frozenset(
    ["ASSAULT", "COERCE", "AID", "MOBILIZE", "SANCTION", "RETREAT", "PROTEST", "CONTROL", "DISPLACE", "COOPERATE"]
)
# What somebody may be said to be by what he does: "is a donor".
GIVING = frozenset(["AID", "COOPERATE"])
# What is had or made tells of what sort it is, and the rules know those words.
BLAND = frozenset(["have", "make", "give", "do", "get"])
# Who does this has not attacked: "lost 600 men".
SUFFERING = frozenset(["lose", "suffer"])
# Acts that are done to somebody, and those that somebody receives.
TO_SOMEBODY = frozenset(
    ["ACCUSE", "AID", "ASSAULT", "COERCE", "CONCEDE", "COOPERATE", "REJECT", "RETREAT", "SANCTION", "SUPPORT"]
)
RECEIVED = frozenset(["AID", "CONCEDE", "COOPERATE", "RETREAT"])
# Words of any deed, of finding and of bearing: none of them is done to somebody.
OF_ANYTHING = BLAND | SEEKING | SUFFERING
# Subjects of what somebody says that mean himself.
SELF = frozenset(["it", "they", "he", "she", "we", "i"])
# Who only says how many or how likely asks for nothing: "estimate that half a million have sought refuge".
GUESSING = frozenset(["estimate", "calculate", "reckon", "believe", "think", "assume", "predict", "suspect", "count"])
# Words by which what is said is a wish of the speaker.
ASKING = frozenset(
    ["want", "hope", "wish", "ask", "demand", "request", "urge", "call", "need", "appeal", "seek", "must"]
)
# Kinds of operator that only say how far a deed has come.
TRYING = frozenset(["attempt", "plan", "begin"])
# Clauses below a verb of saying that hold what is said.
SAID = frozenset(["ccomp", "xcomp", "parataxis"])


class Alone:
    """Makes the reader's own events of one report."""

    def __init__(self, parties: Parties, lexicon: Lexicon, status: StatusReader, contexts: Contexts) -> None:
        self.parties = parties
        self.grammar = grammar = parties.grammar
        self.lexicon = lexicon
        self.status = status
        self.age = Age(grammar, lexicon)
        self.senses = Senses(grammar, parties, lexicon)
        self.contexts = contexts
        self.doubts = Doubts(grammar, lexicon)

    def event(
        self, number: int, reading: Reading, actors: Sequence[PartyMention], recipients: Sequence[PartyMention]
    ) -> EventMention | None:
        """The reader's event in a sentence; None where it is unlikely or no word can tell it."""
        if reading.type is None or not actors:
            return None
        together = [p for p in actors if joint(self.grammar, p.head, reading.type)]
        joined = {k for p in together for k in self.grammar.conjuncts(p.head)}
        actors = [*actors, *(p for p in recipients if p.head in joined and p not in actors)]
        recipients = [p for p in recipients if p not in actors] or self._blamed(number, reading, actors)
        least = ALONE_ATTACK if reading.type == "ASSAULT" else ALONE
        if reading.confidence < (least if recipients else TO_NOBODY):
            return None
        head = self._trigger(number, reading.type, actors, recipients)
        if head is None or self.spelt_out(actors, recipients):
            return None
        if not self.can_tell(head, reading.type, actors):
            return None
        if reading.type == "REQUEST" and reading.confidence < ASKED and self._only_tells(head):
            return None
        if reading.type == "MOBILIZE" and reading.confidence < TO_NOBODY and "MOBILIZE" not in self._types(head):
            return None  # "parked the vehicle beside an army truck"
        token = self.grammar.tokens[head]
        status = self.status_of(head)
        if status == "negated" and token.lemma in self.lexicon.telling:
            return None  # "did not say how"
        status = of_habit(self.grammar, head, reading.type, status)
        if reading.type == "AGREE" and status == "happened" and self._to_come(head):
            status = "planned"  # "said he would send a team"
        recipients = recipients or self._done_to(head, reading.type, actors)
        if reading.type == "DISPLACE":
            actors = [p for p in actors if not self._told_aside(p.head)]
        kind: EventType = reading.type  # type: ignore[assignment]
        return self.mention(head, kind, actors, recipients, status=status, sure=reading.confidence)

    def mention(
        self,
        head: int,
        kind: EventType,
        actors: Sequence[PartyMention],
        recipients: Sequence[PartyMention],
        *,
        status: Status,
        sure: float,
    ) -> EventMention:
        """An event told by one word, with what its clause says of it."""
        return EventMention(
            first=head, last=head, head=head, type=kind, mode=self.mode_of(head, kind),
            actor=tuple(actors), recipient=tuple(recipients),
            status=status, historical=self.age.historical(head), confidence=sure,
            certainty=self.doubts.certainty(head, actors),
            contexts=self.contexts.of(self.grammar.parsed, self.grammar.tokens[head].sentence),
        )  # fmt: skip

    def status_of(self, head: int) -> Status:
        """The status of what a verb or a noun tells."""
        verb = self.grammar.tokens[head].pos in {"VERB", "AUX"}
        return self.status.of_verb(head) if verb else self.status.of_noun(head)

    def can_tell(self, head: int, kind: str, actors: Sequence[PartyMention]) -> bool:
        """Whether a word can tell an event of a type done by these; the rules know some uses that tell none."""
        token = self.grammar.tokens[head]
        if kind in ("THREATEN", "REQUEST") and self._cautions(head):
            return False
        if kind in PEACEFUL and self._ends_in_violence(head):
            return False  # "said they would keep fighting"
        if kind == "ACCUSE" and (self._only_asked(head) or self.senses.storms(head) or self._owns_up(head)):
            return False
        if kind == "REJECT" and keeps_silent(self.grammar, self.lexicon, head):
            return False
        if kind == "ASSAULT" and (is_mishap(self.grammar, head) or token.lemma in listed("events", "harm", "fleeing")):
            return False
        if kind == "ASSAULT" and token.pos == "VERB" and self.senses.accidents.told(head, agents_only=True):
            return False  # "measles has killed 40 children"
        if kind == "DISPLACE" and all(self.grammar.tokens[p.head].lemma in self.lexicon.armed for p in actors):
            return False  # "the attackers ran off"
        if token.pos == "VERB" and (self.senses.idle(head) or self.senses.barred(head, kind)):
            return False
        return kind != "REQUEST" or not (token.lemma in GUESSING or self._informs(head))

    def _owns_up(self, v: int) -> bool:
        """Whether somebody claims a deed as his: "the group claims the attack on the hospital"."""
        grammar = self.grammar
        claimed = (grammar.tokens[p].lemma for p in grammar.patients(v))
        return grammar.tokens[v].lemma == "claim" and any(w in self.lexicon.event_nouns for w in claimed)

    def tells_violence(self, i: int) -> bool:
        """Whether a word tells violence in any of its forms, whatever stands beside it."""
        return any(form in self.lexicon.violent for form in self._forms(i))

    def spelt_out(self, actors: Sequence[PartyMention], recipients: Sequence[PartyMention]) -> bool:
        """Whether the one side is only what the letters of the other stand for."""
        return any(self._spelt_out(p, q) for p in actors for q in recipients)

    def _spelt_out(self, short: PartyMention, name: PartyMention) -> bool:
        """Letters and what they stand for: "NATO stands for the North Atlantic Treaty Organization"."""
        words = self.grammar.tokens[extent(name)[0] : extent(name)[1] + 1]
        letters = "".join(t.text[0] for t in words if t.text[0].isupper())
        return len(letters) > 1 and self.grammar.tokens[short.head].text == letters

    def _told_aside(self, i: int) -> bool:
        """The subject of a relative clause, which drove nobody out: "walked to Lena, where medics opened a camp"."""
        tokens = self.grammar.tokens
        return tokens[i].dep in SUBJECTS and tokens[tokens[i].head].dep == "relcl"

    def _ends_in_violence(self, v: int) -> bool:
        """Whether a verb, or the last one that it leads to, tells nothing but violence."""
        while (inner := self.grammar.child(v, "ccomp", "xcomp")) is not None:
            v = inner.i
        return self._types(v) == {"ASSAULT"}

    def _done_to(self, v: int, kind: str, actors: Sequence[PartyMention]) -> list[PartyMention]:
        """Whom grammar makes the sufferer or receiver of a deed, where the reader saw none."""
        grammar, tokens = self.grammar, self.grammar.tokens
        if kind not in TO_SOMEBODY or tokens[v].pos != "VERB" or tokens[v].lemma in self.lexicon.saying:
            return []
        objects = grammar.patients(v)
        given = [c for c in grammar.children[v] if tokens[c].dep == "dative" and tokens[c].pos != "ADP"]
        given += [p for i in (v, *objects) for p in grammar.after(i, ("to",))] if kind in RECEIVED else []
        if kind == "ASSAULT":  # "drove a yellow Fiat" hit nobody
            whom = [
                p for p in objects if tokens[grammar.counted(p)].lemma in self.lexicon.moving | self.lexicon.persons
            ]
        else:
            whom = [p for p in given if self.parties.personal(p)] or [p for p in objects if self.parties.personal(p)]
        return [p for p in self.parties.mentions(whom) if not meet([p], actors)]

    def _blamed(self, number: int, reading: Reading, actors: Sequence[PartyMention]) -> list[PartyMention]:
        """Of whose deed somebody says what the reader takes for a charge: "critics say he muzzles the press"."""
        if reading.type != "ACCUSE":
            return []
        tokens, verb = self.grammar.tokens, self.grammar.parsed.sentences[number].root
        clause = self.grammar.child(verb, "ccomp")
        if (
            tokens[verb].lemma not in self.lexicon.saying
            or clause is None
            or not meet([self.parties.mention(s) for s in self.grammar.subject(verb)], actors)
        ):
            return []
        doer = self.grammar.child(clause.i, "nsubj")
        named = [] if doer is None or doer.lower in SELF - {"he", "she"} else self.parties.mentions([doer.i])
        return [p for p in named if clause.pos == "VERB" and not meet([p], actors)]

    def _only_asked(self, v: int) -> bool:
        """Whether an inquiry is only called for, which the rules read: "has to be looked into", "must be examined"."""
        owed = self.grammar.child(v, "xcomp")
        return owes(self.grammar, v) or (owed is not None and owes(self.grammar, owed.i))

    def _to_come(self, v: int) -> bool:
        """Whether a verb of saying announces what its clause tells."""
        clause = self.grammar.child(v, "ccomp") if self.grammar.tokens[v].lemma in self.lexicon.saying else None
        return clause is not None and self.status.of_verb(clause.i) == "planned"

    def _informs(self, v: int) -> bool:
        """Whether somebody is only told that something is so: "told the council that the army was to blame"."""
        clause = self.grammar.child(v, "ccomp") if self.grammar.tokens[v].lemma == "tell" else None
        return clause is not None and bool(self.grammar.subject(clause.i)) and not owes(self.grammar, clause.i)

    def _only_tells(self, v: int) -> bool:
        """Whether somebody only says that something is so: "the board said the town would gain"."""
        clause, lemma = self.grammar.child(v, "ccomp"), self.grammar.tokens[v].lemma
        if clause is None or (lemma not in self.lexicon.saying and lemma not in self.lexicon.telling):
            return False
        below = self.grammar.parsed.subtree(v)
        asks = any(self.grammar.tokens[i].lemma in ASKING or owes(self.grammar, i) for i in below)
        return not asks and bool(self.grammar.subject(clause.i))

    def _cautions(self, v: int) -> bool:
        """A warning of what may befall, no threat: "doctors warned that the hospital could close"."""
        tokens = self.grammar.tokens
        clause = self.grammar.child(v, "ccomp")
        warned = [self.grammar.counted(p) for p in self.grammar.patients(v)]
        if tokens[v].lemma != "warn":
            return False
        if warned and all(tokens[p].lemma in self.lexicon.moving for p in warned):  # "officials warned civilians"
            return not any(tokens[a].lemma in self.lexicon.acting for a in self.grammar.agents(v))
        if warned:
            return False
        if clause is None:
            return bool(self.grammar.after(v, ("of", "about")))  # "warned of the risks"
        return all(tokens[s].lower not in SELF for s in self.grammar.subject(clause.i))

    def _trigger(
        self, number: int, kind: str, actors: Sequence[PartyMention], recipients: Sequence[PartyMention]
    ) -> int | None:
        """The lowest word outside of the parties that governs them and can tell such an event."""
        tokens = self.grammar.tokens
        parties = [*actors, *recipients]
        chains = [self.grammar.parsed.above(p.head) for p in (actors[0], *recipients[:1])]
        joint = [i for i in chains[-1] if all(i in chain for chain in chains)]
        told = [i for i in joint if self._tells(i) and not any(p.first <= i <= p.last for p in parties)]
        if told:
            head = self._ordered(told[0], kind)
        else:
            head = self._between(parties, kind) or self.grammar.parsed.sentences[number].root
        if kind not in MATERIAL:
            return head
        head = self._numbered(head, kind)
        if any(p.head == head for p in parties) and tokens[head].pos != "VERB" and kind not in self._types(head):
            return None  # nothing but the party's own name
        if tokens[head].lemma in self.lexicon.telling:
            done = self._announced(head, kind) or self._done(head, recipients)
            if done is None:
                return None
            head = done
        if tokens[head].pos == "ADJ" or (tokens[head].lemma == "be" and kind not in GIVING):
            return None
        return head if self._fits(head, kind) else None

    def _numbered(self, v: int, kind: str) -> int:
        """The deed that is only counted: "put the number of arrests at 12"."""
        counted = ((p, self.grammar.counted(p)) for p in self.grammar.patients(v))
        return next((n for p, n in counted if n != p and kind in self._types(n)), v)

    def _between(self, parties: Sequence[PartyMention], kind: str) -> int | None:
        """The verb of a headline, which the parser takes for a name: "Rebels Target Lena"."""
        first, last = min(p.head for p in parties), max(p.head for p in parties)
        for i in range(first + 1, last):
            if self.grammar.tokens[i].text.istitle() and kind in self._types(i):
                return i
        return None

    def _types(self, i: int) -> set[str]:
        """The types that a word tells in some of its uses."""
        senses = [s for f in self._forms(i) for s in (*self.lexicon.verbs.get(f, ()), *self.lexicon.nouns.get(f, ()))]
        return {s.frame.type for s in senses}

    def _planned(self, v: int, kind: str) -> int | None:
        """The deed that is only planned, by its noun: "plans a march"."""
        if "plan" not in self.lexicon.operator_verbs.get(self.grammar.tokens[v].lemma, ()):
            return None
        things = (p for p in self.grammar.patients(v) if self.grammar.tokens[p].pos == "NOUN")
        return next((p for p in things if kind in self._types(p)), None)

    def _ordered(self, i: int, kind: str) -> int:
        """The deed that is only ordered, tried or planned: "orders to arrest X", "tried to take Y"."""
        token = self.grammar.tokens[i]
        if token.pos == "NOUN":
            below = (c for c in self.grammar.children[i] if self.grammar.tokens[c].dep == "acl")
            return next((c for c in below if self.grammar.tokens[c].tag == "VB"), i)
        over = bool(TRYING & set(self.lexicon.operator_verbs.get(token.lemma, ())))
        planned = self._planned(i, kind)
        if planned is not None:
            return planned
        inner = self.grammar.child(i, "xcomp")
        return inner.i if over and inner is not None and inner.pos == "VERB" else i

    def mode_of(self, i: int, kind: str) -> str | None:
        """The mode of a type that a word tells by itself, whatever stands beside it: "arrest"; None where it has none
        or several."""
        if kind == "ASSAULT":
            return None  # by what means is told elsewhere
        forms = self._forms(i)
        verbs = [s for f in forms for s in self.lexicon.verbs.get(f, ()) if not s.particles and s.objects is None]
        nouns = [s for f in forms for s in self.lexicon.nouns.get(f, ()) if not s.before and s.after is None]
        frames = [s.frame for s in verbs] + [s.frame for s in nouns]
        modes = {f.mode for f in frames if f.type == kind and f.needs is None}
        return modes.pop() if len(modes) == 1 else None

    def _tells(self, i: int) -> bool:
        """A verb, or a noun of an event."""
        token = self.grammar.tokens[i]
        attribute = token.dep == "amod" and token.tag == "VBG"  # "a welcoming city"
        return (token.pos == "VERB" and not attribute) or (token.pos in ("NOUN", "PROPN") and self._eventful(i))

    def _eventful(self, i: int) -> bool:
        forms = self._forms(i)
        return any(form in self.lexicon.nouns or form in self.lexicon.operator_nouns for form in forms) or (
            self.grammar.tokens[i].text.istitle() and any(form in self.lexicon.verbs for form in forms)
        )

    def _forms(self, i: int) -> tuple[str, ...]:
        """Its lemma, and the verb that a headline's capital hides: "Army Kills Nine"."""
        token = self.grammar.tokens[i]
        return token.lemma, token.lower, token.lower.removesuffix("s")

    def _fits(self, i: int, kind: str) -> bool:
        """An attack and a capture are told by a word that tells one in some of its uses."""
        if kind not in ("ASSAULT", "CONTROL"):
            return True
        if self.grammar.tokens[i].lemma in OF_ANYTHING:
            return False
        tokens = self.grammar.tokens
        hit = self.grammar.patients(i)
        if tokens[i].lemma == "fire" and hit and all(tokens[p].lemma not in self.lexicon.means for p in hit):
            return False  # "fired 200 officers"
        violent = kind == "ASSAULT" and self.tells_violence(i)
        return violent or bool(self._types(i) & {kind, "CONTROL"})

    def tells_below(self, v: int, kind: str) -> bool:
        """Whether what a verb asks for tells such an event: "called for an inquiry"."""
        return any(kind in self._types(n) for n in (*self.grammar.patients(v), *self.grammar.after(v, ("for",))))

    def _announced(self, v: int, kind: str) -> int | None:
        """The deed that somebody announces of himself by its noun: "announced an increase in funding"."""
        if self.grammar.tokens[v].lemma not in self.lexicon.doing:
            return None
        for p in self.grammar.patients(v):
            for n in (p, *self.grammar.after(p, ("of", "in", "to"))):
                if self.grammar.tokens[n].pos == "NOUN" and kind in self._types(n):
                    return n
        return None

    def _done(self, v: int, recipients: Sequence[PartyMention]) -> int | None:
        """The verb of what somebody says of himself: "X said it had cut off Y". None where he speaks of others."""
        tokens, children = self.grammar.tokens, self.grammar.children
        below = self.grammar.parsed.above(recipients[0].head) if recipients else []
        for c in children[v]:
            if tokens[c].dep not in SAID or tokens[c].pos != "VERB":
                continue
            subjects = [k for k in children[c] if tokens[k].dep in SUBJECTS]
            if all(tokens[k].lower in SELF for k in subjects) and (not below or c in below):
                return c
        return None
