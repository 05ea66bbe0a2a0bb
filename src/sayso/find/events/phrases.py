"""Which characters name a party: where the phrase around its noun begins and ends."""

from __future__ import annotations

from sayso.find.events.grammar import Grammar
from sayso.find.events.lexicon import Lexicon
from sayso.types import Effect, PartyMention

NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
BEFORE = frozenset({"det", "amod", "compound", "poss", "nummod", "quantmod", "nmod", "predet", "advmod", "case"})
# Words that open a clause: when, where, that, because.
CLAUSE_TAGS = frozenset({"WRB", "IN", "WDT"})
# Verbs behind whose object "of" tells the charge.
ACCUSING = frozenset({"accuse", "convict", "suspect", "acquit"})
# What became of somebody, between the deed and the name.
FATES = frozenset({"dead", "alive"})
QUOTES = frozenset({'"', "“", "”", "''", "``"})
# Tokens of the longest name that a party's phrase is stretched over.
LONGEST_NAME = 9


def named(grammar: Grammar, i: int) -> bool:
    """Whether a word belongs to a name that can be a party's."""
    return grammar.names.get(i) in NAMED


class Phrases:
    """The phrases of parties in one report."""

    def __init__(self, grammar: Grammar, lexicon: Lexicon) -> None:
        self.grammar = grammar
        self.lexicon = lexicon
        self._starts: dict[int, int] = {}
        self._cuts: dict[int, int] = {}

    def start(self, head: int, first: int) -> int:
        """Let the phrase of a head begin at an earlier token; gives the head."""
        self._starts[head] = min(first, self._starts.get(head, head))
        return head

    def cut(self, head: int, first: int) -> None:
        """Let the phrase of a head begin at this token or later."""
        self._cuts[head] = first

    def mention(self, head: int, effect: Effect | None = None) -> PartyMention:
        """The phrase around a head: its left side, and "of" phrases on the right."""
        if self.grammar.tokens[head].lemma in self.lexicon.grips:  # "from the grip of X" is X
            head = self.grammar.counted(head)
        behind = self._behind_name(head)
        if behind is not None:
            return PartyMention(first=self.first(head), last=behind, head=behind, effect=effect)
        first, last = self.first(head), self._last(head)
        first = max(min(first, self._starts.get(head, first)), self._cuts.get(head, 0))
        return PartyMention(first=first, last=last, head=self.grammar.counted(head), effect=effect)

    def first(self, head: int) -> int:
        """The first token of the phrase, as far as the parser shows it and no mark or date parts it."""
        first = head
        for c in reversed(self.grammar.children[head]):
            token = self.grammar.tokens[c]
            if token.tag in CLAUSE_TAGS:
                continue  # "when armed men attacked": the clause's word, whatever it hangs on
            if token.lower in FATES and self.grammar.tokens[c - 1].pos == "VERB":
                continue  # "shot dead Ana Bor"
            if c < first and token.dep in BEFORE and token.right == first - 1:
                first = token.left
            elif c < first and token.dep == "punct" and token.lower in ("-", '"', "“", "'"):
                first = c
        tokens = self.grammar.tokens
        for i in range(head - 1, first, -1):  # a dateline runs into the name: "WASHINGTON - The president"
            if tokens[i].lower in ("-", "--", "–", "—") and tokens[i - 1].end < tokens[i].start:
                first = i + 1
                break
        end = self.grammar.dateline(0) if tokens[head].sentence == 0 else None
        if end is not None and first <= end < head:  # "new tarn: the president"
            first = end + 1
        for i in range(head - 1, first - 1, -1):  # so does a date: "July 26 2014 IS fighters"
            if self.grammar.names.get(i) == "DATE" or (len(tokens[i].text) == 4 and tokens[i].text[:2] in ("19", "20")):
                first = i + 1
                break
        for i in range(head - 1, first, -1):  # and a headline, into a number: "Alta Bera Sixteen civilians"
            if tokens[i].pos == "NUM" and tokens[i].text.isalpha() and tokens[i - 1].pos == "PROPN":
                first = i
                break
        for i in range(head - 1, first, -1):  # and a heading, into the sentence: "Alta Bera An army unit"
            if (
                tokens[i].text in ("A", "An", "The")
                and tokens[i - 1].pos == "PROPN"
                and i not in self.grammar.name_bounds
            ):
                first = i
                break
        first = self._behind_mark(first, head)
        while first < head and tokens[first].pos in ("PUNCT", "CCONJ"):
            first += 1
        return first

    def name_end(self, head: int) -> int:
        """The last token of the body's name around a head: "the Centre for Relief"."""
        bounds = self.grammar.name_bounds.get(head)
        if bounds is None or self.grammar.names.get(head) != "ORG" or not self._plain_name(*bounds):
            return head
        return bounds[1] - (self.grammar.tokens[bounds[1]].lower in ("'s", "’s"))

    def _behind_name(self, head: int) -> int | None:
        """The noun that a body's long name only describes: leader of "an Islamic Front of Velia leader"."""
        tokens, bounds = self.grammar.tokens, self.grammar.name_bounds.get(head)
        if bounds is None or not bounds[0] <= head < bounds[1] or self.grammar.names.get(head) != "ORG":
            return None
        last = tokens[bounds[1]]
        if last.dep != "compound" or last.head != bounds[1] + 1 or tokens[head + 1].lower != "of":
            return None
        noun = tokens[last.head]
        return noun.i if noun.lemma in self.lexicon.acting or noun.lemma in self.lexicon.officials else None

    def _behind_mark(self, first: int, head: int) -> int:
        """The first token behind the end of a quotation, or behind editors' brackets: "[Text] The army"."""
        tokens = self.grammar.tokens
        quotes = [i for i in range(first, head) if tokens[i].text in QUOTES]
        if len(quotes) % 2:  # what was said ends before who says it: "... tested positive" Ambassador Reed told
            return quotes[-1] + 1
        opened = first
        for i in range(first, head):
            if tokens[i].text == "[":
                opened = i
            elif tokens[i].text == "]" and opened == first:
                return i + 1
        return first

    def _before_mark(self, head: int, last: int) -> int:
        """The last token before square brackets that the phrase does not close: "the HTL [Lir state"."""
        tokens = self.grammar.tokens
        marks = [i for i in range(head + 1, last + 1) if tokens[i].text in ("[", "]")]
        if len(marks) % 2 and tokens[marks[-1]].text == "[":
            return marks[-1] - 1
        return last

    def _last(self, head: int) -> int:
        tokens = self.grammar.tokens
        bounds = self.grammar.name_bounds.get(head)
        last = bounds[1] if bounds and named(self.grammar, head) and self._plain_name(*bounds) else head
        if last > head and tokens[last].lower in ("'s", "’s"):
            last -= 1
        for c in self.grammar.children[head]:
            token = tokens[c]
            if c <= last:
                continue
            if token.lower == "of" and self._is_charge(head, c):
                break
            if c == last + 1 and token.dep == "prep" and self._belongs(head, c):
                for p in self.grammar.inside(c):
                    last = max(last, self._last(p))
            elif c == last + 1 and token.lower in self.lexicon.belonging and token.dep in ("amod", "acl"):
                for p in self.grammar.after(c, ("to", "with")):
                    last = max(last, self._last(p))
            elif token.dep == "prep" and token.lower == "of" and c == last + 1:
                for p in self.grammar.inside(c):
                    if tokens[p].dep == "pobj" and tokens[p].lemma not in self.lexicon.event_nouns:
                        last = max(last, self._last(p))
            elif token.dep in ("nummod", "compound", "nmod", "flat") and c == last + 1:
                last = c
            else:
                break
        return self._before_mark(head, self._through_body(head, self._through_name(head, last)))

    def _through_body(self, head: int, last: int) -> int:
        """To the end of the body's name right behind "from", however it was parsed: "forces from the Sela Units"."""
        tokens, bounds = self.grammar.tokens, self.grammar.name_bounds
        behind = tokens[head + 1 : head + 3]
        if last != head or tokens[head].lemma not in self.lexicon.ranks or len(behind) < 2:
            return last
        first = behind[1].i + (behind[1].pos == "DET")
        named = behind[0].lower == "from" and self.grammar.names.get(first) == "ORG" and bounds[first][0] <= first
        return bounds[first][1] if named else last

    def _is_charge(self, head: int, of: int) -> bool:
        """What somebody is accused of: "accusing the paper of customs fraud"."""
        tokens = self.grammar.tokens
        blamed = tokens[head].dep in ("dobj", "nsubjpass") and tokens[tokens[head].head].lemma in ACCUSING
        things = [tokens[p] for p in self.grammar.inside(of)]
        return (
            blamed
            and all(t.pos == "NOUN" and t.lemma not in self.lexicon.acting for t in things)
            and not any(tokens[c].dep in ("det", "poss") for t in things for c in self.grammar.children[t.i])
        )

    def _through_name(self, head: int, last: int) -> int:
        """To the end of the name right behind a noun, however the parser hung it: "the rights group Sela"."""
        tokens = self.grammar.tokens
        if last != head or tokens[head].lemma not in self.lexicon.called or tokens[head].tag != "NN":
            return last
        bounds = self.grammar.name_bounds.get(head + 1)
        last = bounds[1] if bounds is not None and bounds[0] == head + 1 else last
        while last + 1 < len(tokens) and tokens[last + 1].pos == "PROPN" and tokens[last + 1].text[:1].isupper():
            last += 1
        name = next((tokens[i] for i in range(head + 1, last + 1) if not head < tokens[i].head <= last), None)
        if name is None or name.dep not in ("appos", "nsubj", "nsubjpass") or not tokens[head + 1].text[:1].isupper():
            return head
        return last if name.head in (head, tokens[head].head) or tokens[name.head].head == head else head

    def _plain_name(self, first: int, last: int) -> bool:
        """A name without a verb in it; in recased text whole clauses pass for names."""
        return last - first < LONGEST_NAME and all(
            t.pos not in ("VERB", "AUX") for t in self.grammar.tokens[first : last + 1]
        )

    def _belongs(self, head: int, prep: int) -> bool:
        """Whether the phrase tells whose or which body it is: "soldiers from the X brigade", "a court in Y"."""
        token = self.grammar.tokens[prep]
        if token.lower not in ("from", "in"):
            return False
        body = next(iter(self.grammar.inside(prep)), None)
        if body is None or not (named(self.grammar, body) or self.grammar.bears_name(body) or self._led(body)):
            return False
        return token.lower == "from" or self.grammar.tokens[head].lemma in self.lexicon.bodies

    def _led(self, i: int) -> bool:
        """A coalition told by who leads it: "planes from a Chad-led coalition"."""
        tokens = self.grammar.tokens
        words = (tokens[c].lower for c in self.grammar.children[i])
        return any(word in ("led", "international") or word.endswith("-led") for word in words)
