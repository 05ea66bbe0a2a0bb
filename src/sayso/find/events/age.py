"""Whether an event is told as one of more than a month ago."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sayso.english import PERFECT, SUBJECTS, SUPERLATIVE
from sayso.find.events.grammar import Grammar
from sayso.find.events.lexicon import Lexicon
from sayso.types import Token

# Words for what was done another time: "has claimed previous bombings".
PRIOR = frozenset({"previous", "past", "prior"})
# How a year stands before the noun that it dates, and clauses inside another.
BEFORE_NOUN = frozenset({"nummod", "compound", "nmod", "amod", "npadvmod"})
INNER = frozenset({"pcomp", "acl", "relcl"})
LATELY = ("in", "the", "past")
# Behind "in the past": what was days or weeks ago.
SPANS = frozenset({"few", "several", "couple", "hour", "day", "week", "month"})
BEFORE_YEAR = frozenset({"in", "from", "of", "between", "early", "late", "mid", "until", ","})
# Tokens from "the deadliest day" to the year of "since May 10, 2010".
FAR_SINCE = 9
# And from "since" to the year of "since the war began with protests in 2010".
FAR_BEGINNING = 14
# Days on which what was done is called to mind; so many words above an event they are looked for.
MEMORIES = frozenset({"anniversary", "centenary", "commemoration", "remembrance", "memory"})
MOST_ABOVE = 6
# "Ten years after the town fell".
SPAN_LINKS = frozenset({"after", "since"})
LONG = frozenset({"year", "decade", "century"})
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
        if self._told_past(window, i, clause) or self._before_now(clause) or self._remembered(i):
            return True
        if any(
            self.grammar.tokens[c].lower in PRIOR and self.grammar.tokens[c].dep == "amod"
            for c in self.grammar.children[i]
        ):
            return True
        if self._year is None:
            return False
        return any(
            len(b.text) == 4
            and b.text.isdigit()
            and (a.lower in BEFORE_YEAR or a.lower in MONTHS or (len(a.text) <= 2 and a.text.isdigit()))
            and not self._begins_then(b.i, i)
            and not self._of_another(b.i, i, clause)
            and 1800 < int(b.text) < min(2100, self._year)
            for a, b in pairwise(window)
        )

    def _remembered(self, i: int) -> bool:
        """Whether it is told as what a day calls to mind, or as years before: "the anniversary of the massacre in which
        800 were killed", "ten years after the war began"."""
        tokens = self.grammar.tokens
        for k in self.grammar.parsed.above(i)[:MOST_ABOVE]:
            above = tokens[tokens[k].head]
            if tokens[k].dep == "prep" and tokens[k].lower == "of" and above.lemma in MEMORIES:
                return True
            links = [k, *(c for c in self.grammar.children[k] if tokens[c].dep == "mark")]
            if any(tokens[c].lower in SPAN_LINKS and tokens[c - 1].lemma in LONG for c in links if 0 < c != i):
                return True
        return False

    def _of_another(self, year: int, i: int, clause: int) -> bool:
        """Whether a year dates what is told inside the clause: "charged him with killing her in 2016", "the 2016 raid".

        Where that is the deed itself, its own time says so.
        """
        tokens, k = self.grammar.tokens, year
        for _ in range(FAR_SINCE):
            below, k = tokens[k], tokens[k].head
            if below.dep in BEFORE_NOUN and tokens[k].pos == "NOUN" and tokens[k].dep not in SUBJECTS and k != i:
                return True
            if k in (i, clause) or tokens[k].dep == "ROOT":
                return False
            if self._is_inner(k):
                return self._is_apart(k, i)
        return False

    def _in_another(self, at: int, i: int, clause: int) -> bool:
        """Whether a word stands in a clause on somebody or something else: "men who shot a judge last year fled"."""
        k = at
        while k not in (i, clause) and self.grammar.tokens[k].dep != "ROOT":
            if self._is_inner(k):
                return self._is_apart(k, i)
            k = self.grammar.tokens[k].head
        return False

    def _is_inner(self, k: int) -> bool:
        return self.grammar.tokens[k].dep in INNER and self.grammar.tokens[k].pos == "VERB"

    def _is_apart(self, k: int, i: int) -> bool:
        """Whether a clause is not on a deed, nor does it hold it."""
        token = self.grammar.tokens[k]
        return token.head != i and not token.left <= i <= token.right

    def _told_past(self, window: Sequence[Token], i: int, clause: int) -> bool:
        """Whether a word of the past stands in the clause, other than to say how rare it is, or how short ago."""
        words = [t.lower for t in window]
        for phrase in self.lexicon.past:
            for k in range(len(words) - len(phrase) + 1):
                if tuple(words[k : k + len(phrase)]) != phrase:
                    continue
                behind = window[k + len(phrase)] if k + len(phrase) < len(window) else None
                near = phrase == LATELY and behind is not None and (behind.pos == "NUM" or behind.lower in SPANS)
                near = near or (
                    behind is not None and behind.tag == "POS"
                )  # "last year's attack": its own time says so
                # "One of the deadliest attacks in recent years" is none of years ago.
                rare = any(t.tag in SUPERLATIVE for t in window[max(k - FAR_SINCE, 0) : k])
                other = self._begins_then(window[k].i, i) or self._in_another(window[k].i, i, clause)
                if not (near or rare or other):
                    return True
        return False

    def _begins_then(self, year: int, i: int) -> bool:
        """Whether a deed has gone on since a year, or nothing was as bad since then, and it was not itself that year's.

        "People have been killed since May 10, 2010", "the deadliest day since the war began in 2010".
        """
        before = self.grammar.tokens[max(year - FAR_BEGINNING, 0) : year]
        since = next((t.i for t in before if t.lower == "since"), None)
        return since is not None and not since < i < year

    def _before_now(self, v: int) -> bool:
        """ "Has carried out such attacks before": other times than now."""
        below = [self.grammar.tokens[c] for c in self.grammar.children[v]]
        perfect = any(t.lower in PERFECT and t.dep == "aux" for t in below)
        return perfect and any(t.lower in ("before", "previously") and t.dep == "advmod" for t in below)
