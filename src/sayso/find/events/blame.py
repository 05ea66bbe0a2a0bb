"""Deeds that somebody is accused of, denies or claims: the event below the verb says whose it is said to be."""

from __future__ import annotations

import msgspec

from sayso.find.events.auxiliaries import clause_status
from sayso.find.events.operators import DEEDS
from sayso.find.events.reading import Reading
from sayso.find.events.shared import LAID_ON, speaks_for
from sayso.types import EventMention, Stance, Status

# Verbs that lay a deed at somebody's door by "to".
LINKED = dict.fromkeys(("link", "attribute", "tie", "trace"), ("to",))


class Blame:
    """Tells the events of one report whose they are said to be."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.grammar = reading.grammar
        self.lexicon = reading.lexicon

    def accuse(self, v: int, inner: EventMention | None, inner_at: int) -> None:
        """The deed somebody is accused of, with the accused as its actor."""
        accused = [p for p in self.grammar.patients(v) if p != inner_at] or [
            p for p in self.grammar.after(v, ("on", *LINKED.get(self.grammar.tokens[v].lemma, ()))) if p != inner_at
        ]
        if inner is None or inner.type not in DEEDS:
            return
        if self.grammar.tokens[inner_at].dep == "xcomp" and self.grammar.passive(inner_at):
            blamed: Stance | None = "accuses" if inner.actor else None
            self.reading.read[inner_at] = msgspec.structs.replace(inner, certainty="suspected", stance=blamed)
            return  # "is suspected to have been killed by X" accuses X
        laid_on = self.grammar.tokens[v].lemma in LAID_ON and all(p > inner_at for p in accused)
        if laid_on:  # "blamed the attack on X" is no attack on X
            accused = self.grammar.after(inner_at, ("on",))[-1:] or accused
        parties = self.reading.parties.mentions(accused)
        heads = {p.head for p in parties}
        joined = [c for c in self.grammar.children[inner_at] if self.grammar.tokens[c].dep == "conj"]
        for at in (inner_at, *joined):
            deed = self.reading.event(at)
            if deed is not None and deed.type in DEEDS:
                self.reading.read[at] = msgspec.structs.replace(
                    deed, stance="accuses",
                    certainty="suspected",
                    status=deed.status if deed.status in ("attempted", "planned") else "happened",
                    actor=parties or deed.actor, recipient=tuple(p for p in deed.recipient if p.head not in heads),
                )  # fmt: skip

    def deny(self, v: int, inner: EventMention | None, inner_at: int) -> None:
        """The deed as denied; by whom it was done, or else by who denies it."""
        if inner is not None:
            type_, mode = self.reading.type_of(inner_at, inner)
            undenied = clause_status(self.grammar, v) == "negated"  # "did not deny that it had bombed the town"
            status: Status = "hypothetical" if undenied else "denied"
            self.reading.read[inner_at] = msgspec.structs.replace(
                inner, type=type_ or inner.type, mode=mode, status=status, stance=None if undenied else "denies",
                actor=inner.actor or (() if self._has_subject(inner_at) else self.reading.actors(v)),
            )  # fmt: skip

    def _has_subject(self, i: int) -> bool:
        """Whether the deed denied has a subject of its own: "denied that the town had fallen"."""
        return self.grammar.tokens[i].dep == "ccomp" and self.grammar.child(i, "nsubj", "nsubjpass") is not None

    def denies_clause(self, v: int, inner_at: int) -> EventMention | None:
        """A denial of what tells no event: "denied that the party had talked of it"; the events below it are denied."""
        if self.grammar.tokens[inner_at].pos not in ("VERB", "AUX"):
            return None
        below = self.grammar.tokens[inner_at]
        told = [k for k in range(inner_at, below.right + 1) if self.reading.event(k) is not None]
        actor = self.reading.actors(v)
        for k in told:
            event = self.reading.read.get(k)
            if event is not None and event.type in DEEDS and k != inner_at:
                self.deny(v, event, k)
        found = [e for k in told if (e := self.reading.read.get(k)) is not None]
        if inner_at in told or any(e.status == "denied" for e in found) or not actor:
            return None
        return EventMention(
            first=v, last=v, head=v, type="REJECT", mode="change", actor=actor,
            status=self.reading.status.of_verb(v), confidence=0.5,
        )  # fmt: skip

    def charge_denied(self, v: int, inner: EventMention | None, inner_at: int) -> bool:
        """For "rejected accusations of bombing X": the bombing is denied, besides the rejection."""
        charged = any(self.grammar.tokens[p].lemma in self.lexicon.charges for p in self.grammar.patients(v))
        if charged and inner is not None and inner.type in DEEDS:
            actor = self.reading.actors(v)
            heads = {p.head for p in actor}
            self.deny(
                v,
                msgspec.structs.replace(
                    inner, actor=actor, recipient=tuple(p for p in inner.recipient if p.head not in heads)
                ),
                inner_at,
            )
        return charged

    def claim(self, v: int, inner: int | None) -> None:
        """The deed by who claims it: "claimed responsibility for the attack", "admitted killing"."""
        grammar = self.grammar
        targets: list[int] = []
        for p in grammar.patients(v):
            if grammar.tokens[v].lemma == "claim" and self.reading.senses.noun(p):
                targets.append(p)
            if grammar.tokens[p].lemma == "responsibility":
                targets += [*grammar.after(p, ("for",)), *grammar.after(v, ("for",))]
        if not targets and grammar.tokens[v].lemma != "claim":
            targets = [inner] if inner is not None else []
        below = [c for p in (v, *grammar.patients(v), *grammar.agents(v)) for c in grammar.children[p]]
        if any(grammar.tokens[c].dep == "neg" or grammar.tokens[c].lower == "no" for c in below):
            for t in targets[:1]:
                self.reading.deed(t)  # nobody claimed it, but it was done
            return
        actor = self.reading.actors(v)
        bodies = (speaks_for(grammar, self.reading.parties, p.head) for p in actor)
        actor = self.reading.parties.mentions(next(filter(None, bodies), ())) or actor
        if not targets and grammar.tokens[v].lemma == "claim":
            targets = self._lost_object(v)
        for t in targets[:1]:
            event = self.reading.deed(t)
            if event is not None and event.type in DEEDS and actor:
                self.reading.read[t] = msgspec.structs.replace(
                    event, actor=actor, stance="claims-responsibility", certainty="claimed", status="happened"
                )

    def _lost_object(self, v: int) -> list[int]:
        """The deed claimed where a lost comma makes it the subject of what follows: "claimed the attack saying"."""
        clause = self.grammar.child(v, "ccomp")
        if clause is None or clause.tag != "VBG" or clause.lemma not in self.lexicon.saying:
            return []
        return [s for s in self.grammar.subject(clause.i) if v < s <= v + 4 and self.reading.senses.noun(s)]
