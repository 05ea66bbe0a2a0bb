"""Matches, films and figures of speech tell of no event."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.find.events import EventFinder
from sayso.types import Parsed


@pytest.fixture(scope="module")
def finder() -> EventFinder:
    return EventFinder()


@pytest.mark.parametrize(
    "text",
    [
        "The film tells the story of a man who kills his brother in a village.",
        "The striker shot wide in the last minute.",
        "The coach praised his side. Orla beat the goalkeeper and killed the match in the second half of the season.",
        "Residents have bombarded the council with complaints.",
        "The union called the law an attack on workers' rights.",
        "Lawmakers clashed over the amendments late into the night.",
        "Fire swept through a textile market in Velsk, killing three shopkeepers.",
        "Nobody was hurt in the blast, which police said was caused by a gas leak.",
    ],
)
def test_play_and_figures_tell_no_attack(finder: EventFinder, parsed: Callable[..., Parsed], text: str) -> None:
    """Words of war are used for much else."""
    assert not [e for e in finder.find(parsed(text)) if e.type == "ASSAULT"]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked a football match in Velsk during the cup season.",
        "A player was attacked by gunmen outside his home.",
        "Drones struck an oil depot near Velsk.",
        "The calm ended on Thursday when rockets landed near the airport.",
        "A bomb destroyed a market in Velsk.",
    ],
)
def test_attacks_on_players_and_depots_are_attacks(
    finder: EventFinder, parsed: Callable[..., Parsed], text: str
) -> None:
    """A word that rules a sense out must be what is done or hit, not a part of its name."""
    assert [e for e in finder.find(parsed(text)) if e.type == "ASSAULT"]


def test_an_attack_repelled_is_not_of_those_who_repel_it(finder: EventFinder, parsed: Callable[..., Parsed]) -> None:
    """Who beats an attack back and destroys tanks did the second only."""
    events = finder.find(parsed("The army said its forces repelled an attack on the base and destroyed ten tanks."))
    assert [e.actor for e in events if e.type == "ASSAULT" and e.effect is None] == [()]


def test_plots_foiled_are_not_of_those_who_foil_them(finder: EventFinder, parsed: Callable[..., Parsed]) -> None:
    """Police keep others from blowing up a bridge."""
    events = finder.find(parsed("Police foiled an attempt to blow up a railway bridge in the west."))
    assert [(e.status, e.actor) for e in events if e.type == "ASSAULT"] == [("attempted", ())]
