"""The two sides of a telling: its resolved doers and those it was done to, each party once and on one side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile

import msgspec

from sayso.english import AT
from sayso.resolve.claims.blameless import not_himself
from sayso.resolve.parties.sides import UNIDENTIFIED
from sayso.types import Certainty, EventMention, Parsed, Party, PartyMention, ThingMention, Token

# Where things are kept; what bursts there is no deed of theirs.
STORES = frozenset(
    ["depot", "depots", "warehouse", "warehouses", "arsenal", "arsenals", "cache", "caches", "dump", "dumps"]
)
WHERE = AT | {"of", "around"}
# Acts by which somebody or something is held, kept out or let go.
HOLDING = frozenset(["COERCE", "CONTROL", "RETREAT", "REJECT", "SANCTION"])
# Acts by words alone.
VERBAL = frozenset(["ACCUSE", "REQUEST", "THREATEN", "MOBILIZE"])
# Words of a phrase that names two parties alike by no chance.
LONG_PHRASE = 4
# Things that may be held so.
CRAFT = frozenset(["vehicle", "aircraft", "helicopter", "territory"])
# Those who do it to each other are told as its doers.
EACH_OTHER = frozenset(["each other", "one another", "the other"])
# Words for somebody named before.
PRONOUNS = frozenset(["it", "they", "them", "he", "him", "she", "her", "we", "us"])


def two_sides(
    actor: tuple[Party, ...], recipient: tuple[Party, ...], sentence: Iterable[Token], *, hit: bool
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Nobody on both sides: who does it with others is whom they do it to, who does it alone does it to others.

    Where the recipients are `hit`, unnamed soldiers are not those of the state that hits them, and no band hits itself.
    """
    if hit:
        actor = not_himself(actor, recipient, sentence)
    others = tuple(a for a in actor if not any(_same(a, r) for r in recipient))
    actor = others or actor
    actor, recipient = _told_apart(actor, recipient), _told_apart(recipient, actor)
    others = tuple(r for r in recipient if not any(_same(a, r) or _meant(a, r) for a in actor))
    return actor, tuple(_of_nobody(r) if hit and actor and all(_own_forces(a, r) for a in actor) else r for r in others)


def _told_apart(parties: tuple[Party, ...], others: tuple[Party, ...]) -> tuple[Party, ...]:
    """Nobody does to the body he is what he does: the name of "the regime" that a government of the name helps is open.

    Only a phrase without the name was taken for it by what the report is about.
    """
    named = {p.id for p in others if p.id is not None and _by_name(p)}
    return tuple(
        msgspec.structs.replace(p, id=None, name=None, country=None)
        if p.id in named and not _by_name(p) and p.text.lower() not in PRONOUNS
        else p
        for p in parties
    )


def _by_name(party: Party) -> bool:
    """Whether its own words have a part of its name or one of a place: "Washington", "the US army"."""
    return any(w[:1].isupper() for w in party.text.split()[1:]) or (party.text[:1].isupper() and " " not in party.text)


def _own_forces(actor: Party, recipient: Party) -> bool:
    """Whether unnamed soldiers or their base were taken for those of the state that hit them."""
    words = takewhile(lambda w: w not in WHERE, recipient.text.split()[1:])
    unnamed = recipient.name is None and not any(w[:1].isupper() for w in words)
    of_state = {actor.sector, recipient.sector} <= {"GOV", "MIL"} and recipient.sector == "MIL"
    return unnamed and of_state and actor.country is not None and actor.country == recipient.country


def _of_nobody(party: Party) -> Party:
    return msgspec.structs.replace(party, country=None, member_of=None)


def _same(one: Party, other: Party) -> bool:
    """One phrase, or a long one word for word again, as where a headline runs into the text."""
    again = one.text == other.text and len(one.text.split()) >= LONG_PHRASE
    return again or (one.start, one.end) == (other.start, other.end)


def _meant(actor: Party, recipient: Party) -> bool:
    """The doer told once more by a pronoun: "X warned that it would retaliate"."""
    named = (actor.id or actor.name) is not None and (actor.id, actor.name) == (recipient.id, recipient.name)
    return named and recipient.text.lower() in PRONOUNS


