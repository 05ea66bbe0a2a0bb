"""What a deed was done with, by its verb alone."""

from __future__ import annotations

import pytest

from sayso.pipeline import Coder
from sayso.types import Report


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("Gunmen burned four buses near Medellin on Tuesday.", [("fire", "burned")]),
        ("Masked men set the town hall of Cali on fire and fled.", [("fire", "fire")]),
        (
            "Masked men set the town hall of Cali ablaze with petrol bombs.",
            [("incendiary", "petrol bombs"), ("fire", "ablaze")],
        ),
        ("Masked men set up a camp near Cali and attacked the town hall.", []),
        ("Rebels beheaded two farmers near Cali.", [("blade", "beheaded")]),
    ],
)
def test_verbs_tell_the_means(coder: Coder, text: str, means: list[tuple[str, str]]) -> None:
    """Fire is what things are burned with; a means told by its own word stands beside it."""
    claims = coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2031-03-15"))
    told = [[(i.kind, i.text) for i in c.instruments] for c in claims if c.type == "ASSAULT"]
    assert means in told


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers destroyed four machinegun-mounted trucks near Sele, killing nine rebels.",
        "Soldiers destroyed two trucks rigged with explosives near Sele, killing nine rebels.",
        "Soldiers defused two bombs and killed nine rebels near Sele.",
    ],
)
def test_arms_of_what_was_hit_or_cleared_are_no_means(coder: Coder, text: str) -> None:
    """A gun on a truck that was destroyed killed nobody, nor did a bomb that was defused."""
    claims = coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2031-03-15"))
    assert not [i for c in claims if c.type == "ASSAULT" for i in c.instruments]


def test_a_state_blamed_for_a_car_bomb_flew_no_raid(coder: Coder) -> None:
    """Bombings by a state are air raids, unless the bomb was driven there."""
    text = "A car bomb killed two people in Velsk on Sunday. The mayor blamed Chad for the bombing."
    claims = coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2031-03-15"))
    assert {c.mode for c in claims if c.type == "ASSAULT"} == {"explosives"}
