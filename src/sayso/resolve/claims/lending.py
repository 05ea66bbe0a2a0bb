"""Doers that one telling of an attack lends another that names none, and how surely."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.resolve.claims.blameless import BLASTS, IRREGULAR, owned
from sayso.resolve.claims.doers import MUTUAL, NEAR_SENTENCES
from sayso.resolve.claims.equal_tolls import same_toll
from sayso.resolve.claims.stories import Told, lacks_means
from sayso.types import Certainty, EventMention, Party

# Modes whose doers nobody sees.
FROM_AFAR = frozenset(["heavy-weapons", "aerial", "drone", "explosives"])
PRONOUNS = frozenset(["it", "they", "he", "she", "them"])
# Sectors of states' own people, whom the name of their people tells as well as theirs: "Russian warplanes".
STATE = frozenset(["GOV", "MIL", "COP", "SPY"])
BEARING = frozenset(["MIL", "COP", "SPY"])
# Stems of what is done with a blade, a rope or fire by hand, and how bombs burst.
BY_HAND = frozenset(["stab", "stabb", "knife", "lynch", "hack", "hacki", "torch", "immol", "stone", "stoni"])
# Whose dead they are, by the word for those counted.
OWN_DEAD = {"police": "COP", "soldiers": "MIL", "troops": "MIL"}
# Sectors of who carries arms, for a state or against it, and of those of whom no side is told.
ARMED = IRREGULAR | STATE
FACELESS = frozenset([None, "UAF", "UNK", "CVL"])
# What is only planned or imagined is nobody's by what he did elsewhere.
DONE = frozenset({"happened", "ongoing", "attempted", "denied"})
# Sectors of people in office.
STATESMEN = frozenset(["GOV", "LEG", "JUD", "OPP", "PTY"])
# So sure, a name comes before the unnamed doers it stands for; who is only suspected stands behind them.
SURE = frozenset(["stated", "claimed"])


def lent_doers(item: Told, others: Sequence[Told]) -> tuple[Party, ...]:
    """The telling's own doers; where it names none, those of another telling of the same event.

    Plain tellings near by lend first, doers of whom something is known before unknown ones. Whoever is only
    accused of the deed or claims it comes with that certainty, after the telling's own unnamed doers.
    """
    if any(p.id or p.name for p in item.actor) or item.values.event.status not in DONE:
        return item.actor
    others = [o for o in others if not lacks_means(item.values.event.mode, o.actor)]
    plain = [
        o for o in others
        if o.actor and not o.own_word and not o.aside and _within_reach(o, item) and _told_plainly(o.values.event)
        and not _of_war(o, item) and not _pronouns(o.actor) and not _statesmen(o.actor) and not _own_side(o.actor, item)
        and not _at_others(o, item) and not _either_side(o, item) and not item.unclear and not _not_theirs(o, item)
    ]  # fmt: skip
    doers = item.actor or (
        _lent(min(plain, key=lambda o: (not _known(o.actor), _of_others(o, item))), item) if plain else ()
    )
    if doers and not _named(doers) and all(p.sector in IRREGULAR for p in doers):  # "gunmen", elsewhere "the Front"
        named = [(p, q) for o in plain for p, q in zip(o.actor, _lent(o, item), strict=True)
                 if (p.id or p.name) and p.sector in IRREGULAR][:1]  # fmt: skip
        sure = any(p.certainty in SURE for p, _ in named) and all(p.sector == "REB" for p in doers)
        behind = [q for _, q in named]
        doers = (*behind, *doers) if sure else (*doers, *behind)
    if _named(doers) or not _told_plainly(item.values.event):
        return doers
    rumours = (o for o in others if not _own_side(o.actor, item))
    told = next((t for o in rumours if (t := [p for p in _rumoured(o) if all(_may_be(d, p) for d in doers)])), [])
    open_ = all(p.certainty == "suspected" for p in told)  # one or another of them
    return (*doers, *(told if open_ else told[:1]))


def _lent(lender: Told, item: Told) -> tuple[Party, ...]:
    """The doers of another telling: suspected where it is somebody else's word and not this telling's."""
    if not _of_others(lender, item):
        return lender.actor
    return tuple(
        msgspec.structs.replace(p, certainty="suspected") if p.certainty == "stated" else p for p in lender.actor
    )


def _of_others(lender: Told, item: Told) -> bool:
    return lender.voice is not None and lender.voice != item.voice


def _may_be(doer: Party, named: Party) -> bool:
    """Whether an unnamed doer can be whom others name: "gunmen" are no army, and whom a name marks is himself."""
    if any(word[:1].isupper() for word in doer.text.split()[1:]):
        return False
    return None in {doer.sector, named.sector} or (doer.sector in IRREGULAR) == (named.sector in IRREGULAR)


def _own_side(doers: Sequence[Party], item: Told) -> bool:
    """Whether they would do it to themselves: whom it befell, or rebels to captured rebels whose deeds were told."""
    hit = [r for r in item.recipient if not (owned(r) or r.text.lower().partition(" ")[0] in PRONOUNS)]
    if {(p.start, p.end) for p in doers} & {(r.start, r.end) for r in hit}:
        return True  # "the army repelled an attack, killing forty": it did not attack itself
    if any(_is(p, r) or _one_body(p, r) for p in doers for r in hit if r.effect is not None):
        return True
    if any(_one_band(p, r) for p in doers for r in hit) and item.lemma not in MUTUAL:
        return True
    if any(_one_state(p, r) for p in doers for r in hit if item.values.event.type == "ASSAULT"):
        return True
    if hit and all(p.sector == "REB" and not (p.id or p.name) for p in doers) and any(r.sector == "REB" for r in hit):
        return True  # unnamed rebels elsewhere are no foes of the rebels killed here
    fallen = {OWN_DEAD.get(c.count.who or "") for c in item.values.counts} - {None}
    if fallen and all(p.sector in fallen for p in doers):
        return True  # "33 people, including two policemen, were hurt": not by the police
    return item.values.event.mode == "abduct" and any(
        p.sector == r.sector == "REB" and (p.id == r.id or None in (p.id, r.id)) for p in doers for r in hit
    )


def _one_state(one: Party, other: Party) -> bool:
    """Both bear arms for the same state."""
    same = one.country is not None and one.country == other.country
    return same and one.sector in BEARING and other.sector in BEARING


def _one_band(doer: Party, hit: Party) -> bool:
    """Both are of one band by name, whatever became of those hit."""
    names = {doer.name, doer.member_of} & {hit.name, hit.member_of} - {None}
    return {doer.sector, hit.sector} <= IRREGULAR and bool(names)


def _one_body(doer: Party, hit: Party) -> bool:
    """Both belong to one body, or fight without a name that could tell them apart from each other."""
    if {doer.name, doer.member_of} & {hit.name, hit.member_of} - {None}:
        return True
    return doer.sector == hit.sector == "REB" and not (doer.name or doer.member_of)


def _within_reach(lender: Told, item: Told) -> bool:
    """Whether one telling stands near the other; "the attack" may take up one told long before, a title or toll any."""
    apart = item.sentence - lender.sentence
    return (
        same_toll(item.values, lender.values)
        or item.heading
        or lender.heading
        or abs(apart) <= NEAR_SENTENCES
        or (item.definite and apart > 0)
    )


def _is(one: Party, other: Party) -> bool:
    return (one.start, one.end) == (other.start, other.end) or (one.id is not None and one.id == other.id)


def _either_side(lender: Told, item: Told) -> bool:
    """Whether a shell fell while two sides fought each other: who of them fired it is not told."""
    blast = item.values.event.mode in FROM_AFAR and item.lemma not in MUTUAL
    return blast and lender.lemma in MUTUAL and len(lender.actor) > 1


def _not_theirs(lender: Told, item: Told) -> bool:
    """Whether a state's people, told of beside it, seldom do such a thing: stab passers-by, make bombs at home."""
    if not lender.actor or any(p.sector not in STATE for p in lender.actor):
        return False
    bomb = item.values.event.mode in BLASTS and all(p.sector == "COP" for p in lender.actor)
    return bomb or (item.lemma in BY_HAND and lender.lemma not in BY_HAND)


