"""Persons that a sentence lists: "the priests A, B and C", "A, mayor of X; B, his driver; and C were killed".

A parse follows such lists only in part, above all where every name has a description behind it.
"""

from __future__ import annotations

from itertools import pairwise

import msgspec

from sayso.types import EventMention, Parsed, PartyMention, Sentence, Token

# What becomes of named persons; other events have lists of speakers and places beside them.
TYPES = frozenset({"ASSAULT", "COERCE", "RETREAT"})
SEPARATORS = frozenset({",", ";", "and", "&", "(", ")", "--"})
# What joins the next name to a list, and two words that do: "along with", "together with", "as well as".
JOINING = frozenset({",", ";", "and", "&"})
WITH = frozenset({("along", "with"), ("together", "with"), ("well", "as")})
PARTICLES = frozenset("de del la las los el y da dos van von der al bin ibn".split())
# Labels of names that may be a person's; parsers of recased text are seldom surer.
PERSONS = frozenset({"PERSON", "WORK_OF_ART", "PRODUCT", "ORG"})
# Tokens between two names of a list, descriptions and all; tokens of a title before a name.
LONGEST_GAP = 16
LONGEST_TITLE = 5
# Recipients of one event, and tokens of a sentence that is gone through for lists.
MOST = 40
LONGEST_SENTENCE = 400
CLAUSE = frozenset({"VBD", "VBZ", "VBP", "MD", "WP", "WDT", "WRB", "WP$"})
QUOTES = frozenset({'"', "“", "”", ":"})
TITLE = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PUNCT", "DET"})
# Last words of names that are no person's.
BODIES = frozenset("army force forces front party police group battalion brigade department district province".split())
# A title cut short that the parse took for a name's end.
SHORT = frozenset("dr mr mrs ms msgr gen col lt maj capt sgt rev fr".split())
# What stands before or behind a name that only says where or whose: "near A B", "A B of C", "A B's".
WHERE = frozenset({"in", "near", "at"})
OWNING = frozenset({"of", "-", "'s", "’s"})

Name = tuple[int, int]


