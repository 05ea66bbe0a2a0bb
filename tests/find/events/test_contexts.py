"""Contexts from the words of a sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.find.events.contexts import Contexts
from sayso.types import Parsed


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("The court opened the trial.", "legal"),
        ("Voters went to the polling stations for the election.", "election"),
        ("The earthquake hit the province.", "disasters"),
        ("Migrants crossed the river.", "migration"),
        ("Police found cocaine in the truck.", "illegal-drugs"),
    ],
)
def test_contexts_follow_the_words(parsed: Callable[..., Parsed], text: str, context: str) -> None:
    """Each cue of the data file leads to its context."""
    assert context in Contexts.load().of(parsed(text), 0)


def test_contexts_of_verbs_are_no_disasters(parsed: Callable[..., Parsed]) -> None:
    """Storming a base is no storm."""
    assert "disasters" not in Contexts.load().of(parsed("Rebels stormed the base."), 0)
