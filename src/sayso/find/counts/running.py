"""Whether a figure is the running toll of a war, a campaign or a period rather than of one event."""

from __future__ import annotations

import re

from sayso.find.counts.amounts import words_about_numbers
from sayso.find.counts.people import vocabulary
from sayso.types import Parsed

REACH = 30
"""Tokens on either side of the fate in which "since 2011" still belongs to it."""


SUPERLATIVES = frozenset(
    "deadliest worst bloodiest first latest biggest heaviest highest lowest largest third second most record".split()
)
# Words between "the highest" and the "since" that it looks back to.
COMPARED = 12
# Words behind "since" that still say since when: "since the country's full-scale invasion in".
SINCE_REACH, SPAN_REACH = 11, 7
PERFECT = frozenset({"has", "have", "been"})
# What joins deaths to the one deed that they followed: "have been killed after airstrikes hit a market".
ONE_DEED = frozenset({"after", "when"})
LARGE = 5000.0
"""Dead of a figure that, told beside the word war, is the war's and not one attack's."""


# "Killing nine and bringing the total to 71 since June": the June is the total's.
BRINGING = frozenset({"bring", "take", "raise", "push"})


class Running:
    """Reads the wording of periods around a figure."""

    def __init__(self) -> None:
        words = vocabulary()["cumulative"]
        self._spans = frozenset(words["spans"])
        self._wars = frozenset(words["wars"])
        self._campaigns = frozenset(words["campaigns"])
        self._days = frozenset(words["days"])
        self._starts = frozenset(words["starts"])
        self._year = re.compile(r"(19|20)\d\d")

    def covers(
        self, parsed: Parsed, first: int, anchor: int, size: float | None = None, *, vague: bool = False
    ) -> bool:
        """True if the words around the figure stretch it over more than one event; `vague` for "dozens", "hundreds"."""
        sentence = parsed.sentence_of(anchor)
        start, end = max(sentence.first, min(first, anchor) - REACH), min(sentence.last, max(first, anchor) + REACH)
        start = next((k for k in range(min(first, anchor), start, -1) if parsed.tokens[k].text == ";"), start)
        end = next((k for k in range(max(first, anchor) + 1, end) if _ends(parsed, k)), end)
        words = [t.lower for t in parsed.tokens[start : end + 1]]
        for k, word in enumerate(words):
            if word == "since" and self._long_since(words, k):
                return True
            if word in {"between", "from"} and self._months(words, k):
                return True
            if word in {"year", "month", "years", "months", "decade", "decades"} and self._long_period(words, k):
                return True
        if size is not None and size >= LARGE and any(word in self._spans or word in {"has", "have"} for word in words):
            return True
        return (vague and self._of_campaign(words)) or self._of_war(parsed, anchor)

    def _of_campaign(self, words: list[str]) -> bool:
        """What several attacks did so far, on no day told: "the strikes have killed hundreds"."""
        told = set(words)
        if told & ONE_DEED:
            return False
        return bool({"have", "has"} & told and self._campaigns & told) and not self._days & told

    def _months(self, words: list[str], k: int) -> bool:
        """ "between January and March"."""
        months = words_about_numbers()["months"]
        return len(words) > k + 3 and words[k + 1] in months and words[k + 3] in months

    def _long_since(self, words: list[str], k: int) -> bool:
        if SUPERLATIVES & set(words[max(k - COMPARED, 0) : k]):  # "the deadliest attack since the war began"
            return False
        if words[k + 1 : k + 2] == ["then"] and PERFECT & set(words[k + 2 :]):
            return True
        if words[k - 1 : k] in (["has"], ["have"]):  # "has since killed"
            return True
        for at, word in enumerate(words[k + 1 : k + SINCE_REACH]):
            dated = self._year.fullmatch(word) or word.rstrip(".") in words_about_numbers()["months"]
            if dated or word in self._starts or (word in self._spans and at < SPAN_REACH):
                return True
            if word in {",", "."}:
                return False
        return False

    def _long_period(self, words: list[str], k: int) -> bool:
        before = words[max(k - 6, 0) : k]
        near = before[-4:]
        if SUPERLATIVES & set(before):
            return False
        if words[k + 1 : k + 2] == ["of"] and (words[k].endswith("s") or near[-1:] == ["a"]):  # "a month of infighting"
            return True
        if words[k] in {"year", "month"}:
            return "far" in before and "so" in before
        if {"last", "past", "recent", "over", "previous"} & set(near):
            return True
        return "so" in before and "far" in before

    def _of_war(self, parsed: Parsed, anchor: int) -> bool:
        """The killing is a war's: "the conflict has killed 40,000", "have died in the civil war"."""
        tokens = parsed.tokens
        sentence = parsed.sentence_of(anchor)
        if any(t.lemma in self._wars for t in tokens[max(anchor - 2, 0) : anchor]):  # "the ongoing war killing"
            return True
        for k in range(max(sentence.first, anchor - REACH), min(sentence.last, anchor + REACH) + 1):
            token = tokens[k]
            if token.lemma not in self._wars:
                continue
            if any(tokens[c].lower in {"a", "an"} for c in parsed.children[k]):
                continue  # "a bloody conflict between two villages" is the event itself
            if any(t.lower in SUPERLATIVES for t in tokens[max(k - 12, sentence.first) : k]):
                continue  # "the deadliest day since they entered the war" is the day
            above = tokens[token.head]
            if token.dep == "nsubj" and (above.i == anchor or (abs(anchor - above.i) <= 8 and above.i <= anchor)):
                return True
            if (
                token.dep == "pobj"
                and above.lower in {"in", "during", "by", "of"}
                and self._under(parsed, above.i, anchor)
            ):
                return True
        if tokens[anchor].dep == "relcl":
            return tokens[tokens[anchor].head].lemma in self._wars
        return False

    def _under(self, parsed: Parsed, i: int, anchor: int) -> bool:
        """Whether token i hangs on the anchor within a few steps."""
        for _ in range(3):
            i = parsed.tokens[i].head
            if i == anchor:
                return True
        return False


def _ends(parsed: Parsed, k: int) -> bool:
    """Whether what follows is told of another figure."""
    token = parsed.tokens[k]
    return token.text == ";" or (token.lemma in BRINGING and token.pos == "VERB")
