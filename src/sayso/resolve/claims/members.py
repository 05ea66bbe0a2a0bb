"""Those among the people hit whom the report names: "killing nine people, including the union leader Ana Sol"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import msgspec

from sayso.find.counts.people import person_words
from sayso.find.events.listed import Lists
from sayso.resolve.claims.attach import Attached
from sayso.resolve.claims.background import HARMED
from sayso.types import Effect, EventMention, Parsed, PartyMention

TYPES = frozenset(["ASSAULT", "COERCE", "RETREAT"])
OPENING = frozenset(["including", "among"])
THEM = frozenset(["them", "whom"])
# Tokens from the people told to the opening, and behind it.
BEFORE, BEHIND = 18, 40
# Recipients of one event.
MOST = 40
DETERMINERS = frozenset(["a", "an", "the", "his", "her", "their", "its"])
STOPS = frozenset([";", ":", "--", "—", "–"])


def with_members(parsed: Parsed, attached: Sequence[Attached], lists: Lists) -> None:
    """Adds to each deed the people that it names or describes singly among those it was done to."""
    by_sentence: dict[int, list[Attached]] = {}
    for values in attached:
        if values.event.type in TYPES:
            by_sentence.setdefault(parsed.tokens[values.event.head].sentence, []).append(values)
    for token in parsed.tokens:
        listed = token.text == ":"
        if token.lower not in OPENING and not listed:
            continue
        start = token.i + 1
        if token.lower == "among":
            if start >= len(parsed.tokens) or parsed.tokens[start].lower not in THEM:
                continue
            start += 1
        found = _whole(parsed, by_sentence.get(token.sentence, ()), token.i)
        if found is None:
            continue
        values, whole = found
        if listed and whole.last < token.i - 1:
            continue  # "killed three journalists: A and B"
        members = [*_described(parsed, token.i, start), *_named(parsed, lists, start)]
        values.event = _joined(values, whole, members)


def _whole(parsed: Parsed, attached: Sequence[Attached], opening: int) -> tuple[Attached, PartyMention] | None:
    """The deed of an opening's sentence, and the people of it, several, that stand nearest before the opening."""
    before = [
        (v, p)
        for v in attached
        for p in v.event.recipient
        if opening - BEFORE <= p.last < opening and _several(parsed, p)
    ]
    return max(before, key=lambda pair: pair[1].last, default=None)


def _several(parsed: Parsed, party: PartyMention) -> bool:
    """A plural or a figure of people."""
    token = parsed.tokens[party.head]
    return token.tag in ("NNS", "NNPS", "CD") and (token.pos == "NUM" or token.lemma in person_words())


def _named(parsed: Parsed, lists: Lists, start: int) -> list[PartyMention]:
    """Persons whose names stand behind the opening, with the titles before them."""
    tokens, found = parsed.tokens, []
    for first, last in lists.names_from(parsed.sentence_of(start - 1), start):
        left = max(tokens[last].left, start)
        title = tokens[left:first]
        whole = left if title and all(t.pos in ("DET", "NOUN", "PROPN", "ADJ") for t in title) else first
        found.append(PartyMention(first=whole, last=last, head=last))
    return found


def _described(parsed: Parsed, opening: int, start: int) -> list[PartyMention]:
    """People who are described one by one: "including a policeman and a child"."""
    tokens, end = parsed.tokens, min(parsed.sentence_of(opening).last, opening + BEHIND)
    heads = [p for p in parsed.children[opening] if tokens[p].dep == "pobj" and p >= start]
    for head in heads:
        heads += [c for c in parsed.children[head] if tokens[c].dep == "conj" and c not in heads]
    found = []
    for head in heads:
        first = max(tokens[head].left, start)
        one = tokens[head].tag == "NN" and tokens[first].lower in DETERMINERS and tokens[head].lemma in person_words()
        if one and head <= end and not any(t.lower in STOPS for t in tokens[start:head]):
            found.append(PartyMention(first=first, last=head, head=head))
    return found


def _joined(values: Attached, whole: PartyMention, members: Sequence[PartyMention]) -> EventMention:
    event = values.event
    fates = {c.count.what for c in values.counts if c.first <= whole.head <= c.last and c.count.what in HARMED}
    effect = cast("Effect", fates.pop()) if len(fates) == 1 else whole.effect or event.effect
    told = [*event.recipient, *event.actor]
    kept: list[PartyMention] = list(event.recipient)
    new: list[PartyMention] = []
    for member in members:
        title = next((p for p in (*kept, *new) if p.last + 1 == member.first), None)
        if title is not None:  # "the union leader Ana Sol", parted by the parser
            kept, new = [p for p in kept if p is not title], [p for p in new if p is not title]
            member = msgspec.structs.replace(member, first=title.first)
        elif any(member.first <= p.last and p.first <= member.last for p in (*told, *new)):
            continue
        new.append(msgspec.structs.replace(member, effect=effect))
    if not new:
        return event
    ordered = tuple(sorted((*kept, *new), key=lambda p: p.first))[:MOST]
    return msgspec.structs.replace(event, recipient=ordered)