class Lists:
    """The lists of names of one report, each sentence gone through once."""

    def __init__(self, parsed: Parsed) -> None:
        self._parsed, self._tokens = parsed, parsed.tokens
        self._labels = parsed.labels()
        self._names: dict[int, list[Name]] = {}

    def fill(self, event: EventMention) -> EventMention:
        """The event with every person of the lists that its recipients stand in.

        A plural right before the names ("the priests A and B") gives way to them, and so does "a villager" to a name
        that only says who it is.
        """
        if event.type not in TYPES or not event.recipient:
            return event
        names = self._persons(self._parsed.sentence_of(event.head))
        if len(names) < 2:
            return event
        found: dict[int, PartyMention] = {}
        taken = {i for p in (*event.actor, *event.recipient) for i in range(p.first, p.last + 1)}
        for party in event.recipient:
            listed = [] if self._labels.get(party.head) in {"LOC", "FAC"} else self._list_of(event, party, names)
            new = [n for n in listed if taken.isdisjoint(range(n[0], n[1] + 1)) or _inside(n, party)]
            plural = self._tokens[party.head].tag in {"NNS", "NNPS"} and len(new) > 1
            if plural and new[0][0] <= party.last + 1:
                new[0] = min(party.first, new[0][0]), new[0][1]
            elif not (plural and _inside(new[0], party)) and not any(self._same(n, party) for n in new):
                found.setdefault(party.head, party)
            for first, last in new:
                if not any(p.first <= last <= p.last for p in found.values()):
                    found[last] = PartyMention(first=first, last=last, head=last, effect=party.effect)
        parties = tuple(sorted(found.values(), key=lambda p: p.first))[:MOST]
        return event if parties == event.recipient else msgspec.structs.replace(event, recipient=parties)

    def names_from(self, sentence: Sentence, start: int) -> list[Name]:
        """Persons' full names that stand at a token or right behind a title there, and those listed after them."""
        names = self._read(sentence, alone=False) if sentence.last - sentence.first < LONGEST_SENTENCE else []
        found: list[Name] = []
        for first, last in (n for n in names if n[0] >= start):
            if not found:
                title = self._tokens[start:first]
                behind = self._tokens[last + 1 : last + 2]
                speaks = bool(behind) and behind[0].tag in CLAUSE and behind[0].pos == "VERB"
                if len(title) > LONGEST_TITLE or speaks or not all(_titles(t) and t.tag != "NNS" for t in title):
                    return []
            elif not self._leads_over(range(found[-1][1] + 1, first)):
                break
            found.append((first, last))
        return found

    def _same(self, name: Name, party: PartyMention) -> bool:
        """Whether a name and one noun are the same person: "a villager, A B", "A B, a villager"."""
        tokens, (first, last) = self._tokens, name
        if tokens[party.head].pos != "NOUN" or tokens[party.head].tag != "NN":
            return False
        beside = last + 2 == party.first or (party.last == party.head and party.last + 2 == first)
        return self._says_who(last, party.head) or self._says_who(party.head, last) or beside

    def _says_who(self, i: int, head: int) -> bool:
        return self._tokens[i].dep == "appos" and self._tokens[i].head == head

    def _persons(self, sentence: Sentence) -> list[Name]:
        """First and last token of each full name of a sentence, titles left out; none of a sentence without an end."""
        if sentence.i not in self._names:
            short = sentence.last - sentence.first < LONGEST_SENTENCE
            self._names[sentence.i] = self._read(sentence) if short else []
        return self._names[sentence.i]

    def _read(self, sentence: Sentence, *, alone: bool = True) -> list[Name]:
        found: list[Name] = []
        tokens, i, aside = self._tokens, sentence.first, False
        while i <= sentence.last:
            last = i
            while last + 1 <= sentence.last and self._goes_on(i, last + 1):
                last += 1
            aside = (aside or tokens[i].lower == "[") and tokens[i].lower != "]"  # what an editor put in
            end = last
            while end > i and tokens[end].lower in PARTICLES:
                end -= 1
            if (
                not aside
                and self._is_name(i)
                and self._of_person(i, end, sure=not alone)
                and (not alone or self._alone(i, end))
            ):
                found.append((i, end))
            i = last + 1
        return found

    def _of_person(self, first: int, last: int, *, sure: bool = False) -> bool:
        """Whether a name may be a person's; with `sure` the words before it say so, if nothing speaks against it."""
        own = [k for k in range(first, last + 1) if self._tokens[k].lower not in PARTICLES]
        labels = {self._labels.get(k) for k in own}
        if self._tokens[last].lower in BODIES or ("ORG" in labels and len(own) == last + 1 - first):
            return False  # a body, where no particle tells a family's name
        return len(own) > 1 and (sure or bool(labels & PERSONS)) and not labels - PERSONS - {None}

    def _alone(self, first: int, last: int) -> bool:
        """No place or body that only describes: "the A B daily", "near A B", "A B of C"."""
        tokens = self._tokens
        behind = tokens[last + 1].lower if last + 1 < len(tokens) else ""
        before = tokens[first - 1].lower if first else ""
        if behind in OWNING or before in WHERE or tokens[last].lower in SHORT:
            return False
        return not (tokens[last].dep in {"compound", "nmod"} and last < tokens[last].head <= last + 2)

    def _is_name(self, i: int) -> bool:
        token = self._tokens[i]
        label = self._labels.get(i)
        return token.pos == "PROPN" and token.text[:1].isupper() and (label is None or label in PERSONS)

    def _goes_on(self, first: int, i: int) -> bool:
        """Whether token i belongs to the name that began before it."""
        if not self._is_name(first):
            return False
        if self._tokens[i].lower in PARTICLES:
            return i + 1 < len(self._tokens) and (self._is_name(i + 1) or self._tokens[i + 1].lower in PARTICLES)
        before, label = self._labels.get(i - 1), self._labels.get(i)
        whole = before is None and self._tokens[i - 1].dep == "compound"  # of "Ana Mora" only "Mora" was labelled
        return (before == label or whole or self._tokens[i - 1].lower in PARTICLES) and self._is_name(i)

    def _list_of(self, event: EventMention, party: PartyMention, names: list[Name]) -> list[Name]:
        """The names of the list around or right behind one recipient, with their titles; none where it is no list."""
        before = [n for n in names if n[1] < party.first]
        after = [n for n in names if n[0] > party.head or _inside(n, party)]
        found: list[Name] = []
        direct = bool(after) and after[0][0] <= party.last + 1
        end = min(party.last, after[0][0] - 1) if direct else party.last
        for first, last in after:
            gap = range(end + 1, first)
            if not (direct and not found) and not self._joins(event, gap, last):
                break
            found.append((self._title(gap, first), last))
            end = last
        start = party.first
        for first, last in reversed(before):
            if not self._joins(event, range(last + 1, start), last):
                break
            found.insert(0, (first, last))
            start = first
        return found

    def _joins(self, event: EventMention, gap: range, name: int) -> bool:
        """Whether what stands between two names only describes the first and leads over to the next."""
        if event.first in gap or not self._leads_over(gap):
            return False
        tokens = self._tokens
        if tokens[name].dep == "nsubj" and not event.first <= tokens[name].head <= event.last:
            return False  # who says so
        # Not the leader whose guard was hit.
        return not (
            tokens[name].dep == "appos" and tokens[tokens[name].head].dep == "pobj" and tokens[name].head in gap
        )

    def _leads_over(self, gap: range) -> bool:
        """Whether a list goes on over these words: a description of the name before, "and", a title."""
        if not 0 < len(gap) <= LONGEST_GAP:
            return False
        tokens = self._tokens
        words = [tokens[i].lower for i in gap]
        links = [k + 1 for k, pair in enumerate(pairwise(words)) if pair in WITH]
        links += [k for k, word in enumerate(words) if word in JOINING]
        if not links or any(tokens[i].tag in CLAUSE or tokens[i].lower in QUOTES for i in gap):
            return False
        lead = [tokens[i] for i in gap[max(links) + 1 :]]
        return len(lead) <= LONGEST_TITLE and all(_titles(t) or t.tag == "PRP$" for t in lead)

    def _title(self, gap: range, first: int) -> int:
        """Where the title before a name begins: "bodyguard A", "22-year-old B"."""
        at = first
        for i in reversed(gap):
            token = self._tokens[i]
            if token.lower in SEPARATORS or token.lower in {"with", "as"} or not _titles(token):
                break
            at = i
        return at


def _titles(token: Token) -> bool:
    """A word of a title; in lists the parse takes some for verbs ("bodyguard Ana Sol")."""
    return token.pos in TITLE or token.tag == "VB"


def _inside(name: Name, party: PartyMention) -> bool:
    return party.first <= name[0] and name[1] <= party.last and name[1] != party.head
