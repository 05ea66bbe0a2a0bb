"""The agency whose text a report says it carries."""

from __future__ import annotations

from sayso.link.lexicon import Lexicon
from sayso.types import Report, Span

# An agency is credited at the edges of a text; in its middle only by "told AFP" and the like.
EDGE_CHARACTERS = 220
TEXT_CHARACTERS = 20_000


def agency_credit(report: Report, lexicon: Lexicon) -> tuple[str, Span] | None:
    """The agency, with the words that say so.

    "(Reuters)" in the dateline, "--AFP" at the end, "Source: SANA"; else "told AFP" or "an AFP
    correspondent" anywhere, which an outlet writes of another only when it carries that one's text.
    """
    text = report.text[:TEXT_CHARACTERS]
    own = (report.outlet or "").casefold()
    edges = [(0, min(len(text), EDGE_CHARACTERS)), (max(0, len(text) - EDGE_CHARACTERS // 4), len(text))]
    ways = [(lexicon.credit_at_edge, start, end) for start, end in edges]
    ways.append((lexicon.credit_inside, 0, len(text)))
    for pattern, start, end in ways:
        for match in pattern.finditer(text, start, end):
            name = lexicon.agency_of[next(g for g in match.groups() if g).casefold()]
            if name.casefold() != own:
                return name, Span(match.group(), match.start(), match.end())
    return None
