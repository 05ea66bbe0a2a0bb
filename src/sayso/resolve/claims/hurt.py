"""Who an event was done to: nobody where it says "no one"; "others" are of the side of those told before them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from sayso.resolve.claims.means import unridden
from sayso.resolve.claims.numbered import is_counted
from sayso.resolve.claims.stories import VERBAL
from sayso.types import Count, CountMention, EventMention, Parsed, Party, PartyMention, ThingMention

NOBODY = frozenset(["nobody", "none"])
# Words that stand for more of the kind just told: "three rebels were killed and two others hurt".
MORE = frozenset(["other", "others", "another", "more", "rest"])

# Verbs by which survivors are told to be hurt.
HURTING = frozenset(["wound", "injure", "hurt", "burn", "maim", "kill", "die"])
GROUND = frozenset(["area", "state"])
PEOPLE = frozenset(["person", "group", "crowd"])
# What becomes of people only.
PEOPLE_EFFECTS = frozenset(["killed", "injured", "abducted", "released"])

# Pronouns for more than one.
SEVERAL = frozenset(["they", "them", "their", "we", "us"])
# Fates of which one victim described is one.
ONE_BY_ONE: tuple[Literal["killed", "injured", "abducted"], ...] = ("killed", "injured", "abducted")

# Sectors of a single person whose like the "others" hurt beside him may be; they hold no office of his.
ALIKE = frozenset(["CVL", "MIL", "COP", "REB", "PAR", "UAF", "CRM"])

# What was tried, planned or threatened befell nobody.
UNDONE = frozenset(["attempted", "planned", "threatened", "negated"])


def one_victim(recipient: Sequence[Party], counts: Iterable[Count]) -> tuple[Count, ...]:
    """The count of the one person described as dead, hurt or taken, where no figure says how many were."""
    counted = {c.what for c in counts}
    found = []
    for what in ONE_BY_ONE:
        people = [p for p in recipient if p.effect == what and not _several_meant(p) and not _any(p)]
        if what in counted or len(people) != 1 or people[0].kind != "person" or people[0].number is not None:
            continue
        p = people[0]
        found.append(Count(text=p.text, start=p.start, end=p.end, what=what, who="people", low=1.0, best=1.0, high=1.0))
    return tuple(found)


def _several_meant(party: Party) -> bool:
    """ "Them", "all of them"."""
    return bool(SEVERAL & set(party.text.lower().split()[-1:]))


def _any(party: Party) -> bool:
    """ "Denied that any of its soldiers had died" tells of no one man."""
    return party.text.lower().startswith(("any ", "no ", "none "))


def _by_other(mention: PartyMention, parsed: Parsed, event: EventMention) -> bool:
    """Whether another verb of the event tells what became of them: "three died in a failed attack"."""
    above = parsed.tokens[mention.head].head
    return above in event.others and parsed.tokens[above].pos == "VERB"


def is_nobody(parsed: Parsed, mention: PartyMention, counts: Sequence[CountMention]) -> bool:
    """ "no one was hurt" tells of nobody, and a number of nobody but those it counts: "killing 12"."""
    token = parsed.tokens[mention.head]
    only_number = all(t.pos in {"NUM", "ADV"} for t in parsed.tokens[mention.first : mention.last + 1])
    if token.lower in NOBODY or (only_number and not is_counted(parsed, mention, counts)):
        return True
    if token.tag == "VBN" and mention.first == mention.last and token.dep in {"conj", "acl"}:
        return True  # "40 killed 100 injured": the fate, not the people
    return any(parsed.tokens[c].lower == "no" and parsed.tokens[c].dep == "det" for c in parsed.children[mention.head])


def _several(party: Party) -> bool:
    """Whether a number makes them more than one."""
    return party.number is not None and party.number.best != 1


def of_one_kind(parsed: Parsed, told: Iterable[tuple[PartyMention, Party]]) -> list[Party]:
    """The parties, those that are only counted or "others" being of the side of the one told before them."""
    found: list[Party] = []
    for mention, party in told:
        token = parsed.tokens[mention.head]
        bare = token.pos == "NUM" or token.lower in MORE
        if bare and party.sector is None and party.name is None and found:
            party = _like(found, party)
        found.append(party)
    return found


def _like(before: Sequence[Party], party: Party) -> Party:
    people = (p for p in reversed(before) if p.sector is not None and p.kind in PEOPLE)
    nearest = next(people, None)
    if nearest is None:
        return party
    alike = nearest.kind != "person" or nearest.sector in ALIKE
    sector = nearest.sector if alike else None  # "killed the governor and wounded 15 others"
    return msgspec.structs.replace(party, sector=sector, country=party.country or nearest.country)


def is_thing(parsed: Parsed, event: EventMention, mention: PartyMention, things: Sequence[ThingMention]) -> bool:
    """Whether a thing without a crew would be killed or hurt: "killing many and seizing their arms"."""
    if (mention.effect or event.effect) not in PEOPLE_EFFECTS or _struck(parsed, event, mention):
        return False
    return any(t.first <= mention.head <= t.last and t.thing.kind in unridden() for t in things)


def _struck(parsed: Parsed, event: EventMention, mention: PartyMention) -> bool:
    """Whether the blow is told of it, and of others what came of that: "struck army positions, killing nine"."""
    token, own = parsed.tokens[mention.head], mention.effect is None and bool(event.others)
    return own and token.dep == "dobj" and token.head == event.head and parsed.tokens[event.head].lemma not in HURTING


def only_survived(parsed: Parsed, anchor: int, mention: CountMention) -> bool:
    """Whether people are told to have lived through it, and by no word to be hurt: "survivors taken to hospital"."""
    survived = any(t.lemma == "survivor" for t in parsed.tokens[mention.first : mention.last + 1])
    return survived and parsed.tokens[anchor].lemma not in HURTING


def with_effect(party: Party, mention: PartyMention, parsed: Parsed, event: EventMention) -> Party:
    """With what became of it. Only people are killed, hurt, abducted or let go, whatever else is unknown of them."""
    effect = mention.effect or event.effect
    done = event.status not in UNDONE or effect == "unharmed"
    if not effect or event.type in VERBAL or not (done or _by_other(mention, parsed, event)):
        return party  # words, and what was only tried or planned, did nothing to anybody
    kind = party.kind
    if kind in GROUND and effect in PEOPLE_EFFECTS and party.number is None:
        return party  # no town is killed with its people
    if kind not in PEOPLE and effect in PEOPLE_EFFECTS and _struck(parsed, event, mention):
        return party
    if kind is None and effect in PEOPLE_EFFECTS:
        kind = "group" if parsed.tokens[mention.head].tag in {"NNS", "NNPS"} or _several(party) else "person"
    return msgspec.structs.replace(party, effect=effect, kind=kind)
