"""Events told by a figure alone: homes in ruins, places of refuge, bodies with signs of force; none by nature."""

from __future__ import annotations

import pytest
from reports_coded import code

from sayso.pipeline import Coder


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("More than 2,000 homes were flooded in Sindh.", 2000),
        ("The cyclone destroyed 1,200 houses in Mozambique.", 1200),
    ],
)
def test_homes_ruined_in_number_are_displacement(coder: Coder, text: str, quantity: int) -> None:
    """Nature attacks nobody, but people are out of their homes; houses are items, people counts."""
    (claim,) = code(coder, text)
    assert claim.type == "DISPLACE"
    assert [item.quantity for item in claim.items] == [quantity]


@pytest.mark.parametrize(
    "text", ["Storms killed 14 people in Manila on Friday.", "The earthquake killed hundreds of people in Nepal."]
)
def test_deaths_by_nature_are_no_claim(coder: Coder, text: str) -> None:
    """The ontology has no type for them: an assault is a deliberate act."""
    assert code(coder, text) == ()


def test_floods_displace(coder: Coder) -> None:
    """Displacement counts whatever drove people out."""
    (claim,) = code(coder, "Floods displaced 3,000 families in Sindh.")
    assert claim.type == "DISPLACE"
    assert [(c.what, c.who, c.best) for c in claim.counts] == [("displaced", "families", 3000)]


def test_place_of_refuge_is_in_the_trigger(coder: Coder) -> None:
    """Whether people are in camps, shelters or with families is what the humanitarian user asks next."""
    (claim,) = code(coder, "At least 175,500 people are staying in 224 temporary shelters.")
    assert claim.trigger.text == "staying in 224 temporary shelters"


def test_bodies_with_signs_of_force_are_an_assault(coder: Coder) -> None:
    """Somebody shot them; bodies without such signs may have drowned."""
    (claim,) = code(coder, "Eight bodies bearing gunshot wounds were found near Cali on Friday.")
    assert claim.type == "ASSAULT" and claim.counts[0].best == 8
    assert code(coder, "Eight bodies were found near Cali on Friday.") == ()


def test_toll_goes_on_in_the_next_sentence(coder: Coder) -> None:
    """A bare sentence behind an attributed one goes on in its voice: one claim holds dead and hurt."""
    claims = code(
        coder, "Gunmen killed nine people in Mosul on Friday, officials said. Another 14 people were wounded."
    )
    killing = next(c for c in claims if any(n.what == "killed" for n in c.counts))
    assert [(c.what, c.best) for c in killing.counts] == [("killed", 9), ("injured", 14)]


def test_dead_found_are_the_killing_told_next(coder: Coder) -> None:
    """ "Five hunters were found dead ... They were killed": the figure stands before the deed."""
    claims = code(coder, "Five hunters were found dead near Mosul on Friday. They were killed by gunmen.")
    assert any(c.best == 5 for claim in claims if claim.type == "ASSAULT" for c in claim.counts)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("12,300 displaced people are sheltering in schools in Karachi.", "sheltering in schools"),
        ("12,300 people displaced by floods are staying in evacuation centres.", "staying in evacuation centres"),
    ],
)
def test_where_the_displaced_stay_is_the_news(coder: Coder, text: str, trigger: str) -> None:
    """That they are displaced is known already; the sentence tells where they are."""
    assert trigger in {c.trigger.text for c in code(coder, text)}


def test_figure_on_top_of_another_is_not_the_main_one(coder: Coder) -> None:
    """ "An additional 190,000" come on top of those the report is about, however plainly they are told."""
    text = "About 2.4 million displaced people live in Nigeria. An additional 190,000 people were displaced in Chad."
    (main,) = (c for c in code(coder, text) if c.main)
    assert main.counts[0].best == 2_400_000


def test_people_affected_are_not_arrested(coder: Coder) -> None:
    """What befell people by disease is no second telling of an arrest told before."""
    claims = code(coder, "Soldiers arrested two medics in Rafah on Friday. Infectious diseases affected 17,000 people.")
    assert [c.trigger.text for c in claims if c.mode == "arrest"] == ["arrested"]


def test_people_trapped_in_number_are_stranded(coder: Coder) -> None:
    """They cannot leave, which the humanitarian user counts apart; a few trapped are miners or passengers."""
    (claim,) = code(coder, "About 41,000 people were trapped in Aleppo as roads were closed.")
    assert (claim.type, claim.mode) == ("DISPLACE", "stranded")
    assert [(c.what, c.best) for c in claim.counts] == [("trapped", 41000)]
    assert code(coder, "Twelve miners were trapped in Marikana.") == ()


def test_trigger_goes_on_to_the_place_named_among_the_refuges(coder: Coder) -> None:
    """A camp "included" among the sites is where people are."""
    (claim,) = code(coder, "Some 7,400 villagers are living in collective sites, including a camp in Juba.")
    assert claim.trigger.text == "living in collective sites, including a camp"


@pytest.mark.parametrize(
    ("text", "trigger", "mode"),
    [
        ("More than 4,300 refugees were already sheltering in Gambela.", "sheltering", "flee"),
        (
            "In Luzon 2,900 people were still in 14 evacuation centres after being displaced by a storm.",
            "were still in 14 evacuation centres",
            "flee",
        ),
        ("Some 640 people displaced by floods were evacuated to a school by the army.", "evacuated", "evacuate"),
        ("About 1,300 villagers returned to Tavna from Chad on Friday.", "returned", "return"),
        ("The number of IDPs dropped by 21,000 in May.", "dropped", "return"),
    ],
)
def test_what_became_of_the_displaced_is_told(coder: Coder, text: str, trigger: str, mode: str) -> None:
    """Sheltered, evacuated and returned people are counted apart by whoever helps them."""
    (claim,) = (c for c in code(coder, text) if c.type == "DISPLACE" and c.counts)
    assert (claim.trigger.text, claim.mode) == (trigger, mode)


def test_those_who_shelter_help_nobody(coder: Coder) -> None:
    """ "Sheltering" is aid where somebody shelters others, not where people do so themselves."""
    claims = code(coder, "Some 1,200 refugees were accommodated in nine collective centres in Obrenovac.")
    assert {c.type for c in claims} == {"DISPLACE"}


def test_counted_people_are_the_news_beside_vague_ones(coder: Coder) -> None:
    """ "Several hundred" beside 2,100 is what is not known yet."""
    text = "In Malawi several hundred people were displaced and 2,100 people have taken refuge in a school in Nsanje."
    (main,) = (c for c in code(coder, text) if c.main and c.type == "DISPLACE")
    assert main.counts[0].best == 2_100


def test_people_driven_out_are_the_news_beside_those_who_return(coder: Coder) -> None:
    """Who returns was driven out before."""
    text = (
        "About 14,000 people were displaced in Kachin by clashes. Some of them crossed into China. "
        "In June more than 1,200 people returned from China."
    )
    assert [c.counts[0].best for c in code(coder, text) if c.main and c.counts] == [14_000]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Some 640 people of Tavna area were evacuated to a school by the Zimbabwe Defence Forces.", "ZWE"),
        ("Some 640 people of Tavna area were evacuated to a school by the army.", None),
    ],
)
def test_country_of_displacement_is_that_of_a_body_that_is_named(coder: Coder, text: str, country: str | None) -> None:
    """A state's own forces move its people at home; where no name tells of a country none is given."""
    (claim,) = (c for c in code(coder, text) if c.type == "DISPLACE" and c.counts)
    assert (claim.place.country if claim.place else None) == country
