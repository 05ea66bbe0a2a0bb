"""What one sentence tells twice: attacks by what came of them, by a noun or by who made them; meetings by their end.

`Casualties` joins deaths to the attack that they hang on. Here stand the ways in which the second telling hangs
elsewhere: "fired rockets at the town killing seven", "were killed by gunmen who attacked a bus", "bombed the town in
a raid on its market", "the massacre of six priests who were killed", "detonated a bomb they had planted".
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from sayso.find.events.answers import answered
from sayso.find.events.casualties import HARM, OTHER_FATES, PRONOUNS, Casualties
from sayso.find.events.clauses import CLAUSES, usual
from sayso.find.events.governed import HINDERING
from sayso.find.events.grammar import Grammar
from sayso.find.events.lexicon import Lexicon
from sayso.types import EventMention, PartyMention

# What stands before an attack in which something of the same sentence was done.
WITHIN = ("in", "by", "with")
# What may lie between the result of an attack and the attack's own words.
PHRASE = frozenset(["pobj", "dobj", "prep", "agent", "conj", "appos", "acl", "relcl", "pcomp", "nmod", "npadvmod"])
# Modes of what is done to people whom an attack has brought into somebody's hands.
IN_HANDS = OTHER_FATES | {"torture"}
DEEP = 10
# Mentions less sure than this are not handed on.
LEAST_SURE = 0.2
# What stands before a meeting that is another one: "met after talks in Lena".
APART = frozenset({"after", "before", "following", "since", "despite", "without", "until", "about", "of", "on"})


class Retold:
    """Joins the second tellings of one report's sentences."""

    def __init__(self, grammar: Grammar, lexicon: Lexicon, casualties: Casualties) -> None:
        self._grammar, self._tokens = grammar, grammar.tokens
        self._lexicon, self._casualties = lexicon, casualties

    def once(self, events: list[EventMention]) -> list[EventMention]:
        """The events of a sentence, each attack one of them."""
        found = list(events)
        while (pair := next(self._pairs(found), None)) is not None:
            attack, again = pair
            joined = self._casualties.join(attack, self._own(attack, again))
            found = [joined if e is attack else e for e in found if e is not again]
        return found

    def distinct(self, events: list[EventMention]) -> list[EventMention]:
        """Without party-less mentions beside a fuller event of the same type, and without the unsure."""
        kept: dict[int, EventMention] = {}
        again: list[tuple[EventMention, EventMention]] = []
        for e in events:
            fuller = next((o for o in events if o is not e and self._within(e, o)), None)
            bare = not e.actor and not e.recipient
            twin = any(o is not e and o.type == e.type and (o.actor or o.recipient) for o in events)
            if fuller is not None:
                again.append((e, fuller))
            elif not (bare and twin) and e.confidence >= LEAST_SURE:
                kept[e.head] = e
        for e, fuller in again:  # what is told twice keeps both tokens, for counts that hang on either
            if fuller.head in kept:
                joined = tuple(sorted({*kept[fuller.head].others, e.head, *e.others}))
                kept[fuller.head] = msgspec.structs.replace(kept[fuller.head], others=joined)
        return list(kept.values())

    def _own(self, attack: EventMention, again: EventMention) -> EventMention:
        """The second telling without parties that are none: the town before "killing seven", who was named already."""
        token = self._tokens[again.head]
        beside = token.head if self._results(again) else None
        actor = tuple(
            p for p in again.actor
            if p.head != beside and not (attack.actor and self._tokens[p.head].lower in PRONOUNS)
        )  # fmt: skip
        named = {p.head: p for p in attack.recipient}
        named |= {c: p for i, p in named.items() for c in self._grammar.children[i] if self._tokens[c].dep == "appos"}
        hit = tuple(self._fated(named.get(p.head), p) for p in again.recipient)
        return msgspec.structs.replace(again, actor=actor, recipient=hit)

    def _fated(self, first: PartyMention | None, second: PartyMention) -> PartyMention:
        """Whoever both tell of as the first has him, with what became of him."""
        return second if first is None else msgspec.structs.replace(first, effect=first.effect or second.effect)

    def _pairs(self, events: list[EventMention]) -> Iterator[tuple[EventMention, EventMention]]:
        """Attacks with what tells them again."""
        attacks = [e for e in events if e.type == "ASSAULT" and e.mode not in IN_HANDS and not self._usual(e.head)]
        answers = {e.head: answered(self._grammar.parsed, e.head) for e in attacks}
        for again in attacks:
            for attack in attacks:
                if attack is again or attack.status != again.status or answers[attack.head] != answers[again.head]:
                    continue
                if self._in_it(attack, again):
                    bare = not (attack.actor or attack.recipient)
                    yield (again, attack) if bare or self._tokens[again.head].pos == "NOUN" else (attack, again)
                elif self._to_that_end(attack, again) or (
                    attack.stance == again.stance and self._hangs_on(attack, again)
                ):
                    yield attack, again
                elif attack.stance == again.stance and self._of_those(attack, again):  # which has the day and the place
                    added = self._tokens[self._tokens[again.head].head].dep == "appos"
                    yield (attack, again) if added else (again, attack)

    def _to_that_end(self, attack: EventMention, again: EventMention) -> bool:
        """Against whom tear gas was fired: "fired tear gas to disperse the crowd"."""
        token = self._tokens[again.head]
        crowd = again.mode == "crowd-control" and again.status == attack.status == "happened"
        return (
            crowd
            and token.tag == "VB"
            and token.dep in ("advcl", "xcomp")
            and token.head in (attack.head, *attack.others)
        )

    def _usual(self, i: int) -> bool:
        """What is done again and again is no single attack: "is regularly targeted in air strikes"."""
        return self._tokens[i].pos == "VERB" and usual(self._grammar.parsed, i)

    def _hangs_on(self, attack: EventMention, again: EventMention) -> bool:
        return (
            self._led_to(attack, again)
            or self._by_those(attack, again)
            or self._of_doers(attack, again)
            or self._laid(attack, again)
        )

    def _results(self, again: EventMention) -> bool:
        """A participle behind a noun that has done nothing: "at the capital killing seven"."""
        token = self._tokens[again.head]
        noun = self._tokens[token.head]
        if token.dep != "acl" or token.tag != "VBG" or again.effect not in HARM or noun.i > token.i:
            return False
        lexicon, own = self._lexicon, self._grammar.counted(noun.i)
        people = (lexicon.acting, lexicon.armed, lexicon.moving, lexicon.persons)
        if any(self._tokens[own].lemma in words for words in people):
            return False
        return self._grammar.names.get(own) not in ("PERSON", "NORP", "ORG")

    def _led_to(self, attack: EventMention, again: EventMention) -> bool:
        """Whether the first attack above a result is this one."""
        if not self._results(again):
            return False
        words, i = {attack.head, *attack.others}, self._tokens[again.head].head
        for _ in range(DEEP):
            if i in words:
                return self._tokens[self._tokens[i].head].lemma not in HINDERING  # who repelled it has killed them
            if self._tokens[i].dep not in PHRASE:
                return False
            i = self._tokens[i].head
        return False

    def _in_it(self, attack: EventMention, again: EventMention) -> bool:
        """Whether it was done in an attack told by a noun: "bombed the town in a raid on the market"."""
        if self._tokens[attack.head].pos != "NOUN" or not self._same_doers(attack, again):
            return False
        if attack.stance not in (None, again.stance):
            return False
        for v in (again.head, *again.others):
            if self._tokens[v].pos != "VERB":
                continue
            if any(self._grammar.counted(o) == attack.head for o in self._grammar.patients(v)):
                return True  # "launched a wave of strikes"
            near = [v, *(c for s in self._grammar.subject(v) for c in self._asides(s, v))]
            if any(attack.head in self._grammar.causes(i, WITHIN) for i in near):
                return True
        return False

    def _asides(self, subject: int, v: int) -> list[int]:
        """Behind a verb, what is added on its subject: "ten were killed, all of them civilians, in a raid"."""
        return [c for c in self._grammar.children[subject] if self._tokens[c].dep == "appos" and c > v]

    def _same_doers(self, attack: EventMention, again: EventMention) -> bool:
        """Whether the same are told to have done both, or one is told without any."""
        one, two = ({p.head for p in e.actor} for e in (attack, again))
        return not one or not two or one == two

    def _by_those(self, attack: EventMention, again: EventMention) -> bool:
        """Whether the attack tells who did it: "were killed by gunmen who attacked a bus"."""
        clause = self._tokens[attack.head]
        if (
            clause.dep != "relcl"
            or clause.pos != "VERB"
            or attack.effect in HARM
            or self._tokens[again.head].pos != "VERB"
        ):
            return False
        doer = clause.head
        if doer not in self._grammar.agents(again.head) or doer in self._grammar.names:
            return False
        near = self._same_doers(attack, again) and not self._earlier(attack.head, again.head)
        return near and self._tokens[self._tokens[attack.head].left - 1].lower != ","

    def _of_doers(self, attack: EventMention, again: EventMention) -> bool:
        """Whether it hangs on who made an attack told by a noun: "strikes by the army that killed ten"."""
        token = self._tokens[again.head]
        if token.dep not in CLAUSES or again.effect not in HARM or self._grammar.passive(again.head):
            return False
        by = self._tokens[self._tokens[token.head].head]
        if by.lower != "by" or by.head != attack.head or not any(p.head == token.head for p in attack.actor):
            return False
        return not self._earlier(again.head, attack.head)

    def _of_those(self, attack: EventMention, again: EventMention) -> bool:
        """Whether it only says of those hit that they were: "the massacre of six priests who were killed"."""
        token = self._tokens[again.head]
        if token.dep not in CLAUSES or again.effect not in HARM or not self._grammar.passive(again.head):
            return False
        whom = {token.head, self._tokens[token.head].head} if self._tokens[token.head].dep == "appos" else {token.head}
        hit = any(p.head in whom for p in attack.recipient) and any(p.head in whom for p in again.recipient)
        noun = self._tokens[attack.head].pos == "NOUN" and attack.head < again.head
        return hit and noun and not self._earlier(again.head, attack.head)

    def _laid(self, attack: EventMention, again: EventMention) -> bool:
        """Whether it tells how the same bomb came there: "detonated a bomb they had planted"."""
        token = self._tokens[again.head]
        return token.dep in CLAUSES and token.head in attack.others and attack.mode == again.mode == "explosives"

    def _earlier(self, clause: int, other: int) -> bool:
        """Whether a clause tells what had been done before, or gives a day of its own beside that of the other."""
        if any(self._tokens[c].lower == "had" for c in self._grammar.children[clause]):
            return True
        below = set(self._grammar.parsed.subtree(clause))
        return self._dated(below) and self._dated(set(self._grammar.parsed.subtree(other)) - below)

    def _dated(self, words: set[int]) -> bool:
        return any(self._grammar.names.get(i) == "DATE" for i in words)

    def _within(self, e: EventMention, o: EventMention) -> bool:
        """Whether o tells e too: same type, mode and actor, and a recipient that e lacks."""
        same = (e.type, e.mode, {p.head for p in e.actor}) == (o.type, o.mode, {p.head for p in o.actor})
        fuller = bool(o.recipient) or self._met_for(e, o)
        return same and bool(e.actor) and not e.recipient and fuller and e.status == o.status

    def _met_for(self, e: EventMention, o: EventMention) -> bool:
        """Whether a noun below a verb of meeting says what for: "met to finish their discussion"."""
        tokens, i = self._tokens, e.head
        if e.type != "CONSULT" or tokens[i].pos != "NOUN" or tokens[o.head].pos != "VERB" or o.recipient:
            return False
        while i != o.head and tokens[i].head != i:
            if tokens[i].dep == "prep" and tokens[i].lower in APART:
                return False
            i = tokens[i].head
        return i == o.head
