"""Nobody is accused of what the text does not lay on him: each row is a class of claim that did so."""

from __future__ import annotations

import pytest

from sayso.pipeline import Coder
from sayso.types import Claim, Report


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(every=True)


def code(coder: Coder, text: str) -> tuple[Claim, ...]:
    return coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2024-05-10"))


WRONG_DOERS = [
    ("Rescue workers searched the ruins of a school that was destroyed overnight in Idlib.", "Rescue workers"),
    (
        "The latest assault on the airport killed 11 soldiers, following an attack in January when rebels arrived on "
        "motorbikes.",
        "rebels",
    ),
]


@pytest.mark.parametrize(("text", "innocent"), WRONG_DOERS)
def test_a_subject_of_another_verb_did_not_do_it(coder: Coder, text: str, innocent: str) -> None:
    """The learned reader names parties of a sentence; grammar says which verb they belong to."""
    for claim in code(coder, text):
        if claim.type == "ASSAULT":
            assert not [p.text for p in claim.actor if p.text.startswith(innocent)], claim.trigger.text


WRONG_VICTIMS = [
    (
        "The quarrel between President Musa and his deputy, Ali Baruk, grew, and in March, Baruk was arrested in the "
        "capital.",
        "COERCE",
        "President Musa",
    ),
    ("Days after an attack on a church a woman was killed in Norvale.", "ASSAULT", "a church"),
    ("The army repelled the offensive and killed 50 rebels.", "ASSAULT", "The army"),
]


@pytest.mark.parametrize(("text", "type_", "spared"), WRONG_VICTIMS)
def test_who_stands_in_another_clause_was_not_hit(coder: Coder, text: str, type_: str, spared: str) -> None:
    """Of two clauses each has its own victims, and nobody is hit by himself."""
    last = max((c for c in code(coder, text) if c.type == type_), key=lambda c: c.trigger.start)
    assert spared not in [p.text for p in last.recipient]


def test_nobody_asks_or_warns_himself(coder: Coder) -> None:
    """ "It" in what somebody says of his own plans is himself."""
    for text in (
        "The Norland army warned it will retaliate against any attack by militants.",
        "The United Nations condemned the raid and urged it to stop.",
    ):
        for claim in code(coder, text):
            names = {p.name for p in claim.actor if p.name}
            assert not names & {p.name for p in claim.recipient}, claim.trigger.text
