"""Places of a sentence that are not where its event was, and parties that are no more than places."""

from __future__ import annotations

import pytest

from sayso.pipeline import Coder
from sayso.types import Claim, Report


def told(coder: Coder, text: str, trigger: str) -> Claim:
    claims = coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2024-05-10"))
    return next(c for c in claims if trigger in c.trigger.text)


@pytest.mark.parametrize(
    ("text", "trigger", "country", "name"),
    [
        (
            "Two Turkish soldiers died in northern Iraq when gunmen attacked a base, the ministry in Ankara said.",
            "attacked",
            "IRQ",
            "Iraq",
        ),
        ("The army may storm El Obeid, a town between central Sudan and Darfur.", "storm", "SDN", "El Obeid"),
        ("Goma has come under repeated attacks since Monday.", "attacks", "COD", "Goma"),
        (
            "Residents fled to Goma after rebels killed nine villagers near Sake on Monday.",
            "killed",
            "COD",
            "Sake",
        ),
        ("Iraq invaded Kuwait in August.", "invaded", "KWT", "Kuwait"),
        (
            "He was extradited to Riyadh. He was sentenced there to ten years. Activists in London protested.",
            "sentenced",
            "SAU",
            "Riyadh",
        ),
        ("Armed men seized two nuns in the Kidal region, the bishop of Bamako said.", "seized", "MLI", "Kidal"),
        (
            "An envoy was shot dead on Sunday, the embassy in Cairo said. He had been driving to work in Khartoum.",
            "shot",
            "SDN",
            "Khartoum",
        ),
        ("He left Mali in 1994 and fled to Belgium. He was arrested there in 2019.", "arrested", "BEL", "Belgium"),
        ("The bombing killed nine on the Kabul-Kandahar highway in Ghazni province.", "bombing", "AFG", "Ghazni"),
        ("A bus hit a mine on the road from Gao to Ansongo, killing eight.", "killing", "MLI", "Gao"),
    ],
)
def test_event_is_where_its_own_words_put_it(coder: Coder, text: str, trigger: str, country: str, name: str) -> None:
    """Not where who tells of it sits, nor where others went; a town that is hit is the place."""
    place = told(coder, text, trigger).place
    assert place is not None and (place.country, place.name) == (country, name)


@pytest.mark.parametrize(
    ("text", "trigger", "name"),
    [
        ("Nine inmates died in a riot in the state of Sonora, north of Mexico City, officials said.", "died", "Sonora"),
        ("Gunmen shot nine farmers in the village of Zorvan near Mogadishu on Monday.", "shot", "Zorvan"),
        ("Nine clinics were hit by jets on Friday in the town of Zorvan in rural Aleppo.", "hit", "Zorvan"),
        ("Masked men have killed a teacher in Zorvan District of Helmand Province.", "killed", "Zorvan District"),
        ("The ambush was in Wardak, a province west of Kabul.", "ambush", "Wardak"),
    ],
)
def test_place_told_by_another_is_the_exact_one(coder: Coder, text: str, trigger: str, name: str) -> None:
    """What lies behind "near", "north of" or "in rural" only helps to find the place on the map."""
    place = told(coder, text, trigger).place
    assert place is not None and place.name == name


@pytest.mark.parametrize(
    ("text", "trigger", "name"),
    [
        ("The minister accused Chad of raids in Goma.", "accused", None),
        ("Senator Ada Brandt of Vermont, a rival, condemned the plan.", "condemned", None),
        ("The envoy stressed the urgent need for more talks in Geneva on the truce.", "stressed", None),
        ("The minister condemned the plan at a rally in Goma.", "condemned", "Goma"),
        ("Officials in Goma condemned the plan.", "condemned", "Goma"),
    ],
)
def test_words_are_said_where_they_are_said(coder: Coder, text: str, trigger: str, name: str | None) -> None:
    """Not where the speaker comes from, nor where what he speaks of was or is to be."""
    place = told(coder, text, trigger).place
    assert (place and place.name) == name


