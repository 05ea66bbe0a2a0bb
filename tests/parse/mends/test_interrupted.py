"""Clauses broken by who some of the people were, in the tree."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.types import Parsed

BROKEN = [
    (
        "Thousands marched through Sele on Saturday in a protest, after two mass shootings in which 18 people, many of "
        "them children, were killed in early May.",
        "people",
        "shootings",
    ),
    ("The attack, in which nine people, three of them children, were killed, was condemned.", "people", "attack"),
    ("A blast in which 18 people, most of them civilians, were killed hit Sele.", "people", "blast"),
]


@pytest.mark.parametrize(("text", "subject", "noun"), BROKEN)
def test_those_in_the_clause_are_killed(parsed: Callable[..., Parsed], text: str, subject: str, noun: str) -> None:
    """Not those who march for them."""
    found = parsed(text)
    killed = next(t for t in found.tokens if t.text == "killed")
    dead = [t.text for t in found.tokens if t.head == killed.i and t.dep == "nsubjpass"]
    assert (dead, found.tokens[killed.head].text) == ([subject], noun)
