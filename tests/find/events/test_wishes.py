"""Requests and refusals of what a noun alone tells."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.types import EventMention, Parsed


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("The kidnappers demanded a ransom of two million dollars.", "assist"),
        ("The Red Cross has asked for funds.", "assist"),
        ("The governor requested federal assistance.", "assist"),
        ("The lawyer rebuffed several requests for interviews.", "meet"),
        ("The government rejected calls for talks.", "meet"),
        ("The minister called for a ceasefire.", "yield"),
        ("The rebels rejected the truce.", "yield"),
        ("The union demanded higher wages.", "change"),
        ("The senator opposed the weapons ban.", "change"),
    ],
)
def test_what_is_asked_or_refused_gives_the_mode(
    read: Callable[[str], tuple[Parsed, list[EventMention]]], text: str, mode: str
) -> None:
    """Money and help are assistance, an interview is a meeting and a truce is yielding; all else is change."""
    assert [e.mode for e in read(text)[1] if e.type in ("REQUEST", "REJECT")] == [mode]
