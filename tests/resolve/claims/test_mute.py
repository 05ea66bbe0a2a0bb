"""What says nothing is no speaker: deeds, measures, platforms, credits."""

from __future__ import annotations

import pytest

from sayso.pipeline import Coder
from sayso.types import Report


def speakers(coder: Coder, text: str) -> list[str]:
    claims = coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2024-05-10"))
    return [s.text for c in claims for s in c.source.speakers]


@pytest.mark.parametrize(
    ("text", "mute"),
    [
        ("Rebels shelled houses according to their size and location.", "size"),
        ("The Front said on its website and the messaging service Telegram that it had shelled Sele.", "Telegram"),
        ("HERALD Rami Said Rebels shelled Sele on Monday, killing two people.", "HERALD"),
        ("Nobody has claimed the attack on Sele, which killed two people.", "Nobody"),
    ],
)
def test_what_says_nothing_is_no_speaker(coder: Coder, text: str, mute: str) -> None:
    """Each row named a speaker who said nothing."""
    assert not [s for s in speakers(coder, text) if mute in s]


def test_company_speaks_where_it_is_the_subject(coder: Coder) -> None:
    """A platform's owner says things of its own."""
    assert speakers(coder, "Twitter said the army had banned its service in Chad.") == ["Twitter"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "In an interview with Radio Uno, the governor of Cauca said that dissidents had planted a bomb.",
            [["the governor of Cauca"]],
        ),
        (
            "Rebels shelled Sele on Monday. State television, citing a security source, put the toll at five.",
            [[], ["State television", "a security source"]],
        ),
    ],
)
def test_office_and_medium_speak(coder: Coder, text: str, told: list[list[str]]) -> None:
    """The province of a governor spoke, and who put a toll in words did not."""
    claims = coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2024-05-10"))
    assert [[s.text for s in c.source.speakers] for c in claims if c.type == "ASSAULT"] == told


def test_newspaper_is_the_one_that_told_before(coder: Coder) -> None:
    """ "The newspaper" takes up the paper by its name."""
    text = "Four men were shot dead in Culiacan, El Debate reported. Nine more were hurt, the newspaper said."
    claims = coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2024-05-10"))
    assert {s.name for c in claims for s in c.source.speakers} == {"El Debate"}
