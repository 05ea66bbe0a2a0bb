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
