"""Draw a party from a phrase, once it is known whom the phrase names. The words and their place are put in later."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.knowledge.actors import Actor, ActorBase
from sayso.resolve.parties.phrases import Phrase
from sayso.types import Party, PartyKind


def blank(kind: PartyKind | None = None) -> Party:
    """A party of which nothing is known but its kind."""
    return Party(text="", start=0, end=0, kind=kind)


def filed(phrase: Phrase, actor: Actor) -> Party:
    """An actor of the table, with the number that the phrase gives several of its people."""
    return Party(
        text="", start=0, end=0, name=actor.name, id=actor.id, country=actor.country, sector=actor.sector,
        kind=actor.kind, number=phrase.number if phrase.plural else None,
    )  # fmt: skip


def one_of(actors: Sequence[Actor]) -> Party:
    """One of several of a name: only what they have in common is known."""
    kinds, countries, sectors = ({getattr(a, f) for a in actors} for f in ("kind", "country", "sector"))
    return Party(
        text="", start=0, end=0, country=countries.pop() if len(countries) == 1 else None,
        sector=sectors.pop() if len(sectors) == 1 else None,
        kind=kinds.pop() if len(kinds) == 1 else "organization",
    )  # fmt: skip


def organ_of(base: ActorBase, phrase: Phrase, country: str, organ: str, *, kind: PartyKind) -> Party:
    """A state's organ, such as its government, told as what `kind` says."""
    actor = base.organ(country, organ)
    if actor is None:
        return blank(kind)
    return Party(
        text="", start=0, end=0, name=actor.name, id=actor.id, country=country, sector=actor.sector, kind=kind,
        number=phrase.number,
    )  # fmt: skip
