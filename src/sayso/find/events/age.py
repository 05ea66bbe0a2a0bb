"""Whether an event is told as one of more than a month ago."""

from __future__ import annotations

from itertools import pairwise

from sayso.english import PERFECT
from sayso.find.events.grammar import Grammar
from sayso.find.events.lexicon import Lexicon

# Words for what was done another time: "has claimed previous bombings".
PRIOR = frozenset({"previous", "past", "prior"})
BEFORE_YEAR = frozenset({"in", "from", "of", "between", "early", "late", "mid", "until", ","})
# Tokens from "the deadliest day" to the year of "since May 10, 2010".
FAR_SINCE = 9
MONTHS = frozenset({"january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
                    "november", "december", "jan.", "feb.", "aug.", "sept.", "oct.", "nov.", "dec."})  # fmt: skip


class Age:
    """Looks for what puts the events of one report back."""

    def __init__(self, grammar: Grammar, lexicon: Lexicon) -> None:
        self.grammar = grammar
        self.lexicon = lexicon
        published = grammar.parsed.report.published
        self._year = int(published[:4]) if published and published[:4].isdigit() else None

    def historical(self, i: int) -> bool:
        """Whether the clause's own words put it more than a month back."""
        clause = self.grammar.clause_of(i)
        token = self.grammar.tokens[clause]
        window = self.grammar.tokens[token.left : token.right + 1]
        if len(window) > 60:
            window = self.grammar.tokens[max(token.left, i - 25) : min(token.right, i + 25) + 1]
        text = " ".join(t.lower for t in window)
        if any(phrase in text for phrase in self.lexicon.past) or self._before_now(clause):
            return True
        if any(
            self.grammar.tokens[c].lower in PRIOR and self.grammar.tokens[c].dep == "amod"
            for c in self.grammar.children[i]
        ):
            return True
        for a, b in pairwise(window):
            if (
                not self._only_compared(b.i)
                and not self._of_another(b.i, i, clause)
                and len(b.text) == 4
                and b.text.isdigit()
                and (a.lower in BEFORE_YEAR or a.lower in MONTHS or (len(a.text) <= 2 and a.text.isdigit()))
            ):
                year = int(b.text)
                if 1800 < year < 2100 and self._year is not None and year < self._year:
                    return True
        return False

    def _of_another(self, year: int, i: int, clause: int) -> bool:
        """Whether a year dates a deed told inside the clause: "charged him with killing her in 2016"."""
        tokens, k = self.grammar.tokens, year
        for _ in range(FAR_SINCE):
            k = tokens[k].head
            if tokens[k].dep == "ROOT" or k in (i, clause):
                return False
            if tokens[k].dep == "pcomp" and tokens[k].pos == "VERB":
                return not tokens[k].left <= i <= tokens[k].right
        return False

    def _only_compared(self, i: int) -> bool:
        """Whether a year only says how rare it is: "the deadliest day since May 10, 2010"."""
        before = self.grammar.tokens[max(i - FAR_SINCE, 0) : i]
        since = next((k for k, t in enumerate(before) if t.lower == "since"), None)
        return since is not None and any(t.tag in ("JJS", "RBS") or t.lower == "first" for t in before[:since])

    def _before_now(self, v: int) -> bool:
        """ "Has carried out such attacks before": other times than now."""
        below = [self.grammar.tokens[c] for c in self.grammar.children[v]]
        perfect = any(t.lower in PERFECT and t.dep == "aux" for t in below)
        return perfect and any(t.lower in ("before", "previously") and t.dep == "advmod" for t in below)
