"""Where voices of opposed sides say the same: what both tell is likelier so."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.link.quarrels import sides
from sayso.types import Claim, Figure, Incident, Speaker

# Voices that speak for a state, and those that speak for its armed or political opponents.
STATE = frozenset({"official", "military", "police", "court"})
OPPONENTS = frozenset({"rebel", "activist"})


def agreed(incident: Incident, claims: Iterable[Claim]) -> list[tuple[str, Figure]]:
    """The figures, with what they count, that voices of opposed sides both give.

    Opposed are a state and its opponents, and whoever did it and whom it was done to.
    """
    by_id = {c.id: c for c in claims}
    found = []
    for count in incident.counts:
        for figure in count.values:
            told = [by_id[c] for c in figure.claims if c in by_id]
            if _opposed(told):
                found.append((f"{count.what} {count.who}", figure))
    return found


def _opposed(claims: list[Claim]) -> bool:
    speakers = [(c, c.source.speakers[-1]) for c in claims if c.source.speakers and c.source.stance != "denies"]
    voices = {s.voice for _, s in speakers}
    if voices & STATE and voices & OPPONENTS:
        return True
    doers = any(_is_of(s, c, actor=True) for c, s in speakers)
    return doers and any(_is_of(s, c, actor=False) for c, s in speakers)


def _is_of(speaker: Speaker, claim: Claim, *, actor: bool) -> bool:
    """True if a speaker is, or belongs to, one of a claim's actors or else of its recipients."""
    parties = claim.actor if actor else claim.recipient
    own = {speaker.id, (speaker.name or "").casefold(), (speaker.member_of or "").casefold()} - {None, ""}
    return bool(own & {side for p in parties if p.id or p.name for side in sides(p)})