def _at_others(lender: Told, item: Told) -> bool:
    """Whether what another sentence tells of befell armed people by name, and this one people who bear no arms."""
    together = lender.sentence == item.sentence and lender.voice == item.voice
    if together or not item.recipient or any(r.sector in ARMED for r in item.recipient):
        return False
    return any(
        (r.id or r.name or r.kind == "vehicle") and r.kind != "person" and r.sector in ARMED for r in lender.recipient
    )


def _told_plainly(event: EventMention) -> bool:
    """True where the doer is not somebody's accusation, claim, rumour or denial: those stay with their voice."""
    told = event.stance in (None, "asserts") and event.certainty == "stated"
    return event.type == "ASSAULT" and told and event.status in {"happened", "ongoing"}


def _of_war(lender: Told, item: Told) -> bool:
    """Whether a telling is of the war that goes on, not of this attack: "X has been fighting the state for years"."""
    going_on = lender.values.event.status == "ongoing" and lender.lemma in MUTUAL
    return going_on and item.lemma not in MUTUAL


def _pronouns(parties: Sequence[Party]) -> bool:
    """True where a doer is only "it" or "they": a guess at whom they mean is not handed on."""
    return any(p.text.lower() in PRONOUNS for p in parties)


def _statesmen(parties: Sequence[Party]) -> bool:
    """True where a doer is somebody by name or office who bears no arms: what else was done he told of or ordered."""
    return any(
        p.kind == "person" and p.sector not in IRREGULAR and (p.id or p.name or p.sector in STATESMEN) for p in parties
    )


