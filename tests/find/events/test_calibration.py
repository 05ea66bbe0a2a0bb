"""Scores to probabilities."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.find.events.lexicon import Lexicon

CALIBRATION = Lexicon.load().calibration


@given(st.floats(0, 1), st.floats(0, 1))
def test_calibration_never_turns_the_order_round(a: float, b: float) -> None:
    """A surer score is a surer probability, within one type."""
    calibration = CALIBRATION
    low, high = sorted((a, b))
    assert calibration.of(low, "ASSAULT") <= calibration.of(high, "ASSAULT")
