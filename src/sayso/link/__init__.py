"""Claims to incidents: many reports, one event, every voice kept.

`link` is a function of the set of claims, reports and judgements alone: the order in which they
come, or were added to a store, changes nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from sayso.judgements import Judgement, in_force
from sayso.link.block import candidate_pairs
from sayso.link.cluster import cluster
from sayso.link.compare import Model, Reason, load_model, reasons, score
from sayso.link.copies import TEXT_CHARACTERS, Texts, find_texts
from sayso.link.correct import corrected, ruled_pairs, wrong_claims
from sayso.link.lexicon import Lexicon, load_lexicon
from sayso.link.reconcile import reconcile
from sayso.link.telling import Telling, tellings
from sayso.link.words import Weights, load_weights
from sayso.types import Claim, Incident, Report

if TYPE_CHECKING:
    from sayso.store import Store


class Join(msgspec.Struct, frozen=True):
    """Why one report's telling belongs with another's: the closest pair and what speaks for it."""

    report: str
    with_report: str
    log_odds: float
    reasons: tuple[Reason, ...]
    judged: bool = False

    def sentence(self) -> str:
        """The reasons in words, those for the join first."""
        if self.judged:
            return "joined by a person's judgement"
        speaking = [r.words for r in self.reasons if r.weight > 0]
        against = [r.words for r in self.reasons if r.weight < 0]
        text = ", ".join(speaking) or "nothing in particular"
        return f"{text}; against: {', '.join(against)}" if against else text


def link(claims: Iterable[Claim], reports: Iterable[Report], judgements: Iterable[Judgement] = ()) -> list[Incident]:
    """Every incident that the claims tell, sorted by time, then id. No claim is left out but those judged wrong."""
    ruled = in_force(judgements)
    wrong = wrong_claims(ruled)
    kept = sorted((c for c in claims if c.id not in wrong), key=lambda c: c.id)
    by_report = {r.id: r for r in sorted(reports, key=lambda r: r.id)}
    by_claim = {c.id: c for c in kept}
    texts = find_texts(by_report.values())
    rows = tellings(by_claim.values(), by_report, texts.group, weigh(by_report, texts))
    found = []
    for members, confidence in group(rows, ruled):
        told = [by_claim[c] for t in members for c in t.claims]
        found.append(corrected(reconcile(told, by_report, texts, confidence), ruled))
    return sorted(found, key=_when)


def weigh(reports: dict[str, Report], texts: Texts) -> Weights:
    """Word weights for these reports; copies of one text count once."""
    distinct = {texts.group.get(r, r): r for r in sorted(reports, reverse=True)}
    return load_weights().joined(reports[r].text[:TEXT_CHARACTERS] for r in distinct.values())


def link_store(store: Store) -> int:
    """Link all claims of a store again, with its judgements; returns how many incidents there are."""
    found = link(store.claims(), store.reports(), store.judgements())
    store.replace_incidents(found)
    return len(found)


def _when(incident: Incident) -> tuple[str, str]:
    return (incident.when.from_ if incident.when else None) or "9999", incident.id


def group(rows: list[Telling], judgements: Iterable[Judgement] = ()) -> list[tuple[list[Telling], float]]:
    """Tellings of one event each, with the mean probability that they belong together."""
    model, lexicon = load_model(), load_lexicon()
    same, apart = ruled_pairs(rows, judgements)

    def pair_score(i: int, j: int) -> float:
        return score(rows[i], rows[j], model, lexicon)

    pairs = candidate_pairs(rows, lexicon)
    groups = cluster(len(rows), pairs, pair_score, model.threshold, main=lambda i: rows[i].main, same=same, apart=apart)
    return [([rows[i] for i in g], _confidence([rows[i] for i in g], model, lexicon)) for g in groups]


def _confidence(members: list[Telling], model: Model, lexicon: Lexicon) -> float:
    """Mean probability of each telling with its closest other; 1 for a telling alone."""
    if len(members) < 2:
        return 1.0
    few = members[:40]
    closest = [max(score(a, b, model, lexicon) for b in few if b is not a) for a in few]
    return sum(1 / (1 + math.exp(-max(-30.0, min(30.0, s - model.threshold)))) for s in closest) / len(closest)


def explain(incident: Incident, claims: Iterable[Claim], reports: Iterable[Report]) -> list[Join]:
    """Why each report is in an incident: its closest other report and the reasons, in order of publication."""
    model, lexicon = load_model(), load_lexicon()
    by_report = {r.id: r for r in reports if r.id in set(incident.reports)}
    texts = find_texts(by_report.values())
    held = set(incident.claims)
    rows = tellings((c for c in claims if c.id in held), by_report, texts.group, weigh(by_report, texts))
    rows.sort(key=lambda t: (t.published or 0, t.key))
    found = []
    for i, telling in enumerate(rows[1:], start=1):
        earlier = [t for t in rows[:i] if t.report != telling.report] or rows[:i]
        other = max(earlier, key=lambda t: (score(telling, t, model, lexicon), t.key))
        odds = score(telling, other, model, lexicon)
        why = tuple(reasons(telling, other, model, lexicon))
        found.append(Join(telling.report, other.report, round(odds, 3), why))
    return found


__all__ = ["Join", "Judgement", "Texts", "explain", "group", "link", "link_store", "weigh"]
