"""Headlines in capitals on every word are read as the sentences they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.casing import Caser

CASER = Caser()


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (
            "Army Kills Nine Rebels in Norvale Raid. The army said on Monday that nine rebels were killed there.",
            "Army kills nine rebels in Norvale raid. The army said on Monday that nine rebels were killed there.",
        ),
        (
            "4 May 2031 Five Civilians Killed in Market Blast in Sele. The blast on Monday killed five civilians.",
            "4 May 2031 five civilians killed in market blast in Sele. The blast on Monday killed five civilians.",
        ),
    ],
)
def test_a_headline_is_read_as_a_sentence(text: str, seen: str) -> None:
    """The parser takes capitalised verbs for names."""
    assert CASER.recase(text) == seen


@pytest.mark.parametrize(
    "text",
    [
        "The minister of the East Norvale Volunteer Fire Department and Rescue Service spoke there on Monday.",
        "He met the head of the Sele Board of Health and Social Services, and the two signed a paper on aid.",
        "Army kills nine rebels in Norvale raid. The army said on Monday that nine rebels were killed there.",
    ],
)
def test_names_of_bodies_keep_their_capitals(text: str) -> None:
    """A long name is no headline."""
    assert CASER.recase(text) == text


@given(st.text(alphabet="Aa bKil s.\n9"))
def test_length_is_kept(text: str) -> None:
    """Offsets into what is read are offsets into the text."""
    assert len(CASER.recase(text)) == len(text)
