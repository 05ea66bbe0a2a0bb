"""Headlines of two fates in a row, in the tree."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.types import Parsed

ROWS = [
    ("Farmer killed 3 injured in rocket attack on Lena.", "killed", "injured"),
    ("40 Villagers Killed 100 Wounded in New Rocket Attacks in Sele.", "Killed", "Wounded"),
    ("Two soldiers killed four wounded in clash near Lena.", "killed", "wounded"),
]


@pytest.mark.parametrize(("text", "first", "second"), ROWS)
def test_twofold_fates_stand_side_by_side(parsed: Callable[..., Parsed], text: str, first: str, second: str) -> None:
    """Nobody in such a headline killed the others."""
    report = parsed(text)
    fates = {t.lower: t for t in report.tokens}
    one, two = fates[first.lower()], fates[second.lower()]
    assert (one.tag, two.tag) == ("VBN", "VBN")
    assert (two.dep, two.head) == ("conj", one.i)
    assert all(report.tokens[c].dep != "dobj" for c in report.children[one.i])


def test_twofold_leaves_known_doers(parsed: Callable[..., Parsed]) -> None:
    """Who is told with an article is known, and did it."""
    tokens = {t.text: t for t in parsed("The gunman killed three people injured in the first blast.").tokens}
    assert (tokens["people"].dep, tokens["people"].head) == ("dobj", tokens["killed"].i)
