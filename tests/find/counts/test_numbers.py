"""Number words and figures read as quantities."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.find.counts.numbers import digits, parse_quantity

# Wording, low, best, high, approximate.
WORDINGS = [
    ("multiple", 3, None, None, False),
    ("numerous", 4, None, None, False),
    ("a number of", 2, None, None, False),
    ("16", 16, 16, 16, False),
    ("sixteen", 16, 16, 16, False),
    ("at least 16", 16, 16, None, False),
    ("no fewer than sixteen", 16, 16, None, False),
    ("more than 16", 16, 16, None, False),
    ("over 1,200", 1200, 1200, None, False),
    ("16 or more", 16, 16, None, False),
    ("100+", 100, 100, None, False),
    ("about 16", None, 16, None, True),
    ("nearly 16", None, 16, None, True),
    ("some 1,200", None, 1200, None, True),
    ("a dozen or so", None, 12, None, True),
    ("up to 16", None, None, 16, False),
    ("as many as 1,800", None, None, 1800, False),
    ("between 270,000 and 330,000", 270000, None, 330000, False),
    ("between 330,000 and 270,000", 270000, None, 330000, False),
    ("from 20 to 30", 20, None, 30, False),
    ("20-30", 20, None, 30, False),
    ("2 to 3 million", 2e6, None, 3e6, False),
    ("five or six", 5, None, 6, False),
    ("dozens", 24, None, None, False),
    ("scores", 40, None, None, False),
    ("hundreds", 200, None, None, False),
    ("thousands", 2000, None, None, False),
    ("tens of thousands", 20000, None, None, False),
    ("several", 3, None, None, False),
    ("a few", 3, None, None, False),
    ("a couple", 2, None, None, False),
    ("a few hundred", 300, None, None, False),
    ("two dozen", 24, 24, 24, False),
    ("half a dozen", 6, 6, 6, False),
    ("half a million", 5e5, 5e5, 5e5, False),
    ("one and a half million", 1.5e6, 1.5e6, 1.5e6, False),
    ("1.2 million", 1.2e6, 1.2e6, 1.2e6, False),
    ("2.5 lakh", 250000, 250000, 250000, False),
    ("1,00,000", 100000, 100000, 100000, False),
    ("12.000", 12000, 12000, 12000, False),
    ("10 000", 10000, 10000, 10000, False),
    ("two hundred and fifty", 250, 250, 250, False),
    ("twenty-five", 25, 25, 25, False),
    ("nine hundred and twenty-one", 921, 921, 921, False),
    ("a hundred", 100, 100, 100, False),
    ("a further 20", 20, 20, 20, False),
]


@pytest.mark.parametrize(("wording", "low", "best", "high", "approximate"), WORDINGS)
def test_quantity_reads_wording(
    wording: str, low: float | None, best: float | None, high: float | None, approximate: bool
) -> None:
    """Each form of docs/data.md has one reading."""
    reading = parse_quantity(wording)
    assert reading is not None
    assert (reading.low, reading.best, reading.high, reading.approximate) == (low, best, high, approximate)


@pytest.mark.parametrize("wording", ["", "the", "hundred", "few", "Su-24", "no idea", "percent", "1.2.3.4", "and"])
def test_quantity_of_other_words_is_none(wording: str) -> None:
    """Unknown is None, never a guess."""
    assert parse_quantity(wording) is None


@given(st.integers(min_value=0, max_value=10**12))
def test_digits_ignore_grouping(value: int) -> None:
    """A figure means the same with and without its thousands set apart."""
    assert digits(f"{value:,}") == digits(str(value)) == value


@given(st.text(max_size=40))
def test_quantity_survives_any_text(text: str) -> None:
    """Hostile wording gives a reading or None, never an exception."""
    reading = parse_quantity(text)
    assert reading is None or reading.low is None or reading.high is None or reading.low <= reading.high
