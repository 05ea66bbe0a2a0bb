"""Counters of a page that ran into its text."""

from __future__ import annotations

import pytest

from sayso.pipeline import Coder
from sayso.resolve.claims.counters import counters
from sayso.types import Report


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("02.10.2017Get short URL 191 A total of 24 fighters died.", ["Get short URL 191"]),
        ("Get short URL 0 85 12 rebels died.", ["Get short URL 0 85"]),
        ("Views 371 The town was shelled.", ["Views 371"]),
        ("Shares 12 percent lower after the raid; 40 comments.", []),
    ],
)
def test_counter_ends_before_what_the_text_counts(text: str, told: list[str]) -> None:
    """The number of the dead may stand right behind that of the readers."""
    assert [text[a:b] for a, b in counters(text)] == told


def test_readers_are_not_among_the_dead() -> None:
    """ "Get short URL 191" made 191 dead."""
    text = "02.10.2017Get short URL 191 A total of 24 fighters were killed in Lena."
    claims = Coder(every=True).code(Report(id="r", text=text, outlet="The Valley Courier"))
    assert [c.best for k in claims for c in k.counts] == [24]
