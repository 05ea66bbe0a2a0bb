"""Peoples before those of theirs who are accused, in the tree."""

from __future__ import annotations

from collections.abc import Callable

from sayso.types import Parsed


def test_people_belongs_to_the_noun_behind_it(parsed: Callable[..., Parsed]) -> None:
    """Nobody is given any militants."""
    tokens = {t.text: t for t in parsed("The forum accused Meitei militants of carrying out the attack.").tokens}
    assert (tokens["Meitei"].dep, tokens["Meitei"].head) == ("compound", tokens["militants"].i)


def test_whoever_is_given_something_stays_apart(parsed: Callable[..., Parsed]) -> None:
    """To give has two objects."""
    tokens = {t.text: t for t in parsed("Turkey sent Ukraine drones last year.").tokens}
    assert tokens["Ukraine"].head == tokens["sent"].i
