"""Attacks that are told beside another, and those of a doer nobody knows."""

from __future__ import annotations

from functools import partial

import pytest
import reports_coded

from sayso.pipeline import Coder

code = partial(reports_coded.code, published="2024-05-10")


def test_what_only_dates_an_attack_is_not_the_news(coder: Coder) -> None:
    """ "Days after a bombing" lends its doer and means to nothing."""
    text = "Two days after a Taliban bombing at a school, four men were killed in a shooting in Herat on Thursday."
    shot = next(c for c in code(coder, text) if c.trigger.text == "shooting")
    assert shot.main and shot.mode == "firearms" and not shot.actor


def test_what_a_base_is_there_for_is_no_deed_of_who_hit_it(coder: Coder) -> None:
    """The gas attack made from a base was made by others than those who strike the base for it."""
    text = (
        "French missiles hit an airfield near Sele on Friday. The airfield was used as a launch pad for a gas attack "
        "that killed ninety people."
    )
    claims = code(coder, text)
    assert {p.text for c in claims if c.mode == "unconventional" for p in c.actor} == set()
    assert [p.text for c in claims if c.main for p in c.actor] == ["French"]


@pytest.mark.parametrize(
    "text",
    [
        "A shell killed three farmers on Monday in Rafah, where the Egyptian army is battling militants.",
        "A blast killed nine people in an area often raided by Boko Haram.",
        "Shelling killed two boys in Sirte on Monday. Rebels attacked the port. It was not clear who fired the shells.",
    ],
)
def test_who_is_known_for_it_there_did_not_do_it(coder: Coder, text: str) -> None:
    """What goes on at a place or often befalls it names no doer of what happened there now."""
    killed = [c for c in code(coder, text) if any(k.what == "killed" for k in c.counts)]
    assert killed and not any(c.actor for c in killed)


def test_what_fighters_do_in_general_is_no_deed_of_today(coder: Coder) -> None:
    """ "The gangs that rob farms" neither did what was done today nor did it so."""
    text = (
        "Ninety people died in a gas attack on Orsa on Tuesday. The army never fought like the rebels who shell our "
        "markets with mortars, a minister said."
    )
    died = next(c for c in code(coder, text) if any(k.what == "killed" for k in c.counts))
    assert died.main and died.mode == "unconventional" and not died.actor


def test_bodies_found_after_a_battle_are_nobodys_deed(coder: Coder) -> None:
    """Whoever takes a town finds the dead there; who killed them is not told."""
    claims = code(coder, "Bodies of 31 herders were discovered after the army launched an assault on rebels near Gao.")
    assert not [p for c in claims if any(k.what == "killed" for k in c.counts) for p in c.actor]


def test_fighting_around_an_attack_is_not_the_attack(coder: Coder) -> None:
    """Nor did those who fight make it; another toll of the attack is of the attack."""
    text = (
        "At least 31 civilians were killed on Tuesday by a drone strike on a school in Dessie, two residents said. "
        "The strike took place amid fighting between the Ethiopian army and Fano militias. "
        "A local official confirmed the attack but put the death toll at seven."
    )
    claims = {c.trigger.text: c for c in code(coder, text) if c.type == "ASSAULT"}
    assert claims["fighting"].incident != claims["drone strike"].incident == claims["attack"].incident
    assert claims["drone strike"].actor == claims["attack"].actor == ()
