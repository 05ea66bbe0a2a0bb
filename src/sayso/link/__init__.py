"""Claims to incidents: many reports, one event, every voice kept.

`link` is a function of the set of claims, reports and judgements alone: the order in which they
come, or were added to a store, changes nothing. `link_store` gives what `link` would give of all that
a store holds, and does again only what new reports or judgements touch.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from sayso.judgements import Judgement, in_force
from sayso.link.block import candidate_pairs
from sayso.link.compare import Reason, load_model, reasons, score
from sayso.link.copies import Texts, find_texts
from sayso.link.correct import ruled_pairs, wrong_claims
from sayso.link.growing import link_store
from sayso.link.lexicon import load_lexicon
from sayso.link.settle import Part, incidents_of, joined, likely
from sayso.link.telling import Telling, tellings
from sayso.types import Claim, Incident, Report


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
    by_claim = {c.id: c for c in claims if c.id not in wrong}
    by_report = {r.id: r for r in reports}
    texts = find_texts(by_report.values())
    rows = tellings(by_claim.values(), by_report, texts.group)
    found: list[Incident] = []
    for part in parts_of(rows, ruled):
        found.extend(incidents_of(part, by_claim, by_report, texts, ruled))
    return sorted(found, key=_when)


def parts_of(rows: Sequence[Telling], judgements: Iterable[Judgement] = ()) -> list[Part]:
    """The tellings (sorted by key) in the parts that likely pairs connect."""
    same, apart = ruled_pairs(rows, judgements)
    strong = likely(rows, candidate_pairs(rows, load_lexicon()))
    return joined(rows, strong, same, apart)


def _when(incident: Incident) -> tuple[str, str]:
    return (incident.when.from_ if incident.when else None) or "9999", incident.id


def explain(incident: Incident, claims: Iterable[Claim], reports: Iterable[Report]) -> list[Join]:
    """Why each report is in an incident: its closest other report and the reasons, in order of publication."""
    model, lexicon = load_model(), load_lexicon()
    by_report = {r.id: r for r in reports if r.id in set(incident.reports)}
    texts = find_texts(by_report.values())
    held = set(incident.claims)
    rows = tellings((c for c in claims if c.id in held), by_report, texts.group)
    rows.sort(key=lambda t: (t.published or 0, t.key))
    found = []
    for i, telling in enumerate(rows[1:], start=1):
        earlier = [t for t in rows[:i] if t.report != telling.report] or rows[:i]
        other = max(earlier, key=lambda t: (score(telling, t, model, lexicon), t.key))
        odds = score(telling, other, model, lexicon)
        why = tuple(reasons(telling, other, model, lexicon))
        found.append(Join(telling.report, other.report, round(odds, 3), why))
    return found


__all__ = ["Join", "Judgement", "Texts", "explain", "link", "link_store", "parts_of"]
