"""Figures of displaced people that no verb of fleeing tells."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.find.counts import CountFinder
from sayso.types import Parsed


@pytest.fixture(scope="module")
def finder() -> CountFinder:
    return CountFinder()


@pytest.mark.parametrize(
    "text",
    [
        "The number of IDPs in Tavna rose by 12,300 in March.",
        "The number of displaced people dropped by around 12,300 between May and August.",
        "Total IDPs: 12,300.",
        "Officials reported 12,300 people in temporary accommodation in Tavna.",
        "Tropical storm Ada: 12,300 in shelters in Tavna.",
        "About 12,300 in Tavna district, following more shelling. IDPs are living in schools.",
        "The fire left 12,300 families who lost everything.",
        "Shelling caused 12,300 people to leave.",
        "Soldiers drove 12,300 villagers from Tavna.",
        "Bulldozers flattened the homes of 12,300 families.",
    ],
)
def test_figures_of_displaced_people_are_found(finder: CountFinder, parsed: Callable[..., Parsed], text: str) -> None:
    """Reports on displacement tell most of it in numbers, with few verbs."""
    found = [m.count for m in finder.find(parsed(text)) if m.count.what == "displaced"]
    assert [c.best for c in found] == [12_300]


@pytest.mark.parametrize(
    "text",
    [
        "The number of troops in Tavna rose by 12,300 in March.",
        "About 12,300 in Tavna district voted early.",
        "The price rose by 12,300 in March. IDPs are living in schools.",
        "The union told 12,300 workers to go on strike.",
    ],
)
def test_other_figures_are_not(finder: CountFinder, parsed: Callable[..., Parsed], text: str) -> None:
    """Nobody is displaced by a number alone."""
    assert not [m for m in finder.find(parsed(text)) if m.count.what == "displaced"]
