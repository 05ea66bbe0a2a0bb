"""Peoples before those of theirs who are accused, in the tree."""

from __future__ import annotations

from collections.abc import Callable

from sayso.types import Parsed


def test_people_belongs_to_the_noun_behind_it(parsed: Callable[..., Parsed]) -> None:
    """Nobody is given any militants."""
    tokens = {t.text: t for t in parsed("The forum accused Meitei militants of carrying out the attack.").tokens}
    assert (tokens["Meitei"].dep, tokens["Meitei"].head) == ("compound", tokens["militants"].i)
