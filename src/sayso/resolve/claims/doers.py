"""Who did an event: its own doers without victims, means and speakers among them, then those of its other tellings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from sayso.resolve.claims.attach import Attached
from sayso.resolve.claims.stories import STEM_LETTERS, Told
from sayso.resolve.claims.tree import Tree
from sayso.types import Attribution, Certainty, CountMention, EventMention, Party, PartyMention

# Words that join a doer to who they are thought to be: "gunmen suspected to be members of X".
THOUGHT = frozenset(["suspect", "believe", "think", "allege", "presume", "suppose", "say", "claim", "report"])
# What becomes of people that nobody does to himself by the same words.
HARM = frozenset(["killed", "injured", "casualties", "abducted"])
# Things that cannot act; a warplane or a tank stands for its crew.
LIFELESS = frozenset("bomb car-bomb ied mine explosive suicide-vest grenade ammunition firearm blade other".split())
# Verbs by which somebody gives a toll: "police put the toll at 16".
FIGURING = frozenset(["put", "give", "place", "set", "revise", "raise"])
# Modes in which a vehicle is what bursts.
BLASTS = frozenset(["explosives", "suicide-attack"])
# Stems of words for two sides who both do and both suffer.
MUTUAL = frozenset(["clash", "fight", "battl", "gunba", "skirm", "hosti", "confl"])
# Subjects behind which a speaker stands who tells of his own deed: "X said it had struck".
OWN_DEED = frozenset(["it", "they", "we", "he", "she", "i"])
# Clauses that stand inside of what somebody says.
SAID = frozenset(["ccomp", "parataxis", "advcl", "relcl"])
PRONOUNS = frozenset(["it", "they", "he", "she", "them"])
# Sectors of who fights without being of the state; unidentified people may turn out to be any of them.
HIDDEN = frozenset(["REB", "CRM", "UAF"])
# The way from "suspected" to the name, and how far below it may stand.
COMPLEMENTS = frozenset(["xcomp", "ccomp", "prep", "pcomp", "attr"])
DEPTH = 4
# Tokens kept of a name behind its head: "members of the X group".
LONGEST = 6


class Doers:
    """Reads the doers of one report's attacks."""

    def __init__(self, tree: Tree, attributions: Iterable[Attribution], counts: Iterable[CountMention]) -> None:
        self._tree = tree
        self._victims = {c.head for c in counts if c.count.what in HARM}
        self._thought: set[tuple[int, int]] = set()
        self._cues: dict[int, list[int]] = {}
        for told in attributions:
            own = told.kind != "speech" or told.stance == "claims-responsibility"
            if told.source_head is not None and told.cue_head is not None and not own:
                self._cues.setdefault(told.source_head, []).append(told.cue_head)

    def clear(self, values: Attached) -> EventMention:
        """The event with those for actors who can have done it, and behind them whom they are thought to be."""
        event = values.event
        if event.type != "ASSAULT":
            return event
        own = [m for m in event.actor if not self._other(m, values)]
        known = {m.head for m in (*own, *event.recipient)}
        thought = [t for m in own for t in self._suspected(m) if t.head not in known]
        self._thought.update((t.first, t.last) for t in thought)
        return msgspec.structs.replace(event, actor=(*own, *thought))

    def thought(self, mention: PartyMention) -> bool:
        """Whether a doer is one only by what others are suspected to be."""
        return (mention.first, mention.last) in self._thought

    def _other(self, mention: PartyMention, values: Attached) -> bool:
        """The event's own words, its means, whom it hit, or who tells of it."""
        event, tokens = values.event, self._tree.parsed.tokens
        if event.first <= mention.first and mention.last <= event.last:
            return True
        lifeless = LIFELESS | {"vehicle"} if event.mode in BLASTS else LIFELESS  # "a car blew up"
        if any(t.first <= mention.head <= t.last and t.thing.kind in lifeless for t in values.instruments):
            return True
        if tokens[event.head].lemma[:STEM_LETTERS] not in MUTUAL and (
            mention.head in self._victims
            or (tokens[mention.head].dep in {"nsubjpass", "dobj"} and mention.head in {p.head for p in event.recipient})
        ):
            return True
        return event.stance is None and any(self._only_says(event, cue) for cue in self._cues.get(mention.head, ()))

    def _only_says(self, event: EventMention, cue: int) -> bool:
        """True where the event is what somebody tells, not what he is said to have done himself."""
        if cue == event.head:
            return self._tree.parsed.tokens[cue].lemma in FIGURING
        if event.first <= cue <= event.last or self._tree.parsed.tokens[cue].pos not in {"VERB", "AUX"}:
            return False
        above = self._tree.above(event.head)
        tokens = self._tree.parsed.tokens
        if cue not in above:  # "an attack alleged by X", not "gunmen who said"
            return tokens[cue].dep not in {"relcl", "acl"} or tokens[cue].head == event.head
        if any(self._of_speaker(i) for i in (event.head, *above[: above.index(cue)])):
            return False
        return any(tokens[i].dep in SAID for i in above[: above.index(cue)])

    def _of_speaker(self, i: int) -> bool:
        """A clause in what is said whose subject can only mean a person or body named before."""
        tokens = self._tree.parsed.tokens
        return any(
            tokens[c].dep == "nsubj" and tokens[c].lower in OWN_DEED for c in self._tree.parsed.children[i] if c < i
        )

    def _suspected(self, mention: PartyMention) -> list[PartyMention]:
        """Whom the words behind a doer take him for: "gunmen suspected to be members of X"."""
        tokens, children = self._tree.parsed.tokens, self._tree.parsed.children
        found: list[int] = []
        above = tokens[mention.head].head
        reduced = (
            tokens[mention.head].dep == "nsubj" and tokens[above].tag == "VBN"
        )  # "Gunmen suspected to be X killed"
        for c in (*children[mention.head], *([above] if reduced else [])):
            if c > mention.head and tokens[c].dep in {"acl", "relcl", "ROOT", "ccomp"} and tokens[c].lemma in THOUGHT:
                level = [c]
                for _ in range(DEPTH):
                    level = [k for i in level for k in children[i] if tokens[k].dep in COMPLEMENTS]
                    found += [k for k in level if tokens[k].dep == "attr"]
        return [PartyMention(first=tokens[k].left, last=min(tokens[k].right, k + LONGEST), head=k) for k in found[:1]]


