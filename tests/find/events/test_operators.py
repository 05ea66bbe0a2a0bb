"""The algebra of verbs that act on events."""

from __future__ import annotations

import pytest

from sayso.find.events.operators import combine, foreseen, stopped
from sayso.types import EventType


@pytest.mark.parametrize(
    ("kind", "inner", "type_", "mode"),
    [
        ("agree", "AID", "AGREE", None),
        ("promise", "ASSAULT", "THREATEN", "violence"),
        ("threaten", "SANCTION", "THREATEN", "relations"),
        ("request", "RETREAT", "REQUEST", "yield"),
        ("request", "CONSULT", "REQUEST", "meet"),
        ("refuse", "AID", "REJECT", "assist"),
        ("stop", "ASSAULT", "RETREAT", "ceasefire"),
        ("stop", "AID", "SANCTION", "discontinue"),
        ("allow", None, "RETREAT", "access"),
    ],
)
def test_operators_combine(kind: str, inner: EventType | None, type_: str, mode: str | None) -> None:
    """The act foreseen decides the mode of the verbal act."""
    assert combine(kind, inner, None) == (type_, mode)


def test_withdrawal_to_come_is_a_concession() -> None:
    """Declared, not yet done: CONCEDE; a release to come is agreed to."""
    assert foreseen("RETREAT", "withdraw") == ("CONCEDE", None)
    assert foreseen("RETREAT", "release") == ("AGREE", None)


def test_stopping_a_verbal_conflict_is_nothing() -> None:
    """An end to an accusation has no type of its own."""
    assert stopped("ACCUSE", None) is None
