"""Who denies what: answers to charges, and denials that are none."""

from __future__ import annotations

import pytest
from reports_coded import code

from sayso.pipeline import Coder

CHARGE = "Karova accused Velia of shelling a hospital in Orla"


@pytest.mark.parametrize(
    "text",
    [
        f"{CHARGE}; the Velian army denied it.",
        f"{CHARGE}. The Velian army denied it.",
        f"{CHARGE}, a charge the Velian army denied.",
        f"{CHARGE}, which the Velian army denied.",
        f"{CHARGE}, an allegation denied by the Velian army.",
    ],
)
def test_an_answer_to_a_charge_denies_the_deed(coder: Coder, text: str) -> None:
    """The charge stays Karova's, and the shelling is denied by whoever denies it, and nobody else."""
    claims = code(coder, text)
    charge = next(c for c in claims if c.type == "ACCUSE")
    assert charge.status == "happened"
    told = {(c.status, c.source.stance, tuple(s.text.lower() for s in c.source.speakers))
            for c in claims if c.type == "ASSAULT"}  # fmt: skip
    assert told == {("happened", "accuses", ("karova",)), ("denied", "denies", ("the velian army",))}


@pytest.mark.parametrize("verbs", ["did not deny", "neither confirmed nor denied"])
def test_what_is_not_denied_is_not_denied(coder: Coder, verbs: str) -> None:
    """Whoever leaves it open denies nothing."""
    (claim,) = code(coder, f"The army {verbs} it had bombed the hospital.")
    assert (claim.status, claim.source.stance) == ("hypothetical", "asserts")


def test_an_outlet_that_quotes_somebody_is_not_the_speaker(coder: Coder) -> None:
    """The outlet carries it, the witnesses say it."""
    (claim,) = code(coder, "Local media quoted witnesses as saying that soldiers fired into the crowd.")
    assert [s.text for s in claim.source.speakers] == ["Local media", "witnesses"]


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        ("The two sides accused each other of violating the ceasefire.", []),
        ("Each side blamed the other for the attack on the convoy.", []),
        ("The minister accused the army of the killing of six priests.", ["the army"]),
    ],
)
def test_what_somebody_is_accused_of_is_not_accused(coder: Coder, text: str, accused: list[str]) -> None:
    """Neither is "each other" anybody besides those who do it."""
    charge = next(c for c in code(coder, text) if c.type == "ACCUSE")
    assert [p.text for p in charge.recipient] == accused


def test_who_refuses_to_negotiate_does_so_alone(coder: Coder) -> None:
    """The other side of talks that are refused is no doer of the refusal."""
    (claim,) = code(coder, '"We will not negotiate with terrorists," the interior minister said on Friday.')
    assert ([p.text for p in claim.actor], [p.text for p in claim.recipient]) == (
        ["the interior minister"],
        ["terrorists"],
    )
