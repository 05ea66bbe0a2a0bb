"""Weapons, means and goods."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.find.things import ThingFinder
from sayso.types import Parsed

Parse = Callable[..., Parsed]
# Text; things as (text, kind, quantity, unit, use).
Row = tuple[str, str, float | None, str | None, str | None]
WORDINGS: list[tuple[str, list[Row]]] = [
    (
        "Troops seized 500 rifles, two machine guns and 20 kg of explosives.",
        [
            ("500 rifles", "firearm", 500, None, "item"),
            ("two machine guns", "machine-gun", 2, None, "item"),
            ("20 kg of explosives", "explosive", 20, "kg", "item"),
        ],
    ),
    ("Men armed with AK-47s attacked Oster.", [("AK-47s", "firearm", None, None, "instrument")]),
    ("A car bomb exploded in the square.", [("car bomb", "car-bomb", 1, None, "instrument")]),
    ("The town was hit with sarin gas.", [("sarin gas", "chemical-agent", None, None, "instrument")]),
    ("He was killed by sniper fire.", [("sniper fire", "sniper-rifle", None, None, "instrument")]),
    ("They were hacked to death with machetes.", [("machetes", "blade", None, None, "instrument")]),
    ("Police confiscated 875 kilos of cocaine.", [("875 kilos of cocaine", "drugs", 875, "kg", "item")]),
    ("The union pledged $11.7 million.", [("$11.7 million", "money", 11.7e6, "USD", "item")]),
    ("The donors gave 5,000 euros.", [("5,000 euros", "money", 5000, "EUR", "item")]),
    (
        "The army now holds almost 80 percent of the province.",
        [("almost 80 percent of the province", "territory", 80, "percent", "item")],
    ),
    ("Rebels captured 15 villages.", [("15 villages", "territory", 15, None, "item")]),
    ("The storm destroyed 30,000 homes.", [("30,000 homes", "other", 30000, None, "item")]),
    (
        "They delivered Javelin missiles to the front.",
        [("Javelin missiles", "man-portable-missile", None, None, "item")],
    ),
    ("The car park was closed.", []),
    ("The army advanced on three axes.", []),
    ("They were hacked to death with axes.", [("axes", "blade", None, None, "instrument")]),
    ("Alta joined the Convention on Cluster Munitions.", []),
    ("A bomb squad searched the station.", []),
    ("Gunmen killed ten people in seven villages.", []),
    ("The rebels laid down their arms.", [("arms", "other", None, None, "item")]),
]


@pytest.fixture(scope="module")
def finder() -> ThingFinder:
    return ThingFinder()


@pytest.mark.parametrize(("text", "expected"), WORDINGS)
def test_things_read_wording(finder: ThingFinder, parsed: Parse, text: str, expected: list[Row]) -> None:
    """Kind, number, unit and use of a thing, by name and by the words around it."""
    things = finder.find(parsed(text))
    assert [(m.thing.text, m.thing.kind, m.thing.quantity, m.thing.unit, m.use) for m in things] == expected


def test_things_read_lists_of_arms_on_display(finder: ThingFinder, parsed: Parse) -> None:
    """A list shares the use its verb gives."""
    document = parsed("Tanks, machine guns and missiles were displayed at the base.")
    assert [(m.thing.kind, m.use) for m in finder.find(document)] == [
        ("tank", "item"),
        ("machine-gun", "item"),
        ("missile", "item"),
    ]
