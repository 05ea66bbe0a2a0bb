"""Deeds that somebody is accused of, in the tree."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.types import Parsed

CHARGES = [
    ("Activists accused the army of burning houses.", "burning", "houses"),
    ("Monitors blamed rebels for looting shops in Lena.", "looting", "shops"),
    ("The mayor accused its neighbour of bombing schools.", "bombing", "schools"),
    ("A court found him guilty of intimidating voters.", "intimidating", "voters"),
]


@pytest.mark.parametrize(("text", "deed", "object_"), CHARGES)
def test_charged_deed_has_its_object(parsed: Callable[..., Parsed], text: str, deed: str, object_: str) -> None:
    """Whoever burns houses is the accused, and the houses are no accused."""
    tokens = {t.text: t for t in parsed(text).tokens}
    assert (tokens[deed].tag, tokens[deed].dep) == ("VBG", "pcomp")
    assert (tokens[object_].dep, tokens[object_].head) == ("dobj", tokens[deed].i)


def test_charged_deed_hangs_on_the_blame(parsed: Callable[..., Parsed]) -> None:
    """It is no property of the accused, and what he plans is planned by him."""
    tokens = {t.text: t for t in parsed("The minister accused the governor of planning to kill two judges.").tokens}
    assert tokens["of"].head == tokens["accused"].i and tokens["planning"].dep == "pcomp"
    assert (tokens["kill"].dep, tokens["kill"].head) == ("xcomp", tokens["planning"].i)


def test_blame_beside_a_denial_is_the_deniers(parsed: Callable[..., Parsed]) -> None:
    """What he lays on others is not what he denies."""
    text = "The army denied it had bombed the hospital, blaming the rebels for the strike."
    tokens = {t.text: t for t in parsed(text).tokens}
    assert tokens["blaming"].head == tokens["denied"].i


def test_charged_leaves_what_only_describes(parsed: Callable[..., Parsed]) -> None:
    """The heads of warring factions war themselves."""
    tokens = {t.text: t for t in parsed("Monitors accused the heads of warring factions.").tokens}
    assert tokens["warring"].dep == "amod"
