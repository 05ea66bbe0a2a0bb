"""Attacks told with a bare word for whose they are, in the tree."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.types import Parsed

ATTACKS = [
    ("Ten people were killed by rebel shelling on the outskirts of Lena.", "rebel", "shelling"),
    ("At least 22 farmers were killed by Velian regime airstrikes on Monday.", "regime", "airstrikes"),
    ("Two people were wounded in government shelling of Sele.", "government", "shelling"),
]


@pytest.mark.parametrize(("text", "side", "deed"), ATTACKS)
def test_bare_side_belongs_to_the_attack(parsed: Callable[..., Parsed], text: str, side: str, deed: str) -> None:
    """A noun without an article does not stand alone: what kills is the attack."""
    tokens = {t.text: t for t in parsed(text).tokens}
    assert tokens[deed].dep == "pobj"
    assert tokens[deed].tag in ("NN", "NNS")
    assert (tokens[side].dep, tokens[side].head) == ("compound", tokens[deed].i)


def test_bare_leaves_a_rebel_who_shells(parsed: Callable[..., Parsed]) -> None:
    """With an article it is somebody."""
    tokens = {t.text: t for t in parsed("He was hurt by a rebel shelling the town.").tokens}
    assert tokens["rebel"].dep == "pobj"
