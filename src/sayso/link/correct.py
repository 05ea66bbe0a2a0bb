"""What a person's judgements do to linking and to the values of an incident."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import msgspec

from sayso.judgements import Judgement
from sayso.link.telling import Telling
from sayso.types import Incident, IncidentCount, IncidentParty, IncidentPlace, IncidentWhen


def wrong_claims(judgements: Iterable[Judgement]) -> set[str]:
    return {c for j in judgements if j.kind == "wrong-claim" for c in j.claims}


def ruled_pairs(
    rows: Sequence[Telling], judgements: Iterable[Judgement]
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Pairs of positions that must and that must not be together. Of two that contradict, the later holds."""
    of = {c: i for i, t in enumerate(rows) for c in t.claims}
    ruled: dict[tuple[int, int], bool] = {}
    for judgement in judgements:
        left = sorted({of[c] for c in judgement.claims if c in of})
        right = sorted({of[c] for c in judgement.others if c in of})
        if judgement.kind == "same":
            both = sorted(set(left + right))
            for a, b in pairwise(both):
                ruled[a, b] = True
            # A later "same" lifts an earlier "not same" between any two of them.
            for pair in [p for p, together in ruled.items() if not together and p[0] in both and p[1] in both]:
                del ruled[pair]
        elif judgement.kind == "not-same":
            for pair in {(min(a, b), max(a, b)) for a in left for b in right if a != b}:
                ruled[pair] = False
    same = sorted(p for p, together in ruled.items() if together)
    return same, sorted(p for p, together in ruled.items() if not together)


def corrected(incident: Incident, judgements: Iterable[Judgement]) -> Incident:
    """The incident with the values that a person set; a judgement holds where most of its claims went."""
    held = set(incident.claims)
    for judgement in judgements:
        most = 2 * len(held & set(judgement.claims)) > len(judgement.claims)
        if judgement.kind == "right-value" and judgement.field and most:
            incident = _set(incident, judgement.field, judgement.value)
    return incident


def _set(incident: Incident, field: str, value: Any) -> Incident:
    if field.startswith("counts."):
        return _set_count(incident, field.split(".", 2)[1:], value)
    types: dict[str, Any] = {
        "place": IncidentPlace | None, "when": IncidentWhen | None, "actor": tuple[IncidentParty, ...],
        "recipient": tuple[IncidentParty, ...], "contexts": tuple[str, ...],
    }  # fmt: skip
    if field in ("type", "mode", "status") or field in types:
        checked = msgspec.convert(value, types.get(field, str | None))
        raw = msgspec.structs.asdict(incident) | {field: checked}
        return Incident(**raw)
    return incident


def _set_count(incident: Incident, path: list[str], value: Any) -> Incident:
    """`counts.killed.people`: a number, or low, best and high. The voices' figures stay as they are."""
    what, who = path[0], path[1] if len(path) > 1 else "people"
    bounds = value if isinstance(value, dict) else {"low": value, "best": value, "high": value}
    old = next((c for c in incident.counts if (c.what, c.who) == (what, who)), None)
    new = msgspec.convert({"what": what, "who": who, "low": None, "best": None, "high": None, **bounds}, IncidentCount)
    if old:
        new = msgspec.structs.replace(new, values=old.values)
    kept = [c for c in incident.counts if (c.what, c.who) != (what, who)]
    return msgspec.structs.replace(incident, counts=tuple(sorted([*kept, new], key=lambda c: (c.what, c.who))))
