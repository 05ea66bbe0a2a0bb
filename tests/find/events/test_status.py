"""Told as done, going on, planned, threatened, tried, imagined or denied; recent or old."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.find.events import EventFinder
from sayso.parse import Parser
from sayso.types import EventMention, Report

Read = Callable[[str], list[EventMention]]


@pytest.fixture(scope="module")
def read(parser: Parser) -> Read:
    finder = EventFinder()

    def events(text: str) -> list[EventMention]:
        return finder.find(parser.parse(Report(id="r", text=text, published="2024-03-07")))

    return events


STATUS = [
    ("The army shelled the town.", "ASSAULT", "happened"),
    ("The army is shelling the town.", "ASSAULT", "ongoing"),
    ("A gunman set off a blast in the market, killing four people.", "ASSAULT", "happened"),
    ("The army has not shelled the town.", "ASSAULT", "negated"),
    ("The army may attack the town.", "ASSAULT", "hypothetical"),
    ("If the army attacks the town, people will flee.", "ASSAULT", "hypothetical"),
    ("The rebels tried to storm the prison.", "ASSAULT", "attempted"),
    ("The rebels failed to capture the town.", "CONTROL", "attempted"),
    ("Police foiled an attack on the station.", "ASSAULT", "attempted"),
    ("The army denied shelling the town.", "ASSAULT", "denied"),
    ("The army rejected claims of a raid on the town.", "ASSAULT", "denied"),
    ("The pictures showed no sign of an attack on the convoy.", "ASSAULT", "negated"),
    ("Turkey threatened to attack the camp.", "THREATEN", "threatened"),
    ("An official said the group was planning to attack embassies.", "ASSAULT", "planned"),
    ("Had the bomb gone off, dozens could have died.", "ASSAULT", "hypothetical"),
    ("The Front may seek to attack the camp.", "ASSAULT", "hypothetical"),
    ("The ministry rejected what it called claims that its agents had killed an activist.", "ASSAULT", "denied"),
    ("Union leaders plan to block the main highways.", "PROTEST", "planned"),
    ("The army will attack the town.", "THREATEN", "threatened"),
    ("France will send aid to Mali.", "AGREE", "planned"),
    ("France promised to send aid to Mali.", "AGREE", "planned"),
    ("Russia will withdraw its troops from the valley.", "CONCEDE", "planned"),
    ("The negotiators are set to meet the president.", "AGREE", "planned"),
    ("The army moved in a bid to capture the town.", "CONTROL", "attempted"),
    ("Recapturing the town would cut the road.", "CONTROL", "hypothetical"),
    ("An attack on the town could displace thousands.", "ASSAULT", "hypothetical"),
    ("The attack on the town could displace thousands.", "ASSAULT", "happened"),
    ("A blast in the town may have killed ten people.", "ASSAULT", "happened"),
    ("The army has not carried out any attack on the town.", "ASSAULT", "negated"),
    ("The ministry rejected claims that the army had bombed the school.", "ASSAULT", "denied"),
    ("The ministry repeated its denial that the army had bombed the school.", "ASSAULT", "denied"),
    ("The council is set to hold talks with the rebels.", "AGREE", "planned"),
    ("The group voiced determination to attack the town.", "ASSAULT", "planned"),
    ("Did the army shell the market?", "ASSAULT", "hypothetical"),
    # What lasts as the report is written.
    ("The valley is controlled by a league of rebels.", "CONTROL", "ongoing"),
    ("The province was controlled by a rebel alliance.", "CONTROL", "happened"),
    ("The districts are currently under siege by the army.", "CONTROL", "ongoing"),
    ("The guards are on the offensive against the rebels.", "ASSAULT", "ongoing"),
    ("The agency continues to deliver aid to the camp.", "AID", "ongoing"),
    ("The agency continues feeding refugees and giving them aid.", "AID", "ongoing"),
    ("The agency continued to deliver aid to the camp.", "AID", "happened"),
    ("Fighting has been ongoing in the town for months.", "ASSAULT", "ongoing"),
    # What is meant, tried, hoped for or still to come.
    ("Residents fled the army's campaign to recapture the town.", "CONTROL", "attempted"),
    ("They raided the hill to try to dislodge the rebels.", "CONTROL", "attempted"),
    ("The guards are advancing, hoping to encircle the town.", "CONTROL", "hypothetical"),
    ("The guards do not plan to attack the town.", "ASSAULT", "negated"),
    ("The notion of closing the border is mad.", "COERCE", "hypothetical"),
    ("He faces 20 years in prison when he is sentenced in May.", "SANCTION", "planned"),
    ("We have been able to stop the advance and take back much of the north.", "CONTROL", "happened"),
    # What will not be, what nobody has proof of, and what is only not clear.
    ("The prosecutor said that no trial would be opened against him.", "ACCUSE", "negated"),
    ("The group found no evidence that the rebels had attacked the town.", "ASSAULT", "negated"),
    ("They had no evidence to support the claim that fighters had attacked the town.", "ASSAULT", "hypothetical"),
    ("The aims of the army's attack on the town were not clear.", "ASSAULT", "happened"),
    ("The agency warned that rebels had been attacking the camp.", "ASSAULT", "happened"),
    ("Is it true that the army killed nine farmers?", "ASSAULT", "hypothetical"),
    ("Was there an attack on the clinic?", "ASSAULT", "hypothetical"),
    ("Who killed the mayor of the town?", "ASSAULT", "happened"),
    ("Why did the police shoot the students?", "ASSAULT", "happened"),
    ("Was the attack on the clinic the work of rebels?", "ASSAULT", "happened"),
    ("Are there any soldiers wounded?", "ASSAULT", "hypothetical"),
    ("The governor does not know of any civilians being killed.", "ASSAULT", "hypothetical"),
    ("A bomb planted near the embassy was defused by police.", "ASSAULT", "attempted"),
    ("Rebels placed a bomb at the bank, but it failed to explode.", "ASSAULT", "attempted"),
    ("Rebels placed a bomb at the bank and it exploded.", "ASSAULT", "happened"),
    ("The rebels were going to attack the town.", "ASSAULT", "planned"),
    ("The judge ordered an investigation into the murder of the senator.", "ASSAULT", "happened"),
    ("Raiders set two barns ablaze after cursing and beating the farmer.", "ASSAULT", "happened"),
    ("Rumours that the mayor had been killed spread on Monday.", "ASSAULT", "hypothetical"),
    ("There were fears that the army had attacked the camp.", "ASSAULT", "hypothetical"),
    ("The drill simulated an attack on the capital.", "ASSAULT", "hypothetical"),
    ("The two navies staged a mock attack on an island.", "ASSAULT", "hypothetical"),
    ("The government has no plans to send troops to Velia.", "MOBILIZE", "negated"),
    ("A ceasefire has yet to be agreed.", "RETREAT", "hypothetical"),
    ("Parliament is to vote on the impeachment of the president.", "SANCTION", "hypothetical"),
    ("The law bans protests near the parliament.", "PROTEST", "hypothetical"),
]


@pytest.mark.parametrize(("text", "type_", "status"), STATUS)
def test_status_is_read_from_tense_modals_and_clauses(read: Read, text: str, type_: str, status: str) -> None:
    """One sentence for each way of not telling a plain fact."""
    assert (type_, status) in {(e.type, e.status) for e in read(text)}


def test_status_of_collapsed_talks_is_a_rejection(read: Read) -> None:
    """Cancelled meetings are REJECT in the ontology."""
    events = read("Planned talks between Egypt and Sudan were cancelled.")
    assert [(e.type, e.mode) for e in events] == [("REJECT", "meet")]


@pytest.mark.parametrize(
    ("text", "stance", "certainty"),
    [
        ("Turkey accused Greece of shelling a village.", "accuses", "suspected"),
        ("The army denied shelling the village.", "denies", "stated"),
        ("The Front claimed responsibility for the attack on the station.", "claims-responsibility", "claimed"),
        ("An attack claimed by the Front killed six soldiers.", "claims-responsibility", "claimed"),
        ("Suspected militants attacked the village.", None, "suspected"),
    ],
)
def test_stance_is_set_by_the_construction(read: Read, text: str, stance: str | None, certainty: str) -> None:
    """Accusations, denials and claims of responsibility mark the deed itself."""
    event = next(e for e in read(text) if e.type == "ASSAULT")
    assert (event.stance, event.certainty) == (stance, certainty)


def test_accusation_makes_two_events(read: Read) -> None:
    """The accusing and the deed, with the accused as its actor."""
    events = read("Turkey accused Greece of shelling a village.")
    assert [e.type for e in events] == ["ACCUSE", "ASSAULT"]
    assert events[0].recipient[0].head == events[1].actor[0].head


def test_no_claim_of_responsibility_is_none(read: Read) -> None:
    """ "No group claimed" gives the attack no actor."""
    assert all(not e.actor for e in read("No group claimed responsibility for the attack on the station."))


@pytest.mark.parametrize(
    ("text", "historical"),
    [
        ("Rebels attacked the town on Monday.", False),
        ("Rebels attacked the town in 2013.", True),
        ("Rebels attacked the town in May 2019.", True),
        ("Rebels attacked the town last year.", True),
        ("Thousands have been killed since the war began.", False),
        ("Rebels have held the town since May 2019.", False),
        ("Ten have been killed since the war began with protests in the north in March 2011.", False),
        ("In the past few hours rebels attacked two towns.", False),
        ("Rebels have attacked the town in the past.", True),
        ("It was one of the worst attacks on the town in recent years.", False),
        ("Residents marked the anniversary of the massacre, in which rebels killed 800 people.", True),
        ("Ten years after rebels seized the town, its market is in ruins.", True),
        ("Two days after rebels seized the town, its market reopened.", False),
    ],
)
def test_historical_is_read_from_the_clause(read: Read, text: str, historical: bool) -> None:
    """A look back is background, not this report's event."""
    assert {e.historical for e in read(text)} == {historical}


