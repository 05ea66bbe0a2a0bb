"""Place mentions and the words around them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.find.places import PlaceFinder
from sayso.knowledge.gazetteer import Gazetteer
from sayso.types import Parsed


@pytest.fixture(scope="module")
def finder() -> PlaceFinder:
    return PlaceFinder(Gazetteer.open())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Three men were killed in Saraqib on Monday.", ["Saraqib"]),
        ("Troops left Mosul for Tikrit and Samarra.", ["Mosul", "Tikrit", "Samarra"]),
        ("Shells fell on the village of Kafr Nabl in Idlib province.", ["Kafr Nabl", "Idlib"]),
        ("Syrian troops crossed the Euphrates.", ["Syrian", "Euphrates"]),
        ("Five people died in the town of Tuz Zorvani on Monday.", ["Tuz Zorvani"]),
        ("Five people died near the hamlet of Zorvani on Monday.", ["Zorvani"]),
        ("Three men were hurt in Gwoza Local Government Area of Borno State.", ["Gwoza", "Borno State"]),
        ("Bandits have robbed nine traders in Nasarawa State Sunday night.", ["Nasarawa State"]),
        ("Indore: two men were held by the police on Monday.", ["Indore"]),
        ("Police: two men were held in Indore on Monday.", ["Indore"]),
        ("A shop near the Champs-Elysee was robbed in Indore.", ["Indore"]),
        ("A US coalition flew raids Sunday on IS near Raqqa.", ["US", "Raqqa"]),
        ("Clashes shut the Jerusalem-Tel Aviv road.", ["Jerusalem", "Tel Aviv"]),
        ("Gunmen stopped a lorry on the Bria-Ippy axis.", ["Bria", "Ippy"]),
        ("Kenneth Garner of the fire brigade spoke. According to Garner a house in Indore burned.", ["Indore"]),
    ],
)
def test_find_sees_every_place(finder: PlaceFinder, parsed: Callable[..., Parsed], text: str, names: list[str]) -> None:
    """Towns, villages, rivers and the names of peoples."""
    assert [m.name for m in finder.find(parsed(text))] == names


@pytest.mark.parametrize(
    ("text", "name", "relation", "kind", "km", "bearing"),
    [
        ("A convoy was hit 20 km south of Mosul.", "Mosul", "displaced", None, 20.0, 180.0),
        ("A convoy was hit 12 miles (19 km) north-east of Kirkuk.", "Kirkuk", "displaced", None, 12 * 1.609, 45.0),
        ("Clashes broke out in northern Idlib.", "Idlib", "direction", None, None, 0.0),
        ("A bomb went off near Baqubah.", "Baqubah", "near", None, None, None),
        ("Fighting raged on the outskirts of Aleppo.", "Aleppo", "outskirts", None, None, None),
        ("The road between Homs and Hama was cut.", "Homs", "between", None, None, None),
        ("A bus was hit on the road from Homs to Hama.", "Homs", "between", None, None, None),
        ("A bus was hit on the road from Homs to Hama.", "Hama", "between", None, None, None),
        ("Mines were laid on the Gao-Ansongo road.", "Ansongo", "between", None, None, None),
        ("They drove from Homs to Hama.", "Homs", None, None, None, None),
        ("They fled from Hama province.", "Hama", None, "province", None, None),
        ("He was seized in the city of Homs.", "Homs", None, "city", None, None),
    ],
)
def test_find_reads_the_words_around(
    finder: PlaceFinder, parsed: Callable[..., Parsed], text: str, name: str, relation: str | None,
    kind: str | None, km: float | None, bearing: float | None,
) -> None:  # fmt: skip
    """What a place is, and how the event lies from it."""
    m = next(m for m in finder.find(parsed(text)) if m.name == name)
    assert (m.relation, m.kind, m.bearing_deg) == (relation, kind, bearing)
    assert m.distance_km == pytest.approx(km) if km else m.distance_km is None


def test_find_marks_places_inside_names_of_bodies(finder: PlaceFinder, parsed: Callable[..., Parsed]) -> None:
    """The Texas of a state police is no place of an event."""
    found = finder.find(parsed("Officers of the Texas State Police closed the road in Dayton."))
    assert {m.name: m.within_body for m in found} == {"Texas": True, "Dayton": False}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Herdsmen raided Zorvi village in Wukari Local Government of Taraba State.", ["Wukari", "Taraba State"]),
        ("A trader was shot at Zorvi in Udi Local Government Area of Enugu State.", ["Udi", "Enugu State"]),
    ],
)
def test_find_takes_a_unit_for_no_body(
    finder: PlaceFinder, parsed: Callable[..., Parsed], text: str, names: list[str]
) -> None:
    """A local government area is ground, though the parser takes its name and its state's for that of a body."""
    found = {m.name: m.within_body for m in finder.find(parsed(text))}
    assert [found.get(name) for name in names] == [False, False]


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Mosul", "in", "\x00", "al-", "Bab", ",", "\u200f", "the", "north", "of", "-", "5 km"]),
        max_size=12,
    )
)
def test_find_spans_are_slices_and_do_not_overlap(
    finder: PlaceFinder, parsed: Callable[..., Parsed], parts: list[str]
) -> None:
    """Every mention's text is the slice at its offsets, whatever stands in the report."""
    report = parsed(" ".join(parts))
    end = 0
    for m in finder.find(report):
        assert report.text[m.start : m.end] == m.text
        assert m.start >= end
        end = m.end


