"""Numbers told by their bound, in the tree."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.types import Parsed

BOUNDS = [
    "It was night. No fewer than 12 people were killed.",
    "They killed no less than 12 people in Sele.",
    "There were no more than 12 people.",
]


@pytest.mark.parametrize("text", BOUNDS)
def test_bound_belongs_to_the_number(parsed: Callable[..., Parsed], text: str) -> None:
    """Hung on the noun, "no" would say that nobody was killed."""
    tokens = parsed(text).tokens
    bound = next(t for t in tokens if t.lower == "no")
    assert tokens[bound.head].text == "12"


def test_nobody_stays_nobody(parsed: Callable[..., Parsed]) -> None:
    """Without a number behind it the word denies."""
    tokens = parsed("They fled. No people were killed.").tokens
    bound = next(t for t in tokens if t.lower == "no")
    assert (tokens[bound.head].text, bound.dep) == ("people", "det")
