"""What the learned reader marked as parties, as noun phrases of the parsed sentence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import msgspec

from sayso.find.events.grammar import Grammar
from sayso.find.events.parties import Parties
from sayso.find.events.phrases import NAMED
from sayso.learned.spans import TaggedSpan
from sayso.types import EventMention, PartyMention, Token

# Pieces of one phrase that the reader saw apart lie at most so many tokens from each other.
GAP = 4
# Words of these kinds head no party.
NO_NOUN = frozenset(["ADP", "SCONJ", "CCONJ", "PART", "AUX", "DET", "PUNCT"])
NOUNS = frozenset(["NOUN", "PROPN"])
# Behind these below a verb stands where something was done, not who did it.
WHEREABOUTS = frozenset(["in", "at", "near", "inside", "outside", "around"])
# What has become of whom no deed of the same sentence is, if he bears no arms.
HARMED = frozenset(["killed", "injured"])
BEFORE_NOUN = frozenset(["NOUN", "PROPN", "ADJ"])
# Between the words of a name that says what a body is for.
WHOSE = frozenset(["GPE", "NORP", "PERSON", "DATE"])
TITLE_LINKS = frozenset(["for", "without", "against"])
# What is said of a noun by these is nobody itself.
PIECES = frozenset(["ADJ", "ADV", "VERB", "NUM"])
PIECE_LINKS = frozenset(["amod", "advmod", "nummod", "quantmod", "relcl"])
ATTRIBUTES = frozenset(["amod", "compound", "nmod"])
# What is left of whoever was killed.
BODIES = frozenset(["body", "corpse", "cadaver"])


class Seen:
    """Makes mentions of one report's marked spans."""

    def __init__(self, grammar: Grammar, parties: Parties) -> None:
        self.grammar = grammar
        self.parties = parties
        self.parsed = grammar.parsed
        self._starts = [t.start for t in grammar.tokens]

    def mentions(self, spans: Sequence[TaggedSpan], base: int) -> list[PartyMention]:
        """One mention a span; a span that hangs on the one just before it only goes on with its phrase."""
        found: list[PartyMention] = []
        for span in spans:
            first = bisect_right(self._starts, base + span.start) - 1
            last = bisect_left(self._starts, base + span.end) - 1
            if not 0 <= first <= last:
                continue
            first = self._past_dateline(first, last)
            head = self.parties.noun_of(self._head(first, last))
            last = max(last, head)
            if found and self._goes_on(found[-1], first, head):
                found[-1] = wider(found[-1], extent(found[-1])[0], last)
                continue
            last = max(last, self.parties.phrases.name_end(head))
            narrow = self.parties.mention(head)
            if narrow.first < first and self.parsed.tokens[first - 1].pos == "CCONJ":  # "Cabinet and Senate envoys"
                narrow = msgspec.structs.replace(narrow, first=first)
            if narrow.last <= last and first <= narrow.head:
                found.append(wider(narrow, min(first, narrow.first), last))
            else:
                found.append(PartyMention(first=first, last=last, head=head))
        return found

    def _goes_on(self, before: PartyMention, first: int, head: int) -> bool:
        """Whether a span is a further piece of the phrase before it, with no deed between."""
        end = extent(before)[1]
        if first - end > GAP or head not in self.parsed.subtree(before.head):
            return False
        if self.parsed.tokens[head].dep == "conj":
            return False
        return all(t.pos != "VERB" for t in self.parsed.tokens[end + 1 : first])

    def recipients(self, spans: Sequence[TaggedSpan], base: int) -> list[PartyMention]:
        """The mentions to whom or to what something can be done; of "the body of a man" the man."""
        tokens = self.parsed.tokens
        seen = [
            p
            for p in self.mentions(spans, base)
            if tokens[p.head].pos not in NO_NOUN and not self.parties.outside(p.head) and not self._part(p.head)
        ]
        return [q for p in seen for q in self._whose_body(p) or [p]]

    def _whose_body(self, p: PartyMention) -> list[PartyMention]:
        if self.parsed.tokens[p.head].lemma not in BODIES:
            return []
        return list(self.parties.mentions(self.grammar.after(p.head, ("of",)), p.effect, victim=True))

    def _part(self, i: int) -> bool:
        """A piece of a phrase, or what somebody is made: "several" of several calls, "named Ana Bor as chief"."""
        tokens, names = self.parsed.tokens, self.grammar.names
        token = tokens[i]
        if token.pos in PIECES and token.dep in PIECE_LINKS and names.get(i) not in NAMED:
            return token.lower not in self.grammar.lexicon.communities
        return self._post(i)

    def _post(self, i: int) -> bool:
        """What somebody is made or taken for: "named Ana Bor as chief of staff"."""
        tokens = self.parsed.tokens
        above = tokens[tokens[i].head]
        return tokens[i].dep == "pobj" and above.lower == "as" and tokens[i].pos == "NOUN"

    def actors(
        self,
        spans: Sequence[TaggedSpan],
        base: int,
        events: Sequence[EventMention],
        recipients: Sequence[PartyMention],
    ) -> list[PartyMention]:
        """The mentions that can have done something, but those whom both readings see hit."""
        tokens = self.parsed.tokens
        hit = {p.head for e in events for p in e.recipient} & {p.head for p in recipients}  # nobody does it to himself
        harmed = {p.head for e in events if e.type == "ASSAULT" for p in e.recipient if p.effect in HARMED}
        hit |= {i for i in harmed if tokens[i].lemma in self.grammar.lexicon.moving}
        names = {tokens[i].lower for i in hit if tokens[i].pos == "PROPN"}
        suffers = {p.head for e in events for p in e.recipient}
        both = {p.head for p in recipients}  # whom it marks as either it does not know to have done it
        seen = [p for m in self.mentions(spans, base) for p in self._doers(m, events)]
        seen = [p for p in seen if p.head not in both] or seen
        return [
            p
            for p in seen
            if not self._whereabouts(p.head, events)
            and p.head not in hit
            and tokens[p.head].lower not in names
            and not (tokens[p.head].dep == "appos" and tokens[p.head].head in suffers)  # "ten died, all of them nuns"
        ]

    def _whereabouts(self, i: int, events: Sequence[EventMention]) -> bool:
        """A place or people that only tells where something was done: "was arrested in X", "a Y mosque bombing"."""
        token = self.parsed.tokens[i]
        if token.lemma in self.grammar.lexicon.acting:
            return False
        attack = next((e for e in events if e.type == "ASSAULT" and e.first <= token.head <= e.last), None)
        if attack is not None and self.parties.only_where(i, token.head, attack.first, attack.mode):
            return True
        above = self.parsed.tokens[token.head]
        below_verb = self.parsed.tokens[above.head].pos in ("VERB", "AUX")
        return token.dep == "pobj" and above.lower in WHEREABOUTS and below_verb

    def _doers(self, seen: PartyMention, events: Sequence[EventMention]) -> list[PartyMention]:
        """The mention where it can be somebody; where it is the deed, those whose it is: "a navy raid killed two"."""
        armed = any(e.first <= seen.head <= e.last and seen.head != e.head for e in events)  # a "Front car" bomb
        if (self.parties.can_be(seen.head) or self._by_name(seen)) and not (armed and self._is_thing(seen.head)):
            return [seen]
        first, last = extent(seen)
        told = [p for e in events for p in e.actor if first <= p.first and p.last <= last]
        if told:
            return told[:1]
        lemma, lexicon = self.parsed.tokens[seen.head].lemma, self.grammar.lexicon
        deed = lemma in lexicon.event_nouns | lexicon.helping | lexicon.undertakings
        owners = [c for c in self.grammar.children[seen.head] if self._owner(c, deed) and self.parties.can_be(c)]
        owners = owners or (self.grammar.after(seen.head, ("by",)) if deed else [])
        return [self.parties.mention(c) for c in owners[:1]]

    def _is_thing(self, i: int) -> bool:
        """A common noun that is no body and nobody who acts."""
        return self.parsed.tokens[i].pos == "NOUN" and not self.parties.personal(i)

    def _owner(self, i: int, deed: bool) -> bool:
        """A possessor, of a deed also one before it: "the mayor's campaign", "Chadian aid"."""
        token = self.parsed.tokens[i]
        named = self.grammar.names.get(i) in ("GPE", "NORP", "ORG")
        return token.dep == "poss" or (deed and named and token.dep in ATTRIBUTES)

    def _by_name(self, seen: PartyMention) -> bool:
        """Whether it is spelt as a body's name, of whatever words: "River Flying Aid", "UNHAS"."""
        tokens = self.parsed.tokens
        head, behind = tokens[seen.head], tokens[seen.head + 1 : seen.head + 2]
        if not head.text[:1].isupper() or (behind and (behind[0].text[:1].isupper() or behind[0].lower == "-")):
            return False
        if self._titled(head):
            return True
        if head.text.isupper() and len(head.text) > 1:
            return all(not t.text.isupper() for t in tokens[max(head.i - 1, 0) : head.i])
        return any(
            tokens[c].dep == "compound" and c == head.i - 1 and tokens[c].pos == "PROPN"
            for c in self.grammar.children[head.i]
        )

    def _titled(self, head: Token) -> bool:
        """A noun spelt as a name together with what stands behind it: "Remedy for Peace", "Doctors Without Borders"."""
        tokens = self.parsed.tokens
        for c in self.grammar.children[head.i]:
            if tokens[c].lower in TITLE_LINKS and c == head.i + 1 and head.left == head.i:
                return any(
                    tokens[p].text.istitle() and self.grammar.names.get(p) not in WHOSE for p in self.grammar.inside(c)
                )
        return False

    def _past_dateline(self, first: int, last: int) -> int:
        """Where a span begins that runs over a dateline: "SELE (Herald) Rebel fighters"."""
        if self.parsed.tokens[first].sentence != 0:
            return first
        end = self.grammar.dateline(0)
        return end + 1 if end is not None and first <= end < last else first

    def _head(self, first: int, last: int) -> int:
        """The noun that hangs on none of the span; of several attributes of one noun the last."""
        tokens = self.parsed.tokens
        free = [i for i in range(first, last + 1) if not first <= tokens[i].head <= last or tokens[i].head == i]
        subjects = [c for i in free if tokens[i].pos == "VERB" for c in self.grammar.subject(i) if first <= c < i]
        if subjects:
            return subjects[0]  # "gunmen suspected to be members of X", where the parser takes that for all there is
        nouns = [i for i in free if tokens[i].pos not in NO_NOUN]
        if not nouns:  # "in Kabul": the noun behind
            return next((c for i in free for c in self.grammar.inside(i) if c <= last), free[0] if free else last)
        if tokens[nouns[0]].dep == "poss" and len(nouns) > 1:
            nouns = nouns[1:]  # "Chad's army" of "Chad's army and opposition forces": not Chad
        if tokens[nouns[0]].dep in ATTRIBUTES:
            above = tokens[nouns[0]].head
            if tokens[nouns[-1]].pos == "VERB" and last < above <= last + GAP:
                return above  # "the Saudi-led" of a coalition
            return [i for i in nouns if tokens[i].dep in ATTRIBUTES and tokens[i].head == above][-1]
        # An adjective that the parser took for a noun: "Mali's paramilitary Red Force".
        named = [i for i in nouns if tokens[i].pos == "PROPN"] if tokens[nouns[0]].pos == "ADJ" else []
        head = next(iter(named or nouns))
        while head + 1 in nouns and tokens[head].pos in (*BEFORE_NOUN, "NUM") and tokens[head + 1].pos in NOUNS:
            head += 1  # a name that the parser joined to another one: "Cabinet and Senate envoys"
        behind = [i for i in nouns if i > head and tokens[i].pos in NOUNS and tokens[i].left <= head + 1]
        if tokens[head].pos == "NUM" and behind:  # a date before it: "3-1-2014 50 Front fighters"
            return behind[0]
        return head


def extent(party: PartyMention) -> tuple[int, int]:
    """The first and last token of the longest phrase that names it."""
    return party.wider or (party.first, party.last)


def wider(party: PartyMention, first: int, last: int) -> PartyMention:
    """Named by a longer phrase too."""
    return party if (first, last) == (party.first, party.last) else msgspec.structs.replace(party, wider=(first, last))


def meet(a: Sequence[PartyMention], b: Sequence[PartyMention]) -> bool:
    """Whether a phrase of the one side shares words with one of the other."""
    return any(max(extent(p)[0], extent(q)[0]) <= min(extent(p)[1], extent(q)[1]) for p in a for q in b)