@pytest.mark.parametrize(
    "text",
    ["A London-based monitor said five people died.", "Goma based reporters left.", "The Mosul news agency said so."],
)
def test_find_tells_origin_from_place(finder: PlaceFinder, parsed: Callable[..., Parsed], text: str) -> None:
    """Where somebody is based is part of a name, not where something happened."""
    assert all(m.within_body for m in finder.find(parsed(text)))


@pytest.mark.parametrize(
    "text",
    [
        "Two students were hurt at the University on Monday.",
        "Rioters threw Molotov cocktails when the Federal Minister for Farming came by.",
        "BOGOTA, 19 JUL 89 -- REBELS KILLED TWO JUDGES NEAR THE UNIVERSITY. LET US REMEMBER THEM AS LA ESPERANZA DID.",
    ],
)
def test_find_takes_no_word_of_an_institution_for_a_town(
    finder: PlaceFinder, parsed: Callable[..., Parsed], text: str
) -> None:
    """Towns called University, Molotov and Us exist; the words alone do not mean them."""
    assert not {m.text.lower() for m in finder.find(parsed(text))} & {"university", "us", "la", "molotov", "federal"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Thousands fled clashes between the Islamic State in Iraq and the Levant and the army near Tikrit.", "Iraq"),
        ("Fighters of the Red Liberation Front of Chad attacked Tikrit.", "Chad"),
    ],
)
def test_find_marks_a_country_in_the_name_of_a_body(
    finder: PlaceFinder, parsed: Callable[..., Parsed], text: str, place: str
) -> None:
    """Where a body means to rule is not where its deeds are."""
    assert all(m.within_body for m in finder.find(parsed(text)) if m.name == place)


@pytest.mark.parametrize("words", ["refugee camp", "air base", "local government area", "tribal area"])
def test_find_reads_a_kind_at_the_very_end(finder: PlaceFinder, parsed: Callable[..., Parsed], words: str) -> None:
    """A headline may end with the words that say what the place is, without a stop."""
    report = parsed(f"Five people were killed in Mosul {words}")
    assert [(m.name, m.last) for m in finder.find(report)] == [("Mosul", len(report.tokens) - 1)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The United States Information Service (USIS) spoke. Two men raided the USIS office in Lima.", ["Lima"]),
        ("THE UNITED STATES INFORMATION SERVICE (USIS) SAID THAT TWO MEN RAIDED USIS IN LIMA.", ["Lima"]),
        ("The United Arab Emirates (UAE) closed a school in Lima.", ["United Arab Emirates", "UAE", "Lima"]),
    ],
)
def test_find_takes_letters_that_the_report_spells_out_for_no_town(
    finder: PlaceFinder, parsed: Callable[..., Parsed], text: str, names: list[str]
) -> None:
    """USIS is another name of Wuxi; a state's letters stay."""
    found = [m.name for m in finder.find(parsed(text))]
    assert "USIS" not in found and "Usis" not in found
    assert [n.upper() for n in found if n.upper() != "UNITED STATES"] == [n.upper() for n in names]
