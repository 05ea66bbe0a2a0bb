"""Deeds that another is done for, and what a doer has done since."""

from __future__ import annotations

import pytest
from reports_coded import code

from sayso.pipeline import Coder
from sayso.types import Report


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("The militia said it had fired dozens of rockets at an army base in response to strikes that killed a "
         "commander.", {1: []}),
        ("The army shelled the village in retaliation for an ambush in which five soldiers died.", {5: []}),
    ],
)  # fmt: skip
def test_what_a_deed_answers_is_another_deed(coder: Coder, text: str, doers: dict[int, list[str]]) -> None:
    """The dead of an ambush are not those of the shelling that avenges it, nor of whoever avenges it."""
    claims = code(coder, text)
    assert len({c.incident for c in claims}) == 2
    for killed, who in doers.items():
        claim = next(c for c in claims if any(n.what == "killed" and n.best == killed for n in c.counts))
        assert [p.text for p in claim.actor] == who


def test_a_war_since_a_year_does_not_date_a_raid(coder: Coder) -> None:
    """What the coalition has done since 2015 says nothing of the day of its raids."""
    text = (
        "The coalition, which has been fighting the rebels since 2015, carried out six raids on the port of Hodeidah."
    )
    claims = coder.code(Report(id="r", text=text, published="2024-03-14"))
    raids = next(c for c in claims if "raids" in c.trigger.text)
    assert raids.when is None


def test_jets_strike_where_their_own_words_say(coder: Coder) -> None:
    """A bombing at home that the strikes follow is not where they were."""
    text = ("Turkish warplanes hit militant targets in northern Iraq, the ministry said, after a bombing in Ankara "
            "that killed three police officers.")  # fmt: skip
    strikes = next(c for c in code(coder, text) if c.mode == "aerial")
    assert strikes.place is not None and strikes.place.country == "IRQ"


def test_a_toll_given_by_another_is_of_the_same_event(coder: Coder) -> None:
    """A doctor's higher figure disagrees with the officials', and is no second bombing."""
    text = ("A suicide bomber blew himself up outside a bank in Kandahar on Thursday, killing at least three people, "
            "officials said. A doctor at the hospital put the death toll at 21.")  # fmt: skip
    tolls = [c for c in code(coder, text) if any(n.what == "killed" for n in c.counts)]
    assert len(tolls) == 2 and len({c.incident for c in tolls}) == 1


@pytest.mark.parametrize(
    ("text", "type_", "actors"),
    [
        ("Iran, Iraq sign border deal", "SUPPORT", ["Iran"]),
        ("US, Taliban hold talks in Doha", "CONSULT", ["US", "Taliban"]),
        ("Doctors strike enters second week in Lagos", "PROTEST", ["Doctors"]),
    ],
)
def test_headlines_have_their_doers(coder: Coder, text: str, type_: str, actors: list[str]) -> None:
    """Two names parted by a comma act together; striking doctors hit nobody."""
    (claim,) = code(coder, text)
    assert (claim.type, [p.text for p in claim.actor]) == (type_, actors)


def test_whoever_is_wanted_wishes_nothing(coder: Coder) -> None:
    """A wanted man's arrest is told by the report, and happened."""
    (claim,) = code(coder, "A man wanted for the 2015 attacks was nabbed in Brussels.")
    assert (claim.mode, claim.status, claim.source.speakers) == ("arrest", "happened", ())


@pytest.mark.parametrize(
    "text",
    [
        "Two ships collided, killing three.",
        "A military plane crashed near Khartoum on Sunday, killing 18 people.",
        "At least five people drowned while crossing the river.",
        "The attackers, four men in a white car, fled.",
        "Two suspects are believed to have fled to Syria.",
    ],
)
def test_mishaps_and_getaways_are_no_events(coder: Coder, text: str) -> None:
    """Nobody attacked, and nobody was driven out."""
    assert code(coder, text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "A helicopter was shot down by rebels, killing five soldiers.",
        "A truck overturned after it hit a mine, killing four.",
    ],
)
def test_crashes_that_somebody_caused_are_attacks(coder: Coder, text: str) -> None:
    """A helicopter that was shot down is no mishap."""
    assert [c.type for c in code(coder, text)] == ["ASSAULT"]


def test_tear_gas_is_fired_at_those_it_disperses(coder: Coder) -> None:
    """One deed, done: the crowd is whom it hit."""
    (claim,) = code(coder, "Police fired tear gas and rubber bullets to disperse the crowd.")
    assert (claim.mode, claim.status, [p.text for p in claim.recipient]) == ("crowd-control", "happened", ["the crowd"])


def test_passers_by_are_one_word(coder: Coder) -> None:
    """Neither they nor who is told beside them is lost."""
    (claim,) = code(coder, "A bomb killed four passers-by and a traffic policeman.")
    assert [p.text for p in claim.recipient] == ["four passers-by", "a traffic policeman"]


def test_two_of_whom_one_has_a_participle_speak_together(coder: Coder) -> None:
    """ "A local elected official" is one speaker, the source before him another."""
    text = "Clashes left at least 37 dead in central Mali, a security source and a local elected official said."
    (claim,) = code(coder, text)
    assert [s.text for s in claim.source.speakers] == ["a security source", "a local elected official"]
