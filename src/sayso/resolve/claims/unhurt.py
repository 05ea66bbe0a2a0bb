"""Those who came out of a deed unhurt, brought to the deed: "A bomb went off near his car. The mayor was unhurt." """

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from sayso.resolve.claims.attach import Attached
from sayso.resolve.claims.background import is_background
from sayso.resolve.claims.numbered import BEFALLEN
from sayso.types import Parsed

# Sentences from the deed on in which those it spared are told.
NEAR = 3


def with_unhurt(parsed: Parsed, attached: Sequence[Attached]) -> list[Attached]:
    """The deeds with those they spared; who was spared what no deed tells is left out."""
    kept = [v for v in attached if v.event.effect != "unharmed"]
    violent: dict[int, list[Attached]] = {}
    for values in kept:
        if values.event.type == "ASSAULT" and values.event.status in BEFALLEN and not is_background(values):
            violent.setdefault(parsed.tokens[values.event.head].sentence, []).append(values)
    for values in attached:
        if values.event.effect != "unharmed":
            continue
        deed = _deed(parsed, violent, values.event.head)
        if deed is None:
            continue
        told = deed.event.recipient
        words = {parsed.tokens[p.head].lower for p in told}
        new = [
            p for p in values.event.recipient
            if not any(p.first <= q.last and q.first <= p.last for q in told)
            and (parsed.tokens[p.head].pos == "PRON" or parsed.tokens[p.head].lower not in words)
        ]  # fmt: skip
        ordered = tuple(sorted((*told, *new), key=lambda p: p.first))
        deed.event = msgspec.structs.replace(deed.event, recipient=ordered)
    return kept


def _deed(parsed: Parsed, violent: Mapping[int, Sequence[Attached]], head: int) -> Attached | None:
    """The violence nearest before in the text, or behind in the same sentence."""
    here = parsed.tokens[head].sentence
    near = (violent[n] for n in range(here, here - NEAR - 1, -1) if n in violent)
    return min(next(near, ()), key=lambda v: abs(v.event.head - head), default=None)
