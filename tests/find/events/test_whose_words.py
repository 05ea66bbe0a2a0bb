"""Whose word, help or undertaking a noun tells: the party behind what is only said, given or decided."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from sayso.types import EventMention, Parsed, PartyMention

Read = Callable[[str], tuple[Parsed, list[EventMention]]]
Join = Callable[..., tuple[Parsed, list[EventMention]]]


def _named(parsed: Parsed, parties: Sequence[PartyMention]) -> list[str]:
    return [parsed.span(p.first, p.last).text for p in parties]


TOLD = [
    ("Peru's president has rejected a Bolivian proposal on the lake.", "REJECT", ["Peru's president"], ["Bolivian"]),
    ("Kenya and Uganda welcomed the UNESCO visit.", "SUPPORT", ["Kenya", "Uganda"], ["UNESCO"]),
    ("The council rejected a petition filed by Ana Bor.", "REJECT", ["The council"], ["Ana Bor"]),
    ("The mayor refused a request from the union to close the port.", "REJECT", ["The mayor"], ["the union"]),
    ("Ghana faces sharp criticism from the EU and others over its ports.", "ACCUSE", ["the EU", "others"], ["Ghana"]),
    ("The league voiced strong condemnation of the Kenyan president's statement.", "ACCUSE", ["The league"],
     ["the Kenyan president"]),
    ("Swedish aid feeds thousands of refugees.", "AID", ["Swedish"], ["thousands of refugees"]),
    ("Senator Ana Bor's reelection campaign sued the Tarn Herald.", "ACCUSE",
     ["Senator Ana Bor's reelection campaign"], ["the Tarn Herald"]),
    ("Kenya's envoy pledged Nairobi's support for the Ghanaian farmers.", "SUPPORT", ["Kenya's envoy"],
     ["the Ghanaian farmers"]),
    ("The minister agreed with his Ghanaian counterpart to swap patrol boats.", "AGREE", ["The minister"],
     ["his Ghanaian counterpart"]),
    ("The navy chief threatened that the navy would sink all boats of the smugglers.", "THREATEN",
     ["The navy chief"], ["all boats of the smugglers"]),
    ("Drivers will not end the strike until the ministry pays them.", "REJECT", ["Drivers"], ["the ministry"]),
    ("Kenyan forces launched new air strikes on militia fighters still holding out in Tarn.", "ASSAULT",
     ["Kenyan forces"], ["militia fighters"]),
    ("The air force trained 20 Ghanaian pilots.", "AID", ["The air force"], ["20 Ghanaian pilots"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "type_", "actor", "recipient"), TOLD)
def test_the_rules_find_who_is_behind_a_word_or_deed(
    read: Read, text: str, type_: str, actor: list[str], recipient: list[str]
) -> None:
    """A proposal, help or criticism is nobody; whoever made, gave or voiced it is."""
    parsed, events = read(text)
    deed = next(e for e in events if e.type == type_)
    assert [_named(parsed, deed.actor), _named(parsed, deed.recipient)] == [actor, recipient]


def test_owner_of_a_word_stays_the_party_under_the_readers_longer_phrase(join: Join) -> None:
    """The reader's phrase names whom a decision is condemned for; its own head is nobody."""
    text = "The league condemned Ana Bor's decision to close the port."
    parsed, events = join(text, "ACCUSE", ["The league"], ["Ana Bor's decision"])
    deed = next(e for e in events if e.type == "ACCUSE")
    assert [parsed.tokens[p.head].text for p in deed.recipient] == ["Bor"]
    assert [parsed.span(*p.wider).text for p in deed.recipient if p.wider] == ["Ana Bor's decision"]


NOT_BLAMED = [
    ("The inquiry into the miners' murder has begun.", "miners"),
    ("The rejection of the poll by our people has angered the council.", "people"),
]


@pytest.mark.parametrize(("text", "head"), NOT_BLAMED)
def test_whose_death_or_poll_it_is_are_no_words_of_theirs(read: Read, text: str, head: str) -> None:
    """Only what somebody says, decides or undertakes is laid at his door."""
    parsed, events = read(text)
    assert head not in {
        parsed.tokens[p.head].text for e in events if e.type in ("ACCUSE", "REJECT") for p in e.recipient
    }


def test_the_make_of_a_lorry_is_nobody(join: Join) -> None:
    """What was seized stays the party, whatever name stands before it."""
    text = "The police seized two Volvo lorries near Tarn."
    parsed, events = join(text, "COERCE", ["The police"], ["two Volvo lorries"])
    assert "Volvo" not in {parsed.tokens[p.head].text for e in events for p in e.recipient}


def test_military_aid_is_given_by_nobody_named(read: Read) -> None:
    """ "Military" says what aid it is, not whose."""
    _, events = read("Military aid fed the garrison of Tarn.")
    assert not any(e.actor for e in events)


READERS = [
    ("Critics of the mayor say he has muzzled the press.", "ACCUSE", ["Critics of the mayor"], [], ["he"]),
    ("Remedy for Peace ordered an inquiry against two officials.", "ACCUSE", ["Remedy for Peace"], ["two officials"],
     ["two officials"]),
    ("Kenyan action in the delta has killed nine villagers.", "ASSAULT", ["Kenyan action in the delta"],
     ["nine villagers"], ["nine villagers"]),
    ("The court granted the Ghanaian government a delay.", "CONCEDE", ["The court"], [], ["the Ghanaian government"]),
    ("Kenya is sending a platoon to Ghana.", "AID", ["Kenya"], [], ["Ghana"]),
    ("Militia fighters are holding 40 villagers as human shields.", "ASSAULT", ["Militia fighters"], [],
     ["40 villagers"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "type_", "actors", "recipients", "hit"), READERS)
def test_a_side_that_the_reader_leaves_open_is_told_by_grammar(
    join: Join, text: str, type_: str, actors: list[str], recipients: list[str], hit: list[str]
) -> None:
    """Accused is whose deed the critics tell; an object or "to" receives what the reader saw no recipient of."""
    parsed, events = join(text, type_, actors, recipients)
    deed = next(e for e in events if e.type == type_ and e.actor)
    assert _named(parsed, deed.recipient) == hit


def test_a_vehicle_driven_is_not_attacked(join: Join) -> None:
    """Only people are taken for the sufferers of an attack that the reader saw none of."""
    _, events = join("The gunmen drove a yellow Fiat.", "ASSAULT", ["The gunmen"], [])
    assert not any(e.recipient for e in events)


def test_one_word_tells_the_fuller_of_two_events(join: Join) -> None:
    """The rules' "supported" without a recipient gives way to the help that the reader sees in it."""
    text = "Swedish aid also supported 20 more schools for girls."
    parsed, events = join(text, "AID", ["Swedish aid"], ["schools for girls"])
    assert [(e.type, _named(parsed, e.actor)) for e in events if parsed.tokens[e.head].text == "supported"] == [
        ("AID", ["Swedish"])
    ]
