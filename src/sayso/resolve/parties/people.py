"""The people named in one report, short forms under their full names."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.find.names import ReportNames
from sayso.knowledge.name_keys import key
from sayso.types import Name, Parsed, Party, Span

# A book-length text may name one party thousands of times; listing all with each would be quadratic.
MOST_MENTIONS = 100
# Who somebody is stands with one of the first mentions.
MOST_TOLD = 8


class People:
    """Persons' names of a report."""

    def __init__(self, parsed: Parsed):
        self._full: dict[str, str] = {}
        self._spans: dict[str, list[Span]] = {}
        self._names: dict[str, list[Name]] = {}
        found = []
        for name in parsed.names:
            if name.label == "PERSON":
                text = parsed.text[name.start : name.end]
                bare = text.removesuffix("'s").removesuffix("’s")
                found.append((bare, Span(bare, name.start, name.start + len(bare))))
                words = key(bare).split()
                if words and len(self._names.setdefault(words[-1], [])) < MOST_TOLD:
                    self._names[words[-1]].append(name)
                if words and len(words) > len(key(self._full.get(words[-1], "")).split()):
                    self._full[words[-1]] = bare
        for bare, span in found:
            self._spans.setdefault(self.full_name(bare), []).append(span)

    def full_name(self, spoken: str) -> str:
        """The longest form of a name in the report that ends in the form at hand."""
        words = key(spoken).split()
        longest = self._full.get(words[-1], spoken) if words else spoken
        return longest if key(longest).split()[-len(words) :] == words else spoken

    def named_like(self, spoken: str) -> list[Name]:
        """The first names of the report with the same last word, in order."""
        words = key(spoken).split()
        return self._names.get(words[-1], []) if words else []

    def spans(self, full_name: str) -> list[Span]:
        """Where the report names this person."""
        return self._spans.get(full_name, [])


def with_mentions(parsed: Parsed, parties: Sequence[Party], names: ReportNames, people: People) -> list[Party]:
    """The parties with the other spans of the report that name the same one."""
    spans: dict[str, dict[tuple[int, int], Span]] = {}
    for named in names.spans:
        if named.chosen is not None:
            span = parsed.span(named.first, named.last)
            spans.setdefault(named.chosen.name, {})[span.start, span.end] = span
    for party in parties:
        if party.name is not None:
            told = spans.setdefault(party.name, {})
            told.update({(s.start, s.end): s for s in people.spans(party.name)})
            told[party.start, party.end] = Span(party.text, party.start, party.end)
    found = []
    for party in parties:
        others = spans.get(party.name, {}) if party.name is not None else {}
        apart = _near([s for _, s in sorted(others.items()) if s.end <= party.start or s.start >= party.end], party)
        found.append(msgspec.structs.replace(party, mentions=apart))
    return found


def _near(spans: list[Span], party: Party) -> tuple[Span, ...]:
    """The spans in order, no more than MOST_MENTIONS of those nearest to the party."""
    if len(spans) > MOST_MENTIONS:
        nearest = sorted(spans, key=lambda span: (abs(span.start - party.start), span.start))[:MOST_MENTIONS]
        spans = sorted(nearest, key=lambda span: span.start)
    return tuple(spans)
