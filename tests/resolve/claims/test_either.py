"""Attacks by one or another."""

from __future__ import annotations

import pytest

from sayso.pipeline import Coder
from sayso.types import Claim, Report


def told(coder: Coder, text: str) -> list[Claim]:
    claims = coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2031-03-15"))
    return [c for c in claims if c.type == "ASSAULT"]


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("It was unclear whether the strikes were carried out by Ethiopian or Eritrean warplanes.", ["ETH", "ERI"]),
        ("Officials did not know whether Saudi or Emirati jets carried out the strikes.", ["SAU", "ARE"]),
        (
            "The raid on Hodeidah is suspected to have been carried out by either Saudi or Emirati planes.",
            ["SAU", "ARE"],
        ),
        ("Raids flown at dawn by Syrian or Russian warplanes killed nine bakers in Idlib.", ["SYR", "RUS"]),
    ],
)
def test_each_of_two_is_only_suspected(coder: Coder, text: str, countries: list[str]) -> None:
    """Where the words leave it open who did it, nobody is told to have done it."""
    (claim,) = told(coder, text)
    assert [(p.country, p.certainty) for p in claim.actor] == [(c, "suspected") for c in countries]


def test_open_doers_are_lent_as_suspects(coder: Coder) -> None:
    """The attack told before without a doer has both, with the certainty that they have."""
    text = (
        "An air strike hit a clinic in Nyala on Tuesday, killing 14 patients. Residents said they did not know "
        "whether the army or the Rapid Support Forces carried out the strike."
    )
    strike = told(coder, text)[0]
    assert [p.certainty for p in strike.actor] == ["suspected", "suspected"]


def test_what_is_only_asked_in_general_is_lent_to_nobody(coder: Coder) -> None:
    """How an agency tells planes apart says nothing of the raid of the day."""
    text = (
        "Warplanes killed 30 people in Nyala on Monday, the agency said. "
        "It says it determines whether strikes were carried out by Chadian or Egyptian aircraft by their flight paths."
    )
    assert {"TCD", "EGY"}.isdisjoint(p.country for p in told(coder, text)[0].actor)


def test_a_raid_of_an_open_doer_has_happened(coder: Coder) -> None:
    """Only whose it was is not known."""
    text = "It is not known whether Saudi or Emirati jets carried out the raid that killed nine fishermen on Tuesday."
    assert [c.status for c in told(coder, text)] == ["happened"]
