"""Of which state unnamed people are by the town told with them."""

from __future__ import annotations

from collections.abc import Mapping

from sayso.types import Parsed

# What stands between people and the town they are of.
LOCAL = frozenset({"in", "of", "from", "at"})


def land_of(parsed: Parsed, noun: int, lands: Mapping[int, str]) -> str | None:
    """The state of "police in Mosul" or "Mosul police"; None where no town stands beside the noun.

    `lands` are the alpha-3 codes of the tokens that name a place.
    """
    tokens, children = parsed.tokens, parsed.children
    for c in children[noun]:
        if tokens[c].dep == "compound" and c in lands:
            return lands[c]
        if tokens[c].dep == "prep" and tokens[c].lower in LOCAL and c == noun + 1:
            return next((lands[p] for p in children[c] if p in lands), None)
    return None
