"""Nouns that take up a body named before: "the group", "the coalition", "the army", "the newspaper"."""

from __future__ import annotations

from functools import cache

from sayso.knowledge.actors import Actor
from sayso.knowledge.name_keys import key
from sayso.words import listed

# Bodies of a state, and whose they may be as the last word of a name.
FORCES = {"army": {"MIL"}, "military": {"MIL"}, "police": {"COP"}, "navy": {"MIL"}, "government": {"GOV"}}
# Nouns that take up a body named before, whatever its name is.
ORGANIZATION_NOUNS = frozenset(
    "group organization organisation movement outfit militia faction party alliance coalition bloc body network "
    "front sect".split()
)


@cache
def outlet_nouns() -> frozenset[str]:
    """Nouns that take up a medium told before."""
    again = listed("attribution", "voices", "outlets_again") | {"agency", "television"}
    return listed("attribution", "voices", "outlets") | again


# Words beside the noun that say nothing new of a party told before.
EMPTY_WORDS = frozenset("the this that these those terror terrorist armed extremist same".split())
# Sectors of the bodies besides media that are called agencies.
AGENCIES = frozenset({"IGO", "NGO"})
# Sectors that "the group" and "the party" may take up.
GROUP_SECTORS = frozenset({"REB", "UAF", "PAR", "PRM", "CRM", "NGO", "OPP"})
UNION_SECTORS = frozenset({"PTY", "IGO", "OPP"})
UNION_NOUNS = frozenset({"party", "alliance", "coalition", "bloc"})
# Rebels are an alliance where their name says that several joined: "the Democratic Forces".
JOINT = frozenset("alliance union united forces council federation joint".split())


def takes_up(actor: Actor, noun: str, country: str | None, spoken: str) -> bool:
    """Whether "the <noun>" may be a body that was `spoken` of by name, of that state where one is told."""
    if actor.kind in ("state", "person"):
        return False
    if country is not None and actor.country != country:
        return False
    if noun in FORCES and actor.sector not in FORCES[noun]:
        return False  # "the army" is not the New People's Army that it fights
    if noun in key(actor.name).split() or noun in key(spoken).split():
        return True
    if noun == "agency" and actor.sector in AGENCIES:
        return True
    if noun in outlet_nouns():
        return actor.sector == "MED"
    if noun in UNION_NOUNS:
        joint = actor.sector == "REB" and noun == "alliance" and not JOINT.isdisjoint(key(actor.name).split())
        return joint or actor.sector in UNION_SECTORS
    return noun in ORGANIZATION_NOUNS and actor.sector in GROUP_SECTORS