def _rumoured(item: Told) -> list[Party]:
    """Named doers of a telling that accuses, suspects or claims, with the certainty it has."""
    event = item.values.event
    unreal = event.status in {"denied", "negated", "hypothetical", "planned", "threatened"}
    if (unreal and not item.left_open) or event.type != "ASSAULT":
        return []
    by_stance: dict[str | None, Certainty] = {"claims-responsibility": "claimed", "accuses": "suspected"}
    own = event.stance == "claims-responsibility" or item.own_word  # a claim names its maker, however he is called
    named = [
        p for p in item.actor if p.id or p.name or p.sector in {"REB", "IGO"} or _of_people(p) or _of_tribe(p)
        or (own and p.text.lower() not in PRONOUNS)
    ]  # fmt: skip
    found = []
    for party in named:
        said = "claimed" if item.own_word else by_stance.get(event.stance)
        certainty = party.certainty if party.certainty != "stated" else said
        if certainty in {"claimed", "suspected"}:
            found.append(msgspec.structs.replace(party, certainty=certainty))
    return found


def _of_people(party: Party) -> bool:
    """A state's forces told by the name of its people: "Russian warplanes"."""
    people = next((w for w in party.text.split()[:-1] if w[:1].isupper()), "")
    return bool(party.country and people) and party.sector in STATE and people[-1:].islower()


def _of_tribe(party: Party) -> bool:
    """Suspects who are told by the name of their people or band: "suspected Arimi herdsmen"."""
    named = any(w[:1].isupper() and w[1:].islower() for w in party.text.split()[1:])
    return named and party.certainty == "suspected" and party.sector in {"CVL", "PAR", "CRM", "UAF"}


def _known(parties: tuple[Party, ...]) -> bool:
    """Whether it is told on which side the doers stand, by name or not: "regime forces"."""
    return any(p.id or p.name or p.country or p.sector not in FACELESS for p in parties)


def _named(parties: tuple[Party, ...]) -> bool:
    return any(p.id or p.name for p in parties)
