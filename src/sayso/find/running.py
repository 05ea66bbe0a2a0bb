"""Whether a figure is the running toll of a war, a campaign or a period rather than of one event."""

from __future__ import annotations

import re

from sayso.find.people import vocabulary
from sayso.types import Parsed

REACH = 30
"""Tokens on either side of the fate in which "since 2011" still belongs to it."""


class Running:
    """Reads the wording of periods around a figure."""

    def __init__(self) -> None:
        words = vocabulary()["cumulative"]
        self._spans = frozenset(words["spans"])
        self._units = frozenset(words["units"])
        self._year = re.compile(r"(19|20)\d\d")

    def covers(self, parsed: Parsed, first: int, anchor: int) -> bool:
        """True if the words around the figure stretch it over more than one event."""
        sentence = parsed.sentence_of(anchor)
        start, end = max(sentence.first, min(first, anchor) - REACH), min(sentence.last, max(first, anchor) + REACH)
        words = [t.lower for t in parsed.tokens[start : end + 1]]
        for k, word in enumerate(words):
            if word in {"since"} and self._long_since(words, k):
                return True
            if word in {"year", "month", "years", "months", "decade", "decades"} and self._long_period(words, k):
                return True
        return self._of_war(parsed, anchor)

    def _long_since(self, words: list[str], k: int) -> bool:
        for word in words[k + 1 : k + 8]:
            if self._year.fullmatch(word) or word in self._spans or word in {"began", "begun", "started", "erupted", "start", "beginning", "outbreak", "year", "years", "month", "independence"}:
                return True
            if word in {",", "."}:
                return False
        return False

    def _long_period(self, words: list[str], k: int) -> bool:
        before = words[max(k - 4, 0) : k]
        if "this" in before or "last" in before or "past" in before or "recent" in before or "over" in before or "previous" in before:
            pair = " ".join(words[max(k - 6, 0) : k])
            if words[k] in {"year", "month"}:
                return "so far" in pair or (bool(before) and before[-1] in {"this", "past"} and "earlier" not in before)
            return True
        return "so" in before and "far" in before

    def _of_war(self, parsed: Parsed, anchor: int) -> bool:
        """The subject of the killing is a war: "the conflict has killed 40,000"."""
        tokens = parsed.tokens
        for c in parsed.children[anchor]:
            if tokens[c].dep == "nsubj" and tokens[c].lemma in self._spans and tokens[c].lemma not in {"violence", "unrest", "offensive"}:
                return True
        if tokens[anchor].dep == "relcl":
            return tokens[tokens[anchor].head].lemma in self._spans and any(tokens[c].dep == "nsubj" and tokens[c].lower in {"which", "that"} for c in parsed.children[anchor])
        return False
