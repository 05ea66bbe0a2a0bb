"""Scores to probabilities."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.find.events.calibration import Joined
from sayso.find.events.lexicon import Lexicon

CALIBRATION = Lexicon.load().calibration
JOINED = Joined.load()


@given(st.floats(0, 1), st.floats(0, 1))
def test_calibration_never_turns_the_order_round(a: float, b: float) -> None:
    """A surer score is a surer probability, within one type."""
    calibration = CALIBRATION
    low, high = sorted((a, b))
    assert calibration.of(low, "ASSAULT") <= calibration.of(high, "ASSAULT")


def test_claims_keep_their_order_when_their_confidence_is_counted() -> None:
    """No two confidences that differ in the third decimal become one, none is nothing or certain."""
    counted = [JOINED.of(k / 1000) for k in range(1, 1000)]
    assert counted == sorted(set(counted))
    assert 0 < JOINED.of(0.0) < JOINED.of(1.0) < 1
