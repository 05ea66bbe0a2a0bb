"""Where voices differ over who, where, when, how, or whether at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from sayso.link.compare import SLACK_KM, distance_km
from sayso.link.lexicon import Lexicon
from sayso.link.telling import day_of
from sayso.link.voices import Voice
from sayso.types import STATE_SECTORS, Claim, Disagreement, Party, Variant

# Night attacks are dated to either day.
NIGHT_DAYS = 1

# Places of this precision or better can contradict one another; a province and a town in it cannot.
POINT_PRECISION = 3


def disagreements(claims: Sequence[Claim], voices: dict[str, Voice], lexicon: Lexicon) -> list[Disagreement]:
    """Every field but the counts. Claims come in the order told."""
    lead = [c for c in claims if c.main] or list(claims)
    mode = lexicon.mode_class
    told = [c for c in lead if c.status not in ("denied", "negated")]
    rows = [
        _split("actor", told, voices, _side, _unlike),
        _split("place", told, voices, _point, _far),
        _split("when", told, voices, _days, _other_days),
        _split("mode", told, voices, lambda c: c.mode, lambda a, b: mode(str(a)) != mode(str(b))),
        _denial(claims, voices),
    ]
    return [r for r in rows if r]


def _split(
    field: str,
    claims: Sequence[Claim],
    voices: dict[str, Voice],
    value: Callable[[Claim], object],
    differ: Callable[[object, object], bool],
) -> Disagreement | None:
    """A disagreement where two voices give values that differ and neither voice also gives the other's."""
    by_value: dict[object, list[Claim]] = defaultdict(list)
    for claim in claims:
        got = value(claim)
        if got is not None:
            by_value[got].append(claim)
    keys = list(by_value)
    clashing: set[object] = set()
    for i, a in enumerate(keys):
        for b in keys[i + 1 :]:
            if differ(a, b) and not _voices(by_value[a], voices) & _voices(by_value[b], voices):
                clashing |= {a, b}
    if not clashing:
        return None
    return Disagreement(field, tuple(_variant(_plain(k), by_value[k], voices) for k in keys if k in clashing))


def _voices(claims: Sequence[Claim], voices: dict[str, Voice]) -> set[str]:
    return {voices[c.id].origin for c in claims}


def _variant(value: str | None, claims: Sequence[Claim], voices: dict[str, Voice]) -> Variant:
    return Variant(
        value=value,
        claims=tuple(sorted(c.id for c in claims)),
        speakers=tuple(sorted({voices[c.id].name for c in claims})),
    )


def _plain(value: object) -> str:
    return str(value[0]) if isinstance(value, tuple) else str(value)


def _side(claim: Claim) -> tuple[str, frozenset[str]] | None:
    """Who did it, with the sides they stand for; None where nobody named did."""
    parties = [p for p in claim.actor if p.certainty != "denied" and (p.id or p.name)]
    if not parties:
        return None
    return "; ".join(sorted({p.name or p.text for p in parties})), frozenset(s for p in parties for s in sides(p))


def sides(party: Party) -> set[str]:
    """The keys by which a party may be the same as another told in other words."""
    keys = {party.id or (party.name or party.text).casefold()}
    if party.country and (party.sector in STATE_SECTORS or party.kind == "state"):
        keys.add(f"state:{party.country}")
    if party.member_of:
        keys.add(party.member_of.casefold())
    return keys


def _unlike(a: object, b: object) -> bool:
    return isinstance(a, tuple) and isinstance(b, tuple) and not a[1] & b[1]


def _point(claim: Claim) -> tuple[str, float, float, int] | None:
    p = claim.place
    if p is None or p.lat is None or p.lon is None or (p.precision or 1) > POINT_PRECISION:
        return None
    return p.name or p.text, p.lat, p.lon, p.precision or 1


def _far(a: object, b: object) -> bool:
    if not (isinstance(a, tuple) and isinstance(b, tuple)):
        return False
    return distance_km(a[1], a[2], b[1], b[2]) > SLACK_KM[a[3]] + SLACK_KM[b[3]]


def _days(claim: Claim) -> tuple[str, int, int] | None:
    first, last = (day_of(claim.when.from_), day_of(claim.when.to)) if claim.when else (None, None)
    if first is None or last is None or claim.when is None:
        return None
    told = claim.when.from_ if first == last else f"{claim.when.from_} to {claim.when.to}"
    return str(told), first, last


def _other_days(a: object, b: object) -> bool:
    if not (isinstance(a, tuple) and isinstance(b, tuple)):
        return False
    return bool(max(a[1] - b[2], b[1] - a[2]) > NIGHT_DAYS)


def _denial(claims: Sequence[Claim], voices: dict[str, Voice]) -> Disagreement | None:
    """Somebody denies what others tell."""
    denied = [c for c in claims if c.status in ("denied", "negated") or c.source.stance == "denies"]
    told = [c for c in claims if c not in denied and c.status in ("happened", "ongoing", "attempted")]
    if not denied or not told:
        return None
    return Disagreement("status", (_variant("happened", told, voices), _variant("denied", denied, voices)))
