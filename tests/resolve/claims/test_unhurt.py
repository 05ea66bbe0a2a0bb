"""Those who came out of an attack unhurt, and attempts that failed."""

from __future__ import annotations

import pytest
from reports_coded import code

from sayso.pipeline import Coder
from sayso.types import Claim


def attack(coder: Coder, text: str) -> Claim:
    return next(c for c in code(coder, text) if c.type == "ASSAULT")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The envoy was not injured in the attack.", {"The envoy": "unharmed"}),
        ("Neither the envoy nor his driver was hurt in the blast.",
         {"the envoy": "unharmed", "his driver": "unharmed"}),
        ("Neither man was injured in the attack.", {"Neither man": "unharmed"}),
        ("The bishop escaped unhurt when a bomb went off near his car.", {"The bishop": "unharmed", "his car": None}),
        ("The judge escaped unharmed but two of her guards were killed in the ambush.",
         {"The judge": "unharmed", "two of her guards": "killed"}),
        ("Gunmen attacked the convoy of the governor in Norvale. He was unhurt.",
         {"the convoy of the governor": None, "the governor": "unharmed"}),
        ("A bomb exploded near the consulate. The consul was not injured.",
         {"the consulate": None, "The consul": "unharmed"}),
    ],
)  # fmt: skip
def test_who_was_spared_is_unharmed(coder: Coder, text: str, told: dict[str, str | None]) -> None:
    """The attack was aimed at them too, and nobody is counted hurt by words that say nobody was."""
    claim = attack(coder, text)
    assert {p.text: p.effect for p in claim.recipient} == told
    assert not any(c.what == "injured" and c.high != 0 for c in claim.counts)


def test_who_did_not_hurt_anyone_hurt_nobody(coder: Coder) -> None:
    """A deed denied of its doer stays his, undone, and leaves no figure."""
    claim = attack(coder, "The rebels did not injure anyone.")
    assert (claim.status, [p.text for p in claim.actor], claim.counts) == ("negated", ["The rebels"], ())


@pytest.mark.parametrize(
    "text",
    [
        "The mayor survived an assassination attempt when gunmen fired on his car.",
        "The minister escaped an assassination attempt on Sunday.",
        "There was an attempt on the life of the governor.",
    ],
)
def test_attempts_on_somebodys_life_kill_nobody(coder: Coder, text: str) -> None:
    """What was only tried is attempted, and whoever it was aimed at is no victim by it."""
    claim = attack(coder, text)
    assert claim.status == "attempted"
    assert all(p.effect is None for p in claim.recipient)
    assert not any(c.type == "RETREAT" or c.counts for c in code(coder, text))


def test_attempts_may_cost_others_their_lives(coder: Coder) -> None:
    """The dead of a failed attempt are told as dead."""
    claim = attack(coder, "The president escaped an assassination attempt in which two guards died.")
    assert {p.text: p.effect for p in claim.recipient} == {"The president": None, "two guards": "killed"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Police said they had prevented a suicide attack on a mosque.", "attempted"),
        ("Police foiled a plot to bomb the embassy.", "planned"),
        ("Troops were deployed to prevent attacks on the village.", "hypothetical"),
    ],
)
def test_attacks_prevented_are_not_those_of_who_prevents_them(coder: Coder, text: str, status: str) -> None:
    """Police who foil a plot are not its doers, and do not deny the attack."""
    claim = attack(coder, text)
    assert (claim.status, claim.actor) == (status, ())
