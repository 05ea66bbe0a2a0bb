"""In which clause of a sentence a party stands: the learned reader sees parties, not whose clause they are in."""

from __future__ import annotations

from sayso.english import PERFECT, PRESENT, SUBJECTS
from sayso.find.events.answers import answered
from sayso.find.events.arguments import CIRCUMSTANCES
from sayso.find.events.grammar import Grammar
from sayso.find.events.lexicon import Lexicon
from sayso.types import EventMention, Parsed
from sayso.words import listed

# Types of deeds by which somebody may do what another verb of the sentence tells.
FORCE = frozenset(["ASSAULT", "COERCE", "CONTROL", "PROTEST", "THREATEN"])
CLAUSES = frozenset(["relcl", "acl"])
# Verbs of those who come after a deed, some of whose uses are deeds of force.
SEEKING = frozenset(["search", "comb", "sift", "find", "discover", "recover", "pull", "visit", "inspect", "enter"])
# Words that say of a deed that it is none of today's: "an area repeatedly attacked by X".
OFTEN = frozenset(["repeatedly", "often", "frequently", "regularly", "routinely", "previously", "once", "usually"])


def often(parsed: Parsed, v: int) -> bool:
    """Whether a clause behind a noun tells what is done again and again: "an area repeatedly attacked by X"."""
    return parsed.tokens[v].dep in CLAUSES and any(parsed.tokens[c].lower in OFTEN for c in parsed.children[v])


def usual(parsed: Parsed, v: int) -> bool:
    """Whether a verb tells what is done until now: "they regularly shell it", "has been repeatedly attacked"."""
    below = [parsed.tokens[c] for c in parsed.children[v]]
    helping = [t for t in below if t.dep in {"aux", "auxpass"}]
    lasting = any(t.lower in PERFECT or t.tag in PRESENT for t in helping) or parsed.tokens[v].tag in PRESENT
    return lasting and any(t.lower in OFTEN and t.dep == "advmod" for t in below)


