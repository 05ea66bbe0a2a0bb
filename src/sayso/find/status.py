"""Whether an event happened, is going on, is planned, threatened, tried, imagined or denied; and whether it is old.

Read from tense, modals, negation, conditionals, the clauses above the trigger and the words before an event noun.
"""

from __future__ import annotations

from itertools import pairwise

from sayso.find.grammar import Grammar
from sayso.find.lexicon import Lexicon
from sayso.types import Status

FUTURE = frozenset({"will", "shall", "'ll", "wo", "’ll"})
DOUBT = frozenset({"can", "could", "may", "might", "must", "should", "ought"})
IF = frozenset({"if", "unless", "whether", "should", "lest", "until", "till"})
# A clause under one of these is not told as done.
UNREAL = {
    "want": "hypothetical", "hope": "hypothetical", "wish": "hypothetical", "fear": "hypothetical",
    "believe": None, "plan": "planned", "intend": "planned", "prepare": "planned", "threaten": "threatened",
    "vow": "planned", "try": "attempted", "attempt": "attempted", "fail": "attempted", "refuse": "negated",
    "prevent": "negated", "avoid": "negated", "avert": "attempted", "deny": "denied", "expect": "planned",
    "consider": "hypothetical", "call": "hypothetical", "urge": "hypothetical", "demand": "hypothetical",
    "order": "planned", "promise": "planned", "pledge": "planned", "agree": "planned", "warn": "hypothetical",
    "plot": "planned", "seek": "attempted", "decide": "planned", "foil": "attempted", "thwart": "attempted",
    "aim": "planned", "schedule": "planned", "propose": "planned", "need": "hypothetical", "ask": "hypothetical",
    "reject": "negated", "oppose": "hypothetical", "struggle": "attempted", "minimise": "hypothetical",
    "minimize": "hypothetical", "discuss": "hypothetical", "encourage": "hypothetical", "risk": "hypothetical",
    "set": "planned", "rule": "negated", "offer": "planned", "mull": "hypothetical", "anticipate": "hypothetical",
}  # fmt: skip
NOUN_UNREAL = {
    "attempt": "attempted", "bid": "attempted", "effort": "attempted", "plan": "planned", "plot": "planned",
    "threat": "threatened", "decision": "planned", "ability": "hypothetical", "possibility": "hypothetical",
    "fear": "hypothetical", "risk": "hypothetical", "call": "hypothetical", "proposal": "planned",
    "intention": "planned", "preparation": "planned", "readiness": "hypothetical", "willingness": "hypothetical",
    "refusal": "negated", "right": "hypothetical", "order": "planned", "demand": "hypothetical",
    "conspiracy": "planned", "capability": "hypothetical", "capacity": "hypothetical", "desire": "hypothetical",
    "failure": "negated", "threats": "threatened", "pledge": "planned", "promise": "planned", "prospect": "hypothetical",
}  # fmt: skip
DEEP = 8
COLLAPSED = frozenset({"collapse", "fail", "falter", "stall", "cancel", "postpone", "suspend", "scrap", "abandon", "end"})
PAST_PHRASES = ("last year", "years ago", "year ago", "decades ago", "months ago", "since the war", "during the war",
                "in the past", "since the start of", "since the beginning of", "over the years", "last decade",
                "in recent years", "since the conflict", "since the uprising", "since the civil war", "century")  # fmt: skip


BEFORE_YEAR = frozenset({"in", "since", "from", "of", "between", "early", "late", "mid", "until", ","})
MONTHS = frozenset({"january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
                    "november", "december", "jan.", "feb.", "aug.", "sept.", "oct.", "nov.", "dec."})  # fmt: skip


