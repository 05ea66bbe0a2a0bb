"""Victims whom a report names in another sentence than the one that tells the deed."""

from __future__ import annotations

import pytest
from reports_coded import code

from sayso.pipeline import Coder


def hit(coder: Coder, text: str) -> list[tuple[str, str | None]]:
    """Whom the report's first attack hit, and what became of them."""
    claim = next(c for c in code(coder, text) if c.type == "ASSAULT")
    return [(p.text, p.effect) for p in claim.recipient]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "A bomb killed two people at a cafe in Lima. The victims were identified as Ana Torres and Luis Prado.",
            [("two people", "killed"), ("Ana Torres", "killed"), ("Luis Prado", "killed")],
        ),
        (
            "Gunmen killed five priests in Norvale on Monday. Among the dead was Tomas Rivera, rector of the seminary.",
            [("five priests", "killed"), ("Tomas Rivera", "killed")],
        ),
        (
            "Two soldiers were wounded in an ambush near Norvale. The wounded soldiers are Jorge Ramos and Pedro Luna.",
            [("Two soldiers", "injured"), ("Jorge Ramos", "injured"), ("Pedro Luna", "injured")],
        ),
    ],
)
def test_victims_named_apart_belong_to_the_deed(coder: Coder, text: str, told: list[tuple[str, str]]) -> None:
    """Police name the dead a sentence later; who was killed is then told by name."""
    assert hit(coder, text) == told


def test_one_victim_named_later_is_one_party(coder: Coder) -> None:
    """ "A banker" and the name are the same man: one party, told by its name, with the other words as a mention."""
    text = "Gunmen abducted a banker in Norvale. Police identified the kidnapped man as Hector Vidal."
    claim = next(c for c in code(coder, text) if c.type == "ASSAULT")
    (victim,) = claim.recipient
    assert (victim.text, victim.effect, [m.text for m in victim.mentions]) == ("Hector Vidal", "abducted", ["a banker"])


@pytest.mark.parametrize(
    "text",
    [
        "Rebels attacked a bus near Norvale and killed the driver. Police identified the attacker as Omar Guller.",
        "Soldiers killed two men in Norvale. The mayor was identified by the paper as Simon Haddad.",
        "Three villagers were killed in the raid. The dead were women and children Omar Guller said.",
    ],
)
def test_other_names_are_no_victims(coder: Coder, text: str) -> None:
    """Whoever did it, speaks of it or is named for something else was not hurt."""
    assert all("Haddad" not in words and "Guller" not in words for words, _ in hit(coder, text))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Villagers found the body of a man shot dead by police near Nyala on Friday.", [("a man", "killed")]),
        ("Boys hit by stray bullets died near Nyala on Friday.", [("Boys", "killed")]),
    ],
)
def test_the_dead_are_hit_once_by_what_killed_them(coder: Coder, text: str, told: list[tuple[str, str]]) -> None:
    """A body that was found is whose it is, in one claim with the shots; who dies of a hit is killed by it."""
    assert hit(coder, text) == told
    assert len(code(coder, text)) == 1
