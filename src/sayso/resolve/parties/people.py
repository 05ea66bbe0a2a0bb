"""The people named in one report, short forms under their full names."""

from __future__ import annotations

from sayso.knowledge.name_keys import key
from sayso.types import Name, Parsed, Span

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
                found.append((bare, Span(text, name.start, name.end)))
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
