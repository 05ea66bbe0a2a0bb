"""Accusations and denials that name no deed: the deed meant is told again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.find.events import EventFinder
from sayso.types import Parsed


@pytest.fixture(scope="module")
def finder() -> EventFinder:
    return EventFinder()


def told(finder: EventFinder, parsed: Parsed) -> set[tuple[str, str, str | None]]:
    return {(e.type, e.status, e.stance) for e in finder.find(parsed)}


def test_charges_blame_without_a_deed_means_the_attack_before(
    finder: EventFinder, parsed: Callable[..., Parsed]
) -> None:
    """ "Police blamed X" makes X a suspected doer of what was just told."""
    found = told(finder, parsed("A bomb killed ten people in Velsk on Monday. Police blamed the Red Sons."))
    assert ("ASSAULT", "happened", "accuses") in found


@pytest.mark.parametrize(
    "charge", ["Envoys pointed the finger at the army of Velia.", "Residents held the Red Sons responsible."]
)
def test_charges_by_idiom_are_charges(finder: EventFinder, parsed: Callable[..., Parsed], charge: str) -> None:
    """What country an army is of is no deed it is charged with."""
    assert ("ASSAULT", "happened", "accuses") in told(finder, parsed(f"A bomb killed ten people in Velsk. {charge}"))


def test_charges_blame_for_something_else_means_no_attack(finder: EventFinder, parsed: Callable[..., Parsed]) -> None:
    """What stands behind "for" is the deed; the attack before is not meant."""
    found = told(finder, parsed("A bomb killed ten people in Velsk. Unions blamed the government for the inflation."))
    assert not any(stance == "accuses" and kind == "ASSAULT" for kind, _, stance in found)


def test_charges_rejected_are_the_deed_denied(finder: EventFinder, parsed: Callable[..., Parsed]) -> None:
    """A rejected accusation is the deed, denied, besides the rejection."""
    text = "Orland accused Velia of shelling the town. Velia dismissed these allegations."
    found = told(finder, parsed(text))
    assert ("ASSAULT", "denied", "denies") in found


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Adams was involved in the murder of the mayor.", "happened"),
        ("Adams was not involved in the murder of the mayor.", "negated"),
        ("The Red Sons were behind the attack on the hotel.", "happened"),
    ],
)
def test_parts_in_a_deed_are_told_by_the_deed(
    finder: EventFinder, parsed: Callable[..., Parsed], text: str, status: str
) -> None:
    """Who takes part in a deed is its doer."""
    found = finder.find(parsed(text))
    assert [(e.type, e.status, bool(e.actor)) for e in found] == [("ASSAULT", status, True)]


@pytest.mark.parametrize(
    "claim",
    ["The Northern Front claimed it.", "The Northern Front claimed responsibility on its website."],
)
def test_claims_in_few_words_mean_the_attack_before(
    finder: EventFinder, parsed: Callable[..., Parsed], claim: str
) -> None:
    """Who claims "it" or "responsibility" claims what was just told."""
    found = told(finder, parsed(f"A bomb killed twelve people in Velsk on Monday. {claim}"))
    assert ("ASSAULT", "happened", "claims-responsibility") in found


@pytest.mark.parametrize(
    "other",
    [
        "No group has claimed it.",
        "No group has claimed responsibility.",
        "The ministry took responsibility for roads.",
        "Nobody expected the Front to claim it.",
    ],
)
def test_claims_of_nobody_or_of_something_else_mean_no_attack(
    finder: EventFinder, parsed: Callable[..., Parsed], other: str
) -> None:
    found = told(finder, parsed(f"A bomb killed twelve people in Velsk on Monday. {other}"))
    assert all(stance != "claims-responsibility" for _, _, stance in found)


@pytest.mark.parametrize(
    "denial",
    [
        "A spokesman for the Red Sons denied involvement.",
        "The Red Sons denied responsibility.",
    ],
)
def test_charges_a_part_denied_is_the_attack_before_denied(
    finder: EventFinder, parsed: Callable[..., Parsed], denial: str
) -> None:
    """Whoever denies a part says that the deed was not theirs."""
    events = finder.find(parsed(f"A bomb killed ten people in Velsk. {denial}"))
    assert ("ASSAULT", "denied", "denies") in {(e.type, e.status, e.stance) for e in events}


def test_charges_called_baseless_are_denied(finder: EventFinder, parsed: Callable[..., Parsed]) -> None:
    """The words for it are many; what they say of the charge is one."""
    text = "Orland accused Velia of shelling the town. Velia called the charge baseless."
    assert ("ASSAULT", "denied", "denies") in told(finder, parsed(text))


def test_charges_suspects_named_in_a_clause_of_their_own(finder: EventFinder, parsed: Callable[..., Parsed]) -> None:
    """Nobody claimed it, yet it was done, and somebody is thought to have done it."""
    text = "No group has claimed responsibility for Sunday's bombing, but officials suspect the Red Sons."
    found = {(e.type, e.stance, e.certainty) for e in finder.find(parsed(text))}
    assert {("ASSAULT", None, "stated"), ("ASSAULT", "accuses", "suspected")} <= found
