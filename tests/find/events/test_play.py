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
        "A bomb destroyed a market in Velsk.",
    ],
)
def test_attacks_on_players_and_depots_are_attacks(
    finder: EventFinder, parsed: Callable[..., Parsed], text: str
) -> None:
    """A word that rules a sense out must be what is done or hit, not a part of its name."""
    assert [e for e in finder.find(parsed(text)) if e.type == "ASSAULT"]