def lent_doers(item: Told, others: Sequence[Told]) -> tuple[Party, ...]:
    """The telling's own doers; where it names none, those of another telling of the same event.

    Plain tellings lend first, named doers before unnamed ones. Whoever is only accused of the deed
    or claims it comes with that certainty, after the telling's own unnamed doers.
    """
    if any(p.id or p.name for p in item.actor):
        return item.actor
    plain = [o for o in others if o.actor and _told_plainly(o.values.event) and not _pronouns(o.actor)]
    doers = item.actor or (min(plain, key=lambda o: not _named(o.actor)).actor if plain else ())
    if doers and not _named(doers) and all(p.sector in HIDDEN for p in doers):  # "gunmen", elsewhere "the Front"
        doers = (*doers, *[p for o in plain for p in o.actor if (p.id or p.name) and p.sector in HIDDEN][:1])
    if _named(doers) or not _told_plainly(item.values.event):
        return doers
    told = [p for o in others for p in _rumoured(o)]
    return (*doers, *told[:1]) if told else doers


def _told_plainly(event: EventMention) -> bool:
    """True where the doer is not somebody's accusation, claim, rumour or denial: those stay with their voice."""
    told = event.stance in (None, "asserts") and event.certainty == "stated"
    return event.type == "ASSAULT" and told and event.status in {"happened", "ongoing"}


def _pronouns(parties: Sequence[Party]) -> bool:
    """True where a doer is only "it" or "they": a guess at whom they mean is not handed on."""
    return any(p.text.lower() in PRONOUNS for p in parties)


def _rumoured(item: Told) -> list[Party]:
    """Named doers of a telling that accuses, suspects or claims, with the certainty it has."""
    event = item.values.event
    if event.status in {"denied", "negated", "hypothetical", "planned", "threatened"} or event.type != "ASSAULT":
        return []
    by_stance: dict[str | None, Certainty] = {"claims-responsibility": "claimed", "accuses": "suspected"}
    own = event.stance == "claims-responsibility"  # a claim names its maker, however he is called
    named = [p for p in item.actor if p.id or p.name or p.sector == "REB" or (own and p.text.lower() not in PRONOUNS)]
    found = []
    for party in named:
        certainty = party.certainty if party.certainty != "stated" else by_stance.get(event.stance)
        if certainty in {"claimed", "suspected"}:
            found.append(msgspec.structs.replace(party, certainty=certainty))
    return found


def _named(parties: tuple[Party, ...]) -> bool:
    return any(p.id or p.name for p in parties)
