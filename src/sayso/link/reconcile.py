"""One incident out of the claims that tell it: every value as the independent voices together have it.

Voices weigh, not texts: a copy adds nothing, nor does a second report that quotes the same voice.
Where voices differ beyond rounding and precision, every variant is kept under `disagreements`.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from sayso.link.compare import SLACK_KM, distance_km
from sayso.link.copies import Texts
from sayso.link.figures import count_disagreements, given_figures, reconcile_counts
from sayso.link.lexicon import load_lexicon, sector_sides
from sayso.link.quarrels import disagreements
from sayso.link.telling import day_of, iso_of, party_key
from sayso.link.voices import Voice, count_copies, origins, voices_of
from sayso.types import Claim, Incident, IncidentParty, IncidentPlace, IncidentWhen, Party, Place, Report, Status

CERTAINTY = ("stated", "claimed", "suspected", "denied")
TOLD = ("happened", "ongoing", "attempted", "planned", "threatened", "hypothetical", "denied", "negated")

# Armed people whom nobody identifies may be of any side.
UNIDENTIFIED = "UAF"
ARTICLES = frozenset(["the", "a", "an"])
PRONOUNS = frozenset(["he", "him", "she", "her", "it", "they", "them", "we", "us", "who", "which", "that", "one"])

V = TypeVar("V", bound=Hashable)


def incident_id(claims: Iterable[str]) -> str:
    """The same for the same set of claims, whatever their order."""
    joined = "\n".join(sorted(claims)).encode("utf-8", "surrogatepass")
    return "i" + hashlib.blake2b(joined, digest_size=8).hexdigest()


def reconcile(claims: Sequence[Claim], reports: Mapping[str, Report], texts: Texts, confidence: float) -> Incident:
    """The incident that these claims tell. `reports` may lack some that were deleted."""
    lexicon = load_lexicon()
    rows = sorted(claims, key=lambda c: (_published(c, reports), c.report, c.evidence.start, c.id))
    voices = voices_of(rows, reports, texts)
    lead = [c for c in rows if c.main] or rows
    kind = commonest(lead, voices, lambda c: c.type) or lead[0].type
    of_kind = [c for c in lead if c.type == kind]
    figures = given_figures(rows, voices, reports)
    told = origins(rows, voices, texts)
    outlets = {c.source.outlet or (reports[c.report].outlet if c.report in reports else None) for c in rows}
    return Incident(
        id=incident_id(c.id for c in rows),
        type=kind,
        mode=commonest([c for c in of_kind if c.mode], voices, lambda c: c.mode),
        contexts=tuple(sorted({x for c in of_kind for x in c.contexts})),
        actor=_parties(of_kind, voices, lambda c: c.actor),
        recipient=_parties(of_kind, voices, lambda c: c.recipient),
        place=_place(rows, voices),
        when=_when(rows, voices),
        status=_status(of_kind, voices),
        claims=tuple(sorted(c.id for c in rows)),
        reports=tuple(sorted({c.report for c in rows})),
        outlets=tuple(sorted(o for o in outlets if o)),
        counts=reconcile_counts(figures),
        origins=told,
        independent=len(told),
        copies=count_copies(rows, reports, texts),
        disagreements=tuple(count_disagreements(figures, lexicon) + disagreements(rows, voices, lexicon)),
        confidence=round(confidence, 4),
    )


def _published(claim: Claim, reports: Mapping[str, Report]) -> str:
    report = reports.get(claim.report)
    return (report.published if report else None) or ""


def commonest(claims: Sequence[Claim], voices: dict[str, Voice], value: Callable[[Claim], V]) -> V | None:
    """The value that most voices give; of equals the one in most claims, then the first told."""
    by_value: dict[V, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_value[value(claim)].append(claim)
    if not by_value:
        return None
    first = {v: i for i, v in enumerate(by_value)}
    return max(by_value, key=lambda v: (len({voices[c.id].origin for c in by_value[v]}), len(by_value[v]), -first[v]))


def _status(claims: Sequence[Claim], voices: dict[str, Voice]) -> Status:
    """What most voices say of it; a denial counts only where nobody tells it otherwise."""
    told = [c for c in claims if c.status not in ("denied", "negated")]
    return commonest(told or claims, voices, lambda c: c.status) or "happened"


def _parties(
    claims: Sequence[Claim], voices: dict[str, Voice], field: Callable[[Claim], tuple[Party, ...]]
) -> tuple[IncidentParty, ...]:
    """Each party once, those told by most voices first. An unnamed one only where nobody of its side is named."""
    by_key: dict[str, list[tuple[Party, Claim]]] = defaultdict(list)
    for claim in claims:
        for party in field(claim):
            if not (party.id or party.name) and (party.text.lower() in PRONOUNS or party.text.isdigit()):
                continue  # outside of its report "they" or "12" tells nobody who that was
            by_key[party.id or (party.name or _described(party.text)).casefold()].append((party, claim))
    named = {k: v for k, v in by_key.items() if any(p.id or p.name for p, _ in v)}
    sides = {_side(p) for told in named.values() for p, _ in told}
    shown = named | {k: v for k, v in by_key.items() if k not in named and not _covered(v[0][0], sides)}
    order = sorted(shown, key=lambda k: (-len({voices[c.id].origin for _, c in shown[k]}), -len(shown[k]), k))
    return tuple(_party([p for p, _ in shown[k]]) for k in order[:12])


def _described(text: str) -> str:
    """ "The insurgents" are "insurgents"."""
    article, _, rest = text.partition(" ")
    return rest if rest and article.lower() in ARTICLES else text


def _side(party: Party) -> str | None:
    return "state" if party.kind == "state" else sector_sides().get(party.sector or "")


def _covered(party: Party, sides: set[str | None]) -> bool:
    """True where an unnamed party may be one of those named: whoever is of no side told may be anybody."""
    side = None if party.sector == UNIDENTIFIED else _side(party)
    return side in sides or (bool(sides) and (side is None or None in sides))


def _party(told: list[Party]) -> IncidentParty:
    first = max(told, key=lambda p: (p.id is not None, p.name is not None, -told.index(p)))
    numbers = [p.number for p in told if p.number]
    effects = [p.effect for p in told if p.effect]
    return IncidentParty(
        name=first.name,
        text=first.text,
        role=next((p.role for p in told if p.role), None),
        member_of=next((p.member_of for p in told if p.member_of), None),
        number=_most(numbers),
        effect=_most(effects),
        certainty=min((p.certainty for p in told), key=CERTAINTY.index),
        id=first.id,
        country=next((p.country for p in told if p.country), None),
        sector=next((p.sector for p in told if p.sector), None),
        kind=first.kind,
    )


def _most(values: list[V]) -> V | None:
    """The commonest value, the first of equals."""
    return max(dict.fromkeys(values), key=lambda v: values.count(v)) if values else None


def _place(claims: Sequence[Claim], voices: dict[str, Voice]) -> IncidentPlace | None:
    """The most precise place among those that fit what most voices say."""
    rows = [(c.place, voices[c.id].origin) for c in claims if c.place and c.main] or [
        (c.place, voices[c.id].origin) for c in claims if c.place
    ]
    if not rows:
        return None
    distinct: dict[tuple[object, ...], Place] = {}
    for place, _ in rows:
        distinct.setdefault(_place_key(place), place)
    ranked = {
        key: (
            len({o for other, o in rows if fits(place, other)}),
            -(place.precision or 9),
            len({o for other, o in rows if _place_key(other) == key}),
            place.confidence or 0.0,
        )
        for key, place in distinct.items()
    }
    best = distinct[max(ranked, key=lambda k: (ranked[k], repr(k)))]
    return IncidentPlace(
        name=best.name, within=best.within, geonameid=best.geonameid, lat=best.lat, lon=best.lon, country=best.country,
        admin1=best.admin1, admin1_code=best.admin1_code, feature=best.feature, precision=best.precision,
        confidence=best.confidence, pcode=best.pcode,
    )  # fmt: skip


def _place_key(place: Place) -> tuple[object, ...]:
    return place.geonameid, place.name, place.lat, place.lon


def fits(a: Place, b: Place) -> bool:
    """True if two places can be one within their precision."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return a.name == b.name or (a.country is not None and a.country == b.country and a.lat != b.lat)
    slack = SLACK_KM.get(a.precision or 1, 8.0) + SLACK_KM.get(b.precision or 1, 8.0)
    return distance_km(a.lat, a.lon, b.lat, b.lon) <= slack


def _when(claims: Sequence[Claim], voices: dict[str, Voice]) -> IncidentWhen | None:
    """The narrowest time among those that overlap with what most voices say; None where nobody says."""
    rows = []
    for claim in [c for c in claims if c.main and c.when] or claims:
        if claim.when:
            first, last = day_of(claim.when.from_), day_of(claim.when.to)
            if first is not None and last is not None and first <= last:
                rows.append((first, last, claim.when.precision, voices[claim.id].origin))
    if not rows:
        return None
    first, last, precision, _ = max(
        rows,
        key=lambda r: (
            len({o for a, b, _, o in rows if a <= r[1] and r[0] <= b}),
            r[0] - r[1],
            len({o for a, b, _, o in rows if (a, b) == r[:2]}),
            -r[0],
            r[2] or "",
        ),
    )
    return IncidentWhen(from_=iso_of(first), to=iso_of(last), precision=precision)


__all__ = ["commonest", "fits", "incident_id", "party_key", "reconcile"]
