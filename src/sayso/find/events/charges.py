"""Charges and denials that name no deed of their own: "X blamed Y", "Y rejected the accusations".

The deed is one told before. An accusation tells it again with the accused as its doer; a denial of the
charge tells it as denied.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from sayso.find.events.grammar import Grammar
from sayso.find.events.identified import suspicion
from sayso.find.events.lexicon import Lexicon
from sayso.find.events.parties import Parties
from sayso.find.events.shared import speaks_for
from sayso.find.events.untrue import DENYING
from sayso.types import EventMention, PartyMention

# The deed stands in the sentence of the charge or so many before.
SENTENCES_BACK = 3
# A deed that is only meant is less sure than one told.
MEANT = 0.7
DONE = frozenset({"happened", "ongoing", "attempted"})
DEEDS = frozenset({"ASSAULT", "COERCE", "CONTROL", "DISPLACE"})
# What a side is accused of besides: "backing the rebels".
HELP = frozenset({"SUPPORT", "AID"})
BLAMING = frozenset({"blame", "accuse", "point", "hold", "lay", "pin", "put", "place", "cast"})
DENIALS = DENYING | {"denial", "rejection"}
# What is denied without a word of the deed: "denied involvement", "denied any role".
PARTS = frozenset("involvement responsibility role part complicity wrongdoing hand knowledge link".split())
# Nouns for a state's armed people.
FORCES = frozenset({"army", "military", "soldier", "troop", "police", "government", "ministry", "gendarme", "navy"})
# Verbs by which a charge is called what these words say, in so many words behind it.
CALLING = frozenset({"call", "describe", "brand", "label", "term", "decry"})
UNTRUE = frozenset(
    "baseless false untrue unfounded fabricated groundless lie lies nonsense absurd propaganda slander fabrication "
    "fabrications fiction misinformation".split()
)
FAR_UNTRUE = 10
# Verbs of owning up to a deed, with "it" or "responsibility"; words that make it none.
OWNING = frozenset({"claim", "take", "accept", "assume", "admit"})
POINTING = frozenset({"it", "this", "that", "them"})
DENIED = POINTING | {"which"}
UNREAL = frozenset({"no", "nobody", "none", "neither", "nor", "to", "may", "might", "could", "would", "will", "if"})
# What the accused did stands behind these; a charge that has one tells its own deed, or none of ours.
OF_WHAT = frozenset({"of", "for", "over", "on"})


class Charges:
    """Reads charges over the events of one report."""

    def __init__(self, grammar: Grammar, lexicon: Lexicon, parties: Parties) -> None:
        self.grammar = grammar
        self.parties = parties
        self.lexicon = lexicon

    def joined(self, events: Sequence[EventMention]) -> list[EventMention]:
        """The events with those that charges and denials mean, in order of their heads."""
        found = list(events)
        for event in events:
            lemma = self.grammar.tokens[event.head].lemma
            made = None
            if event.type == "ACCUSE" and lemma in BLAMING:
                made = self._accused(event, found)
            elif event.type == "REJECT" and lemma in DENIALS:
                made = self._denied(event, lemma, found)
            if made is not None:
                found.append(made)
        for token in self.grammar.tokens:
            read = self._reading(token.lemma) if token.pos == "VERB" else None
            if read is not None and (made := read(token.i, found)) is not None:
                found.append(made)
        kept = [e for e in found if not self._told_as_denied(e, found)]
        return sorted(kept, key=lambda e: (e.head, e.first, e.type))

    def _told_as_denied(self, event: EventMention, events: Sequence[EventMention]) -> bool:
        """A denial whose deed is told as denied: it refuses nobody anything besides."""
        token = self.grammar.tokens[event.head]
        if event.type != "REJECT" or token.lemma not in ("deny", "denial"):
            return False
        return any(e.status == "denied" and token.i <= e.head <= token.right for e in events)

    def _reading(self, lemma: str) -> Callable[[int, Sequence[EventMention]], EventMention | None] | None:
        if lemma in OWNING:
            return self._owned
        if lemma in CALLING:
            return self._untrue
        if lemma == "deny":
            return self._denied_it
        return self._thought if lemma == "suspect" else None

    def _owned(self, v: int, events: Sequence[EventMention]) -> EventMention | None:
        """The deed told before by who claims it in few words: "The Front claimed it", "it took responsibility"."""
        grammar = self.grammar
        objects = grammar.patients(v)
        responsible = [p for p in objects if grammar.tokens[p].lemma == "responsibility"]
        meant = [p for i in (v, *responsible) for p in grammar.after(i, ("for",))] if responsible else objects
        if not (responsible or objects) or (not responsible and grammar.tokens[v].lemma != "claim"):
            return None
        if any(not self._points(p) for p in meant) or grammar.tokens[v].dep == "relcl":
            return None  # "a raid that the Front took responsibility for" tells its own deed
        makers = [a for a in grammar.agents(v) if self.parties.can_be(a)]
        below = [c for i in (v, *objects, *makers) for c in grammar.children[i]]
        if any(grammar.tokens[c].dep == "neg" or grammar.tokens[c].lower in UNREAL for c in below):
            return None
        number = grammar.tokens[v].sentence
        if any(e.stance == "claims-responsibility" and grammar.tokens[e.head].sentence == number for e in events):
            return None
        deed = self._before(v, [e for e in events if e.type == "ASSAULT" and e.status == "happened" and not e.stance])
        if deed is None or not makers:
            return None
        actor = self.parties.mentions(makers)
        claiming = {p.head for p in actor}
        hit = tuple(p for p in deed.recipient if p.head not in claiming)
        return msgspec.structs.replace(
            deed, first=v, last=v, head=v, actor=actor, recipient=hit, stance="claims-responsibility",
            certainty="claimed", confidence=round(MEANT * deed.confidence, 3), others=(),
        )  # fmt: skip

    def _points(self, i: int) -> bool:
        """ "It", or "the attack": the one told before."""
        tokens = self.grammar.tokens
        return tokens[i].lower in POINTING or (tokens[i - 1].lower, tokens[i].lower) in suspicion().the_deed

    def _thought(self, v: int, events: Sequence[EventMention]) -> EventMention | None:
        """The deed told before, by whom somebody suspects: "officials suspect the Front"."""
        grammar = self.grammar
        objects = [p for p in grammar.patients(v) if self.parties.named(p)]
        below = [c for i in (v, *objects) for c in grammar.children[i]]
        if grammar.passive(v) or not objects or not grammar.agents(v):
            return None
        if any(grammar.tokens[c].dep == "neg" or grammar.tokens[c].lower in UNREAL | {"of"} for c in below):
            return None
        deed = self._before(v, [e for e in events if e.type == "ASSAULT" and e.status == "happened" and not e.actor])
        if deed is None:
            return None
        return msgspec.structs.replace(
            deed, first=v, last=v, head=v, actor=self.parties.mentions(objects), stance="accuses",
            certainty="suspected", confidence=round(MEANT * deed.confidence, 3), others=(),
        )  # fmt: skip

    def _accused(self, charge: EventMention, events: Sequence[EventMention]) -> EventMention | None:
        grammar = self.grammar
        if charge.status != "happened" or not charge.recipient:
            return None
        for i in (charge.head, *(p.head for p in charge.recipient)):
            if any(grammar.tokens[c].lower in OF_WHAT and not self._bare(c, charge) for c in grammar.children[i]):
                return None
        number = grammar.tokens[charge.head].sentence
        if any(e.stance == "accuses" and grammar.tokens[e.head].sentence == number for e in events):
            return None
        deed = self._before(charge.head, [e for e in events if e.type == "ASSAULT" and e.status == "happened"])
        if deed is None or grammar.tokens[deed.head].sentence == number:
            return None
        actor = tuple(p for p in charge.recipient if grammar.tokens[p.head].lower != "it")  # what is laid on somebody
        if not actor:
            return None
        accused = {p.head for p in actor}
        return msgspec.structs.replace(
            deed, first=charge.first, last=charge.last, head=charge.head, actor=actor,
            recipient=tuple(p for p in deed.recipient if p.head not in accused), stance="accuses",
            certainty="suspected", confidence=round(MEANT * charge.confidence, 3), others=(),
        )  # fmt: skip

    def _bare(self, preposition: int, charge: EventMention) -> bool:
        """True for the "at" or "on" that holds the accused: "pinned it on the rebels"; or "on Monday", "army of X"."""
        if self.grammar.tokens[preposition].lower == "of" and self.grammar.tokens[preposition].head != charge.head:
            inside = self.grammar.inside(
                preposition
            )  # "the army of Velia", "the sons of the town", not "the city of neglect"
            return all(self.parties.named(p) or self.grammar.child(p, "det", "poss") for p in inside) and all(
                self.grammar.tokens[p].dep != "pcomp" for p in inside
            )
        below = self.grammar.after(self.grammar.tokens[preposition].head, (self.grammar.tokens[preposition].lower,))
        accused = {p.head for p in charge.recipient}
        return all(p in accused or self.grammar.names.get(p) in ("DATE", "TIME") for p in below)

    def _denied(self, denial: EventMention, lemma: str, events: Sequence[EventMention]) -> EventMention | None:
        tokens = self.grammar.tokens
        noun = tokens[denial.head].pos == "NOUN"
        denied = [tokens[p].lemma for p in self.grammar.patients(denial.head)]
        charged = noun or any(w in self.lexicon.charges for w in denied)
        part = any(w in PARTS for w in denied)
        number = tokens[denial.head].sentence
        if denial.status != "happened" or not (charged or part):
            return None
        if any(e.status == "denied" and tokens[e.head].sentence == number for e in events):
            return None
        deed = self._before(denial.head, [e for e in events if e.stance == "accuses" and e.type in DEEDS])
        told = [e for e in events if e.type == "ASSAULT" and e.status in DONE and e.stance is None]
        if deed is None and part:
            deed = self._before(denial.head, told)
        elif deed is None and not noun:  # "dismissed the accounts" of the sentence before
            near = [e for e in told if tokens[e.head].sentence >= number - 1 and e.actor]
            ours = [e for e in near if self._of_state(e.actor)] if self._of_state(denial.actor) else []
            deed = self._before(denial.head, ours or near)
        if deed is None:
            return None
        if part:
            actor = self._side(denial.actor) or deed.actor
            theirs = {p.head for p in actor}
            deed = msgspec.structs.replace(
                deed, actor=actor, recipient=tuple(p for p in deed.recipient if p.head not in theirs)
            )
        return msgspec.structs.replace(
            deed, first=denial.first, last=denial.last, head=denial.head, stance="denies", status="denied",
            confidence=round(MEANT * denial.confidence, 3), others=(),
        )  # fmt: skip

    def _denied_it(self, v: int, events: Sequence[EventMention]) -> EventMention | None:
        """The deed told just before by another, by who says that it was not: "X accused Y of it; Y denied it"."""
        grammar, number = self.grammar, self.grammar.tokens[v].sentence
        objects = [c for c in grammar.children[v] if grammar.tokens[c].dep == "dobj"]
        deniers = self.parties.mentions(a for a in grammar.agents(v) if self.parties.can_be(a))
        pointing = bool(objects) and all(grammar.tokens[p].lower in DENIED for p in objects)
        if not pointing or not deniers or any(grammar.tokens[c].dep == "neg" for c in grammar.children[v]):
            return None
        words = {grammar.tokens[p.head].lemma for p in deniers}
        near = [
            e for e in events if e.type in DEEDS | HELP and e.status in DONE and e.actor
            and grammar.tokens[e.head].sentence >= number - 1
            and words.isdisjoint(grammar.tokens[p.head].lemma for p in e.recipient)
        ]  # fmt: skip
        deed = self._before(v, [e for e in near if e.stance == "accuses"] or [e for e in near if e.stance is None])
        if deed is None:
            return None
        return msgspec.structs.replace(
            deed, first=v, last=max(v, *objects), head=v, stance="denies", status="denied",
            confidence=round(MEANT * deed.confidence, 3), others=(),
        )  # fmt: skip

    def _untrue(self, v: int, events: Sequence[EventMention]) -> EventMention | None:
        """The deed somebody is charged with, by who says that it is not so: "called the charge baseless"."""
        grammar = self.grammar
        objects = [p for p in grammar.patients(v) if grammar.tokens[p].lemma in self.lexicon.charges]
        words = {t.lower for t in grammar.tokens[v + 1 : v + FAR_UNTRUE] if t.sentence == grammar.tokens[v].sentence}
        deniers = [a for a in grammar.agents(v) if self.parties.can_be(a)]
        negated = any(grammar.tokens[c].dep == "neg" for c in grammar.children[v])
        if not objects or not deniers or not words & UNTRUE or negated:
            return None
        deed = self._before(v, [e for e in events if e.stance == "accuses" and e.type in DEEDS])
        if deed is None:
            return None
        return msgspec.structs.replace(
            deed, first=v, last=v, head=v, stance="denies", status="denied",
            confidence=round(MEANT * deed.confidence, 3), others=(),
        )  # fmt: skip

    def _of_state(self, parties: Sequence[PartyMention]) -> bool:
        """Soldiers, police or whoever speaks for them."""
        tokens = self.grammar.tokens
        words = (t for p in parties for t in tokens[p.first : p.last + 1])
        return any(t.lemma in self.lexicon.police or t.lemma in FORCES for t in words)

    def _side(self, denier: Sequence[PartyMention]) -> tuple[PartyMention, ...]:
        """For whom the denier speaks: "a spokesman for the rebels"."""
        bodies = (speaks_for(self.grammar, self.parties, p.head) for p in denier)
        return self.parties.mentions(next(filter(None, bodies), ())) or tuple(denier)

    def _before(self, head: int, events: Sequence[EventMention]) -> EventMention | None:
        """The last of the events before a token, not too far back."""
        tokens = self.grammar.tokens
        least = tokens[head].sentence - SENTENCES_BACK
        near = [e for e in events if e.head < head and tokens[e.head].sentence >= least]
        return max(near, key=lambda e: e.head) if near else None
