"""GDELT 2.0 mentions: which report tells which event, 16 columns, tab separated, no header.

One line a claim. `Extras`, which GDELT keeps free, says in a few words on whose say-so.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from sayso.export.gdelt import last_report, moment
from sayso.export.rows import Cell, Whole, serial_number, took_place, write_tabs
from sayso.export.selection import Selection
from sayso.store import IncidentQuery, Store
from sayso.types import Claim

COLUMNS = (
    "GlobalEventID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier",
    "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence",
    "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras",
)  # fmt: skip

# GDELT's kinds of collections: an address of the web, or a citation.
WEB, CITATION_ONLY = 1, 2

# How GDELT writes that a party is not there.
NOWHERE = -1


def write(
    store: Store, out: BinaryIO, of: str = "incidents", filters: IncidentQuery | None = None, *, bom: bool = False
) -> None:
    """The mentions of the same events as the gdelt format writes."""
    chosen = (w for w in Selection(store, filters).wholes(of) if took_place(w.incident))
    write_tabs(out, ([cells.get(c) for c in COLUMNS] for w in chosen for cells in rows(w)))


def rows(whole: Whole) -> Iterator[dict[str, Cell]]:
    last = last_report(whole)
    for claim in whole.claims:
        report = whole.reports.get(claim.report)
        url = report.url if report else None
        yield {
            "GlobalEventID": serial_number(whole.incident.id),
            "EventTimeDate": moment(last.published if last else None),
            "MentionTimeDate": moment(report.published if report else None),
            "MentionType": WEB if url else CITATION_ONLY,
            "MentionSourceName": claim.source.outlet or (report.outlet if report else None),
            "MentionIdentifier": url or claim.report,
            "Actor1CharOffset": claim.actor[0].start if claim.actor else NOWHERE,
            "Actor2CharOffset": claim.recipient[0].start if claim.recipient else NOWHERE,
            "ActionCharOffset": claim.trigger.start,
            "InRawText": 1,
            "Confidence": round(claim.confidence * 100),
            "MentionDocLen": len(report.text) if report else None,
            "Extras": said(claim),
        }


def said(claim: Claim) -> str:
    """Status and voices in one phrase."""
    voices = ", ".join(s.name or s.text for s in claim.source.speakers) or claim.source.outlet or "the report"
    return f"{claim.status}; {voices} {claim.source.stance}"
