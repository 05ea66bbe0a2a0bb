"""When an event was that is told to have been during another."""

from __future__ import annotations

import pytest

from sayso.pipeline import Coder
from sayso.types import Report


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("During the raid, officers arrested three men.", "2031-03-11"),
        ("Three men were arrested in the course of the raid.", "2031-03-11"),
        ("Officers arrested three men.", None),
    ],
)
def test_day_is_that_of_the_event_told_before(coder: Coder, sentence: str, day: str | None) -> None:
    """Only where the words say so; a day that nothing tells stays unknown."""
    text = f"Police raided a house in Mosul on Tuesday. {sentence}"
    claims = coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2031-03-14"))
    arrest = next(c for c in claims if c.mode == "arrest")
    assert (arrest.when.from_ if arrest.when else None) == day
