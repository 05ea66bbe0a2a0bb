"""Which words tell which type and mode of event, and which do not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.find.events import EventFinder
from sayso.parse import Parser
from sayso.types import EventMention, Parsed, Report


@pytest.fixture(scope="module")
def finder() -> EventFinder:
    return EventFinder()


Read = Callable[[str], list[EventMention]]


@pytest.fixture(scope="module")
def read(finder: EventFinder, parser: Parser) -> Read:
    def events(text: str) -> list[EventMention]:
        return finder.find(parser.parse(Report(id="r", text=text, published="2024-03-07")))

    return events


TOLD = [
    ("Rebels attacked the village at dawn.", "ASSAULT", None),
    ("Warplanes bombed the town of Karm.", "ASSAULT", "aerial"),
    ("A drone strike on the convoy killed two men.", "ASSAULT", "drone"),
    ("The army shelled the old town.", "ASSAULT", "heavy-weapons"),
    ("Gunmen opened fire on a police patrol.", "ASSAULT", "firearms"),
    ("A bomb exploded near the market, killing four people.", "ASSAULT", "explosives"),
    ("A suicide bomber blew himself up at the gate.", "ASSAULT", "suicide-attack"),
    ("Militants kidnapped three aid workers.", "ASSAULT", "abduct"),
    ("Guards beat the prisoner.", "ASSAULT", "beat"),
    ("The detainees were tortured by the police.", "ASSAULT", "torture"),
    ("Soldiers raped women in the village.", "ASSAULT", "sexual"),
    ("The opposition leader was assassinated.", "ASSAULT", "targeted"),
    ("Police fired tear gas at the protesters.", "ASSAULT", "crowd-control"),
    ("The army used chemical weapons against the town.", "ASSAULT", "unconventional"),
    ("Police arrested twelve activists.", "COERCE", "arrest"),
    ("The navy seized weapons from the smugglers.", "COERCE", "seize"),
    ("The government imposed a curfew in the capital.", "COERCE", "curfew"),
    ("The president declared a state of emergency in the north.", "COERCE", "martial-law"),
    ("The ministry banned the newspaper.", "COERCE", "censor"),
    ("Norland deported forty migrants.", "COERCE", "deport"),
    ("France imposed sanctions on Belarus.", "COERCE", "restrict"),
    ("Hackers launched a cyberattack on the ministry.", "COERCE", "cyber"),
    ("Russia deployed troops to the border.", "MOBILIZE", "troops"),
    ("North Korea test-fired a missile.", "MOBILIZE", "weapons"),
    ("Thousands of people protested against the government.", "PROTEST", "demo"),
    ("Students staged a protest outside the ministry.", "PROTEST", "demo"),
    ("Prisoners went on hunger strike.", "PROTEST", "hunger"),
    ("Teachers went on strike over pay.", "PROTEST", "strike"),
    ("Youths rioted in the capital.", "PROTEST", "riot"),
    ("France expelled two Russian diplomats.", "SANCTION", "expel"),
    ("Germany suspended aid to Mali.", "SANCTION", "discontinue"),
    ("The court sentenced the journalist to five years in prison.", "SANCTION", "convict"),
    ("The minister condemned the attack.", "ACCUSE", "disapprove"),
    ("Turkey accused Greece of provocation.", "ACCUSE", "allege"),
    ("Police launched an investigation into the company.", "ACCUSE", "investigate"),
    ("President Diallo met Chancellor Weber in Geneva.", "CONSULT", None),
    ("Norland and Sudland held talks in Geneva.", "CONSULT", None),
    ("The German foreign minister visited Israel on Monday.", "CONSULT", "visit"),
    ("France agreed to send aid to Mali.", "AGREE", None),
    ("Egypt praised the decision by Jordan.", "SUPPORT", None),
    ("France and Germany signed a treaty.", "SUPPORT", None),
    ("The president pardoned the rebel leader.", "CONCEDE", None),
    ("Russia withdrew its troops from the valley.", "RETREAT", "withdraw"),
    ("The rebels released two hostages.", "RETREAT", "release"),
    ("The rebels laid down their weapons.", "RETREAT", "disarm"),
    ("Norway lifted the sanctions on Iran.", "RETREAT", "access"),
    ("The prime minister resigned.", "RETREAT", "resign"),
    ("France and Spain held a joint exercise.", "COOPERATE", None),
    ("Japan provided food aid to Sudan.", "AID", None),
    ("The UN urged Sudan to open the road.", "REQUEST", "change"),
    ("Iran rejected the proposal by France.", "REJECT", "change"),
    ("Turkey threatened to bomb the camp.", "THREATEN", "violence"),
    ("Thousands of residents fled the fighting.", "DISPLACE", "flee"),
    ("Hundreds of families were displaced by the war.", "DISPLACE", "flee"),
    ("The army recaptured the town from the rebels.", "CONTROL", "recapture"),
    ("Rebels seized control of the airport.", "CONTROL", "capture"),
    ("The army besieged the city.", "CONTROL", "besiege"),
]


@pytest.mark.parametrize(("text", "type_", "mode"), TOLD)
def test_triggers_tell_type_and_mode(read: Read, text: str, type_: str, mode: str | None) -> None:
    """Each type of the ontology has its plain sentence."""
    found = {(e.type, e.mode) for e in read(text)}
    assert (type_, mode) in found, found


QUIET = [
    "The official was not authorized to speak to the media.",
    "The demand has contributed to a shift in the market.",
    "Many people fall victim to fraud every year.",
    "The office had no more details to release.",
    "The dealer distributed cocaine in the harbour town.",
    "The film was shot in Morocco.",
    "Stocks rallied after the announcement.",
    "The company struck a deal with its bank on gold.",
    "A bus crash killed twelve people.",
    "An earthquake struck the island and killed forty people.",
    "An earthquake with a magnitude of at least 5.9 hit the southern provinces.",
    "The striker scored twice as the team attacked in the second half of the match.",
    "She said the weather was fine.",
    "The minister said prices had risen.",
    "Four people died of the disease in March.",
    "It was a heart attack, doctors said.",
]


@pytest.mark.parametrize("text", QUIET)
def test_triggers_leave_other_matters_alone(read: Read, text: str) -> None:
    """Sport, business, accidents, disease and mere saying are no events of force."""
    assert not [e for e in read(text) if e.type in ("ASSAULT", "COERCE", "PROTEST", "MOBILIZE")]


def test_triggers_join_deaths_to_their_cause(read: Read) -> None:
    """One attack with its dead is one event, not two incidents."""
    events = read("Five people were killed and ten injured in an air strike on a market in Karm.")
    assert len(events) == 1
    event = events[0]
    assert (event.type, event.mode) == ("ASSAULT", "aerial")
    assert [p.effect for p in event.recipient[:2]] == ["killed", "injured"]
    assert len(event.others) >= 2


@pytest.mark.parametrize(
    "text",
    [
        "The army bombed the market, killing twelve people.",
        "A car bomb killed twelve people.",
        "Twelve people were killed when a bomb exploded.",
        "Gunmen attacked a bus, leaving twelve people dead.",
        "The air raid that killed twelve people was the third.",
    ],
)
def test_triggers_count_one_event_for_act_and_toll(read: Read, text: str) -> None:
    """Act and toll are joined in every construction that names both."""
    assert len([e for e in read(text) if e.type == "ASSAULT"]) == 1


def test_triggers_of_casualties_take_the_mode_of_the_weapon(read: Read) -> None:
    """Where the clause names a weapon only, it gives the mode."""
    (event,) = read("He was killed by sniper fire.")
    assert event.mode == "firearms"


def test_finder_puts_events_in_order_of_the_text(read: Read) -> None:
    """Order of output is order of the text, so that ids are stable."""
    events = read("Rebels attacked the base. The army shelled the town. Residents fled their homes.")
    assert [e.head for e in events] == sorted(e.head for e in events)


@pytest.mark.parametrize("text", ["", "\x00", "\u200f\u202b", "\ud800 attacked", "attacked " * 3000, "(((" * 500])
def test_finder_survives_broken_text(finder: EventFinder, parser: Parser, text: str) -> None:
    """Hostile input gives few events or none, never a crash."""
    clean = text.encode("utf-8", "replace").decode("utf-8")
    finder.find(parser.parse(Report(id="r", text=clean)))


WORDS = [
    "the",
    "army",
    "attacked",
    "rebels",
    "and",
    "to",
    "by",
    "of",
    "killing",
    "agreed",
    "that",
    "said",
    "talks",
    "in",
]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_finder_spans_lie_in_the_report(finder: EventFinder, parser: Parser, words: list[str]) -> None:
    """Every token index of a mention is one of the report's, first before last, head between or beside."""
    parsed: Parsed = parser.parse(Report(id="r", text=" ".join(words)))
    for e in finder.find(parsed):
        assert 0 <= e.first <= e.last < len(parsed.tokens)
        assert 0 < e.confidence <= 1
        for p in (*e.actor, *e.recipient):
            assert 0 <= p.first <= p.head <= p.last < len(parsed.tokens)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Soldiers captured four fighters in the battle.", ("ASSAULT", "abduct")),
        ("Rebel forces captured ten troops near the river.", ("ASSAULT", "abduct")),
        ("Police captured a fugitive in Velsk.", ("COERCE", "arrest")),
        ("The militants let the hostages go.", ("RETREAT", "release")),
        ("The police let the trucks through.", ("RETREAT", "access")),
    ],
)
def test_captives_taken_and_let_go_are_told_by_who_and_whom(
    finder: EventFinder, parser: Parser, text: str, told: tuple[str, str]
) -> None:
    """Fighters are taken in fighting, suspects arrested; people let go are released, goods let through."""
    assert [(e.type, e.mode) for e in finder.find(parser.parse(Report(id="r", text=text)))] == [told]


def test_sides_of_a_clash_may_be_involved(finder: EventFinder, parser: Parser) -> None:
    """A clash involving two clans is theirs."""
    text = "Ten people died in a clash involving the Ruvo and Tesh clans near Velsk."
    assert any(e.actor for e in finder.find(parser.parse(Report(id="r", text=text))))


@pytest.mark.parametrize(
    "text",
    [
        "A gang robbed a bank in Velsk on Monday.",
        "Masked men snatched jewels worth two million euros from a shop in Velsk.",
        "Two men made off with cash in an armed robbery in Velsk.",
        "Three masked men made off with $40-million of diamonds from a store in Velsk.",
        "Two men made off with some 9 million euros' worth of watches.",
    ],
)
def test_robberies_are_attacks(finder: EventFinder, parser: Parser, text: str) -> None:
    assert "ASSAULT" in {e.type for e in finder.find(parser.parse(Report(id="r", text=text)))}
