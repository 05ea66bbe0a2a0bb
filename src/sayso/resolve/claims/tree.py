"""Distances in a report's dependency trees: how far apart two words are, and what lies between them."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from sayso.find.events.answers import answered
from sayso.find.events.grammar import much_later
from sayso.types import Parsed, Span

# Crossing one of these means leaving a clause.
CLAUSES = frozenset(["ccomp", "advcl", "relcl", "acl", "parataxis", "csubj", "xcomp", "pcomp"])


class Path(NamedTuple):
    """The way through the tree from one word to another."""

    up: int
    """Edges from the first word up to the joint head."""
    down: int
    """Edges from there down to the second word."""
    clauses: int
    """Clause borders crossed."""


class Tree:
    """Ancestors of a report's tokens, looked up again and again while values are attached to events."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self._starts = [token.start for token in parsed.tokens]
        self._above: dict[int, list[int]] = {}

    def above(self, i: int) -> list[int]:
        """Token i, its head, the head's head, up to the root."""
        chain = self._above.get(i)
        if chain is None:
            chain = self._above[i] = self.parsed.above(i)
        return chain

    def path(self, a: int, b: int) -> Path | None:
        """The way from a to b; None between sentences."""
        ups, downs = self.above(a), self.above(b)
        if ups[-1] != downs[-1]:
            return None
        depth = {token: n for n, token in enumerate(ups)}
        down = next(n for n, token in enumerate(downs) if token in depth)
        up = depth[downs[down]]
        tokens = self.parsed.tokens
        borders = sum(tokens[t].dep in CLAUSES or _verb_conjunct(self.parsed, t) for t in (*ups[:up], *downs[:down]))
        return Path(up, down, borders)

    def time_apart(self, i: int) -> range | None:
        """The words from "after" on in "two days after X struck", around token i; none elsewhere."""
        tokens = self.parsed.tokens
        for k in self.above(i):
            if much_later(tokens, k):
                return range(tokens[k].i, tokens[k].right + 1)
            mark = next((c for c in self.parsed.children[k] if tokens[c].dep == "mark" and much_later(tokens, c)), None)
            if mark is not None:  # "freed them days after they were seized"
                return range(mark, tokens[k].right + 1)
            if self._main(k):
                return None
        return None

    def _main(self, i: int) -> bool:
        """What the parser takes for a clause on the noun before it, and is the sentence's own: "days after an attack
        on a church a woman was killed"."""
        tokens = self.parsed.tokens
        if tokens[i].dep != "relcl":
            return False
        subject = next((tokens[c] for c in self.parsed.children[i] if tokens[c].dep == "nsubjpass"), None)
        return subject is not None and subject.pos == "NOUN"

    def days_apart(self, a: int, b: int) -> bool:
        """Whether one of two deeds stands in such a phrase, or is what the other answers; never so for a death."""
        tokens = self.parsed.tokens
        if answered(self.parsed, a) != answered(self.parsed, b):
            return True
        return "die" not in (tokens[a].lemma, tokens[b].lemma) and self.time_apart(a) != self.time_apart(b)

    def head_of(self, first: int, last: int) -> int:
        """The token of first..last whose head lies outside."""
        tokens = self.parsed.tokens
        return next(
            (i for i in range(first, last + 1) if not first <= tokens[i].head <= last or tokens[i].head == i), last
        )

    def tokens_of(self, span: Span) -> tuple[int, int] | None:
        """First and last token that the characters touch; None where they touch none."""
        if not self._starts:
            return None
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        if self.parsed.tokens[first].end <= span.start:
            first += 1
        last = bisect_right(self._starts, max(span.end - 1, 0)) - 1
        return (first, last) if first <= last < len(self._starts) else None


def _verb_conjunct(parsed: Parsed, i: int) -> bool:
    return parsed.tokens[i].dep == "conj" and parsed.tokens[i].pos in {"VERB", "AUX"}
