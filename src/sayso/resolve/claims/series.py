"""Things and people that a sentence lists: "blew up a pylon, two bridges and a fuel truck".

Parsers take the second of such a list for another name of the first, and lose the rest. A list is read off the words
in their order, and taken for one where each of its members has an article or a number of its own.
"""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from sayso.resolve.parties.roles import RoleBook
from sayso.types import EventMention, Parsed, PartyMention

TYPES = frozenset({"ASSAULT", "COERCE", "RETREAT"})
# Members of one list, and tokens of each.
MOST, LONGEST = 12, 12
OPENING = frozenset({"DET", "NUM"})
OWNING = frozenset({"PRP$"})
INSIDE = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PART"})
JOINTS = frozenset({"-", "'s", "’s", "'", '"', "“", "”"})
# Of whom or where something is: "the home of the speaker", "the offices in Sele".
BEHIND = frozenset({"of", "in"})
REPEATED = frozenset({"at", "on", "in", "to", "against", "inside", "outside", "near", "under", "between"})
# Who does something else is no member: "..., and the army said".
DOING = frozenset({"nsubj", "nsubjpass", "csubj"})


class Series:
    """The lists of one report."""

    def __init__(self, parsed: Parsed, book: RoleBook, deeds: Collection[int]) -> None:
        """`deeds` are the tokens that tell events, which are nobody."""
        self._tokens, self._book, self._deeds = parsed.tokens, book, deeds

    def fill(self, event: EventMention) -> EventMention:
        """The event with every member of the list that its last recipient begins or goes on with."""
        if event.type not in TYPES or not event.recipient:
            return event
        last = max(event.recipient, key=lambda p: p.last)
        taken = {i for p in (*event.actor, *event.recipient) for i in range(p.first, p.last + 1)}
        own = {*range(event.first, event.last + 1), *event.others}
        found = [p for p in self._behind(last) if taken.isdisjoint(range(p.first, p.last + 1))]
        found = [p for p in found if p.head not in self._deeds]  # "the murder of a boy and the killing of two men"
        if any(own.intersection(range(p.first, p.last + 1)) for p in found):
            return event
        if not found or self._one_person(last, found):
            return event
        return msgspec.structs.replace(event, recipient=(*event.recipient, *found)[:MOST])

    def _one_person(self, party: PartyMention, found: list[PartyMention]) -> bool:
        """Whether one person is told with what else he is: "a farmer, a father of two and a deacon"."""
        heads = [self._tokens[p.head] for p in (party, *found)]
        if any(t.tag in ("NNS", "NNPS") for t in heads) or heads[1].dep != "appos":
            return False
        role = self._book.of([heads[0].lower], heads[0].lemma)
        return heads[0].tag == "NNP" or (role is not None and role[0].shape not in ("facility", "vehicle", "area"))

    def _behind(self, party: PartyMention) -> list[PartyMention]:
        """The members behind the first one; none where the words are no list."""
        at = self._end(party.last)
        if at is None:
            return []
        found: list[PartyMention] = []
        while len(found) < MOST:
            comma, joined, at = self._joint(at)
            if not comma and not joined:
                return []
            member = self._member(at, party)
            if member is None:
                return []
            mention, at = member
            found.append(mention)
            if joined:
                return found
        return []

    def _joint(self, at: int) -> tuple[bool, bool, int]:
        """Whether a comma and an "and" stand at a token, and the token behind them and a preposition said again."""
        tokens = self._tokens
        comma = self._is(at, ",") or self._is(at, ";")
        at += comma
        joined = self._is(at, "and")
        at += joined
        if (joined and self._is(at, "also")) or (comma and self._is(at, "including")):
            at += 1
        if at < len(tokens) and tokens[at].lower in REPEATED and (comma or joined):
            at += 1
        return comma, joined, at

    def _is(self, i: int, word: str) -> bool:
        return i < len(self._tokens) and self._tokens[i].lower == word

    def _end(self, last: int) -> int | None:
        """The token behind a member and what it is of; None at the end of the sentence."""
        tokens = self._tokens
        sentence = tokens[last].sentence
        at = last + 1
        for _ in range(2):
            if at < len(tokens) and tokens[at].lower in BEHIND and tokens[at].sentence == sentence:
                phrase = self._phrase(at + 1)
                if phrase is None:
                    break
                at = phrase + 1
        return at if at < len(tokens) and tokens[at].sentence == sentence else None

    def _phrase(self, first: int) -> int | None:
        """The last token, a noun, of the noun phrase that begins at a token."""
        tokens, last = self._tokens, None
        for i in range(first, min(first + LONGEST, len(tokens))):
            token = tokens[i]
            if token.sentence != tokens[first].sentence:
                break
            opening = i == first and (token.pos in OPENING or token.tag in OWNING)
            verbal = token.tag in ("VBN", "VBG") and (i > first or token.dep == "amod")  # not "and abducting 25 others"
            inner = token.pos in INSIDE or token.lower in JOINTS or verbal
            owned = i > first and (token.pos in OPENING or token.tag in OWNING) and tokens[i - 1].pos in ("DET", "NUM")
            if not (opening or inner or owned):
                break
            if token.pos in ("NOUN", "PROPN"):
                last = i
        return last

    def _member(self, first: int, party: PartyMention) -> tuple[PartyMention, int] | None:
        """The member that begins at a token, and the token behind it; None where it does not stand on its own feet."""
        tokens = self._tokens
        if first >= len(tokens) or tokens[first].sentence != tokens[party.head].sentence:
            return None
        head = self._phrase(first)
        if head is None or tokens[head].dep in DOING or tokens[head].tag == "NNP":
            return None
        alone = tokens[first].pos in OPENING or tokens[first].tag in OWNING or self._owned(first, head)
        bare = tokens[head].tag == "NNS" and tokens[party.head].tag in ("NNS", "NNPS")
        if not (alone or bare) or tokens[head].lemma == tokens[party.head].lemma == "time":
            return None
        of = head + 1
        last = head
        if self._is(of, "of") and (inner := self._phrase(of + 1)) is not None:
            last = inner
        behind = self._end(last)
        mention = PartyMention(first=first, last=last, head=head, effect=party.effect)
        return mention, last + 1 if behind is None else behind

    def _owned(self, first: int, head: int) -> bool:
        """True for "Castell's home"."""
        return any(t.lower in ("'s", "’s") for t in self._tokens[first:head])
