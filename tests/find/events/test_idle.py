"""Uses of event words that tell no event: by their objects, their subjects, or because nature did it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.types import EventMention, Parsed

Read = Callable[[str], tuple[Parsed, list[EventMention]]]
Join = Callable[..., tuple[Parsed, list[EventMention]]]

IDLE = [
    "The mayor locked up the nomination in May.",
    "The goalkeeper held firm against Norland.",
    "Residents lifted debris from the road.",
    "The group commands some 900 fighters in the north.",
    "Engineers captured sulphur with a spray.",
    "The men escaped without injury.",
    "The court entered a not guilty plea.",
    "Drivers searched for signs of life.",
    "The report found no evidence to support the claim.",
    "The law demands that a mayor be a citizen.",
    "Loans and adverts targeted poor families.",
    "The clerk looked into the eyes of the scouts.",
    "The film's release is set for May.",
    "It was the first big release of the year.",
]


@pytest.mark.parametrize("text", IDLE)
def test_idle_use_tells_no_event(read: Read, text: str) -> None:
    """A verb of arrest, capture or demand tells nothing of the kind of a nomination, a gas or a law."""
    assert not read(text)[1]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("The general commanded his men to attack the town.", "REQUEST"),
        ("Rebels captured the town of Halba.", "CONTROL"),
        ("Police searched for the gunman.", "ACCUSE"),
        ("Warplanes targeted the market in Halba.", "ASSAULT"),
        ("The release of the hostages by the rebels ended the crisis.", "RETREAT"),
        ("Rebels captured a gas field near Halba.", "CONTROL"),
    ],
)
def test_other_uses_of_the_same_words_are_told(read: Read, text: str, type_: str) -> None:
    """Men commanded to do something, towns captured and hostages released are events."""
    assert type_ in [e.type for e in read(text)[1]]


@pytest.mark.parametrize(
    "text",
    [
        "Two quakes struck near Halba on Friday. Six villages were destroyed.",
        "The cyclone crossed the coast at noon. Most of the crop was destroyed.",
        "Fire destroyed a dairy in Halba.",
    ],
)
def test_harm_by_nature_is_no_attack(read: Read, text: str) -> None:
    """What a disaster of the sentence before or a fire has destroyed nobody attacked."""
    assert "ASSAULT" not in [e.type for e in read(text)[1]]


@pytest.mark.parametrize(
    "text",
    [
        "A crash killed two. Three others were wounded when gunmen opened fire.",
        "Fire from rebel positions destroyed a dairy in Halba.",
        "Rebels attacked after the flood. Six villages were destroyed.",
    ],
)
def test_harm_by_arms_beside_a_disaster_is_an_attack(read: Read, text: str) -> None:
    """Gunmen and rebels do harm near a disaster too."""
    assert "ASSAULT" in [e.type for e in read(text)[1]]


def test_help_that_is_only_an_aim_is_not_given(read: Read) -> None:
    """What somebody does something for has not come about."""
    assert "AID" not in [e.type for e in read("She moved so that she could help her son.")[1]]


@pytest.mark.parametrize(
    ("text", "actor", "told"),
    [
        ("The board said the town would gain by it.", "The board", False),
        ("The board said the town must leave the pact.", "The board", True),
        ("The board said it wants the town to help.", "The board", True),
    ],
)
def test_who_only_says_how_it_is_asks_for_nothing(join: Join, text: str, actor: str, told: bool) -> None:
    """What a speaker wishes or holds to be due is a request, what he holds to be so is none to an unsure reader."""
    found = join(text, "REQUEST", [actor], ["the town"], sure=0.3)[1]
    assert ("REQUEST" in [e.type for e in found]) is told


def test_a_senator_attacks_with_words(join: Join) -> None:
    """Who stands for office is no attacker, whatever a reader takes him for."""
    text = "The senator attacked his rival over the tax."
    assert "ASSAULT" not in [e.type for e in join(text, "ASSAULT", ["The senator"], ["his rival"])[1]]
