"""Who did it and who stood by: both sides of a fight, forces told by their parts, and those who did nothing."""

from __future__ import annotations

import pytest

from sayso.pipeline import Coder
from sayso.types import Claim, Report


def attacks(coder: Coder, text: str) -> list[Claim]:
    report = Report(id="r", text=text, outlet="The Valley Courier", published="2024-05-10")
    return [c for c in coder.code(report) if c.type == "ASSAULT"]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Eight people were killed in a clash between residents of Mokwa and police.", ["CVL", "COP"]),
        ("Six people died in clashes between members of a sect and soldiers in Zaria.", ["CVL", "MIL"]),
        ("Five persons were killed in a communal clash involving Ijaw and Itsekiri youths in Warri.", ["CVL"]),
    ],
)
def test_both_sides_of_a_fight_are_told(coder: Coder, text: str, sides: list[str]) -> None:
    """The second of two sides hangs on the first one's home, or on nothing, in many parses."""
    assert [p.sector for p in attacks(coder, text)[0].actor] == sides


@pytest.mark.parametrize(
    ("text", "name", "sector"),
    [
        ("Saudi-led airstrikes killed eleven civilians in Taiz.", "Saudi-led coalition", "MIL"),
        ("Elements of the Malian army killed five herders near Gao.", "Malian Army", "MIL"),
        ("Five herders were killed by elements from the Malian army near Gao.", "Malian Army", "MIL"),
        ("An Antonov dropped bombs on a village in Heiban, killing five children.", None, "MIL"),
        ("A marksman shot dead an activist in Benghazi.", None, "UAF"),
        ("In Orvane four traders were killed on Monday [12 March] by Boko Haram.", "Boko Haram", "REB"),
        ("Suspected Islamist gunmen on two motorbikes shot dead a baker in Kano.", None, "REB"),
        (
            "Seven people were shot in Oicha. The killers of the seven were ADF fighters.",
            "Allied Democratic Forces",
            "REB",
        ),
    ],
)
def test_whose_people_did_it(coder: Coder, text: str, name: str | None, sector: str) -> None:
    """Coalitions, parts of armies, aircraft and marksmen are told by words of their own."""
    (actor,) = attacks(coder, text)[0].actor
    assert (actor.name, actor.sector) == (name, sector)


def test_whose_part_gunmen_are_told_to_be_is_suspected(coder: Coder) -> None:
    """ "Linked to" tells of a tie, not of a deed; and a bus belongs to nobody who burnt it."""
    (claim,) = attacks(coder, "Three traders were shot dead by gunmen linked to Boko Haram near Bama.")
    assert [(p.sector, p.certainty) for p in claim.actor] == [("UAF", "stated"), ("REB", "suspected")]
    for claim in attacks(coder, "A minibus belonging to villagers ran onto a mine near Orvane, killing four people."):
        assert not claim.actor


@pytest.mark.parametrize(
    "text",
    [
        "A blast at a camp housing Iranian dissidents killed five people.",
        "A grenade attack on a camp hosting displaced families killed 17.",
        "A cleric was shot dead in an ambush in a province plagued by an Islamist insurgency.",
        "A writer and broadcaster narrowly survived a gun attack in Lahore that killed his driver.",
        "At least ten people were killed when rockets struck a market in Benghazi as the army fought with militias.",
        "Three herders were killed in a revenge attack in Orvane [northern Kenya].",
        "Two bombings in the fish market at Orvane have killed 31.",
    ],
)
def test_bystanders_did_nothing(coder: Coder, text: str) -> None:
    """Whoever is held, hit or merely near is not accused."""
    told = [c for c in attacks(coder, text) if c.trigger.text != "fought"]
    assert told
    for claim in told:
        assert not claim.actor, [p.text for p in claim.actor]


def test_who_speaks_with_others_did_nothing(coder: Coder) -> None:
    """The parser joins "police" to the Front, which alone attacked."""
    text = "A blast killed two drivers on a road often raided by Boko Haram, police and the Red Cross said."
    for claim in attacks(coder, text):
        assert "police" not in [p.text for p in claim.actor]


def test_sides_of_a_divided_town_are_not_those_of_its_fight(coder: Coder) -> None:
    """ "Between" belongs to the town here."""
    text = "Shelling hit homes in Taiz, a town split between government troops in its north and rebels in its south."
    for claim in attacks(coder, text):
        assert not claim.actor


def test_a_deed_that_says_who_the_victim_is_lends_no_doers(coder: Coder) -> None:
    """Whom a reporter wrote about did not kill him."""
    text = "A journalist who covered fighting between Islamist militias and the army in Benghazi has been assassinated."
    for claim in attacks(coder, text):
        assert claim.trigger.text == "fighting" or not claim.actor


def test_a_bomb_claimed_as_an_assassination_is_one_deed(coder: Coder) -> None:
    """A claim of responsibility may call the bombing by another name."""
    text = (
        "Four people were killed in a bomb attack on a car in Jalalabad. "
        "The Taliban claimed responsibility for assassination."
    )
    assert [p.name for p in attacks(coder, text)[0].actor] == ["Taliban"]


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("Nine herders died in a deadly clan fighting near the wells of Orvane.", ["a deadly clan"]),
        ("Ten people were killed in attacks between Christians and Muslims in Jos.", ["Christians", "Muslims"]),
    ],
)
def test_communities_that_fight_are_told(coder: Coder, text: str, doers: list[str]) -> None:
    """Who fights may stand before the word for it, or behind "between"."""
    assert [p.text for p in attacks(coder, text)[0].actor] == doers
