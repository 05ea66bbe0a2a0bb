"""The two sides of a telling."""

from __future__ import annotations

import pytest

from sayso.pipeline import Coder
from sayso.types import Claim, Report


def first(coder: Coder, text: str, type_: str) -> Claim:
    return next(c for c in coder.code(Report(id="r", text=text, published="2024-03-07")) if c.type == type_)


@pytest.mark.parametrize(
    ("text", "type_", "recipient"),
    [
        ("The harbour guard released a Greek ship on Friday.", "RETREAT", ["a Greek ship"]),
        ("The harbour guard released three sailors and their ship on Monday.", "RETREAT", ["three sailors"]),
        ("Norway gave nine million crowns to the Lake Relief Fund.", "AID", ["the Lake Relief Fund"]),
    ],
)
def test_a_thing_is_a_recipient_where_it_is_what_is_held_or_let_go(
    coder: Coder, text: str, type_: str, recipient: list[str]
) -> None:
    """A ship is freed where nobody else is; beside people it is what changed hands; a fund of that name is a body."""
    assert [p.text for p in first(coder, text, type_).recipient] == recipient
