"""People counted by where they fled to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.find.counts import CountFinder
from sayso.types import EventMention, Parsed, PartyMention

Parse = Callable[..., Parsed]


@pytest.fixture(scope="module")
def finder() -> CountFinder:
    return CountFinder()


@pytest.mark.parametrize(
    "text",
    [
        "The camp near Tavna is home to 12,300 people.",
        "There are now 12,300 people in the camp near Tavna.",
        "Trucks moved 12,300 people to a camp near Tavna.",
        "12,300 people were bused out of Tavna.",
        "12,300 people were airlifted from Tavna.",
        "12,300 people are sleeping in the open in Tavna.",
        "12,300 residents had to leave Tavna after the floods.",
        "12,300 people were forced off their land near Tavna.",
        "12,300 new arrivals were registered in Tavna.",
        "The displaced population of Tavna reached 12,300 in May.",
        "The number of people living in camps in Tavna rose to 12,300.",
        "Evacuees in Tavna total 12,300.",
        "Floods in Tavna: 12,300 displaced",
        "12,300 people have been moved to other villages.",
        "12,300 people are still away from their homes.",
        "The war has forced an estimated 12,300 people in Tavna into camps.",
        "12,300 families have moved in with relatives in Tavna.",
        "12,300 residents were asked to vacate their apartments in Tavna.",
        "The camp at Tavna registered 12,300 newcomers.",
        "12,300 people are now in temporary accommodation in Tavna.",
        "12,300 families were given temporary housing in Tavna.",
        "12,300 people had to abandon their villages near Tavna.",
        "12,300 villagers were living on the streets of Tavna.",
        "After the quake 12,300 people in Tavna need shelter.",
        "12,300 farmers were driven off their land near Tavna.",
        "Flood victims in Tavna rose to 12,300 people at nine relief centres.",
        "Houses of 12,300 families were burnt in Tavna.",
        "The entire town of Tavna, which had a population of 12,300, was razed.",
    ],
)
def test_people_at_a_refuge_are_displaced(finder: CountFinder, parsed: Parse, text: str) -> None:
    """No single word says so; the verb and the place of refuge do together."""
    assert [(c.count.what, c.count.best) for c in finder.find(parsed(text))] == [("displaced", 12300)]


@pytest.mark.parametrize(
    "text",
    [
        "There are 300 recruits in the training camp.",
        "The army drove 300 soldiers to a camp near Tavna.",
        "Nine people left Tavna after lunch.",
        "The academy is home to 300 students.",
        "The ratio was 3 : 200 in the end.",
        "Police drove 200 people from the square.",
        "The rally brought 5,000 people to the streets of Tavna.",
        "The firm gave 400 workers housing loans.",
        "The coach sent 400 people to the city centre.",
    ],
)
def test_who_is_elsewhere_for_other_reasons_is_not_displaced(finder: CountFinder, parsed: Parse, text: str) -> None:
    """Soldiers, travellers and pupils are away from home too."""
    assert not [c for c in finder.find(parsed(text)) if c.count.what == "displaced"]


def test_families_and_their_people_affected_and_sheltered_are_displaced(finder: CountFinder, parsed: Parse) -> None:
    """Both figures of one clause, beside what the first verb says of them."""
    text = "78 families (312 persons) were affected and are staying in three evacuation centres in Tavna."
    displaced = [c.count for c in finder.find(parsed(text)) if c.count.what == "displaced"]
    assert [(c.who, c.best) for c in displaced] == [("families", 78), ("people", 312)]


def test_people_who_move_in_an_event_are_counted(finder: CountFinder, parsed: Parse) -> None:
    """Words that tell of displacement are found by the event finder; a count needs no second list of them."""
    report = parsed("Boats carried 900 people away from Tavna.")
    who = PartyMention(first=2, last=3, head=3)
    event = EventMention(first=1, last=1, head=1, type="DISPLACE", mode="evacuate", recipient=(who,))
    assert finder.find(report) == []
    assert [(c.count.what, c.count.best, c.anchor) for c in finder.find(report, [event])] == [("displaced", 900, 1)]
