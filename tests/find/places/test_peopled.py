"""Names that only what is told of people shows to be places."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.find.places import PlaceFinder
from sayso.knowledge.gazetteer import Gazetteer
from sayso.types import Parsed


@pytest.fixture(scope="module")
def finder() -> PlaceFinder:
    return PlaceFinder(Gazetteer.open())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("About 7,500 people fled Avdiivka.", ["Avdiivka"]),
        ("Some 600 families fled Paktika for Khost.", ["Paktika", "Khost"]),
        ("Around 15,000 people returned to Marawi.", ["Marawi"]),
        ("Fighting near Qayyarah displaced 1,900 people.", ["Qayyarah"]),
        ("About 5,000 people were staying at Bria airstrip.", ["Bria"]),
        ("Laukkai was hosting a camp with 50 displaced people.", ["Laukkai"]),
        ("Floods in Cox's Bazar displaced 900 families.", ["Cox's Bazar"]),
    ],
)
def test_where_people_flee_is_a_place(
    finder: PlaceFinder, parsed: Callable[..., Parsed], text: str, names: list[str]
) -> None:
    """The parser takes small towns of far lands for persons and bodies."""
    assert [m.name for m in finder.find(parsed(text))] == names


@pytest.mark.parametrize(
    "text",
    [
        "Some 130 indigenous Embera people were forced to leave their village.",
        "The refugees thanked Marawi.",
    ],
)
def test_other_names_stay_names(finder: PlaceFinder, parsed: Callable[..., Parsed], text: str) -> None:
    """A people's name is no town's, and a name that nobody goes to is left to the other signs."""
    assert [m.name for m in finder.find(parsed(text)) if not m.demonym] == []