class StatusReader:
    """Status and age of the events of one report."""

    def __init__(self, grammar: Grammar, lexicon: Lexicon) -> None:
        self.grammar = grammar
        self.lexicon = lexicon
        published = grammar.parsed.report.published
        self._year = int(published[:4]) if published and published[:4].isdigit() else None

    def of_verb(self, v: int) -> Status:
        token = self.grammar.tokens[v]
        own = self._clause(v)
        if own != "happened":
            return own
        above = self._above(v)
        if above != "happened":
            return above
        if token.tag == "VBG" and self._present_be(v):
            return "ongoing"
        return "happened"

    def of_noun(self, n: int) -> Status:
        for c in self.grammar.children[n]:
            token = self.grammar.tokens[c]
            if token.dep == "det" and token.lower == "no":
                return "negated"
            status = self.lexicon.status_words.get(token.lower)
            if status and status != "suspected" and token.dep in ("amod", "compound", "det"):
                return status  # type: ignore[return-value]
        token = self.grammar.tokens[n]
        for _ in range(DEEP):
            head = self.grammar.tokens[token.head]
            if head.i == token.i:
                return "happened"
            if head.pos in ("VERB", "AUX"):
                return self._under(token.i, head.i)
            if head.pos == "NOUN" and token.dep in ("prep", "compound") and head.lemma in NOUN_UNREAL:
                return NOUN_UNREAL[head.lemma]  # type: ignore[return-value]
            token = head
        return "happened"

    def collapsed(self, n: int) -> bool:
        """Whether an event noun is told to have come to nothing: "the talks collapsed"."""
        token = self.grammar.tokens[n]
        head = self.grammar.tokens[token.head]
        if token.dep not in ("nsubj", "nsubjpass") or head.pos != "VERB":
            return False
        if head.lemma == "end":
            return any(self.grammar.tokens[p].lemma in ("failure", "deadlock", "agreement") or
                       self.grammar.tokens[p].lower == "without" for p in self.grammar.after(head.i, ("in", "without")))  # fmt: skip
        particles = {self.grammar.tokens[c].lower for c in self.grammar.children[head.i]}
        return head.lemma in COLLAPSED or (head.lemma in ("break", "call") and bool(particles & {"down", "off"}))

    def announced(self, v: int) -> bool:
        """Whether an act to come is announced (will, is set to, vows to), not the purpose of another."""
        token = self.grammar.tokens[v]
        if any(self.grammar.tokens[c].lower in FUTURE | {"would", "going"} for c in self.grammar.children[v]):
            return True
        if token.dep == "conj" and self.grammar.tokens[token.head].pos == "VERB":
            return self.announced(token.head)
        return token.dep in ("xcomp", "ccomp")

    def _under(self, dependent: int, verb: int) -> Status:
        """Status of an event noun by the verb that governs it."""
        head = self.grammar.tokens[verb]
        dep = self.grammar.tokens[dependent].dep
        if dep in ("dobj", "nsubjpass", "prep", "xcomp", "ccomp"):
            if head.lemma in UNREAL and not (dep == "prep" and head.lemma in ("agree", "call", "believe")):
                status = UNREAL[head.lemma]
                if status and dep != "prep":
                    return status  # type: ignore[return-value]
            if head.lemma in self.lexicon.doing:
                return self.of_verb(verb)
        if dep in ("nsubj", "nsubjpass"):
            clause = self._clause(verb)
            if clause in ("planned", "hypothetical", "negated") and head.lemma in (
                "take", "be", "hold", "begin", "start", "resume", "occur", "happen", "continue"):  # fmt: skip
                return clause
        return "happened"

    def _clause(self, v: int) -> Status:
        """By the verb's own auxiliaries, negation and marks."""
        reported = False
        status: Status = "happened"
        marked_to = False
        for c in self.grammar.children[v]:
            token = self.grammar.tokens[c]
            if token.dep == "neg" or (token.dep == "advmod" and token.lower == "never"):
                return "negated"
            if token.dep in ("aux", "auxpass"):
                if token.lower in FUTURE:
                    status = "planned"
                elif token.lower in DOUBT:
                    status = "hypothetical"
                elif token.lower in ("would", "'d"):
                    reported = True
                elif token.lower == "to":
                    marked_to = True
            if token.dep == "mark" and token.lower in IF:
                return "hypothetical"
        if reported:
            head = self.grammar.tokens[self.grammar.tokens[v].head]
            status = "planned" if head.lemma in self.lexicon.saying else "hypothetical"
        token = self.grammar.tokens[v]
        if status == "happened" and marked_to and token.dep in ("advcl", "relcl"):
            return "planned"
        if status == "happened" and token.dep == "ROOT" and marked_to:
            return "planned"
        return status

    def _above(self, v: int) -> Status:
        token = self.grammar.tokens[v]
        for _ in range(DEEP):
            head = self.grammar.tokens[token.head]
            if head.i == token.i:
                return "happened"
            if token.dep in ("xcomp", "ccomp", "pcomp", "acl", "conj", "prep", "advcl", "acomp", "amod", "attr"):
                if token.dep == "acl" and token.tag == "VB":
                    return NOUN_UNREAL.get(head.lemma, "planned")  # type: ignore[return-value]
                if token.dep in ("acl", "advcl"):
                    if token.dep == "advcl" and self._clause(token.i) == "hypothetical":
                        return "hypothetical"
                    return "happened" if token.i == v or token.dep == "acl" else self._clause(token.i)
                if token.dep == "xcomp" and head.pos == "ADJ":
                    return "planned" if head.lemma in self.lexicon.operator_adjectives else "hypothetical"
                if token.dep in ("xcomp", "ccomp") or (token.dep == "prep" and head.pos == "VERB"):
                    status = UNREAL.get(head.lemma)
                    if status and not (token.dep == "ccomp" and head.lemma in ("warn", "threaten", "expect", "fear")
                                       and self.grammar.tokens[v].tag in ("VBD",)):  # fmt: skip
                        return status  # type: ignore[return-value]
                    if token.dep == "xcomp":
                        clause = self._clause(head.i)
                        if clause != "happened":
                            return clause
                elif token.dep == "prep" and head.pos == "NOUN" and head.lemma in NOUN_UNREAL:
                    return NOUN_UNREAL[head.lemma]  # type: ignore[return-value]
                elif token.dep == "conj" and head.pos == "VERB":
                    own = any(self.grammar.tokens[c].dep in ("aux", "nsubj", "nsubjpass") for c in self.grammar.children[token.i])
                    if not own:
                        clause = self._clause(head.i)
                        if clause != "happened" and clause != "negated":
                            return clause
            else:
                return "happened"
            token = head
        return "happened"

    def _present_be(self, v: int) -> bool:
        return any(
            self.grammar.tokens[c].dep == "aux" and self.grammar.tokens[c].lower in ("is", "are", "'s", "'re", "am")
            for c in self.grammar.children[v]
        )

    def historical(self, i: int) -> bool:
        """Whether the clause's own words put it more than a month back."""
        clause = self.grammar.clause_of(i)
        token = self.grammar.tokens[clause]
        window = self.grammar.tokens[token.left : token.right + 1]
        if len(window) > 60:
            window = self.grammar.tokens[max(token.left, i - 25) : min(token.right, i + 25) + 1]
        text = " ".join(t.lower for t in window)
        if any(phrase in text for phrase in PAST_PHRASES):
            return True
        for a, b in pairwise(window):
            if len(b.text) == 4 and b.text.isdigit() and (a.lower in BEFORE_YEAR or a.lower in MONTHS):
                year = int(b.text)
                if 1800 < year < 2100 and self._year is not None and year < self._year:
                    return True
        return False
