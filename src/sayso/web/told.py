"""Values in words for the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from unicodedata import bidirectional

from sayso.export.rows import countries, party_name, span_words
from sayso.types import Claim, Incident, IncidentParty, Party

PRECISIONS = {
    1: "exact place", 2: "near the place", 3: "somewhere in the district", 4: "somewhere in the province",
    5: "a line or wide area", 6: "somewhere in the country", 7: "sea or several countries",
}  # fmt: skip


def country_name(code: str) -> str:
    country = countries().get(code)
    return country.name if country else code


def deed(type: str, mode: str | None, status: str) -> str:
    words = f"{type.lower()}: {mode}" if mode else type.lower()
    return words if status == "happened" else f"{words}, {status}"


def days(first: str | None, last: str | None) -> str:
    if first is None:
        return last or "day unknown"
    return first if last in (None, first) else f"{first} to {last}"


def parties(rows: Iterable[IncidentParty]) -> str:
    return ", ".join(party_name(p) + ("" if p.certainty == "stated" else f" ({p.certainty})") for p in rows)


def claim_parties(rows: Iterable[Party]) -> str:
    return ", ".join((p.name or p.text) + ("" if p.certainty == "stated" else f" ({p.certainty})") for p in rows)


def place(p: Any) -> str:
    """A place of an incident or claim with the units around it."""
    if p is None:
        return ""
    names = (p.name or getattr(p, "text", None), p.admin1, country_name(p.country) if p.country else None)
    return ", ".join(_apart(x) for x in dict.fromkeys(x for x in names if x))


def _apart(name: str) -> str:
    """A name written from right to left between isolating marks, so that the comma after it stays where it is."""
    turned = any(bidirectional(c) in ("R", "AL") for c in name)
    return f"\N{FIRST STRONG ISOLATE}{name}\N{POP DIRECTIONAL ISOLATE}" if turned else name


def figure(low: float | None, best: float | None, high: float | None) -> str:
    return span_words(low, best, high) or "?"


def count_name(what: str, who: str) -> str:
    return what if who == "people" else f"{who} {what}"


def field(incident: Incident, name: str) -> str:
    """The value of a field in words; "" where there is none."""
    if name.startswith("counts."):
        what, who = [*name.split(".", 2)[1:], "people"][:2]
        found = next((c for c in incident.counts if (c.what, c.who) == (what, who)), None)
        return figure(found.low, found.best, found.high) if found else ""
    if name == "place":
        return place(incident.place)
    if name == "when":
        when = incident.when
        return days(when.from_, when.to) if when and (when.from_ or when.to) else ""
    if name in ("actor", "recipient"):
        return parties(getattr(incident, name))
    value = getattr(incident, name, None)
    return str(value).lower() if value is not None else ""


def variant(value: object) -> str:
    """A value over which voices differ, as reconciling wrote it."""
    if isinstance(value, Mapping):
        low, best, high = (float(x) if isinstance(x := value.get(k), int | float) else None for k in _BOUNDS)
        return " ".join(w for w in (figure(low, best, high), str(value.get("who") or "")) if w)
    return str(value)


_BOUNDS = ("low", "best", "high")


def speaker_chain(claim: Claim, outlet: str | None) -> str:
    """On whose say-so, the innermost voice first."""
    names = [s.name or s.text for s in reversed(claim.source.speakers)]
    return ", as told by ".join(names) if names else f"{outlet or 'the outlet'} itself"
