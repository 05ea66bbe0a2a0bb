"""ACLED sub-event types by weights."""

from __future__ import annotations

import pytest

from sayso.resolve.claims.acled import with_acled
from sayso.resolve.claims.subevents import ACLED_TYPES, OUTSIDE, SubEvents, word_features
from sayso.types import Claim, Source, Span


def claim(text: str, kind: str, trigger: str) -> Claim:
    start = text.index(trigger)
    return Claim(
        id="a:1", report="a", type=kind, mode=None, main=True, incident=1, confidence=0.9, status="happened",
        trigger=Span(trigger, start, start + len(trigger)), source=Source(outlet=None),
        evidence=Span(text, 0, len(text)),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind", "trigger", "sub"),
    [
        ("Two attackers threw a grenade at a police station.", "ASSAULT", "threw", "Grenade"),
        ("The two foreign ministers met in the capital to discuss trade.", "CONSULT", "met", None),
    ],
)
def test_subevents_follow_the_words_within_the_claims_type(text: str, kind: str, trigger: str, sub: str | None) -> None:
    """A type that the claim's own type rules out is never answered."""
    acled = with_acled(claim(text, kind, trigger)).acled
    assert (acled and acled.sub_event_type) == sub


def test_subevents_give_crime_a_context_and_no_type() -> None:
    """ACLED has no rows for robbers; the claim still says what it is about."""
    told = with_acled(
        claim("A gang of robbers held up a bank and a jewellery shop; the police seek the gang.", "ASSAULT", "held")
    )
    assert told.acled is None
    assert "crime" in told.contexts


def test_subevents_of_unknown_words_are_the_bias() -> None:
    """Features nobody has seen change nothing."""
    weighed = SubEvents(["Attack", "Other"], {"": [2, 1], "w:calm": [-5, 0]})
    assert weighed.best({"w:zzz"}, {"Attack"}) == "Attack"
    assert weighed.best(word_features("calm"), {"Attack"}) == "Other"
    assert weighed.best(set(), set()) == "Other"


def test_subevents_outside_are_no_types_of_acled() -> None:
    """An export never sees a type that ACLED lacks."""
    assert not set(OUTSIDE) & set(ACLED_TYPES)