class Clauses:
    """Tells of one report which parties share a clause with an event."""

    def __init__(self, grammar: Grammar, lexicon: Lexicon) -> None:
        self.grammar = grammar
        self.lexicon = lexicon

    def does_else(self, event: EventMention, i: int) -> bool:
        """Whether a party only does what another verb of the sentence tells."""
        return self._agent_elsewhere(event, i) or self._subject_elsewhere(event, i) or self._only_near(event, i)

    def _subject_elsewhere(self, event: EventMention, i: int) -> bool:
        """The subject of a verb above, where this one has its own: "people were praying when a device exploded"."""
        tokens = self.grammar.tokens
        own = self.grammar.subject(event.head) if tokens[event.head].pos == "VERB" else []
        above = tokens[i].head != event.head and tokens[i].head in self.grammar.parsed.above(event.head)
        return bool(own) and i not in own and tokens[i].dep in SUBJECTS and above

    def _agent_elsewhere(self, event: EventMention, i: int) -> bool:
        """Whoever does what another verb of the sentence tells: "guarded by X but target of attacks"."""
        tokens = self.grammar.tokens
        behind = tokens[tokens[i].head]
        if tokens[i].dep != "pobj" or behind.dep != "agent":
            return False
        if self._told_of_subject(event, behind.head):
            return True
        if tokens[event.head].pos != "NOUN":
            return False
        if self.habitual(behind.head) and behind.head != event.head:
            return True
        if behind.head > event.head or behind.head in event.others:
            return False
        k = event.head
        while tokens[k].head != k and (k == event.head or tokens[k].pos not in ("VERB", "AUX")):
            k = tokens[k].head
        return k != behind.head

    def _told_of_subject(self, event: EventMention, v: int) -> bool:
        """Whether an event only says which subject a passive has: "a bomb laid at the school was found by soldiers"."""
        subject = self.grammar.child(v, "nsubjpass")
        lemma = self.grammar.tokens[v].lemma
        hurts = lemma in self.lexicon.doing or lemma in self.lexicon.violent
        if subject is None or hurts or v in (event.head, *event.others):
            return False
        return event.head != subject.i and subject.i in self.grammar.parsed.above(event.head)

    def _only_near(self, event: EventMention, i: int) -> bool:
        """A subject whose verb tells of something else than the event, so that nothing says who did that.

        Either the event is looked back on below that verb ("rescuers searched a school that was bombed"), or the
        verb tells when another deed was ("a raid killed ten, following an attack when rebels arrived on foot").
        """
        tokens = self.grammar.tokens
        verb = tokens[i].head
        if tokens[i].dep != "nsubj" or tokens[verb].pos != "VERB" or verb in (event.head, *event.others):
            return False
        above = self.grammar.parsed.above(event.head)
        if verb not in above and self.where(verb):
            return True  # "hit a town where the army fights rebels"
        if self._forceful(verb):
            return False
        if verb in above:
            below = above[: above.index(verb)]
            if tokens[below[-1]].dep == "dobj" and tokens[verb].lemma in listed("events", "words", "regarding"):
                return True  # "described the attack that killed ten as barbaric"
            return any(tokens[k].dep in CLAUSES and self._passive(k) for k in below)
        theirs = self.grammar.parsed.above(verb)
        joint = next((n for n, k in enumerate(theirs) if k in above), len(theirs))
        return any(tokens[k].dep == "prep" and tokens[k].lower in CIRCUMSTANCES for k in theirs[:joint])

    def within(self, event: EventMention, i: int) -> bool:
        """Whether the verb that a party hangs on is one of the event's words, or one whose subject the event shares."""
        tokens = self.grammar.tokens
        if self.answers(event, i):
            return False
        words = {event.head, *event.others, *range(event.first, event.last + 1)}
        parties = {p.head for p in (*event.recipient, *event.actor)}
        above = self.grammar.parsed.above(event.head)
        for k in self.grammar.parsed.above(i)[1:]:
            if k in words or k in parties:
                return True
            if tokens[k].pos == "VERB":
                return k in above and not any(self.grammar.child(b, *SUBJECTS) for b in above[: above.index(k)])
        return True

    def answers(self, event: EventMention, i: int) -> bool:
        """Whether a party is of a deed that the event answers: "hit X in retaliation for the killing of a pastor"."""
        return answered(self.grammar.parsed, i) != answered(self.grammar.parsed, event.head)

    def found(self, event: EventMention, i: int) -> bool:
        """Whether somebody only was found, by whoever did what the event tells: "fired back and found 72 bodies"."""
        tokens = self.grammar.tokens
        verb = next((k for k in self.grammar.parsed.above(i)[1:] if tokens[k].pos == "VERB"), None)
        if verb is None or verb in (event.head, *event.others) or tokens[event.head].pos != "VERB":
            return False
        return tokens[verb].lemma in SEEKING and verb not in self.grammar.parsed.above(event.head)

    def between(self, i: int, other: int) -> bool:
        """Whether one token hangs on another through a clause with a verb of its own."""
        chain = self.grammar.parsed.above(i)
        if other not in chain:
            return False
        return any(self.grammar.tokens[k].pos == "VERB" for k in chain[1 : chain.index(other)])

    def _passive(self, v: int) -> bool:
        """A passive that names nobody who did it."""
        return self.grammar.passive(v) and not self.grammar.agents(v)

    def _forceful(self, v: int) -> bool:
        """A verb of doing, or by which deeds are told or which may tell one itself, or joined to such a verb."""
        for k in self.grammar.conjuncts(v, ("VERB",)):
            lemma = self.grammar.tokens[k].lemma
            if lemma in SEEKING:
                continue
            if lemma in self.lexicon.doing or lemma in self.lexicon.violent:
                return True
            if lemma in self.lexicon.operator_verbs and self._acts_on_deeds(k):
                return True
            if not FORCE.isdisjoint(self.lexicon.verb_types(lemma)):
                return True
        return False

    def habitual(self, v: int) -> bool:
        """Whether a clause tells what often befalls a place or people."""
        return often(self.grammar.parsed, v)

    def where(self, v: int) -> bool:
        """Whether a verb tells only what goes on at a place."""
        if self.grammar.tokens[v].dep != "relcl":
            return False
        return any(self.grammar.tokens[c].lower == "where" for c in self.grammar.children[v])

    def _acts_on_deeds(self, v: int) -> bool:
        """Whether a verb that can tell of other deeds does so here: "ordered the raid", not "were offering prayers"."""
        thing = self.grammar.child(v, "dobj")
        if thing is None or thing.lemma in self.lexicon.event_nouns:
            return True
        return self.grammar.child(v, "xcomp", "ccomp", "pcomp") is not None
