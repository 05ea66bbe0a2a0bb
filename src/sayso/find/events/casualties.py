"""Deaths and injuries joined to the act that caused them, and modes read from weapons."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from sayso.english import AT
from sayso.find.events.answers import answered
from sayso.find.events.apart import apart
from sayso.find.events.governed import HINDERING
from sayso.find.events.grammar import Grammar, much_later
from sayso.find.events.lexicon import Lexicon
from sayso.types import EventMention, PartyMention

HARM = frozenset({"killed", "injured", "damaged", "destroyed", "unharmed"})
# Modes of what is done to the living: they cause no death of the same sentence.
OTHER_FATES = frozenset({"abduct", "sexual"})
TELLS = frozenset("say tell report claim deny announce state add confirm insist assert estimate".split())
# Who is named by the weapons that they put out of action: "the bomb squad".
DEFUSING = frozenset({"squad", "expert", "technician", "disposal"})
DEEP = 6
PRONOUNS = frozenset({"he", "she", "it", "they", "who"})
BURNING = frozenset({"set", "burn", "torch", "raze"})
FIRING = frozenset({"firing", "shelling", "bombing", "shooting"})
CAUSE_PREPOSITIONS = ("in", "by", "during", "after", "from", "of", "when", "with", "at", "as", "following")


class Casualties:
    """Merges the casualty predicates of one sentence into the attack they belong to."""

    def __init__(self, grammar: Grammar, lexicon: Lexicon) -> None:
        self.grammar = grammar
        self.lexicon = lexicon

    def merge(self, events: list[EventMention]) -> list[EventMention]:
        """One event for an attack and the deaths it caused."""
        by_head = {e.head: e for e in events}
        for hit in (e for e in events if e.type == "ASSAULT" and e.effect not in HARM):
            tool = next((a for a in self._tools(hit.head) if a in by_head and by_head[a].type == "ASSAULT"), None)
            if tool is not None and hit.head in by_head:  # "air strikes hit the town" is one attack
                by_head[tool] = self.join(by_head[tool], by_head.pop(hit.head))
        for effect in sorted((e for e in events if e.type == "ASSAULT" and e.effect in HARM), key=lambda e: e.head):
            if effect.head not in by_head:
                continue
            cause = self._cause(effect, by_head)
            if cause is not None and not (self._struck_back(cause, effect) or apart(self.grammar, cause, effect)):
                by_head[cause.head] = self.join(cause, by_head.pop(effect.head))
        for spared in [e for e in by_head.values() if e.effect == "unharmed"]:
            deeds = [e for e in by_head.values() if e.type == "ASSAULT" and e.effect != "unharmed"]
            if deeds:  # "escaped unhurt, but two guards died in the ambush"
                deed = min(deeds, key=lambda e: abs(e.head - spared.head))
                by_head[deed.head] = self.join(deed, by_head.pop(spared.head))
        return sorted(by_head.values(), key=lambda e: e.head)

    def _tools(self, v: int) -> list[int]:
        """Event nouns that are the subject of a verb."""
        if self.grammar.tokens[v].pos != "VERB":
            return []
        return [c for s in self.grammar.agents(v) for c in self.grammar.conjuncts(s)]

    def _cause(self, effect: EventMention, events: dict[int, EventMention]) -> EventMention | None:
        tokens = self.grammar.tokens
        for i in self._candidates(effect.head):
            event = events.get(i)
            if event and event is not effect and event.type == "ASSAULT" and event.mode not in OTHER_FATES and (
                event.effect not in HARM or (event.effect == "killed" and tokens[i].pos != "NOUN")
                or effect.effect in ("injured", "damaged", "unharmed")
            ):  # fmt: skip
                if event.effect in HARM and effect.effect == "killed" and event.effect != "killed":
                    continue
                if effect.effect == "killed" and self._arson(event):
                    continue
                if self._told_apart(event.head, effect.head) or self._placed_apart(event.head, effect.head):
                    continue
                if answered(self.grammar.parsed, effect.head) != answered(self.grammar.parsed, event.head):
                    continue
                return event
        return None

    def _told_apart(self, cause: int, effect: int) -> bool:
        """Whether each stands in a telling of its own: "they deny shelling the town and say the army killed ten"."""
        one, two = self._telling(cause), self._telling(effect)
        return one is not None and two is not None and one != two

    def _placed_apart(self, cause: int, effect: int) -> bool:
        """Whether two fates in a row have each its people and place: "one was killed in X and a shop hit in Y"."""
        tokens, grammar = self.grammar.tokens, self.grammar
        if not (grammar.passive(cause) and grammar.passive(effect)) or tokens[effect].dep != "conj":
            return False
        wheres = []
        for v in (cause, effect):
            own = grammar.child(v, "nsubjpass") is not None
            inside = [p for p in grammar.after(v, AT) if tokens[p].pos == "PROPN" or grammar.bears_name(p)]
            if not own or not inside:
                return False
            wheres.append({tokens[p].lower for p in inside})
        return wheres[0].isdisjoint(wheres[1])

    def _telling(self, i: int) -> int | None:
        """The verb of saying in whose clause a word stands."""
        tokens = self.grammar.tokens
        for _ in range(DEEP):
            head = tokens[tokens[i].head]
            if head.i == i:
                return None
            if tokens[i].dep in ("ccomp", "xcomp") and head.lemma in TELLS and head.pos == "VERB":
                return head.i
            i = head.i
        return None

    def _struck_back(self, cause: EventMention, effect: EventMention) -> bool:
        """Whether those who are attacked, or foil it, do this: "repelled an attack and destroyed ten tanks"."""
        grammar = self.grammar
        hit = {p.head for p in cause.recipient}
        above = grammar.governor(cause.head)
        if above is not None and grammar.tokens[above].lemma in HINDERING:
            hit |= set(grammar.agents(above))
        return (
            effect.effect in ("destroyed", "killed") and bool(effect.actor) and all(p.head in hit for p in effect.actor)
        )

    def _arson(self, event: EventMention) -> bool:
        """Houses set on fire: "killing five people and burning down ten houses"."""
        heads = {self.grammar.tokens[self.grammar.counted(p.head)].lemma for p in event.recipient}
        people = self.lexicon.moving | self.lexicon.acting | self.lexicon.officials
        return self.grammar.tokens[event.head].lemma in BURNING and bool(heads) and heads.isdisjoint(people)

    def _candidates(self, v: int) -> Iterable[int]:
        """Tokens that may tell the cause, nearest first."""
        grammar = self.grammar
        token = grammar.tokens[v]
        if token.pos == "VERB":
            for s in [*grammar.agents(v), *grammar.causes(v, CAUSE_PREPOSITIONS)]:
                yield from (k for c in grammar.conjuncts(s) for k in (c, *self._firing(c)))
            for c in grammar.children[v]:
                if grammar.tokens[c].dep in ("advcl", "conj"):
                    yield c
                if grammar.tokens[c].dep == "conj" and grammar.tokens[c].pos == "VERB":
                    yield from grammar.causes(c, CAUSE_PREPOSITIONS)
                elif grammar.tokens[c].dep == "conj":  # "20 were killed and 30 injured in the raid"
                    for g in grammar.children[c]:
                        if grammar.tokens[g].dep == "acl":
                            yield g
                            yield from grammar.causes(g, CAUSE_PREPOSITIONS)
            if token.dep == "conj":
                yield from grammar.causes(token.head, CAUSE_PREPOSITIONS)
        head = grammar.tokens[token.head]
        if token.dep == "advcl" and head.lemma in grammar.lexicon.object_blamed and head.i < v:
            # "accused X of bombing the town, killing ten": by the bombing, whatever the clause hangs on
            yield from (k for k in range(v - 1, head.i, -1) if grammar.tokens[k].pos in ("VERB", "NOUN"))
        for _ in range(4):
            if token.dep not in ("advcl", "conj", "xcomp", "acl", "relcl", "ccomp", "pcomp", "prep", "dep"):
                break
            if token.lemma != "die" and self._of_other_day(token.i, head.i):
                break
            yield head.i
            for c in grammar.children[head.i]:
                if grammar.tokens[c].dep in ("dobj", "nsubj", "nsubjpass", "xcomp"):
                    yield c
            token, head = head, grammar.tokens[head.head]

    def _of_other_day(self, v: int, above: int) -> bool:
        """Whether a clause tells of another day: "a week after gunmen killed ten", "since May, when gunmen killed"."""
        tokens = self.grammar.tokens
        for c in self.grammar.children[v]:
            if tokens[c].dep == "mark" and much_later(tokens, c):
                return True
            if tokens[c].lower == "when" and any(t.lower == "since" for t in tokens[above + 1 : c]):
                return True
        return False

    def _firing(self, noun: int) -> list[int]:
        """The deed behind what the parser takes for the cause: "killed in police firing", "in artillery shelling"."""
        return [c for c in self.grammar.children[noun] if c == noun + 1 and self.grammar.tokens[c].lower in FIRING]

    def join(self, cause: EventMention, effect: EventMention) -> EventMention:
        """The attack with what came of it."""
        victims = tuple(msgspec.structs.replace(p, effect=p.effect or effect.effect) for p in effect.recipient)
        heads = {p.head for p in victims}
        kept = tuple(p for p in cause.recipient if p.head not in heads)
        own = () if self._pronouns(cause.actor) and effect.actor else cause.actor  # "X killed ten when he ..." is X
        actor = own or tuple(p for p in effect.actor if p.head not in heads and p.head != cause.head) or cause.actor
        mode = cause.mode or (effect.mode if effect.mode != "destroy" else None)
        return msgspec.structs.replace(
            cause,
            mode=mode,
            actor=actor,
            recipient=_ordered((*kept, *victims)),
            effect=cause.effect if kept or not victims or effect.effect == "unharmed" else effect.effect,
            others=tuple(sorted({*cause.others, effect.head, *effect.others})),
            confidence=max(cause.confidence, effect.confidence),
            contexts=tuple(dict.fromkeys((*cause.contexts, *effect.contexts)))[:3],
        )

    def _pronouns(self, parties: Iterable[PartyMention]) -> bool:
        return all(self.grammar.tokens[p.head].lower in PRONOUNS for p in parties)

    def means(self, v: int, first: int, last: int) -> str | None:
        """Mode by a weapon among the trigger's own words, subject, agent or instrument."""
        grammar = self.grammar
        near = list(range(first, last + 1))
        for s in (*grammar.agents(v), *grammar.causes(v, ("with", "by", "in", "using", "from", "to", "after", "when"))):
            for i in grammar.conjuncts(s):
                near.append(i)
                if grammar.tokens[i].lemma not in DEFUSING:
                    near += [c for c in grammar.children[i] if grammar.tokens[c].dep in ("compound", "amod", "nmod")]
        for c in grammar.children[v]:
            token = grammar.tokens[c]
            if token.dep in ("compound", "amod", "nmod", "npadvmod"):
                near.append(c)
            if token.dep == "advcl" and token.lemma in (
                "explode",
                "use",
                "detonate",
                "drop",
                "hit",
                "land",
                "fall",
                "go",
            ):
                near += [*grammar.subject(c), *grammar.patients(c)]
        found = {self.lexicon.means[w] for i in near for w in (grammar.tokens[i].lemma,) if w in self.lexicon.means}
        for mode in (
            "suicide-attack",
            "drone",
            "unconventional",
            "aerial",
            "heavy-weapons",
            "explosives",
            "firearms",
            "primitive",
        ):
            if mode in found:
                return mode
        return None


def _ordered(parties: Iterable[PartyMention]) -> tuple[PartyMention, ...]:
    return tuple(sorted({p.head: p for p in parties}.values(), key=lambda p: p.first))
