"""Places inside others."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.find.places import PlaceFinder
from sayso.knowledge.gazetteer import Gazetteer
from sayso.resolve.places import PlaceResolver
from sayso.types import Parsed, Place


@pytest.fixture(scope="module")
def placed(parsed: Callable[..., Parsed]) -> Callable[[str], dict[str, Place]]:
    gazetteer = Gazetteer.open()
    finder, resolver = PlaceFinder(gazetteer), PlaceResolver(gazetteer)

    def of(text: str) -> dict[str, Place]:
        report = parsed(text)
        return {p.text: p for _, p in resolver.placed(report, finder.find(report))}

    return of


@pytest.mark.parametrize(
    ("text", "words", "admin1", "precision"),
    [
        (
            "Gunmen killed five people in the village of Dar Zorvath in Gwoza Local Government Area of Borno State.",
            "Dar Zorvath",
            "Borno",
            3,
        ),
        ("A mine went off in the village of Qalat Zorvani, Helmand Province.", "Qalat Zorvani", "Helmand", 4),
        ("A bomb exploded in the neighbourhood of Bab Zorvani in Kirkuk in Iraq.", "Bab Zorvani", "Kirkuk", 2),
    ],
)
def test_held_place_lies_where_its_holder_lies(
    placed: Callable[[str], dict[str, Place]], text: str, words: str, admin1: str, precision: int
) -> None:
    """A village that no gazetteer has is known as closely as the unit that is told to hold it."""
    place = placed(text)[words]
    assert (place.admin1, place.precision, place.geonameid) == (admin1, precision, None)


@pytest.mark.parametrize(
    ("text", "words", "admin1"),
    [
        ("Fighters took the town of Dar Zorvath, 220 km north of Mogadishu, on Monday.", "Dar Zorvath", None),
        ("Fighters took the town of Dar Zorvath, 20 km north of Mogadishu, on Monday.", "Dar Zorvath", "Banaadir"),
    ],
)
def test_place_told_from_another_is_not_in_it(
    placed: Callable[[str], dict[str, Place]], text: str, words: str, admin1: str | None
) -> None:
    """How far off a place is says that the other does not hold it, and from afar nothing of the province."""
    place = placed(text)[words]
    assert (place.within, place.admin1, place.precision) == (None, admin1, 2)


def test_distance_by_guess_leaves_a_known_town_where_it_is(placed: Callable[[str], dict[str, Place]]) -> None:
    """Hangu lies 70 km from Peshawar on the map, and is told to lie 60 km from it."""
    assert placed("A bomb killed ten in Hangu, a town 60 km from Peshawar.")["Hangu"].geonameid == 1177203


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("A car bomb struck a convoy in the Somali capital on Friday.", "capital", "Mogadishu"),
        (
            "KABUL (AP) - A bomb hit the German embassy. The United States spoke of a bad day for the capital.",
            "capital",
            "Kabul",
        ),
        ("A bomb near the U.S. embassy in Lima shook the capital.", "capital", "Lima"),
        (
            "In Guatemala City a Canadian doctor was stabbed. Police said the capital is calm.",
            "capital",
            "Guatemala City",
        ),
        ("Troops left Mosul on Friday. The city had been quiet.", "city", "Mosul"),
        ("Shells fell on the village of Zorvi northeast of Aleppo, Syria. Bombs hit the town.", "town", "Zorvi"),
        ("Shells fell in Idlib province. Dozens fled the province.", "province", "Idlib"),
    ],
)
def test_placed_takes_up_what_was_told(
    placed: Callable[[str], dict[str, Place]], text: str, words: str, name: str
) -> None:
    """Common nouns stand for the place told before, the capital for that of the people named with it."""
    assert placed(text)[words].name == name


def test_resolve_part_of_a_country_lies_in_that_part(placed: Callable[[str], dict[str, Place]]) -> None:
    """The north of Mali is the Sahara, not the middle of the country."""
    place = placed("Soldiers were ambushed in northern Mali on Monday.")["northern Mali"]
    assert place.precision == 5
    assert place.lat is not None and place.lat > 16


def test_resolve_names_that_sound_alike_stay_at_home(placed: Callable[[str], dict[str, Place]]) -> None:
    """A village of the country told is not sought by its sound on another continent."""
    found = placed("Herders burnt Kadovo village in Nigeria on Monday, Nigerian police said.")
    assert all(place.country == "NGA" for place in found.values())


@pytest.mark.parametrize("small_letters", [False, True])
def test_placed_leaves_strangers_out_in_capitals(
    placed: Callable[[str], dict[str, Place]], small_letters: bool
) -> None:
    """In capitals a colonel's name passes for a town abroad; in mixed case a town is written like one."""
    text = "Bogota -- Colombian rebels attacked a police post on Friday, and in Ponce two people died."
    found = placed(text if small_letters else text.upper())
    assert ("PRI" in {p.country for p in found.values()}) == small_letters


@pytest.mark.parametrize(
    ("text", "strangers"),
    [
        ("The Syrian army shelled Aleppo, a doctor in Millis said.", {"Millis"}),
        ("The Syrian army said fighters crossed into Aleppo from Kilis.", set()),
        ("Syrian envoys in Aleppo said the talks in Geneva were over.", set()),
    ],
)
def test_placed_leaves_small_towns_far_from_what_is_told_out(
    parsed: Callable[..., Parsed], text: str, strangers: set[str]
) -> None:
    """A village on another continent is not where anything in Syria happened; a town next door or a city may be."""
    gazetteer, report = Gazetteer.open(), parsed(text)
    mentions = PlaceFinder(gazetteer).find(report)
    placed = PlaceResolver(gazetteer).placed(report, mentions)
    assert {m.text for m in mentions} - {m.text for m, _ in placed} == strangers


def test_held_name_only_like_the_one_told_is_nowhere_else(placed: Callable[[str], dict[str, Place]]) -> None:
    """No village of India for one of Congo that no gazetteer has."""
    found = placed("Rebels killed 38 people in the village of Masala in eastern Democratic Republic of Congo.")
    assert {p.country for p in found.values()} == {"COD"}


@pytest.mark.parametrize(("district", "province"), [("Dowlatabad", "Faryab"), ("Faizabad", "Jowzjan")])
def test_held_district_is_not_its_namesake_in_another_province(
    placed: Callable[[str], dict[str, Place]], district: str, province: str
) -> None:
    """Several districts of one country bear a name; the one told lies in the province told with it."""
    text = f"Troops killed two men in {district} district, {province} province, Afghanistan."
    assert placed(text)[f"{district} district"].admin1 == province


def test_place_near_another_is_no_namesake_afar(placed: Callable[[str], dict[str, Place]]) -> None:
    """A village told to lie near a town is not the great city of its name in another land."""
    place = placed("Gunmen shot nine farmers in the village of Kabul near Mogadishu on Monday.")["Kabul"]
    assert (place.country, place.precision, place.geonameid) == ("SOM", 2, None)


def test_place_far_along_a_direction_stays_itself(placed: Callable[[str], dict[str, Place]]) -> None:
    """Without a distance, "southeast of" may be hundreds of kilometres of the same country."""
    place = placed("Gunmen shot nine traders in Mombasa, southeast of Nairobi in Kenya, on Monday.")["Mombasa"]
    assert place.geonameid is not None
