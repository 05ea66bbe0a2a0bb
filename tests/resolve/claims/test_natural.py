"""Deaths that nobody caused tell no attack; what only provokes or is provoked has not happened."""

from __future__ import annotations

from functools import partial

import pytest
import reports_coded

from sayso.pipeline import Coder

code = partial(reports_coded.code, published="2024-05-10")


@pytest.mark.parametrize(
    "text",
    [
        "Two persons were killed and 10 others received injuries when a minibus carrying them turned turtle near Gaya.",
        "Two killed in mishap: Two persons were killed when a jeep skidded off the road in Chitral.",
        "Five pilgrims were killed when their bus plunged into a gorge in Doda district.",
        "Three students died and six were hurt after a truck overturned near Mbale.",
        "Nine people were killed when a boat capsized on the river.",
        "Four people were killed in a road accident near Kano.",
        "Two persons were martyred when a jeep skidded off the road in Chitral.",
        "Ana Bor, who led the council until 2007, died Wednesday after a long battle with lung cancer.",
        "The singer died after a long fight against leukaemia.",
        "A fire swept through a textile factory in Dakor, killing 12 workers, the fire service said.",
        "A house fire in Lena killed a mother and her two children.",
        "A gas explosion destroyed an apartment block in Velsk, killing five.",
        "Nine people were killed in an explosion at a fireworks factory.",
        "Fourteen people were injured when a boiler exploded at a sugar mill.",
        "A blast at a coal mine killed 40 miners.",
        "Measles has killed 40 children in Kasai.",
        "Elephants trampled a farmer to death near Lena.",
        "Two cyclists have died after being struck by a vehicle near Velsk.",
        "A man was killed when he was hit by a train near Velsk.",
        "Frost destroyed half of the coffee crop.",
        "Locusts have invaded the province, destroying crops.",
        "Four people suffered food poisoning after a wedding.",
    ],
)
def test_accident_is_no_attack(coder: Coder, text: str) -> None:
    assert [c for c in code(coder, text) if c.type == "ASSAULT"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Five soldiers were killed when their truck overturned after it hit a landmine near Kidal.",
        "Nine people were killed when a bus carrying pilgrims was ambushed and plunged into a gorge.",
        "Three people were killed when a car ploughed into a crowd.",
        "Four soldiers died after a battle with rebels near Kidal.",
        "A car bomb exploded at a gas plant, killing nine workers.",
        "Heavy fire killed three soldiers near the bridge.",
        "Three officers were killed when they were hit by a car driven into a crowd.",
    ],
)
def test_accident_of_an_attack_is_one(coder: Coder, text: str) -> None:
    """Where arms or violence are told beside, and where people are run down."""
    assert any(c.type == "ASSAULT" and any(n.best for n in c.counts) for c in code(coder, text))


@pytest.mark.parametrize(
    "text",
    [
        "They are forging another pretext for triggering new American strikes.",
        "The fire was meant to provoke new Israeli air raids.",
    ],
)
def test_what_is_to_be_provoked_has_not_happened(coder: Coder, text: str) -> None:
    told = [c for c in code(coder, text) if c.type == "ASSAULT" and c.mode == "aerial"]
    assert [c.status for c in told] == ["hypothetical"]


def test_things_are_seized_and_not_arrested(coder: Coder) -> None:
    (claim,) = code(coder, "The mob detained a police vehicle for five minutes outside the court.")
    assert (claim.type, claim.mode) == ("COERCE", "seize")
