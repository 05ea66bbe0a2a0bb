"""Who an event was done to, and with what."""

from __future__ import annotations

import msgspec
import pytest
from reports_coded import code

from sayso.pipeline import Coder
from sayso.resolve.claims.hurt import one_victim
from sayso.types import Count, Party


def test_nobody_is_no_recipient(coder: Coder) -> None:
    """ "No one" is a count of none, and nobody's name."""
    text = "A bomb exploded in Aleppo on Friday, but no one was hurt."
    assert "no one" not in [p.text.lower() for c in code(coder, text) for p in c.recipient]


def test_numbers_stay_counts(coder: Coder) -> None:
    """Who is told by a number alone is counted all the same."""
    claims = code(coder, "Rebels shelled the village on Friday, killing seven and wounding 12.")
    assert {(k.what, k.best) for c in claims for k in c.counts} == {("killed", 7), ("injured", 12)}


def test_what_was_struck_is_hit_and_not_killed(coder: Coder) -> None:
    """The people in it are."""
    (claim,) = code(coder, "Jets struck Islamic State targets in Raqqa on Friday, killing 12 militants.")
    assert [(p.text, p.effect) for p in claim.recipient] == [
        ("Islamic State targets in Raqqa", None),
        ("12 militants", "killed"),
    ]


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("A car bomb explosion killed five people in Aleppo on Friday.", ["car bomb"]),
        ("An explosion killed five people in Aleppo on Friday.", []),
        ("Gunmen with rifles killed five people in Aleppo on Friday.", ["rifles"]),
    ],
)
def test_blast_itself_is_no_means(coder: Coder, text: str, means: list[str]) -> None:
    """The bomb is what it was done with; the explosion is what was done."""
    assert [i.text.lower() for c in code(coder, text) for i in c.instruments] == means


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Gunmen killed Pedro Lunes, mayor of Santa Rita, on Friday.", "Pedro Lunes", "mayor of Santa Rita"),
        ("Gunmen killed carpenter Pedro Lunes on Friday.", "Pedro Lunes", "carpenter"),
    ],
)
def test_role_has_all_its_words(coder: Coder, text: str, name: str, role: str) -> None:
    """An office is told with the place or body it is of; a trade that is nobody's office is a role too."""
    assert [(p.name, p.role) for c in code(coder, text) for p in c.recipient] == [(name, role)]


def test_last_name_alone_is_the_person_named_in_full(coder: Coder) -> None:
    """In text written in capitals a parser takes many a surname for a town or a body."""
    text = "RAMON ORTEGA, A LAWYER, LEFT HIS OFFICE ON FRIDAY. ORTEGA WAS KIDNAPPED BY REBELS AN HOUR LATER."
    victims = [p for c in code(coder, text) if c.mode == "abduct" for p in c.recipient]
    assert [(p.kind, p.name) for p in victims] == [("person", "RAMON ORTEGA")]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Rebels beheaded a judge in Aleppo on Friday.", ["blade"]),
        ("Rebels executed a judge in Aleppo on Friday.", []),
        ("Rebels assassinated a judge in Aleppo. He was shot outside his house.", ["firearm"]),
    ],
)
def test_verb_tells_what_a_chosen_victim_was_killed_with(coder: Coder, text: str, kinds: list[str]) -> None:
    """An execution says nothing of the means, a beheading or a shot does."""
    claims = [c for c in code(coder, text) if c.mode == "targeted"]
    assert [i.kind for c in claims for i in c.instruments] == kinds


def test_one_person_described_as_dead_is_one() -> None:
    """Where no figure says how many; never of several people, and not beside a figure."""
    judge = Party(text="the judge", start=0, end=9, effect="killed", kind="person")
    assert [(c.what, c.best, c.start) for c in one_victim([judge], [])] == [("killed", 1.0, 0)]
    assert one_victim([judge, msgspec.structs.replace(judge, start=20, end=29)], []) == ()
    assert one_victim([msgspec.structs.replace(judge, text="they")], []) == ()
    figure = Count(text="four", start=40, end=44, what="killed", who="people", best=4.0)
    assert one_victim([judge], [figure]) == ()


def test_police_are_of_the_state_whose_town_they_are_told_with(coder: Coder) -> None:
    """Whatever country the rest of the report plays in."""
    text = "Police in Lahore arrested four men after a blast in Kabul. Officials in Kabul said nine people died."
    doers = {p.text: p.country for c in code(coder, text) if c.type == "COERCE" for p in c.actor}
    assert doers == {"Police in Lahore": "PAK"}


def test_any_of_them_is_no_one_victim(coder: Coder) -> None:
    """An army that denies that any of its soldiers died gives no figure."""
    claims = code(coder, "The Malian army denied that any of its soldiers had been killed in Gao.")
    assert all(not c.counts for c in claims)
