"""Persons that a sentence lists."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.find.events.listed import Lists
from sayso.types import EventMention, Parsed, PartyMention

ParsedOf = Callable[..., Parsed]


def filled(parsed: Parsed, verb: str, head: str) -> list[str]:
    """What the event of `verb` hit, where a parse saw `head` alone."""
    at = next(t.i for t in parsed.tokens if t.text == verb)
    whom = next(t for t in parsed.tokens if t.text == head)
    event = EventMention(
        first=at, last=at, head=at, type="ASSAULT", recipient=(PartyMention(first=whom.i, last=whom.i, head=whom.i),)
    )
    return [parsed.span(p.first, p.last).text for p in Lists(parsed).fill(event).recipient]


@pytest.mark.parametrize(
    ("text", "verb", "head", "names"),
    [
        (
            "Maria Talo, mayor of Orvane; Pedro Lunes, her driver; and bodyguard Juan Rios were killed on Monday.",
            "killed",
            "Talo",
            ["Talo", "Pedro Lunes", "bodyguard Juan Rios"],
        ),
        (
            "The massacre of the priests Ana Mora, Luis Vega and Carlos Nunez was condemned.",
            "massacre",
            "priests",
            ["priests Ana Mora", "Luis Vega", "Carlos Nunez"],
        ),
    ],
)
def test_list_gives_all_its_names(parsed: ParsedOf, text: str, verb: str, head: str, names: list[str]) -> None:
    """Descriptions between the names do not end a list, and a plural before it gives way to the names."""
    assert filled(parsed(text), verb, head) == names


@pytest.mark.parametrize(
    ("text", "verb", "head", "names"),
    [
        ("Gunmen killed a villager, Luis Vega, and Carlos Nunez on Monday.", "killed", "villager",
         ["Luis Vega", "Carlos Nunez"]),
    ],
)  # fmt: skip
def test_name_behind_a_noun_is_the_same_person(
    parsed: ParsedOf, text: str, verb: str, head: str, names: list[str]
) -> None:
    """One villager with a name is one victim, not two."""
    assert filled(parsed(text), verb, head) == names


@pytest.mark.parametrize(
    ("text", "verb", "head"),
    [
        ("Gunmen killed Maria Talo, spokesman Pedro Lunes said on Monday.", "killed", "Talo"),
        ("Gunmen killed Maria Talo, daughter of Pedro Lunes.", "killed", "Talo"),
    ],
)
def test_speaker_and_kin_are_not_of_the_list(parsed: ParsedOf, text: str, verb: str, head: str) -> None:
    """Who tells of it, and whose daughter somebody is, were not hit."""
    assert filled(parsed(text), verb, head) == [head]


def test_sentence_without_end_is_left_alone(parsed: ParsedOf) -> None:
    """A list of a thousand names is no sentence that tells of one event."""
    text = "Gunmen killed " + ", ".join(["Ana Mora"] * 400) + "."
    found = filled(parsed(text), "killed", "Mora")
    assert len(found) <= 40
