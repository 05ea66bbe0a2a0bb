"""Who tells it at the end of a sentence, in the tree."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.types import Parsed

TELLERS = [
    ("A bomb killed nine men and two women, officers and residents of the town of Rovena said.", "officers"),
    ("Shelling in Goma killed 11 people, police and a doctor from the hospital in the capital Goma said.", "police"),
]


@pytest.mark.parametrize(("text", "teller"), TELLERS)
def test_tellers_are_neither_victims_nor_their_town(parsed: Callable[..., Parsed], text: str, teller: str) -> None:
    """Those behind the comma say so; the town at their end speaks as little as they died."""
    tokens = parsed(text).tokens
    (said,) = [t for t in tokens if t.text == "said"]
    speaking = next(t for t in tokens if t.text == teller)
    assert (speaking.dep, speaking.head) == ("nsubj", said.i)
    assert all(t.head != said.i for t in tokens if t.text in ("Rovena", "Goma"))


def test_a_single_speaker_stays_one(parsed: Callable[..., Parsed]) -> None:
    """A name that stands alone before the verb is who says it."""
    tokens = {t.text: t for t in parsed("The bomb killed nine men, three women and a boy, Orla said.").tokens}
    assert (tokens["Orla"].dep, tokens["Orla"].head) == ("nsubj", tokens["said"].i)
