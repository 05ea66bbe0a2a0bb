"""Which party of a claim a count or a loaded name speaks of."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.types import Count, CountMention, CountWhat, EventType, Label, LabelMention, Party, PartyPointer, Span


def counted(mention: CountMention, recipient: tuple[Party, ...], kind: EventType) -> Count:
    """With the recipient whose people it counts; whom the law captures is detained."""
    c = mention.count
    party = _counted_one(c, recipient)
    what: CountWhat = "detained" if (kind, c.what) == ("COERCE", "abducted") else c.what
    return msgspec.structs.replace(c, party=party, what=what)


def _counted_one(count: Count, recipient: tuple[Party, ...]) -> int | None:
    """The place of the recipient whose own words the count is of; none for a sum of several."""
    own = [n for n, p in enumerate(recipient) if p.start < count.end and count.start < p.end]
    if len(own) > 1:
        around = [n for n in own if recipient[n].start <= count.start and count.end <= recipient[n].end]
        return around[0] if len(around) == 1 else None
    told = (n for n, p in enumerate(recipient) if any(a < count.end and count.start < b for a, b in _places(p)))
    return own[0] if own else next(told, None)


def _places(party: Party) -> list[tuple[int, int]]:
    """Where the report names it."""
    return [(party.start, party.end), *((m.start, m.end) for m in party.mentions)]


def labelled(
    labels: Sequence[LabelMention], actor: tuple[Party, ...], recipient: tuple[Party, ...], evidence: Span
) -> tuple[Label, ...]:
    """Labels of the claim's parties, and those of its sentence that name somebody else."""
    found = []
    for mention in labels:
        label = mention.label
        pointer = _pointer(label, actor, recipient)
        if pointer is not None or evidence.start <= label.start < evidence.end:
            found.append(msgspec.structs.replace(label, party=pointer))
    return tuple(found)


def _pointer(label: Label, actor: tuple[Party, ...], recipient: tuple[Party, ...]) -> PartyPointer | None:
    for index, party in enumerate(actor):
        if party.start < label.end and label.start < party.end:
            return PartyPointer("actor", index)
    for index, party in enumerate(recipient):
        if party.start < label.end and label.start < party.end:
            return PartyPointer("recipient", index)
    return None
