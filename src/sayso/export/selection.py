"""Which rows of a store an export writes, and what is left out of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal

import msgspec

from sayso.errors import SaysoError
from sayso.export.redact import Redactor
from sayso.export.rows import Whole
from sayso.judgements import Judgement, Role
from sayso.link.copies import Texts
from sayso.link.reconcile import reconcile
from sayso.store import IncidentQuery, Store
from sayso.types import Claim, Incident, IncidentParty, Party, Report

State = Literal["open", "decided", "coded", "checked"]

NO_COPIES = Texts({}, {}, frozenset())


class Filters(IncidentQuery, frozen=True, kw_only=True):
    """A query with what the store does not answer by itself.

    `state`: open (nobody has called it right), decided (somebody has), coded (a coder alone), checked (a reviewer).
    `redact`: private persons' names give way to their roles.
    """

    state: State | None = None
    redact: Literal["persons"] | None = None

    def asked(self) -> dict[str, object]:
        """What was asked for, without what was not."""
        return {k: v for k, v in msgspec.structs.asdict(self).items() if v is not None}


class Selection:
    """The rows of a store that pass the filters."""

    def __init__(self, store: Store, filters: IncidentQuery | None = None) -> None:
        self._store = store
        self._query = filters or IncidentQuery()
        self._state = filters.state if isinstance(filters, Filters) else None
        self._redact = isinstance(filters, Filters) and filters.redact == "persons"
        self._verdicts = _Verdicts(store) if self._state else None
        fields = (f for f in IncidentQuery.__struct_fields__ if f != "independent")
        self._narrow = any(getattr(self._query, f) is not None for f in fields)

    def incidents(self) -> Iterator[Incident]:
        for incident in self._kept_incidents():
            yield self._redactor(incident.reports).incident(incident) if self._redact else incident

    def _kept_incidents(self) -> Iterator[Incident]:
        for incident in self._store.incidents(self._query):
            if self._verdicts is None or self._verdicts.have(incident.claims, self._state):
                yield incident

    def claims(self) -> Iterator[Claim]:
        if not self._redact:
            yield from self._kept_claims()
            return
        for report, claims in groupby(self._kept_claims(), key=lambda c: c.report):
            yield from map(self._redactor([report]).claim, claims)

    def _kept_claims(self) -> Iterator[Claim]:
        claims = self._store.claims_where(self._query)
        if self._verdicts is None:
            yield from claims
            return
        chosen = {c for i in self._store.incidents() if self._verdicts.have(i.claims, self._state) for c in i.claims}
        yield from (c for c in claims if c.id in chosen)

    def reports(self) -> Iterator[Report]:
        """The reports of the claims that pass; all of them where nothing is filtered."""
        ids = {c.report for c in self._kept_claims()} if self._narrow or self._state else None
        for report in self._store.reports(ids):
            yield self._redactor([report.id]).report(report) if self._redact else report

    def judgements(self) -> list[Judgement]:
        if self._redact:
            raise SaysoError("judgements hold what people typed; they cannot be written with --redact")
        return self._store.judgements()

    def wholes(self, of: str = "incidents") -> Iterator[Whole]:
        """Every incident with its claims and reports; of claims, each as an incident of its own."""
        if of == "claims":
            yield from self._alone()
            return
        if of != "incidents":
            raise SaysoError(f"this format holds incidents or claims, not {of}; use --of incidents or --format jsonl")
        for incident in self._kept_incidents():
            claims = tuple(self._store.claims(incident.claims))
            reports = {r.id: r for r in self._store.reports(incident.reports)}
            if self._redact:
                redactor = self._redactor(incident.reports)
                incident, claims = redactor.incident(incident), tuple(map(redactor.claim, claims))
                reports = {i: redactor.report(r) for i, r in reports.items()}
            yield Whole(incident, claims, reports)

    def _alone(self) -> Iterator[Whole]:
        for report_id, claims in groupby(self._kept_claims(), key=lambda c: c.report):
            reports = {r.id: r for r in self._store.reports([report_id])}
            redactor = self._redactor([report_id]) if self._redact else Redactor(())
            shown = {i: redactor.report(r) for i, r in reports.items()}
            for claim in claims:
                incident = reconcile([claim], reports, NO_COPIES, claim.confidence)
                parties = {"actor": _as_told(claim.actor), "recipient": _as_told(claim.recipient)}
                named = msgspec.structs.replace(incident, id=claim.id, **parties)
                yield Whole(redactor.incident(named), (redactor.claim(claim),), shown)

    def _redactor(self, reports: Iterable[str]) -> Redactor:
        return Redactor(self._store.claims_of(reports))


def _as_told(parties: tuple[Party, ...]) -> tuple[IncidentParty, ...]:
    """All parties of one claim in their order, the unnamed too."""
    fields = IncidentParty.__struct_fields__
    return tuple(IncidentParty(**{f: getattr(p, f) for f in fields}) for p in parties)


class _Verdicts:
    """Who called which claims right, as far as nobody has undone it."""

    def __init__(self, store: Store) -> None:
        self._by_claim: dict[str, list[tuple[frozenset[str], Role]]] = {}
        for judgement in store.judgements(every=False):
            if judgement.kind == "right":
                verdict = frozenset(judgement.claims), judgement.role or "coder"
                for claim in judgement.claims:
                    self._by_claim.setdefault(claim, []).append(verdict)

    def have(self, claims: Iterable[str], state: State | None) -> bool:
        """True where the incident of these claims stands so. A verdict belongs where most of its claims are."""
        held = set(claims)
        verdicts = {v for c in held for v in self._by_claim.get(c, ())}
        roles = {role for judged, role in verdicts if 2 * len(held & judged) > len(judged)}
        return {
            "open": not roles, "decided": bool(roles), "coded": roles == {"coder"}, "checked": "reviewer" in roles,
        }[state or "decided"]  # fmt: skip
