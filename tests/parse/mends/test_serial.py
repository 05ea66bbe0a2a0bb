"""Verbs told in a row of one subject, in the tree."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.types import Parsed

ROWS = [
    (
        "Police said that gunmen invaded the hostel, overpowered the guards and abducted 121 pupils.",
        "overpowered",
        "invaded",
    ),
    ("It will be recalled that gunmen invaded the hostel, overpowered the guards and fled.", "overpowered", "invaded"),
    (
        "They fled. It will be recalled that the men invaded the hostel at 2 a.m., beat the guards and fled.",
        "beat",
        "invaded",
    ),
    ("The mayor said rebels stormed the town, looted shops and killed nine people.", "looted", "stormed"),
    ("Witnesses said the gunmen blocked the road, stopped buses and abducted passengers.", "abducted", "stopped"),
]


@pytest.mark.parametrize(("text", "verb", "before"), ROWS)
def test_verbs_of_a_row_stand_together(parsed: Callable[..., Parsed], text: str, verb: str, before: str) -> None:
    """Whoever did the first did the others."""
    found = parsed(text)
    token = next(t for t in found.tokens if t.text == verb)
    assert (token.dep, found.tokens[token.head].text) == ("conj", before)
    assert sum(t.head == t.i for t in found.tokens) == len(found.sentences)


def test_verb_with_a_subject_stays_apart(parsed: Callable[..., Parsed]) -> None:
    """Another subject begins another clause."""
    found = parsed("Police said gunmen came, the guards ran and a man was killed.")
    ran = next(t for t in found.tokens if t.text == "ran")
    assert any(t.text == "guards" and t.head == ran.i for t in found.tokens)
