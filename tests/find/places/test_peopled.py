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
    ("text", "names"),
    [
        ("Russia fired missiles at Kharkiv on Monday.", ["Russia", "Kharkiv"]),
        ("A knife attack on Karim left him hurt.", []),
    ],
)
def test_what_is_fired_at_next_door_is_a_place(
    finder: PlaceFinder, parsed: Callable[..., Parsed], text: str, names: list[str]
) -> None:
    """A town of a land that the report tells of, or of one that borders it; a man is attacked too."""
    assert [m.name for m in finder.find(parsed(text))] == names


@pytest.mark.parametrize(
    "text",
    [
        "Some 130 indigenous Embera people were forced to leave their village.",
        "The refugees thanked Marawi.",
        "Turkana herders shot eight men on Monday.",
    ],
)
def test_other_names_stay_names(finder: PlaceFinder, parsed: Callable[..., Parsed], text: str) -> None:
    """A people's name is no town's, and a name that nobody goes to is left to the other signs."""
    assert [m.name for m in finder.find(parsed(text)) if not m.demonym] == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The army took Kidal from rebels, Mali's military said.", ["Kidal", "Mali"]),
        ("Rebels shelled Goma at dawn.", ["Goma"]),
        ("Goma has come under fire again.", ["Goma"]),
        ("Russian missiles hit Kharkiv overnight.", ["Kharkiv"]),
    ],
)
def test_town_that_is_taken_or_shelled_is_a_place(
    finder: PlaceFinder, parsed: Callable[..., Parsed], text: str, names: list[str]
) -> None:
    """Verbs of war have towns as their objects, here or next door, whatever the parser takes the name for."""
    assert [m.name for m in finder.find(parsed(text)) if not m.demonym] == names


def test_whoever_is_only_captured_may_be_somebody(finder: PlaceFinder, parsed: Callable[..., Parsed]) -> None:
    """A name that is also that of a town in a land nobody tells of is left to the other signs."""
    assert [m.name for m in finder.find(parsed("Soldiers captured Kidal after a chase."))] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Troops searched houses in Southern Lebanon.", [("Southern Lebanon", "direction")]),
        ("Police made arrests in Eastern, Southern Afghanistan.", [("Southern Afghanistan", "direction")]),
        ("A man was shot in West Philadelphia.", [("West Philadelphia", "direction")]),
        ("Two people died in North Kivu.", [("North Kivu", None)]),
    ],
)
def test_capitals_make_no_name_of_a_direction(
    finder: PlaceFinder, parsed: Callable[..., Parsed], text: str, found: list[tuple[str, str | None]]
) -> None:
    """A part of a country or city written like a name is that part; a direction alone is no place."""
    assert [(m.text, m.relation) for m in finder.find(parsed(text)) if not m.demonym] == found
