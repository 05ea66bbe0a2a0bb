"""Where people came from and went to, and the country of an event for which no place is named."""

from __future__ import annotations

import pytest

from sayso.pipeline import Coder
from sayso.types import Report


def countries(coder: Coder, text: str, kind: str = "DISPLACE") -> set[str | None]:
    claims = coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2031-03-15"))
    return {c.place.country if c.place else None for c in claims if c.type == kind}


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("About 3,000 people fled across the Ethiopian border.", "ETH"),
        ("Last week 52,000 Afghans returned from Pakistan.", "AFG"),
        ("Some 2,000 people were displaced by shelling from Pakistan into Nangarhar province.", "AFG"),
        ("Some 35,000 people were displaced by clashes with Sudanese troops.", "SDN"),
        (
            "Raiders hold Khartoum and Port Sudan. Envoys of Kenya left. In all 12 million people were displaced.",
            "SDN",
        ),
        ("Floods ruined the harvest in Colombia. In all 9,000 families were displaced.", "COL"),
    ],
)
def test_country_of_displacement(coder: Coder, text: str, country: str) -> None:
    """Those who arrive are no longer where they came from; a border is a place; a report is set somewhere."""
    assert countries(coder, text) == {country}


def test_country_is_unknown_where_names_disagree(coder: Coder) -> None:
    """Unknown is better than one of two."""
    text = "Kenyan and Ugandan envoys met. Gunmen in masks killed four people at a market."
    assert countries(coder, text, "ASSAULT") == {None}


def test_who_brokered_a_truce_is_not_where_troops_attack(coder: Coder) -> None:
    """ "US-brokered" says whose it is: neither the place nor the country of the government's troops."""
    report = Report(
        id="r", text="The US-brokered truce failed and government troops attacked Sele.", published="2031-03-15"
    )
    claim = next(c for c in coder.code(report) if c.type == "ASSAULT")
    assert claim.place is None or claim.place.country != "USA"
    assert [p.country for p in claim.actor] == [None]


def test_town_of_a_groups_name_in_another_land_is_no_place(coder: Coder) -> None:
    """Fano fights in Ethiopia, and the town lies in Italy."""
    assert countries(coder, "Fano militiamen left Lalibela in Ethiopia without a fight.", "RETREAT") == {"ETH"}


def test_end_of_a_march_is_not_where_it_was_stopped(coder: Coder) -> None:
    """ "Arrested in Ghaziabad while on a march to Ayodhya"."""
    text = "Ten workers were arrested in Ghaziabad while on a peace march to Ayodhya."
    claims = coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2031-03-15"))
    assert {c.place.name for c in claims if c.type == "COERCE" and c.place} == {"Ghaziabad"}


def test_land_that_criticises_is_not_where_it_happened(coder: Coder) -> None:
    """A state that speaks, owns or is spoken to elsewhere in the report is a party, no place."""
    text = (
        "Mali's junta suspended all parties. The ruling drew criticism from the United States, which urged it to yield."
    )
    assert countries(coder, text, "SANCTION") == {"MLI"}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("A woman was killed in Kharkiv and a warehouse was damaged in Odesa region.", ["Kharkiv", "Odesa"]),
        ("Five people were killed in Kharkiv and three were injured in Sumy.", ["Kharkiv", "Sumy"]),
        ("Five people were killed and three were injured in Sumy.", ["Sumy"]),
        ("Two people were killed in the city of Mosul in Nineveh province.", ["Mosul"]),
        ("A Red Cross volunteer was killed by a shell.", [None]),
    ],
)
def test_each_deed_of_a_sentence_is_where_it_is_told(coder: Coder, text: str, places: list[str | None]) -> None:
    """Two fates with places of their own are two events; an aid body is no place of its name."""
    claims = coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2031-03-15"))
    assert [c.place.name if c.place else None for c in claims if c.type == "ASSAULT"] == places


def test_a_village_that_nobody_knows_is_not_where_others_tell_of_it(coder: Coder) -> None:
    """A capital that claims, denies or confirms is a government; a town taken is not where other things were done."""
    text = (
        "A woman was killed in Kharkiv and a shop was damaged in Odesa region. "
        "The army said its forces had captured the village of Novolenivka, a claim Kyiv did not confirm."
    )
    claims = coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2031-03-15"))
    taken = next(c for c in claims if c.type == "CONTROL")
    assert taken.place is None or taken.place.precision == 6
    assert taken.incident not in {c.incident for c in claims if c is not taken}