@pytest.mark.parametrize(
    ("text", "trigger", "name"),
    [
        ("Most people fled north to Kodok and Lul in South Sudan.", "fled", "South Sudan"),
        ("Thousands fled from Sake to Goma in Congo.", "fled", "Sake"),
        ("About 3,000 Kenyans crossed into Uganda on Monday.", "crossed", "Uganda"),
    ],
)
def test_flight_is_where_people_fled_from(coder: Coder, text: str, trigger: str, name: str) -> None:
    """Whoever flees is driven out of one place and only bound for the other; who arrives is there."""
    place = told(coder, text, trigger).place
    assert place is not None and place.name == name


@pytest.mark.parametrize(
    ("text", "trigger", "name"),
    [
        ("Shells hit a clinic in Aleppo, Syria. Clinics are often targeted in the long war.", "targeted", "Syria"),
        ("Teachers marched in Goma on Monday. Teachers in other cities rallied over pay.", "rallied", None),
        ("Shells hit Aleppo, Syria. Troops shelled rebels in other parts of Syria.", "shelled", "Syria"),
    ],
)
def test_habits_and_deeds_elsewhere_are_not_where_the_report_is(
    coder: Coder, text: str, trigger: str, name: str | None
) -> None:
    """What is often done, or was done in other towns, was not done in the one that the report tells of."""
    place = told(coder, text, trigger).place
    assert (place and place.name) == name


def test_land_behind_a_border_is_not_where_it_was(coder: Coder) -> None:
    """A village on the border with a country does not lie in it."""
    claim = told(coder, "Five Kenyans were shot in a raid at Zorvi village on the border with Ethiopia.", "raid")
    assert claim.place is None or claim.place.country == "KEN"


def test_troops_of_a_capital_are_not_in_it(coder: Coder) -> None:
    """ "Damascus forces" are those of the government that sits there."""
    claim = told(coder, "Damascus forces and Kurdish fighters have kept a truce in Syria.", "truce")
    assert claim.place is not None and claim.place.name == "Syria"


def test_home_of_passengers_is_not_where_their_bus_was_hit(coder: Coder) -> None:
    """Whoever is on the way from a town was not hit there."""
    place = told(coder, "A bomb hit a bus with pilgrims from Najaf at Zorvani, killing nine of them.", "hit").place
    assert place is None or place.name != "Najaf"


def test_ministry_abroad_does_not_lend_its_land_to_an_unknown_village(coder: Coder) -> None:
    """A village of no gazetteer lies anywhere, not where who tells of it sits."""
    claim = told(coder, "Troops took the village of Zorvanivka, Russia's defence ministry said.", "took")
    assert claim.place is None


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Planes killed three rebels in an air strike in Helmand province.", "air strike"),
        ("Officials from Chad and Niger met in Brussels on Monday.", "met"),
    ],
)
def test_where_it_was_done_is_nobody_it_was_done_to(coder: Coder, text: str, trigger: str) -> None:
    """The province that a strike hit somebody in is the place, no recipient."""
    claim = told(coder, text, trigger)
    assert claim.place is not None
    assert not [p.text for p in claim.recipient if p.start <= claim.place.start < p.end]


@pytest.mark.parametrize("land", ["Cauca", "the northern provinces"])
def test_emergency_is_laid_on_the_land_it_holds_in(coder: Coder, land: str) -> None:
    """A curfew or an emergency is done to all who live somewhere, whether their land is named or described."""
    claim = told(coder, f"The governor declared a state of emergency in {land} on Friday.", "declared")
    assert [p.text for p in claim.recipient] == [land]


def test_bus_of_a_town_is_hit_itself(coder: Coder) -> None:
    """A town's name before a noun leaves the noun a party."""
    claim = told(coder, "An explosion in a Nairobi bus killed six people.", "explosion")
    assert "a Nairobi bus" in {p.text for p in claim.recipient}


