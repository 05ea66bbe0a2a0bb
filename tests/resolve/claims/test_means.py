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


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The governor said the attack was a response to the use of chemical weapons in Velia.", "ASSAULT"),
        ("The man was sentenced to ten years for an assault with a deadly weapon.", "SANCTION"),
        ("The opposition condemned the bombing in Velia.", "ACCUSE"),
    ],
)
def test_arms_of_the_deed_spoken_of_are_no_means_of_what_answers_it(coder: Coder, text: str, kind: str) -> None:
    """What the other side used, or the convict, or whoever is condemned, was not used in the answer to it."""
    claims = [c for c in coder.code(Report(id="r", text=text)) if c.type == kind]
    assert claims and not any((*c.instruments, *c.items) for c in claims)
