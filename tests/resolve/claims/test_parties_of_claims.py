"""Who stands in a claim and who does not, where the sentence tempts to take somebody else."""

from __future__ import annotations

import pytest

from sayso.pipeline import Coder
from sayso.types import Claim, Report


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


def code(coder: Coder, text: str) -> tuple[Claim, ...]:
    return coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2031-03-15"))


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        ("Army sources said 40 rebels were killed and many more were hurt near Norvale.", "Army sources"),
        ("A woman was killed in the blast, the mayor said, adding that it also hurt 20 people.", "the mayor"),
        ("Three farmers died when gunmen attacked on foot near Norvale.", "foot"),
    ],
)
def test_who_only_stands_near_is_no_party(coder: Coder, text: str, nobody: str) -> None:
    """Who speaks was not hurt; a person is no "it"; on foot is how, not whom."""
    for claim in code(coder, text):
        assert nobody not in {p.text for p in (*claim.actor, *claim.recipient)}, claim.evidence.text


def test_a_clause_word_is_no_part_of_the_name(coder: Coder) -> None:
    claims = code(coder, "Seven people died in the village when armed Boko Haram fighters attacked on Sunday.")
    assert all(not p.text.lower().startswith("when") for c in claims for p in c.actor)


def test_a_name_with_and_in_it_is_one_party(coder: Coder) -> None:
    """The parser takes "Iraq and the Levant" apart."""
    claims = code(coder, "Militants of the Islamic State in Iraq and the Levant attacked a checkpoint in Mosul.")
    (attack,) = [c for c in claims if c.type == "ASSAULT"]
    assert len(attack.actor) == 1


def test_who_in_capitals_is_no_health_organization(coder: Coder) -> None:
    claims = code(coder, "The court tried Ana Castell, WHO KILLED A GUARD IN A CLASH IN MARCH, on Friday.")
    assert "World Health Organization" not in {p.name for c in claims for p in (*c.actor, *c.recipient)}