@pytest.mark.parametrize(
    ("text", "actor", "stance"),
    [
        ("The Front claimed responsibility for the attack.", "Front", "claims-responsibility"),
        ("Norway blamed the Front for the attack.", "Front", "accuses"),
    ],
)
def test_bare_deeds_are_told_with_who_is_named_for_them(
    parser: Parser, read: Read, text: str, actor: str, stance: str
) -> None:
    """The claim and the blame give an attack without parties its actor."""
    event = next(e for e in read(text) if e.type == "ASSAULT")
    head = parser.parse(Report(id="r", text=text)).tokens[event.actor[0].head]
    assert (head.text, event.stance) == (actor, stance)


CERTAINTY = [
    ("The rebels are believed to have killed the mayor.", "suspected"),
    ("It is thought that a gunman killed the mayor.", "suspected"),
    ("A man suspected of aiding in the kidnapping of the engineer was arrested.", "suspected"),
    ("Two brothers took part in the raid on the garrison.", "stated"),
    ("The rebels killed the mayor.", "stated"),
    ("There were rumours that the rebels killed the mayor.", "suspected"),
    ("Reports of shelling by rebels reached the capital.", "suspected"),
    ("Asked about a report that rebels killed the mayor, the governor left.", "suspected"),
    ("The ministry read a report that said the rebels killed the mayor.", "stated"),
]


@pytest.mark.parametrize(("text", "certainty"), CERTAINTY)
def test_what_is_only_thought_makes_a_suspect(read: Read, text: str, certainty: str) -> None:
    """A passive of thinking without a thinker is rumour; taking part in a deed is doing it."""
    deed = next(e for e in read(text) if e.type == "ASSAULT")
    assert deed.actor
    assert deed.certainty == certainty
