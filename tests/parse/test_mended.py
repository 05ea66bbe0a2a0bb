"""Second deeds, clauses before a semicolon, plots, hostages and weapons that the pipeline misreads."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.types import Parsed, Token


def word(parsed: Parsed, lower: str) -> Token:
    return next(t for t in parsed.tokens if t.lower == lower)


@pytest.mark.parametrize(
    ("text", "dep"),
    [
        ("The minister said that security forces had killed 12 militants and seized weapons.", "conj"),
        ("The police found rusty knives and stolen weapons.", "amod"),
    ],
)
def test_a_second_verb_is_no_attribute(parsed: Callable[..., Parsed], text: str, dep: str) -> None:
    """Weapons are not what was killed; stolen goods that are found stay goods."""
    verb = word(parsed(text), "seized" if "seized" in text else "stolen")
    assert verb.dep == dep


def test_a_clause_before_a_semicolon_is_not_what_the_next_one_denies(parsed: Callable[..., Parsed]) -> None:
    """Velia denies the shelling, and not that it is accused."""
    found = parsed("Karova accused Velia of shelling a hospital in Orla; Velia denied it.")
    accused = word(found, "accused")
    assert accused.dep != "ccomp" and accused.dep != "xcomp"


def test_what_a_plot_is_to_do_hangs_on_the_plot(parsed: Callable[..., Parsed]) -> None:
    """Police do not foil a plot in order to bomb."""
    found = parsed("Police foiled a plot to bomb the embassy.")
    assert (word(found, "bomb").dep, word(found, "bomb").head) == ("acl", word(found, "plot").i)


def test_whoever_is_taken_hostage_is_the_object(parsed: Callable[..., Parsed]) -> None:
    """ "The mayor" is no kind of hostage."""
    found = parsed("Rebels took the mayor hostage.")
    assert (word(found, "mayor").dep, word(found, "hostage").dep) == ("dobj", "acomp")


def test_weapons_that_begin_a_sentence_are_common_nouns(parsed: Callable[..., Parsed]) -> None:
    """ "Rockets" is no name."""
    assert word(parsed("Rockets landed near the airport in Norvale, but nobody was hurt."), "rockets").tag == "NNS"