def only_goods(event: EventMention, items: Sequence[ThingMention]) -> tuple[PartyMention, ...]:
    """The recipients that are only what changed hands: arms, money, a town.

    A vehicle or a town may be hit, and be held or let go where nobody else is: "freed the ship". Where nothing changes
    hands, things may be what is meant: "an inquiry into the missing millions".
    """
    if event.type == "ASSAULT" or event.type in VERBAL:
        return ()
    goods = {p: t.thing.kind for p in event.recipient for t in items if t.first <= p.head <= t.last}
    if event.type in HOLDING and len(goods) == len(event.recipient):
        goods = {p: kind for p, kind in goods.items() if kind not in CRAFT}
    return tuple(goods)


def lifeless(party: Party) -> bool:
    """A suburb, a church or a parked car attacks nobody; an army's base or tank may."""
    if party.text.lower().rpartition(" ")[2] in STORES:
        return True
    return party.kind == "area" or (party.kind in {"facility", "vehicle"} and party.sector in {None, "CVL"})


def ground(party: Party) -> bool:
    """A town or stretch of land by its noun, which takes, holds and gives nothing: "the city captured last week"."""
    return party.kind == "area" and party.text.rpartition(" ")[2].islower()


def once(parties: Iterable[Party]) -> tuple[Party, ...]:
    """Each known party once, of a name with "and" in it the parser makes two; an "it" that means nobody, not at all.

    So is a pronoun: "shot him and left him wounded".
    """
    kept: dict[str, Party] = {}
    for number, party in enumerate(parties):
        word = party.text.lower()
        if word in EACH_OTHER or (word == "it" and not (party.name or party.country or party.sector)):
            continue
        again = word in PRONOUNS and party.name is None
        first = kept.setdefault(party.id or (word if again else f"#{number}"), party)
        if again and first is not party and first.effect is None:
            kept[party.id or word] = msgspec.structs.replace(first, effect=party.effect)
    return tuple(kept.values())


def not_its_own(actor: Sequence[Party], recipient: Iterable[Party]) -> tuple[Party, ...]:
    """Those whom a state deals with; "the government" that it recognises is another's, whose is not told."""
    states = {p.country for p in actor if p.kind == "state" and p.country is not None}
    return tuple(
        msgspec.structs.replace(p, name=None, id=None, country=None)
        if p.country in states and (p.name or "").startswith("Government of") and p.text.islower()
        else p
        for p in recipient
    )


def as_ground(party: Party) -> Party:
    """A capital that troops leave is a town and no government: "withdrew from Bangui"."""
    if party.kind != "state" or (party.name or "").lower() == party.text.lower() or not party.text.istitle():
        return party
    capital = len(party.text.split()) == 1 and (party.name or "").startswith("Government of")
    return msgspec.structs.replace(party, kind="area", sector=None, name=None, id=None) if capital else party


def widened(parsed: Parsed, party: Party, mention: PartyMention) -> Party:
    """With the longer phrase among the spans that name it."""
    if mention.wider is None:
        return party
    span = parsed.span(*mention.wider)
    if (span.start, span.end) in {(party.start, party.end), *((m.start, m.end) for m in party.mentions)}:
        return party
    return msgspec.structs.replace(
        party, mentions=tuple(sorted((*party.mentions, span), key=lambda m: (m.start, m.end)))
    )


def as_attacker(party: Party, event: EventMention) -> Party:
    """Whoever blows himself up is no civilian, if a girl or a passer-by, nor are "unknown people" who kill.

    Whose they are stays open.
    """
    plain = party.sector == "CVL" and party.kind in {"person", "crowd", None}
    unknown = event.type == "ASSAULT" and not UNIDENTIFIED.isdisjoint(party.text.lower().split())
    if not (event.mode == "suicide-attack" or unknown) or not plain or party.id or party.name or party.member_of:
        return party
    return msgspec.structs.replace(party, sector="UAF")


def with_part(party: Party, certainty: Certainty) -> Party:
    return msgspec.structs.replace(party, certainty=certainty) if certainty != "stated" else party