def test_deed_joined_to_another_is_no_victim(coder: Coder) -> None:
    """ "And abducting 25 others" goes on with what was done, not with whom."""
    claim = told(coder, "Gunmen raided Dan Musa, killing nine people and abducting 25 others.", "raided")
    assert not [p.text for p in claim.recipient if "abducting" in p.text]


@pytest.mark.parametrize(
    ("text", "trigger", "name"),
    [
        (
            "Thousands marched in Tbilisi on Friday. Police detained 66 people. In Batumi, a rally ended calmly.",
            "detained",
            "Tbilisi",
        ),
        (
            "Gunmen fired a missile at a tanker in the Gulf of Aden. Jets later hit two launchers near Hodeidah.",
            "fired",
            "Gulf of Aden",
        ),
    ],
)
def test_place_of_a_later_event_is_not_that_of_the_one_before(coder: Coder, text: str, trigger: str, name: str) -> None:
    """What is told further on, of something else, says nothing of what was told before it."""
    place = told(coder, text, trigger).place
    assert place is not None and place.name == name


def test_they_are_whom_the_main_clause_was_about(coder: Coder) -> None:
    """Whoever stands in an aside is taken up less readily."""
    text = "The villagers fled after armed herders raided Lafia. They demanded protection from the governor."
    assert [p.sector for p in told(coder, text, "demanded").actor] == ["CVL"]


def test_end_of_a_way_is_no_party(coder: Coder) -> None:
    """A capital that people were bound for stood as who detained them, a town as one of those arrested."""
    claim = told(coder, "Hundreds of farmers were detained on their way to Delhi.", "detained")
    assert claim.actor == ()
    claim = told(coder, "Twelve students were arrested on their way to Kampala on Monday.", "arrested")
    assert [p.text for p in claim.recipient] == ["Twelve students"]


@pytest.mark.parametrize(
    "text",
    [
        "A US diplomat was shot dead on Sunday, the State Department said in Washington.",
        "The White House said three U.S. soldiers were killed in a drone attack near the Syrian border.",
        "Two German tourists were shot dead in the desert. Berlin set up a crisis team.",
    ],
)
def test_land_of_the_dead_is_not_where_they_died(coder: Coder, text: str) -> None:
    """Whose people were hit, and which government tells of them, says nothing of where abroad it was."""
    assert {c.place for c in coder.code(Report(id="r", text=text)) if c.type == "ASSAULT"} == {None}


def test_where_envoys_met_meanwhile_is_not_where_the_strike_was(coder: Coder) -> None:
    """It is the strike just told, in the town that was told with it."""
    text = (
        "Russian missiles struck a market in the Ukrainian city of Kostiantynivka on Wednesday, killing 16 people. "
        "The strike came as the US secretary of state arrived in Kyiv for talks."
    )
    claims = {c.trigger.text: c for c in coder.code(Report(id="r", text=text)) if c.type == "ASSAULT"}
    place = claims["strike"].place
    assert place is not None and place.country == "UKR" and place.name != "Kyiv"
    assert claims["strike"].incident == claims["struck"].incident


def test_where_the_wounded_were_taken_next_is_not_where_they_were_hurt(coder: Coder) -> None:
    """A convoy on its way to a town was hit near it."""
    hurt = told(coder, "Seven people were injured and have been evacuated to Goma.", "injured").place
    assert hurt is not None and (hurt.name, hurt.country) == (None, "COD")
    place = told(coder, "Gunmen attacked a convoy travelling to Gao, killing nine.", "attacked").place
    assert place is not None and place.name == "Gao"


def test_province_of_its_own_words_is_not_the_town_of_another_event(coder: Coder) -> None:
    """However finer that is."""
    text = (
        "Drones struck a military college in Homs, killing 100 people. Hours later, government forces shelled villages "
        "in the rebel-held Idlib region, killing eight civilians."
    )
    place = told(coder, text, "shelled").place
    assert place is not None and place.name == "Idlib"
