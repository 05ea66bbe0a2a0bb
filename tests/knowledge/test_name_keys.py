"""Spellings of one name fall together, and those of two stay apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.knowledge.name_keys import key, loose_key


@given(st.text(max_size=40))
def test_key_of_a_key_is_itself(text: str) -> None:
    """A filed spelling can be looked up again."""
    assert key(key(text)) == key(text) or key(text).startswith("the ")


def test_loose_key_keeps_different_names_apart() -> None:
    """Too loose a key would make one group of two."""
    assert loose_key("Jaish al-Islam") != loose_key("Jaish al-Adl")
    assert loose_key("Jaish al-Islam") == loose_key("Jaysh al Islam")
