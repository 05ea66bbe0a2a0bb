"""Whether words mark somebody as a suspect: the same words whichever reader proposed him."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.find.events.grammar import Grammar
from sayso.find.events.lexicon import Lexicon
from sayso.types import Certainty, PartyMention, Token

DOUBTED = frozenset(
    "suspected alleged presumed supposed allegedly apparently presumably supposedly purportedly purported "
    "ostensibly believed possibly perhaps probably likely maybe".split()
)
# Verbs whose passive says that a deed is thought, not known, to be somebody's; looked for so many steps above it.
SUPPOSING = frozenset({"think", "believe", "suspect", "presume", "assume", "suppose", "reckon"})
SUPPOSED_DEEP = 3


class Doubts:
    """Reads the doubt about the doers of one report."""

    def __init__(self, grammar: Grammar, lexicon: Lexicon) -> None:
        self.grammar = grammar
        self.lexicon = lexicon

    def certainty(self, i: int, actor: Sequence[PartyMention]) -> Certainty:
        """Suspected where the actor's phrase or the trigger's own dependents say so."""
        tokens = self.grammar.tokens
        words = {tokens[k].lower for p in actor for k in range(p.first, p.head)}
        words |= {tokens[c].lower for c in self.grammar.children[i]}
        behind = (tokens[p.head].head for p in actor)  # "looted, purportedly by soldiers"
        words |= {
            tokens[c].lower for k in behind if tokens[k].lower == "by" for c in (k - 1, *self.grammar.children[k])
        }
        if self._supposed(i):
            return "suspected"
        if tokens[i].dep in ("nsubj", "nsubjpass"):  # "the blast supposedly was caused by"
            words |= {tokens[c].lower for c in self.grammar.children[tokens[i].head]}
        return "suspected" if words & DOUBTED else "stated"

    def _supposed(self, i: int) -> bool:
        """Told as what is thought by nobody in particular: "it is believed that", "rumours that", "reports of"."""
        tokens = self.grammar.tokens
        for _ in range(SUPPOSED_DEEP):
            token = tokens[i]
            if self._heard(token, tokens[token.head]):
                return True
            if token.dep not in ("ccomp", "xcomp", "dobj", "nsubjpass", "pcomp", "prep"):
                return False
            i = token.head
            if tokens[i].lemma in SUPPOSING:
                return token.dep != "dobj" and self.grammar.passive(i) and not self.grammar.agents(i)
        return False

    def _heard(self, told: Token, noun: Token) -> bool:
        """Whether words stand under a noun of hearsay: "rumours that", "reports of", no "report that showed"."""
        if noun.pos != "NOUN" or noun.lemma not in self.lexicon.hearsay or noun.i > told.i:
            return False
        if told.dep in ("acl", "ccomp", "relcl"):
            return any(self.grammar.tokens[c].dep == "mark" for c in self.grammar.children[told.i])
        return told.dep == "prep" and told.lower in ("of", "about")
