"""Texts in one case are read as if they had been written in two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.casing import Caser

CASER = Caser()


@pytest.mark.parametrize(
    ("text", "cased"),
    [
        (
            "THE GUERRILLAS KILLED TWO SOLDIERS IN SAN SALVADOR ON MONDAY. THE ARMY CONFIRMED THE ATTACK.",
            "The guerrillas killed two soldiers in San Salvador on Monday. The army confirmed the attack.",
        ),
        (
            "police said two men were shot dead in baghdad on friday. the un condemned the killing in iraq.",
            "Police said two men were shot dead in Baghdad on Friday. The UN condemned the killing in Iraq.",
        ),
    ],
)
def test_one_case_becomes_two(text: str, cased: str) -> None:
    """Wire copy in capitals and scraped pages without any come out as news writes."""
    assert CASER.recase(text) == cased


def test_furniture_in_capitals_leaves_small_text_small() -> None:
    """What a page adds to a text without capitals does not make it one with them."""
    text = "the strike began on monday. shops shut in norvale. police were told. nobody was hurt.  Share Print Mail"
    assert CASER.recase(text).startswith("The strike began on Monday. Shops shut in Norvale. Police were told.")


def test_mixed_case_is_left_alone() -> None:
    text = "The UN said that two men of the 5th Brigade were hurt near Norvale on Tuesday, and four others in Gao."
    assert CASER.recase(text) == text


@given(st.text())
def test_length_is_kept(text: str) -> None:
    """Every offset into the recased text is one into the report's own."""
    assert len(CASER.recase(text)) == len(text)
    assert len(CASER.recase(text.upper())) == len(text.upper())
