"""Whom a pronoun or a definite noun of a claim means."""

from __future__ import annotations

from functools import partial

import pytest
import reports_coded

from sayso.pipeline import Coder
from sayso.types import Claim, Party

code = partial(reports_coded.code, published="2016-03-15")


def told(coder: Coder, text: str, trigger: str) -> Claim:
    """The last claim whose trigger has the word in it."""
    return [c for c in code(coder, text) if trigger in c.trigger.text][-1]


def names(parties: tuple[Party, ...]) -> list[str]:
    return [p.name or p.text for p in parties]


@pytest.mark.parametrize(
    ("text", "trigger", "actor"),
    [
        (
            "The US-led coalition bombed Mosul for weeks. A depot there is held by Islamic State. "
            "The coalition said it had carried out two raids on Monday.",
            "raids",
            ["US-led coalition"],
        ),
        (
            "Fighters of the Taliban hold the road to Kunduz. The coalition bombed a bridge there on Monday.",
            "bombed",
            ["The coalition"],
        ),
        (
            "The Syrian Democratic Forces took a hill near Manbij. The alliance captured a bridge on Monday.",
            "captured",
            ["Syrian Democratic Forces"],
        ),
    ],
)
def test_coalition_is_not_the_rebels_it_fights(coder: Coder, text: str, trigger: str, actor: list[str]) -> None:
    """Rebels are taken up by such a noun only where their name says that several joined."""
    assert names(told(coder, text, trigger).actor) == actor


def test_agency_is_the_body_told_before(coder: Coder) -> None:
    """An agency may be one of many states, and is no government."""
    text = "The World Food Programme fed 600,000 people in Gaza. The agency cut rations in Rafah on Friday."
    assert names(told(coder, text, "cut").actor) == ["World Food Programme"]


def test_he_and_him_are_two_people(coder: Coder) -> None:
    """Who shot him is not he."""
    claim = told(coder, "A gunman entered the hall where elder Davin Orlo was praying. He shot him twice.", "shot")
    assert names(claim.actor) == ["A gunman"]
    assert names(claim.recipient) == ["Davin Orlo"]


def test_who_is_quoted_about_him_is_not_he(coder: Coder) -> None:
    """ "He" in somebody's words is somebody else than the speaker."""
    text = (
        "Viktor Orban stood by his guards, calling the protester a troublemaker. "
        '"Maybe he should have been beaten up," Orban said on Sunday.'
    )
    assert names(told(coder, text, "beaten").recipient) == ["the protester"]


def test_the_helped_are_not_the_thanked(coder: Coder) -> None:
    """ "Thanked the council for supporting him": the council did, and him is who thanked."""
    text = "Viktor Orban praised the guards. He thanked the village council for supporting him."
    assert names(told(coder, text, "supporting").recipient) == ["Viktor Orbán"]


@pytest.mark.parametrize(
    ("text", "trigger", "victims"),
    [
        (
            "Ten men lay dead in a barn in Kismayo. Neighbours alleged they were killed by militias.",
            "killed",
            ["Ten men"],
        ),
        ("Ten men fled the house. Locals feared they might be killed by militias.", "killed", ["Locals"]),
    ],
)
def test_the_killed_did_not_tell_of_it(coder: Coder, text: str, trigger: str, victims: list[str]) -> None:
    """Who speaks lives; of what may come he may speak."""
    assert names(told(coder, text, trigger).recipient) == victims


def test_they_are_all_who_did_it_together(coder: Coder) -> None:
    """Two joined by "and" who did one thing do the next one too."""
    text = "Syrian troops and Hezbollah fighters took the Mallah farms. They recaptured the northern road."
    assert names(told(coder, text, "recaptured").actor) == ["Syrian Arab Army", "Hezbollah"]


def test_stones_are_not_thrown_by_the_police(coder: Coder) -> None:
    """Of two sides that clash the crowd throws what crowds throw."""
    text = "Police and protesters clashed in Lima. They threw stones at shops."
    assert names(told(coder, text, "threw").actor) == ["protesters"]
