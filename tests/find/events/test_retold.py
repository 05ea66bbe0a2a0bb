"""Attacks that one sentence tells twice are one event."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.types import EventMention, Parsed

Read = Callable[[str], tuple[Parsed, list[EventMention]]]

TWICE = [
    ("Rebels fired rockets at the port killing six people.", ["the port", "six people"]),
    ("The Ota and Ire clans clashed over a strip of land leaving six men dead.", ["six men"]),
    ("Jets bombed the town of Halba in a raid on its market.", ["the town of Halba", "its market"]),
    ("Six people were killed, all of them farmers, in an army raid on Halba.", ["Six people"]),
    ("Six people were killed by gunmen who attacked a bus near Halba.", ["Six people", "a bus"]),
    ("Six men were killed by gunmen firing pistols in an attack on a bar.", ["Six men", "a bar"]),
    ("The massacre of six monks who were killed in Halba shocked the land.", ["six monks"]),
    ("The murder of Major Tol, an officer who was killed in Halba, was solved.", ["Major Tol"]),
    ("A strike by the alliance that killed six people angered the town.", ["six people"]),
    ("Warplanes launched a wave of air strikes in the north of Velia.", []),
    ("Gunmen detonated a bomb which they had earlier planted in Halba.", []),
]


@pytest.mark.parametrize(("text", "hit"), TWICE)
def test_attack_told_twice_is_one_event(read: Read, text: str, hit: list[str]) -> None:
    """What came of it, where it is told in a noun and who did it make no second attack; all victims are its own."""
    parsed, events = read(text)
    (attack,) = [e for e in events if e.type == "ASSAULT"]
    assert {parsed.span(p.first, p.last).text for p in attack.recipient} >= set(hit)


@pytest.mark.parametrize(
    "text",
    [
        "Police shot dead a man who killed three people.",
        "He was shot by a man who had attacked a patrol in May.",
        "The rebels, who attacked Halba in March, killed ten people in Karm.",
        "Two parents beat their child during a fight between them.",
        "The army attacked rebels killing villagers in the hills.",
        "Villagers repelled attacks on the hills killing ten men.",
        "Three women were raped during the attack on the village.",
    ],
)
def test_two_attacks_of_a_sentence_stay_two(read: Read, text: str) -> None:
    """Whoever is hit may have attacked too, and what had been done before is another deed."""
    assert len([e for e in read(text)[1] if e.type == "ASSAULT"]) == 2


@pytest.mark.parametrize(
    ("text", "meetings"),
    [
        ("The mayor and the envoy met again to finish their discussion.", 1),
        ("The mayor and the envoy met on Friday after talks between the mayor and the envoy in May.", 2),
    ],
)
def test_meeting_and_what_it_is_for_are_one(read: Read, text: str, meetings: int) -> None:
    """Who meets to talk meets once; talks before that are others."""
    assert len([e for e in read(text)[1] if e.type == "CONSULT"]) == meetings


def test_what_is_done_again_and_again_is_no_single_attack(read: Read) -> None:
    """ "Is regularly targeted in air strikes" tells a habit by its verb, and no strike a second time."""
    _, events = read("The valley is regularly targeted in army and Velian air strikes.")
    assert len([e for e in events if e.type == "ASSAULT"]) == 2
